from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from tests.render.small import AS_OF, PLAN, load_plan, small_summary, summary_of
from wsoa.checks.abbreviations import EVERYDAY
from wsoa.files.load import LoadedPlan
from wsoa.provenance.provenance import provenance_of
from wsoa.provenance.seal import Links
from wsoa.render.markdown.page import page_markdown
from wsoa.reports.context import ReportContext, linkable
from wsoa.reports.short_forms import NOT_SAID, short_forms
from wsoa.reports.summary.view import SummaryView

AREAS = ["cumbria", "lancashire", "peterborough"]
DAYS = [date(2019, 12, 31), date(2020, 3, 31), date(2020, 11, 30)]
MOST_WORDS = 1020
"""What two A4 pages of Cumbria hold."""
LONGEST_AVERAGE = 20
_MARKS = re.compile(r"[|*#~<>\\]|\]\(.*?\)|\[|-{3}:?")


@pytest.fixture(params=AREAS)
def area(request: pytest.FixtureRequest) -> LoadedPlan:
    loaded: LoadedPlan = request.getfixturevalue(request.param)
    return loaded


def lines(view: SummaryView) -> list[str]:
    """The summary as a reader sees it, without the marks of Markdown."""
    text = [_MARKS.sub(" ", line) for line in page_markdown(view).splitlines()]
    return [" ".join(line.split()) for line in text if line.strip()]


def words(view: SummaryView) -> int:
    return sum(len(line.replace("- ", "", 1).split()) for line in lines(view))


def sentences(view: SummaryView) -> list[str]:
    """Running text and list items; headings, the table, and the line on how it was made are not sentences."""
    running = [
        line.removeprefix("- ")
        for line in page_markdown(view).splitlines()
        if line and not line.startswith(("#", "|", "Plan "))
    ]
    return [one for line in running for one in re.split(r"(?<=[.!?])\s+", line) if one]


def texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from texts(one)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_a_summary_is_short(area: LoadedPlan, as_of: date) -> None:
    assert words(summary_of(area, as_of)) < MOST_WORDS


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_its_sentences_are_short(area: LoadedPlan, as_of: date) -> None:
    lengths = [len(one.split()) for one in sentences(summary_of(area, as_of))]
    assert sum(lengths) / len(lengths) < LONGEST_AVERAGE


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_every_short_form_is_explained(area: LoadedPlan, as_of: date) -> None:
    view = summary_of(area, as_of)
    explained = {word for term in view.short_forms for word in term.label.split()}
    refs = r"\([^()]*\d[^()]*\)$"
    shown = " ".join(re.sub(refs, "", line) for line in lines(view))
    used = set(re.findall(r"(?<![\w&])([A-Z][A-Z&]*[A-Z])s?(?![\w&])", shown))
    assert used - explained - EVERYDAY == set()
    assert [term.label for term in view.short_forms if NOT_SAID in str(term.lines)] == []


def test_short_forms_come_from_the_glossary_without_the_explanation_after_its_dash() -> None:
    glossary = {"EHCP": "Education, health and care plan - sets out needs beyond SEN support"}
    assert short_forms(["Two EHCPs for an NHS clinic"], glossary) == (
        ("EHCP", "Education, health and care plan"),
    )


def test_a_short_form_inside_a_meaning_is_explained_too() -> None:
    glossary = {"COT": "Chief Operating Team (of the CCG)", "CCG": "Clinical commissioning group"}
    assert [form for form, _ in short_forms(["COT agrees"], glossary)] == ["CCG", "COT"]


def test_a_short_form_that_the_plan_leaves_unexplained_says_so() -> None:
    assert short_forms(["XYZ meets"], {}) == (("XYZ", NOT_SAID),)


def test_a_longer_short_form_hides_the_shorter_one_within_it() -> None:
    glossary = {"EHC": "Education, health and care", "EHC plan": "Education, health and care plan"}
    assert [form for form, _ in short_forms(["One EHC plan"], glossary)] == ["EHC plan"]


def test_what_is_late_is_grouped_by_weakness_in_the_areas_own_words() -> None:
    late = small_summary().late
    assert late.heading == "Area of concern"
    assert [(row.group, row.late, row.longest) for row in late.rows] == [
        ("Assessments take too long", "4 of 9", "366 days"),
        ("Parents are not heard", "Nothing promised by a date", "None"),
    ]


def test_without_a_tie_to_weaknesses_it_is_grouped_by_workstream_and_says_so(lancashire: LoadedPlan) -> None:
    late = summary_of(lancashire).late
    assert late.heading == "Priority"
    assert "does not record which priority answers which area of significant concern" in late.sentences[1]
    assert len(late.rows) == 4


