"""The scorecard: each KPI in words, how close to its target, which way it moves; and a count of them all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from wsoa.assess.kpis import KpiState
from wsoa.charts.kpi_chart import kpi_charts
from wsoa.charts.run_chart import run_charts
from wsoa.reports.anchors import Prose
from wsoa.reports.context import ReportContext
from wsoa.reports.group_pages import group_pages_of
from wsoa.reports.head import head, to_statement
from wsoa.reports.kpis import KpiGroup, KpiView, further_facts, kpi_section
from wsoa.reports.parts import Fact, Figure, Link
from wsoa.reports.plan_as_at import PlanAsAt, fact, own_words, plan_as_at
from wsoa.reports.scorecard.changes import restated
from wsoa.reports.scorecard.view import (
    CountRow,
    Counts,
    Glance,
    GlanceRow,
    Group,
    KpiCard,
    PartReach,
    ScorecardView,
)
from wsoa.reports.short_forms import explained
from wsoa.words.dates import say_day
from wsoa.words.items import ALL
from wsoa.words.kpi_progress import close, gap, reach, target_told, travel_words
from wsoa.words.kpis import NO_TARGET, Measured, measures_of, say_baseline, say_reading, say_target
from wsoa.words.lists import be, capital, have, listed, plural
from wsoa.words.numbers import count

_SHOWN_FIGURES = 10
_COLUMNS = ("Baseline", "Target", "Figure", "At target", "Wrong way")


def scorecard(context: ReportContext) -> ScorecardView:
    """Turn a plan into its scorecard. Nothing dated after the context's day is used."""
    at = plan_as_at(context.assessment)
    view = _view(at, context)
    return replace(view, short_forms=explained(view, at.plan.glossary))


def _view(at: PlanAsAt, context: ReportContext) -> ScorecardView:
    address = context.statement
    return ScorecardView(
        page_title=f"{at.plan.area}: scorecard, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        statement=address,
        onward=to_statement(at, address),
        lead=tuple(_lead(at)),
        figures=_figures(at) if at.assessment.kpis else (),
        counts=_counts(at),
        glance=_glance(at),
        groups=_groups(at, context),
        made=context.provenance.sentences,
        run_charts=run_charts(at.assessment, "run"),
        short_forms=(),
    )


def has_baseline(state: KpiState) -> bool:
    """True where a KPI, or each of its parts, has its starting figure."""
    return state.baseline_state == "known"


def has_target(state: KpiState) -> bool:
    """True where a KPI, or a part of one, has a target in figures."""
    return any(target.state == "set" for measure in state.measures for target in measure.targets)


def has_figure(state: KpiState) -> bool:
    """True where anything was reported for a KPI or a part of one."""
    return state.has_figure


def at_target(state: KpiState) -> bool:
    """True where every figure that can be held against a target meets it, one can, and none is withheld."""
    verdicts = {measure.verdict for measure in state.measures}
    return "met" in verdicts and verdicts.isdisjoint({"short", "to_go", "withheld"})


def wrong_way(state: KpiState) -> bool:
    """True where a KPI, or a part of one, is worse than the figure before it."""
    return any(measure.travel == "worse" for measure in state.measures)


_HAS = (has_baseline, has_target, has_figure, at_target, wrong_way)


def _tally(states: Sequence[KpiState]) -> tuple[int, ...]:
    return tuple(sum(map(has, states)) for has in _HAS)


def _lead(at: PlanAsAt) -> list[str]:
    states, label = at.assessment.kpis, at.plan.labels.kpi
    if not states:
        return [f"This plan records no {label}."]
    baseline, target, figure, reached, worse = _tally(states)
    late = sum(1 for s in states if s.baseline_state == "overdue")
    first = f"{baseline:,} of {count(len(states), label)} {have(baseline)} a baseline"
    lines = [f"{first} and {target:,} {have(target)} a target in figures."]
    if late:
        lines.append(f"{late:,} {have(late)} a baseline promised by now and not yet published.")
    if not figure:
        return [*lines, "No later figure has been reported for any of them."]
    wrong = f"{worse or 'none'} {be(worse or 1)} moving the wrong way"
    moves = f"{reached:,} {be(reached)} at target" if reached else "none is at its target"
    lines.append(f"{figure:,} {have(figure)} a later figure: {moves} and {wrong}.")
    return lines


def _figures(at: PlanAsAt) -> tuple[Figure, ...]:
    words = ("have a baseline", "have a target", "have a figure", "at target", "moving the wrong way")
    numbers = _tally(at.assessment.kpis)
    return tuple(Figure(f"{number:,}", label) for number, label in zip(numbers, words, strict=True))


def _counts(at: PlanAsAt) -> Counts:
    rows = tuple(CountRow(Link(group.heading, group.anchor), _numbers(own)) for group, own in _grouped(at))
    total = CountRow(Link(ALL), _numbers(at.assessment.kpis)) if len(rows) > 1 else None
    label = capital(plural(at.plan.labels.kpi))
    return Counts(capital(at.plan.labels.workstream), (label, *_COLUMNS), rows, total)


