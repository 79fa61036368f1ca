"""What changed between two versions of a plan, item by item and field by field, whatever files hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.dues import due_change
from wsoa.history.fields import changed, text_of
from wsoa.history.match import Match, match
from wsoa.history.measures import measure_changes
from wsoa.history.split_merge import Division, divide
from wsoa.history.wording import Wording
from wsoa.plan.kpis import Kpi, Measure
from wsoa.plan.models import Action, Plan, Update
from wsoa.plan.walk import Item, walk


class Diff(NamedTuple):
    """Every change between two versions, in the new version's order, removals last in each kind."""

    changes: tuple[Change, ...]

    @property
    def moved(self) -> tuple[Change, ...]:
        """Promised dates that moved, furthest first."""
        return tuple(sorted((c for c in self.changes if c.moved), key=lambda c: -abs(c.days)))

    def flagged(self, flag: Flag) -> tuple[Change, ...]:
        """Changes that carry a flag."""
        return tuple(c for c in self.changes if flag in c.flags)


def diff(old: Plan, new: Plan, on: date | None = None) -> Diff:
    """Compare two versions.

    ``on`` is the day the new version was written, where that is known; without it nothing is said of
    whether a date was moved after it had passed. The result never depends on today, on the order of
    keys, or on how a plan is split into files.
    """
    return Diff(tuple(_changes(old, new, on)))


def _changes(old: Plan, new: Plan, on: date | None) -> Iterator[Change]:
    yield from _plan_changes(old, new)
    wording = Wording(old, new)
    found, split, merged = divide(match(*_unlike(old, new), wording), wording)
    for pair in found.pairs:
        yield from _pair_changes(pair, old, new, on)
    for division in split:
        yield Change(Kind.SPLIT, division.one, old=division.one.ref, new=_refs(division))
    for division in merged:
        yield Change(Kind.MERGED, division.one, old=_refs(division), new=division.one.ref)
    gone = {*_parents(found.removed), *_parents(d.one for d in split), *_parents(_parts(merged))}
    come = {*_parents(found.added), *_parents(d.one for d in merged), *_parents(_parts(split))}
    for item in found.removed:
        if _parent(item) not in gone:
            yield _removed(item, found.recycled)
    for item in found.added:
        if _parent(item) not in come:
            flags = frozenset({Flag.REF_RECYCLED}) if item.ref in found.recycled else frozenset()
            yield Change(Kind.ADDED, item, new=item.title, flags=flags)


def _unlike(old: Plan, new: Plan) -> tuple[list[Item], list[Item]]:
    """Walk both versions, leaving out what stands in both under the same ref and says the same.

    Versions read from history share the workstreams that did not change; those are not even looked into.
    """
    shared = {id(w) for w in old.workstreams} & {id(w) for w in new.workstreams}
    known = dict(_things(old, shared))
    leave = set(shared)
    for ref, thing in _things(new, shared):
        was = known.get(ref)
        if was is not None and was == thing:
            leave |= {id(was), id(thing)}
    return list(walk(old, leave)), list(walk(new, leave))


def _things(plan: Plan, shared: Collection[int]) -> Iterator[tuple[tuple[str, str], Action | Kpi]]:
    """Yield the actions and KPIs of the workstreams that are not shared, each by its kind and ref."""
    for workstream in plan.workstreams:
        if id(workstream) not in shared:
            for outcome in workstream.outcomes:
                yield from ((("action", action.ref), action) for action in outcome.actions)
            yield from ((("kpi", kpi.ref), kpi) for kpi in workstream.kpis)


def _plan_changes(old: Plan, new: Plan) -> Iterator[Change]:
    before, after = plan_item(old), plan_item(new)
    for field, was, now in changed(before, after):
        flags = frozenset({Flag.THRESHOLD}) if field == "rating_scheme" else frozenset()
        yield Change(Kind.CHANGED, after, field, text_of(was), text_of(now), flags)
    for role in sorted({*old.roles, *new.roles}) if old.roles is not new.roles else ():
        was, now = text_of(old.roles.get(role)), text_of(new.roles.get(role))
        if was != now:
            yield Change(Kind.CHANGED, after, f"roles.{role}", was, now)


