"""The course of every promised date: what it was in each version, whichever name its item went by.

A move is a change between two known dates, whatever stood between them: no date, "ongoing", or nothing at
all because the item was away.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date as Day  # noqa: N812 - a state has a date of its own
from typing import NamedTuple

from wsoa.history.repository.versions import Commit
from wsoa.plan.dates import Calendar, Deadline
from wsoa.plan.head import Change as Record
from wsoa.plan.walk import Item


class State(NamedTuple):
    """A date from one version on.

    ``at`` is the version's place in the line. ``commit`` put it in force, ``written`` is the commit that
    wrote it, which is another one where a branch was merged; None for what is not committed yet. ``there``
    is False while the item is not in the plan; ``open`` while it was not finished in the version before.
    """

    at: int
    commit: Commit | None
    written: Commit | None
    date: Deadline | None
    calendar: Calendar
    there: bool = True
    open: bool = True

    @property
    def latest(self) -> Day | None:
        """The last day; None where there is none."""
        return self.date.latest if self.date else None

    @property
    def day(self) -> Day | None:
        """The day it came into force; None for what is not committed yet."""
        return self.commit.committed if self.commit else None

    @property
    def day_written(self) -> Day | None:
        """The day it was written; None for what is not committed yet."""
        return self.written.day_written if self.written else self.day


class Kept(NamedTuple):
    """A change record, the version it came with and that one's commit; and the version it went with."""

    record: Record
    at: int
    commit: Commit | None
    until: int | None = None


class Course(NamedTuple):
    """One promised date of one item through every version.

    ``name`` says which date of the item: due, target, baseline and so on. ``item`` is the item in the
    newest version, or as it was last; ``alive`` is False where it is gone.
    """

    identity: int
    item: Item
    name: str
    states: tuple[State, ...]
    records: tuple[Kept, ...] = ()
    alive: bool = True

    def until(self, day: Day) -> Course:
        """Return the course up to a day: what was in force by then, and what is not committed yet."""
        return self._replace(states=tuple(s for s in self.states if s.day is None or s.day <= day))


class Turn(NamedTuple):
    """From one known date to the next known one, and what stood between them."""

    old: State
    new: State
    between: tuple[State, ...]

    @property
    def days(self) -> int:
        """How many days the last day moved, positive for later; 0 where there is no new date."""
        if self.old.latest is None or self.new.latest is None:
            return 0
        return (self.new.latest - self.old.latest).days

    @property
    def after_due(self) -> bool:
        """True where the new date was written after the old one had passed, and the item was not finished."""
        day, old = self.new.day_written, self.old.latest
        return day is not None and old is not None and old < day and self.new.open


def turns(states: Sequence[State]) -> Iterator[Turn]:
    """Yield every move between known dates, oldest first."""
    known: State | None = None
    between: list[State] = []
    for state in states:
        if state.latest is None:
            between.append(state)
            continue
        if known is not None and state.latest != known.latest:
            yield Turn(known, state, tuple(between))
        known, between = state, []


def dropped(states: Sequence[State]) -> Iterator[Turn]:
    """Yield every time a known date was made open-ended or taken away while its item stayed."""
    known: State | None = None
    for state in states:
        if state.latest is not None:
            known = state
        elif known is not None and state.there:
            yield Turn(known, state, ())
            known = None
