"""The board report as a page and as Markdown: the same guarantees as the statement."""

from __future__ import annotations

import pytest

from tests.render.brief import astray, board_of, faults, small_board, tokens
from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import load_plan
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown

AREAS = ["cumbria", "lancashire", "peterborough"]


def poisoned_page(text: str) -> Page:
    return Page(page_html(board_of(poisoned_plan(text))))


def test_the_same_report_is_the_same_page_byte_for_byte() -> None:
    assert page_html(small_board()) == page_html(small_board())
    assert page_markdown(small_board()) == page_markdown(small_board())


@pytest.mark.parametrize("area", AREAS)
def test_every_item_leads_to_its_place_in_the_statement(area: str, request: pytest.FixtureRequest) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    source = page_html(board_of(loaded))
    assert faults(source) == []
    assert astray(Page(source), loaded) == []
    assert len([href for href in Page(source).values("href") if "statement.html#" in href]) > 3


def test_the_small_report_is_well_built_and_leads_somewhere() -> None:
    source = page_html(small_board())
    assert faults(source) == []
    assert astray(Page(source), load_plan()) == []


def test_a_moved_deadline_says_to_a_screen_reader_which_date_was_and_which_is() -> None:
    text = Page(page_html(small_board())).text
    assert "was 30 June 2020 now 31 December 2020. No reason recorded." in text


def test_markup_in_a_plan_is_shown_and_does_nothing() -> None:
    hostile, harmless = poisoned_page(PAYLOAD), poisoned_page("plain words")
    assert sorted(hostile.elements) == sorted(harmless.elements)
    assert {(tag, name) for tag, name, _ in hostile.attributes} == {
        (tag, name) for tag, name, _ in harmless.attributes
    }
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text


def test_markup_in_a_plan_does_nothing_in_markdown() -> None:
    found = tokens(page_markdown(board_of(poisoned_plan(PAYLOAD))))
    assert not {"html_inline", "image", "fence", "code_block", "link_open"} & {one.type for one in found}
    named = tokens(page_markdown(board_of(poisoned_plan("@octocat"))))
    assert [one.content for one in named if one.type == "text" and "@octocat" in one.content] == []


def test_the_markdown_tables_are_read_as_tables() -> None:
    assert sum(one.type == "table_open" for one in tokens(page_markdown(small_board()))) == 4


def test_a_local_name_in_the_style_sheet_cannot_end_it() -> None:
    poison = poisoned_page('";}</style><script>')
    assert poison.elements.count("style") == 1
    assert "script" not in poison.elements
