"""An export's tables as an Excel workbook: a cover, a marked-up table a sheet, the columns explained.

Nothing in it is run: there are no formulas, and text becomes neither a link nor a number. A cell that has no
value says so in words, because an empty one leaves a screen reader's user guessing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal
from functools import cached_property
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from wsoa.authoring.returns.fields import OFFICE
from wsoa.render.data.csv_tables import guarded
from wsoa.render.office.office import holdable, property_text
from wsoa.render.office.workbook_return import HOW_TO, boxes_of, cut, folded, made_lines, marked
from wsoa.reports.export.export import Column, Table, TablesExport
from wsoa.reports.export.in_words import heading, told
from wsoa.words.dates import long_day
from wsoa.words.numbers import count

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_LONGEST_PLAIN = 255
"""Older Excel shows hash signs for longer text in a cell formatted as text."""
_EXACT = 10**15
"""Excel keeps fifteen digits; a longer number is written as text."""
_FIRST_DAY = date(1900, 3, 1)
"""Excel takes 1900 for a leap year: days before its 1 March are off by one, and it has none before 1900."""
_NARROWEST, _WIDEST, _DAY_WIDE, _LABEL_WIDE, _COVER_WIDE = 8, 48, 19, 22, 92
_BOX_WIDE, _MARK_WIDE = 30, 16
_LINE_HIGH, _HIGHEST = 15, 409
"""The height of a line of text, and the greatest that a row may have, in points."""
_FEW_COLUMNS = 12
"""Up to so many columns are printed on one page's width."""
_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_TINTS = {
    "complete": ("#083d29", "#cfe4dc"),
    "on_track": ("#083d29", "#cfe4dc"),
    "underway": ("#0f385c", "#d9e6f2"),
    "unknown": ("#2f353a", "#e3e6e8"),
    "not_started": ("#2f353a", "#e3e6e8"),
    "behind": ("#6b3415", "#fdeab0"),
    "off_track": ("#651b1b", "#f4d7d7"),
    "unreported": ("#651b1b", "#ffffff"),
}
"""Ink and tint of each standing, as a page has them; the word is in the cell all the same."""
_STANDING, _COLOURED = "standing", frozenset({"standing", "rating"})
_A4, _A3 = 9, 8
"""Sheets of paper, as Excel numbers them."""
_ABOUT = (
    "The facts of the plan as tables, one on each sheet. They were made from the plan's files; nothing dated "
    "after the day is in them."
)
_READING = (
    "A cell without a value says so in words, such as Not recorded. Several values in one cell are separated "
    "by semicolons. People are not named. On the sheet commitments the columns that are asked for less are "
    "folded away; the + above the last column opens them. The last sheet explains every column."
)
_LICENCE = "Under which licence the data may be used is for the area to say."
_NOT_IN_CSV = "Not in the csv"
_EXPLAINED = Table(
    "columns",
    "What each column means",
    (
        Column("sheet", "string", ""),
        Column("column", "string", ""),
        Column("name_in_csv", "string", ""),
        Column("holds", "string", ""),
        Column("meaning", "string", ""),
    ),
    (),
)
_KINDS = {
    "string": "Text",
    "integer": "Whole number",
    "number": "Number",
    "date": "Day",
    "boolean": "Yes or No",
}


def export_xlsx(export: TablesExport) -> bytes:
    """Return the workbook. The same export gives the same bytes: its dates are those of the day.

    A table without rows gets no sheet; the cover says so.
    """
    from xlsxwriter import Workbook

    made = BytesIO()
    with Workbook(made, _TEXT) as workbook:
        book = _Book(workbook, export)
        workbook.set_properties(book.properties)
        tables = (*(marked(table) for table in export.tables if table.rows), _explained(export))
        _cover(book, tables)
        for table in tables:
            _sheet(book, table)
    return made.getvalue()


