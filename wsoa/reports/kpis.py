"""How the difference will be known: each KPI with its latest figure, its baseline, its targets, its parts."""

from __future__ import annotations

from dataclasses import dataclass

from wsoa.assess.kpis import KpiState
from wsoa.plan.walk import Path
from wsoa.reports.anchors import Prose
from wsoa.reports.item_pages import kpis_anchor
from wsoa.reports.parts import Fact, Link
from wsoa.reports.plan_as_at import PlanAsAt, fact, note
from wsoa.reports.promise_facts import own_facts
from wsoa.words.kpis import (
    NOT_SAID,
    Measured,
    measures_of,
    say_aim,
    say_baseline,
    say_comparators,
    say_figures,
    say_latest,
    say_targets,
)
from wsoa.words.lists import capital, have, plural, sentence
from wsoa.words.nothing import no_kpi
from wsoa.words.numbers import count

_SEE_PARTS = "See the parts"
_AS_WHOLE = "As for the whole"


@dataclass(frozen=True, slots=True)
class PartRow:
    """One part of a KPI, as cells."""

    title: str
    baseline: str
    targets: str
    latest: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class KpiView:
    """A KPI: where it is, where it started and where it should go, each also first among its facts.

    Where its parts say so in its place, ``latest``, ``baseline`` and ``targets`` say that.
    """

    anchor: str
    ref: str
    title: str
    aim: str
    latest: str
    baseline: str
    targets: tuple[str, ...]
    facts: tuple[Fact, ...]
    parts: tuple[PartRow, ...]
    parts_elsewhere: bool
    remarks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class KpiGroup:
    """The KPIs of one workstream."""

    anchor: str
    heading: str
    kpis: tuple[KpiView, ...]


@dataclass(frozen=True, slots=True)
class KpiSection:
    """How the difference will be known. ``elsewhere`` are the groups that stand on another page."""

    heading: str
    intro: str
    groups: tuple[KpiGroup, ...]
    elsewhere: tuple[Link, ...] = ()


def kpi_section(at: PlanAsAt) -> KpiSection:
    """Lay out every KPI, by workstream, in plan order."""
    groups = []
    states = iter(at.assessment.kpis)
    for index, workstream in enumerate(at.plan.workstreams):
        path = ("workstreams", index)
        own = tuple(
            kpi_view(at, (*path, "kpis", place), next(states)) for place in range(len(workstream.kpis))
        )
        if own:
            anchor = kpis_anchor(at.anchors.by_path[path])
            groups.append(KpiGroup(anchor, f"{workstream.ref} {workstream.title}", own))
    return KpiSection("How we will know", _intro(at), tuple(groups))


def kpi_views(at: PlanAsAt) -> tuple[KpiView, ...]:
    """Lay out every KPI in plan order, as ``at.assessment.kpis`` has them."""
    return tuple(view for group in kpi_section(at).groups for view in group.kpis)


def _intro(at: PlanAsAt) -> str:
    label, states = at.plan.labels.kpi, at.assessment.kpis
    if not states:
        return no_kpi(at.plan.labels)
    known = sum(1 for s in states if s.baseline_state == "known")
    late = sum(1 for s in states if s.baseline_state == "overdue")
    read = sum(1 for s in states if s.has_figure)
    promised = f"{late:,} with a baseline promised and not yet published"
    figures = (
        f"{read:,} {have(read)} a figure reported."
        if read
        else "No figure has been reported for any of them."
    )
    return f"{count(len(states), label)}: {known:,} with a baseline, {promised}. {figures}"


def kpi_view(at: PlanAsAt, path: Path, state: KpiState, *, figures: bool = True) -> KpiView:
    """Lay out one KPI; without ``figures`` where they stand in a table of their own."""
    kpi = state.kpi
    whole, *parts = measures_of(at.assessment, state)
    measure = whole.measure
    latest = capital(_SEE_PARTS if parts and whole.state.latest is None else say_latest(whole))
    baseline = capital(_SEE_PARTS if parts and measure.baseline is None else say_baseline(whole))
    targets = (_SEE_PARTS,) if parts and not measure.targets else tuple(say_targets(whole))
    return KpiView(
        anchor=at.anchors.by_path[path],
        ref=kpi.ref,
        title=kpi.title,
        aim=sentence(say_aim(whole)),
        latest=latest,
        baseline=baseline,
        targets=targets,
        facts=(
            *fact("Latest", [latest]),
            *fact("Baseline", [baseline]),
            *fact("Targets" if len(measure.targets) > 1 else "Target", targets),
            *further_facts(at, whole, figures=figures),
        ),
        parts=tuple(_part(part) for part in parts),
        parts_elsewhere=any(part.measure.comparators for part in parts),
        remarks=(
            *at.printed(kpi.printed),
            *note(kpi.note),
            *(remark for p in kpi.parts for remark in note(p.note)),
        ),
    )


def further_facts(at: PlanAsAt, measured: Measured, *, figures: bool = True) -> tuple[Fact, ...]:
    """Say what else is known of a KPI: how it is measured, its figures, elsewhere, the law, its owner."""
    kpi = measured.kpi
    law = [measured.number(kpi.statutory)] if kpi.statutory is not None else []
    return (
        *fact("Measured as", [kpi.definition] if kpi.definition else []),
        *fact("Figures", say_figures(measured) if figures else []),
        *fact("Elsewhere", say_comparators(measured)),
        *fact("Required by law", law),
        *fact("Owner", [at.role(kpi.owner)] if kpi.owner else []),
        *fact(
            f"Shared with {plural(at.plan.labels.workstream)}",
            [", ".join(kpi.also_in)] if kpi.also_in else [],
        ),
        *(one for label, lines in own_facts(kpi) for one in fact(capital(label), lines)),
    )


def _part(measured: Measured) -> PartRow:
    own = bool(measured.measure.targets)
    return PartRow(
        title=measured.measure.title,
        baseline=capital(say_baseline(measured)) if measured.measure.baseline else _AS_WHOLE,
        targets="; ".join(say_targets(measured)) if own else _AS_WHOLE,
        latest=capital(say_latest(measured)),
        elsewhere="; ".join(say_comparators(measured)) or NOT_SAID,
    )
