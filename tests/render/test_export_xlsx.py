"""The workbook of an export, read back by another library: typed, complete, inert, always the same."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from xml.etree.ElementTree import Element, fromstring
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from tests.render.hostile import PAYLOAD, poisoned
from tests.render.small import AS_OF
from tests.render.test_export_csv import FORMULAS, small, tables
from wsoa.render.office.workbook_return import LONGEST_TEXT
from wsoa.render.registry import render_bytes
from wsoa.reports.export.export import TablesExport

SHEETS = ["cover", "commitments", "changes", "kpis", "roles", "weaknesses", "updates", "columns"]
MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
Rows = list[dict[str, object]]


def made(export: TablesExport | None = None) -> bytes:
    return render_bytes("export", "xlsx", export or small())


def rows(data: bytes, sheet: str) -> Rows:
    """Every row of a sheet, each value under its heading."""
    headings, *below = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name(sheet).to_python()
    return [dict(zip(map(str, headings), row, strict=True)) for row in below]


def cells(data: bytes) -> list[object]:
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    return [
        cell for name in book.sheet_names for row in book.get_sheet_by_name(name).to_python() for cell in row
    ]


def part(data: bytes, name: str) -> Element:
    with ZipFile(BytesIO(data)) as file:
        return fromstring(file.read(name))  # noqa: S314 - made by us


def sheet(data: bytes, name: str) -> Element:
    return part(data, f"xl/worksheets/sheet{SHEETS.index(name) + 1}.xml")


def test_the_cover_comes_first_and_every_table_has_a_sheet() -> None:
    data = made()
    assert CalamineWorkbook.from_filelike(BytesIO(data)).sheet_names == SHEETS
    cover = CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_name("cover").to_python()
    assert cover[0][0] == "Westshire: Priority action plan for SEND"
    told = {str(label): value for label, value in cover[1:]}
    assert told["As at"] == AS_OF
    assert "hash abc" in str(told["Plan"])
    assert told["commitments"] == "Everything promised by a date: 11 rows"
    assert told["Made with"] == "wsoa 1.2.3"


def test_a_commitment_has_real_dates_numbers_and_words() -> None:
    row = next(r for r in rows(made(), "commitments") if r["Ref"] == "1.1.1")
    assert (row["Due latest"], row["Original due latest"]) == (date(2020, 12, 31), date(2019, 12, 31))
    assert (row["Moves"], row["Moved days"]) == (2, 366)
    assert (row["Standing"], row["Overdue"], row["Completed"]) == ("On track", "No", "No day recorded")


def test_changes_say_what_was_promised_and_who_agreed() -> None:
    first, second, withdrawn = rows(made(), "changes")
    assert (first["Old"], first["New"], first["Agreed by"]) == (
        "2019-12-31",
        "2020-06-30",
        "Improvement board",
    )
    assert second["Reason"] == "No reason recorded"
    assert (withdrawn["Field"], withdrawn["New"]) == ("withdrawn", "1.2.1")


def test_a_ref_that_looks_like_a_number_stays_text() -> None:
    told = small(old='- ref: "1.1.3"', new='- ref: "1.10"')
    assert "1.10" in [row["Ref"] for row in rows(made(told), "commitments")]


def test_a_figure_keeps_its_places() -> None:
    data = made(small(old="value: 41,", new="value: -4.10,"))
    assert next(r for r in rows(data, "kpis") if r["Figure"] == "baseline")["Value"] == -4.1
    formats = [one.get("formatCode") for one in part(data, "xl/styles.xml").iter(f"{MAIN}numFmt")]
    assert "#,##0.00" in formats
    assert "d mmmm yyyy" in formats


def test_no_cell_of_a_table_is_empty_but_the_boxes_to_fill() -> None:
    data = made()
    boxes = {"What has happened", "Why it moves", "Who agreed"}
    for name in SHEETS[1:]:
        empty = {head for row in rows(data, name) for head, cell in row.items() if cell in {"", None}}
        assert empty == (boxes if name == "commitments" else set())


def test_a_table_without_rows_has_no_sheet_and_the_cover_says_so() -> None:
    data = made(small(date(2019, 11, 1)))
    book = CalamineWorkbook.from_filelike(BytesIO(data))
    assert "updates" not in book.sheet_names
    assert [
        "updates",
        "Reports of progress: nothing is recorded, so there is no sheet",
    ] in book.get_sheet_by_name("cover").to_python()


def test_every_sheet_is_a_named_table_with_headings_that_stay() -> None:
    data = made()
    for number, name in enumerate(SHEETS[1:], start=1):
        table = part(data, f"xl/tables/table{number}.xml")
        assert (table.get("name"), table.get("headerRowCount")) == (f"table_{name}", None)
        pane = next(sheet(data, name).iter(f"{MAIN}pane"))
        assert (pane.get("ySplit"), pane.get("state")) == ("1", "frozen")
        assert not list(sheet(data, name).iter(f"{MAIN}mergeCell"))
    printed = [one.text for one in part(data, "xl/workbook.xml").iter(f"{MAIN}definedName")]
    assert len([text for text in printed if text and "$1:$1" in text]) == len(SHEETS) - 1


def test_a_standing_and_its_rating_have_a_colour_of_their_own_and_other_cells_have_none() -> None:
    data = made()
    styles = part(data, "xl/styles.xml")
    fills = [one.find(f".//{MAIN}fgColor") for one in styles.find(f"{MAIN}fills") or ()]
    looks = [fills[int(one.get("fillId", "0"))] for one in styles.find(f"{MAIN}cellXfs") or ()]
    heads = list(rows(data, "commitments")[0])
    found: dict[str, set[str]] = {}
    for row, told in zip(
        list(sheet(data, "commitments").iter(f"{MAIN}row"))[1:], rows(data, "commitments"), strict=True
    ):
        for head, cell in zip(heads, row, strict=False):
            look = looks[int(cell.get("s", "0"))]
            if look is not None and head != "Title":
                found.setdefault(head, set()).add(f"{told['Standing']} {look.get('rgb')}")
    assert set(found) == {"Standing", "Rating"}
    assert found["Standing"] >= {"Off track FFF4D7D7", "On track FFCFE4DC"}


def test_a_wide_table_is_for_a3_on_two_pages_beside_each_other() -> None:
    data = made()
    wide, narrow = (next(sheet(data, name).iter(f"{MAIN}pageSetup")) for name in ("commitments", "roles"))
    assert (wide.get("paperSize"), wide.get("fitToWidth")) == ("8", "2")
    assert (narrow.get("paperSize"), narrow.get("fitToWidth")) == ("9", None)


def test_what_is_asked_for_most_comes_first_and_the_rest_is_folded_away() -> None:
    data = made()
    headings = list(rows(data, "commitments")[0])
    assert headings[:5] == ["Ref", "Title", "Leads", "Due", "Standing"]
    away = {
        headings[place - 1]
        for one in sheet(data, "commitments").iter(f"{MAIN}col")
        if one.get("hidden") == "1"
        for place in range(int(one.get("min", "0")), int(one.get("max", "0")) + 1)
    }
    assert {"Plan", "Due precision", "Slippage days"} <= away
    assert not {"Due", "Completed", "Forecast", "Declared", "What has happened", "For the office"} & away


def test_where_rows_are_of_several_plans_the_plan_comes_first() -> None:
    export = small()
    table = export.tables[0]
    more = tuple(("other", *row[1:]) for row in table.rows)
    both = export._replace(tables=(table._replace(rows=(*table.rows, *more)), *export.tables[1:]))
    assert list(rows(made(both), "commitments")[0])[:2] == ["Plan", "Ref"]


def test_every_column_is_explained() -> None:
    data = made()
    explained = {(row["Sheet"], row["Column"]) for row in rows(data, "columns")}
    for name in SHEETS[1:-1]:
        assert {(name, heading) for heading in rows(data, name)[0]} <= explained
    assert all(row["Meaning"] for row in rows(data, "columns"))


def test_the_document_says_what_it_is() -> None:
    told = {one.tag.rpartition("}")[2]: one.text for one in part(made(), "docProps/core.xml")}
    assert told["title"] == "Westshire: Priority action plan for SEND"
    assert told["creator"] == "Westshire Council; NHS Westshire"
    assert told["created"] == "2020-11-30T00:00:00Z"


@pytest.mark.parametrize(
    "formula", [*FORMULAS, '=HYPERLINK("http://evil/","x")', "https://example.org", "1e5"]
)
def test_nothing_in_a_hostile_plan_is_run(formula: str) -> None:
    data = made(tables(poisoned(formula)))
    for name in SHEETS:
        assert not list(sheet(data, name).iter(f"{MAIN}f"))
    with ZipFile(BytesIO(data)) as file:
        joined = [file.read(name) for name in file.namelist() if "worksheets/_rels" in name]
        assert not [text for text in joined if b"hyperlink" in text]
        assert not [name for name in file.namelist() if "externalLink" in name or "vba" in name]


def test_text_like_a_formula_stays_text_when_it_is_edited() -> None:
    data = made(tables(poisoned("=1+1")))
    styles = list(next(part(data, "xl/styles.xml").iter(f"{MAIN}cellXfs")))
    kept = {str(index) for index, style in enumerate(styles) if style.get("quotePrefix") == "1"}
    strings = ["".join(one.itertext()) for one in part(data, "xl/sharedStrings.xml")]
    found = [
        cell.get("s")
        for cell in sheet(data, "commitments").iter(f"{MAIN}c")
        if cell.get("t") == "s" and strings[int(cell.findtext(f"{MAIN}v") or 0)] == "=1+1"
    ]
    assert found
    assert set(found) <= kept


def test_controls_and_what_xml_cannot_hold_are_shown() -> None:
    data = made(tables(poisoned(f"{PAYLOAD}\x00\x0b\x1b[31m\u202e\ud800\ufffe_x0041_")))
    texts = " ".join(str(cell) for cell in cells(data))
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ud800\ufffe]", texts)
    assert "_x0041_" in texts
    assert "<script>alert(1)</script>" in texts


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_says_so() -> None:
    data = made(tables(poisoned("\N{GRINNING FACE}" * 20_000)))
    longest = max((str(cell) for cell in cells(data)), key=len)
    assert longest.endswith("(cut: a cell holds no more)")
    assert len(longest.encode("utf-16-le")) // 2 <= LONGEST_TEXT


def test_people_are_not_named() -> None:
    assert "Ada Example" not in " ".join(str(cell) for cell in cells(made()))


def test_several_plans_stand_in_one_workbook() -> None:
    first = small()
    both = first._replace(plans=(*first.plans, *first.plans))
    cover = CalamineWorkbook.from_filelike(BytesIO(made(both))).get_sheet_by_name("cover").to_python()
    assert cover[0][0] == "SEND action plans: Westshire, Westshire"


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert made() == made()
