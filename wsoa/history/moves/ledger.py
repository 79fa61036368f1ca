"""Every date of every item from version to version, and the change records beside them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.history.diff import paired_impacts
from wsoa.history.moves.courses import Course, Kept, State
from wsoa.history.moves.deadlines import Promised, paired_targets, promised_dates
from wsoa.history.moves.records import fresh
from wsoa.history.repository.versions import Commit
from wsoa.plan.dates import Deadline
from wsoa.plan.head import Change as Record
from wsoa.plan.kpis import Target
from wsoa.plan.models import Impact, Plan
from wsoa.plan.walk import Item

Writer = Callable[[str, Deadline | None], Commit | None]
"""From the name of a date and what it is now, the commit that wrote it."""


class Slot(NamedTuple):
    """Which date of an item: its name, and which of several by the order in which they came."""

    name: str
    turn: int = 0


class _Held:
    """What a date stands beside, such as a target, and whether it still stands."""

    def __init__(self, held: object, *, there: bool = True) -> None:
        self.held = held
        self.there = there


class Ledger:
    """Keeps the courses while versions go by. ``at`` is the place of the present version in the line."""

    def __init__(self) -> None:
        self.at = 0
        self._states: defaultdict[int, dict[Slot, list[State]]] = defaultdict(dict)
        self._held: defaultdict[tuple[int, str], list[_Held]] = defaultdict(list)
        self._records: defaultdict[int, list[Kept]] = defaultdict(list)
        self._finished: dict[int, bool] = {}
        self._left: dict[int, None] = {}

    def copy(self) -> Ledger:
        """Return another that has the same written down; what is noted in either from now on is its own."""
        other = Ledger()
        other.at = self.at
        for identity, slots in self._states.items():
            other._states[identity] = {slot: list(states) for slot, states in slots.items()}
        for key, held in self._held.items():
            other._held[key] = [_Held(one.held, there=one.there) for one in held]
        for identity, records in self._records.items():
            other._records[identity] = list(records)
        other._finished, other._left = dict(self._finished), dict(self._left)
        return other

    def note(self, identity: int, item: Item, plan: Plan, commit: Commit | None, by: Writer) -> None:
        """Write down what an item promises in the present version."""
        self._left.pop(identity, None)
        is_open = not self._finished.get(identity, False)
        stated: dict[Slot, Deadline | None] = {}
        for promised, slot in self._slots(identity, list(promised_dates(item, plan.calendar))):
            stated[slot] = promised.date
        known = self._states[identity]
        for slot in dict.fromkeys([*known, *stated]):
            now = stated.get(slot)
            states = known.get(slot)
            if states is None and now is None:
                continue
            if not states or not states[-1].there or states[-1].date != now:
                written = by(slot.name, now)
                state = State(self.at, commit, written, now, plan.calendar, open=is_open)
                known.setdefault(slot, []).append(state)
        self._note_records(identity, getattr(item.thing, "changes", ()), commit)
        self._finished[identity] = getattr(item.thing, "completed", None) is not None

    def leave(self, identity: int, commit: Commit | None) -> None:
        """Write down that an item is no longer in the plan."""
        self._left[identity] = None
        for states in self._states[identity].values():
            if states[-1].there:
                states.append(State(self.at, commit, commit, None, states[-1].calendar, there=False))

    def inherit(self, identity: int, ancestors: Sequence[int]) -> None:
        """Give an item the past of what it came from; of several, of the one that was to be done first."""
        first = min(ancestors, key=self._due)
        for slot, states in self._states[first].items():
            self._states[identity][slot] = list(states)
        self._records[identity] = list(self._records[first])
        self._finished[identity] = self._finished.get(first, False)
        for (one, name), held in list(self._held.items()):
            if one == first:
                self._held[identity, name] = [_Held(h.held, there=h.there) for h in held]

    def latest(self, identity: int, stated: Deadline | None) -> Sequence[State]:
        """Return the states of the date that became this one in the present version; none where none did."""
        for states in self._states[identity].values():
            if states[-1].at == self.at and states[-1].date == stated and stated is not None:
                return states
        return ()

    def courses(self, items: Mapping[int, Item], gone: Mapping[int, Item]) -> Iterator[Course]:
        """Yield the course of every date of the items that are there, then of those that are gone."""
        for known, alive in ((items, True), (gone, False)):
            for identity, item in known.items():
                for slot, states in self._states.get(identity, {}).items():
                    if any(state.date is not None for state in states):
                        records = tuple(self._records.get(identity, ()))
                        yield Course(identity, item, slot.name, tuple(states), records, alive)

    def records(self, identity: int) -> tuple[Kept, ...]:
        """Return every change record an item ever had."""
        return tuple(self._records.get(identity, ()))

    def _due(self, identity: int) -> date:
        """The last known date of an item; the end of time where there is none."""
        states = self._states[identity].get(Slot("due"), [])
        return next((day for s in reversed(states) if (day := s.latest) is not None), date.max)

    def _slots(self, identity: int, stated: Sequence[Promised]) -> Iterator[tuple[Promised, Slot]]:
        turns = {
            name: self._turns(identity, name, [one.held for one in stated if one.name == name])
            for name in dict.fromkeys(one.name for one in stated)
        }
        placed: dict[str, int] = defaultdict(int)
        for one in stated:
            if one.held is None:
                yield one, Slot(one.name)
            else:
                yield one, Slot(one.name, turns[one.name][placed[one.name]])
                placed[one.name] += 1

    def _turns(self, identity: int, name: str, now: Sequence[object]) -> list[int]:
        """Find again what dates stand beside: first among what still stands, then among what has gone."""
        pool = self._held[identity, name]
        found: dict[int, int] = {}
        for there in (True, False):
            olds = [k for k, one in enumerate(pool) if one.there is there and k not in found.values()]
            news = [j for j in range(len(now)) if j not in found]
            pairs = _pairs([pool[k].held for k in olds], [now[j] for j in news])
            found |= {news[j]: olds[i] for i, j in pairs.items()}
        for k, one in enumerate(pool):
            one.there = k in found.values()
        for j, held in enumerate(now):
            if j in found:
                pool[found[j]].held = held
            else:
                found[j] = len(pool)
                pool.append(_Held(held))
        return [found[j] for j in range(len(now))]

    def _note_records(self, identity: int, now: Sequence[Record], commit: Commit | None) -> None:
        kept = self._records[identity]
        standing = [one.record for one in kept if one.until is None]
        for record in fresh(now, standing):
            at = next(i for i, one in enumerate(kept) if one.until is None and one.record == record)
            kept[at] = kept[at]._replace(until=self.at)
        kept += [Kept(record, self.at, commit) for record in fresh(standing, now)]


def _pairs(old: Sequence[object], new: Sequence[object]) -> dict[int, int]:
    """Pair two lists of what dates stand beside, places in the old with places in the new."""
    targets = [one for one in (*old, *new) if isinstance(one, Target)]
    if targets:
        return paired_targets(
            tuple(one for one in old if isinstance(one, Target)),
            tuple(one for one in new if isinstance(one, Target)),
        )
    if any(isinstance(one, Impact) for one in (*old, *new)):
        first = tuple(one for one in old if isinstance(one, Impact))
        second = tuple(one for one in new if isinstance(one, Impact))
        ties = [(a, b) for a, b in paired_impacts(first, second) if a is not None and b is not None]
        return {_place(first, a): _place(second, b) for a, b in ties}
    return {i: new.index(one) for i, one in enumerate(old) if one in new}


def _place(held: Sequence[Impact], wanted: Impact) -> int:
    return next(i for i, one in enumerate(held) if one is wanted)
