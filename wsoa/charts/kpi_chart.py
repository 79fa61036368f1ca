"""Where a measure was, is and should be: its figures, its targets, the law, and the same elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState
from wsoa.charts.axis import Span, day_ticks, days_along, levels, spread
from wsoa.charts.chart import NARROW, Chart, ChartTable, Column, Key, chart, table
from wsoa.charts.marks import Dot, Group, Label, Stroke, across, down, group, polyline, tidy
from wsoa.charts.sparkline import Value, figures_of
from wsoa.charts.text import shorten, width_of
from wsoa.words.dates import say_day
from wsoa.words.kpis import Measured, measures_of
from wsoa.words.lists import capital

FEWEST = 2
"""One figure is no line."""
_HEIGHT = 220
_TOP, _BOTTOM = 36, 186
_NAMES = 118
"""The room for names at the right, in units."""
_GAP = 16
_TICK_ROOM = 66
_DOT, _FIRST = 3.5, 5
_MOST_ELSEWHERE = 2


class _Goal(NamedTuple):
    """A target in figures, and by when; no day where the plan gives none."""

    value: Decimal
    day: date | None


class _Level(NamedTuple):
    """A line across: how it is drawn, at which figure, and what it is called."""

    style: str
    value: Decimal
    name: str


def kpi_charts(
    assessment: Assessment,
    state: KpiState,
    id: str,  # noqa: A002 - the word the page uses
) -> tuple[tuple[str, Chart], ...]:
    """Draw a KPI and each part of it that has two figures or more, by the ref of the measure."""
    found = []
    for place, measured in enumerate(measures_of(assessment, state)):
        drawn = _chart(measured, f"{id}-{place}")
        if drawn is not None:
            found.append((measured.state.ref, drawn))
    return tuple(found)


def _chart(measured: Measured, id: str) -> Chart | None:  # noqa: A002 - the word the page uses
    values = figures_of(measured)
    if len(values) < FEWEST:
        return None
    goals = _goals(measured)
    name = f"{measured.state.ref} {measured.measure.title}"
    said = _desc(measured, values, goals)
    words = (_title(measured, values, goals), f"{name}: each figure, oldest first", said)
    return chart(
        id, words, _HEIGHT, _marks(measured, values, goals), _table(measured, values, name),
        key=_key(measured, values, goals), width=NARROW,
    )  # fmt: skip


def _goals(measured: Measured) -> tuple[_Goal, ...]:
    """Return the targets in figures that were known on the day, in date order; those without a day last."""
    found = []
    for now in measured.state.targets:
        if now.state == "set" and now.value is not None:
            by = now.target.by.window(measured.calendar).latest if now.target.by else None
            found.append(_Goal(now.value, by))
    return tuple(sorted(found, key=lambda goal: goal.day or date.max))


def _elsewhere(measured: Measured) -> list[_Level]:
    return [
        _Level("promised", one.value, f"{one.name} {measured.number(one.value)}")
        for one in measured.measure.comparators
        if one.value is not None and measured.known(one.period)
    ][:_MOST_ELSEWHERE]


def _levels(measured: Measured) -> list[_Level]:
    law = measured.kpi.statutory
    lines = [_Level("law", law, f"the law {measured.number(law)}")] if law is not None else []
    return [*lines, *_elsewhere(measured)]


def _title(measured: Measured, values: Sequence[Value], goals: Sequence[_Goal]) -> str:
    last = values[-1]
    said = f"{measured.number(last.value)} {_on(measured, last)}"
    force = measured.state.in_force
    if force is None or force.value is None:
        return f"{said}; no target in figures" if not goals else said
    by = f" by {measured.say(force.target.by)}" if force.target.by else ""
    return f"{said}; target {measured.number(force.value)}{by}"


def _on(measured: Measured, value: Value) -> str:
    return measured.dated(value.when).strip()


def _desc(measured: Measured, values: Sequence[Value], goals: Sequence[_Goal]) -> str:
    first, last = values[0], values[-1]
    went = "level" if first.value == last.value else "up" if last.value > first.value else "down"
    said = (
        f"{len(values):,} figures, from {measured.number(first.value)} {_on(measured, first)} to "
        f"{measured.number(last.value)} {_on(measured, last)}: {went}."
    )
    lines = [*(f"target {measured.number(g.value)}" for g in goals), *(one.name for one in _levels(measured))]
    return f"{said} Lines across: {', '.join(lines)}." if lines else said


def _key(measured: Measured, values: Sequence[Value], goals: Sequence[_Goal]) -> Iterator[Key]:
    if _has_start(measured, values):
        yield Key("Circle", "baseline")
    if goals:
        yield Key("Dashed", "target, to its date")
    if measured.kpi.statutory is not None:
        yield Key("Dotted", "what the law requires")


def _has_start(measured: Measured, values: Sequence[Value]) -> bool:
    given = measured.measure.baseline
    return given is not None and given.value is not None and values[0].value == given.value


def _marks(measured: Measured, values: Sequence[Value], goals: Sequence[_Goal]) -> Iterator[Group]:
    lines = _levels(measured)
    heights = [*(v.value for v in values), *(g.value for g in goals), *(one.value for one in lines)]
    steps = levels(min(heights), max(heights), 4)
    names = [shorten(measured.number(step), 70) for step in steps]
    left = max(width_of(name) for name in names) + 10
    right = NARROW - _NAMES
    up = Span(float(steps[0]), float(steps[-1]), _BOTTOM, _TOP)
    days = [*(v.day for v in values), *(g.day for g in goals if g.day)]
    ahead = max(days) > measured.as_of
    along = days_along([*days, *([measured.as_of] if ahead else [])], left + 8, right - 6, padded=False)
    heads = [(tidy(up.place(float(s))), name) for s, name in zip(steps, names, strict=True)]
    yield from group("grid", [Stroke("".join(across(left, right, y) for y, _ in heads))])
    yield from group("level", (Label(tidy(left - 8), tidy(y + 5), name) for y, name in heads))
    ticks = [
        t for t in day_ticks(along, _TICK_ROOM) if left + _TICK_ROOM / 3 <= t.at <= right - _TICK_ROOM / 3
    ]
    yield from group("edge", [Stroke("".join(down(t.at, _BOTTOM, _BOTTOM + 5) for t in ticks))])
    yield from group("tick", (Label(t.at, _BOTTOM + 22, t.words) for t in ticks))
    if ahead:
        yield from _today(measured.as_of, along.at(measured.as_of))
    for style in dict.fromkeys(one.style for one in lines):
        own = (across(left, right, up.place(float(one.value))) for one in lines if one.style == style)
        yield from group(style, [Stroke("".join(own))])
    yield from _targets(goals, along, up, right)
    yield from _named(measured, goals, lines, up, right)
    yield from _figures(measured, values, along, up)


def _today(as_of: date, x: float) -> Iterator[Group]:
    """Draw the day itself where a target lies ahead of it, its words on the side that has room."""
    words = say_day(as_of)
    style = "day-before" if x > width_of(words, bold=True) else "day-after"
    yield from group("asof", [Stroke(down(x, _TOP - 16, _BOTTOM))])
    yield from group(style, [Label(tidy(x), 14, words)])


def _targets(goals: Sequence[_Goal], along: Span, up: Span, right: float) -> Iterator[Group]:
    """Draw each target as a dashed line that ends at its date, where the next begins."""
    x, path, ends = along.start, "", []
    for goal in goals:
        y, end = up.place(float(goal.value)), along.at(goal.day) if goal.day else right
        path += across(x, end, y)
        ends += [Dot(tidy(end), tidy(y), _DOT)] if goal.day else []
        x = end
    yield from group("target", [Stroke(path)])
    yield from group("open", ends)


def _named(
    measured: Measured, goals: Sequence[_Goal], lines: Sequence[_Level], up: Span, right: float
) -> Iterator[Group]:
    """Name the lines at the right, pushed apart; of the targets the last."""
    told = [(one.value, one.name) for one in lines]
    told += [(goal.value, f"target {measured.number(goal.value)}") for goal in goals[-1:]]
    places = spread([up.place(float(v)) + 5 for v, _ in told], _TOP + 5, _BOTTOM + 5, _GAP)
    yield from group(
        "row",
        (Label(right + 6, y, shorten(name, _NAMES - 8)) for y, (_, name) in zip(places, told, strict=True)),
    )


def _figures(measured: Measured, values: Sequence[Value], along: Span, up: Span) -> Iterator[Group]:
    points = [(along.at(v.day), up.place(float(v.value))) for v in values]
    started = _has_start(measured, values)
    yield from group("spark", [Stroke(polyline(points))])
    yield from group("point", (Dot(tidy(x), tidy(y), _DOT) for x, y in points[1 if started else 0 :]))
    yield from group("first", (Dot(tidy(x), tidy(y), _FIRST) for x, y in points[:1] if started))
    words = measured.number(values[-1].value)
    x, y = points[-1]
    half = width_of(words, bold=True) / 2
    at = min(max(x, along.start + half), along.end - half)
    falls = points[-2][1] < y
    yield from group("letter", [Label(tidy(at), tidy(y + 19 if falls else y - 9), words)])


def _table(measured: Measured, values: Sequence[Value], caption: str) -> ChartTable:
    started = _has_start(measured, values)
    rows = [
        ["Baseline" if started and value is values[0] else "Figure", capital(measured.say(value.when)),
         measured.number(value.value)]
        for value in values
    ]  # fmt: skip
    for now in measured.state.targets:
        if now.state == "set" and now.value is not None:
            by = capital(measured.say(now.target.by)) if now.target.by else "No date"
            rows.append(["Target", by, measured.number(now.value)])
    law = measured.kpi.statutory
    if law is not None:
        rows.append(["The law requires", "At any time", measured.number(law)])
    for one in measured.measure.comparators:
        if one.value is not None and measured.known(one.period):
            when = capital(measured.say(one.period)) if one.period else "No date"
            rows.append([one.name, when, measured.number(one.value)])
    return table(caption, (Column("What"), Column("When"), Column("Figure", number=True)), rows)
