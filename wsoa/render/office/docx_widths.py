"""How wide the columns of a Word table are: as their words need, and the rest by how much they say."""

from __future__ import annotations

from typing import NamedTuple

from wsoa.render.document.blocks import Table, lines_of, plain

_CHARACTER, _PADDING = 2.0, 3.4
"""Millimetres that a character of a table takes, and that stay free in a cell."""
_LONGEST_WORD, _LONGEST_LINE = 18, 24
"""Longer words may be broken; longer lines are read as well on two."""
_CROWDED = 1.25
"""How much more than an upright page a table may ask for."""
_SPREAD = 0.75
"""How much of the rest goes to a column that says more: 0 would give all the same, 1 by their length."""
_SHORT, _FEW_ROWS = 900, 7
"""A table of at most so many characters and rows is never broken across pages."""


class Column(NamedTuple):
    """What a column holds, in characters: its longest word, its longest line, and how much in all."""

    word: int = 0
    line: int = 0
    amount: int = 0
    number: bool = False


Columns = tuple[Column, ...]


def measured(table: Table, known: Columns = ()) -> Columns:
    """Measure the columns of a table, together with those of others of its kind."""
    rows = [
        *([[name] for name in row] for row in [table.names] if row),
        *([list(lines_of(cell.blocks)) for cell in row] for row in table.rows),
    ]
    found = []
    for place, number in enumerate(table.numbers):
        lines = [plain(line) for row in rows for line in row[place]]
        words = [len(word) for line in lines for word in line.split()]
        before = known[place] if known else Column(number=number)
        longest = max([before.line, *map(len, lines)])
        found.append(
            Column(
                max([before.word, *words]),
                longest,
                before.amount + sum(map(len, lines)),
                before.number and number,
            )
        )
    return tuple(found)


def is_short(table: Table) -> bool:
    """Tell whether a table should stand on one page."""
    return len(table.rows) <= _FEW_ROWS and sum(one.amount for one in measured(table)) < _SHORT


def is_wide(columns: Columns, upright: float) -> bool:
    """Tell whether a table wants more room than the width of an upright page, in millimetres."""
    wanted = (
        one.word if one.number else max(min(one.word, _LONGEST_WORD), min(one.line, _LONGEST_LINE))
        for one in columns
    )
    return sum(map(_wide, wanted)) > upright * _CROWDED


def widths(columns: Columns, across: float) -> tuple[float, ...]:
    """Share out the width of a page, in millimetres; what is one word on every line needs no more."""
    least = [_wide(min(one.word, _LONGEST_WORD)) for one in columns]
    rest = across - sum(least)
    if rest < 0:
        return tuple(one * across / sum(least) for one in least)
    weights = [0 if one.line <= one.word else (one.amount + 1) ** _SPREAD for one in columns]
    if not any(weights):
        weights = [1 for _ in columns]
    return tuple(one + rest * weight / sum(weights) for one, weight in zip(least, weights, strict=True))


def _wide(characters: int) -> float:
    return characters * _CHARACTER + _PADDING
