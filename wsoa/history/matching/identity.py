"""One name for one item through every version of a plan, and the course of each of its dates.

A name outlives renumbering, another place, another kind, being split or merged, and being away: what has
gone is looked for again in every version that brings something new.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.diff import changes_between, plan_item
from wsoa.history.matching.comparison import Comparison, compare
from wsoa.history.matching.match import Gone, Place
from wsoa.history.moves.courses import Course, Turn, turns
from wsoa.history.moves.dues import UNEXPLAINED, Versions
from wsoa.history.moves.ledger import Ledger
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.repository.writers import writer
from wsoa.plan.dates import Deadline
from wsoa.plan.models import Outcome, Plan, Update, Workstream
from wsoa.plan.walk import Item, Path, is_workstream, walk

_IN_CHANGES = ("changes", "milestones", "readings", "parts")
"""What an item holds that is told as an item, or by a change, of its own."""
THE_PLAN = 1
"""The identity of the plan itself."""


class _Away(NamedTuple):
    """An item that is not in the plan: as it was last, what it belonged to, and that version."""

    item: Item
    parent: int
    stream: int
    of: Plan


class Tracker:
    """Follows every item of a plan from version to version. Nothing of a version is kept but what changed."""

    def __init__(self) -> None:
        self.ledger = Ledger()
        self.ancestors: dict[int, tuple[int, ...]] = {}
        self.ids: dict[Path, int] = {}
        self._before: Plan | None = None
        self._next = THE_PLAN
        self._away: dict[int, _Away] = {}

    def copy(self) -> Tracker:
        """Return another that has seen the same versions; what either sees next is its own."""
        other = Tracker()
        other.ledger = self.ledger.copy()
        other.ancestors, other.ids = dict(self.ancestors), dict(self.ids)
        other._before, other._next, other._away = self._before, self._next, dict(self._away)
        return other

    def first(self, plan: Plan, commit: Commit | None) -> None:
        """Take the oldest version there is."""
        for item in (plan_item(plan), *walk(plan)):
            self.ids[item.path] = self._new()
            self.ledger.note(self.ids[item.path], item, plan, commit, lambda *_: commit)
        self._before = plan

    def step(self, plan: Plan, version: Version) -> tuple[Change, ...]:
        """Take the next version, and return what changed, each change with the identity of its item."""
        before = self._before
        assert before is not None  # noqa: S101 - the first version was taken
        self.ledger.at += 1
        found = compare(before, plan, lambda: list(self._gone()))
        told = changes_between(found, Versions(before, plan, _day(version)))
        old = self.ids
        self.ids = self._follow(found, plan, old)
        for item in _looked_into(found, plan):
            self.ledger.note(self.ids[item.path], item, plan, version.commit, _writing(version, item))
        for item in found.removed:
            self._leave(item, old, before, version.commit)
        for division in found.split:
            self.ledger.leave(old[division.one.path], version.commit)
        for part in (part for division in found.merged for part in division.parts):
            self.ledger.leave(old[part.path], version.commit)
        self._before = plan
        return tuple(self._told(change, old) for change in told)

    def courses(self, newest: Plan) -> Iterator[Course]:
        """Yield the course of every date of the newest version, then of the items that have gone."""
        there = {self.ids[item.path]: item for item in (plan_item(newest), *walk(newest))}
        gone = {identity: away.item for identity, away in self._away.items()}
        return self.ledger.courses(there, gone)

    def _new(self) -> int:
        self._next += 1
        return self._next - 1

    def _follow(self, found: Comparison, plan: Plan, old: dict[Path, int]) -> dict[Path, int]:
        """Return the identity of every item of a version, by its path."""
        ids: dict[Path, int] = {(): THE_PLAN}
        back = {pair.new.path: pair.back.identity for pair in found.pairs if pair.back}
        for identity in back.values():
            del self._away[identity]
        descent: dict[Path, tuple[Item, ...]] = {p.path: (d.one,) for d in found.split for p in d.parts}
        descent |= {d.one.path: d.parts for d in found.merged}
        # What stands in an unchanged file, in the same place, keeps its names without a look.
        still = {path for path, was in found.same.items() if path == was and is_workstream(path)}
        ids |= {path: identity for path, identity in old.items() if path[:2] in still}
        for item in walk(plan, {id(plan.workstreams[at]) for _, at in still if isinstance(at, int)}):
            path = found.older(item.path)
            if item.path in back:
                ids[item.path] = back[item.path]
            elif path is not None and path in old:
                ids[item.path] = old[path]
            else:
                ids[item.path] = self._new()
                if item.path in descent:
                    self._descend(ids[item.path], [old[one.path] for one in descent[item.path]])
        return ids

    def _descend(self, identity: int, ancestors: list[int]) -> None:
        """Take over the past of what an item was split from, or merged from."""
        self.ancestors[identity] = tuple(ancestors)
        self.ledger.inherit(identity, ancestors)

    def _leave(self, item: Item, old: dict[Path, int], before: Plan, commit: Commit | None) -> None:
        identity = old[item.path]
        parent = old.get(item.path[:-2], 0)
        self._away[identity] = _Away(slim(item), parent, old.get(item.path[:2], 0), head_of(before))
        self.ledger.leave(identity, commit)

    def _gone(self) -> Iterator[Gone]:
        """Describe what is away by the places of the version before."""
        paths = {identity: path for path, identity in self.ids.items()}

        def place(identity: int) -> Place:
            return paths.get(identity, ("gone", identity)) if identity else ()

        for identity, away in self._away.items():
            stream = place(away.stream) if len(away.item.path) > 2 else ()  # noqa: PLR2004 - as in match
            yield Gone(away.item, place(away.parent), stream, away.of, identity)

    def _told(self, change: Change, old: dict[Path, int]) -> Change:
        """Name the item of a change, and tell its date against the last known one."""
        there = (change.kind is Kind.REMOVED and not change.field) or change.kind is Kind.SPLIT
        identity = (old if there else self.ids)[change.item.path]
        change = change._replace(item=_named(change), identity=identity)
        if change.dates == (None, None):
            return change
        states = self.ledger.latest(identity, change.dates[1])
        turn = next((turn for turn in turns(states) if turn.new is states[-1]), None)
        return _amended(change, turn) if turn else change


def _amended(change: Change, turn: Turn) -> Change:
    """Tell a move against the last known date, and by the day it was written."""
    flags = set(change.flags) - {Flag.DATE_GIVEN, Flag.LATER, Flag.EARLIER, Flag.AFTER_DUE}
    flags.add(Flag.LATER if turn.days > 0 else Flag.EARLIER)
    if not flags & {Flag.RECORDED, Flag.NOT_RECORDED} and flags & UNEXPLAINED:
        flags.add(Flag.NOT_RECORDED)
    if turn.after_due:
        flags.add(Flag.AFTER_DUE)
    since = turn.old.date if turn.between else None
    return change._replace(flags=frozenset(flags), days=turn.days, since=since)


def _day(version: Version) -> date | None:
    return version.commit.day_written if version.commit else None


def _writing(version: Version, item: Item) -> Callable[[str, Deadline | None], Commit | None]:
    return lambda name, wanted: writer(version, item, name, wanted)


def _looked_into(found: Comparison, plan: Plan) -> Iterator[Item]:
    yield plan_item(plan)
    yield from (pair.new for pair in found.pairs)
    yield from found.added
    yield from (part for division in found.split for part in division.parts)
    yield from (division.one for division in found.merged)


def head_of(plan: Plan) -> Plan:
    """Return a plan without its items, so that a long history does not keep every version of them."""
    return plan.model_copy(update={"workstreams": (), "reviews": (), "weaknesses": ()})


def _named(change: Change) -> Item:
    """Return the item of a change with no more of it than the change is told by.

    Of an item that came, went or was divided that is all of it. Of one in which something changed, the
    change holds that itself: a long history need not keep each report again with every later one. Of the
    reports stays the one that came, after the last before it that gave a rating.
    """
    item = slim(change.item)
    if not change.field or isinstance(item.thing, Plan):
        return item
    left: dict[str, object] = {name: () for name in _IN_CHANGES if getattr(item.thing, name, ())}
    updates: Sequence[Update] = getattr(item.thing, "updates", ())
    if updates:
        place = next((n for n, update in enumerate(updates) if update == change.new), len(updates))
        rated = [update for update in updates[:place] if update.rating][-1:]
        left["updates"] = (*rated, *updates[place : place + 1])
    return item._replace(thing=item.thing.model_copy(update=left)) if left else item


def slim(item: Item) -> Item:
    """Let go of everything around an item, and of the items in what only holds others."""
    thing = item.thing
    if isinstance(thing, Plan):
        thing = head_of(thing)
    elif isinstance(thing, Workstream):
        thing = thing.model_copy(update={"outcomes": (), "kpis": ()})
    elif isinstance(thing, Outcome):
        thing = thing.model_copy(update={"actions": ()})
    return Item(item.kind, item.ref, item.path, thing)
