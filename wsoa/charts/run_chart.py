"""Is a change real: a measure's figures in order with their median, from twelve figures on.

The one rule is the plain one boards are taught: six or more figures in a row on one side of the median are a
shift. A figure on the median neither counts nor breaks the row.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from statistics import median
from typing import NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState, kpi_calendar
from wsoa.charts.axis import Span, day_ticks, days_along, levels
from wsoa.charts.chart import NARROW, WIDTH, Chart, ChartTable, Column, chart, table
from wsoa.charts.marks import Dot, Group, Label, Stroke, across, down, group, polyline, tidy
from wsoa.charts.sparkline import Value, values_of
from wsoa.charts.text import shorten, width_of
from wsoa.plan.dates import Calendar
from wsoa.plan.kpis import Kpi, Measure
from wsoa.words.dates import say_day, say_when
from wsoa.words.lists import capital
from wsoa.words.numbers import say_number

FEWEST = 12
"""Below this a run chart says more than the figures do."""
SHIFT = 6
_HEIGHT = 280
_TOP, _BOTTOM = 24, 240
_NAMES = 122
_TICK_ROOM = 80


class Run(NamedTuple):
    """Figures in a row on one side of the median; ``above`` says which."""

    first: Value
    last: Value
    length: int
    above: bool


def middle_of(values: Sequence[Value]) -> Decimal:
    """Return the median of figures."""
    return median(v.value for v in values)


def shifts(values: Sequence[Value]) -> tuple[Run, ...]:
    """Return every row of six or more on one side of the median, oldest first."""
    middle = middle_of(values)
    rows: list[list[Value]] = []
    for value in (v for v in values if v.value != middle):
        if rows and (rows[-1][0].value > middle) == (value.value > middle):
            rows[-1].append(value)
        else:
            rows.append([value])
    return tuple(Run(r[0], r[-1], len(r), r[0].value > middle) for r in rows if len(r) >= SHIFT)


def run_charts(assessment: Assessment, id: str) -> tuple[Chart, ...]:  # noqa: A002 - the word the page uses
    """Draw every measure of a plan that has enough figures."""
    found = (c for n, state in enumerate(assessment.kpis, 1) for c in _charts(assessment, state, f"{id}-{n}"))
    return tuple(found)


def _charts(assessment: Assessment, state: KpiState, start: str) -> Iterator[Chart]:
    calendar = kpi_calendar(assessment.plan, state.kpi)
    measures: tuple[Measure, ...] = (state.kpi, *state.kpi.parts)
    for place, (measure, own) in enumerate(zip(measures, state.measures, strict=True)):
        name = f"{own.ref} {measure.title}"
        drawn = run_chart(
            values_of(measure.readings, calendar, assessment.as_of),
            state.kpi,
            calendar,
            f"{start}-{place}",
            name,
        )
        if drawn:
            yield drawn


def run_chart(
    values: Sequence[Value],
    kpi: Kpi,
    calendar: Calendar,
    id: str,  # noqa: A002 - the word the page uses
    name: str,
) -> Chart | None:
    """Draw figures, oldest first, with their median; None below twelve."""
    if len(values) < FEWEST:
        return None
    middle, found = middle_of(values), shifts(values)
    subtitle = f"{name}: each figure, oldest first, and the median"
    days = f"{say_day(values[0].day)} to {say_day(values[-1].day)}"
    desc = f"{len(values):,} figures, {days}. {verdict(values, kpi, calendar)}"
    title = f"{name}: {_message(found)}"
    return chart(
        id,
        (title, subtitle, desc),
        _HEIGHT,
        _marks(values, kpi, middle, found, WIDTH - _NAMES),
        _table(values, kpi, calendar, subtitle),
        narrow=_marks(values, kpi, middle, found, NARROW - _NAMES),
    )


def _message(found: Sequence[Run]) -> str:
    if not found:
        return "no shift"
    last = found[-1]
    return f"a shift, {last.length:,} in a row {_beside(last)} the median"


def _beside(run: Run) -> str:
    return "above" if run.above else "below"


def verdict(values: Sequence[Value], kpi: Kpi, calendar: Calendar) -> str:
    """Say in words whether the figures have shifted, and where."""
    middle = say_number(_rounded(middle_of(values)), kpi.unit)
    found = shifts(values)
    if not found:
        return f"No shift: never six or more in a row on one side of the median, {middle}."
    last = found[-1]
    when = f"from {say_when(last.first.when, calendar)} to {say_when(last.last.when, calendar)}"
    return f"A shift: {last.length:,} figures in a row are {_beside(last)} the median, {middle}, {when}."


def _rounded(value: Decimal) -> Decimal:
    return (
        value.quantize(Decimal("0.1")).normalize()
        if value != value.to_integral_value()
        else value.to_integral_value()
    )


def _marks(
    values: Sequence[Value], kpi: Kpi, middle: Decimal, found: Sequence[Run], right: float
) -> Iterator[Group]:
    figures = [v.value for v in values]
    steps = levels(min(figures), max(figures), 4)
    names = [shorten(say_number(step, kpi.unit), 90) for step in steps]
    left = max(width_of(name) for name in names) + 10
    up = Span(float(steps[0]), float(steps[-1]), _BOTTOM, _TOP)
    along = days_along([v.day for v in values], left + 8, right - 8, padded=False)
    yield from group("grid", [Stroke("".join(across(left, right, up.place(float(s))) for s in steps))])
    yield from group(
        "level",
        (Label(tidy(left - 8), tidy(up.place(float(s)) + 5), n) for s, n in zip(steps, names, strict=True)),
    )
    ticks = [t for t in day_ticks(along, _TICK_ROOM) if t.at >= _TICK_ROOM / 2]
    yield from group("edge", [Stroke("".join(down(t.at, _BOTTOM, _BOTTOM + 5) for t in ticks))])
    yield from group("tick", (Label(t.at, _BOTTOM + 22, t.words) for t in ticks))
    level = up.place(float(middle))
    yield from group("median", [Stroke(across(left, right, level))])
    yield from group(
        "row",
        [
            Label(
                right + 8,
                tidy(level + 5),
                shorten(f"median {say_number(_rounded(middle), kpi.unit)}", _NAMES - 8),
            )
        ],
    )
    points = [(along.at(v.day), up.place(float(v.value))) for v in values]
    yield from group("spark", [Stroke(polyline(points))])
    inside = {v.day for run in found for v in values if run.first.day <= v.day <= run.last.day}
    dots = [(Dot(tidy(x), tidy(y), 4), v.day in inside) for (x, y), v in zip(points, values, strict=True)]
    yield from group("open", (dot for dot, shifted in dots if not shifted))
    yield from group("point", (dot for dot, shifted in dots if shifted))


def _table(values: Sequence[Value], kpi: Kpi, calendar: Calendar, caption: str) -> ChartTable:
    middle = middle_of(values)
    columns = (Column("Date"), Column("Figure", number=True), Column("Against the median"))
    rows = (
        [capital(say_when(v.when, calendar)), say_number(v.value, kpi.unit), _side(v.value, middle)]
        for v in values
    )
    return table(caption, columns, rows)


def _side(value: Decimal, middle: Decimal) -> str:
    if value == middle:
        return "On it"
    return "Above" if value > middle else "Below"
