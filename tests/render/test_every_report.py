"""What holds for every report there is, whatever it says: as a page and as Markdown."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.browser.looks import AREAS
from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import AS_OF, load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.context import Earlier, ReportContext
from wsoa.reports.registry import REPORTS, make

pytestmark = pytest.mark.parametrize("report", REPORTS)
MOST_BYTES = 250_000
UNSEEN = "\u202e\u2066\u200f\u061c\x1b[31m\x07\x00"


def context(loaded: LoadedPlan) -> ReportContext:
    """What a report is made from, with a period for those that cover one."""
    made = material_of(loaded)
    return ReportContext(loaded, made.provenance, earlier=Earlier(AS_OF.replace(month=8), made.plan))


def page_of(report: str, loaded: LoadedPlan) -> Page:
    return Page(page_html(make(report, context(loaded))))


def tokens(text: str) -> list[Token]:
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    return [token for top in reader.parse(text) for token in (top, *(top.children or []))]


@pytest.mark.parametrize("area", [*AREAS, "small"])
def test_a_page_is_sound(report: str, area: str, request: pytest.FixtureRequest) -> None:
    loaded = load_plan() if area == "small" else request.getfixturevalue(area)
    source = page_html(make(report, context(loaded)))
    page = Page(source)
    assert (page.unclosed, page.stray, page.repeated_ids, page.dead_links) == ([], [], [], [])
    assert re.findall(r"<t[dh][^>]*>\s*</t[dh]>", source) == []
    assert len(source.encode()) < MOST_BYTES
    levels = [int(one[1]) for one in page.elements if re.fullmatch("h[1-6]", one)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_a_page_has_no_script_and_fetches_nothing(report: str) -> None:
    source = page_html(make(report, context(load_plan())))
    page = Page(source)
    assert not {"script", "link", "img", "iframe", "object", "form"} & set(page.elements)
    assert (page.values("src"), page.values("style")) == ([], [])
    style = re.search(r"<style>(.*?)</style>", source, re.DOTALL)
    assert style is not None
    digest = b64encode(sha256(style[1].encode()).digest()).decode()
    policy = next(value for value in page.values("content") if "default-src" in value)
    assert "default-src 'none'" in policy
    assert f"style-src 'sha256-{digest}'" in policy


def test_the_same_report_is_the_same_bytes(report: str) -> None:
    first, again = make(report, context(load_plan())), make(report, context(load_plan()))
    assert page_html(first) == page_html(again)
    assert page_markdown(first) == page_markdown(again)


def test_markup_in_every_field_is_shown_and_does_nothing(report: str) -> None:
    hostile, harmless = page_of(report, poisoned_plan(PAYLOAD)), page_of(report, poisoned_plan("plain words"))
    assert hostile.elements == harmless.elements
    assert [(tag, name) for tag, name, _ in hostile.attributes] == [
        (tag, name) for tag, name, _ in harmless.attributes
    ]
    assert not [name for _, name, _ in hostile.attributes if name.startswith("on")]
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def test_characters_that_nobody_sees_never_reach_a_page(report: str) -> None:
    view = make(report, context(poisoned_plan(f"before{UNSEEN}after")))
    for text in (page_html(view), page_markdown(view)):
        assert set(text) & (set(UNSEEN) - set("[31m")) == set()


@pytest.mark.parametrize("address", ["javascript:go()", "data:text/html,x", "//evil.example", "../up"])
def test_an_address_of_another_kind_never_becomes_a_link(report: str, address: str) -> None:
    hrefs = page_of(report, poisoned_plan(address)).values("href")
    assert [href for href in hrefs if not href.startswith(("#", "statement.html"))] == []


def test_markup_in_every_field_does_nothing_in_markdown(report: str) -> None:
    hostile, harmless = (
        tokens(page_markdown(make(report, context(poisoned_plan(text))))) for text in (PAYLOAD, "plain words")
    )
    blocks = [token.type for token in harmless if token.block]
    assert [token.type for token in hostile if token.block] == blocks
    live = {"html_block", "html_inline", "image", "fence", "code_block"}
    assert not {token.type for token in hostile} & live
    text = page_markdown(make(report, context(poisoned_plan("@octocat and #12"))))
    assert "@octocat" not in text
    assert "#12" not in text
