"""What happened to a plan, version by version, and to each item of it across renumbering."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag
from wsoa.history.matching.identity import THE_PLAN, Tracker
from wsoa.history.moves.courses import Course, Kept
from wsoa.history.repository.versions import Commit, Version
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, Path


class Event(NamedTuple):
    """What one version brought. ``readable`` is False where it has no plan that could be read.

    ``away`` is True where that is because the plan's folder was not there.
    """

    commit: Commit | None
    changes: tuple[Change, ...]
    readable: bool = True
    first: bool = False
    away: bool = False

    @property
    def day(self) -> date | None:
        """The day it was committed; None for what is not committed yet."""
        return self.commit.committed if self.commit else None


class Beginning(NamedTuple):
    """Where a plan's story starts: the folder it stood in, from the top of the repository, and that commit.

    ``stood`` names plans that went in that commit and could not be told to be this one.
    """

    commit: Commit | None = None
    folder: str = ""
    stood: tuple[str, ...] = ()


class Timeline(NamedTuple):
    """A plan's whole story: every event, the first readable version and the newest.

    ``complete`` is False where older versions are missing, as in a shallow clone: what happened before is
    not known then, which is not the same as nothing. ``gap`` says how much is missing then: part, or none
    where no version could be read. ``courses`` are the promised dates from version to
    version; ``identities`` name the items of the newest version by their paths, and ``ancestors`` what an
    item was split or merged from. ``records`` are the plan's own change records, ``began`` where it starts.
    """

    events: tuple[Event, ...]
    first: Plan | None
    newest: Plan | None
    complete: bool = True
    gap: str = ""
    courses: tuple[Course, ...] = ()
    identities: Mapping[Path, int] = {}
    ancestors: Mapping[int, tuple[int, ...]] = {}
    records: tuple[Kept, ...] = ()
    began: Beginning = Beginning()


class Teller:
    """Takes versions one by one, oldest first, and keeps what changed and not the versions.

    The story can be asked for after any of them. A copy goes on from there and leaves this one as it is.
    """

    def __init__(self) -> None:
        self._events: list[Event] = []
        self._tracker = Tracker()
        self._first: Plan | None = None
        self._newest: Plan | None = None
        self._began: Beginning | None = None

    def take(self, version: Version) -> None:
        """Compare the next version with the one before it."""
        if self._began is None:
            self._began = Beginning(version.commit, version.folder, version.stood)
        plan = version.loaded.plan if version.loaded else None
        if plan is None:
            self._events.append(Event(version.commit, (), readable=False, away=version.loaded is None))
            return
        if self._newest is None:
            self._first = plan
            self._tracker.first(plan, version.commit)
            self._events.append(Event(version.commit, (), first=True))
        elif changes := self._tracker.step(plan, version):
            self._events.append(Event(version.commit, changes))
        self._newest = plan

    def line(self, *, complete: bool = True, gap: str = "") -> Timeline:
        """Return the story so far."""
        tracker, newest = self._tracker, self._newest
        courses = tuple(tracker.courses(newest)) if newest else ()
        return Timeline(
            tuple(self._events),
            self._first,
            newest,
            complete and not gap,
            gap or ("" if complete else "part"),
            courses,
            identities=dict(tracker.ids),
            ancestors=dict(tracker.ancestors),
            records=tracker.ledger.records(THE_PLAN),
            began=self._began or Beginning(),
        )

    def copy(self) -> Teller:
        """Return another that has taken the same versions."""
        other = Teller()
        other._events = [*self._events]
        other._tracker = self._tracker.copy()
        other._first, other._newest, other._began = self._first, self._newest, self._began
        return other


def timeline(versions: Iterable[Version], *, complete: bool = True, gap: str = "") -> Timeline:
    """Compare each version with the one before it, keeping the changes and not the versions."""
    teller = Teller()
    for version in versions:
        teller.take(version)
    return teller.line(complete=complete, gap=gap)


def until(line: Timeline, day: date) -> Timeline:
    """Return the story up to a day: what was committed by then, and what is not committed yet."""
    return line._replace(
        events=tuple(e for e in line.events if e.day is None or e.day <= day),
        courses=tuple(course.until(day) for course in line.courses),
    )


UNREAD = Timeline((), None, None, complete=False, gap="none")
"""The story of a plan whose history was wanted and could not be read."""


class Entry(NamedTuple):
    """One line of an item's story: the version that brought it, and the change."""

    commit: Commit | None
    change: Change

    @property
    def day(self) -> date | None:
        """The day it was committed."""
        return self.commit.committed if self.commit else None


class Stories:
    """The entries of every item of a story, looked through once."""

    def __init__(self, line: Timeline) -> None:
        self._line = line
        self._entries: dict[int, list[tuple[int, Entry]]] = {}
        told = ((event.commit, change) for event in line.events for change in event.changes)
        for place, (commit, change) in enumerate(told):
            self._entries.setdefault(change.identity, []).append((place, Entry(commit, change)))

    def of(self, item: Item) -> tuple[Entry, ...]:
        """Return the entries of one item of the newest version, oldest first, whatever it was before.

        That takes in what it was split or merged from, under whatever refs and as whatever kind of item.
        """
        identity = self._line.identities.get(item.path)
        if identity is None:
            return ()
        own, waiting = {identity}, [identity]
        while waiting:
            for ancestor in self._line.ancestors.get(waiting.pop(), ()):
                if ancestor not in own:
                    own.add(ancestor)
                    waiting.append(ancestor)
        placed = [pair for one in own for pair in self._entries.get(one, ())]
        return tuple(entry for _, entry in sorted(placed, key=lambda pair: pair[0]))


def story(line: Timeline, item: Item) -> tuple[Entry, ...]:
    """Return the entries of one item, as :class:`Stories`; for several items, make those once."""
    return Stories(line).of(item)


def rule_changes(line: Timeline) -> dict[Commit | None, Change]:
    """Return each version that changed the rule behind the ratings, and how."""
    return {e.commit: c for e in line.events for c in e.changes if Flag.THRESHOLD in c.flags}
