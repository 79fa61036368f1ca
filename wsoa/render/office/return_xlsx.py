"""A return as an Excel workbook: a row for each item, boxes to fill, and all else locked against a slip.

Boxes are text, so that “March 2020” and “03/04/20” stay what somebody typed: Excel would turn the first into
a day and the second into one of two. A real date that is pasted in is read as well.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time
from io import BytesIO
from typing import TYPE_CHECKING, Any, NamedTuple

from wsoa.authoring.returns.fields import COMMITMENT, FIGURE, OFFICE, REF, STATUSES, Field
from wsoa.authoring.returns.form import GROUPS, Entry, Form
from wsoa.render.office.office import holdable, property_text
from wsoa.render.office.return_words import ratings, steps
from wsoa.words.dates import say_day

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

_TEXT = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "in_memory": True,
}
_WIDTHS = {
    "happened": 38, "blocker": 24, "help_needed": 24, "finished": 15, "expected": 15, "rating": 8,
    "evidence": 24, "address": 24,
    "move_to": 15, "reason": 24, "agreed_by": 20, "figure": 14, "period": 18, "status": 14, "remark": 38,
}  # fmt: skip
_REF_WIDE, _KNOWN_WIDE, _ASKED_WIDE, _OFFICE_WIDE, _HOW_WIDE = 9, 46, 26, 18, 100
_LINE_HIGH, _HEAD_ROW = 13.5, 2
_LONGEST_HINT = 255


class _Sheet(NamedTuple):
    name: str
    known: str
    fields: Sequence[Field]
    entries: Sequence[Entry]


def return_xlsx(form: Form) -> bytes:
    """Return the workbook. The same form gives the same bytes: its dates are those of the day."""
    from xlsxwriter import Workbook

    made = BytesIO()
    with Workbook(made, _TEXT) as workbook:
        workbook.set_properties(
            {
                "title": property_text(f"{form.whose}: return as at {say_day(form.header.as_of)}"),
                "author": property_text(form.area),
                "created": datetime.combine(form.header.as_of, time()),
            }
        )
        writer = _SheetWriter(workbook, form)
        sheets = [
            _Sheet("Commitments", "The commitment", COMMITMENT, form.commitments),
            _Sheet("Figures", "What is measured", FIGURE, form.figures),
        ]
        for one in sheets:
            if one.entries:
                writer.sheet(one)
        writer.how_to()
    return made.getvalue()


class _SheetWriter:
    """A workbook in the making, and the formats its cells share."""

    def __init__(self, workbook: Workbook, form: Form) -> None:
        self.workbook, self.form = workbook, form
        self.title = self._format({"bold": True, "font_size": 14})
        self.hint = self._format({"font_color": "#565c62"})
        self.head = self._format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bg_color": "#eef0f1"}
        )
        self.box_head = self._format(
            {"bold": True, "text_wrap": True, "valign": "bottom", "bottom": 2, "bg_color": "#fdf3d0"}
        )
        self.known = self._format(
            {"text_wrap": True, "num_format": "@", "bottom": 4, "bottom_color": "#a6adb3"}
        )
        self.bold, self.plain = self._format({"bold": True}), self._format({})
        self.ref = self._format({"bold": True, "num_format": "@", "bottom": 4, "bottom_color": "#a6adb3"})
        self.asked = self._format({"text_wrap": True, "bold": True, "bottom": 4, "bottom_color": "#a6adb3"})
        self.box = self._format(
            {
                "text_wrap": True, "num_format": "@", "locked": False, "border": 1, "border_color": "#a6adb3",
                "bg_color": "#fffdf5",
            }
        )  # fmt: skip
        self.office = self._format({"font_color": "#8a9096", "font_size": 7, "num_format": "@"})
        self.line = self._format({"text_wrap": True})

    def sheet(self, wanted: _Sheet) -> Worksheet:
        """Write one sheet of items."""
        sheet = self.workbook.add_worksheet(wanted.name)
        sheet.write_string(
            0, 0, holdable(f"{self.form.whose}: return as at {say_day(self.form.header.as_of)}"), self.title
        )
        hint = "Fill the yellow boxes and send the file back. Leave blank whatever has not changed."
        sheet.write_string(1, 0, hint, self.hint)
        self._heads(sheet, wanted)
        for row, entry in enumerate(wanted.entries, _HEAD_ROW + 1):
            self._entry(sheet, row, entry, wanted.fields)
        self._lists(sheet, wanted)
        sheet.freeze_panes(_HEAD_ROW + 1, 2)
        sheet.protect("", {"format_columns": True, "format_rows": True, "select_locked_cells": True})
        self._page(sheet)
        return sheet

    def _heads(self, sheet: Worksheet, wanted: _Sheet) -> None:
        sheet.set_row(_HEAD_ROW, 2 * _LINE_HIGH + 3)
        for place, (words, width) in enumerate(
            ((REF, _REF_WIDE), (wanted.known, _KNOWN_WIDE), ("The question", _ASKED_WIDE))
        ):
            sheet.set_column(place, place, width)
            sheet.write_string(_HEAD_ROW, place, words, self.head)
        for place, field in enumerate(wanted.fields, 3):
            sheet.set_column(place, place, _WIDTHS[field.key])
            sheet.write_string(_HEAD_ROW, place, field.label, self.box_head)
        last = 3 + len(wanted.fields)
        sheet.set_column(last, last, _OFFICE_WIDE)
        sheet.write_string(_HEAD_ROW, last, OFFICE, self.head)

    def _entry(self, sheet: Worksheet, row: int, entry: Entry, fields: Sequence[Field]) -> None:
        facts = [f"{label}: {words}" for label, words in entry.facts]
        if entry.group == "done":
            facts.insert(0, GROUPS["done"])
        title, known = holdable(entry.title), holdable("\n".join(facts))
        high = max(_lines_of(f"{title}\n{known}", _KNOWN_WIDE), _lines_of(entry.question, _ASKED_WIDE), 3)
        sheet.set_row(row, high * _LINE_HIGH + 4)
        sheet.write_string(row, 0, entry.ref, self.ref)
        sheet.write_rich_string(row, 1, self.bold, title, self.plain, f"\n{known}", self.known)
        sheet.write_string(row, 2, entry.question, self.asked)
        for place in range(3, 3 + len(fields)):
            sheet.write_blank(row, place, None, self.box)
        sheet.write_string(row, 3 + len(fields), str(entry.code), self.office)

    def _lists(self, sheet: Worksheet, wanted: _Sheet) -> None:
        """Say beside each box what belongs in it, and offer a list where there is one."""
        first, last = _HEAD_ROW + 1, _HEAD_ROW + len(wanted.entries)
        for place, field in enumerate(wanted.fields, 3):
            offered = self._offered(field.key)
            told: dict[str, Any] = {
                "validate": "any", "input_title": field.label[:32], "input_message": self._hint(field)
            }  # fmt: skip
            if offered:
                told |= {
                    "validate": "list", "source": offered, "ignore_blank": True,
                    "error_title": "Choose from the list",
                    "error_message": "Choose one from the list, or leave it blank.",
                }  # fmt: skip
            sheet.data_validation(first, place, last, place, told)

    def _offered(self, key: str) -> list[str]:
        """Return what may be chosen for a box. Excel parts a list at commas and takes 255 signs of it."""
        if key == "status":
            return list(STATUSES)
        codes = [one.code for one in self.form.ratings]
        fits = (
            key == "rating"
            and not any("," in code for code in codes)
            and len(",".join(codes)) < _LONGEST_HINT
        )
        return codes if fits else []

    def _hint(self, field: Field) -> str:
        if field.key == "rating":
            told = "\n".join(f"{one.code}: {one.meaning}" for one in self.form.ratings)
        else:
            told = f"{field.hint}{' Such as 31 March 2020, or March 2020.' if field.date else ''}"
        return holdable(told)[:_LONGEST_HINT]

    def how_to(self) -> None:
        """Write the sheet that explains the others."""
        sheet = self.workbook.add_worksheet("How to fill it in")
        sheet.set_column(0, 0, _HOW_WIDE)
        sheet.write_string(0, 0, "How to fill it in", self.title)
        lines = [*steps(self.form, tables=True), *ratings(self.form)]
        for row, words in enumerate(lines, 2):
            sheet.write_string(row, 0, holdable(words), self.line)
            sheet.set_row(row, _lines_of(words, _HOW_WIDE) * _LINE_HIGH + 4)
        sheet.write_string(len(lines) + 3, 0, f"{OFFICE}: {self.form.header}", self.office)
        sheet.protect("", {"format_columns": True, "format_rows": True})
        self._page(sheet)

    def _page(self, sheet: Worksheet) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        if sheet.get_name() != "How to fill it in":
            sheet.repeat_rows(_HEAD_ROW)
        told = property_text(f"{self.form.area}: {self.form.whose}")[:100].replace("&", "&&")
        sheet.set_footer(f"&L{told}&RPage &P of &N")

    def _format(self, look: dict[str, Any]) -> Format:
        return self.workbook.add_format({"valign": "top", "font_name": "Arial", "font_size": 10, **look})


def _lines_of(text: str, width: int) -> int:
    """Guess how many lines text takes; words do not fill a line to its end."""
    return sum(1 + int(len(line) * 0.95) // width for line in text.split("\n"))
