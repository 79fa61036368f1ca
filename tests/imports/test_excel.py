"""Workbooks: refs that lost a zero, date cells, months shown as months, merged cells, sheets."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from xlsxwriter import Workbook

from tests.imports.made import HEADINGS, imported, workbook
from wsoa.imports.document import ImportStop
from wsoa.imports.ledger import Kind


def test_a_ref_typed_as_a_number_keeps_the_zero_that_its_format_shows(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet, two = book.add_worksheet("Actions"), book.add_format({"num_format": "0.00"})
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_number(1, 0, 1.1, two)
        sheet.write_row(1, 1, ["The tenth action", "Head of SEND", "May 2020"])

    assert list(imported(tmp_path, "plan.xlsx", workbook(fill)).actions) == ["1.10"]


def test_a_lost_zero_without_a_format_is_restored_by_its_place_and_doubted(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Actions")
        sheet.write_row(0, 0, HEADINGS)
        for row, ref in enumerate([1.1, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 1.1, 1.11], 1):
            sheet.write_row(row, 0, [ref, f"Action {row}", "Head of SEND", "May 2020"])

    result = imported(tmp_path, "plan.xlsx", workbook(fill))
    assert list(result.actions)[8:] == ["1.9", "1.10", "1.11"]
    (entry,) = result.entries(Kind.REPAIRED, "ref")
    assert (entry.place, entry.read, entry.made) == (
        "sheet Actions, A11",
        "1.1",
        "read as 1.10: it follows 1.9",
    )


def test_date_cells_are_days_and_months_shown_as_months_stay_months(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Actions")
        sheet.write_row(0, 0, HEADINGS)
        for row, (day, shown) in enumerate(
            [(date(2019, 10, 31), "dd/mm/yyyy"), (date(2019, 11, 1), "mmm-yy")], 1
        ):
            sheet.write_row(row, 0, [f"1.1.{row}", "Ask", "Head of SEND"])
            sheet.write_datetime(row, 3, day, book.add_format({"num_format": shown}))

    assert imported(tmp_path, "plan.xlsx", workbook(fill)).dues == {"1.1.1": "2019-10-31", "1.1.2": "2019-11"}


def test_merged_leads_lead_every_row_they_span(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Actions")
        sheet.write_row(0, 0, HEADINGS)
        for row in (1, 2, 3):
            sheet.write_row(row, 0, [f"1.1.{row}", "Ask", "", "May 2020"])
        sheet.merge_range(1, 2, 3, 2, "Head of SEND")

    assert set(map(tuple, imported(tmp_path, "plan.xlsx", workbook(fill)).leads.values())) == {
        ("Head of SEND",)
    }


def test_each_sheet_is_read_and_a_hidden_one_is_listed(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        for number, name in enumerate(["WG1 Need", "WG2 Access", "Lists"], 1):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, HEADINGS)
            sheet.write_row(1, 0, [f"{number}.1.1", "Ask", "Head of SEND", "May 2020"])
        sheet.hide()

    result = imported(tmp_path, "plan.xlsx", workbook(fill))
    assert [(w.ref, w.title) for w in result.plan.workstreams] == [("WG1", "Need"), ("WG2", "Access")]
    assert [e.place for e in result.entries(Kind.SKIPPED, "sheet")] == ["sheet Lists"]


def test_a_formula_gives_its_last_value_and_nothing_runs(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Actions")
        sheet.write_row(0, 0, HEADINGS)
        sheet.write_row(1, 0, ["1.1.1", "Ask", "Head of SEND", "May 2020"])
        sheet.write_formula(1, 1, '=HYPERLINK("http://example.com")', value="Ask families")

    assert imported(tmp_path, "plan.xlsx", workbook(fill)).actions["1.1.1"].title == "Ask families"


def test_a_cell_far_outside_the_plan_is_refused_before_it_fills_the_memory(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        sheet = book.add_worksheet("Actions")
        sheet.write(0, 0, "Ref")
        sheet.write(1_048_575, 16_383, "x")

    with pytest.raises(ImportStop, match="1,048,576 rows and 16,384 columns"):
        imported(tmp_path, "plan.xlsx", workbook(fill))
