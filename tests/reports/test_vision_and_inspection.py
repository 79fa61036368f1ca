"""What a plan says besides its promises: its vision, what inspectors found, and where a workstream begins."""

from __future__ import annotations

from datetime import date

from tests.render.small import PLAN, load_plan, material_of, small_summary, small_view, view_of
from wsoa.reports.evidence.evidence import evidence
from wsoa.reports.inspection import Inspected
from wsoa.reports.site.site import site
from wsoa.reports.site.view import AreaView
from wsoa.reports.statement.view import StatementView


def begins(view: StatementView) -> list[tuple[str, str]]:
    facts = [fact for fact in view.workstreams[0].facts if fact.label == "In the document"]
    return [(span.text, span.url) for fact in facts for line in fact.lines for span in line]


def test_the_statement_tells_what_the_area_wants_in_its_own_lines() -> None:
    view = small_view()
    assert view.vision.text == "Every child in Westshire is safe, well and learning."
    assert view.vision.ambitions == ("Needs are found early.", "Young people are ready for adult life.")
    assert view.vision.pledge[1].url == "https://example.org/pledge"
    assert view.vision.co_production == ("Parents sit on every working group.",)
    assert [line.link.text for line in view.contents[:4]] == [
        "In short",
        "What the area wants",
        "What changed",
        "What the inspection found",
    ]


def test_families_are_told_the_vision_and_the_areas_front_page_the_ambitions_too() -> None:
    assert small_summary().promised[1] == "The vision: Every child in Westshire is safe, well and learning."
    day = date(2020, 11, 30)
    whole = site({"westshire": material_of(load_plan(), day)}, day)
    front = next(page for page in whole.pages if page.address == "westshire/index.html").make()
    assert isinstance(front, AreaView)
    assert front.vision.text == small_view().vision.text
    assert (len(front.vision.ambitions), front.vision.co_production) == (2, ())


def test_what_the_inspection_found_stands_in_the_statement_and_in_the_evidence() -> None:
    found = small_view().inspected
    assert found.strengths[0] == "Nurseries find needs early."
    assert found.findings == ("Leaders know too little of what families need.",)
    assert found.source[1].url == "https://example.org/letter.pdf"
    assert evidence(material_of(load_plan())).inspected == found


def test_it_is_not_told_before_the_report_was_out() -> None:
    published = load_plan(
        PLAN.replace("  ended: 2019-03-15\n", "  ended: 2019-03-15\n  report_published: 2019-05-10\n")
    )
    assert view_of(published, date(2019, 5, 9)).inspected == Inspected()
    assert view_of(published, date(2019, 5, 10)).inspected.told


def test_a_plan_that_says_none_of_it_has_no_section_for_it() -> None:
    bare = PLAN[: PLAN.index("  strengths:")] + PLAN[PLAN.index("returned:") :]
    bare = bare[: bare.index("vision:")] + bare[bare.index("roles:") :]
    view = view_of(load_plan(bare))
    assert not view.vision.told
    assert not view.inspected.told
    assert [line.link.text for line in view.contents[:2]] == ["In short", "What changed"]


def test_a_workstream_says_on_which_page_it_begins_and_leads_to_the_document() -> None:
    assert begins(small_view()) == [("begins on page 9", "https://example.org/plan.pdf")]
    unread = load_plan(PLAN.replace(', url: "https://example.org/plan.pdf"', ""))
    assert begins(view_of(unread)) == [("begins on page 9", "")]
    assert begins(view_of(load_plan(PLAN.replace("    page: 9\n", "")))) == []
