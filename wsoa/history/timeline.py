"""What happened to a plan, version by version, and to each item of it across renumbering."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.diff import diff
from wsoa.history.versions import Commit, Version
from wsoa.plan.models import Change as Record
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk


class Event(NamedTuple):
    """What one version brought. ``readable`` is False where its files could not be read as a plan."""

    commit: Commit | None
    changes: tuple[Change, ...]
    readable: bool = True
    first: bool = False

    @property
    def day(self) -> date | None:
        """The day it was committed; None for what is not committed yet."""
        return self.commit.committed if self.commit else None


class Timeline(NamedTuple):
    """A plan's whole story: every event, the first readable version and the newest.

    ``complete`` is False where older versions are missing, as in a shallow clone: what happened before is
    not known then, which is not the same as nothing.
    """

    events: tuple[Event, ...]
    first: Plan | None
    newest: Plan | None
    complete: bool = True


def timeline(versions: Iterable[Version], *, complete: bool = True) -> Timeline:
    """Compare each version with the one before it, keeping the changes and not the versions."""
    events: list[Event] = []
    first: Plan | None = None
    before: Plan | None = None
    for version in versions:
        plan = version.loaded.plan if version.loaded else None
        if plan is None:
            events.append(Event(version.commit, (), readable=False))
            continue
        if before is None:
            first = plan
            events.append(Event(version.commit, (), first=True))
        else:
            changes = tuple(_slim(change) for change in diff(before, plan, version.day).changes)
            if changes:
                events.append(Event(version.commit, changes))
        before = plan
    return Timeline(tuple(events), first, before, complete)


def _slim(change: Change) -> Change:
    """Let go of everything around an item, so that a long history does not keep every version of it."""
    item = change.item
    return change._replace(item=Item(item.kind, item.ref, item.path, item.thing))


def until(line: Timeline, day: date) -> Timeline:
    """Return the story up to a day: what was committed by then, and what is not committed yet."""
    return line._replace(events=tuple(e for e in line.events if e.day is None or e.day <= day))


class Entry(NamedTuple):
    """One line of an item's story: the version that brought it, and the change."""

    commit: Commit | None
    change: Change

    @property
    def day(self) -> date | None:
        """The day it was committed."""
        return self.commit.committed if self.commit else None


def story(line: Timeline, item: Item) -> tuple[Entry, ...]:
    """Return the entries of one item of the newest version, oldest first, under whatever refs it had."""
    found: list[Entry] = []
    ref = item.ref
    for event in reversed(line.events):
        own = [c for c in event.changes if c.item.kind == item.kind and c.item.ref == ref]
        found += [Entry(event.commit, change) for change in reversed(own)]
        ref = next((c.was or c.old or ref for c in own if c.was or c.kind is Kind.RENUMBERED), ref)
        if any(c.kind is Kind.ADDED and not c.field for c in own):
            break
    return tuple(reversed(found))


class Step(NamedTuple):
    """One move of a deadline, and the change of the rule behind the ratings that came with it, if one did."""

    commit: Commit | None
    change: Change
    rule: Change | None = None

    @property
    def recorded(self) -> str:
        """Whether a change record goes with it: recorded, recorded late, or not recorded."""
        if Flag.RECORDED in self.change.flags:
            return "recorded"
        return "recorded late" if Flag.RECORDED_LATE in self.change.flags else "not recorded"


class Move(NamedTuple):
    """A deadline that moved: the item as it is now, and every step from the first date to the current one.

    ``days`` is the newest date less the first, in calendar days, positive for later.
    """

    item: Item
    steps: tuple[Step, ...]

    @property
    def original(self) -> str | None:
        """The date before the first step."""
        return self.steps[0].change.old

    @property
    def current(self) -> str | None:
        """The date after the last step."""
        return self.steps[-1].change.new

    @property
    def days(self) -> int:
        """How far it moved in all."""
        return sum(step.change.days for step in self.steps)

    @property
    def unrecorded(self) -> int:
        """How many steps have no change record, not even a late one."""
        return sum(step.recorded == "not recorded" for step in self.steps)

    @property
    def ratings(self) -> tuple[tuple[str, str], ...]:
        """Every rating its owner gave, as date and code, oldest first."""
        published = getattr(self.item.thing, "rating", None)
        said = [(published.date.text, published.code)] if published else []
        updates = getattr(self.item.thing, "updates", ())
        return (*said, *((u.date.text, u.rating) for u in updates if u.rating))

    @property
    def rules(self) -> tuple[Step, ...]:
        """The steps that came with a change of the rule behind the ratings."""
        return tuple(step for step in self.steps if step.rule is not None)

    @property
    def after_due(self) -> int:
        """How many steps were taken after the date had passed."""
        return sum(Flag.AFTER_DUE in step.change.flags for step in self.steps)


def moves(line: Timeline) -> tuple[Move, ...]:
    """Return every deadline that moved and is still in the plan, furthest first."""
    if line.newest is None:
        return ()
    refs = _moved_refs(line)
    dated = (
        item for item in walk(line.newest) if item.ref in refs and item.kind not in {"workstream", "weakness"}
    )
    found = [Move(item, steps) for item in dated if (steps := tuple(_steps(line, item)))]
    return tuple(sorted(found, key=lambda move: -abs(move.days)))


def rule_changes(line: Timeline) -> dict[Commit | None, Change]:
    """Return each version that changed the rule behind the ratings, and how."""
    return {e.commit: c for e in line.events for c in e.changes if Flag.THRESHOLD in c.flags}


def _steps(line: Timeline, item: Item) -> Iterator[Step]:
    rules = rule_changes(line)
    for entry in story(line, item):
        if entry.change.moved:
            yield Step(entry.commit, _with_late_record(entry.change, item), rules.get(entry.commit))


def _moved_refs(line: Timeline) -> frozenset[str]:
    """Refs, old and new, of anything whose date moved, so that the others need no looking up."""
    renamed = {
        c.old: c.new for e in line.events for c in e.changes if c.kind is Kind.RENUMBERED and c.old and c.new
    }
    refs = {c.item.ref for e in line.events for c in e.changes if c.moved}
    for ref in list(refs):
        seen = {ref}
        while (following := renamed.get(ref)) and following not in seen:
            seen.add(following)
            ref = following  # noqa: PLW2901 - the ref it went by next
        refs |= seen
    return frozenset(refs)


def _with_late_record(change: Change, item: Item) -> Change:
    """Accept a reason that was written down later, and say that it was late."""
    if Flag.NOT_RECORDED not in change.flags:
        return change
    records: tuple[Record, ...] = getattr(item.thing, "changes", ())
    late = next(
        (r for r in records if r.field == "due" and r.new == change.new and r.old in {None, change.old}), None
    )
    if late is None:
        return change
    flags = change.flags - {Flag.NOT_RECORDED} | {Flag.RECORDED_LATE}
    return change._replace(flags=flags, reason=late.reason, agreed_by=late.agreed_by)
