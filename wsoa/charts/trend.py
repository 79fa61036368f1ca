"""Are dates drifting: the day of each report against the date expected then, one line a milestone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.rollup import open_due
from wsoa.charts.axis import Span, day_ticks, days_along, spread
from wsoa.charts.chart import WIDTH, Chart, ChartTable, Column, Instead, Key, chart, table
from wsoa.charts.forecasts import Drift, drifts
from wsoa.charts.marks import Dot, Group, Label, Stroke, across, down, group, polyline, tidy
from wsoa.charts.palette import DASHES
from wsoa.charts.text import shorten, width_of
from wsoa.history.timeline import Timeline
from wsoa.words.dates import say_day
from wsoa.words.items import name_of, short_name, title_of
from wsoa.words.numbers import count, count_days

MOST_LINES = len(DASHES)
_MOST_MOVED = 6
_HEIGHT = 430
_TOP, _BOTTOM = 34, 390
_LEFT, _RIGHT = 78, WIDTH - 200
_LABEL_GAP = 17
_LEAST_ROOM = 40
_ROOM_ACROSS, _ROOM_UP = 80, 34
_DOT = 3
_END = 5


def trend(
    assessment: Assessment,
    id: str,  # noqa: A002 - the word the page uses
    line: Timeline | None = None,
) -> Chart | Instead:
    """Draw how expected dates moved: the most moved and the next due, eight lines at most.

    A finished milestone's line stops where it was finished; an unfinished one's where its date passed without
    a new one, or at the day of the assessment.
    """
    known = drifts(assessment, line)
    told = [d for d in known if d.reports > 1 and not (d.finished and d.reports == _ONLY_FINISHED)]
    if not told:
        return Instead(
            id, f"No report up to {say_day(assessment.as_of)} gives a date other than the one first planned."
        )
    lines = _chosen(assessment, known, told)
    moved = [d for d in known if d.reports > 1 and d.days]
    shown = [d for line in lines for d in line.drifts]
    words = (_title(moved), _subtitle(assessment), _desc(assessment, moved, len(lines)))
    facts = _table(assessment, moved, shown)
    return chart(
        id, words, _HEIGHT, _marks(lines, assessment.as_of), facts, key=_key(shown, assessment.as_of)
    )


_ONLY_FINISHED = 2
"""A first date and the day it was finished: no report between them said anything."""


class _Line(NamedTuple):
    """One line of the picture: every milestone whose reported dates are the same."""

    drifts: tuple[Drift, ...]
    points: tuple[tuple[date, date], ...]

    @property
    def one(self) -> Drift:
        return self.drifts[0]


def _chosen(assessment: Assessment, known: Sequence[Drift], told: Sequence[Drift]) -> list[_Line]:
    """Choose the most moved, then the next due, then whatever was reported on; in the order of the plan."""
    by_move = sorted((d for d in known if d.reports > 1 and d.days), key=lambda d: -abs(d.days))
    ahead = [d for d in known if (day := open_due(d.commitment)) is not None and day >= assessment.as_of]
    ahead.sort(key=lambda d: open_due(d.commitment) or date.max)
    wanted = [*by_move[:_MOST_MOVED], *ahead, *by_move[_MOST_MOVED:], *told]
    lines: dict[tuple[tuple[date, date], ...], list[Drift]] = {}
    for drift in {d.commitment.path: d for d in wanted}.values():
        lines.setdefault(_points(drift, assessment.as_of), []).append(drift)
    order = {c.path: n for n, c in enumerate(assessment.commitments)}
    chosen = [_Line(tuple(held), points) for points, held in list(lines.items())[:MOST_LINES]]
    return sorted(chosen, key=lambda line: order[line.one.commitment.path])


def _points(drift: Drift, as_of: date) -> tuple[tuple[date, date], ...]:
    """Return the corners of a line. After the last report it is level until its date, or the day itself."""
    points = tuple((f.reported, f.expected) for f in drift.forecasts)
    last, expected = points[-1]
    until = min(as_of, expected)
    return (*points, (until, expected)) if drift.finished is None and until > last else points


def _marks(shown: Sequence[_Line], as_of: date) -> Iterator[Group]:
    along = days_along([as_of, *(r for line in shown for r, _ in line.points)], _LEFT, _RIGHT, padded=False)
    up = days_along([e for line in shown for _, e in line.points], _BOTTOM, _TOP)
    placed = [[(along.at(r), up.at(e)) for r, e in line.points] for line in shown]
    yield from _frame(along, up, as_of)
    yield from _named(shown, [points[-1] for points in placed])
    both = list(zip(shown, placed, strict=True))
    for number, (_, points) in enumerate(sorted(both, key=lambda pair: -abs(pair[0].one.days)), 1):
        yield from group(f"l{number}", [Stroke(polyline(points))])
    said = {(tidy(x), tidy(y)) for line, points in both for x, y in points[: line.one.reports]}
    yield from group("dot", (Dot(x, y, _DOT) for x, y in sorted(said)))
    lapsed = (points[-1] for line, points in both if _lapsed(line.one, as_of))
    yield from group("open", (Dot(tidy(x), tidy(y), _END) for x, y in lapsed))
    done = (points[-1] for line, points in both if line.one.finished)
    yield from group("dot", (Dot(tidy(x), tidy(y), _END) for x, y in done))


def _named(shown: Sequence[_Line], ends: Sequence[tuple[float, float]]) -> Iterator[Group]:
    """Name each line at its end, the names pushed apart and led to."""
    places = spread([y for _, y in ends], _TOP, _BOTTOM, _LABEL_GAP)
    leaders = (polyline([end, (_RIGHT + 12, y)]) for end, y in zip(ends, places, strict=True))
    yield from group("leader", [Stroke("".join(leaders))])
    names = (Label(_RIGHT + 16, tidy(y + 5), _name(line)) for line, y in zip(shown, places, strict=True))
    yield from group("name", names)


def _lapsed(drift: Drift, as_of: date) -> bool:
    return drift.finished is None and drift.forecasts[-1].expected < as_of


def _frame(along: Span, up: Span, as_of: date) -> Iterator[Group]:
    levels = day_ticks(up, _ROOM_UP)
    yield from group("grid", [Stroke("".join(across(_LEFT, _RIGHT, t.at) for t in levels))])
    yield from group("level", (Label(_LEFT - 8, tidy(t.at + 5), t.words) for t in levels))
    ticks = [
        t for t in day_ticks(along, _ROOM_ACROSS)
        if _ROOM_ACROSS / 2 < t.at < _RIGHT - _ROOM_ACROSS / 2
    ]  # fmt: skip
    yield from group("edge", [Stroke("".join(down(t.at, _BOTTOM, _BOTTOM + 5) for t in ticks))])
    yield from group("tick", (Label(t.at, _BOTTOM + 22, t.words) for t in ticks))
    low, high = max(along.low, up.low), min(along.high, up.high)
    if low < high:
        ends = [(along.place(day), up.place(day)) for day in (low, high)]
        yield from group("diagonal", [Stroke(polyline(ends))])
    yield from group("asof", [Stroke(down(_RIGHT, 20, _BOTTOM + 5))])
    yield from group("letter", [Label(_RIGHT, 14, say_day(as_of))])


def _name(line: _Line) -> str:
    more = f" and {len(line.drifts) - 1:,} more" if len(line.drifts) > 1 else ""
    tail = f"{more}: {_moved(line.one.days)}"
    room = WIDTH - _RIGHT - 18
    ref = shorten(short_name(line.one.commitment.item), max(_LEAST_ROOM, room - width_of(tail)))
    return shorten(ref + tail, room)


def _moved(days: int) -> str:
    if not days:
        return "held"
    return f"{count_days(abs(days))} {'later' if days > 0 else 'earlier'}"


def _title(moved: Sequence[Drift]) -> str:
    later = sum(d.days > 0 for d in moved)
    earlier = len(moved) - later
    if not moved:
        return "No expected date has moved"
    parts = [f"{later:,} {_dates(later)} moved later"] if later else []
    parts += [f"{earlier:,} {'' if later else _dates(earlier) + ' '}moved earlier"] if earlier else []
    return "; ".join(parts)


def _dates(number: int) -> str:
    return "expected date" if number == 1 else "expected dates"


def _subtitle(assessment: Assessment) -> str:
    return f"Date expected (up) against the day it was reported (across), to {say_day(assessment.as_of)}"


def _desc(assessment: Assessment, moved: Sequence[Drift], lines: int) -> str:
    said = "A level line held its date, a rising one slipped, a falling one was brought forward."
    said += " A line ends where its milestone was finished or its date passed."
    if not moved:
        return said
    most = max(moved, key=lambda d: abs(d.days))
    name = name_of(most.commitment.item, assessment.plan.labels)
    return f"{count(lines, 'line')}; {name} moved most, {_moved(most.days)}. {said}"


def _key(shown: Sequence[Drift], as_of: date) -> tuple[Key, ...]:
    finished = (Key("Large dot", "finished"),) if any(d.finished for d in shown) else ()
    lapsed = any(_lapsed(d, as_of) for d in shown)
    circle = (Key("Circle", "its date passed without a new one"),) if lapsed else ()
    return (*finished, *circle, Key("Dotted slope", "expected on the day of the report"))


def _table(assessment: Assessment, moved: Sequence[Drift], shown: Sequence[Drift]) -> ChartTable:
    rows = list({d.commitment.path: d for d in (*sorted(moved, key=lambda d: -abs(d.days)), *shown)}.values())
    columns = (
        Column("Ref"), Column("Commitment"), Column("First expected"), Column("Then reported"),
        Column("Moved", number=True),
    )  # fmt: skip
    return table(_subtitle(assessment), columns, (_cells(assessment, d) for d in rows))


def _cells(assessment: Assessment, drift: Drift) -> list[str]:
    later = drift.forecasts[1:]
    told = [
        f"{say_day(f.expected)} (on {say_day(f.reported)})" for f in later if f.reported != drift.finished
    ]
    if drift.finished:
        told.append(f"finished {say_day(drift.finished)}")
    return [
        name_of(drift.commitment.item, assessment.plan.labels),
        title_of(drift.commitment),
        say_day(drift.forecasts[0].expected),
        "; ".join(told) or "No other date",
        _moved(drift.days),
    ]
