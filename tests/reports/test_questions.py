"""Questions for scrutiny: what gives reason to ask, how it is asked, and that nobody is blamed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date

import pytest

from tests.checks.small import plan_with
from tests.conftest_plans import action_plan, load_text
from tests.render.small import AS_OF, load_plan, material_of, view_of
from wsoa.files.load import LoadedPlan
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import timeline
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.context import ReportContext
from wsoa.reports.questions.asked import SHOWN, worded
from wsoa.reports.questions.questions import MOST, questions
from wsoa.reports.questions.view import Question, QuestionsView

DAYS = {"cumbria": date(2020, 11, 30), "peterborough": date(2020, 3, 31), "lancashire": date(2019, 12, 31)}
DAY = date(2020, 3, 31)
BLAME = re.compile(
    r"\b(fail|fault|blame|neglect|unfortunate|excuse|why did you|should have|poor|lazy)", re.IGNORECASE
)


FINISHED = """\
format: 1
kind: wsoa
area: Westshire
title: Written Statement of Action
bodies: [Westshire Council]
roles: {send-lead: {name: SEND Lead}}
weaknesses: [{ref: "1", title: Assessments take too long}]
workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: Assessments on time
        impact: [{text: Families wait less}]
        actions:
          - ref: "1.1"
            title: Agree the pathway
            leads: [send-lead]
            due: 2019-11-30
            completed: 2019-11-20
            evidence: [{title: The pathway as agreed, url: "https://example.org/pathway"}]
"""


@pytest.fixture(params=DAYS)
def real(request: pytest.FixtureRequest) -> QuestionsView:
    """The questions on a real plan."""
    loaded: LoadedPlan = request.getfixturevalue(request.param)
    return questions(material_of(loaded, DAYS[request.param]))


def asked(view: QuestionsView) -> list[Question]:
    return [question for theme in view.themes for question in theme.questions]


def questions_on(text: str, as_of: date = DAY) -> list[Question]:
    return asked(questions(material_of(load_text(text), as_of)))


def one(found: list[Question], words: str) -> Question:
    """The one question that has these words."""
    (question,) = [q for q in found if words in q.asks]
    return question


def says(question: Question) -> list[str]:
    return [item.says for item in question.items]


def texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for member in part:
            yield from texts(member)
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def many_actions(number: int) -> str:
    lines = [
        f'- {{ref: "1.1.{n}", title: Do step {n}, leads: [head-of-inclusion], due: 2019-11-30}}'
        for n in range(1, number + 1)
    ]
    return plan_with(actions="\n".join(lines))


def past_versions(*versions: tuple[str, str]) -> ReportContext:
    """A plan with its history: each version's day and the lines of its one action."""
    given = []
    for number, (day, lines) in enumerate(versions):
        when = date.fromisoformat(day)
        commit = Commit(f"{number:040x}", when, when, "Edit the plan")
        given.append((commit, {"plan.yaml": action_plan(*lines.split("\n")).encode()}))
    held = list(from_memory("westshire", given))
    newest = held[-1].loaded
    assert newest is not None
    return ReportContext(newest, provenance_of(newest, DAY, "1"), past=timeline(held))


def test_a_meeting_has_time_for_a_dozen_questions_with_five_items_each(real: QuestionsView) -> None:
    found = asked(real)
    assert 5 <= len(found) <= MOST
    assert [question.number for question in found] == list(range(1, len(found) + 1))
    assert max(len(question.items) for question in found) <= SHOWN


def test_every_question_has_its_facts_and_says_what_a_good_answer_has(real: QuestionsView) -> None:
    for question in asked(real):
        assert question.asks.endswith("?")
        assert question.because
        assert question.items
        assert question.answer.endswith(".")


def test_nobody_is_blamed_and_no_name_of_a_person_is_given(real: QuestionsView) -> None:
    told = [text for theme in real.themes for text in texts(theme)]
    assert [text for text in told if BLAME.search(text)] == []
    small = " ".join(texts(questions(material_of(load_plan())).themes))
    assert "Ada Example" not in small


