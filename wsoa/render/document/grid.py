"""The rows of an HTML table laid out as a plain grid: no cell reaches across another row or column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import NamedTuple

from wsoa.render.document.blocks import Cell, Spans, Table, lines_of, plain, sentences
from wsoa.render.document.tree import Element

_FIGURE = re.compile(r"[+−–£-]?\d[\d,.]*%?(?: of \d[\d,.]*| (?:days?|points?))?|[–-]|None")
_WIDEST = 50
"""How many columns or rows a cell may reach across."""
_EMPTY = Cell(())


class CellRead(NamedTuple):
    """A cell, how many columns and rows it reaches across, and whether it is marked as a figure."""

    cell: Cell
    across: int
    down: int
    number: bool


class RowRead(NamedTuple):
    """A row; ``heads`` where its cells name the columns."""

    cells: tuple[CellRead, ...]
    heads: bool


def parts(element: Element, wanted: frozenset[str]) -> Iterator[Element | str]:
    """Yield the parts of an element that are wanted and what stands between them, looking into groups."""
    for child in element.children:
        if isinstance(child, str):
            yield from [child] if child.strip() else []
        elif child.tag not in wanted and any(one.tag in wanted for one in child.within()):
            yield from parts(child, wanted)
        else:
            yield child


def reach(cell: Element, attribute: str) -> int:
    """Return how far a cell reaches, 1 where nothing sensible is said."""
    told = cell.attributes.get(attribute, "")
    return max(1, min(int(told), _WIDEST)) if told.isdecimal() else 1


def gridded(caption: Spans, rows: Sequence[RowRead], *, shown: bool) -> Iterator[Table]:
    """Yield the table that rows make; nothing where there are none."""
    laid = list(_laid_out(rows))
    width = max((len(row) for row in laid), default=0)
    if not width:
        return
    heads = 0
    while heads < len(rows) and rows[heads].heads:
        heads += 1
    full = [(*row, *[CellRead(_EMPTY, 1, 1, number=False)] * (width - len(row))) for row in laid]
    above = zip_longest(
        *([sentences(lines_of(one.cell.blocks), "; ") for one in row] for row in full[:heads])
    )
    names = tuple(sentences([one for one in column if one], " ") for column in above)
    columns = [[row[place] for row in full] for place in range(width)]
    numbers = tuple(_is_number(column[:heads], column[heads:]) for column in columns)
    cells = tuple(tuple(one.cell for one in row) for row in full[heads:])
    yield Table(caption, shown, names, numbers, cells)


def _laid_out(rows: Sequence[RowRead]) -> Iterator[list[CellRead]]:
    """Yield rows in which every cell takes one place, and an empty one stands where a cell reaches to."""
    held: dict[int, int] = {}
    for row in rows:
        laid: list[CellRead] = []
        for read in row.cells:
            while held.get(len(laid), 0):
                held[len(laid)] -= 1
                laid.append(CellRead(_EMPTY, 1, 1, number=False))
            for place in range(len(laid), len(laid) + read.across):
                held[place] = read.down - 1
            laid += [read, *[CellRead(_EMPTY, 1, 1, number=False)] * (read.across - 1)]
        yield laid


def _is_number(heads: Sequence[CellRead], cells: Sequence[CellRead]) -> bool:
    if any(one.number for one in heads):
        return True
    if any(one.cell.heading for one in cells):
        return False
    told = [plain(sentences(lines_of(one.cell.blocks), " ")) for one in cells]
    return any(re.search(r"\d", words) for words in told) and all(map(_FIGURE.fullmatch, told))
