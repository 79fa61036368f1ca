"""The evidence report as a page and as Markdown: the same guarantees as the statement."""

from __future__ import annotations

import pytest

from tests.render.brief import astray, evidence_of, faults, small_evidence, tokens
from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import load_plan
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown

AREAS = ["cumbria", "lancashire", "peterborough"]


def poisoned_page(text: str) -> Page:
    return Page(page_html(evidence_of(poisoned_plan(text))))


def test_the_same_report_is_the_same_page_byte_for_byte() -> None:
    assert page_html(small_evidence()) == page_html(small_evidence())
    assert page_markdown(small_evidence()) == page_markdown(small_evidence())


@pytest.mark.parametrize("area", AREAS)
def test_every_item_leads_to_its_place_in_the_statement(area: str, request: pytest.FixtureRequest) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    source = page_html(evidence_of(loaded))
    assert faults(source) == []
    assert astray(Page(source), loaded) == []
    assert len([href for href in Page(source).values("href") if "statement.html#" in href]) > 3


def test_the_overview_leads_to_every_section() -> None:
    page = Page(page_html(small_evidence()))
    assert {"#weakness-1", "#weakness-2"} <= set(page.values("href"))
    assert faults(page.source) == []
    assert astray(page, load_plan()) == []


def test_evidence_that_may_be_read_is_linked_and_nothing_unpublished_is_named() -> None:
    page = Page(page_html(small_evidence()))
    assert "https://example.org/waits" in page.values("href")
    assert "Complaints file" not in page.text


def test_markup_in_a_plan_is_shown_and_does_nothing() -> None:
    hostile, harmless = poisoned_page(PAYLOAD), poisoned_page("plain words")
    assert sorted(hostile.elements) == sorted(harmless.elements)
    assert {(tag, name) for tag, name, _ in hostile.attributes} == {
        (tag, name) for tag, name, _ in harmless.attributes
    }
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def test_markup_in_a_plan_does_nothing_in_markdown() -> None:
    found = tokens(page_markdown(evidence_of(poisoned_plan(PAYLOAD))))
    assert not {"html_inline", "image", "fence", "code_block", "link_open"} & {one.type for one in found}
    named = tokens(page_markdown(evidence_of(poisoned_plan("@octocat"))))
    assert [one.content for one in named if one.type == "text" and "@octocat" in one.content] == []


@pytest.mark.parametrize("address", ["javascript:go()", "data:text/html,x", "//evil.example", "../up"])
def test_an_address_in_a_plan_never_becomes_a_link(address: str) -> None:
    hrefs = poisoned_page(address).values("href")
    assert [one for one in hrefs if not one.startswith(("#", "statement.html"))] == []


def test_the_markdown_tables_are_read_as_tables() -> None:
    assert sum(one.type == "table_open" for one in tokens(page_markdown(small_evidence()))) == 2
