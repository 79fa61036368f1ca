"""Which moves of a deadline the change records of its item explain.

A record explains a move where it leads from the old date to the new one, by the days meant and not by the
spelling, and gives a reason. It explains one move: moved, moved back and moved again need a record each.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.plan.base import Misread
from wsoa.plan.date_field import read_when
from wsoa.plan.dates import Calendar, Deadline, When, deadline, parse
from wsoa.plan.models import Change as Record


def explaining(
    records: Sequence[Record],
    old: Deadline | None,
    new: Deadline | None,
    calendars: tuple[Calendar, Calendar],
) -> tuple[Record, ...]:
    """Return the records that lead from one date to another, each with a reason; none where they do not.

    ``calendars`` are those of the old version and the new one. Without ``from:`` a record is taken to start
    where the date stood.
    """
    for start in range(len(records)):
        used: list[Record] = []
        at = old
        for record in records[start:]:
            if not _starts(record, at, calendars) or not record.reason:
                continue
            used.append(record)
            at = _read(record.new, calendars[1])
            if same(at, new):
                return tuple(used)
    return ()


def fresh(old: Sequence[Record], new: Sequence[Record]) -> tuple[Record, ...]:
    """Return the records of a version that the one before it does not have; twice the same counts twice."""
    known = list(old)
    found = []
    for record in new:
        if record in known:
            known.remove(record)
        else:
            found.append(record)
    return tuple(found)


def same(first: Deadline | None, second: Deadline | None) -> bool:
    """True where two dates end on the same day; without a day, where they are spelt the same."""
    days = (first.latest if first else None, second.latest if second else None)
    if days != (None, None):
        return days[0] == days[1]
    return (first.when.text if first else None) == (second.when.text if second else None)


def _starts(record: Record, at: Deadline | None, calendars: tuple[Calendar, Calendar]) -> bool:
    if record.old is None:
        return True
    return any(same(_read(record.old, calendar), at) for calendar in calendars)


def _read(text: str | None, calendar: Calendar) -> Deadline | None:
    return next((deadline(when, calendar) for when in _whens(text)), None)


def _whens(text: str | None) -> Iterator[When]:
    if not text:
        return
    try:
        yield parse(text)
    except Misread:
        every, _, start = text.removeprefix("every ").partition(" from ")
        if text.startswith("every "):
            try:
                yield read_when({"every": every, **({"from": start} if start else {})})
            except Misread:
                return
