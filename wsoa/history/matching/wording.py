"""How alike two items are worded: the share of their words in common, where rarer words weigh more.

Words are compared by their first six letters, so that review, reviewed and reviewing are one. A word of
the title counts in full and one of the detail less. A word that few items of a kind use says more about
which item is meant than one that many use, so its weight falls with the number of items that use it.
"""

from __future__ import annotations

import re
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property, lru_cache
from math import log

from wsoa.history.matching.word_index import Weights, WordIndex, shared
from wsoa.plan.models import Plan, Workstream
from wsoa.plan.walk import Item, walk, walk_workstream

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


class _Titles:
    """The titles of the items of one kind, each as its words, found by what they hold."""

    def __init__(self) -> None:
        self._all: set[frozenset[str]] = set()
        self._by_word: defaultdict[str, list[frozenset[str]]] = defaultdict(list)

    def add(self, title: frozenset[str]) -> None:
        if title not in self._all:
            self._all.add(title)
            for word in title:
                self._by_word[word].append(title)

    def has(self, title: frozenset[str]) -> bool:
        return title in self._all

    def holding(self, some: frozenset[str]) -> list[frozenset[str]]:
        """Return the titles that hold all of some words; only those with the rarest of them are looked at."""
        fewest = min((self._by_word.get(word, []) for word in some), key=len, default=[])
        return [title for title in fewest if some <= title]


class Wording:
    """The words of two versions' items, weighed against each other.

    Scores are shares from 0 to 1. They are the same whichever version comes first.
    """

    def __init__(self, old: Plan, new: Plan, gone: Iterable[Item] = ()) -> None:
        """Take both versions; nothing is walked or counted until a score is asked for.

        ``gone`` are items of still older versions that the older one of the two no longer has.
        """
        self._plans = old, new
        self._gone = tuple(gone)
        self._rarity: dict[str, Weights] = {}
        self._weighed: dict[tuple[str, str, str], Weights] = {}

    @cached_property
    def _sides(self) -> tuple[list[Item], list[Item]]:
        return [*walk(self._plans[0]), *self._gone], list(walk(self._plans[1]))

    @cached_property
    def _titles(self) -> tuple[dict[str, _Titles], ...]:
        """The words of every title, by kind, in the older version and in the newer."""
        sides = []
        for side in self._sides:
            titles: defaultdict[str, _Titles] = defaultdict(_Titles)
            for item in side:
                titles[item.kind].add(words(item.title))
            sides.append(dict(titles))
        return tuple(sides)

    def contrast(self, first: Item, second: Item) -> bool:
        """True where two titles differ by words that tell other items of one version apart.

        "Portal: first try-out" is not "Portal: wider trial" under another name where the plan also has a
        first try-out and a wider trial of something else. It is the same whichever comes first: a title that
        has the words of both tells nothing apart.
        """
        one, other = words(first.title), words(second.title)
        mine, theirs = one - other, other - one
        if not mine or not theirs:
            return False
        for titles in self._titles:
            for kind in {first.kind, second.kind}:
                known = titles.get(kind)
                if known is not None and any(
                    not theirs & title and title not in {one, other} and known.has((title - mine) | theirs)
                    for title in known.holding(mine)
                ):
                    return True
        return False

    def alike(self, first: Item, second: Item) -> float:
        """Return how alike two items are, by their titles alone or with their details, as is more."""
        return max(
            dice(self._weights(first.kind, first.title, ""), self._weights(second.kind, second.title, "")),
            dice(self.weights(first), self.weights(second)),
        )

    def index(self, items: Sequence[Item], least: float) -> WordIndex:
        """Sort items of one kind by their words; ``least`` is the lowest bar that will be asked for."""
        rarity = self._rarity_of(items[0].kind) if items else {}
        return WordIndex([self.weights(item) for item in items], rarity, least)

    def weights(self, item: Item) -> Weights:
        """Return what each word of an item weighs, of its title and its detail."""
        return self._weights(item.kind, item.title, detail_of(item))

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
            sides = [_used(plan, kind) for plan in self._plans]
            for item in self._gone:
                if item.kind == kind:
                    sides[0] = sides[0] + Counter(_words_of(item)) + Counter({_ITEMS: 1})
            old, new = sides
            most = max(old[_ITEMS], new[_ITEMS])
            self._rarity[kind] = {
                word: int(PRECISION * log(1 + most / max(old[word], new[word])) ** 2)
                for word in old | new
                if word != _ITEMS
            }
        return self._rarity[kind]


_ITEMS = ""
"""Under this a count of words keeps how many items there are: no word is empty."""
_COUNTED: OrderedDict[int, tuple[Workstream, Mapping[str, Counter[str]]]] = OrderedDict()
_MOST_COUNTED = 256


def _used(plan: Plan, kind: str) -> Counter[str]:
    """Count how many items of a kind use each word."""
    used: Counter[str] = Counter()
    for workstream in plan.workstreams:
        used.update(_counted(workstream).get(kind, _NONE))
    if kind in {"weakness", "review"}:
        for item in walk(plan.model_copy(update={"workstreams": ()})):
            if item.kind == kind:
                used.update(_words_of(item))
                used[_ITEMS] += 1
    return used


_NONE: Counter[str] = Counter()


def _counted(workstream: Workstream) -> Mapping[str, Counter[str]]:
    """Count the words of a workstream once: versions of a plan share those that did not change."""
    known = _COUNTED.get(id(workstream))
    if known is not None and known[0] is workstream:
        _COUNTED.move_to_end(id(workstream))
        return known[1]
    counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for item in walk_workstream(workstream, ()):
        counts[item.kind].update(_words_of(item))
        counts[item.kind][_ITEMS] += 1
    _COUNTED[id(workstream)] = (workstream, counts)
    if len(_COUNTED) > _MOST_COUNTED:
        _COUNTED.popitem(last=False)
    return counts


def detail_of(item: Item) -> str:
    """Return the text that says more about an item than its title; empty where there is none."""
    thing = item.thing
    return getattr(thing, "detail", None) or getattr(thing, "definition", None) or ""


def _words_of(item: Item) -> frozenset[str]:
    return words(item.title) | words(detail_of(item))


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
    return 2 * shared(first, second) / mass
