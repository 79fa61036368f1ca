"""A table belongs to the heading above it, and what a sheet hides or does not hold is told."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from xlsxwriter import Workbook

from tests.imports.made import HEADINGS, Result, csv_of, imported, workbook
from wsoa.imports.ledger import Kind


def without(piece: bytes, book: bytes) -> bytes:
    """Return a workbook whose sheets lack a piece, as programs other than Excel write them."""
    made = BytesIO()
    with ZipFile(BytesIO(book)) as old, ZipFile(made, "w") as new:
        for name in old.namelist():
            new.writestr(name, old.read(name).replace(piece, b"<v></v>"))
    return made.getvalue()


def two_tables(tmp_path: Path, first: str, second: str) -> Result:
    """Import a page of two headings with a table below each."""
    head = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    rows = ("1.1", "Hire", "Head of SEND", "May 2027"), ("", "Map courses", "DCO", "June 2027")
    tables = [
        "<table><tr>{}</tr><tr>{}</tr></table>".format(head, "".join(f"<td>{c}</td>" for c in row))
        for row in rows
    ]
    page = f"<h1>Plan</h1><h2>{first}</h2>{tables[0]}<h2>{second}</h2>{tables[1]}"
    return imported(tmp_path, "plan.html", page)


@pytest.mark.parametrize(
    ("first", "second", "refs"),
    [
        ("Area for priority action 1: Waits", "Area for priority action 2: Leaving school", ["PA1", "PA2"]),
        ("Waits", "Leaving school", ["WS1", "WS2"]),
    ],
)
def test_a_table_below_a_new_heading_is_a_part_of_its_own(
    tmp_path: Path, first: str, second: str, refs: list[str]
) -> None:
    parts = two_tables(tmp_path, first, second).plan.workstreams
    assert [(part.ref, part.title) for part in parts] == list(
        zip(refs, ["Waits", "Leaving school"], strict=True)
    )
    assert [a.title for part in parts for o in part.outcomes for a in o.actions] == ["Hire", "Map courses"]


def test_a_heading_that_only_comes_again_makes_no_part(tmp_path: Path) -> None:
    parts = two_tables(tmp_path, "Waits", "Waits").plan.workstreams
    assert [part.title for part in parts] == ["Waits"]


@pytest.mark.parametrize(
    ("line", "ref", "title"),
    [
        ("Outcome 2: One front door", "2", "One front door"),
        ("Outcome: One front door", "P1.1", "One front door"),
    ],
)
def test_a_line_across_the_table_names_an_outcome(tmp_path: Path, line: str, ref: str, title: str) -> None:
    head = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    row = "".join(f"<td>{cell}</td>" for cell in ("", "Open a line", "Head of SEND", "May 2027"))
    rows = f"<tr>{head}</tr><tr><td colspan=4>{line}</td></tr><tr>{row}</tr>"
    page = f"<h1>Priority 1: Waits</h1><table>{rows}</table>"
    [outcome] = imported(tmp_path, "plan.html", page).plan.workstreams[0].outcomes
    assert (outcome.ref, outcome.title) == (ref, title)


def test_two_months_in_a_cell_are_both_read(tmp_path: Path) -> None:
    rows = csv_of(("1.1", "Hire", "Head of SEND", "June 2027"), ("1.2", "Train", "DCO", "Dec 2025 Mar 2026"))
    action = imported(tmp_path, "plan.csv", rows).actions["1.2"]
    assert action.due is not None
    assert [action.due.text, *(str(change.old) for change in action.changes)] == ["2026-03", "2025-12"]


def test_hidden_rows_and_formulas_without_a_result_are_told(tmp_path: Path) -> None:
    def fill(book: Workbook) -> None:
        page = book.add_worksheet("Plan")
        page.write_row(0, 0, HEADINGS)
        page.write_row(1, 0, ["1.1", "Hire", "Head of SEND", "May 2027"])
        page.write_row(2, 0, ["1.2", "Train", "DCO", "June 2027"])
        page.write_formula(2, 3, "D2", value=77)
        page.set_row(1, options={"hidden": True})

    found = imported(tmp_path, "plan.xlsx", without(b"<v>77</v>", workbook(fill)))
    assert [(e.place, e.read) for e in found.entries(Kind.GUESS, "row")] == [
        ("sheet Plan, row 2", "1.1 | Hire | Head of SEND | May 2027")
    ]
    assert [e.place for e in found.entries(Kind.NOT_READ, "formula")] == ["sheet Plan, D3"]
