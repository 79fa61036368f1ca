"""The questions as a page and as Markdown: the same guarantees as the statement."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.render.brief import astray, faults, tokens
from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.questions.questions import questions
from wsoa.reports.questions.view import QuestionsView

AREAS = ["cumbria", "lancashire", "peterborough"]
HEAVIEST = 250_000
"""Bytes that no page may exceed."""


def view(loaded: LoadedPlan) -> QuestionsView:
    return questions(material_of(loaded))


def poisoned(text: str) -> Page:
    return Page(page_html(view(poisoned_plan(text))))


@pytest.fixture(params=[*AREAS, "small"])
def loaded(request: pytest.FixtureRequest) -> LoadedPlan:
    """A real plan, or the small one."""
    if request.param == "small":
        return load_plan()
    found: LoadedPlan = request.getfixturevalue(request.param)
    return found


def test_it_is_well_built_and_every_link_leads_somewhere(loaded: LoadedPlan) -> None:
    source = page_html(view(loaded))
    assert faults(source) == []
    assert astray(Page(source), loaded) == []
    assert len(source.encode()) < HEAVIEST


def test_the_same_plan_gives_the_same_bytes() -> None:
    first, second = view(load_plan()), view(load_plan())
    assert page_html(first) == page_html(second)
    assert page_markdown(first) == page_markdown(second)


def test_markup_in_a_plan_is_shown_and_does_nothing() -> None:
    hostile, harmless = poisoned(PAYLOAD), poisoned("plain words")
    explained = hostile.elements.count("dt") - harmless.elements.count("dt")
    assert sorted(hostile.elements) == sorted([*harmless.elements, *["div", "dt", "dd"] * explained])
    assert {(tag, name) for tag, name, _ in hostile.attributes} == {
        (tag, name) for tag, name, _ in harmless.attributes
    }
    assert "<script>alert(1)</script>" in hostile.text
    assert "{{ 7*7 }}" in hostile.text
    assert hostile.unclosed == []


def test_markup_in_a_plan_does_nothing_in_markdown() -> None:
    found = tokens(page_markdown(view(poisoned_plan(PAYLOAD))))
    kinds = {one.type for one in found}
    assert not {"html_block", "html_inline", "image", "fence", "code_block"} & kinds
    assert [one.attrGet("href") for one in found if one.type == "link_open"] == ["statement.html"]
    assert "@octocat" not in page_markdown(view(poisoned_plan("@octocat")))


@pytest.mark.parametrize("address", ["javascript:go()", "data:text/html,x", "//evil.example", "../up"])
def test_an_address_in_a_plan_never_becomes_a_link(address: str) -> None:
    hrefs = poisoned(address).values("href")
    assert [one for one in hrefs if not one.startswith(("#", "statement.html"))] == []


def test_a_local_name_in_the_style_sheet_cannot_end_it() -> None:
    poison = poisoned('";}</style><script>')
    assert poison.elements.count("style") == 1
    assert "script" not in poison.elements


def test_every_question_is_listed_at_the_top_and_asked_below() -> None:
    source = page_html(view(load_plan()))
    for theme in view(load_plan()).themes:
        for question in theme.questions:
            assert source.count(question.asks) == 2
            assert f'href="#{question.anchor}"' in source


def test_a_plan_with_nothing_to_ask_has_a_page_that_says_so() -> None:
    source = page_html(replace(view(load_plan()), themes=(), lead=("Nothing to ask.",)))
    assert faults(source) == []
    assert "Nothing to ask." in source
