"""Every plan in one table, and how all of them together stood over the last year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.assess.over_time import Then, added_up
from wsoa.assess.plan_line import PlanLine
from wsoa.plan.ratings import Standing
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Heading, Paragraph, Table
from wsoa.reports.terminal.status import BARS, BARS_MEAN, COUNTS, bar
from wsoa.words.dates import NONE, long_day
from wsoa.words.lists import have
from wsoa.words.numbers import count


class Portfolio(NamedTuple):
    """All the plans asked for, on one day, each in a line."""

    as_of: date
    plans: tuple[PlanLine, ...]

    @property
    def over_time(self) -> tuple[Then, ...]:
        """How all of them together stood, day by day; empty for no plan."""
        return added_up([plan.over_time for plan in self.plans])


_TOTAL = Column("commitments", "All", form="count", zero=NONE)
_FIGURES = (
    Column("overdue", "Overdue", "Late", "count", zero=NONE),
    Column("worst_days_late", "Worst late", "Worst", "days", zero=NONE),
    Column("moved", "Moved", form="count", zero=NONE),
    Column("last_report", "Last report", "Reported", "count"),
    Column("next_due", "Next due", form="count"),
)
_SHOWN = (
    Column(head="Plan", fits="cut"),
    _TOTAL,
    Column(head="Complete", form="count", zero=NONE),
    *_FIGURES,
    BARS,
)
_RECORDS = (Column("plan"), Column("area"), Column("title"), _TOTAL, *COUNTS.values(), *_FIGURES)


def records(report: Portfolio) -> Table:
    """Return a row for each plan."""
    rows = [
        (
            one.id, one.area, one.title, one.whole.total, *(one.whole.by_standing[s] for s in Standing),
            one.whole.overdue, one.whole.worst_days_late, one.moved, one.last_report, one.whole.next_due,
        )
        for one in report.plans
    ]  # fmt: skip
    return Table(_RECORDS, rows)


def layout(report: Portfolio, _limit: int) -> Iterator[Block]:
    """Lay out the table of plans, and below it how all of them stood over time."""
    yield Heading(f"How the plans stand, as at {long_day(report.as_of)}")
    if not report.plans:
        return
    yield from (SPACE, _table(report.plans))
    unsure = sum(1 for one in report.plans if one.gap)
    if unsure:
        told = f"{count(unsure, 'plan')} {have(unsure)} no whole history here, so more may have moved."
        yield Paragraph(told, quiet=True)
    yield from (SPACE, Heading("Over the last year", 2), _trend(report.over_time))


def _table(plans: Sequence[PlanLine]) -> Table:
    longest = max(one.whole.live for one in plans)
    names = _names(plans)
    rows = [(names[one.id], *_figures(one), bar(one.whole, longest)) for one in plans]
    return Table(_SHOWN, rows, total=_all(plans), drawn=BARS_MEAN)


def _names(plans: Sequence[PlanLine]) -> Mapping[str, str]:
    """Name each plan by its area; those of one area by their ids too."""
    areas = Counter(one.area for one in plans)
    return {one.id: one.area if areas[one.area] == 1 else f"{one.area} ({one.id})" for one in plans}


def _figures(one: PlanLine) -> tuple[Cell, ...]:
    return (
        one.whole.total, one.whole.by_standing[Standing.COMPLETE], one.whole.overdue,
        one.whole.worst_days_late, one.moved, one.last_report, one.whole.next_due,
    )  # fmt: skip


def _all(plans: Sequence[PlanLine]) -> tuple[Cell, ...]:
    """Return the row of all plans together; a single plan needs none."""
    if len(plans) == 1:
        return ()
    return (
        count(len(plans), "plan"),
        sum(one.whole.total for one in plans),
        sum(one.whole.by_standing[Standing.COMPLETE] for one in plans),
        sum(one.whole.overdue for one in plans),
        max(one.whole.worst_days_late for one in plans),
        sum(one.moved for one in plans),
        max((one.last_report for one in plans if one.last_report), default=None),
        min((one.whole.next_due for one in plans if one.whole.next_due), default=None),
        "",
    )


def _trend(over_time: Sequence[Then]) -> Table:
    """Return a row for each day, with a column for each standing that occurs on one of them."""
    shown = [standing for standing in Standing if any(then.by_standing.get(standing) for then in over_time)]
    columns = (
        Column(head="As at"),
        Column(head="Plans", form="count", zero=NONE),
        _TOTAL,
        *(COUNTS[standing] for standing in shown),
    )
    rows: list[tuple[Cell, ...]] = [
        (long_day(then.day), then.plans, then.total, *(then.by_standing.get(s, 0) for s in shown))
        for then in over_time
    ]
    note = "From what the plans record now, as at each day; a plan counts from the day it was made."
    return Table(columns, rows, note)
