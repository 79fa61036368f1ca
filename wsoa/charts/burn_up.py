"""Are we keeping up: commitments due against commitments finished, day by day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.charts.axis import Span, day_ticks, days_along, levels, spread
from wsoa.charts.chart import NARROW, WIDTH, Chart, ChartTable, Column, Instead, chart, table
from wsoa.charts.marks import Group, Label, Stroke, across, down, group, tidy
from wsoa.charts.text import width_of
from wsoa.plan.dates import Deadline
from wsoa.plan.ratings import Standing
from wsoa.words.dates import say_day
from wsoa.words.lists import either
from wsoa.words.nothing import NOTHING_DATED
from wsoa.words.numbers import count

_HEIGHT = 330
_TOP, _BOTTOM = 30, 292
_LEFT, _NAMES = 44, 150
_TICK_ROOM = 80
_LABEL_GAP = 17
_MOST_DATES = 12
_QUARTER_ENDS = (3, 6, 9, 12)


@dataclass(frozen=True, slots=True)
class _Counts:
    """Days on which something fell due, was first to fall due, or was finished, each in order."""

    due: tuple[date, ...]
    promised: tuple[date, ...]
    done: tuple[date, ...]
    undated: int

    @property
    def moved(self) -> bool:
        return self.due != self.promised

    @property
    def lines(self) -> tuple[tuple[str, str, tuple[date, ...]], ...]:
        """Each line's style, its name and its days."""
        first = (("promised", "first promised", self.promised),) if self.moved else ()
        return (*first, ("due", "due", self.due), ("done", "finished", self.done))

    @property
    def all_days(self) -> tuple[date, ...]:
        return (*self.due, *self.promised, *self.done)


def burn_up(assessment: Assessment, id: str) -> Chart | Instead:  # noqa: A002 - the word the page uses
    """Draw how many were due and how many were finished by each day.

    Something finished on no recorded day counts from the day it was published as finished; where that is not
    known either, it is in no line and the words say so. What was withdrawn is left out.
    """
    live = [c for c in assessment.own if c.standing is not Standing.WITHDRAWN]
    counts = _counts(live, assessment.as_of)
    if not counts.all_days:
        return Instead(id, _nothing(live, counts, assessment.as_of))
    days = _shown(counts, assessment.as_of)
    steps = levels(Decimal(0), Decimal(max(len(counted) for _, _, counted in counts.lines)), 5, Decimal(1))
    rise = Span(0, float(steps[-1]), _BOTTOM, _TOP)
    done = len(counts.done) + counts.undated
    were = either(len(counts.due), "was", "were")
    title = f"{done:,} of {len(assessment.own):,} finished; {len(counts.due):,} {were} due"
    words = (title, _subtitle(assessment), _desc(assessment, counts))
    wide = days_along(days, _LEFT, WIDTH - _NAMES, padded=False)
    narrow = days_along(days, _LEFT, NARROW - _room(counts), padded=False)
    marks, again = (
        [*_frame(span, rise, steps, assessment.as_of), *_lines(counts, span, rise, assessment.as_of)]
        for span in (wide, narrow)
    )
    return chart(id, words, _HEIGHT, marks, _table(assessment, counts), narrow=again)


def _room(counts: _Counts) -> float:
    """Return how much room the names of the lines need at the right, in units."""
    return max(width_of(f"{len(days):,} {name}") for _, name, days in counts.lines) + 14


def _counts(live: Sequence[Commitment], as_of: date) -> _Counts:
    finished = [(c, _finished_on(c)) for c in live if c.standing is Standing.COMPLETE]
    return _Counts(
        due=_passed((_last(c.due) for c in live), as_of),
        promised=_passed((_last(c.original_due) for c in live), as_of),
        done=_passed((day for _, day in finished), as_of),
        undated=sum(day is None for _, day in finished),
    )


def _last(due: Deadline | None) -> date | None:
    return due.latest if due and not due.endless else None


def _finished_on(commitment: Commitment) -> date | None:
    if commitment.completed is not None:
        return commitment.completed
    said = commitment.declared
    return said.date if said is not None and said.claims is Standing.COMPLETE else None


def _passed(days: Iterator[date | None], as_of: date) -> tuple[date, ...]:
    return tuple(sorted(day for day in days if day is not None and day <= as_of))


def _nothing(live: Sequence[Commitment], counts: _Counts, as_of: date) -> str:
    if not live:
        return NOTHING_DATED
    said = f"Nothing was due by {say_day(as_of)}"
    rest = (
        f"; {counts.undated:,} finished on a day not recorded"
        if counts.undated
        else ", and nothing is finished"
    )
    return f"{said}{rest}."


