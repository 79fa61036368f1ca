"""A bar for a cell of a table: as long as its counts, on the scale of the longest one in the table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wsoa.plan.ratings import LIVE, Standing
from wsoa.words.lists import listed
from wsoa.words.nothing import NOTHING_DATED


@dataclass(frozen=True, slots=True)
class BarPart:
    """One part of a small bar: the standing, and where it starts and how long it is, in per cent."""

    standing: str
    left: str
    width: str


@dataclass(frozen=True, slots=True)
class SmallBar:
    """A small bar, and the same in words."""

    words: str
    parts: tuple[BarPart, ...]


def small_bar(counts: Mapping[Standing, int], longest: int) -> SmallBar:
    """Draw counts by standing; ``longest`` is how many the longest bar of the table has. Withdrawn is out."""
    shown = [one for one in LIVE if counts[one]]
    said = listed([f"{counts[one]:,} {one.word.lower()}" for one in shown])
    return SmallBar(said or NOTHING_DATED, tuple(_parts(counts, shown, longest)))


def _parts(counts: Mapping[Standing, int], shown: Sequence[Standing], longest: int) -> Iterator[BarPart]:
    left = 0
    for standing in shown:
        yield BarPart(standing.value, _share(left, longest), _share(counts[standing], longest))
        left += counts[standing]


def _share(number: int, longest: int) -> str:
    """Write how much of the longest bar a count is: 12.34%."""
    return f"{100 * number / longest:.2f}%"
