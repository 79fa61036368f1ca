"""Cells that try to be something else, archives that unpack without end, and plans that load all the same."""

from __future__ import annotations

import csv
import tempfile
import zipfile
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from tests.imports.made import HEADINGS, csv_of, imported
from wsoa.checks.check import check
from wsoa.files.load import load
from wsoa.findings import Severity
from wsoa.imports.cells.dates import read_dates
from wsoa.imports.document import ImportStop
from wsoa.imports.importing import Chosen, import_file
from wsoa.imports.readers.limits import MAX_UNPACKED
from wsoa.imports.writing import plan_files, write_folder
from wsoa.plan.dates import MONTHS


@pytest.mark.parametrize(
    "text",
    [
        *(
            "=HYPERLINK(1)",
            "@SUM(A1)",
            "- item",
            "key: value # comment",
            "*alias",
            "&anchor",
            "!!python/object:os",
        ),
        *(
            "{a: b}",
            "[1, 2]",
            "| block",
            "yes",
            "null",
            "1.10",
            "2019-10-31",
            "---",
            "<<<<<<< HEAD",
            "%YAML 1.1",
        ),
        *("::error::x", "'", "\\u202e"),
    ],
)
def test_a_cell_is_text_and_nothing_else(tmp_path: Path, text: str) -> None:
    result = imported(tmp_path, "plan.csv", csv_of(("1.1.1", text, text, "May 2020")))
    assert result.actions["1.1.1"].title == text.rstrip(".;")


def test_characters_that_nobody_can_see_are_gone(tmp_path: Path) -> None:
    result = imported(
        tmp_path,
        "plan.csv",
        csv_of(("1.1.1", "As\u202ek\x1b[31m\u200b\x07 it\xa0now", "Head of SEND", "May 2020")),
    )
    assert result.actions["1.1.1"].title == "Ask[31m it now"


def test_an_archive_that_unpacks_to_too_much_is_not_opened(tmp_path: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * (MAX_UNPACKED + 1))
    for name in ("plan.docx", "plan.xlsx"):
        with pytest.raises(ImportStop, match="unpacks to far more"):
            imported(tmp_path, name, stream.getvalue())


@pytest.mark.parametrize("name", ["plan.docx", "plan.xlsx"])
@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 no", b"<html>"], ids=["empty", "broken", "page"])
def test_what_is_no_document_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes) -> None:
    with pytest.raises(ImportStop, match=r"save it again|damaged"):
        imported(tmp_path, name, data)


CELLS = st.text(st.characters(exclude_characters='"'), max_size=40)


@given(rows=st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=6))
@steady(60)
def test_any_cells_at_all_give_a_plan_that_loads_or_one_sentence(rows: list[list[str]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        data = csv_of(*rows).encode("utf-8", "replace")
        try:
            imported(Path(folder), "plan.csv", data, Chosen(area="Anyshire"))
        except ImportStop as stop:
            assert "\n" not in str(stop)


PIECES = st.sampled_from(
    [
        *(
            "Ref",
            "Action",
            "Lead",
            "Due",
            "Milestone",
            "RAG",
            "Outcome",
            "KPI Ref",
            "Measure",
            "Baseline",
            "Target",
        ),
        *(
            "1.1",
            "1.1.1",
            "1.1.1 Do it",
            "1.1.2a Part",
            "a) part",
            "b)",
            "2.",
            "WG1.1",
            "PRIORITY AREA 1.2 Need",
        ),
        *(
            "ACCOUNTABLE OFFICER Head of SEND",
            "Working Group 2 Access",
            "Head of SEND",
            "SENCO/ Lead",
            "G",
            "n/s",
        ),
        *(
            "May 2020",
            "31 November 2019",
            "29 Feb 2020 31 March 2020",
            "Ongoing",
            "Monthly",
            "6 months",
            "tbc",
        ),
        *("58%", "Increase by 10", "a) 4% b) 5%", "Baseline by May 2020", "", "", ""),
    ]
)


@given(
    heads=st.permutations(["Ref", "Action", "Lead", "Due", "Milestone", "Outcome"]).map(
        lambda heads: heads[:4]
    ),
    rows=st.lists(st.lists(PIECES, min_size=4, max_size=4), min_size=1, max_size=8),
)
@steady(80)
def test_any_table_of_plausible_pieces_gives_a_plan_without_an_error(
    heads: list[str], rows: list[list[str]]
) -> None:
    lines = ["|".join(["", *row, ""]) for row in (heads, *rows)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "plan.md").write_text("\n".join(lines), encoding="utf-8")
        try:
            found = import_file(folder / "plan.md", Chosen())
        except ImportStop as stop:
            assert "--map" in str(stop)
            return
        write_folder(folder / "plan", plan_files(found.draft, "plan.md"))
        findings = check(load(folder / "plan"))
    assert [finding for finding in findings if finding.severity is Severity.ERROR] == []


@given(text=st.text(max_size=60))
@steady(150)
def test_any_text_in_a_date_cell_is_a_date_or_a_doubt(text: str) -> None:
    read = read_dates(text)
    assert read.blank or read.due is not None or read.stages or read.doubt


DAYS = st.one_of(
    st.dates()
    .filter(lambda d: 2015 <= d.year <= 2040)
    .map(lambda d: f"{d.day} {MONTHS[d.month - 1]} {d.year}"),
    st.sampled_from(
        [
            "Sept 2020",
            "Q3 2020",
            "03/04/20",
            "31 June 2020",
            "ongoing",
            "tbc",
            "By May 2021",
            "Jan - Mar 2021",
            "",
        ]
    ),
)
LEADS = st.sampled_from(["Head of SEND", "SENCO/ Head of SEND", "Parent, Carer Lead", "tbc", ""])


@given(rows=st.lists(st.tuples(DAYS, LEADS), min_size=1, max_size=12))
@steady(60)
def test_actions_come_back_with_ref_date_and_lead_or_a_doubt_for_each_that_is_missing(
    rows: list[tuple[str, str]],
) -> None:
    text = StringIO()
    out = csv.writer(text)
    out.writerow(HEADINGS)
    out.writerows((f"1.1.{n}", f"Action {n}", lead, day) for n, (day, lead) in enumerate(rows, 1))
    with tempfile.TemporaryDirectory() as folder:
        result = imported(Path(folder), "plan.csv", text.getvalue())
    assert list(result.actions) == [f"1.1.{n}" for n in range(1, len(rows) + 1)]
    doubted = {(e.ref, e.what) for e in result.imported.entries}
    for number, (day, lead) in enumerate(rows, 1):
        ref = f"1.1.{number}"
        exact = result.dues[ref] != "" and result.dues[ref] == read_dates(day).due
        assert exact or (ref, "due") in doubted
        assert result.leads[ref] == [lead] or (ref, "lead") in doubted