def _shown(counts: _Counts, as_of: date) -> tuple[date, ...]:
    """Start a little before the first step, so that lines start at nothing."""
    first = min(counts.all_days)
    early = max(date.min.toordinal(), first.toordinal() - max(7, (as_of - first).days // 30))
    return (date.fromordinal(early), as_of)


def _frame(span: Span, rise: Span, steps: Sequence[Decimal], as_of: date) -> Iterator[Group]:
    yield from group("grid", [Stroke("".join(across(_LEFT, span.end, rise.place(float(s))) for s in steps))])
    yield from group("level", (Label(_LEFT - 8, tidy(rise.place(float(s)) + 5), f"{s:,}") for s in steps))
    right = span.end
    ticks = [t for t in day_ticks(span, _TICK_ROOM) if _TICK_ROOM / 2 < t.at < right - _TICK_ROOM / 2]
    yield from group("edge", [Stroke("".join(down(t.at, _BOTTOM, _BOTTOM + 5) for t in ticks))])
    yield from group("tick", (Label(t.at, _BOTTOM + 22, t.words) for t in ticks))
    yield from group("asof", [Stroke(down(right, 20, _BOTTOM + 5))])
    yield from group("day-before", [Label(tidy(right), 14, say_day(as_of))])


def _lines(counts: _Counts, span: Span, rise: Span, as_of: date) -> Iterator[Group]:
    for style, _, days in counts.lines:
        yield from group(style, [Stroke(_steps(days, span, rise, as_of))])
    ends = [rise.place(len(days)) + 5 for _, _, days in counts.lines]
    places = spread(ends, _TOP + 5, _BOTTOM + 5, _LABEL_GAP)
    names = (f"{len(days):,} {name}" for _, name, days in counts.lines)
    yield from group(
        "name", (Label(tidy(span.end + 10), y, words) for y, words in zip(places, names, strict=True))
    )


def _steps(days: Sequence[date], span: Span, rise: Span, as_of: date) -> str:
    """Return a step line: level until a day, then up by as many as that day brings."""
    path = f"M{tidy(span.start)} {tidy(rise.place(0))}"
    for day in dict.fromkeys(days):
        path += f"H{tidy(span.at(day))}V{tidy(rise.place(bisect_right(days, day)))}"
    return f"{path}H{tidy(span.at(as_of))}"


def _subtitle(assessment: Assessment) -> str:
    return f"Commitments due and commitments finished, added up day by day to {say_day(assessment.as_of)}"


def _desc(assessment: Assessment, counts: _Counts) -> str:
    by = say_day(assessment.as_of)
    number = len(counts.due)
    were = either(number, "was", "were")
    said = f"By {by}, {count(number, 'commitment')} {were} due and {len(counts.done):,} finished."
    if counts.moved:
        said += f" As first promised, {len(counts.promised):,} would have been due."
    if counts.undated:
        are = "is" if counts.undated == 1 else "are"
        said += f" {counts.undated:,} more, finished on a day not recorded, {are} in no line."
    return said


def _table(assessment: Assessment, counts: _Counts) -> ChartTable:
    columns = [Column("By"), Column("Due", number=True)]
    columns += [Column("First promised", number=True)] if counts.moved else []
    columns += [Column("Finished", number=True)]
    days = _dates(min(counts.all_days), assessment.as_of)
    rows = [_cells(counts, day) for day in days]
    return table(_subtitle(assessment), columns, rows)


def _cells(counts: _Counts, day: date) -> list[str]:
    first = [f"{bisect_right(counts.promised, day):,}"] if counts.moved else []
    return [say_day(day), f"{bisect_right(counts.due, day):,}", *first, f"{bisect_right(counts.done, day):,}"]


def _dates(first: date, as_of: date) -> tuple[date, ...]:
    """Return ends of quarters, or of years where those are too many, and the day itself."""
    ends = [day for year in range(first.year, as_of.year + 1) for day in _ends(year) if first <= day < as_of]
    if len(ends) > _MOST_DATES:
        ends = [day for day in ends if day.month == max(_QUARTER_ENDS)]
    every = -(-len(ends) // _MOST_DATES) or 1
    return (*ends[::-every][::-1], as_of)


def _ends(year: int) -> Iterator[date]:
    for month in _QUARTER_ENDS:
        yield (
            date(year, 12, 31)
            if month == max(_QUARTER_ENDS)
            else date(year, month + 1, 1) - timedelta(days=1)
        )
