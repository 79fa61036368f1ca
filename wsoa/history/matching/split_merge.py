"""Items that gave way to several, and several that gave way to one.

A group of parts is either a lettered family (2.2.4a, 2.2.4b and 2.2.4c) or a run of neighbours that are
about equally near, all of them in the workstream of the item they came from. Wording decides; letters
alone tie nothing. Where two readings compete for an item and neither is nearer, neither is told.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wsoa.history.matching.match import Match, Matching
from wsoa.history.matching.match_kind import CLEARLY
from wsoa.history.matching.wording import Wording
from wsoa.plan.walk import Item, Path

PART = 0.25
"""How alike a part must be to what it came from: two parts of a family must, or one that kept its ref."""
RUN = 0.4
"""How alike every part must be where no letters hold a group together."""

_LETTERED = re.compile(r"(?P<stem>.*[0-9])[a-z]\Z")
_KINDS = frozenset({"action", "kpi"})


class Division(NamedTuple):
    """One item on one side, and on the other the two or more that it corresponds to, in plan order."""

    one: Item
    parts: tuple[Item, ...]


class Divided(NamedTuple):
    """A matching without what was split or merged, and that apart."""

    matching: Matching
    split: tuple[Division, ...]
    merged: tuple[Division, ...]


_Place = tuple[bool, Path]
"""A side, True for the older, and a path there."""


class _Reading(NamedTuple):
    one: Item
    parts: tuple[Item, ...]
    forward: bool
    score: float

    @property
    def places(self) -> set[_Place]:
        """Where the items stand, each on its side; readings that have one in common compete for it."""
        return {(self.forward, self.one.path), *((not self.forward, part.path) for part in self.parts)}


def divide(found: Matching, wording: Wording) -> Divided:
    """Find what was split and what was merged among the items that no ref ties."""
    loose = [pair for pair in found.pairs if pair.new.kind in _KINDS and pair.by == "wording"]
    old = [*(i for i in found.removed if i.kind in _KINDS), *(pair.old for pair in loose)]
    new = [*(i for i in found.added if i.kind in _KINDS), *(pair.new for pair in loose)]
    if not old or not new:
        return Divided(found, (), ())
    streams = {pair.new.ref: pair.old.ref for pair in found.pairs if pair.new.kind == "workstream"}
    scores = _scores(old, new, streams, wording)
    back = {(there, here): score for (here, there), score in scores.items()}
    readings = [
        *_readings(_Side(old, new, loose, scores, forward=True)),
        *_readings(_Side(new, old, loose, back, forward=False)),
    ]
    of: defaultdict[_Place, list[_Reading]] = defaultdict(list)
    for reading in readings:
        for place in reading.places:
            of[place].append(reading)
    kept = [r for r in readings if all(r is o or r.score > o.score for place in r.places for o in of[place])]
    split = tuple(Division(r.one, r.parts) for r in kept if r.forward)
    merged = tuple(Division(r.one, r.parts) for r in kept if not r.forward)
    return Divided(_without(found, split, merged), split, merged)


def _scores(
    old: Sequence[Item], new: Sequence[Item], streams: Mapping[str, str], wording: Wording
) -> dict[tuple[Path, Path], float]:
    """Return how alike the items of one kind and one workstream are."""
    groups: defaultdict[tuple[str, str], tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for item in old:
        groups[item.kind, _stream(item)][0].append(item)
    for item in new:
        groups[item.kind, streams.get(_stream(item), _stream(item))][1].append(item)
    scores = {}
    for ones, others in groups.values():
        index = wording.index(others, PART)
        for one in ones:
            for score, place in index.near(wording.weights(one), PART):
                scores[one.path, others[place].path] = score
    return scores


class _Side:
    """What might have been divided, what it might have been divided into, and how near they are."""

    def __init__(
        self, ones: list[Item], parts: list[Item], loose: Sequence[Match],
        scores: Mapping[tuple[Path, Path], float], *, forward: bool,
    ) -> None:  # fmt: skip
        self.ones = ones
        self.parts = sorted(parts, key=lambda item: (item.kind, *map(_sortable, item.path)))
        self.forward = forward
        ties = [(p.old.path, p.new.path) if forward else (p.new.path, p.old.path) for p in loose]
        self._partner = dict(ties)
        self._taken = {there: here for here, there in ties}
        order = {part.path: place for place, part in enumerate(self.parts)}
        self._scores = {(here, there): score for (here, there), score in scores.items() if score >= PART}
        self._near: defaultdict[Path, list[Item]] = defaultdict(list)
        for here, there in sorted(self._scores, key=lambda pair: order[pair[1]]):
            self._near[here].append(self.parts[order[there]])

    def near(self, one: Item) -> Sequence[Item]:
        """What is worded at all like an item and stands in its workstream, in plan order."""
        return [part for part in self._near.get(one.path, ()) if self.score(one, part)]

    def score(self, one: Item, part: Item) -> float:
        """How alike two items are; nothing where that is little, or their workstreams differ."""
        return self._scores.get((one.path, part.path), 0.0)

    def free(self, one: Item, parts: Sequence[Item]) -> bool:
        """True where no wording ties one of them to something else."""
        partner = self._partner.get(one.path)
        if partner is not None and all(part.path != partner for part in parts):
            return False
        return all(self._taken.get(part.path, one.path) == one.path for part in parts)


def _stream(item: Item) -> str:
    return item.workstream.ref if item.workstream else ""


def _sortable(step: str | int) -> tuple[int, str]:
    return (step, "") if isinstance(step, int) else (-1, step)


def _readings(side: _Side) -> Iterator[_Reading]:
    families = _families(side.parts)
    for one in side.ones:
        stems = Counter(_stem(part) for part in side.near(one))
        for stem, near in stems.items():
            family = families.get(stem, [])
            if family and near >= (1 if stem == one.ref else 2) and side.free(one, family):
                yield _reading(side, one, family)
        for run in _runs(side, one):
            if side.free(one, run) and len({_stem(part) or part.ref for part in run}) > 1:
                yield _reading(side, one, run)


def _reading(side: _Side, one: Item, parts: Sequence[Item]) -> _Reading:
    mean = round(sum(side.score(one, part) for part in parts) / len(parts), 9)
    return _Reading(one, tuple(parts), side.forward, mean)


def _families(parts: Sequence[Item]) -> dict[str, list[Item]]:
    families: defaultdict[str, list[Item]] = defaultdict(list)
    for part in parts:
        if stem := _stem(part):
            families[stem].append(part)
    return {stem: family for stem, family in families.items() if len(family) > 1}


def _stem(item: Item) -> str:
    found = _LETTERED.match(item.ref)
    return found["stem"] if found else ""


def _runs(side: _Side, one: Item) -> Iterator[list[Item]]:
    """Yield neighbours that are all near, where none is clearly nearer than another."""
    run: list[Item] = []
    for part in side.near(one):
        if side.score(one, part) < RUN:
            continue
        if run and not _neighbours(run[-1], part):
            yield from _even(side, one, run)
            run = []
        run.append(part)
    yield from _even(side, one, run)


def _even(side: _Side, one: Item, run: list[Item]) -> Iterator[list[Item]]:
    scores = [side.score(one, part) for part in run]
    if len(run) > 1 and max(scores) - min(scores) < CLEARLY:
        yield run


def _neighbours(first: Item, second: Item) -> bool:
    here, there = first.path[-1], second.path[-1]
    same = first.path[:-1] == second.path[:-1]
    return same and isinstance(here, int) and isinstance(there, int) and there == here + 1


def _without(found: Matching, split: Sequence[Division], merged: Sequence[Division]) -> Matching:
    old = {*(d.one.path for d in split), *(part.path for d in merged for part in d.parts)}
    new = {*(d.one.path for d in merged), *(part.path for d in split for part in d.parts)}
    return found._replace(
        pairs=tuple(p for p in found.pairs if p.old.path not in old and p.new.path not in new),
        removed=tuple(item for item in found.removed if item.path not in old),
        added=tuple(item for item in found.added if item.path not in new),
    )
