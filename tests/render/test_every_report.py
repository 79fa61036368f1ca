"""What holds for every report there is, whatever it says: as a page, as Markdown and in Word."""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from itertools import pairwise
from typing import Any

import pytest
from docx.oxml.ns import qn

from tests.browser.looks import AREAS
from tests.render.brief import astray, report_of
from tests.render.forms import addresses, headings, opened, said_in_markdown, said_in_word, tokens
from tests.render.hostile import HARMLESS, PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import load_plan
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.render.office.docx_page import page_docx
from wsoa.reports.registry import REPORTS

pytestmark = pytest.mark.parametrize("report", REPORTS)
MOST_BYTES = 250_000
UNSEEN = "\u202e\u2066\u200f\u061c\x1b[31m\x07\x00"
ADDRESSES = [
    *("javascript:go()", "JAVASCRIPT:go()", "data:text/html,x", "vbscript:go", "//evil.example"),
    *(" java\nscript:go", "../up", "/etc/passwd", "file:///etc/passwd", r"\\evil\share", "ms-word:x"),
]
ALIVE = {"html_block", "html_inline", "image", "fence", "code_block", "code_inline"}


@pytest.fixture(params=[*AREAS, "small"])
def loaded(request: pytest.FixtureRequest) -> LoadedPlan:
    """A real plan, or the small one."""
    if request.param == "small":
        return load_plan()
    found: LoadedPlan = request.getfixturevalue(request.param)
    return found


def page_of(report: str, plan: LoadedPlan) -> Page:
    return Page(page_html(report_of(report, plan)))


def in_markdown(report: str, words: str) -> str:
    return page_markdown(report_of(report, poisoned_plan(words)))


def in_word(report: str, words: str) -> Any:  # noqa: ANN401 - the library is not typed
    return opened(page_docx(report_of(report, poisoned_plan(words))))


