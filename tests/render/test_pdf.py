"""A page as PDF: tagged as PDF/UA-1 asks, the same every time, and fetching nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from io import BytesIO, StringIO
from itertools import pairwise
from typing import Any

import pdfplumber
import pikepdf
import pytest

from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.small import AS_OF, small_summary, small_view, view_of
from tests.tools import needs
from wsoa.cli.shared.progress import telling
from wsoa.render.html.page import page_html
from wsoa.render.pdf.page import pdf_of
from wsoa.render.pdf.steps import steps_told

PAGES = ("statement", "summary")


@pytest.fixture(autouse=True)
def _can_be_made() -> None:
    needs("pdf")


@cache
def page(name: str) -> str:
    return page_html(small_view() if name == "statement" else small_summary())


@cache
def made(name: str) -> bytes:
    return pdf_of(page(name), AS_OF)


@cache
def opened(data: bytes) -> Any:  # noqa: ANN401 - the library is not typed
    """A document, kept open: its parts are gone when it is."""
    return pikepdf.open(BytesIO(data))


def parts(node: Any, above: str = "") -> Iterator[tuple[str, str, Any]]:  # noqa: ANN401 - the library is not typed
    """Every part of the structure in reading order: its kind, the kind above it, and itself."""
    for one in node if isinstance(node, pikepdf.Array) else [node]:
        if isinstance(one, pikepdf.Dictionary) and "/S" in one:
            yield str(one.S), above, one
            yield from parts(one.get("/K", pikepdf.Array()), str(one.S))


def structure(data: bytes) -> list[tuple[str, str, Any]]:
    return list(parts(opened(data).Root.StructTreeRoot.K))


@pytest.mark.parametrize("name", PAGES)
def test_the_document_is_tagged_and_says_what_it_is(name: str) -> None:
    document = opened(made(name))
    assert str(document.Root.Lang) == "en-GB"
    assert "Westshire" in str(document.docinfo["/Title"])
    assert document.Root.MarkInfo.Marked
    assert document.Root.ViewerPreferences.DisplayDocTitle
    with document.open_metadata() as told:
        assert told["pdfuaid:part"] == "1"


@pytest.mark.parametrize("name", PAGES)
def test_there_is_one_first_heading_and_none_is_skipped(name: str) -> None:
    levels = [
        int(kind[2:]) for kind, _, _ in structure(made(name)) if kind[:2] == "/H" and kind[2:].isdigit()
    ]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_every_table_has_headings_and_no_table_stands_in_another() -> None:
    tables = [(above, one) for kind, above, one in structure(made("statement")) if kind == "/Table"]
    assert tables
    for above, one in tables:
        assert above != "/Table"
        assert {"/TH", "/TD"} <= {kind for kind, _, _ in parts(one)}


@pytest.mark.parametrize("name", PAGES)
def test_every_figure_has_an_alternative(name: str) -> None:
    assert all(str(one.get("/Alt", "")) for kind, _, one in structure(made(name)) if kind == "/Figure")


def test_each_line_is_held_by_the_part_it_belongs_to() -> None:
    document = opened(made("statement"))
    numbers = document.Root.StructTreeRoot.ParentTree.Nums
    for page, (_, holders) in zip(document.pages, batched(numbers), strict=False):
        for line, holder in enumerate(holders):
            assert holder.Pg.objgen == page.obj.objgen
            assert any(isinstance(one, int) and one == line for one in holder.K)
            assert (str(holder.S), str(holder.P.get("/S"))) not in {("/Span", "/P"), ("/NonStruct", "/TD")}


def batched(numbers: Any) -> Iterator[tuple[int, Any]]:  # noqa: ANN401 - the library is not typed
    """The pages of a tree of numbers, each with the parts that hold its lines in order."""
    flat = list(numbers)
    return zip(flat[::2], flat[1::2], strict=True)


def test_the_file_has_no_fault_a_reader_must_mend() -> None:
    assert opened(made("statement")).check_pdf_syntax() == []


def test_the_pages_are_a4() -> None:
    box = opened(made("summary")).pages[0].MediaBox
    assert [round(float(side)) for side in box] == [0, 0, 595, 842]


def test_the_same_page_and_day_give_the_same_bytes() -> None:
    assert pdf_of(page("summary"), AS_OF) == made("summary")
    assert "D:20201130" in str(opened(made("summary")).docinfo["/CreationDate"])
    assert pdf_of(page("summary"), date(2020, 12, 1)) != made("summary")


def test_nothing_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(
        "urllib.request.OpenerDirector.open", lambda _, asked_for, *__, **___: asked.append(asked_for)
    )
    hostile = (
        '<html lang="en-GB"><head><title>T</title><link rel="stylesheet" href="http://evil.example/x.css">'
        '<link rel="attachment" href="file:///etc/passwd"><style>@import "http://evil.example/y.css";'
        "@font-face{font-family:f;src:url(http://evil.example/f)} body{background:url(/etc/passwd)}</style>"
        '</head><body><h1>T</h1><img alt="x" src="http://evil.example/x.png"><img alt="y" src="file:///etc/passwd"></body>'
    )
    document = opened(pdf_of(hostile, AS_OF))
    assert asked == []
    assert "/Names" not in document.Root or "/EmbeddedFiles" not in document.Root.Names


def test_a_hostile_plan_is_inert() -> None:
    document = opened(pdf_of(page_html(view_of(poisoned_plan(PAYLOAD))), AS_OF))
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(document.Root.keys())
    assert "/JavaScript" not in document.Root.get("/Names", pikepdf.Dictionary())
    actions = [
        link.A for one in document.pages for link in one.get("/Annots", pikepdf.Array()) if "/A" in link
    ]
    assert all(str(one.S) == "/URI" and str(one.URI).startswith(("http", "mailto:")) for one in actions)


def words_of(data: bytes) -> list[str]:
    """What stands on each page of a document."""
    with pdfplumber.open(BytesIO(data)) as document:
        return [sheet.extract_text() for sheet in document.pages]


def test_the_contents_come_first_and_name_the_page_of_each_part() -> None:
    sheets = words_of(made("statement"))
    contents = sheets[0][sheets[0].index("Contents") :]
    for part in ("In short", "Who answers for the plan", "How this page was made"):
        named = re.search(rf"{part} (\d+)", contents)
        assert named, part
        lines = sheets[int(named[1]) - 1].splitlines()
        assert part in lines, part


def test_the_page_itself_keeps_its_contents_where_they_are() -> None:
    assert page("statement").index('id="in-short"') < page("statement").index('id="contents"')


class Terminal(StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "seen"), [(Terminal, 1), (StringIO, 0)])
def test_how_far_it_is_is_shown_on_a_terminal_only(
    monkeypatch: pytest.MonkeyPatch, stream: type[StringIO], seen: int
) -> None:
    shown = stream()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    with telling("Making the PDF") as tell, steps_told(tell):
        pdf_of(page("summary"), AS_OF)
    assert ("Writing the PDF" in shown.getvalue()) == bool(seen)
    assert bool(shown.getvalue()) == bool(seen)


def test_each_page_that_is_laid_out_is_told_and_then_the_writing() -> None:
    told: list[str] = []
    with steps_told(told.append):
        pdf_of(page("summary"), AS_OF)
    pdf_of(page("summary"), AS_OF)
    assert told[0] == "Laying out page 1"
    assert told[-1] == "Writing the PDF"
    assert told.count("Writing the PDF") == 1


def test_nothing_is_printed(capfd: pytest.CaptureFixture[str]) -> None:
    pdf_of(page("summary"), AS_OF)
    assert capfd.readouterr() == ("", "")
