"""A promised date that changed: how far, whether it says more or less, and whether a record goes with it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag, Kind, Value
from wsoa.history.matching.match import Match
from wsoa.history.moves.records import explaining, fresh, same
from wsoa.plan.change_records import CALENDAR, about
from wsoa.plan.dates import Calendar, Deadline, Precision, Window
from wsoa.plan.head import Change as Record
from wsoa.plan.models import Plan

_EQUAL = frozenset({Precision.MONTH, Precision.QUARTER, Precision.YEAR, Precision.TERM, Precision.OFFSET})
"""Spellings that say as much as each other, though a month may have a day more than the last."""
BACKDATED_DAYS = 31
"""A record dated so many days before it was written, or fewer, waited for minutes and the like."""
UNEXPLAINED = frozenset({Flag.LATER, Flag.EARLIER, Flag.DATE_LOST})
"""What wants a change record: a promised date made later or earlier, open-ended, or taken away."""


class Versions(NamedTuple):
    """The two versions that are compared, and the day the newer was written, where that is known."""

    old: Plan
    new: Plan
    on: date | None = None

    @property
    def calendars(self) -> tuple[Calendar, Calendar]:
        """What dates count from in each."""
        return self.old.calendar, self.new.calendar


class Field(NamedTuple):
    """How a date is named in a change, and what it stands in on either side; by itself the dates alone."""

    name: str
    field: str
    old: Value = None
    new: Value = None


def date_change(
    pair: Match, what: Field, dates: tuple[Deadline | None, Deadline | None], versions: Versions
) -> Change | None:
    """Describe the change of a promised date; None where neither its words nor its days differ."""
    old, new = dates
    texts = [one.when.text if one else None for one in dates]
    if texts[0] == texts[1] and same(old, new):
        return None
    days, flags = moved(old, new)
    records: Sequence[Record] = ()
    if flags & UNEXPLAINED:
        records = recorded(pair, what.name, dates, versions)
        flags |= {Flag.RECORDED if records else Flag.NOT_RECORDED}
        if any(backdated(record, versions.on) for record in records):
            flags.add(Flag.BACKDATED)
    if texts[0] == texts[1]:
        flags.add(Flag.BY_CALENDAR)
    if versions.on is not None and passed(old, versions.on) and _open(pair):
        flags.add(Flag.AFTER_DUE)
    return Change(
        Kind.CHANGED,
        pair.new,
        what.field,
        what.old if what.old is not None or what.new is not None else old.when if old else None,
        what.new if what.old is not None or what.new is not None else new.when if new else None,
        frozenset(flags),
        days,
        records[-1].reason if records else None,
        records[-1].agreed_by if records else None,
        pair.old.ref if pair.old.ref != pair.new.ref else None,
        dates,
        records=tuple(records),
    )


def backdated(record: Record, written: date | None) -> bool:
    """True where a record is dated long before the day it was written."""
    dated = record.date.fixed.latest if record.date.fixed else None
    return dated is not None and written is not None and (written - dated).days > BACKDATED_DAYS


def recorded(
    pair: Match, name: str, dates: tuple[Deadline | None, Deadline | None], versions: Versions
) -> tuple[Record, ...]:
    """Return the change records that came with a changed date and explain it."""
    own = fresh(getattr(pair.old.thing, "changes", ()), getattr(pair.new.thing, "changes", ()))
    found = explaining(about(own, name), *dates, versions.calendars)
    return found or calendar_record(dates, fresh(versions.old.changes, versions.new.changes))


def calendar_record(
    dates: tuple[Deadline | None, Deadline | None], records: Sequence[Record]
) -> tuple[Record, ...]:
    """Return the plan's record of what dates count from, where only that moved a date."""
    old, new = dates
    if old is None or new is None or old.when.text != new.when.text:
        return ()
    return tuple(r for r in records if r.field in CALENDAR and r.reason)[-1:]


def moved(before: Deadline | None, after: Deadline | None) -> tuple[int, set[Flag]]:
    """Return how many days the last day moved, positive for later, and what that amounts to."""
    if before is None or after is None:
        return 0, {Flag.DATE_GIVEN if after is not None else Flag.DATE_LOST} if before != after else set()
    flags = _precision(before.window, after.window)
    if before.latest is None or after.latest is None:
        if before.latest is not None:
            flags |= {Flag.DATE_LOST, Flag.MADE_OPEN} if after.endless else {Flag.DATE_LOST}
        elif after.latest is not None:
            flags.add(Flag.DATE_GIVEN)
        return 0, flags
    days = (after.latest - before.latest).days
    if days:
        flags.add(Flag.LATER if days > 0 else Flag.EARLIER)
    return days, flags


def _precision(before: Window, after: Window) -> set[Flag]:
    if before.precision is after.precision and before.precision in _EQUAL:
        return set()
    widths = _width(before), _width(after)
    if None in widths or widths[0] == widths[1]:
        return set()
    return {Flag.MORE_PRECISE if (widths[1] or 0) < (widths[0] or 0) else Flag.LESS_PRECISE}


def _width(window: Window) -> int | None:
    if window.earliest is None or window.latest is None:
        return None
    return (window.latest - window.earliest).days


def passed(old: Deadline | None, on: date) -> bool:
    """True where a date lay wholly before a day."""
    return old is not None and old.latest is not None and old.latest < on


def _open(pair: Match) -> bool:
    return getattr(pair.old.thing, "completed", None) is None
