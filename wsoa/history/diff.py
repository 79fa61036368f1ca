"""What changed between two versions of a plan, item by item and field by field, whatever files hold them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.fields import changed, text_of
from wsoa.history.head import head_changes
from wsoa.history.matching.comparison import Comparison, compare
from wsoa.history.matching.match import Match
from wsoa.history.matching.split_merge import Division
from wsoa.history.measures import measure_changes, stated_dates_gone
from wsoa.history.moves.deadlines import expected
from wsoa.history.moves.dues import Field, Versions, date_change
from wsoa.history.moves.records import fresh
from wsoa.plan.dates import When, deadline
from wsoa.plan.head import Change as Record
from wsoa.plan.models import Impact, Plan, Update
from wsoa.plan.states import Effect
from wsoa.plan.walk import Item

_UNDATED = frozenset({"rating_scheme", "year"})
"""Fields of a plan that hold thresholds and kinds of year, which are no dates."""


class Diff(NamedTuple):
    """Every change between two versions, in the new version's order, removals last in each kind."""

    changes: tuple[Change, ...]

    @property
    def moved(self) -> tuple[Change, ...]:
        """Promised dates that moved, furthest first."""
        return tuple(sorted((c for c in self.changes if c.moved), key=lambda c: -abs(c.days)))


def diff(old: Plan, new: Plan, on: date | None = None) -> Diff:
    """Compare two versions.

    ``on`` is the day the new version was written, where that is known; without it nothing is said of
    whether a date was moved after it had passed. The result never depends on today, on the order of
    keys, or on how a plan is split into files. It is empty exactly where the plans are equal.
    """
    return Diff(changes_between(compare(old, new), Versions(old, new, on)))


def changes_between(found: Comparison, versions: Versions) -> tuple[Change, ...]:
    """Return every change, once it is known which item is which."""
    told = tuple(_changes(found, versions))
    if told or versions.old == versions.new:
        return told
    return (Change(Kind.CHANGED, plan_item(versions.new), "order"),)


def _changes(found: Comparison, versions: Versions) -> Iterator[Change]:
    old, new = versions.old, versions.new
    whole = Match(plan_item(old), plan_item(new), "plan")
    yield from head_changes(whole.new, old, new)
    yield from _pair_changes(whole, versions, found)
    for pair in found.pairs:
        if pair.back is not None:
            yield Change(Kind.ADDED, pair.new, new=pair.new.title, flags=frozenset({Flag.BACK_AGAIN}))
        yield from _pair_changes(pair, versions, found)
    yield from _divided(found, versions)
    yield from _come_and_gone(found)


def _divided(found: Comparison, versions: Versions) -> Iterator[Change]:
    for division in found.split:
        yield Change(Kind.SPLIT, division.one, old=division.one.ref, new=_refs(division))
        for part in division.parts:
            yield from _due_changes(Match(division.one, part, "split"), versions)
    for division in found.merged:
        yield Change(Kind.MERGED, division.one, old=_refs(division), new=division.one.ref)
        for part in division.parts:
            yield from _due_changes(Match(part, division.one, "merged"), versions)


def _come_and_gone(found: Comparison) -> Iterator[Change]:
    gone = {*_parents(found.removed), *_parents(d.one for d in found.split), *_parents(_parts(found.merged))}
    come = {*_parents(found.added), *_parents(d.one for d in found.merged), *_parents(_parts(found.split))}
    for item in found.removed:
        if _parent(item) not in gone:
            yield _removed(item, found.recycled)
    for item in found.added:
        if _parent(item) not in come:
            flags = frozenset({Flag.REF_RECYCLED}) if item.ref in found.recycled else frozenset[Flag]()
            yield Change(Kind.ADDED, item, new=item.title, flags=flags)


def plan_item(plan: Plan) -> Item:
    """Return the plan as an item of its own."""
    return Item("plan", plan.area, (), plan)


