"""Excel workbooks: one table a sheet, with merged cells, real dates, and refs that lost a zero put right."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from typing import Any

from wsoa.imports.document import Cell, Document, ImportStop, Line, Table, squared, tidy
from wsoa.imports.ledger import Entry, Kind
from wsoa.imports.readers.excel_formats import SheetFormats, Square, decimals, sheet_formats, shows_month_only
from wsoa.imports.readers.limits import check_archive, check_size

_NO_FORMATS = SheetFormats({}, 0, 0)


def read_excel(data: bytes, name: str) -> Document:
    """Read a workbook; each sheet is a heading and a table.

    Raises:
        ImportStop: it is not a workbook, it is damaged, or it is too large.
    """
    from python_calamine import CalamineWorkbook  # noqa: PLC0415 - an extra

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_archive(archive, name)
            formats = sheet_formats(archive)
        for sheet in formats:
            check_size(sheet.rows, sheet.columns, name)
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        return _document(workbook, formats, name)
    except ImportStop:
        raise
    except Exception as error:
        raise ImportStop(f"{name} is not a workbook that can be read; save it again as .xlsx.") from error


def _document(workbook: Any, formats: list[SheetFormats], name: str) -> Document:  # noqa: ANN401
    blocks: list[Line | Table] = []
    notes: list[Entry] = []
    for index, about in enumerate(workbook.sheets_metadata):
        place = f"sheet {tidy(about.name)}"
        if "Hidden" in str(about.visible):
            notes.append(
                Entry(Kind.SKIPPED, place, "sheet", about.name, "the sheet is hidden, so it is not read")
            )
            continue
        sheet = workbook.get_sheet_by_index(index)
        known = formats[index] if index < len(formats) else _NO_FORMATS
        table = _table(sheet, known, place)
        if table.rows:
            blocks += [Line(tidy(about.name), place, 1), table]
            notes += _unseen(table, known, place)
    return Document(name, "", tuple(blocks), tuple(notes))


def _unseen(table: Table, known: SheetFormats, place: str) -> Iterator[Entry]:
    """Say what the sheet hides and is read all the same, and what it shows and the file does not hold."""
    for row in known.hidden:
        words = " | ".join(cell.text for cell in table.rows[row] if cell.own) if row < len(table.rows) else ""
        if words:
            told = "the row is hidden in the sheet, and read all the same"
            yield Entry(Kind.GUESS, f"{place}, row {row + 1}", "row", words, told)
    for row, column in sorted(known.unsaved):
        told = "a formula whose result is not in the file; open it in Excel, save it and import it again"
        yield Entry(Kind.NOT_READ, f"{place}, {_letters(column)}{row + 1}", "formula", "", told)


def _table(sheet: Any, known: SheetFormats, place: str) -> Table:  # noqa: ANN401
    values = sheet.to_python(skip_empty_area=False)
    rows = [
        [
            _dressed(_cell(value, known.codes.get((row, column), ""), place, row, column), known)
            for column, value in enumerate(line)
        ]
        for row, line in enumerate(values)
    ]
    _fill_out(rows, known, place)
    width = max(map(len, rows), default=0)
    check_size(len(rows), width, place)
    for first, last in sheet.merged_cell_ranges or ():
        _merge(rows, first, last)
    return Table(place, squared(rows, width, place))


def _dressed(cell: Cell, known: SheetFormats) -> Cell:
    """Add what the sheet shows beside a value: its shading, and that it is struck through."""
    at = (cell.row, cell.column)
    if at in known.struck and cell.text:
        cell = cell._replace(text="", day="", struck=cell.text)
    return cell._replace(shade=known.shades[at]) if at in known.shades else cell


def _fill_out(rows: list[list[Cell]], known: SheetFormats, place: str) -> None:
    """Add squares that are only shaded, to the right of the last value or below it."""
    for row, column in sorted(known.shades):
        if row >= len(rows) or column < len(rows[row]):
            continue
        rows[row] += [
            _dressed(Cell("", f"{place}, {_letters(at)}{row + 1}", row, at), known)
            for at in range(len(rows[row]), column + 1)
        ]


def _merge(rows: list[list[Cell]], first: Square, last: Square) -> None:
    """Give every square of a merged area the text of its first."""
    if first[0] >= len(rows) or first[1] >= len(rows[first[0]]):
        return
    origin = rows[first[0]][first[1]]
    for row in range(first[0], min(last[0], len(rows) - 1) + 1):
        for column in range(first[1], min(last[1], len(rows[row]) - 1) + 1):
            if (row, column) != first:
                square = rows[row][column]
                rows[row][column] = origin._replace(
                    place=square.place,
                    row=row,
                    column=column,
                    covered="left" if column > first[1] else "above",
                )


def _cell(value: Any, code: str, place: str, row: int, column: int) -> Cell:  # noqa: ANN401
    where = f"{place}, {_letters(column)}{row + 1}"
    if isinstance(value, (date, datetime)):
        day = value.date() if isinstance(value, datetime) else value
        spelt = f"{day:%Y-%m}" if shows_month_only(code) else f"{day:%Y-%m-%d}"
        return Cell(spelt, where, row, column, day=spelt)
    if isinstance(value, float):
        return Cell(_figure(value, code), where, row, column)
    return Cell(tidy(str(value)), where, row, column)


def _figure(value: float, code: str) -> str:
    """Write a number as the sheet shows it: 1.10 where two figures follow the point, 58% for 0.58."""
    if code.rstrip().endswith("%"):
        return f"{value * 100:.10g}%"
    places = decimals(code)
    if places is not None:
        return f"{value:.{places}f}"
    return str(int(value)) if value.is_integer() else f"{value:.15g}"


def _letters(column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
