"""Which counts of one KPI to withhold, so that none that is small can be read or worked out.

The method is cell suppression, as handbooks of statistical disclosure control describe it for tables of
counts (A. Hundepool and others, *Statistical Disclosure Control*, Wiley 2012, chapter 4; the Government
Statistical Service's guidance for tables from administrative sources follows it). *Primary suppression* by a
threshold rule withholds each count above nothing and below the limit. *Secondary suppression* withholds more,
because totals are published too: of each sum that a reader can form at least two terms are withheld, they add
up to the limit at least, and they are not all ones.

Readers can form two kinds of sums. A KPI's figure is the sum of its parts' figures of the same time, and
figures are of the same time where the days they cover overlap, however their dates are written. A figure of a
long period may be the sum of the same measure's figures of shorter ones. Last, every such sum is solved
together with the others, and totals are withheld until no withheld count follows.

Nothing here reads a plan: figures come in, positions go out.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Any, NamedTuple

_ONE, _NONE = Fraction(1), Fraction(0)
Line = dict[Any, Fraction]
"""A sum of unknown figures: how many times each is in it."""
_MOST_INSIDE = 60
"""Up to so many figures inside another are sorted by length; all of them at once is as safe, and blunter."""
_MOST_TERMS = 50_000
"""More terms than this are not solved: then all counts of the KPI are withheld."""
WHOLE = -1
"""The KPI itself, where its parts count from 0."""


class Count(NamedTuple):
    """One figure: whose it is, the days it covers, and how many; None where the plan itself withholds it.

    A baseline without a date has no days. It is of the same time as other baselines only.
    """

    measure: int
    value: Decimal | None
    first: date | None = None
    last: date | None = None
    baseline: bool = False

    def same_time(self, other: Count) -> bool:
        """Tell whether two figures are of the same time."""
        if self.baseline and other.baseline:
            return True
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        return self.first <= other.last and other.first <= self.last

    def within(self, other: Count) -> bool:
        """Tell whether a figure's days are some, and not all, of those of another."""
        if self.first is None or self.last is None or other.first is None or other.last is None:
            return False
        inside = other.first <= self.first and self.last <= other.last
        return inside and (self.first, self.last) != (other.first, other.last)


class Sum(NamedTuple):
    """Figures that add up to another, as positions."""

    total: int
    terms: tuple[int, ...]


def suppressed(counts: Sequence[Count], below: Decimal) -> frozenset[int]:
    """Return the positions of the counts of one KPI that may not be published."""
    first = {n for n, one in enumerate(counts) if one.value is None or 0 < one.value < below}
    if not first:
        return frozenset()
    sheet = _Sheet(counts, below, first)
    return frozenset(sheet.protected() if sheet.size() <= _MOST_TERMS else range(len(counts)))


