"""The statement as a Word document: complete, built for screen readers, inert, and always the same."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from functools import cache
from io import BytesIO
from itertools import pairwise
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.small import PLAN, load_plan, small_view, view_of
from wsoa.charts.chart import Chart
from wsoa.render.registry import render_bytes
from wsoa.reports.statement.view import StatementView

NOT_WORDS = {"anchor", "impact_anchor", "key", "kind", "machine", "url", "no_due"}
AROUND = {"page_title", "words"}
ALLOWED = ("https://", "http://", "mailto:")


@cache
def made() -> bytes:
    return render_bytes("export", "docx", small_view())


def opened(data: bytes) -> Any:  # noqa: ANN401 - the library is not typed
    return Document(BytesIO(data))


def poisoned(text: str) -> Any:  # noqa: ANN401 - the library is not typed
    return opened(render_bytes("export", "docx", view_of(poisoned_plan(text))))


def words(document: Any) -> str:  # noqa: ANN401 - the library is not typed
    """All text of the body, tabs and line breaks as spaces."""
    pieces = document.element.body.iter(qn("w:p"), qn("w:t"), qn("w:tab"), qn("w:br"))
    return " ".join("".join(one.text if one.tag == qn("w:t") else " " for one in pieces).split())


def strings(part: object) -> Iterator[str]:
    """Every piece of text of a view that people read."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from strings(one)
    elif isinstance(part, Chart):
        yield from strings((part.title, part.subtitle, part.desc, part.table.rows))
    elif is_dataclass(part):
        for field in fields(part):
            if field.name not in NOT_WORDS:
                yield from strings(getattr(part, field.name))


def headings(document: Any) -> list[tuple[int, str]]:  # noqa: ANN401 - the library is not typed
    return [
        (0 if one.style.name == "Title" else int(one.style.name[-1]), one.text)
        for one in document.paragraphs
        if one.style.name == "Title" or one.style.name.startswith("Heading")
    ]


def test_every_word_of_the_statement_is_in_it() -> None:
    view = small_view()
    text = words(opened(made()))
    for one in strings(
        tuple(getattr(view, field.name) for field in fields(view) if field.name not in AROUND)
    ):
        assert " ".join(one.split()).casefold() in text.casefold()


def test_headings_are_real_and_none_is_skipped() -> None:
    found = headings(opened(made()))
    assert found[0] == (0, "Priority action plan for SEND")
    assert [text for level, text in found if level == 1][:3] == [
        "In short",
        "What changed",
        "Areas of concern",
    ]
    levels = [level for level, _ in found]
    assert levels.count(0) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(text.strip() for _, text in found)


def test_an_action_has_its_dates_standing_and_last_word() -> None:
    table = next(t for t in opened(made()).tables if t.rows[0].cells[0].text == "Ref")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Ref", "Action", "Action lead", "Due", "Standing", "Last word",
    ]  # fmt: skip
    ref, title, leads, due, standing, last = (cell.text for cell in table.rows[1].cells)
    assert (ref, title.splitlines()[0]) == ("1.1.1", "Hire two plan writers")
    assert leads == "SEND Lead, Westshire Council\nHealth Lead (vacant)"
    assert due == "31 December 2020\nfirst promised 31 December 2019"
    assert standing.splitlines()[:2] == ["On track", "Moved twice, 366 days later"]
    assert last.startswith("10 November 2020: One writer has started.")


def test_tables_can_be_read_aloud_and_printed() -> None:
    tables = list(opened(made()).element.body.iter(qn("w:tbl")))
    assert len(tables) == 9
    for table in tables:
        rows = list(table.iter(qn("w:tr")))
        assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
        assert not list(table.iter(qn("w:gridSpan"), qn("w:vMerge")))
        assert next(table.iter(qn("w:tblLook"))).get(qn("w:firstRow")) == "1"
        assert next(table.iter(qn("w:tblCaption"))).get(qn("w:val"))
        assert len({len(row.findall(qn("w:tc"))) for row in rows}) == 1
        assert all("".join(cell.itertext()).strip() for cell in table.iter(qn("w:tc")))


