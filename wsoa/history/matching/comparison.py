"""Two versions of a plan side by side: which item is which, what came, went, was split or merged."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import NamedTuple

from wsoa.history.matching.match import Gone, Match, Matching, match
from wsoa.history.matching.split_merge import Division, divide
from wsoa.history.matching.wording import Wording
from wsoa.plan.head import Review, Weakness
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Action, Outcome, Plan
from wsoa.plan.walk import Item, Path, walk


class Comparison(NamedTuple):
    """Which item is which.

    ``same`` gives, for each newer path, the older path of what was not looked into because it says the
    same on both sides; what it holds is at the same place below it. ``tied`` does so for the pairs.
    """

    pairs: tuple[Match, ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]
    recycled: frozenset[str]
    split: tuple[Division, ...]
    merged: tuple[Division, ...]
    same: dict[Path, Path]
    tied: dict[Path, Path]

    def older(self, path: Path) -> Path | None:
        """Return the path that something had in the older version; None where it had none."""
        if path in self.tied:
            return self.tied[path]
        for cut in range(len(path), 0, -2):
            if (old := self.same.get(path[:cut])) is not None:
                return old + path[cut:]
        return None

    def elsewhere(self, pair: Match) -> tuple[str, str] | None:
        """Return the refs of what an item belonged to and belongs to now, where that is something else."""
        if pair.back is not None or pair.old.kind != pair.new.kind or len(pair.new.path) < _INSIDE:
            return None
        old, new = pair.old.path[:-2], pair.new.path[:-2]
        if self.older(new) == old:
            return None
        return _holder(pair.old), _holder(pair.new)


_LOOSE = frozenset({"wording", "place", "position", "printed ref"})
_INSIDE = 4
"""How long the path of an item is that stands inside another: workstreams, 0, outcomes, 0."""


def compare(old: Plan, new: Plan, gone: Callable[[], Sequence[Gone]] | None = None) -> Comparison:
    """Find out which item is which.

    ``gone`` gives items that went before the older version; it is asked only where something is new.
    """
    wording = Wording(old, new)
    here, there, same = _unlike(old, new)
    matching = match(here, there, wording, (), same)
    away = gone() if gone is not None and _unsure(matching) else ()
    if away:
        wording = Wording(old, new, (one.item for one in away))
        matching = match(here, there, wording, away, same)
    found, split, merged = divide(matching, wording)
    tied = {pair.new.path: pair.old.path for pair in found.pairs if pair.back is None}
    return Comparison(found.pairs, found.removed, found.added, found.recycled, split, merged, same, tied)


def _unsure(found: Matching) -> bool:
    """True where something is new, or tied so loosely that what went before may be a better tie."""
    return bool(found.added) or any(pair.by in _LOOSE for pair in found.pairs)


def _unlike(old: Plan, new: Plan) -> tuple[list[Item], list[Item], dict[Path, Path]]:
    """Walk both versions, leaving out what says the same under the same ref and in the same holder.

    Versions read from history share the workstreams that did not change; those are not even looked into.
    Where dates count from something else than before, everything is looked into.
    """
    if old.calendar != new.calendar:
        return list(walk(old)), list(walk(new)), {}
    places = {id(w): i for i, w in enumerate(old.workstreams)}
    same: dict[Path, Path] = {
        ("workstreams", j): ("workstreams", places[id(w)])
        for j, w in enumerate(new.workstreams)
        if id(w) in places
    }
    shared = {id(new.workstreams[path[1]]) for path in same if isinstance(path[1], int)}
    known = _once(old, shared)
    leave = set(shared)
    for key, (path, thing, holder) in _once(new, shared).items():
        was = known.get(key)
        if was is not None and was.holder == holder and was.thing == thing:
            leave |= {id(was.thing), id(thing)}
            same[path] = was.path
    for path, was_held, held in _held(old, new, shared):
        if held is was_held and not (
            isinstance(held, Outcome) and any(id(a) not in leave for a in held.actions)
        ):
            leave.add(id(held))
            same[path] = path
    return list(walk(old, leave)), list(walk(new, leave)), same


def _held(old: Plan, new: Plan, shared: Collection[int]) -> Iterator[tuple[Path, object, object]]:
    """Yield the weaknesses, reviews and outcomes that stand at one place in both versions, both of each.

    Those whose ref stands more than once are left out, and the outcomes of a workstream that is another one.
    """
    for name in ("weaknesses", "reviews"):
        yield from _beside((), name, getattr(old, name), getattr(new, name))
    for place, (before, after) in enumerate(zip(old.workstreams, new.workstreams, strict=False)):
        if id(after) not in shared and (before.ref, before.title) == (after.ref, after.title):
            yield from _beside(("workstreams", place), "outcomes", before.outcomes, after.outcomes)


def _beside(
    at: Path,
    name: str,
    old: Sequence[Outcome | Weakness | Review],
    new: Sequence[Outcome | Weakness | Review],
) -> Iterator[tuple[Path, object, object]]:
    if all(len({one.ref for one in side}) == len(side) for side in (old, new)):
        for place, (was, now) in enumerate(zip(old, new, strict=False)):
            yield (*at, name, place), was, now


class _Found(NamedTuple):
    """An action or a KPI: where it stands, and the refs and titles of what holds it."""

    path: Path
    thing: Action | Kpi
    holder: tuple[str, ...]


def _once(plan: Plan, shared: Collection[int]) -> dict[tuple[str, str], _Found]:
    """Return the actions and KPIs of the workstreams that are not shared, by kind and ref.

    A ref that stands more than once names nothing, and those who have it are looked into.
    """
    found: dict[tuple[str, str], _Found] = {}
    twice: set[tuple[str, str]] = set()
    for key, one in _things(plan, shared):
        if key in found:
            twice.add(key)
        found[key] = one
    return {key: one for key, one in found.items() if key not in twice}


def _things(plan: Plan, shared: Collection[int]) -> Iterator[tuple[tuple[str, str], _Found]]:
    for place, workstream in enumerate(plan.workstreams):
        if id(workstream) in shared:
            continue
        at: Path = ("workstreams", place)
        held = (workstream.ref, workstream.title)
        for number, outcome in enumerate(workstream.outcomes):
            inside = (*at, "outcomes", number, "actions")
            within = (*held, outcome.ref, outcome.title)
            for i, action in enumerate(outcome.actions):
                yield ("action", action.ref), _Found((*inside, i), action, within)
        for i, kpi in enumerate(workstream.kpis):
            yield ("kpi", kpi.ref), _Found((*at, "kpis", i), kpi, held)


def _holder(item: Item) -> str:
    """The ref of what an item stands in."""
    if item.kind in {"milestone", "part"}:
        above = item.action or item.kpi
        return above.ref if above else ""
    if item.kind == "action" and item.outcome:
        return item.outcome.ref
    return item.workstream.ref if item.workstream else ""
