"""Which item of one version is which item of another.

The order is fixed: the same ref with wording that has something in common, unless another item is clearly
nearer; the printed ref, on the same terms; the nearest wording. A milestone without a ref of its own, and
a part of a KPI, is sought only in the action or KPI it belongs to: by its words first and by its position
last. An item left over on either side was added or removed: a tie that is missed can be seen, a false
one misleads. A ref that stands on both sides for two things with too little in common was given away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from wsoa.history.wording import Wording
from wsoa.plan.walk import Item, ItemKind

SAME_REF = 0.3
"""How alike the wording must be for a ref to mean the same thing."""
CLEARLY = 0.15
"""How much nearer another item must be for the same ref to give way to it."""
NEAREST = 0.41
"""How alike the wording must be where no ref ties two items of one workstream together."""
NEAREST_ELSEWHERE = 0.5
"""The same where the two stand in different workstreams."""

_ORDER: tuple[ItemKind, ...] = (
    "weakness", "workstream", "outcome", "action", "milestone", "kpi", "part", "review",
)  # fmt: skip


class Match(NamedTuple):
    """Two items that are the same thing in two versions, and what ties them together."""

    old: Item
    new: Item
    by: str


class Matching(NamedTuple):
    """Every pair, what is only in the old version, what is only in the new one, and refs given away."""

    pairs: tuple[Match, ...]
    removed: tuple[Item, ...]
    added: tuple[Item, ...]
    recycled: frozenset[str]


def match(old: Sequence[Item], new: Sequence[Item], wording: Wording) -> Matching:
    """Pair the items of two versions, kind by kind, in the new version's order.

    ``wording`` knows both versions whole; the items may be fewer, such as those that are not alike.
    """
    pairs: list[Match] = []
    removed: list[Item] = []
    added: list[Item] = []
    recycled: set[str] = set()
    homes = _Homes()
    for kind in _ORDER:
        sides = [i for i in old if i.kind == kind], [i for i in new if i.kind == kind]
        if not any(sides):
            continue
        matcher = _Matcher(*sides, wording, homes)
        matcher.tie()
        found = matcher.found()
        homes.learn(found.pairs)
        pairs += found.pairs
        removed += found.removed
        added += found.added
        recycled |= found.recycled
    return Matching(tuple(pairs), tuple(removed), tuple(added), frozenset(recycled))


class _Homes:
    """Where an item belongs, under one name in both versions once what it belongs to is tied."""

    def __init__(self) -> None:
        self._names: dict[tuple[str, str], str] = {}

    def learn(self, pairs: Iterable[Match]) -> None:
        for pair in pairs:
            if pair.new.kind in {"workstream", "action", "kpi"}:
                self._names[pair.new.kind, pair.new.ref] = f"was {pair.old.ref}"

    def parent(self, item: Item, *, new: bool) -> str:
        """The action of a milestone or the KPI of a part; another name on each side where it is not tied."""
        if item.kind == "milestone" and item.action:
            return self._name("action", item.action.ref, new=new)
        return self._name("kpi", item.kpi.ref, new=new) if item.kpi else ""

    def workstream(self, item: Item, *, new: bool) -> str:
        if item.workstream is None:
            return ""
        ref = item.workstream.ref
        return self._names.get(("workstream", ref), f"was {ref}") if new else f"was {ref}"

    def _name(self, kind: str, ref: str, *, new: bool) -> str:
        return self._names.get((kind, ref), f"new {ref}") if new else f"was {ref}"


class _Matcher:
    """The items of one kind on both sides, tied step by step until nothing more can be."""

    def __init__(self, old: list[Item], new: list[Item], wording: Wording, homes: _Homes) -> None:
        self._old, self._new, self._wording = old, new, wording
        self._left, self._right = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
        self._ties: list[tuple[int, int, str]] = []
        self._parents = (
            [homes.parent(i, new=False) if _at_home(i) else "" for i in old],
            [homes.parent(i, new=True) if _at_home(i) else "" for i in new],
        )
        self._streams = (
            [homes.workstream(i, new=False) for i in old],
            [homes.workstream(i, new=True) for i in new],
        )
        self._scores: dict[tuple[int, int], float] | None = None

    def tie(self) -> None:
        self._take(self._same(_ref, exact=True), "ref")
        self._take(self._same(_wording, exact=True), "wording")
        if not self._left or not self._right:
            return
        self._take(self._same(_ref), "ref")
        self._take(self._same(_printed), "printed ref")
        self._take(self._nearest(), "wording")
        self._take(self._same(_position), "position")

    def found(self) -> Matching:
        ties = sorted(self._ties, key=lambda tie: tie[1])
        kept = {self._old[i].ref for i, j, _ in ties if self._old[i].ref == self._new[j].ref}
        refs = {i.ref for i in self._old if _ref(i)} & {i.ref for i in self._new if _ref(i)}
        return Matching(
            tuple(Match(self._old[i], self._new[j], by) for i, j, by in ties),
            tuple(self._old[i] for i in self._left),
            tuple(self._new[j] for j in self._right),
            frozenset(refs - kept),
        )

    def _take(self, tied: Iterable[tuple[int, int]], by: str) -> None:
        for i, j in tied:
            if i in self._left and j in self._right:
                del self._left[i], self._right[j]
                self._ties.append((i, j, by))

    def _same(self, key: Callable[[Item], str], *, exact: bool = False) -> list[tuple[int, int]]:
        """Pair what has the same key in the same place: with the same title, or alike enough."""
        where: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
        for j in self._right:
            if name := key(self._new[j]):
                where[self._parents[1][j], name].append(j)
        pairs = [
            (i, j)
            for i in self._left
            if (name := key(self._old[i]))
            for j in where.get((self._parents[0][i], name), ())
        ]
        if exact:
            return [(i, j) for i, j in pairs if self._old[i].title == self._new[j].title]
        return [(i, j) for i, j in pairs if self._agree(i, j)]

    def _agree(self, i: int, j: int) -> bool:
        alike = self._wording.alike(self._old[i], self._new[j])
        if _reports(self._old[i]) & _reports(self._new[j]):
            return True
        return alike >= SAME_REF and self._best_of_others(i, j) < alike + CLEARLY

    def _best_of_others(self, i: int, j: int) -> float:
        return max(
            (
                score
                for (k, m), score in self._near().items()
                if (k == i) != (m == j) and k in self._left and m in self._right
            ),
            default=0.0,
        )

    def _nearest(self) -> list[tuple[int, int]]:
        scored = [
            (-score, i, j) for (i, j), score in self._near().items() if i in self._left and j in self._right
        ]
        return [(i, j) for _, i, j in sorted(scored)]

    def _bar(self, i: int, j: int) -> float:
        return NEAREST if self._streams[0][i] == self._streams[1][j] else NEAREST_ELSEWHERE

    def _near(self) -> dict[tuple[int, int], float]:
        """The pairs near enough to be tied by wording, among what was left when they were first needed."""
        if self._scores is None:
            left, right = list(self._left), list(self._right)
            scores = self._wording.scores([self._old[i] for i in left], [self._new[j] for j in right])
            found = {(left[i], right[j]): score for (i, j), score in scores.items() if score >= NEAREST}
            self._scores = {
                (i, j): score
                for (i, j), score in found.items()
                if score >= self._bar(i, j) and self._parents[0][i] == self._parents[1][j]
            }
        return self._scores


def _at_home(item: Item) -> bool:
    """True where an item is sought only in what it belongs to: its ref is no name in the whole plan."""
    return item.kind == "part" or (item.kind == "milestone" and _by_position(item))


def _ref(item: Item) -> str:
    if _by_position(item):
        return ""
    return str(getattr(item.thing, "ref", "")).casefold()


def _wording(item: Item) -> str:
    """The exact words of what has no ref of its own: its position is shifted by any insertion."""
    return item.title if _by_position(item) else ""


def _printed(item: Item) -> str:
    printed = getattr(item.thing, "printed", {}).get("ref")
    return str(printed or _ref(item)).casefold()


def _position(item: Item) -> str:
    return item.ref.rpartition("#")[2].casefold() if _by_position(item) else ""


def _by_position(item: Item) -> bool:
    return item.kind in {"milestone", "review"} and getattr(item.thing, "ref", None) is None


def _reports(item: Item) -> frozenset[tuple[str, str]]:
    """Reports on an item: where both versions hold the same one, they are about the same thing."""
    return frozenset((u.date.text, u.text) for u in getattr(item.thing, "updates", ()))
