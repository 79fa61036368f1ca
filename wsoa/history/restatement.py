"""What could be known on a day, and the facts dated up to it that were written or altered only afterwards."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from wsoa.history.diff import plan_item
from wsoa.history.facts import Fact, Slot, dated_facts
from wsoa.history.matching.match import match
from wsoa.history.matching.wording import Wording
from wsoa.history.repository.versions import Commit, Version
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk


class Restated(StrEnum):
    """What was done to a fact after the day."""

    WRITTEN = "written"
    ALTERED = "altered"
    REMOVED = "removed"


class Restatement(NamedTuple):
    """A fact dated up to a day that the plan said first, or otherwise, only after it.

    ``dated`` is the fact's own day. ``old`` and ``new`` are what it said before and says now, None for
    nothing. ``commit`` is where that was written; None for what is not committed yet.
    """

    item: Item
    field: str
    dated: date
    kind: Restated
    old: str | None
    new: str | None
    commit: Commit | None

    @property
    def written(self) -> date | None:
        """The day it was committed; None for what is not committed yet."""
        return self.commit.committed if self.commit else None

    @property
    def days_after(self) -> int | None:
        """How many days after its own date it was committed; None for what is not committed yet."""
        return (self.commit.committed - self.dated).days if self.commit else None


class Restatements(NamedTuple):
    """Everything restated after a day.

    ``known`` is the last commit by that day; None where there is none, and then nothing can be said of what
    was known, so that ``facts`` is empty.
    """

    known: Commit | None
    facts: tuple[Restatement, ...]


def known_at(versions: Iterable[Version], day: date) -> Version | None:
    """Return the last version committed on or before a day; None where there was none yet.

    Versions come oldest first. The last in line counts, so that a clock that ran wrong on one commit hides
    nothing that a later one, in time, contains. A version that could not be read, or holds no plan, counts
    too: it is what could be known.
    """
    last = None
    for version in versions:
        if _by(version, day):
            last = version
    return last


def restatements(versions: Iterable[Version], day: date) -> Restatements:
    """List facts dated up to a day that came into the plan, or changed, after what was known on it.

    Versions come oldest first; they are read once and only the last is kept. Versions that hold no plan, or
    one that could not be read, are passed over. What vanished with its whole item is left to the comparison
    of versions. A newer published rating in the place of an older one is a new fact, not an altered one.
    Where no version is old enough (the plan came into git later, or the clone is shallow) nothing is listed:
    all of it would seem new.
    """
    found: list[Restatement] = []
    known: Commit | None = None
    before: Plan | None = None
    for version in versions:
        plan = version.loaded.plan if version.loaded else None
        if plan is None:
            continue
        if _by(version, day):
            found.clear()
            known, before = version.commit, plan
        elif before is not None:
            found += _between(before, plan, day, version.commit)
            before = plan
    return Restatements(known, tuple(found))


def _by(version: Version, day: date) -> bool:
    return version.day is not None and version.day <= day


def _between(old: Plan, new: Plan, day: date, commit: Commit | None) -> Iterator[Restatement]:
    for before, item in _pairs(old, new):
        was = dated_facts(before, old.calendar) if before is not None else {}
        now = dated_facts(item, new.calendar)
        for slot in dict.fromkeys([*was, *now]):
            restated = _restated(slot, was.get(slot), now.get(slot), day)
            if restated is not None:
                dated, kind = restated
                yield Restatement(item, slot.field, dated, kind, _says(was, slot), _says(now, slot), commit)


def _pairs(old: Plan, new: Plan) -> Iterator[tuple[Item | None, Item]]:
    yield plan_item(old), plan_item(new)
    found = match(list(walk(old)), list(walk(new)), Wording(old, new))
    yield from ((pair.old, pair.new) for pair in found.pairs)
    yield from ((None, item) for item in found.added)


def _restated(slot: Slot, was: Fact | None, now: Fact | None, day: date) -> tuple[date, Restated] | None:
    """Return the day of the fact concerned and what was done to it; None where that is of no concern."""
    if was == now:
        return None
    if now is not None and now.day <= day:
        renewed = was is None or (slot.field == "rating" and was.day != now.day)
        return now.day, Restated.WRITTEN if renewed else Restated.ALTERED
    if was is None or was.day > day or (now is not None and slot.field == "rating"):
        return None
    return was.day, Restated.REMOVED if now is None else Restated.ALTERED


def _says(facts: dict[Slot, Fact], slot: Slot) -> str | None:
    return facts[slot].says if slot in facts else None
