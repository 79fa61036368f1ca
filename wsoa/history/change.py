"""One change between two versions: what, from what, to what, and what is notable about it. Data only."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Any, NamedTuple

from wsoa.plan.dates import Deadline
from wsoa.plan.head import Change as Record
from wsoa.plan.walk import Item

Value = Any
"""What a field of a plan holds: a date, a number, text, a part of the plan, a tuple of them, or None."""


class Kind(StrEnum):
    """What happened to an item, or to one of its fields."""

    ADDED = "added"
    REMOVED = "removed"
    SPLIT = "split"
    MERGED = "merged"
    CHANGED = "changed"
    RENUMBERED = "renumbered"


class Flag(StrEnum):
    """What is notable about a change."""

    LATER = "later"
    EARLIER = "earlier"
    MORE_PRECISE = "more-precise"
    LESS_PRECISE = "less-precise"
    DATE_GIVEN = "date-given"
    DATE_LOST = "date-lost"
    MADE_OPEN = "made-open-ended"
    BY_CALENDAR = "by-what-it-counts-from"
    AFTER_DUE = "after-due"
    RECORDED = "recorded"
    RECORDED_LATE = "recorded-late"
    NOT_RECORDED = "not-recorded"
    BACKDATED = "record-backdated"
    RECORD_REWRITTEN = "record-rewritten"
    DATE_ALTERED = "date-altered"
    TARGET_LOOSENED = "target-loosened"
    TARGET_TIGHTENED = "target-tightened"
    NUMBER_GIVEN = "number-given"
    LOST_LEAD = "lost-lead"
    VANISHED = "vanished"
    BACK_AGAIN = "back-again"
    REF_RECYCLED = "ref-recycled"
    COMPLETION_UNDONE = "completion-undone"
    UPDATE_REWRITTEN = "update-rewritten"
    THRESHOLD = "threshold"
    SILENCE = "silence"


_MIRROR = {
    Flag.LATER: Flag.EARLIER,
    Flag.MORE_PRECISE: Flag.LESS_PRECISE,
    Flag.DATE_GIVEN: Flag.DATE_LOST,
    Flag.TARGET_LOOSENED: Flag.TARGET_TIGHTENED,
}
MIRROR = {**_MIRROR, **{there: back for back, there in _MIRROR.items()}}
"""Flags that become each other when old and new change places."""


class Change(NamedTuple):
    """One change.

    ``old`` and ``new`` are what the plan held, None where there is nothing. ``item`` is the item in the new
    version, or in the old one where it was removed or split. A split gives the old ref and the new ones, a
    merger the old refs and the new one. Where a date is concerned, ``dates`` are the days meant on either
    side and ``days`` is how far the last one moved, positive for later. ``since`` is the last known date
    before it, where no date stood in between. ``records`` are the change records that explain it, the last
    of which gives ``reason`` and ``agreed_by``. ``identity`` is the same number for the same item in every
    event of a timeline; 0 outside of one.
    """

    kind: Kind
    item: Item
    field: str = ""
    old: Value = None
    new: Value = None
    flags: frozenset[Flag] = frozenset()
    days: int = 0
    reason: str | None = None
    agreed_by: str | None = None
    was: str | None = None
    dates: tuple[Deadline | None, Deadline | None] = (None, None)
    since: Deadline | None = None
    records: tuple[Record, ...] = ()
    identity: int = 0

    @property
    def ref(self) -> str:
        """The ref of the item it is about."""
        return self.item.ref

    @property
    def moved(self) -> bool:
        """True where a promised date became later or earlier."""
        return bool({Flag.LATER, Flag.EARLIER} & self.flags)

    @property
    def refs(self) -> tuple[Sequence[str], Sequence[str]]:
        """The refs on either side of a split or a merger."""
        old, new = ((side,) if isinstance(side, str) else side or () for side in (self.old, self.new))
        return old, new
