"""Which item of one version is which item of another.

The order is fixed: the same ref with wording that still has something in common; the printed ref; the
nearest wording. A milestone without a ref of its own is tied by its exact words first and by its position
last. An item left over on either side was added or removed. A ref that stands on both sides for two things
with nothing in common was given to something else.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from wsoa.plan.walk import Item

SAME_REF_WORDS = 0.2
"""How alike the wording must be for a ref to mean the same thing: the share of words in common."""
NEAREST_WORDS = 0.6
"""How alike the wording must be where no ref ties two items together."""

_WORD = re.compile(r"[0-9a-zé’'&]+")
_EMPTY_WORDS = frozenset(
    [
        "a",
        "an",
        "and",
        "are",
        "as",
        "at",
        "be",
        "by",
        "for",
        "from",
        "in",
        "into",
        "is",
        "it",
        "its",
        "of",
        "on",
        "or",
        "our",
        "that",
        "the",
        "their",
        "this",
        "to",
        "we",
        "with",
    ]
)


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


def match(old: Sequence[Item], new: Sequence[Item]) -> Matching:
    """Pair the items of two versions, kind by kind, in the new version's order."""
    pairs: list[Match] = []
    removed: list[Item] = []
    added: list[Item] = []
    recycled: set[str] = set()
    for kind in dict.fromkeys([i.kind for i in old] + [i.kind for i in new]):
        found = _match_kind([i for i in old if i.kind == kind], [i for i in new if i.kind == kind])
        pairs += found.pairs
        removed += found.removed
        added += found.added
        recycled |= found.recycled
    return Matching(tuple(pairs), tuple(removed), tuple(added), frozenset(recycled))


def _match_kind(old: list[Item], new: list[Item]) -> Matching:
    left, right = dict.fromkeys(range(len(old))), dict.fromkeys(range(len(new)))
    pairs: list[tuple[int, int, str]] = []

    def take(tied: Iterable[tuple[int, int]], by: str) -> None:
        for i, j in tied:
            if i in left and j in right:
                del left[i], right[j]
                pairs.append((i, j, by))

    words = [_words(i.title) for i in old], [_words(i.title) for i in new]

    def agree(i: int, j: int) -> bool:
        return _alike(words[0][i], words[1][j]) >= SAME_REF_WORDS

    take(_by_key(old, new, _wording, agree), "wording")
    take(_by_key(old, new, _ref, agree), "ref")
    take(_by_key(old, new, _printed, agree), "printed ref")
    take(_nearest([(i, words[0][i]) for i in left], [(j, words[1][j]) for j in right]), "wording")
    take(_by_key(old, new, _position, agree), "position")
    pairs.sort(key=lambda pair: pair[1])
    refs = {old[i].ref for i in left} & {new[j].ref for j in right}
    return Matching(
        tuple(Match(old[i], new[j], by) for i, j, by in pairs),
        tuple(old[i] for i in left),
        tuple(new[j] for j in right),
        frozenset(refs),
    )


def _by_key(
    old: list[Item], new: list[Item], key: Callable[[Item], str], agree: Callable[[int, int], bool]
) -> Iterable[tuple[int, int]]:
    where = {key(item): j for j, item in reversed(list(enumerate(new))) if key(item)}
    for i, item in enumerate(old):
        j = where.get(key(item))
        if j is not None and agree(i, j):
            yield i, j


def _wording(item: Item) -> str:
    """The exact words of a milestone in its action: its ref is a position, which any insertion shifts."""
    return f"{item.action.ref}: {item.title}" if item.action and _by_position(item) else ""


def _ref(item: Item) -> str:
    return "" if _by_position(item) else item.ref.casefold()


def _printed(item: Item) -> str:
    printed = getattr(item.thing, "printed", {}).get("ref")
    return str(printed or _ref(item)).casefold()


def _position(item: Item) -> str:
    return item.ref.casefold() if _by_position(item) else ""


def _by_position(item: Item) -> bool:
    return item.kind in {"milestone", "review"} and getattr(item.thing, "ref", None) is None


def _nearest(
    old: Sequence[tuple[int, frozenset[str]]], new: Sequence[tuple[int, frozenset[str]]]
) -> list[tuple[int, int]]:
    scored = [
        (-alike, i, j)
        for i, words in old
        for j, others in new
        if (alike := _alike(words, others)) >= NEAREST_WORDS
    ]
    return [(i, j) for _, i, j in sorted(scored)]


def _words(text: str) -> frozenset[str]:
    return frozenset(_WORD.findall(text.casefold())) - _EMPTY_WORDS


def _alike(first: frozenset[str], second: frozenset[str]) -> float:
    """Share of words in common (Dice): 1 for the same words, 0 for none; two empty texts are alike."""
    if not first and not second:
        return 1.0
    return 2 * len(first & second) / (len(first) + len(second))
