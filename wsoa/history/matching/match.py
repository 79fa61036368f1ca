"""Which item of one version is which item of another.

The order is fixed: the same ref and the same words; the same words alone; the same ref with wording that
has something in common, unless another item is clearly nearer; the printed ref, on the same terms; the
nearest wording. A milestone without a ref of its own, and a part of a KPI, is sought only in the action or
KPI it belongs to: by its words first and by its position last. What is still left over is the same promise
under wholly new words where ref, date and place are the same, and the same promise as another kind of item
where an action became a milestone. An item left over on either side was added or removed: a tie that is
missed can be seen, a false one misleads. A ref that stands on both sides for two things with too little in
common was given away.

Beside the items of the older version there may be items that went in a version before it: they are found
again in the same way, so that nothing is forgotten because it was away for a while.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wsoa.history.matching.candidate import Candidate
from wsoa.history.matching.match_kind import Tie, tied
from wsoa.history.matching.wording import Wording
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, ItemKind, Path

Place = object
"""Where an item belongs, under one name in both versions once what it belongs to is tied."""

_ORDER: tuple[ItemKind, ...] = (
    "weakness", "workstream", "outcome", "action", "milestone", "kpi", "part", "review",
)  # fmt: skip
_TURNED: tuple[ItemKind, ...] = ("outcome", "action", "milestone")
"""Kinds that can become each other and stay one promise."""
_HOMES = frozenset({"workstream", "outcome", "action", "kpi"})


class Match(NamedTuple):
    """Two items that are the same thing in two versions, and what ties them together."""

    old: Item
    new: Item
    by: str
    back: Gone | None = None


class Gone(NamedTuple):
    """An item that went in an earlier version, and what it belonged to and its workstream, as places.

    ``of`` is the version that had it last, without its items, and ``identity`` the number it goes by in a
    timeline.
    """

    item: Item
    parent: Place
    workstream: Place
    of: Plan
    identity: int


class Matching(NamedTuple):
    """Every pair, what is only in the old version, what is only in the new one, and refs given away.

    A pair whose old item had gone before the older version is ``back`` again.
    """

    pairs: tuple[Match, ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]
    recycled: frozenset[str]


def match(
    old: Sequence[Item],
    new: Sequence[Item],
    wording: Wording,
    gone: Sequence[Gone] = (),
    places: Mapping[Path, Place] | None = None,
) -> Matching:
    """Pair the items of two versions, kind by kind, in the new version's order.

    ``wording`` knows both versions whole; the items may be fewer, such as those that are not alike.
    ``places`` are the older paths of what was left out because it is the same, by its newer path.
    """
    homes = _Homes(places or {})
    pairs: list[Match] = []
    removed: list[Item] = []
    added: list[Item] = []
    recycled: set[str] = set()
    for kind in _ORDER:
        left = [homes.old(item) for item in old if item.kind == kind]
        left += [homes.gone(one) for one in gone if one.item.kind == kind]
        right = [homes.new(item) for item in new if item.kind == kind]
        if not right:
            removed += [one.item for one in left if not one.gone]
            continue
        ties = tied(left, right, wording)
        found = [_pair(left, right, tie) for tie in ties]
        homes.learn(ties, left, right)
        pairs += found
        taken, given = {tie.old for tie in ties}, {tie.new for tie in ties}
        removed += [one.item for i, one in enumerate(left) if i not in taken and not one.gone]
        added += [one.item for j, one in enumerate(right) if j not in given]
        kept = {pair.new.ref for pair in found if pair.old.ref == pair.new.ref}
        refs = {one.ref for one in left if one.ref} & {one.ref for one in right if one.ref}
        recycled |= {one.item.ref for one in right if one.ref in refs} - kept
        recycled |= {pair.new.ref for pair in found if pair.by == "place"}
    holders = _holding(removed, added, pairs)
    turned = [*holders, *_turned(*_without(holders, removed, added), gone, pairs)]
    removed, added = _without(turned, removed, added)
    return Matching((*pairs, *turned), tuple(removed), tuple(added), frozenset(recycled))


def _without(
    pairs: Sequence[Match], removed: Sequence[Item], added: Sequence[Item]
) -> tuple[list[Item], list[Item]]:
    """Return what was removed and what was added without what is tied now."""
    there = {pair.old.path for pair in pairs if pair.back is None}
    here = {pair.new.path for pair in pairs}
    return [i for i in removed if i.path not in there], [i for i in added if i.path not in here]


def _holding(removed: Sequence[Item], added: Sequence[Item], pairs: Sequence[Match]) -> list[Match]:
    """Pair workstreams and outcomes with the same ref and wholly new words by what they hold."""
    news: dict[tuple[str, str], Item] = {
        (item.kind, item.ref): item for item in added if item.kind in {"workstream", "outcome"}
    }
    held: defaultdict[Path, list[Path]] = defaultdict(list)
    for pair in pairs:
        if pair.back is None:
            for cut in range(2, len(pair.old.path), 2):
                held[pair.old.path[:cut]].append(pair.new.path)
    found = []
    for item in removed:
        new = news.get((item.kind, item.ref))
        inside = held.get(item.path, [])
        if new is not None and inside:
            stayed = sum(path[: len(new.path)] == new.path for path in inside)
            if 2 * stayed > len(inside):
                found.append(Match(item, new, "place"))
    return found


def _pair(left: Sequence[Candidate], right: Sequence[Candidate], tie: Tie) -> Match:
    back = left[tie.old].back
    return Match(left[tie.old].item, right[tie.new].item, tie.by, back if isinstance(back, Gone) else None)


class _Homes:
    """Where an item belongs, by the older path of what holds it."""

    def __init__(self, places: Mapping[Path, Place]) -> None:
        self._names: dict[Path, Place] = dict(places)

    def old(self, item: Item) -> Candidate:
        return Candidate.of(item, _holder(item), _stream(item), item.path)

    def gone(self, one: Gone) -> Candidate:
        return Candidate.of(one.item, one.parent, one.workstream, ("gone", one.identity), one)

    def new(self, item: Item) -> Candidate:
        return Candidate.of(item, self._name(_holder(item)), self._name(_stream(item)), item.path)

    def learn(self, ties: Iterable[Tie], left: Sequence[Candidate], right: Sequence[Candidate]) -> None:
        for tie in ties:
            item = right[tie.new].item
            if item.kind in _HOMES:
                self._names[item.path] = left[tie.old].place

    def _name(self, path: Path) -> Place:
        return self._names.get(path, ("new", path)) if path else path


def _holder(item: Item) -> Path:
    """The path of what an item stands in; empty for what stands at the head of the plan."""
    return item.path[:-2]


def _stream(item: Item) -> Path:
    """The path of the workstream that an item is in; empty for what stands beside or above them."""
    return item.path[:2] if len(item.path) > 2 else ()  # noqa: PLR2004 - workstreams, position, and more


def _turned(
    removed: Sequence[Item],
    added: Sequence[Item],
    gone: Sequence[Gone],
    pairs: Sequence[Match],
) -> list[Match]:
    """Pair what became another kind of item, such as an action made a milestone, by its words.

    The ref alone says nothing here: milestones are often numbered as actions were. The words must be the
    same and stand for one item only on either side.
    """
    back = {pair.back.identity for pair in pairs if pair.back}
    there: list[tuple[Item, Gone | None]] = [(item, None) for item in removed if item.kind in _TURNED]
    there += [(one.item, one) for one in gone if one.item.kind in _TURNED and one.identity not in back]
    here = [item for item in added if item.kind in _TURNED]
    if not there or not here:
        return []
    titles: defaultdict[str, tuple[list[tuple[Item, Gone | None]], list[Item]]] = defaultdict(
        lambda: ([], [])
    )
    for one in there:
        titles[_plain(one[0].title)][0].append(one)
    for item in here:
        titles[_plain(item.title)][1].append(item)
    found = []
    for olds, news in titles.values():
        if len(olds) == len(news) == 1 and olds[0][0].kind != news[0].kind:
            found.append(Match(olds[0][0], news[0], "kind", olds[0][1]))
    return found


def _plain(title: str) -> str:
    return " ".join(title.casefold().split()).rstrip(".")
