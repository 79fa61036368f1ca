"""What only one report's page has: how its parts lead to each other and what they say to those who listen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.browser.looks import AREAS
from tests.render.brief import report_of
from tests.render.forms import tokens
from tests.render.pages import Page
from tests.render.small import load_plan, material_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.questions.questions import questions


@pytest.mark.parametrize("area", AREAS)
@pytest.mark.parametrize("report", ["board", "evidence", "summary"])
def test_items_lead_to_their_place_in_the_statement(
    report: str, area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    hrefs = Page(page_html(report_of(report, loaded))).values("href")
    assert len([href for href in hrefs if "statement.html#" in href]) > 3


def test_a_moved_deadline_says_which_date_was_and_which_is() -> None:
    words = "was 30 June 2020 now 31 December 2020"
    assert f"{words}. No reason recorded." in Page(page_html(report_of("board"))).text
    assert "was ~~30 June 2020~~ now 31 December 2020. No reason recorded." in page_markdown(
        report_of("board")
    )


def test_the_overview_of_evidence_leads_to_every_section() -> None:
    assert {"#weakness-1", "#weakness-2"} <= set(Page(page_html(report_of("evidence"))).values("href"))


def test_evidence_that_may_be_read_is_linked_and_nothing_unpublished_is_named() -> None:
    page = Page(page_html(report_of("evidence")))
    assert "https://example.org/waits" in page.values("href")
    assert "Complaints file" not in page.text


@pytest.mark.parametrize(("report", "tables"), [("board", 5), ("evidence", 3)])
def test_the_markdown_tables_are_read_as_tables(report: str, tables: int) -> None:
    found = tokens(page_markdown(report_of(report)))
    assert sum(one.type == "table_open" for one in found) == tables


def test_every_question_is_listed_at_the_top_and_asked_below() -> None:
    view = questions(material_of(load_plan()))
    source = page_html(view)
    for theme in view.themes:
        for question in theme.questions:
            assert source.count(question.asks) == 2
            assert f'href="#{question.anchor}"' in source


def test_a_plan_with_nothing_to_ask_has_a_page_that_says_so() -> None:
    view = replace(questions(material_of(load_plan())), themes=(), lead=("Nothing to ask.",))
    assert "Nothing to ask." in page_html(view)


def test_a_phone_reads_what_each_number_of_the_scorecard_counts() -> None:
    assert '<td data-label="At target">0</td>' in page_html(report_of("scorecard"))


def test_each_workstream_of_the_scorecard_is_reached_from_the_top_and_leads_back() -> None:
    source = page_html(report_of("scorecard"))
    assert '<a href="#kpis-workstream-WG1">WG1 Assessment</a>' in source
    assert '<a href="#contents">Back to contents</a>' in source


def test_a_folder_of_ones_own_replaces_the_summarys_style_by_name(tmp_path: Path) -> None:
    (tmp_path / "summary.css").write_text(".summary{color:black}", "utf-8")
    page = page_html(report_of("summary"), PageStyle(tmp_path))
    assert ".summary{color:black}</style>" in page