def test_a_page_is_sound_and_every_link_leads_somewhere(report: str, loaded: LoadedPlan) -> None:
    source = page_html(report_of(report, loaded))
    page = Page(source)
    assert (page.unclosed, page.stray, page.repeated_ids) == ([], [], [])
    assert astray(page, loaded) == []
    assert not [one for one in page.values("id") if re.search(r"\s", one) or not one]
    assert re.findall(r"<t[dh][^>]*>\s*</t[dh]>", source) == []
    assert len(source.encode()) < MOST_BYTES
    levels = [int(one[1]) for one in page.elements if re.fullmatch("h[1-6]", one)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_has_no_script_and_fetches_nothing(report: str) -> None:
    source = page_html(report_of(report))
    page = Page(source)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.elements)
    assert (page.values("src"), page.values("style")) == ([], [])
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = next(value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy


def test_the_same_report_is_the_same_bytes_in_every_form(report: str) -> None:
    first, again = report_of(report), report_of(report)
    assert page_html(first) == page_html(again)
    assert page_markdown(first) == page_markdown(again)
    assert page_docx(first) == page_docx(again)


def test_markup_in_every_field_is_shown_and_does_nothing(report: str) -> None:
    hostile, harmless = page_of(report, poisoned_plan(PAYLOAD)), page_of(report, poisoned_plan(HARMLESS))
    assert hostile.elements == harmless.elements
    assert [(tag, name) for tag, name, _ in hostile.attributes] == [
        (tag, name) for tag, name, _ in harmless.attributes
    ]
    assert not [name for _, name, _ in hostile.attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def test_a_local_name_in_the_style_sheet_cannot_end_it(report: str) -> None:
    poison = page_of(report, poisoned_plan('";}</style><script>'))
    assert poison.elements.count("style") == 1
    assert "script" not in poison.elements


def test_markup_in_every_field_does_nothing_in_markdown(report: str) -> None:
    hostile, harmless = tokens(in_markdown(report, PAYLOAD)), tokens(in_markdown(report, HARMLESS))
    assert [one.type for one in hostile if one.block] == [one.type for one in harmless if one.block]
    assert not {one.type for one in hostile} & ALIVE
    assert {address for address in _links(hostile) if not address.startswith("statement.html")} == set()
    assert "<script>alert(1)</script>" in said_in_markdown(in_markdown(report, PAYLOAD))


def test_nobody_is_called_and_nothing_referred_to_in_markdown(report: str) -> None:
    text = in_markdown(report, "@octocat and #12 at https://evil.example or www.evil.example")
    assert not re.search(r"@octocat|#12|https://evil|www\.evil", text.replace("](<https://evil", ""))


def test_every_row_of_a_table_in_markdown_has_as_many_cells_as_its_heading(
    report: str, loaded: LoadedPlan
) -> None:
    for text in (page_markdown(report_of(report, loaded)), in_markdown(report, PAYLOAD)):
        width = 0
        for line in text.splitlines():
            cells = len(re.findall(r"(?<!\\)\|", line))
            width = (width or cells) if line.startswith("|") else 0
            assert not width or cells == width, line


def test_headings_in_markdown_and_word_are_those_of_the_page(report: str, loaded: LoadedPlan) -> None:
    view = report_of(report, loaded)
    levels = [int(one[1]) for one in Page(page_html(view)).elements if re.fullmatch("h[1-6]", one)]
    found = tokens(page_markdown(view))
    assert [int(one.tag[1]) for one in found if one.type == "heading_open"] == levels
    in_order = headings(opened(page_docx(view)))
    assert [level + 1 for level, _ in in_order] == levels
    assert all(text.strip() for _, text in in_order)


def test_markup_in_every_field_does_nothing_in_word(report: str) -> None:
    hostile, harmless = in_word(report, PAYLOAD), in_word(report, HARMLESS)
    assert "<script>alert(1)</script>" in said_in_word(hostile)
    assert "{{ 7*7 }}" in said_in_word(hostile)
    assert {one.tag for one in hostile.element.body.iter()} <= {
        *(one.tag for one in harmless.element.body.iter()),
        *(qn("w:br"), qn("w:tab"), qn("w:numPr"), qn("w:ilvl"), qn("w:numId"), qn("w:keepNext")),
    }
    assert not list(hostile.element.body.iter(qn("w:fldSimple"), qn("w:instrText"), qn("w:object")))


def test_tables_in_word_can_be_read_aloud_and_printed(report: str, loaded: LoadedPlan) -> None:
    tables = list(opened(page_docx(report_of(report, loaded))).element.body.iter(qn("w:tbl")))
    for table in tables:
        rows = list(table.iter(qn("w:tr")))
        assert [bool(list(row.iter(qn("w:tblHeader")))) for row in rows] == [True] + [False] * (len(rows) - 1)
        assert all(list(row.iter(qn("w:cantSplit"))) for row in rows)
        assert not list(table.iter(qn("w:gridSpan"), qn("w:vMerge")))
        assert next(table.iter(qn("w:tblLook"))).get(qn("w:firstRow")) == "1"
        assert next(table.iter(qn("w:tblCaption"))).get(qn("w:val"))
        assert len({len(row.findall(qn("w:tc"))) for row in rows}) == 1
        assert all("".join(cell.itertext()).strip() for cell in table.iter(qn("w:tc")))


def test_characters_that_nobody_sees_never_reach_any_form(report: str) -> None:
    view = report_of(report, poisoned_plan(f"before{UNSEEN}after"))
    for text in (page_html(view), page_markdown(view), said_in_word(opened(page_docx(view)))):
        assert set(text) & (set(UNSEEN) - set("[31m")) == set()


@pytest.mark.parametrize("address", ADDRESSES)
def test_an_address_of_another_kind_never_becomes_a_link(report: str, address: str) -> None:
    leads_to = [
        *page_of(report, poisoned_plan(address)).values("href"),
        *_links(tokens(in_markdown(report, address))),
        *addresses(in_word(report, address)),
    ]
    assert [one for one in leads_to if not one.startswith(("#", "statement.html"))] == []


def test_links_in_word_lead_to_marks_that_are_there(report: str) -> None:
    document = opened(page_docx(report_of(report)))
    marks = [one.get(qn("w:name")) for one in document.element.body.iter(qn("w:bookmarkStart"))]
    inside = [one.get(qn("w:anchor")) for one in document.element.body.iter(qn("w:hyperlink"))]
    assert len(marks) == len(set(marks))
    assert {one for one in inside if one} <= set(marks)
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", mark) for mark in marks)


def _links(found: list[Any]) -> Iterator[str]:
    return (str(one.attrGet("href")) for one in found if one.type == "link_open")