def _pair_changes(pair: Match, versions: Versions, found: Comparison) -> Iterator[Change]:
    if pair.back is not None:
        versions = versions._replace(old=pair.back.of)
    still = versions.old.calendar == versions.new.calendar
    moved = found.elsewhere(pair)
    if still and not moved and pair.old.ref == pair.new.ref and pair.old.thing == pair.new.thing:
        return
    was = pair.old.ref if pair.old.ref != pair.new.ref and pair.new.kind != "plan" else None
    if pair.old.kind != pair.new.kind:
        yield Change(Kind.CHANGED, pair.new, "kind of item", pair.old.kind, pair.new.kind, was=was)
    elif was and not (pair.new.kind == "part" or "#" in pair.new.ref or _numbered(pair.new)):
        yield Change(Kind.RENUMBERED, pair.new, "ref", pair.old.ref, pair.new.ref)
    if moved:
        yield Change(Kind.CHANGED, pair.new, "place", *moved, was=was)
    for field, before, after in changed(pair.old, pair.new):
        flags = _flags(field, before, after)
        if field == "title" and pair.by == "place":
            flags.add(Flag.REF_RECYCLED)
        yield Change(Kind.CHANGED, pair.new, field, before, after, frozenset(flags), was=was)
    yield from _printed_changes(pair)
    dated = [*_due_changes(pair, versions), *_impact_changes(pair, versions)]
    dated += measure_changes(pair, versions)
    yield from dated
    yield from _update_changes(pair)
    yield from _record_changes(pair, [record for change in dated for record in change.records])


def _numbered(item: Item) -> bool:
    """True where a ref is only a position: of a review, or a milestone, that has none of its own."""
    return item.kind in {"review", "milestone"} and getattr(item.thing, "ref", None) is None


def _flags(field: str, before: object, after: object) -> set[Flag]:
    if field == "rating_scheme":
        return {Flag.THRESHOLD}
    if field == "leads" and not after:
        return {Flag.LOST_LEAD}
    if field == "completed" and after is None:
        return {Flag.COMPLETION_UNDONE}
    if field == "rating" and _newer(before, after):
        return set()
    if field not in _UNDATED and before is not None and stated_dates_gone(before, after):
        return {Flag.DATE_ALTERED}
    return set()


def _newer(before: object, after: object) -> bool:
    """True for a published rating in the place of an older one, which is news and no alteration."""
    first, second = (getattr(rating, "date", None) for rating in (before, after))
    if not isinstance(first, When) or not isinstance(second, When) or not first.fixed or not second.fixed:
        return False
    days = first.fixed.latest, second.fixed.latest
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _printed_changes(pair: Match) -> Iterator[Change]:
    before, after = getattr(pair.old.thing, "printed", {}), getattr(pair.new.thing, "printed", {})
    for key in dict.fromkeys([*before, *after]) if before != after else ():
        if before.get(key) != after.get(key):
            yield Change(Kind.CHANGED, pair.new, f"printed.{key}", before.get(key), after.get(key))


def _due_changes(pair: Match, versions: Versions) -> Iterator[Change]:
    for name in ("due", "ends"):
        before, after = getattr(pair.old.thing, name, None), getattr(pair.new.thing, name, None)
        dates = deadline(before, versions.old.calendar), deadline(after, versions.new.calendar)
        change = date_change(pair, Field(name, name), dates, versions)
        if change is not None:
            yield change


def _dates_of(effects: Sequence[Effect]) -> list[tuple[When | None, ...]]:
    """Return the dates of what was achieved, and of what shows it."""
    return [(one.date, *(evidence.date for evidence in one.evidence)) for one in effects]


