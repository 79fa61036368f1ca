"""A fragment for a council's content system: nothing around it, and no name that meets another's."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from tests.render.hostile import PAYLOAD, poisoned_plan
from tests.render.pages import Page
from tests.render.small import load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_css, page_html
from wsoa.render.html.style import PageStyle
from wsoa.reports.registry import REPORTS, make


def cut_out(report: str, level: int = 2, loaded: LoadedPlan | None = None) -> str:
    view = make(report, material_of(loaded or load_plan()))
    return page_html(view, PageStyle(fragment=level))


@pytest.mark.parametrize("report", REPORTS)
def test_a_fragment_has_no_head_no_style_and_no_main(report: str) -> None:
    page = Page(cut_out(report))
    assert not {"html", "head", "body", "style", "meta", "main", "script"} & set(page.elements)
    assert (page.unclosed, page.stray) == ([], [])


@pytest.mark.parametrize("report", REPORTS)
def test_every_name_is_prefixed_and_every_link_within_leads_somewhere(report: str) -> None:
    page = Page(cut_out(report))
    named = [one for name in ("id", "class") for value in page.values(name) for one in value.split()]
    assert [one for one in named if not one.startswith("wsoa-")] == []
    assert (page.dead_links, page.repeated_ids) == ([], [])


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("level", [1, 2, 3])
def test_the_first_heading_has_the_level_asked_for_and_none_is_skipped(report: str, level: int) -> None:
    found = [int(one[1]) for one in Page(cut_out(report, level)).elements if re.fullmatch("h[1-6]", one)]
    assert found[0] == level
    assert all(after - before <= 1 for before, after in pairwise(found))


@pytest.mark.parametrize("report", REPORTS)
def test_plan_text_spells_nothing_in_a_fragment(report: str) -> None:
    payload = f' class="x" id="y" href="#z" <h1> </h2> {PAYLOAD}'
    page = Page(cut_out(report, loaded=poisoned_plan(payload)))
    assert not {"script", "img"} & set(page.elements)
    assert 'class="x" id="y" href="#z"' in page.text


def test_its_style_holds_inside_it_alone() -> None:
    view = make("statement", material_of(load_plan()))
    style = page_css(view, PageStyle(fragment=2))
    assert style.startswith(".wsoa-page{")
    assert not re.search(r"(^|[},\s])(html|body|:root|main)(?=[{,\s>])", style)
    assert "@page" not in style
    assert style.count("{") == style.count("}")
    classes = set(re.findall(r"\.([a-z][\w-]*)", style))
    assert all(name.startswith("wsoa-") for name in classes)


def test_a_whole_pages_style_can_be_had_as_a_file() -> None:
    view = make("statement", material_of(load_plan()))
    assert page_css(view) in page_html(view)
