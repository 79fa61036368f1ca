"""Is it making a difference: each KPI in words first, with a small line beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import ClassVar, NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState
from wsoa.charts.axis import Span, days_along
from wsoa.charts.chart import ChartTable, Column, Instead, check_id, table
from wsoa.charts.marks import Dot, Group, Stroke, across, group, polyline, tidy
from wsoa.charts.text import plain
from wsoa.plan.dates import Calendar, When
from wsoa.plan.kpis import Reading
from wsoa.words.kpis import NO_FIGURE, NO_TARGET, Measured, measures_of, not_yet, say_marks, say_value
from wsoa.words.lists import small
from wsoa.words.nothing import no_kpi

_WIDTH, _HEIGHT = 140, 40
_EDGE = 5
_DOT = 3.5


class Value(NamedTuple):
    """A figure on a day, with the date as the plan states it."""

    day: date
    value: Decimal
    when: When


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A small line without words: the words beside it say all it shows."""

    width: int
    height: int
    groups: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class KpiRow:
    """One measure in words; ``spark`` where two figures or more can be drawn."""

    ref: str
    title: str
    words: str
    spark: Sparkline | None


@dataclass(frozen=True, slots=True)
class KpiRows:
    """Measures in plan order, and the same facts as a table."""

    drawn: ClassVar[bool] = True
    id: str
    rows: tuple[KpiRow, ...]
    table: ChartTable

    def __post_init__(self) -> None:
        check_id(self.id)


def _started(measured: Measured) -> Value | None:
    """Return the baseline, where its figure was known and has a day."""
    given = measured.measure.baseline
    if given is None or given.value is None or measured.state.baseline_state != "known":
        return None
    return _value(given.value, given.at or given.period, measured.calendar, measured.as_of)


def figures_of(measured: Measured) -> tuple[Value, ...]:
    """Return the baseline and every figure known on the day, oldest first."""
    return values_of(measured.measure.readings, measured.calendar, measured.as_of, _started(measured))


def values_of(
    readings: Sequence[Reading], calendar: Calendar, as_of: date, started: Value | None = None
) -> tuple[Value, ...]:
    """Return the figures known on a day, oldest first; what was withheld or is told in words has none."""
    told = (
        _value(r.value, r.date or r.period, calendar, as_of)
        for r in readings
        if r.value is not None and not r.suppressed
    )
    found = {value.day: value for value in (started, *told) if value}
    return tuple(found[day] for day in sorted(found))


def _value(value: Decimal, when: When | None, calendar: Calendar, as_of: date) -> Value | None:
    day = when.window(calendar).latest if when else None
    return Value(day, value, when) if when and day and day <= as_of else None


def kpi_rows(
    assessment: Assessment,
    id: str,  # noqa: A002 - the word the page uses
    states: Sequence[KpiState] | None = None,
) -> KpiRows | Instead:
    """Say every KPI of a plan, or those given, and each part that has figures or targets of its own."""
    shown = assessment.kpis if states is None else states
    measured = [m for state in shown for m in _measured(assessment, state)]
    if not measured:
        return Instead(id, plain(no_kpi(assessment.plan.labels)))
    columns = (
        Column(assessment.plan.labels.kpi), Column("Latest"), Column("Target"), Column("Started at"),
        Column("Required by law"),
    )  # fmt: skip
    facts = table(
        f"Each {assessment.plan.labels.kpi}: where it is, and where it should be",
        columns,
        map(_cells, measured),
    )
    return KpiRows(id, tuple(_row(m) for m in measured), facts)


def _measured(assessment: Assessment, state: KpiState) -> Iterator[Measured]:
    for one in measures_of(assessment, state):
        if one.measure is state.kpi or one.measure.readings or one.measure.targets:
            yield one


def _row(measured: Measured) -> KpiRow:
    """Say one measure: 58%, target 70% by March 2021, up from 41% in September 2019."""
    target = _target(measured)
    goal = f"target {target}" if target else small(NO_TARGET)
    parts = (_latest(measured), goal, _direction(measured), _law(measured))
    words = ", ".join(part for part in parts if part)
    return KpiRow(plain(measured.state.ref), plain(measured.measure.title), plain(words), _spark(measured))


def _latest(measured: Measured) -> str:
    reading = measured.state.latest
    if reading is None:
        return NO_FIGURE
    marks = say_marks(reading) if reading.value is not None and not reading.suppressed else ""
    return f"{say_value(measured, reading)}{marks}"


def _target(measured: Measured) -> str:
    """Say the target in force, or by when there is to be one; empty where none is in figures."""
    force = measured.state.in_force
    if force is not None and force.value is not None:
        by = f" by {measured.say(force.target.by)}" if force.target.by else ""
        return f"{measured.number(force.value)}{by}"
    wait = next((t for t in measured.state.targets if t.state in {"promised", "overdue"}), None)
    if wait is None or wait.target.promised is None:
        return ""
    return f"promised for {measured.say(wait.target.promised)}{not_yet(late=wait.state == 'overdue')}"


def _direction(measured: Measured) -> str:
    """Say how the latest figure compares with where the measure started, else with its first figure."""
    latest = measured.state.latest
    if latest is None or latest.value is None or latest.suppressed:
        started = _started(measured)
        return (
            f"started at {measured.number(started.value)} in {measured.say(started.when)}" if started else ""
        )
    first = _started(measured) or figures_of(measured)[0]
    if first.day == measured.state.latest_day:
        return ""
    way = _way(latest.value - first.value)
    return f"{way} {measured.number(first.value)} in {measured.say(first.when)}"


def _way(change: Decimal) -> str:
    if not change:
        return "level with"
    return "up from" if change > 0 else "down from"


def _law(measured: Measured) -> str:
    level = measured.kpi.statutory
    return f"the law requires {measured.number(level)}" if level is not None else ""


def _cells(measured: Measured) -> list[str]:
    started, law = _started(measured), measured.kpi.statutory
    return [
        f"{measured.state.ref} {measured.measure.title}",
        _latest(measured),
        _target(measured) or small(NO_TARGET),
        f"{measured.number(started.value)} in {measured.say(started.when)}" if started else "Not known",
        measured.number(law) if law is not None else "No level recorded",
    ]


def _spark(measured: Measured) -> Sparkline | None:
    """Draw the figures, the target dashed and the level of the law dotted; None below two figures."""
    values = figures_of(measured)
    if len(values) < 2:  # noqa: PLR2004 - one figure is no line
        return None
    force = measured.state.in_force
    goal, law = force.value if force else None, measured.kpi.statutory
    heights = [float(v) for v in (*(v.value for v in values), goal, law) if v is not None]
    low, high = min(heights), max(heights)
    up = Span(low, high if high > low else low + 1, _HEIGHT - _EDGE, _EDGE)
    along = days_along([v.day for v in values], _EDGE, _WIDTH - _EDGE, padded=False)
    points = [(along.at(v.day), up.place(float(v.value))) for v in values]
    groups = [*_level("target", goal, up), *_level("law", law, up)]
    groups += group("spark", [Stroke(polyline(points))])
    x, y = points[-1]
    return Sparkline(_WIDTH, _HEIGHT, (*groups, *group("point", [Dot(tidy(x), tidy(y), _DOT)])))


def _level(style: str, value: Decimal | None, up: Span) -> tuple[Group, ...]:
    return group(style, [Stroke(across(0, _WIDTH, up.place(float(value))))]) if value is not None else ()