def test_the_language_is_british_english() -> None:
    document = opened(made())
    languages = {one.get(qn("w:val")) for one in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert document.core_properties.language == "en-GB"


def test_the_document_says_what_it_is() -> None:
    told = opened(made()).core_properties
    assert told.title == "Westshire: Priority action plan for SEND, as at 30 November 2020"
    assert told.author == "Westshire Council and NHS Westshire"
    assert told.created.replace(tzinfo=UTC) == datetime(2020, 11, 30, tzinfo=UTC)
    assert "python-docx" not in f"{told.comments}{told.last_modified_by}{told.author}"
    with ZipFile(BytesIO(made())) as file:
        assert not [name for name in file.namelist() if "thumbnail" in name]
        assert b"Microsoft" not in file.read("docProps/app.xml")


def test_every_page_names_the_plan_the_day_and_its_number() -> None:
    for section in opened(made()).sections:
        assert (
            section.header.paragraphs[0].text
            == "Westshire: Priority action plan for SEND\tAs at 30 November 2020"
        )
        foot = section.footer.paragraphs[0]
        assert foot.text.startswith("Westshire Council and NHS Westshire\tPage ")
        assert [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]  # noqa: SLF001


def test_the_pages_are_a4_with_the_tables_on_their_side() -> None:
    pages = [(s.page_width.mm, s.page_height.mm, s.left_margin.mm) for s in opened(made()).sections]
    assert [tuple(round(side) for side in page) for page in pages] == [
        (210, 297, 19),
        (297, 210, 19),
        (210, 297, 19),
    ]


def test_links_lead_to_allowed_addresses_and_to_marks_that_are_there() -> None:
    document = opened(made())
    marks = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    inside = [one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))]
    assert len(marks) == len(set(marks))
    assert {one for one in inside if one} <= set(marks)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", mark) for mark in marks)
    assert {"https://example.org/plan.pdf", "https://example.org/waits"} <= set(addresses(document))


def addresses(document: Any) -> list[str]:  # noqa: ANN401 - the library is not typed
    return [one.target_ref for one in document.part.rels.values() if one.is_external]


def test_hostile_text_in_any_field_stays_text() -> None:
    nasty, plain = poisoned(PAYLOAD), poisoned("plain words")
    assert "<script>alert(1)</script>" in words(nasty)
    assert "{{ 7*7 }}" in words(nasty)
    assert {one.tag for one in nasty.element.body.iter()} <= {
        *(one.tag for one in plain.element.body.iter()),
        *(qn("w:br"), qn("w:tab")),
    }
    assert not list(nasty.element.body.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:object")))


@pytest.mark.parametrize(
    "address", ["javascript:go", "file:///etc/passwd", r"\\evil\share", "../../up", "ms-word:x"]
)
def test_no_field_becomes_a_link_that_runs_something(address: str) -> None:
    assert not [one for one in addresses(poisoned(address)) if not one.startswith(ALLOWED)]


@pytest.mark.parametrize("address", ["https://[", "https://e.org/\x00\ud800", 'https://e.org/"<>|é{}'])
def test_an_address_that_is_not_well_formed_breaks_no_file(address: str) -> None:
    allowed = re.compile(r"[A-Za-z0-9%/:?#\[\]@!$&'()*+,;=~._-]*")
    assert all(allowed.fullmatch(one) for one in addresses(poisoned(address)))


def test_controls_and_what_xml_cannot_hold_are_shown() -> None:
    document = poisoned("a\x00\x0b\x1b[31m\u202e\ufffe b\tc\nd")
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe]", words(document))
    assert "b c d" in words(document)


def test_a_very_long_title_and_address_do_no_harm() -> None:
    long = "https://example.org/" + "a" * 3_000
    document = poisoned(long)
    assert len(document.core_properties.title) <= 255
    assert max((len(one) for one in addresses(document)), default=0) <= 2_079


def test_a_plan_without_a_lead_or_a_kpi_still_makes_a_document() -> None:
    view = view_of(load_plan(PLAN.partition("    kpis:\n")[0]))
    assert isinstance(view, StatementView)
    assert "No KPI is recorded" in words(opened(render_bytes("export", "docx", view)))


def test_the_same_plan_and_day_give_the_same_bytes() -> None:
    assert render_bytes("export", "docx", small_view()) == made()
    with ZipFile(BytesIO(made())) as file:
        assert {one.date_time[:3] for one in file.infolist()} == {(1980, 1, 1)}
    assert render_bytes("export", "docx", small_view(date(2020, 12, 1))) != made()
