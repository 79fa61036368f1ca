"""One cell of a workbook that came back, held against what it was and against what the plan says now."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal, NamedTuple

from wsoa.authoring.returns.filled import Said
from wsoa.authoring.workbook.marks import Mark, bare, plain_figure, read_mark, row_digits
from wsoa.authoring.workbook.sheets import GivenRow, Sheet, SheetColumn

RowsByKey = Mapping[str, Mapping[str, str]]
"""The rows of a sheet, each as text by column under what names it."""
KEYS: Mapping[str, tuple[str, ...]] = {
    "commitments": ("plan", "kind", "ref"),
    "roles": ("plan", "id"),
    "weaknesses": ("plan", "ref"),
}
"""What names a row of a sheet; a row of any other sheet is named by all it holds."""


class Known(NamedTuple):
    """The sheets as the plan stands: ``now``, and ``then`` where the workbook's own text of it is at hand."""

    now: Mapping[str, Sheet]
    then: Mapping[str, Sheet]


class Cell(NamedTuple):
    """A cell that says something else than it did, or may. ``state`` is how that stands to the plan.

    ``edited``: the plan still says what the cell said; ``conflict``: the plan says a third thing now;
    ``unknown``: nobody can tell whether the cell or the plan was changed.
    """

    column: SheetColumn
    said: Said
    now: str
    state: Literal["edited", "conflict", "unknown"]

    @property
    def emptied(self) -> bool:
        """True where what stood there was taken away."""
        return says_nothing(self.said.words, self.column)


def key_of(sheet: str, cells: Mapping[str, str]) -> str:
    """Return what names a row, as its mark has it."""
    names = KEYS.get(sheet, tuple(cells))
    return "\0".join((sheet, *(cells.get(name, "") for name in names)))


def says_nothing(text: str, column: SheetColumn) -> bool:
    """True for a cell that is blank or holds the words for no value."""
    return bare(text) in {"", bare(column.empty)}


def same(one: str, other: str, column: SheetColumn) -> bool:
    """True where two texts of a column say the same: spaces and noughts at the end make no difference."""
    if says_nothing(one, column) and says_nothing(other, column):
        return True
    if column.figure:
        one, other = plain_figure(one), plain_figure(other)
    return bare(one) == bare(other)


class Row:
    """A row that came back, beside the same row of the plan.

    ``now`` is None where the plan has none. ``copied`` is the mark of another row, which it bears.
    """

    def __init__(self, given: GivenRow, sheet: Sheet, now: RowsByKey, then: RowsByKey) -> None:
        self.given, self.sheet = given, sheet
        self.key = key_of(sheet.name, {name: said.words for name, said in given.cells.items()})
        self.now = now.get(self.key)
        mark = read_mark(given.mark)
        mine = mark is not None and (sheet.name not in KEYS or mark.row == row_digits(self.key))
        self.mark: Mark | None = mark if mine else None
        self.copied: Mark | None = None if mine else mark
        self._then = then.get(self.key)

    @property
    def known_before(self) -> bool:
        """True where it can be told what the row held when the workbook was made."""
        return self.mark is not None or self._then is not None

    def held(self, column: SheetColumn, text: str) -> bool | None:
        """Tell whether a cell held this text when the workbook was made; None where nothing tells."""
        if self.mark is not None:
            nothing = says_nothing(text, column)
            return any(
                self.mark.held(column.name, one, figure=column.figure)
                for one in ((column.empty, "") if nothing else (text,))
            )
        if self._then is not None and column.name in self._then:
            return same(self._then[column.name], text, column)
        return None

    def stands(self, name: str) -> bool:
        """True unless the plan is known to say something else in a column than when the workbook was made."""
        column = next((one for one in self.sheet.columns if one.name == name), None)
        return column is None or self.now is None or self.held(column, self.now[name]) is not False

    def changes(self) -> Iterator[Cell]:
        """Yield each cell that no longer says what it said, and what the plan does not say either."""
        for column in self.sheet.columns:
            said, now = self.given.cells.get(column.name), (self.now or {}).get(column.name, "")
            if said is None or same(said.words, now, column):
                continue
            before = self.held(column, said.words)
            if before is None:
                yield Cell(column, said, now, "unknown")
            elif not before:
                yield Cell(column, said, now, "edited" if self.held(column, now) else "conflict")

    def was_copied(self, column: SheetColumn) -> bool:
        """True for a cell that holds what the row held from which this one was copied."""
        said = self.given.cells.get(column.name)
        held = self.copied is not None and said is not None
        return held and self.copied.held(column.name, said.words, figure=column.figure)  # type: ignore[union-attr]

    def words(self, name: str) -> str:
        """Return what stands in a column; nothing where it holds the words for no value."""
        said = self.given.cells.get(name)
        column = next((one for one in self.sheet.columns if one.name == name), None)
        return "" if said is None or column is None or says_nothing(said.words, column) else said.words


def rows_by_key(sheet: Sheet) -> RowsByKey:
    """Return the rows of a sheet as its plan has them, each under what names it."""
    names = [column.name for column in sheet.columns]
    return dict(zip(keys_in(sheet), (dict(zip(names, row, strict=True)) for row in sheet.rows), strict=True))


def keys_in(sheet: Sheet) -> list[str]:
    """Return what names each row of a sheet, in order; two rows that hold the same share it."""
    names = [column.name for column in sheet.columns]
    return [key_of(sheet.name, dict(zip(names, row, strict=True))) for row in sheet.rows]
