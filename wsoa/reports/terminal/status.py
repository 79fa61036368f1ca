"""How plans stand on a day: counts by standing, what is late, what moved, what is said against what is so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.commitments import KINDS, Kind
from wsoa.assess.rollup import WHOLE_PLAN, By, RollUp, grouped, roll_up
from wsoa.plan.ratings import Standing
from wsoa.reports.terminal.blocks import (
    SPACE,
    Block,
    Cell,
    Column,
    Entry,
    Heading,
    Paragraph,
    Table,
    Tone,
    Toned,
    section,
)
from wsoa.words.dates import NONE, long_day, short_day
from wsoa.words.items import ALL, NO_WORKSTREAM
from wsoa.words.lists import capital, have, sentence
from wsoa.words.nothing import moves_not_known
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import say_by_others, say_disagreement

TONES: Mapping[Standing, Tone] = {
    Standing.OFF_TRACK: "bad",
    Standing.BEHIND: "poor",
    Standing.COMPLETE: "good",
}


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
    """One plan on a day. Its counts are of the area's own commitments; reviews by others are told apart."""

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
        """True where a commitment is overdue, unreported, off-track, or (disagreement) rated too well.

        What is so late as to be off track is no less so where nobody reported it.
        """
        if concern == "overdue":
            return bool(self.whole.overdue)
        if concern == "unreported":
            return bool(self.assessment.unreported)
        if concern == "off-track":
            return any(c.ranks_as is Standing.OFF_TRACK for c in self.assessment.own)
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


_NAMED = (Column("plan"), Column("ref"), Column("title"), Column("commitments", form="count"))
COUNTS = {
    standing: Column(standing.value, standing.word, standing.letter, "count", zero="·")
    for standing in Standing
}
_BAR = 14
"""How many letters long the longest bar is."""
_OVERDUE, _OPEN, _DONE = "█", "▒", "░"
BARS = Column(head="On one scale", picture=True)
BARS_MEAN = f"{_OVERDUE} overdue, {_OPEN} open, {_DONE} complete."
_LATE = (
    Column("overdue", "Overdue", "Late", "count", zero=NONE),
    Column("worst_days_late", "Worst late", "Worst", "days", zero=NONE),
    Column("next_due", "Next due", form="count"),
)


def records(report: StatusReport) -> Table:
    """Return a row for each group of each plan, and one for each whole plan."""
    rows = [
        (plan.id, row.key, row.title, row.total, *_counts(row, COUNTS), *_late(row))
        for plan in report.plans
        for row in (*plan.rows, plan.whole)
    ]
    return Table((*_NAMED, *COUNTS.values(), *_LATE), rows)


def layout(report: StatusReport, limit: int) -> Iterator[Block]:
    """Lay each plan out: a table of counts, then the longest overdue, the moved and the disagreeing."""
    yield Heading(f"How the plans stand, as at {long_day(report.as_of)}")
    for status in report.plans:
        yield SPACE
        yield from _laid_out(report, status, limit)


def _laid_out(report: StatusReport, status: PlanStatus, limit: int) -> Iterator[Block]:
    plan, assessment = status.assessment.plan, status.assessment
    yield Heading(plan.area, 2, plan.title)
    yield Paragraph(_headline(status))
    if status.whole.total:
        yield _table(report, status)
    if report.by == "lead":
        yield Paragraph(
            f"wsoa list {status.id} --lead ROLE lists what one of them leads; words in its name will do.",
            quiet=True,
        )
    yield from section("Longest overdue", [_overdue(c, assessment) for c in status.overdue], limit)
    yield from section("Deadlines moved", [Entry(c.ref, c.title, _moved(c)) for c in assessment.moved], limit)
    disagreeing = [Entry(c.ref, c.title, say_disagreement(c.disagreement)) for c in assessment.disagreements]
    yield from section("Rated better than the facts", disagreeing, limit)
    yield from (SPACE, Heading("KPIs", 3), Paragraph(_kpi_sentence(status.kpis), indent=2))


def _table(report: StatusReport, status: PlanStatus) -> Table:
    """Return a row for each group, with a column for each standing that occurs, and its bar."""
    shown = [standing for standing in Standing if status.whole.by_standing[standing]]
    first = Column(head=capital(getattr(status.assessment.plan.labels, report.by)), fits="cut")
    longest = max((row.live for row in status.rows), default=0)
    rows = [
        (_name(row, report.by), *_counts(row, shown), *_late(row), bar(row, longest)) for row in status.rows
    ]
    whole = (ALL, *_counts(status.whole, shown), *_late(status.whole), "")
    columns = (first, *(COUNTS[standing] for standing in shown), *_LATE, BARS)
    return Table(columns, rows, _thresholds(shown, status), total=whole, drawn=BARS_MEAN)