def plan_item(plan: Plan) -> Item:
    """Return the plan as an item of its own."""
    return Item("plan", plan.area, (), plan)


def _pair_changes(pair: Match, old: Plan, new: Plan, on: date | None) -> Iterator[Change]:
    if pair.old.ref == pair.new.ref and pair.old.thing == pair.new.thing:
        return
    was = pair.old.ref if pair.old.ref != pair.new.ref else None
    if was and not (pair.new.kind == "part" or (pair.new.kind == "milestone" and "#" in pair.new.ref)):
        yield Change(Kind.RENUMBERED, pair.new, "ref", pair.old.ref, pair.new.ref)
    for field, before, after in changed(pair.old, pair.new):
        if field == "due":
            yield due_change(pair, old.calendar, new.calendar, on)._replace(was=was)
            continue
        flags = set()
        if field == "leads" and not after:
            flags.add(Flag.LOST_LEAD)
        if field == "completed" and after is None:
            flags.add(Flag.COMPLETION_UNDONE)
        yield Change(
            Kind.CHANGED, pair.new, field, text_of(before), text_of(after), frozenset(flags), was=was
        )
    yield from _update_changes(pair)
    if isinstance(pair.old.thing, Measure) and isinstance(pair.new.thing, Measure):
        yield from measure_changes(pair.old, pair.new, old, new)


def _update_changes(pair: Match) -> Iterator[Change]:
    """Tell new updates from updates edited or taken out after the fact."""
    before: Sequence[Update] = getattr(pair.old.thing, "updates", ())
    after: Sequence[Update] = getattr(pair.new.thing, "updates", ())
    if before is after:
        return
    kept = {text_of(update) for update in before} & {text_of(update) for update in after}
    lost, fresh = _by_day(before, kept), _by_day(after, kept)
    for day in dict.fromkeys([*lost, *fresh]):
        edited = list(zip(lost[day], fresh[day], strict=False))
        for was, now in edited:
            yield _rewritten(pair.new, was, now)
        for was in lost[day][len(edited) :]:
            yield _rewritten(pair.new, was, None)
        for now in fresh[day][len(edited) :]:
            yield Change(Kind.ADDED, pair.new, "update", None, text_of(now))


def _by_day(updates: Iterable[Update], kept: set[str | None]) -> defaultdict[str, list[Update]]:
    days: defaultdict[str, list[Update]] = defaultdict(list)
    for update in updates:
        if text_of(update) not in kept:
            days[update.date.text].append(update)
    return days


def _rewritten(item: Item, was: Update, now: Update | None) -> Change:
    flags = frozenset({Flag.UPDATE_REWRITTEN})
    return Change(Kind.CHANGED, item, "update", text_of(was), text_of(now), flags)


def _removed(item: Item, recycled: frozenset[str]) -> Change:
    flags = {Flag.VANISHED} if item.kind in {"action", "milestone", "kpi"} and not _withdrawn(item) else set()
    if item.ref in recycled:
        flags.add(Flag.REF_RECYCLED)
    return Change(Kind.REMOVED, item, old=item.title, flags=frozenset(flags))


def _withdrawn(item: Item) -> bool:
    return getattr(item.thing, "withdrawn", None) is not None


def _parents(items: Iterable[Item]) -> Iterator[tuple[str, str]]:
    return ((item.kind, item.ref) for item in items if item.kind in {"action", "kpi"})


def _parent(item: Item) -> tuple[str, str] | None:
    """The action or KPI an item is part of. Where that came or went as a whole, its parts need no line."""
    if item.kind == "milestone" and item.action:
        return ("action", item.action.ref)
    return ("kpi", item.kpi.ref) if item.kind == "part" and item.kpi else None


def _parts(divisions: Iterable[Division]) -> Iterator[Item]:
    return (part for division in divisions for part in division.parts)


def _refs(division: Division) -> str:
    return ", ".join(part.ref for part in division.parts)