def _numbers(states: Sequence[KpiState]) -> tuple[str, ...]:
    return tuple(f"{number:,}" for number in (len(states), *_tally(states)))


def _glance(at: PlanAsAt) -> Glance:
    read = [
        (state, told)
        for state in at.assessment.kpis
        for told in measures_of(at.assessment, state)
        if told.state.latest is not None
    ]
    read.sort(key=lambda pair: _urgency(pair[1]))
    rest = len(read) - _SHOWN_FIGURES
    return Glance(
        none="" if read else "No figure has been reported yet. Each baseline and target stands below.",
        rows=tuple(_glance_row(at, state, told) for state, told in read[:_SHOWN_FIGURES]),
        more=f"{rest:,} more {have(rest)} a figure; each stands below." if rest > 0 else "",
    )


def _urgency(told: Measured) -> tuple[bool, bool, bool, bool, Decimal]:
    """Put what moves the wrong way first, then what is short of its target, the furthest of its way first."""
    start, distance = told.state.baseline, gap(told)
    force = told.state.in_force
    share = Decimal(0)
    if start and start.value is not None and force and force.value is not None and distance is not None:
        share = distance / (abs(force.value - start.value) or 1)
    return (
        told.state.travel != "worse",
        told.state.verdict != "short",
        told.state.verdict != "to_go",
        told.state.verdict != "no_target",
        -share,
    )


def _glance_row(at: PlanAsAt, state: KpiState, told: Measured) -> GlanceRow:
    reading, force = told.state.latest, told.state.in_force
    part = "" if told.measure is state.kpi else f": {told.measure.title}"
    link = at.link(state.kpi.ref)
    return GlanceRow(
        link=Link(link.text, link.anchor),
        title=f"{state.kpi.title}{part}",
        latest=capital(say_reading(told, reading)) if reading else "",
        target=capital(say_target(told, force)) if force else NO_TARGET,
        close=capital(close(told, dated=False)) or "Not known",
        travel=travel_words(told) or "Not known",
    )


def _groups(at: PlanAsAt, context: ReportContext) -> tuple[Group, ...]:
    changed = restated(at, context.line)
    pages = group_pages_of(context).workstreams
    return tuple(
        Group(
            group.anchor,
            group.heading,
            pages.get(own[0].workstream.ref, "") if own else "",
            _group_counts(at, own),
            tuple(
                _measured(at, context, view, s, changed.get(view.ref, ()))
                for view, s in zip(group.kpis, own, strict=True)
            ),
        )
        for group, own in _grouped(at)
    )


def _grouped(at: PlanAsAt) -> Iterator[tuple[KpiGroup, list[KpiState]]]:
    """Yield the KPIs of each workstream as the statement shows them, with how each stands."""
    states = iter(at.assessment.kpis)
    yield from ((group, [next(states) for _ in group.kpis]) for group in kpi_section(at).groups)


def _group_counts(at: PlanAsAt, own: Sequence[KpiState]) -> str:
    baseline, target, figure, reached, worse = _tally(own)
    told = ((baseline, "a baseline"), (target, "a target in figures"), (figure, "a figure"))
    has = [f"{f'{number:,}' if number else 'none'} with {what}" for number, what in told]
    has += [f"{reached:,} at target"] if figure else []
    has += [f"{worse:,} moving the wrong way"] if worse else []
    return f"{count(len(own), at.plan.labels.kpi)}: {listed(has)}."


def _measured(
    at: PlanAsAt, context: ReportContext, view: KpiView, state: KpiState, changed: tuple[Prose, ...]
) -> KpiCard:
    whole, *parts = measures_of(at.assessment, state)
    place = next(n for n, one in enumerate(at.assessment.kpis, 1) if one is state)
    drawn = kpi_charts(at.assessment, state, f"figures-{place}")
    return KpiCard(
        anchor=view.anchor,
        ref=Link(view.ref, view.anchor),
        title=view.title,
        statement=context.in_statement(Link(view.ref, view.anchor)),
        aim=view.aim,
        reach=reach(whole, parts),
        charts=tuple(one for _, one in drawn),
        parts=tuple(PartReach(part.measure.title, reach(part)) for part in parts),
        facts=(*_start(whole), *_targets(whole), *further_facts(at, whole)),
        remarks=(*view.remarks, *changed),
    )


def _start(told: Measured) -> tuple[Fact, ...]:
    """Say where a measure started, where its sentence compares it with something else."""
    baseline, state = told.measure.baseline, told.state
    said = state.latest is None or state.before is baseline
    return () if baseline is None or said else fact("Baseline", [capital(say_baseline(told))])


def _targets(told: Measured) -> tuple[Fact, ...]:
    """List the targets that its sentence leaves out; those in words only where there is no other."""
    first, targets = target_told(told), told.state.targets
    if first is None:
        return fact("Targets in words", [capital(say_target(told, t)) for t in targets])
    rest = [t for t in targets if t is not first and t.state != "words"]
    return fact(
        "Other target" if len(rest) == 1 else "Other targets", [capital(say_target(told, t)) for t in rest]
    )