@pytest.mark.parametrize("area", DAYS)
def test_every_fact_leads_to_its_place_in_the_statement(area: str, request: pytest.FixtureRequest) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    view = questions(material_of(loaded, DAYS[area]))
    links = {item.url for question in asked(view) for item in question.items if item.url}
    anchors = {f"statement.html#{text}" for text in texts(view_of(loaded, DAYS[area]))}
    assert len(links) > 10
    assert links <= anchors


def test_many_late_actions_make_one_question_and_the_rest_is_counted() -> None:
    question = one(questions_on(many_actions(8)), "stands in the way")
    assert question.asks == (
        "What stands in the way of the 8 actions more than 90 days late, and when will each be finished?"
    )
    assert question.because == (
        "8 are more than 90 days past their date and not recorded as complete.",
        "The longest delay is 122 days.",
    )
    assert len(question.items) == SHOWN
    assert question.more == "And 3 more."
    assert says(question)[0] == (
        "Due by 30 November 2019, 122 days late. Lead: Head of Inclusion. Nothing reported."
    )


def test_a_single_late_action_is_asked_about_as_one() -> None:
    question = one(questions_on(many_actions(1)), "stands in the way")
    assert question.asks == (
        "What stands in the way of the action more than 90 days late, and when will it be finished?"
    )
    assert question.because[0] == "1 is more than 90 days past its date and not recorded as complete."
    assert question.answer.startswith("What holds it up")
    assert question.more == ""


def test_silence_on_many_is_counted_by_workstream() -> None:
    question = one(questions_on(many_actions(8)), "nothing reported since")
    assert question.because[-1] == "Nothing at all has been reported on any of them."
    assert [(item.ref.text, item.says) for item in question.items] == [
        ("WS1", "8 actions; the earliest was due by 30 November 2019.")
    ]
    assert question.more == ""


def test_a_plan_with_nothing_to_ask_says_so() -> None:
    view = questions(material_of(load_text(FINISHED), DAY))
    assert view.lead == ("Nothing in this plan gives reason to ask a question on this day.",)
    assert view.themes == ()


def test_what_falls_due_before_the_next_meeting_is_asked_about() -> None:
    question = one(questions_on(plan_with(), date(2020, 11, 30)), "next three months")
    assert question.because == ("1 falls due by 2 March 2021.",)
    assert [item.title for item in question.items] == ["Ask families how it went"]


def test_a_move_without_a_reason_is_asked_about_with_its_dates() -> None:
    found = questions_on(
        action_plan(
            "due: 2020-06-30",
            "changes:",
            "  - {date: 2020-01-10, field: due, from: 2019-12-31, to: 2020-06-30, agreed_by: Board}",
        )
    )
    question = one(found, "Why did this date move")
    (told,) = says(question)
    assert told.startswith("Moved from 31 December 2019 to 30 June 2020; record of 10 January 2020.")
    assert told.endswith("No reason recorded. Agreed by Board.")
    assert one(found, "agreed before the old one falls").because == (
        "1 date moved after it had passed, or in its last two weeks.",
    )


def test_a_move_with_its_reason_is_asked_about_for_what_it_means_to_families() -> None:
    found = questions_on(
        action_plan(
            "due: 2020-06-30",
            "changes:",
            "  - {date: 2019-11-10, field: due, from: 2019-12-31, to: 2020-06-30, reason: New team, "
            "agreed_by: Board}",
        )
    )
    assert [q for q in found if "who agreed?" in q.asks] == []
    assert "New team." in says(one(found, "mean for families"))[0]


def test_a_move_that_only_the_history_knows_is_asked_about_with_its_version() -> None:
    context = past_versions(("2019-10-01", "due: 2019-12-31"), ("2020-01-10", "due: 2020-06-30"))
    (told,) = says(one(asked(questions(context)), "Why did this date"))
    assert told == (
        "Moved from 31 December 2019 to 30 June 2020, version 000000000 of 10 January 2020. "
        "No reason recorded."
    )


def test_a_rating_that_stayed_while_its_date_moved_is_said() -> None:
    rated = "updates: [{date: 2019-11-01, text: Going well, rating: G}]"
    context = past_versions(
        ("2019-10-01", f"due: 2019-12-31\n{rated}"), ("2020-01-10", f"due: 2020-06-30\n{rated}")
    )
    assert says(one(asked(questions(context)), "Why did this date move"))[0].endswith(
        "Rated G (Green) throughout."
    )


