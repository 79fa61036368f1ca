"""The sheets of a workbook that came back, found by their headings wherever somebody moved them.

Nothing here knows the plan: rows become cells by the name of their column, and what stands under no heading
of ours is in doubt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from wsoa.authoring.returns.fields import OFFICE, known, label_of
from wsoa.authoring.returns.filled import Doubt, Said
from wsoa.authoring.returns.from_tables import Rows
from wsoa.authoring.workbook.marks import Made, bare, read_made

BOXES = ("happened", "reason", "agreed_by")
"""The boxes of a return that stand at the end of each commitment's row, to be filled."""
COMMITMENTS = "commitments"
EXPLAINED = frozenset({"Sheet", "Column", "Name in csv", "Holds", "Meaning"})
"""The headings of the sheet that explains the others; nothing there is read back."""
_FEWEST, _HEAD_ROWS = 4, 10
"""So many headings make a sheet one of ours; they stand in one of so many rows."""


class SheetColumn(NamedTuple):
    """A column of an exported sheet; ``empty`` are the words for no value."""

    name: str
    heading: str
    empty: str
    figure: bool = False


class Sheet(NamedTuple):
    """An exported sheet as the plan has it: its columns, and each row as text."""

    name: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[str, ...], ...] = ()


class GivenRow(NamedTuple):
    """A row that came back: what each column holds, the boxes that were filled, and its mark."""

    place: str
    cells: Mapping[str, Said]
    boxes: Mapping[str, Said]
    mark: str


class GivenSheet(NamedTuple):
    """A sheet that came back."""

    name: str
    rows: tuple[GivenRow, ...]


class Workbook(NamedTuple):
    """A workbook of ours that came back. ``made`` says of which plans, where the cover still tells."""

    file: str
    made: tuple[Made, ...]
    sheets: tuple[GivenSheet, ...]
    doubts: tuple[Doubt, ...] = ()

    @property
    def areas(self) -> tuple[str, ...]:
        """The plans whose rows are in it, by id."""
        told = [row.cells["plan"].words for sheet in self.sheets for row in sheet.rows if "plan" in row.cells]
        return tuple(dict.fromkeys(filter(None, (*told, *(one.area for one in self.made)))))


def read_workbook(tables: Iterable[Rows], sheets: Sequence[Sheet], file: str) -> Workbook | None:
    """Read a workbook by its headings; None where nothing in it is of ours."""
    made: list[Made] = []
    found: list[GivenSheet] = []
    doubts: list[Doubt] = []
    for rows in tables:
        made += [one for row in rows for cell in row for one in read_made(cell.own)]
        head, sheet = _headed(rows, sheets)
        if sheet is not None:
            given, strange = _given(rows, head, sheet, file)
            found.append(given)
            doubts += strange
        elif not _is_cover(rows) and not _is_explained(rows):
            first = next((cell for row in rows for cell in row if cell.own), None)
            if first is not None:
                why = "this is no sheet of the workbook that wsoa made, so it was not read"
                doubts.append(Doubt(f"{file}, {first.place}", "", first.own, why))
    if not made and not any(sheet.name == COMMITMENTS for sheet in found):
        return None
    return Workbook(file, tuple(dict.fromkeys(made)), tuple(found), tuple(doubts))


def _headed(rows: Rows, sheets: Sequence[Sheet]) -> tuple[int, Sheet | None]:
    """Return the row of headings and the sheet it is of: the one with most of its headings there."""
    best: tuple[float, int, Sheet | None] = (0.5, 0, None)
    for number, row in enumerate(rows[:_HEAD_ROWS]):
        told = {bare(cell.own).casefold() for cell in row if cell.own}
        for sheet in sheets:
            heads = {bare(column.heading).casefold() for column in sheet.columns}
            share = len(told & heads) / len(told) if len(told & heads) >= _FEWEST else 0.0
            if share > best[0]:
                best = share, number, sheet
    return best[1], best[2]


def _is_cover(rows: Rows) -> bool:
    return any(read_made(cell.own) for row in rows for cell in row)


def _is_explained(rows: Rows) -> bool:
    return bool(rows) and {cell.own for cell in rows[0] if cell.own} == EXPLAINED


def _given(rows: Rows, head: int, sheet: Sheet, file: str) -> tuple[GivenSheet, list[Doubt]]:
    names = {bare(column.heading).casefold(): column.name for column in sheet.columns}
    labels = [cell.own for cell in rows[head]]
    keys = [_key(label, names) for label in labels]
    given: list[GivenRow] = []
    strange: dict[int, list[Said]] = {}
    for row in rows[head + 1 :]:
        cells: dict[str, Said] = {}
        boxes: dict[str, Said] = {}
        mark = ""
        for place, (key, cell) in enumerate(zip(keys, row, strict=False)):
            kind, name = key
            said = Said("\n".join(cell.own.split("\n")), f"{file}, {cell.place}")
            if kind == "mark":
                mark = mark or cell.own
            elif kind == "column":
                cells.setdefault(name, said)
            elif kind == "box" and cell.own:
                boxes.setdefault(name, said)
            elif kind == "" and cell.own:
                strange.setdefault(place, []).append(said)
        if boxes or any(said.words for said in cells.values()):
            given.append(GivenRow(f"{file}, {row[0].place}", cells, boxes, mark))
    return GivenSheet(sheet.name, tuple(given)), [_strange(labels[at], said) for at, said in strange.items()]


def _key(label: str, names: Mapping[str, str]) -> tuple[str, str]:
    """Say what a heading stands for: a column, a box, the mark, or nothing of ours."""
    if label == OFFICE:
        return "mark", ""
    name = names.get(bare(label).casefold())
    if name:
        return "column", name
    box = known(label)
    return ("box", box) if box and box not in {"ref", "office"} else ("", "")


def _strange(label: str, said: Sequence[Said]) -> Doubt:
    """Say of a column of somebody's own what stands in it and where it would be taken."""
    named = f"“{label}” is" if label else "this is under"
    cells = "this cell was" if len(said) == 1 else f"{len(said):,} cells under it were"
    why = (
        f"{named} no heading of the workbook that wsoa made, so {cells} not read; "
        f"write what happened under “{label_of('happened')}”"
    )
    return Doubt(said[0].place, "", said[0].words, why)
