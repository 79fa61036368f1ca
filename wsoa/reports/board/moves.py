"""The deadlines that moved in a period: by a change record, or seen between versions without one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from wsoa.history.attribution_report import Chain
from wsoa.plan.change_records import about, moves_date
from wsoa.plan.kpis import Measure
from wsoa.plan.models import Change, Promise
from wsoa.plan.walk import Item, promises
from wsoa.reports.board.period import Period
from wsoa.reports.changes import (
    ChangeLine,
    bare_line,
    change_line,
    days_moved,
    recorded,
    withdrawal_line,
)
from wsoa.reports.parts import Link, Moment
from wsoa.words.dates import say_due
from wsoa.words.items import title_of


class Move(NamedTuple):
    """One move of a deadline, or one withdrawal, and whether anyone is recorded as agreeing.

    ``day`` is when it was agreed or written; the end of the period where only its ends are known.
    """

    line: ChangeLine
    day: date
    days: int
    agreed: bool
    reasoned: bool


def moved(period: Period) -> tuple[Move, ...]:
    """Return every move of the period: recorded, in a version of it, or seen between its ends.

    The deadline that moved furthest at once comes first, each with its moves in order.
    """
    told = list(_recorded(period))
    refs = {ref for (ref, _), _ in told}
    rest = [chain for chain in period.why.bridge.chains if chain.commitment.ref not in refs]
    found = [move for _, move in told] + [move for chain in rest if (move := _between(period, chain))]
    return tuple(_in_order(found))


def _in_order(found: Sequence[Move]) -> list[Move]:
    furthest: dict[Link, int] = {}
    for move in found:
        furthest[move.line.ref] = max(abs(move.days), furthest.get(move.line.ref, 0))
    by_day = sorted(found, key=lambda move: move.day)
    return sorted(by_day, key=lambda move: (-furthest[move.line.ref], move.line.ref.text))


def deadlines(moves: Sequence[Move]) -> int:
    """Count the deadlines that moved, however often each did."""
    return len({move.line.ref for move in moves})


def withdrawn(period: Period) -> tuple[Move, ...]:
    """Return what was withdrawn in the period, in plan order."""
    gone = ((item, p.withdrawn) for item, p in promises(period.at.plan) if p.withdrawn)
    return tuple(
        Move(withdrawal_line(period.at, item, by), period.end, 0, bool(by.by), bool(by.reason))
        for item, by in gone
        if period.dated(by.date)
    )


Found = tuple[tuple[str, str | None], Move]


def _recorded(period: Period) -> Iterator[Found]:
    for item, change in recorded(period.at.plan):
        if moves_date(change) and period.dated(change.date):
            yield (_commitment(item, change), change.new), _by_record(period, item, change)


def _commitment(item: Item, change: Change) -> str:
    """Return the ref of the commitment whose date a record moves; that of the item itself elsewhere."""
    if not isinstance(item.thing, Measure):
        return item.ref
    if about([change], "baseline"):
        return f"{item.ref}#baseline"
    owed = [n for n, target in enumerate(item.thing.targets, 1) if target.promised is not None]
    return f"{item.ref}#target-{owed[0]}" if len(owed) == 1 else item.ref


def _by_record(period: Period, item: Item, change: Change) -> Move:
    days = days_moved(period.at, change)
    line = change_line(period.at, item, change)
    day = change.date.window(period.at.plan.calendar).latest or period.end
    return Move(line, day, days, bool(change.agreed_by), bool(change.reason))


def _between(period: Period, chain: Chain) -> Move | None:
    """Return a deadline that differs between the ends of the period, and that nothing else explains."""
    old, new = chain.old, chain.new
    if old is None or new is None or old.due is None or new.due is None:
        return None
    if old.due.latest is None or new.due.latest is None or old.due.latest == new.due.latest:
        return None
    thing = new.item.thing
    records = thing.changes if isinstance(thing, Promise) and new.kind in {"action", "milestone"} else ()
    known = next((c for c in records if c.field == "due" and c.new == new.due.text), None)
    if known is not None:
        return _by_record(period, new.item, known)
    ends = say_due(old.due, period.written.calendar), say_due(new.due, period.at.plan.calendar)
    when = Moment(period.since)
    days = (new.due.latest - old.due.latest).days
    line = replace(bare_line(period.at, new.item, when, ends, days), title=title_of(new))
    return Move(line, period.end, days, agreed=False, reasoned=False)
