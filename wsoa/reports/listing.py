"""Lists of a plan's items as short reports print them: grouped by a mark, cut honestly, each item named."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wsoa.reports.parts import EvidenceLine, Link, Moment
from wsoa.words.lists import be

_SHOWN = 6
_NAMED = 24
"""Of what a list leaves out, at most this many are named; more are only counted."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a list: the item in the statement, and what is said of it."""

    ref: Link
    title: str
    says: str
    evidence: tuple[EvidenceLine, ...] = ()


@dataclass(frozen=True, slots=True)
class Marked:
    """Items that share what they are found by: a date, a delay or a word."""

    mark: Moment
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A list with the sentences before it. ``rest`` links to items left out; ``more`` counts them."""

    intro: tuple[str, ...]
    groups: tuple[Marked, ...] = ()
    more: str = ""
    rest: tuple[Link, ...] = ()


Line = tuple[Moment, Entry]


def listing(intro: tuple[str, ...], lines: Sequence[Line], most: int = _SHOWN) -> Listing:
    """Cut a list to its first items, group those that share a mark, and name or count the rest."""
    told, left = grouped_lines(intro, lines[:most]), lines[most:]
    if not left:
        return told
    if len(left) > _NAMED:
        return replace(told, more=left_out(len(left)))
    return replace(told, more=f"{len(left):,} more:", rest=tuple(dict.fromkeys(e.ref for _, e in left)))


def left_out(number: int) -> str:
    """Say how many of a list only the statement has, as a sentence; empty for none."""
    return f"{number:,} more {be(number)} in the full statement." if number > 0 else ""


def grouped_lines(intro: tuple[str, ...], lines: Sequence[Line]) -> Listing:
    """Make a list of lines, those in a row that share a mark under it once."""
    groups = groupby(lines, key=lambda line: line[0])
    return Listing(intro, tuple(Marked(mark, tuple(entry for _, entry in group)) for mark, group in groups))
