"""A promised date that changed: how far, whether it says more or less, and whether a record goes with it."""

from __future__ import annotations

from datetime import date

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.match import Match
from wsoa.plan.dates import Calendar, When, Window
from wsoa.plan.models import Change as Record
from wsoa.plan.models import Promise


def due_change(pair: Match, old: Calendar, new: Calendar, on: date | None) -> Change:
    """Describe the change of an item's due date."""
    before: When | None = getattr(pair.old.thing, "due", None)
    after: When | None = getattr(pair.new.thing, "due", None)
    days, flags = moved(before.window(old) if before else None, after.window(new) if after else None)
    record = _record(pair, after)
    if isinstance(pair.new.thing, Promise) and flags & {Flag.LATER, Flag.EARLIER, Flag.DATE_LOST}:
        flags |= {Flag.RECORDED if record else Flag.NOT_RECORDED}
    if on is not None and before is not None and _passed(before.window(old), on) and _open(pair):
        flags |= {Flag.AFTER_DUE}
    return Change(
        Kind.CHANGED,
        pair.new,
        "due",
        before.text if before else None,
        after.text if after else None,
        frozenset(flags),
        days,
        record.reason if record else None,
        record.agreed_by if record else None,
    )


def moved(before: Window | None, after: Window | None) -> tuple[int, set[Flag]]:
    """Return how many days the last day moved, positive for later, and what that amounts to."""
    if before is None or after is None:
        given = after is not None
        return 0, {Flag.DATE_GIVEN if given else Flag.DATE_LOST}
    flags = _precision(before, after)
    if before.latest is None or after.latest is None:
        if before.latest is not None:
            flags.add(Flag.DATE_LOST)
        elif after.latest is not None:
            flags.add(Flag.DATE_GIVEN)
        return 0, flags
    days = (after.latest - before.latest).days
    if days:
        flags.add(Flag.LATER if days > 0 else Flag.EARLIER)
    return days, flags


def _precision(before: Window, after: Window) -> set[Flag]:
    widths = _width(before), _width(after)
    if None in widths or widths[0] == widths[1]:
        return set()
    return {Flag.MORE_PRECISE if (widths[1] or 0) < (widths[0] or 0) else Flag.LESS_PRECISE}


def _width(window: Window) -> int | None:
    if window.earliest is None or window.latest is None:
        return None
    return (window.latest - window.earliest).days


def _record(pair: Match, after: When | None) -> Record | None:
    """Return the change record that came with a new due date, if one did."""
    known: tuple[Record, ...] = getattr(pair.old.thing, "changes", ())
    records: tuple[Record, ...] = getattr(pair.new.thing, "changes", ())
    wanted = after.text if after else None
    for record in records:
        if record.field == "due" and record.new == wanted and record not in known:
            return record
    return None


def _passed(window: Window, on: date) -> bool:
    return window.latest is not None and window.latest < on


def _open(pair: Match) -> bool:
    return getattr(pair.old.thing, "completed", None) is None