def test_what_counts_under_two_weaknesses_is_said_to(cumbria: LoadedPlan) -> None:
    assert summary_of(cumbria).late.sentences[1] == (
        "A commitment that answers two areas of concern counts under both."
    )


def test_before_anything_is_due_nothing_is_late() -> None:
    assert small_summary(date(2019, 10, 18)).late.sentences == ("Nothing is past its date.",)


def test_a_moved_deadline_is_told_with_its_reason_and_who_agreed() -> None:
    newest, older, withdrawn = small_summary().moves.changes
    assert (newest.reason, newest.agreed) == ("No reason recorded.", "Who agreed is not recorded.")
    assert (older.old, older.new, older.effect) == ("31 December 2019", "30 June 2020", "182 days later")
    assert withdrawn.field == "withdrawn"


def test_the_latest_report_of_each_part_is_told_and_a_shared_date_only_once(cumbria: LoadedPlan) -> None:
    reports = summary_of(cumbria).reports
    assert cumbria.plan is not None
    parts = ["The plan as a whole", *(w.title for w in cumbria.plan.workstreams)]
    assert [point.about for point in reports.points] == parts
    assert reports.intro == "All from November 2020:"
    assert {point.when for point in reports.points} == {None}


def test_a_report_on_an_action_names_the_action() -> None:
    text = PLAN.replace("updates:\n      - {date: 2020-11, text: The group met twice}\n", "updates: []\n")
    (report,) = summary_of(load_plan(text)).reports.points
    assert (report.about, report.text) == ("Assessment", "Hire two plan writers. One writer has started.")
    assert report.item.anchor == "action-1.1.1"


def test_kpis_are_told_with_figures_and_what_was_promised_and_is_not_there() -> None:
    measured = small_summary().measured
    assert measured.figures.intro == (
        "The plan has 2 KPIs to show whether things get better. "
        "1 has a starting figure. 1 has a later figure."
    )
    assert measured.figures.points[0].text == (
        "58% on 30 September 2020 (provisional); not yet at the target of 70% by March 2021; "
        "better than the figure before it; short of the level the law requires, 100%"
    )
    assert measured.promised == (
        "1 starting figure and 1 target were promised by now and are not yet published. "
        "The longest wait is 335 days."
    )


def test_without_a_later_figure_a_kpi_is_told_by_its_start_and_its_target(lancashire: LoadedPlan) -> None:
    first = summary_of(lancashire).measured.figures.points[0]
    assert first.text == "started at 27% in 2017/18; target 50% by 2019/20"


def test_nothing_dated_after_the_day_is_used() -> None:
    told = " ".join(texts(small_summary(date(2019, 11, 15))))
    assert "One writer has started" not in told
    assert "The group met twice" not in told
    assert "Not to be told yet" not in told
    assert "58%" not in told
    assert "moved" in small_summary(date(2019, 11, 15)).moves.none


def test_what_a_short_list_leaves_out_is_counted(cumbria: LoadedPlan, peterborough: LoadedPlan) -> None:
    assert summary_of(peterborough).finished.more == "7 more are in the full statement."
    assert summary_of(cumbria).upcoming.more == "5 more have a date after these."


def test_an_empty_plan_says_what_is_not_there() -> None:
    head, _, rest = PLAN.partition("workstreams:")
    tail = rest[rest.index("governance:") : rest.index("reviews:")]
    view = summary_of(load_plan(head + tail))
    assert view.finished.intro == "Nothing is recorded as complete."
    assert view.reports.intro == "No report of progress is recorded."
    assert view.upcoming.intro == "Nothing with a date lies ahead."
    assert view.measured.figures.intro == "No KPI is recorded in this plan."
    assert view.promised[-1].endswith("This plan has none yet.")


@pytest.mark.parametrize("address", ["javascript:go()", "//evil.example", "", "../up.html", "page.html#here"])
def test_an_address_that_links_cannot_lead_into_is_refused(address: str) -> None:
    loaded = load_plan()
    assert linkable(address) == ""
    with pytest.raises(ValueError, match="not an address"):
        ReportContext(loaded, provenance_of(loaded, AS_OF, "1"), links=Links(address))


def test_what_anyone_promised_is_said_with_the_word_for_it() -> None:
    assert small_summary().promised == (
        "Families wait too long for assessments. This plan says what will be done about it.",
        "The vision: Every child in Westshire is safe, well and learning.",
        "A commitment is anything promised by a date. This plan has 10.",
    )


def test_the_newest_finished_comes_first_and_has_its_date() -> None:
    first = small_summary().finished.points[0]
    assert (first.text, first.item.text) == ("Write the letters", "1.2.1 milestone 1")
    assert first.when is not None
    assert first.when.words == "15 September 2020"