def _impact_changes(pair: Match, versions: Versions) -> Iterator[Change]:
    """Tell of what people should notice: reworded as a whole, and each date by itself."""
    old, new = expected(pair.old.thing), expected(pair.new.thing)
    seen = getattr(pair.old.thing, "impact", ()), getattr(pair.new.thing, "impact", ())
    if not old and not new and seen[0] != seen[1]:
        redated = _dates_of(seen[0]) != _dates_of(seen[1]) and len(seen[0]) == len(seen[1])
        flags = frozenset({Flag.DATE_ALTERED} if redated else ())
        yield Change(Kind.CHANGED, pair.new, "impact", *seen, flags=flags)
    if [one.text for one in old] != [one.text for one in new]:
        yield Change(Kind.CHANGED, pair.new, "impact", old, new)
    if old == new and versions.old.calendar == versions.new.calendar:
        return
    for first, second in paired_impacts(old, new):
        what = Field("impact", "impact date", first, second)
        dates = (
            deadline(first.by if first else None, versions.old.calendar),
            deadline(second.by if second else None, versions.new.calendar),
        )
        change = date_change(pair, what, dates, versions)
        if change is not None:
            yield change


def paired_impacts(
    old: Sequence[Impact], new: Sequence[Impact]
) -> Iterator[tuple[Impact | None, Impact | None]]:
    """Pair what people should notice by its words, then what is left in its order."""
    words = {one.text: one for one in old}
    same = {one.text for one in new} & set(words)
    yield from ((words[one.text], one) for one in new if one.text in same)
    left, right = ([one for one in side if one.text not in same] for side in (old, new))
    for place in range(max(len(left), len(right))):
        yield (
            left[place] if place < len(left) else None,
            right[place] if place < len(right) else None,
        )


def _update_changes(pair: Match) -> Iterator[Change]:
    """Tell new updates from updates edited or taken out after the fact."""
    before: Sequence[Update] = getattr(pair.old.thing, "updates", ())
    after: Sequence[Update] = getattr(pair.new.thing, "updates", ())
    if before is after:
        return
    kept = {text_of(update) for update in before} & {text_of(update) for update in after}
    lost, come = _by_day(before, kept), _by_day(after, kept)
    for day in dict.fromkeys([*lost, *come]):
        edited = list(zip(lost[day], come[day], strict=False))
        for was, now in edited:
            yield _rewritten(pair.new, was, now)
        for was in lost[day][len(edited) :]:
            yield _rewritten(pair.new, was, None)
        for now in come[day][len(edited) :]:
            yield Change(Kind.ADDED, pair.new, "update", None, now)


def _by_day(updates: Iterable[Update], kept: set[str | None]) -> defaultdict[str, list[Update]]:
    days: defaultdict[str, list[Update]] = defaultdict(list)
    for update in updates:
        if text_of(update) not in kept:
            days[update.date.text].append(update)
    return days


def _rewritten(item: Item, was: Update, now: Update | None) -> Change:
    return Change(Kind.CHANGED, item, "update", was, now, frozenset({Flag.UPDATE_REWRITTEN}))


def _record_changes(pair: Match, told: Sequence[Record]) -> Iterator[Change]:
    """Tell new change records, but for those told with what they explain, and those edited or taken out."""
    before: Sequence[Record] = getattr(pair.old.thing, "changes", ())
    after: Sequence[Record] = getattr(pair.new.thing, "changes", ())
    if before == after:
        return
    lost, come = list(fresh(after, before)), list(fresh(before, after))
    for was in lost:
        now = next((r for r in come if (r.field, r.old, r.new) == (was.field, was.old, was.new)), None)
        now = now or next((r for r in come if (r.field, r.date) == (was.field, was.date)), None)
        if now is not None:
            come.remove(now)
        flags = frozenset[Flag]() if now is not None and _completes(was, now) else {Flag.RECORD_REWRITTEN}
        yield Change(Kind.CHANGED, pair.new, "record", was, now, frozenset(flags))
    for now in come:
        if not any(now is record for record in told):
            yield Change(Kind.ADDED, pair.new, "record", None, now)


def _completes(was: Record, now: Record) -> bool:
    """True where a record says what it said and something more."""
    return all(getattr(was, name) in {None, getattr(now, name)} for name in type(was).model_fields)


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


def _refs(division: Division) -> tuple[str, ...]:
    return tuple(part.ref for part in division.parts)
