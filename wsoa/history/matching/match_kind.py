"""The items of one kind in two versions, tied step by step until nothing more can be."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from wsoa.history.matching.candidate import Candidate
from wsoa.history.matching.near import Alike, Near
from wsoa.history.matching.wording import Wording, words
from wsoa.plan.models import Promise
from wsoa.plan.walk import Item

SAME_REF = 0.3
"""How alike the wording must be for a ref to mean the same thing."""
CLEARLY = 0.15
"""How much nearer another item must be for the same ref to give way to it."""
TELLING = 3
"""How many telling words a title must have to bring an item back under another ref."""


class Tie(NamedTuple):
    """Two positions, in the old list and in the new, and what ties them."""

    old: int
    new: int
    by: str


def tied(old: Sequence[Candidate], new: Sequence[Candidate], wording: Wording) -> tuple[Tie, ...]:
    """Tie the items of one kind, in the new list's order. What went earlier gives way to what is there."""
    matcher = _Matcher(old, new, wording)
    matcher.tie()
    return tuple(sorted(matcher.ties, key=lambda tie: tie.new))


class _Matcher:
    def __init__(self, old: Sequence[Candidate], new: Sequence[Candidate], wording: Wording) -> None:
        self._old, self._new, self._wording = old, new, wording
        self._left, self._right = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
        self._around: Near | None = None
        self.ties: list[Tie] = []

    def tie(self) -> None:
        self._take(self._same(_own_ref, exact=True), "ref")
        self._take(self._same(_words_for_ref, exact=True), "wording")
        if not self._left or not self._right:
            return
        self._take(self._words(lambda one: (one.stream, one.item.title)), "words")
        self._take(self._words(lambda one: one.item.title), "words")
        self._take(self._same(_own_ref), "ref")
        self._take(self._same(_printed), "printed ref")
        self._take(list(self._near.pairs(self._another)), "wording")
        self._take(self._same(_position), "position")
        self._take(self._same_place(), "place")

    def _take(self, pairs: Iterable[tuple[int, int]], by: str) -> None:
        for i, j in pairs:
            if i in self._left and j in self._right:
                del self._left[i], self._right[j]
                self._around = None
                self.ties.append(Tie(i, j, by))

    def _same(self, key: Callable[[Candidate], str], *, exact: bool = False) -> list[tuple[int, int]]:
        """Pair what has the same key in the same place: with the same title, or alike enough."""
        where: defaultdict[tuple[object, str], list[int]] = defaultdict(list)
        for j in self._right:
            if name := key(self._new[j]):
                where[self._new[j].parent, name].append(j)
        pairs = [
            (i, j)
            for i in self._left
            if (name := key(self._old[i]))
            for j in where.get((self._old[i].parent, name), ())
        ]
        if exact:
            return [(i, j) for i, j in pairs if self._old[i].item.title == self._new[j].item.title]
        return [(i, j) for i, j in pairs if self._agree(i, j)]

    def _words(self, key: Callable[[Candidate], object]) -> list[tuple[int, int]]:
        """Pair what has the same words and a ref of its own, where they stand for as many on either side."""
        sides: defaultdict[object, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for i in self._left:
            if self._old[i].ref:
                sides[key(self._old[i])][0].append(i)
        for j in self._right:
            if self._new[j].ref:
                sides[key(self._new[j])][1].append(j)
        found = []
        for olds, news in sides.values():
            here = [i for i in olds if not self._old[i].gone] or olds
            if len(here) != len(news) or (len(here) > 1 and not self._one_stream(here, news)):
                continue
            found += [(i, j) for i, j in zip(here, news, strict=True) if self._telling(i, j)]
        return found

    def _telling(self, i: int, j: int) -> bool:
        """True unless the words alone bring back, under another ref, what may be something else.

        What has gone is known by its words where it returns to what it stood in, and where they are more
        than a heading that anything might have.
        """
        old, new = self._old[i], self._new[j]
        if not old.gone or old.ref == new.ref:
            return True
        return old.holder == new.holder and len(words(old.item.title)) >= TELLING

    def _one_stream(self, olds: Sequence[int], news: Sequence[int]) -> bool:
        return len({self._old[i].stream for i in olds} | {self._new[j].stream for j in news}) == 1

    def _agree(self, i: int, j: int) -> bool:
        one, other = self._old[i].item, self._new[j].item
        if _reports(one) & _reports(other):
            return True
        score = self._wording.alike(one, other)
        if score < SAME_REF or self._wording.contrast(one, other):
            return False
        return not self._near.nearer(self._old[i], self._new[j], score + CLEARLY)

    def _another(self, one: Item, other: Item) -> bool:
        """True where the words that differ say that it is another thing."""
        return _other_step(one.title, other.title) or self._wording.contrast(one, other)

    @cached_property
    def _alike(self) -> Alike:
        """Which texts are near to which, among what was left when that was first asked."""
        old = (self._old[i].item for i in self._left if not self._old[i].gone)
        return Alike(old, (self._new[j].item for j in self._right), self._wording)

    @property
    def _near(self) -> Near:
        """What is near to what, among what is left now."""
        if self._around is None:
            left, right = {i: self._old[i] for i in self._left}, {j: self._new[j] for j in self._right}
            self._around = Near(left, right, self._alike)
        return self._around

    def _same_place(self) -> list[tuple[int, int]]:
        """Pair what has the same ref, dates and workstream, and wholly new words: the promise stands."""
        where: dict[tuple[str, object, object], int] = {}
        for j in self._right:
            one = self._new[j]
            where.setdefault((one.ref, one.stream, _dates(one.item)), j)
        found = []
        for i in self._left:
            one = self._old[i]
            place = where.get((one.ref, one.stream, _dates(one.item)))
            stands = one.ref and not one.gone and _dates(one.item)
            if place is not None and stands and not _other_step(one.item.title, self._new[place].item.title):
                found.append((i, place))
        return found


def _own_ref(one: Candidate) -> str:
    return one.ref


def _words_for_ref(one: Candidate) -> str:
    """The exact words of what has no ref of its own: its position is shifted by any insertion."""
    return "" if one.ref else one.item.title


def _printed(one: Candidate) -> str:
    printed = getattr(one.item.thing, "printed", {}).get("ref")
    return str(printed or one.ref).casefold()


def _position(one: Candidate) -> str:
    return "" if one.ref else one.item.ref.rpartition("#")[2].casefold()


def _dates(item: Item) -> tuple[str, ...]:
    """When an item is due; where it does not say, when each of its steps is, by their words."""
    due = getattr(item.thing, "due", None)
    if due is not None:
        return (due.text,)
    steps: Sequence[Promise] = getattr(item.thing, "milestones", ())
    return tuple(text for step in steps if step.due for text in (step.title, step.due.text))


def _reports(item: Item) -> frozenset[tuple[str, str]]:
    """Reports on an item: where both versions hold the same one, they are about the same thing."""
    return frozenset((u.date.text, u.text) for u in getattr(item.thing, "updates", ()))


def _other_step(first: str, second: str) -> bool:
    """True for two titles of one subject and two steps: "Portal: first draft" and "Portal: in use"."""
    one, other = first.rpartition(":"), second.rpartition(":")
    if not one[0] or words(one[0]) != words(other[0]):
        return False
    return not words(one[2]) & words(other[2])