class _Book:
    """A workbook in the making, with the formats that its cells share."""

    def __init__(self, workbook: Workbook, export: TablesExport) -> None:
        self.workbook = workbook
        self.export = export
        self._numbers: dict[int, Format] = {}
        self._tinted: dict[str, Format] = {}

    @cached_property
    def title(self) -> str:
        plans = self.export.plans
        if len(plans) == 1:
            return f"{plans[0].area}: {plans[0].title}"
        return f"SEND action plans: {', '.join(plan.area for plan in plans)}"

    @property
    def properties(self) -> dict[str, Any]:
        bodies = dict.fromkeys(body for one in self.export.plans for body in one.bodies)
        return {
            "title": property_text(self.title),
            "author": property_text("; ".join(bodies)),
            "subject": f"As at {long_day(self.export.as_of)}",
            "comments": f"Made with wsoa {self.export.tool_version}",
            "created": datetime.combine(self.export.as_of, time()),
        }

    @cached_property
    def heading(self) -> Format:
        return self._format({"bold": True, "text_wrap": True, "bottom": 1, "num_format": "@"})

    @cached_property
    def title_cell(self) -> Format:
        return self._format({"bold": True, "font_size": 16, "num_format": "@"})

    @cached_property
    def text(self) -> Format:
        return self._format({"text_wrap": True, "num_format": "@"})

    @cached_property
    def label(self) -> Format:
        return self._format({"bold": True, "num_format": "@"})

    def standing(self, key: str) -> Format:
        """For a standing and its rating: text on the tint of a page's tag; plain where that has none."""
        if key not in _TINTS:
            return self.text
        if key not in self._tinted:
            ink, tint = _TINTS[key]
            look = {"text_wrap": True, "num_format": "@", "font_color": ink, "bg_color": tint}
            self._tinted[key] = self._format(look)
        return self._tinted[key]

    @cached_property
    def kept_text(self) -> Format:
        """For text that the text format does not suit: it stays text when somebody edits the cell, too."""
        return self._format({"text_wrap": True, "quote_prefix": True})

    @cached_property
    def mark(self) -> Format:
        """For the mark of a row, which nobody reads."""
        return self._format({"font_color": "#8a9096", "font_size": 7, "num_format": "@"})

    @cached_property
    def day(self) -> Format:
        return self._format({"num_format": "d mmmm yyyy", "align": "left"})

    @cached_property
    def link(self) -> Format:
        return self._format({"font_color": "#1b4f80", "underline": 1, "bold": True})

    def figure(self, places: int) -> Format:
        """For numbers with so many decimal places, as the plan states them."""
        if places not in self._numbers:
            shown = "#,##0" + (f".{'0' * places}" if places else "")
            self._numbers[places] = self._format({"num_format": shown})
        return self._numbers[places]

    def _format(self, look: dict[str, Any]) -> Format:
        return self.workbook.add_format({"valign": "top", **look})


class _Line(NamedTuple):
    """A line of the cover; ``sheet`` where its label leads to a sheet."""

    label: str
    value: str | date
    sheet: str = ""


def _cover(book: _Book, tables: Sequence[Table]) -> None:
    sheet = book.workbook.add_worksheet("cover")
    sheet.set_column(0, 0, _LABEL_WIDE)
    sheet.set_column(1, 1, _COVER_WIDE)
    _page(sheet, book, wide=False)
    sheet.set_row(0, 2 * _LINE_HIGH)
    sheet.write_string(0, 0, cut(holdable(book.title)), book.title_cell)
    for row, line in enumerate(_lines(book.export, tables), start=1):
        if line.sheet:
            sheet.write_url(row, 0, f"internal:'{line.sheet}'!A1", book.link, line.label)
        else:
            sheet.write_string(row, 0, line.label, book.label)
        _write(sheet, (row, 1), line.value, book)
        _fit(sheet, row, [line.value], [_COVER_WIDE])


def _lines(export: TablesExport, tables: Sequence[Table]) -> list[_Line]:
    empty = [table for table in export.tables if not table.rows]
    return [
        _Line("What this is", _ABOUT),
        _Line("As at", export.as_of),
        *(
            _Line(
                "Plan",
                f"{one.area}: {one.title}. Called {one.id} in the tables; its text has the hash "
                f"{one.plan_hash}.",
            )
            for one in export.plans
        ),
        _Line("Made with", f"wsoa {export.tool_version}"),
        _Line("How to read it", _READING),
        _Line("How to change it", HOW_TO),
        _Line("Licence", _LICENCE),
        *(
            _Line(table.name, f"{table.title}: {count(len(table.rows), 'row')}", table.name)
            for table in tables
        ),
        *(_Line(table.name, f"{table.title}: nothing is recorded, so there is no sheet") for table in empty),
        *(_Line(OFFICE, line) for line in made_lines(export)),
    ]


def _explained(export: TablesExport) -> Table:
    """Return the table that explains the columns of the others."""
    rows = [
        (table.name, heading(column), name, _KINDS[column.type], column.meaning)
        for table in export.tables
        for column, name in (
            *((column, column.name) for column in table.columns),
            *((column, _NOT_IN_CSV) for column in boxes_of(table)),
        )
    ]
    return _EXPLAINED._replace(rows=tuple(rows))


