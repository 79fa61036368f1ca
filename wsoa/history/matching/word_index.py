"""Texts by the words they use, to find those that are at least so alike without comparing every two.

Two texts are alike by the weight of the words they share. Words have one order for all texts, the rarest
first. Whatever two texts share begins at the first word they share in that order, so what either has from
there on is the most they can share: where that is too little, or their first words are all different, they
are not compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

Weights = Mapping[str, int]
_SLACK = 1e-9
"""What a bar is lowered by while texts are passed over, so that no rounding hides one that reaches it."""


class WordIndex:
    """Texts by their first words. ``least`` is the lowest bar that will be asked for, from 0 to 1."""

    def __init__(self, texts: Sequence[Weights], rarity: Weights, least: float) -> None:
        self._texts, self._rarity = texts, rarity
        self._masses = [sum(weights.values()) for weights in texts]
        self._where: defaultdict[str, list[tuple[int, int]]] = defaultdict(list)
        for place, weights in enumerate(texts):
            for word, rest in self._first_words(weights, self._masses[place], least - _SLACK):
                self._where[word].append((rest, place))
        for found in self._where.values():
            found.sort(key=lambda one: (-one[0], one[1]))

    def near(self, weights: Weights, least: float) -> Iterator[tuple[float, int]]:
        """Yield how alike each text is and its place, where that is at least so much, in no order."""
        mass, bar = sum(weights.values()), least - _SLACK
        seen: set[int] = set()
        for word, rest in self._first_words(weights, mass, bar):
            for theirs, place in self._where.get(word, ()):
                if theirs * (2 - bar) < bar * mass:
                    break
                if place in seen:
                    continue
                seen.add(place)
                both = mass + self._masses[place]
                if 2 * min(rest, theirs) >= bar * both:
                    score = 2 * shared(weights, self._texts[place]) / both
                    if score >= least:
                        yield score, place

    def _first_words(self, weights: Weights, mass: int, bar: float) -> Iterator[tuple[str, int]]:
        """Yield words, rarest first, with the weight from each on, while that can still reach the bar."""
        rest = mass
        for word in sorted(weights, key=lambda word: (-self._rarity.get(word, 0), word)):
            if rest * (2 - bar) < bar * mass:
                return
            yield word, rest
            rest -= weights[word]


def shared(first: Weights, second: Weights) -> int:
    """Return the weight that two texts have in common."""
    return sum(min(first[word], second[word]) for word in first.keys() & second.keys())