class _Sheet:
    """The counts of one KPI, and those of them that are withheld by now."""

    def __init__(self, counts: Sequence[Count], below: Decimal, hidden: set[int]) -> None:
        self.counts, self.below, self.hidden = counts, below, hidden
        self.small = frozenset(hidden)
        self.wholes = [n for n, one in enumerate(counts) if one.measure == WHOLE]
        self.spans = tuple(_over_time(counts))
        self.twins = tuple(_twins(counts))

    def size(self) -> int:
        """Return how many terms all sums have together, which is what solving them takes."""
        return len(self.counts) ** 2 // 100 + sum(len(self._daily(n)) for n in range(len(self.counts)))

    def protected(self) -> set[int]:
        """Withhold until nothing more must be."""
        while True:
            before = len(self.hidden)
            for step in (self._over_time, self._at_one_time):
                step()
            if len(self.hidden) == before and not self._solved():
                return self.hidden

    def _over_time(self) -> None:
        for one, other in self.twins:
            if {one, other} & self.hidden:
                self.hidden |= {one, other}
        for total, terms in self.spans:
            known = {total, *terms} & self.hidden
            if known == {total}:
                self.hidden |= set(self._smallest(terms))
            elif len(known) == 1:
                self.hidden.add(total)

    def _at_one_time(self) -> None:
        for whole in self.wholes:
            parts = self._parts(whole)
            withheld = {n for places in parts.values() for n in places} & self.hidden
            if whole in self.hidden:
                if not withheld:
                    self.hidden |= set(self._smallest([n for places in parts.values() for n in places]))
            elif withheld:
                self._protect(whole, parts)

    def _protect(self, whole: int, parts: Mapping[int, Sequence[int]]) -> None:
        """Withhold parts beside those that are, smallest first; the total where that cannot be enough.

        Where a part has several figures of the time, nobody can tell which of them the total holds, so the
        total goes.
        """
        places = [n for places in parts.values() for n in places]
        if len(places) > len(parts):
            self.hidden.add(whole)
            return
        while not self._enough([n for n in places if n in self.hidden]):
            more = list(self._smallest(places))
            if not more:
                self.hidden.add(whole)
                return
            self.hidden |= set(more)

    def _enough(self, terms: Sequence[int]) -> bool:
        """Tell whether the sum of what is withheld, which the total gives away, gives none of it away."""
        known = [value for n in terms if (value := self.counts[n].value) is not None]
        ones = len(known) == len(terms) and sum(known) <= len(terms)
        return len(terms) > 1 and sum(known) >= self.below and not ones

    def _smallest(self, among: Sequence[int]) -> Iterator[int]:
        """Yield the smallest count of several that is published and not nothing; none where there is none."""
        sizes = [(value, n) for n in among if n not in self.hidden and (value := self.counts[n].value)]
        if sizes:
            yield min(sizes)[1]

    def _parts(self, whole: int) -> Mapping[int, Sequence[int]]:
        """Return each part's figures of the time of a total."""
        found: dict[int, list[int]] = {}
        for n, one in enumerate(self.counts):
            if one.measure != WHOLE and one.same_time(self.counts[whole]):
                found.setdefault(one.measure, []).append(n)
        return found

    def _solved(self) -> bool:
        """Withhold more where all sums together give a small count away; True where something was.

        First goes a published total the count is part of, then whatever is of its time and covers more days,
        last all of its time.
        """
        given_away = next(filter(self._settled(), sorted(self.small)), None)
        if given_away is None:
            return False
        one, sums = self.counts[given_away], (*self.spans, *self._sums())
        totals = [s.total for s in sums if given_away in s.terms and s.total not in self.hidden]
        at_once = [n for n, other in enumerate(self.counts) if other.same_time(one) and n not in self.hidden]
        longer = [n for n in at_once if one.within(self.counts[n])]
        self.hidden |= set(totals[:1] or longer or at_once)
        return bool(totals or at_once)

    def _settled(self) -> Callable[[int], bool]:
        """Return what tells whether a figure follows from all that is published.

        Readers may take figures for what they are, or each for the sum of what happened day by day.
        """
        published = [n for n in range(len(self.counts)) if n not in self.hidden]
        as_they_are, day_by_day = _Known(), _Known()
        for n in published:
            as_they_are.add({n: _ONE})
            day_by_day.add(self._daily(n))
        for total, terms in (*self.spans, *self._sums(), *(Sum(one, (two,)) for one, two in self.twins)):
            as_they_are.add({total: -_ONE, **dict.fromkeys(terms, _ONE)})
        return lambda n: as_they_are.settles({n: _ONE}) or day_by_day.settles(self._daily(n))

    @cached_property
    def _starts(self) -> Sequence[date]:
        """The days on which any figure's time starts, or has just ended."""
        ends = {one.last + timedelta(1) for one in self.counts if one.last and one.last < date.max}
        return sorted({one.first for one in self.counts if one.first} | ends)

    def _daily(self, n: int) -> Line:
        """Return a figure as the sum of what each part counted between one start and the next."""
        one = self.counts[n]
        if one.first is None or one.last is None:
            return {("undated", n): _ONE}
        measures = {other.measure for other in self.counts}
        parts = measures - {WHOLE} if one.measure == WHOLE and measures - {WHOLE} else {one.measure}
        return {
            (part, at): _ONE
            for part in parts
            for at, start in enumerate(self._starts)
            if one.first <= start <= one.last
        }

    def _sums(self) -> Iterator[Sum]:
        for whole in self.wholes:
            parts = self._parts(whole)
            if parts and all(len(places) == 1 for places in parts.values()):
                yield Sum(whole, tuple(n for places in parts.values() for n in places))


def _over_time(counts: Sequence[Count]) -> Iterator[Sum]:
    """Yield each figure of a long period with the longest, and the shortest, figures inside it."""
    for n, one in enumerate(counts):
        inner = [m for m, other in enumerate(counts) if other.measure == one.measure and other.within(one)]
        if len(inner) > _MOST_INSIDE:
            yield Sum(n, tuple(inner))
            continue
        longest = [m for m in inner if not any(counts[m].within(counts[o]) for o in inner)]
        shortest = [m for m in inner if not any(counts[o].within(counts[m]) for o in inner)]
        for terms in {tuple(longest), tuple(shortest)} - {()}:
            yield Sum(n, terms)


def _twins(counts: Sequence[Count]) -> Iterator[tuple[int, int]]:
    """Yield pairs of one measure's figures of the same time of which neither lies inside the other."""
    for n, one in enumerate(counts):
        for m in range(n + 1, len(counts)):
            other = counts[m]
            nested = one.within(other) or other.within(one)
            if one.measure == other.measure and one.same_time(other) and not nested:
                yield n, m


class _Known:
    """What a reader knows: sums of unknown figures, solved as far as they go."""

    def __init__(self) -> None:
        self._solved: dict[Hashable, Line] = {}

    def add(self, line: Line) -> None:
        """Learn that a sum of unknown figures is known."""
        left = self._less_all(line)
        if left:
            pivot = next(iter(left))
            self._solved[pivot] = {unknown: factor / left[pivot] for unknown, factor in left.items()}

    def settles(self, line: Line) -> bool:
        """Tell whether a sum of unknown figures follows."""
        return not self._less_all(line)

    def _less_all(self, line: Line) -> Line:
        left = dict(line)
        while (pivot := next((unknown for unknown in left if unknown in self._solved), None)) is not None:
            times = left[pivot]
            for unknown, factor in self._solved[pivot].items():
                rest = left.get(unknown, _NONE) - factor * times
                if rest:
                    left[unknown] = rest
                else:
                    left.pop(unknown, None)
        return left
