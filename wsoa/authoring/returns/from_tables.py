"""A return in Word or Excel: tables of boxes, found by their headings and their lines for the office.

What people wrote anywhere but in a box is not read. Questions that were edited make no difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from wsoa.authoring.returns.fields import MOVING, known
from wsoa.authoring.returns.filled import Boxes, Doubt, Filled, gathered
from wsoa.authoring.returns.stamp import Header, read_code, read_header

_FEWEST = 3
"""So many headings that are known make a row of headings."""


class Cell(Protocol):
    """One cell of a table: its text, empty where another cell covers it, and where it is."""

    @property
    def own(self) -> str: ...  # noqa: D102

    @property
    def place(self) -> str: ...  # noqa: D102


Rows = Sequence[Sequence[Cell]]
CONTEXT = frozenset({"the commitment", "what is measured", "what is known", "the question", "last words"})
"""Headings of columns that we fill ourselves; what stands there is not read back."""


def read_tables(tables: Iterable[Rows], loose: Iterable[str], file: str) -> Filled:
    """Read a return from its tables and from the lines outside them."""
    reader = _Reader(file)
    for line in loose:
        reader.look_for_header(line)
    for rows in tables:
        reader.table(rows)
    return reader.filled()


class _Reader:
    def __init__(self, file: str) -> None:
        self.file = file
        self.header: Header | None = None
        self.boxes: list[Boxes] = []
        self.moves: list[Boxes] = []
        self.doubts: list[Doubt] = []

    def look_for_header(self, text: str) -> None:
        found = read_header(text[text.find("wsoa-return") :]) if "wsoa-return" in text else None
        self.header = self.header or found

    def table(self, rows: Rows) -> None:
        for row in rows:
            for cell in row:
                self.look_for_header(cell.own)
        head = next((n for n, row in enumerate(rows) if _is_heading(row)), None)
        if head is None:
            self._downwards(rows)
        else:
            self._across(rows[head], rows[head + 1 :])

    def _downwards(self, rows: Rows) -> None:
        """Read a table of two columns: a question, and its box."""
        boxes = Boxes(self._place(rows))
        for row in rows:
            told = [cell for cell in row if cell.own]
            key = known(row[0].own) if row else ""
            if key and len(row) > 1:
                boxes.put(row[0].own, "\n".join(cell.own for cell in row[1:] if cell.own), self._at(row[1]))
            elif told and len(row) > 1 and row[1].own and read_header(row[1].own) is None:
                boxes.doubt(self._at(row[1]), row[1].own, "the question beside this box is gone")
        if boxes.said or boxes.code or boxes.doubts:
            boxes.ref = ""
            self.boxes.append(boxes)

    def _across(self, heads: Sequence[Cell], rows: Rows) -> None:
        """Read a table with a row for each item."""
        labels = [cell.own for cell in heads]
        keys = [known(label) for label in labels]
        moving = "office" not in keys
        for row in rows:
            boxes = Boxes(self._at(row[0]) if row else self.file)
            for label, key, cell in zip(labels, keys, row, strict=False):
                if key:
                    boxes.put(label, cell.own, self._at(cell))
                elif cell.own and label.strip().casefold() not in CONTEXT:
                    boxes.doubt(self._at(cell), cell.own, "this column has no heading that a return knows")
            if moving and (boxes.said or boxes.ref):
                self.moves.append(boxes)
            elif not moving and (boxes.code or boxes.said or boxes.doubts):
                self.boxes.append(boxes)

    def filled(self) -> Filled:
        """Return the whole, new dates beside the items they are for."""
        for move in self.moves:
            self._join(move)
        return gathered(self.file, self.header, self.boxes, self.doubts)

    def _join(self, move: Boxes) -> None:
        mine = [one for one in self.boxes if (code := read_code(one.code)) and code.ref == move.ref]
        if not move.said:
            return
        if not mine:
            told = "; ".join(said.words for said in move.said.values())
            why = "a new date needs the ref of an item of this return beside it"
            self.doubts.append(Doubt(move.place, move.ref, told, why))
            return
        for key in MOVING:
            if key in move.said:
                mine[0].keep(key, move.said[key])

    def _at(self, cell: Cell) -> str:
        return f"{self.file}, {cell.place}"

    def _place(self, rows: Rows) -> str:
        return self._at(rows[0][0]) if rows and rows[0] else self.file


def _is_heading(row: Sequence[Cell]) -> bool:
    keys = [key for cell in row if (key := known(cell.own))]
    return len(set(keys)) >= _FEWEST and "ref" in keys
