"""One change between two versions: what, from what, to what, and what is notable about it. Data only."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from wsoa.plan.walk import Item


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
    AFTER_DUE = "after-due"
    RECORDED = "recorded"
    RECORDED_LATE = "recorded-late"
    NOT_RECORDED = "not-recorded"
    TARGET_LOOSENED = "target-loosened"
    TARGET_TIGHTENED = "target-tightened"
    NUMBER_GIVEN = "number-given"
    LOST_LEAD = "lost-lead"
    VANISHED = "vanished"
    REF_RECYCLED = "ref-recycled"
    COMPLETION_UNDONE = "completion-undone"
    UPDATE_REWRITTEN = "update-rewritten"
    THRESHOLD = "threshold"


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

    ``old`` and ``new`` are canonical text, None where there is nothing; ``days`` is how far a date moved,
    positive for later. ``item`` is the item in the new version, or in the old one where it was removed or
    split. A split gives the old ref and the new ones; a merger the old refs and the new one.
    """

    kind: Kind
    item: Item
    field: str = ""
    old: str | None = None
    new: str | None = None
    flags: frozenset[Flag] = frozenset()
    days: int = 0
    reason: str | None = None
    agreed_by: str | None = None
    was: str | None = None

    @property
    def ref(self) -> str:
        """The ref of the item it is about."""
        return self.item.ref

    @property
    def moved(self) -> bool:
        """True where a promised date became later or earlier."""
        return bool({Flag.LATER, Flag.EARLIER} & self.flags)