def test_what_was_committed_after_the_day_is_not_asked_about() -> None:
    context = past_versions(("2019-10-01", "due: 2019-12-31"), ("2020-05-10", "due: 2020-06-30"))
    assert [q for q in asked(questions(context)) if "date move" in q.asks] == []


def test_a_completion_that_was_taken_out_is_asked_about() -> None:
    context = past_versions(
        ("2019-12-01", "due: 2019-12-31\ncompleted: 2019-11-30"), ("2020-01-10", "due: 2019-12-31")
    )
    question = one(asked(questions(context)), "full story")
    assert question.items[0].title == "Agree the pathway"
    assert "had a completion date, which was taken out" in question.items[0].says


def test_a_rating_better_than_the_dates_allow_is_asked_about() -> None:
    found = questions_on(action_plan("due: 2019-11-30", "rating: {code: G, date: 2019-12-31}"))
    (told,) = says(one(found, "What supports the rating"))
    assert told.endswith("on 31 December 2019, but off track: due 30 November 2019, 122 days late.")


def test_what_waits_for_something_late_is_asked_about() -> None:
    actions = (
        '- {ref: "1.1.1", title: Hire staff, leads: [head-of-inclusion], due: 2020-02-29}\n'
        '- {ref: "1.1.2", title: Open, leads: [head-of-inclusion], due: 2020-12-31, depends_on: ["1.1.1"]}'
    )
    question = one(questions_on(plan_with(actions=actions)), "waits for something late")
    assert says(question) == ["Due by 31 December 2020. Waits for 1.1.1, 31 days late."]


def test_a_finished_action_without_evidence_is_asked_about_for_its_difference() -> None:
    question = one(questions_on(action_plan("due: 2019-11-30", "completed: 2019-11-20")), "difference")
    assert question.asks == (
        "What shows that the action reported as finished made a difference for families?"
    )
    assert says(question) == ["Finished: 20 November 2019."]


def test_figures_are_asked_about_with_how_close_they_are() -> None:
    found = asked(questions(material_of(load_plan(), AS_OF)))
    law = one(found, "law requires")
    assert says(law)[0].endswith("42 points short of the 100% that the law requires.")
    assert says(one(found, "starting figure")) == ["Promised by December 2019, 335 days ago."]


def test_a_figure_that_moved_the_wrong_way_is_asked_about_before_one_that_has_way_to_go() -> None:
    kpis = (
        "- {ref: K1, title: Plans on time, aim: increase, unit: percent, baseline: {value: 58, at: 2019-09}, "
        "targets: [{by: 2020-09, value: 70}], readings: [{date: 2020-01-31, value: 50}]}\n"
        "- {ref: K2, title: Weeks of waiting, aim: reduce, unit: weeks, baseline: {value: 20, at: 2019-09}, "
        "targets: [{by: 2020-09, value: 12}], readings: [{date: 2020-01-31, value: 15}]}"
    )
    found = questions_on(plan_with(kpis=kpis))
    worse, short = one(found, "wrong way"), one(found, "not at target yet")
    assert worse.number < short.number
    (told,) = says(worse)
    assert told.startswith("50% on 31 January 2020, target 70% by September 2020, down from 58% in September")
    assert told.endswith("20 points to go by September 2020: further away than the baseline was (12 points).")
    assert says(short)[0].endswith(
        "down from 20 weeks in September 2019. 3 of 8 weeks to go by September 2020."
    )


def test_who_leads_is_asked_where_nobody_is_named() -> None:
    assert one(questions_on(action_plan("due: 2020-12-31")), "no lead").asks == (
        "Who leads the action with no lead recorded?"
    )


def test_questions_of_less_weight_are_counted_when_they_are_left_out(cumbria: LoadedPlan) -> None:
    view = questions(material_of(cumbria, DAYS["cumbria"]))
    assert len(asked(view)) == MOST
    assert view.lead[-1] == "2 of less weight are left out."


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, "Is the action late? 1 is."), (12, "Are the 12 actions late? 12 are.")],
)
def test_a_wording_fits_one_and_many(number: int, expected: str) -> None:
    assert worded("[Is|Are] {the} late? {n} [is|are].", number, "action") == expected
