"""A report is laid out once: what its page says, Markdown and Word say too, whole and in the same order."""

from __future__ import annotations

import pytest

from tests.browser.looks import AREAS
from tests.render.brief import report_of
from tests.render.forms import Said, missing, opened, said_in_markdown, said_in_word
from tests.render.hostile import poisoned_plan
from tests.render.small import load_plan
from tests.reports.test_site import material_of as site_material
from wsoa.render.html.page import page_html
from wsoa.render.markdown.page import page_markdown
from wsoa.render.office.docx_page import page_docx
from wsoa.reports.context import PageView
from wsoa.reports.registry import REPORTS
from wsoa.reports.site.site import site

AWKWARD = (
    "A | B; source to be agreed: due by *2020* [Longest] 1. _x_ <b>&amp; https://a.example/x?y=1 "
    "#12 @us ~~gone~~"
)


def says_the_same(view: PageView) -> None:
    pieces = Said(page_html(view)).pieces
    assert len(pieces) >= 10
    assert missing(pieces, said_in_markdown(page_markdown(view))) == []
    assert missing(pieces, said_in_word(opened(page_docx(view)))) == []


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("area", [*AREAS, "small"])
def test_every_form_of_a_report_says_what_its_page_says(
    report: str, area: str, request: pytest.FixtureRequest
) -> None:
    loaded = load_plan() if area == "small" else request.getfixturevalue(area)
    says_the_same(report_of(report, loaded))


@pytest.mark.parametrize("report", REPORTS)
def test_no_text_that_a_user_can_write_is_cut_or_changed(report: str) -> None:
    says_the_same(report_of(report, poisoned_plan(AWKWARD)))


def test_every_page_of_a_site_has_these_forms_too() -> None:
    made = site_material(load_plan())
    for page in site({"w": made}, made.as_of).pages:
        says_the_same(page.make())


def test_a_piece_that_is_missing_or_out_of_order_is_seen() -> None:
    assert missing(["one", "two"], "one and two") == []
    assert missing(["two", "one"], "one and two") == ["two", "one"]
    assert missing(["one", "three"], "one and two") == ["one", "three"]