def _thresholds(shown: Sequence[Standing], status: PlanStatus) -> str:
    """Say what tells behind from off track, where either is shown."""
    if not {Standing.BEHIND, Standing.OFF_TRACK} & set(shown):
        return ""
    days = count_days(status.assessment.plan.scheme.behind_days)
    return f"Behind is up to {days} late; off track is later."


def bar(counted: RollUp, longest: int) -> str:
    """Draw overdue, open and complete on the scale of the longest, each as long as its count."""
    live, done = counted.live, counted.by_standing[Standing.COMPLETE]
    ends = [counted.overdue, live - done, live]
    places = [round(_BAR * end / longest) if longest else 0 for end in ends]
    overdue, opened, end = places
    return _OVERDUE * overdue + _OPEN * (opened - overdue) + _DONE * (end - opened)


def _name(row: RollUp, by: By) -> str:
    if row.key == WHOLE_PLAN:
        return NO_WORKSTREAM
    return row.title if by == "lead" or row.key == row.title else f"{row.key} {row.title}"


def _counts(row: RollUp, standings: Iterable[Standing]) -> list[int]:
    return [row.by_standing[standing] for standing in standings]


def _late(row: RollUp) -> tuple[Cell, ...]:
    tone = TONES.get(row.worst_ranks_as, "") if row.worst_ranks_as else ""
    return (Toned(row.overdue, tone), row.worst_days_late, row.next_due)


def _overdue(late: Commitment, assessment: Assessment) -> Entry:
    leads = ", ".join(assessment.plan.role_name(role) for role in late.leads) or "no lead recorded"
    due = short_day(late.due.latest if late.due else None)
    return Entry(late.ref, late.title, f"{count_days(late.days_late)} late, due {due}; {leads}")


def _moved(commitment: Commitment) -> str:
    """Say from when to when a deadline moved, and by how much."""
    old = commitment.original_due.latest if commitment.original_due else None
    new = commitment.due.latest if commitment.due else None
    way = "later" if commitment.moved_days >= 0 else "earlier"
    return f"{short_day(old)} → {short_day(new)}, {count_days(abs(commitment.moved_days))} {way}"


def _headline(status: PlanStatus) -> str:
    """Say in one sentence how many commitments there are and how many are late, finished or unknown."""
    whole = status.whole
    parts = [f"{whole.overdue:,} overdue", f"{whole.by_standing[Standing.COMPLETE]:,} complete"]
    if unknown := whole.by_standing[Standing.UNKNOWN]:
        parts.append(f"{unknown:,} not known")
    moved, gap = len(status.assessment.moved), status.assessment.gap
    if moved:
        parts.append(f"{'at least ' if gap else ''}{moved:,} moved")
    line = f"{count(whole.total, 'commitment')}: {', '.join(parts)}."
    if whole.overdue:
        line += f" Longest {count_days(whole.worst_days_late)} late."
    if whole.next_due:
        line += f" Next due {long_day(whole.next_due)}."
    others = say_by_others(status.assessment.by_others)
    told = (line, sentence(others) if others else "", moves_not_known(gap, moved))
    return " ".join(one for one in told if one)


def _kpi_sentence(kpis: KpiLine) -> str:
    """Say how many baselines are known, promised and owed."""
    if not kpis.total:
        return "No KPIs in this plan."
    line = f"{count(kpis.total, 'KPI')}: {count(kpis.baselines_known, 'baseline')} known"
    if owed := kpis.baselines_promised + kpis.baselines_overdue:
        line += f", {owed:,} promised"
        line += f" of which {kpis.baselines_overdue:,} overdue" if kpis.baselines_overdue else ""
    if kpis.baselines_missing:
        line += f", {kpis.baselines_missing:,} neither known nor promised"
    line += "."
    if kpis.targets_overdue:
        line += f" {count(kpis.targets_overdue, 'promised target')} overdue."
    return line + f" {count(kpis.with_readings, 'KPI')} {have(kpis.with_readings)} a reading since."


def _plan_status(plan_id: str, assessment: Assessment, by: By) -> PlanStatus:
    return PlanStatus(
        id=plan_id,
        assessment=assessment,
        whole=roll_up(plan_id, assessment.plan.area, assessment.own, assessment.as_of),
        rows=grouped(assessment, by),
        by_kind=_count(assessment.own),
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
