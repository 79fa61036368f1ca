"""How plans stand on a day: counts by standing, what is late, what moved, what is said against what is so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.commitments import KINDS, Kind
from wsoa.assess.rollup import By, RollUp, grouped, roll_up
from wsoa.plan.ratings import Standing


class KpiLine(NamedTuple):
    """How many KPIs there are, and how many promised baselines and targets are still owed."""

    total: int
    baselines_known: int
    baselines_promised: int
    baselines_overdue: int
    baselines_missing: int
    targets_overdue: int
    with_readings: int


class PlanStatus(NamedTuple):
    """One plan on a day."""

    id: str
    assessment: Assessment
    whole: RollUp
    rows: tuple[RollUp, ...]
    by_kind: Mapping[Kind, int]
    overdue_by_kind: Mapping[Kind, int]
    kpis: KpiLine

    @property
    def overdue(self) -> tuple[Commitment, ...]:
        """What is past its date, longest first."""
        return self.assessment.overdue

    def has(self, concern: str) -> bool:
        """True where a commitment is overdue, off-track, or (disagreement) rated better than the facts."""
        if concern == "overdue":
            return bool(self.whole.overdue)
        if concern == "off-track":
            return bool(self.whole.by_standing[Standing.OFF_TRACK])
        return bool(self.assessment.disagreements)


class StatusReport(NamedTuple):
    """All the plans asked for, on one day."""

    as_of: date
    by: By
    plans: tuple[PlanStatus, ...]

    def has(self, concern: str) -> bool:
        """True where any plan has a commitment that gives this concern."""
        return any(plan.has(concern) for plan in self.plans)


def status(assessments: Sequence[tuple[str, Assessment]], as_of: date, by: By = "workstream") -> StatusReport:
    """Build the report from assessed plans, each with its id."""
    return StatusReport(as_of, by, tuple(_plan_status(plan_id, a, by) for plan_id, a in assessments))


def _plan_status(plan_id: str, assessment: Assessment, by: By) -> PlanStatus:
    return PlanStatus(
        id=plan_id,
        assessment=assessment,
        whole=roll_up(plan_id, assessment.plan.area, assessment.commitments, assessment.as_of),
        rows=grouped(assessment, by),
        by_kind=_count(assessment.commitments),
        overdue_by_kind=_count(assessment.overdue),
        kpis=_kpi_line(assessment),
    )


def _count(commitments: Sequence[Commitment]) -> Mapping[Kind, int]:
    counts = Counter(c.kind for c in commitments)
    return {kind: counts.get(kind, 0) for kind in KINDS}


def _kpi_line(assessment: Assessment) -> KpiLine:
    baselines = Counter(kpi.baseline_state for kpi in assessment.kpis)
    targets = Counter(t.state for kpi in assessment.kpis for m in kpi.measures for t in m.targets)
    return KpiLine(
        total=len(assessment.kpis),
        baselines_known=baselines["known"],
        baselines_promised=baselines["promised"],
        baselines_overdue=baselines["overdue"],
        baselines_missing=baselines["missing"],
        targets_overdue=targets["overdue"],
        with_readings=sum(1 for kpi in assessment.kpis if kpi.has_figure),
    )
