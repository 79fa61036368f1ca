"""How wide the columns of a Word table are: as their words need, and the rest by how much they say."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wsoa.charts.text import SIZE, width_of
from wsoa.render.document.blocks import Table, lines_of, plain

_LONGEST_WORD, _LONGEST_LINE = 10.5, 14
"""In widths of an em: longer words may be broken; longer lines are read as well on two."""
_SPARE = 0.1
"""What is kept free beside the longest word, for letters differ from font to font; in widths of an em."""
_HEAD = 0.6
"""How much of its length the heading over figures has on one line, where it is longer than they are."""
_CROWDED = 1.2
"""How much more than an upright page a table may ask for."""
_SPREAD = 0.75
"""How much of the rest goes to a column that says more: 0 would give all the same, 1 by their length."""
_SHORT, _FEW_ROWS = 900, 7
"""A table of at most so many characters and rows is never broken across pages."""


class Letters(NamedTuple):
    """The letters of tables: the width of an em, and what stays free in each cell, in millimetres."""

    em: float
    free: float


class Column(NamedTuple):
    """What a column holds: its longest word and line in ems, and how many characters in all.

    A figure, with what it counts, is one word.
    """

    word: float = 0
    line: float = 0
    amount: int = 0
    number: bool = False


Columns = tuple[Column, ...]


def measured(table: Table, known: Columns = ()) -> Columns:
    """Measure the columns of a table, together with those of others of its kind."""
    found = []
    for place, number in enumerate(table.numbers):
        before = known[place] if known else Column(number=number)
        head = plain(table.names[place]) if table.names else ""
        told = [
            (plain(line), row[place].heading) for row in table.rows for line in lines_of(row[place].blocks)
        ]
        lines = [_ems(line, bold=bold) for line, bold in told]
        words = [_ems(word, bold=bold) for line, bold in told for word in line.split()]
        heads = [_ems(word, bold=True) for word in head.split()]
        if before.number and number:
            words, heads = lines, [*heads, _ems(head, bold=True) * _HEAD]
        found.append(
            Column(
                max([before.word, *words, *heads]),
                max([before.line, *lines, _ems(head, bold=True)]),
                before.amount + len(head) + sum(len(line) for line, _ in told),
                before.number and number,
            )
        )
    return tuple(found)


def is_short(table: Table) -> bool:
    """Tell whether a table should stand on one page."""
    return len(table.rows) <= _FEW_ROWS and sum(one.amount for one in measured(table)) < _SHORT


def is_wide(columns: Columns, upright: float, letters: Letters, *, dense: bool = False) -> bool:
    """Tell whether a table wants more room than the width of an upright page, in millimetres.

    ``dense``: a paper of few pages is turned only where words would have to be broken.
    """
    if dense:
        return sum(_least(columns, letters)) > upright
    wanted = (
        one.word if one.number else max(min(one.word, _LONGEST_WORD), min(one.line, _LONGEST_LINE))
        for one in columns
    )
    return sum(_wide(one, letters) for one in wanted) > upright * _CROWDED


def widths(columns: Columns, across: float, letters: Letters) -> tuple[float, ...]:
    """Share out the width of a page, in millimetres.

    Every column has room for its longest word first. What is left goes to those with longer lines, by how
    much they say, and to none more than its longest line needs; then to all alike. The heading over figures
    may take more lines than one.
    """
    found = _least(columns, letters)
    if sum(found) < across:
        most = [_wide(one.word if one.number else one.line, letters) for one in columns]
        found = _grown(found, most, [(one.amount + 1) ** _SPREAD for one in columns], across)
    return tuple(one * across / sum(found) for one in found)


def _grown(
    least: Sequence[float], most: Sequence[float], weights: Sequence[float], across: float
) -> Sequence[float]:
    """Share out what is left of a width by weight, to none more than its most."""
    found = list(least)
    growing = [place for place, one in enumerate(found) if one < most[place]]
    while growing:
        share = (across - sum(found)) / sum(weights[place] for place in growing)
        full = [place for place in growing if most[place] - found[place] <= share * weights[place]]
        for place in growing:
            if place in full:
                found[place] = most[place]
            elif not full:
                found[place] += share * weights[place]
        growing = [place for place in growing if place not in full] if full else []
    return found


def _least(columns: Columns, letters: Letters) -> Sequence[float]:
    return [_wide(min(one.word, _LONGEST_WORD), letters) for one in columns]


def _wide(ems: float, letters: Letters) -> float:
    return (ems + _SPARE) * letters.em + letters.free


def _ems(text: str, *, bold: bool) -> float:
    return width_of(text, bold=bold) / SIZE
