"""Cells with spans, laid out on a square grid: the text of a cell stands in every square that it covers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from wsoa.imports.document import Cell, Table, squared
from wsoa.imports.readers.limits import MAX_COLUMNS, check_size


class Piece(NamedTuple):
    """One cell as its file has it: its text, how many rows and columns it spans, its shading."""

    text: str
    down: int = 1
    across: int = 1
    shade: str = ""
    struck: str = ""
    inner: tuple[Any, ...] = ()


def spread(rows: Sequence[Sequence[Piece]], name: str) -> Table:
    """Lay out rows of cells on a grid.

    Raises:
        ImportStop: the grid would be too large.
    """
    laid: list[dict[int, Cell]] = [{} for _ in rows]
    for row, pieces in enumerate(rows):
        column = 0
        for piece in pieces:
            while column in laid[row]:
                column += 1
            across = min(piece.across, MAX_COLUMNS + 1)
            check_size(len(rows), column + across, name)
            place = f"{name}, row {row + 1}, column {column + 1}"
            inner = tuple(
                spread(table, f"{place}, inner table {n}") for n, table in enumerate(piece.inner, 1)
            )
            for below in range(row, min(row + piece.down, len(rows))):
                for at in range(column, column + across):
                    covered = "" if (below, at) == (row, column) else "left" if at > column else "above"
                    laid[below][at] = Cell(
                        piece.text, f"{name}, row {below + 1}, column {at + 1}", below, at,
                        covered,  # type: ignore[arg-type]
                        shade=piece.shade, struck=piece.struck if not covered else "", inner=inner if not covered else (),  # noqa: E501
                    )  # fmt: skip
            column += across
    width = max((max(row, default=-1) + 1 for row in laid), default=0)
    full = [
        [
            row.get(at) or Cell("", f"{name}, row {number + 1}, column {at + 1}", number, at)
            for at in range(width)
        ]
        for number, row in enumerate(laid)
    ]
    return Table(name, squared(full, width, name))