def _sheet(book: _Book, table: Table) -> None:
    sheet = book.workbook.add_worksheet(table.name)
    last = len(table.rows), len(table.columns) - 1
    sheet.add_table(
        0, 0, *last,
        {
            "name": f"table_{table.name}",
            "title": table.title,
            "description": f"{table.title}: {count(len(table.rows), 'row')} under one row of headings.",
            "style": "Table Style Light 1",
            "columns": [{"header": heading(c), "header_format": book.heading} for c in table.columns],
        },
    )  # fmt: skip
    cells_told = [
        [told(cell, column) for cell, column in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    widths = [
        _width(column, cells)
        for column, cells in zip(table.columns, zip(*cells_told, strict=True), strict=True)
    ]
    marks = table.columns[-1].name == OFFICE
    seen = len(table.columns) - marks
    hidden = folded(table)
    for place, width in enumerate(widths):
        away = {"level": 1, "hidden": True} if table.columns[place].name in hidden else {}
        away = {"collapsed": True} if hidden and place == seen else away
        sheet.set_column(place, place, width if place < seen else _MARK_WIDE, None, away)
    names = [column.name for column in table.columns]
    stands = names.index(_STANDING) if _STANDING in names else None
    for row, cells in enumerate(cells_told, start=1):
        _fit(sheet, row, cells[:seen], widths[:seen])
        key = "" if stands is None else str(table.rows[row - 1][stands])
        for place, cell in enumerate(cells[:seen]):
            look = book.standing(key) if names[place] in _COLOURED else book.text
            _write(sheet, (row, place), cell, book, look)
        if marks:
            sheet.write_string(row, seen, str(cells[seen]), book.mark)
    sheet.print_area(0, 0, len(table.rows), seen - 1)
    sheet.freeze_panes(1, 2)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{len(table.rows) + 1}"})
    _page(sheet, book, wide=len(table.columns) > _FEW_COLUMNS)


def _page(sheet: Worksheet, book: _Book, *, wide: bool) -> None:
    """Settle how a sheet is printed: on its side, headings on every page, source and day at the foot.

    A wide table is for A3, on two pages beside each other, the others for A4.
    """
    sheet.set_landscape()
    sheet.set_paper(_A3 if wide else _A4)
    sheet.set_margins(left=0.7, right=0.7, top=0.7, bottom=0.75)
    if sheet.get_name() != "cover":
        sheet.repeat_rows(0)
    if wide:
        sheet.repeat_columns(0, 1)
        sheet.print_across()
    sheet.fit_to_pages(2 if wide else 1, 0)
    told = property_text(book.title)[:100].replace("&", "&&")
    sheet.set_footer(f"&L{told}, as at {long_day(book.export.as_of)}&RPage &P of &N")


def _write(
    sheet: Worksheet,
    at: tuple[int, int],
    cell: str | int | Decimal | date,
    book: _Book,
    look: Format | None = None,
) -> None:
    if isinstance(cell, date):
        if cell >= _FIRST_DAY:
            sheet.write_datetime(*at, datetime.combine(cell, time()), book.day)
        else:
            sheet.write_string(*at, cell.isoformat(), book.text)
    elif isinstance(cell, int | Decimal) and -_EXACT < cell < _EXACT:
        sheet.write_number(*at, float(cell), book.figure(_places(cell)))
    else:
        text = cut(holdable(f"{cell:f}" if isinstance(cell, Decimal) else str(cell)))
        plain = len(text) <= _LONGEST_PLAIN and guarded(text) == text
        sheet.write_string(*at, text, (look or book.text) if plain else book.kept_text)


def _places(value: int | Decimal) -> int:
    return len(f"{Decimal(value):f}".partition(".")[2])


def _width(column: Column, cells: Sequence[object]) -> int:
    """Return a width in characters: as wide as the widest value, the filter button beside the heading."""
    if column.type == "date":
        return _DAY_WIDE
    longest = max(len(str(cell)) for cell in cells)
    if column.empty == "":
        return max(_BOX_WIDE, min(_WIDEST, longest + 2))
    word = max(len(word) for word in heading(column).split()) + 4
    return max(_NARROWEST, word, min(_WIDEST, longest + 2))


def _fit(sheet: Worksheet, row: int, cells: Sequence[object], widths: Sequence[int]) -> None:
    """Make a row high enough for its text, for not every program does so by itself."""
    lines = max(_lines_of(str(cell), width) for cell, width in zip(cells, widths, strict=True))
    if lines > 1:
        sheet.set_row(row, min(_HIGHEST, lines * _LINE_HIGH))


def _lines_of(text: str, width: int) -> int:
    """Guess how many lines text takes; words do not fill a line to its end."""
    return sum(1 + int(len(line) * 1.1) // width for line in text.split("\n"))
