"""What is worded nearly alike among the items of one kind that nothing ties yet.

Items with the same title and detail are compared with others once, however many they are: plans repeat
"Termly report to the board" under every outcome. What they are near to is told by their words and by where
they belong, so that no list of pairs is ever written out.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping

from wsoa.history.matching.candidate import Candidate
from wsoa.history.matching.word_index import WordIndex
from wsoa.history.matching.wording import Wording, detail_of
from wsoa.plan.walk import Item

NEAREST = 0.41
"""How alike the wording must be where no ref ties two items of one workstream together."""
NEAREST_ELSEWHERE = 0.5
"""The same where the two stand in different workstreams."""

Text = tuple[str, str]
"""The title and the detail of an item."""
_Group = tuple[object, ...]
"""A text, where it is sought, and the workstream too where only that one counts."""
_OLD, _NEW = 0, 1


class Alike:
    """The texts of both sides, the older first, and how near they are to each other."""

    def __init__(self, old: Iterable[Item], new: Iterable[Item], wording: Wording) -> None:
        self._wording = wording
        self._sides = tuple({text_of(item): item for item in side} for side in (old, new))
        self._texts = tuple(list(side) for side in self._sides)
        self._found: dict[int, WordIndex] = {}

    def near(self, side: int, item: Item, least: float) -> Iterator[tuple[float, Text]]:
        """Yield the texts of a side that are at least so near to an item, in no order."""
        if side not in self._found:
            self._found[side] = self._wording.index([*self._sides[side].values()], NEAREST)
        for score, place in self._found[side].near(self._wording.weights(item), least):
            yield score, self._texts[side][place]


def text_of(item: Item) -> Text:
    """Return what an item says."""
    return item.title, detail_of(item)


class Near:
    """The items of both sides that are still free, by their places in the two lists.

    What had gone before the older version is near to nothing.
    """

    def __init__(self, old: Mapping[int, Candidate], new: Mapping[int, Candidate], texts: Alike) -> None:
        self._old = {i: one for i, one in old.items() if not one.gone}
        self._new, self._texts = new, texts
        self._counts = tuple(
            Counter(group for one in side.values() for group in _groups(one)) for side in (self._old, new)
        )

    def nearer(self, old: Candidate, new: Candidate, least: float) -> bool:
        """True where another item is so near to the first of two, or to the second."""
        if least > 1:
            return False
        one = None if old.gone else old
        return (one is not None and self._other(_NEW, one, new, least)) or self._other(_OLD, new, one, least)

    def _other(self, side: int, one: Candidate, known: Candidate | None, least: float) -> bool:
        """True where an item of a side is so near to one, leaving out the one that is known."""
        for score, text in self._texts.near(side, one.item, least):
            group = _group(text, one, score)
            itself = known is not None and group == _group(text_of(known.item), known, score)
            if self._counts[side][group] > itself:
                return True
        return False

    def pairs(self, another: Callable[[Item, Item], bool]) -> Iterator[tuple[int, int]]:
        """Yield pairs, nearest first, each item once; those whose words say they are ``another`` thing never.

        Among pairs that are equally near the first item of the older list comes first, and takes the first.
        """
        members: defaultdict[Text, list[int]] = defaultdict(list)
        for i, one in self._old.items():
            members[text_of(one.item)].append(i)
        queues, tied = _Queues(self._new), set[int]()
        for score, level in self._levels(members, another):
            for text in level:
                members[text] = [i for i in members[text] if i not in tied]
            for i in sorted(i for text in level for i in members[text]):
                one = self._old[i]
                j = queues.first(_group(text, one, score) for text in level[text_of(one.item)])
                if j is not None:
                    tied.add(i)
                    queues.taken.add(j)
                    yield i, j

    def _levels(
        self, members: Mapping[Text, list[int]], another: Callable[[Item, Item], bool]
    ) -> Iterator[tuple[float, Mapping[Text, list[Text]]]]:
        """Yield each score, highest first, with the texts that are so near and what they are near to."""
        right = {text_of(one.item): one.item for one in self._new.values()}
        levels: defaultdict[float, defaultdict[Text, list[Text]]] = defaultdict(lambda: defaultdict(list))
        for text, ones in members.items():
            first = self._old[ones[0]].item
            for score, other in self._texts.near(_NEW, first, NEAREST):
                if other in right and not another(first, right[other]):
                    levels[score][text].append(other)
        yield from sorted(levels.items(), key=lambda level: -level[0])


class _Queues:
    """The free items of each group in order; what was taken is passed over once."""

    def __init__(self, side: Mapping[int, Candidate]) -> None:
        self.taken: set[int] = set()
        self._waiting: defaultdict[_Group, list[int]] = defaultdict(list)
        for j in sorted(side, reverse=True):
            for group in _groups(side[j]):
                self._waiting[group].append(j)

    def first(self, groups: Iterable[_Group]) -> int | None:
        """Return the first that is free in any of some groups."""
        return min((j for group in groups if (j := self._first(group)) is not None), default=None)

    def _first(self, group: _Group) -> int | None:
        waiting = self._waiting.get(group, [])
        while waiting and waiting[-1] in self.taken:
            waiting.pop()
        return waiting[-1] if waiting else None


def _groups(one: Candidate) -> tuple[_Group, _Group]:
    text = text_of(one.item)
    return _group(text, one, NEAREST_ELSEWHERE), _group(text, one, NEAREST)


def _group(text: Text, one: Candidate, score: float) -> _Group:
    """Return where what has this text and this score must stand to be near an item."""
    if score >= NEAREST_ELSEWHERE:
        return text, one.parent
    return text, one.parent, one.stream
