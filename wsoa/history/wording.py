"""How alike two items are worded: the share of their words in common, where rarer words weigh more.

Words are compared by their first six letters, so that review, reviewed and reviewing are one. A word of
the title counts in full and one of the detail less. A word that few items of a kind use says more about
which item is meant than one that many use, so its weight falls with the number of items that use it.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log

from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk

DETAIL = 0.4
"""What a word of the detail weighs beside one of the title."""
STEM = 6
PRECISION = 10_000

_WORD = re.compile(r"[0-9a-zé&]+")
_POSSESSIVE = re.compile(r"['’]s\b")
_EMPTY_WORDS = frozenset(
    [
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "how", "in"),
        *("into", "is", "it", "its", "of", "on", "or", "our", "so", "that", "the", "their", "these"),
        *("they", "this", "those", "to", "we", "what", "who", "with"),
    ]
)

Weights = Mapping[str, int]


class Wording:
    """The words of two versions' items, weighed against each other.

    Scores are shares from 0 to 1. They are the same whichever version comes first.
    """

    def __init__(self, old: Plan, new: Plan) -> None:
        """Take both versions; nothing is walked or counted until a score is asked for."""
        self._plans = old, new
        self._rarity: dict[str, Weights] = {}
        self._weighed: dict[tuple[str, str, str], Weights] = {}

    @cached_property
    def _sides(self) -> tuple[list[Item], list[Item]]:
        return list(walk(self._plans[0])), list(walk(self._plans[1]))

    def alike(self, first: Item, second: Item) -> float:
        """Return how alike two items are, by their titles alone or with their details, as is more."""
        return max(
            dice(self._weights(first.kind, first.title, ""), self._weights(second.kind, second.title, "")),
            dice(self._of(first), self._of(second)),
        )

    def scores(self, old: Sequence[Item], new: Sequence[Item]) -> dict[tuple[int, int], float]:
        """Return how alike each pair of items is, titles and details together; not those that are not."""
        left, right = [self._of(item) for item in old], [self._of(item) for item in new]
        where: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for j, weights in enumerate(right):
            for word, weight in weights.items():
                where[word].append((j, weight))
        common: Counter[tuple[int, int]] = Counter()
        for i, weights in enumerate(left):
            for word, weight in weights.items():
                for j, other in where.get(word, ()):
                    common[i, j] += min(weight, other)
        masses = [sum(w.values()) for w in left], [sum(w.values()) for w in right]
        return {(i, j): 2 * shared / (masses[0][i] + masses[1][j]) for (i, j), shared in common.items()}

    def _of(self, item: Item) -> Weights:
        thing = item.thing
        detail = getattr(thing, "detail", None) or getattr(thing, "definition", None) or ""
        return self._weights(item.kind, item.title, detail)

    def _weights(self, kind: str, title: str, detail: str) -> Weights:
        key = (kind, title, detail)
        if key not in self._weighed:
            rarity = self._rarity_of(kind)
            weights = {word: int(DETAIL * rarity.get(word, PRECISION)) for word in words(detail)}
            weights.update({word: rarity.get(word, PRECISION) for word in words(title)})
            self._weighed[key] = weights
        return self._weighed[key]

    def _rarity_of(self, kind: str) -> Weights:
        if kind not in self._rarity:
            old, new = (_used(side, kind) for side in self._sides)
            most = max(sum(1 for item in side if item.kind == kind) for side in self._sides)
            self._rarity[kind] = {
                word: int(PRECISION * log(1 + most / max(old[word], new[word])) ** 2) for word in old | new
            }
        return self._rarity[kind]


def _used(items: Iterable[Item], kind: str) -> Counter[str]:
    used: Counter[str] = Counter()
    for item in items:
        if item.kind == kind:
            thing = item.thing
            detail = getattr(thing, "detail", None) or getattr(thing, "definition", None) or ""
            used.update(words(item.title) | words(detail))
    return used


@lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Return the words of a text that say something, each cut to its first letters."""
    found = _WORD.findall(_POSSESSIVE.sub("", text.casefold()))
    return frozenset(_stem(word) for word in found if word not in _EMPTY_WORDS)


def _stem(word: str) -> str:
    singular = word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word  # noqa: PLR2004 - gas, bus
    return singular[:STEM]


def dice(first: Weights, second: Weights) -> float:
    """Return the share of weight in common: 1 for the same words, 0 for none; two empty texts are alike."""
    mass = sum(first.values()) + sum(second.values())
    if not mass:
        return 1.0
    return 2 * sum(min(first[word], second[word]) for word in first.keys() & second.keys()) / mass
