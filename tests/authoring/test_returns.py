"""The monthly round without files: who is asked what, and what becomes of each answer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from tests.conftest_plans import HEAD, plan_from
from wsoa.authoring.returns.apply import Outcome, Round, understand
from wsoa.authoring.returns.fields import label_of
from wsoa.authoring.returns.filled import Filled
from wsoa.authoring.returns.form import Entry, Form
from wsoa.authoring.returns.from_yaml import read_yaml
from wsoa.authoring.returns.prepare import prepare
from wsoa.plan.models import Plan
from wsoa.render.data.return_yaml import return_yaml

DAY = date(2020, 3, 31)
PLAN = f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1", "2"]
    outcomes:
      - ref: "1"
        title: Assessments on time
        actions:
          - ref: "1.1"
            title: Agree the pathway
            leads: [send-lead]
            due: 2020-02-20
            rating: {{code: G, date: 2020-02-29}}
          - {{ref: "1.2", title: Train the team, leads: [send-lead, health-lead], due: 2020-04-30}}
          - ref: "1.3"
            title: Publish the leaflet
            leads: [send-lead]
            due: 2020-12-31
            changes:
              - {{date: 2019-12-01, field: due, from: 2020-01-31, to: 2020-12-31,
                 reason: Printer, agreed_by: Board}}
            updates:
              - {{date: 2019-12-03, text: Two of three are written}}
          - {{ref: "1.4", title: Choose a venue, leads: [send-lead], due: 2020-01-31, completed: 2020-01-30}}
          - ref: "1.5"
            title: Open the hubs
            leads: [health-lead]
            milestones:
              - {{title: Open the north, due: 2020-01-31}}
              - {{title: Open the south, due: 2020-09-30}}
          - ref: "1.6"
            title: Write the policy
            leads: [send-lead]
            due: 2020-10
            withdrawn: {{date: 2020-01-05}}
          - {{ref: "1.7", title: Ask the parents, due: 2020-10}}
    kpis:
      - ref: K1
        title: Plans finished in twenty weeks
        aim: increase
        unit: percent
        owner: health-lead
        frequency: quarterly
        baseline: {{value: 41, at: 2019-09}}
        targets: [{{by: 2021-03, value: 70}}]
        readings: [{{period: 2019-12, value: 44}}]
      - ref: K2
        title: Appeals
        aim: reduce
        unit: count
        owner: send-lead
        baseline: {{promised: 2019-12}}
"""


def forms(text: str = PLAN, day: date = DAY) -> dict[str, Form]:
    return {form.name: form for form in prepare(plan_from(text), "westshire", "0123456789ab", day, 45)}


def entry(lead: str, ref: str) -> Entry:
    return next(one for one in forms()[lead].entries if one.ref == ref)


def filled(form: Form, answers: Mapping[str, Mapping[str, str]], name: str = "return.yaml") -> Filled:
    """Fill the text of a form, and read it back."""
    text = return_yaml(form)
    for ref, said in answers.items():
        head, mark, block = text.partition(f'- ref: "{ref}"\n')
        for key, words in said.items():
            label = label_of(key).lower()
            block = block.replace(f"    {label}:", f"    {label}: {words}", 1)
        text = f"{head}{mark}{block}"
    return read_yaml(text.encode(), name)


def told(
    answers: Mapping[str, Mapping[str, str]],
    lead: str = "send-lead",
    plan: str = PLAN,
    day: date = DAY,
) -> Round:
    """Judge one return, prepared from the plan and applied to ``plan``."""
    return understand(plan_from(plan), "westshire", [filled(forms()[lead], answers)], day)


def only(one: Round) -> Outcome:
    (outcome,) = one.outcomes
    return outcome


def why(answers: Mapping[str, Mapping[str, str]], lead: str = "send-lead", plan: str = PLAN) -> str:
    """Return the reasons why answers are in doubt, and make sure that nothing would be written."""
    judged = told(answers, lead, plan)
    assert not judged.edits
    return " ".join(doubt.why for doubt in judged.all_doubts)


def values(one: Round) -> dict[str, object]:
    return {str(edit.path[-1]): edit.value for edit in one.edits}


def test_what_is_in_the_way_and_asked_for_is_written_as_such_and_once() -> None:
    said = {"blocker": "The post is vacant", "help_needed": "The board is asked to release it"}
    judged = told({"1.3": said})
    (update,) = [edit.value for edit in judged.edits]
    assert isinstance(update, dict)
    assert update["text"] == "Something is in the way. Help is asked for."
    assert {key: update[key] for key in said} == said
    known = f"""              - {{date: 2020-03-31, text: "{update["text"]}", blocker: {said["blocker"]},
                 help_needed: {said["help_needed"]}, by: send-lead}}
"""
    line = "              - {date: 2019-12-03, text: Two of three are written}\n"
    assert only(told({"1.3": said}, plan=PLAN.replace(line, line + known))).state == "already"


def test_each_lead_is_asked_of_what_is_open_the_overdue_first() -> None:
    asked = {name: [(one.group, one.ref) for one in form.entries] for name, form in forms().items()}
    assert asked == {
        "send-lead": [
            ("overdue", "1.1"), ("soon", "1.2"), ("later", "1.3"), ("done", "1.4"), ("figures", "K2"),
        ],
        "health-lead": [("overdue", "1.5#1"), ("soon", "1.2"), ("later", "1.5#2"), ("figures", "K1")],
        "without-a-lead": [("later", "1.7")],
    }  # fmt: skip


@pytest.mark.parametrize(
    ("lead", "ref", "question"),
    [
        ("send-lead", "1.1", "You rated it G; it is 40 days late. What makes it G?"),
        ("send-lead", "1.2", "It is due on 30 April 2020. Will it be finished by then?"),
        ("send-lead", "1.3", "What has happened since 3 December 2019?"),
        ("send-lead", "1.4", "What shows it is done?"),
        ("health-lead", "1.5#1", "When do you now expect to finish?"),
        ("health-lead", "1.5#2", "Nothing has been reported yet. What has happened so far?"),
        ("send-lead", "K2", "The baseline was promised by 31 December 2019. What is it?"),
        ("health-lead", "K1", "What is the figure since 31 December 2019?"),
    ],
)
def test_the_question_is_the_one_that_matters(lead: str, ref: str, question: str) -> None:
    assert entry(lead, ref).question == question


def test_what_is_known_stands_beside_the_question() -> None:
    assert entry("send-lead", "1.3").facts == (
        ("Due", "31 December 2020"),
        ("First promised", "31 January 2020"),
        ("Standing", "Not known"),
        ("Last words", "3 December 2019: “Two of three are written”"),
    )
    assert entry("send-lead", "1.1").facts[0] == ("Due", "20 February 2020, 40 days late")
    assert entry("health-lead", "K1").facts == (
        ("Last figure", "44% for December 2019"),
        ("Target", "70% by March 2021"),
    )


def test_nothing_after_the_day_is_used() -> None:
    early = forms(day=date(2019, 11, 30))["send-lead"]
    assert [one.ref for one in early.entries if one.group == "overdue"] == []
    assert ("Due", "31 January 2020") in next(one for one in early.entries if one.ref == "1.3").facts


def test_an_answer_becomes_an_update_of_the_role() -> None:
    made = told({"1.1": {"happened": "Agreed: at last #1", "rating": "a", "expected": "end of May 2020"}})
    update = values(made)["updates"]
    assert isinstance(update, dict)
    assert {key: str(getattr(value, "text", value)) for key, value in update.items()} == {
        "date": "2020-03-31", "text": "Agreed: at last #1", "by": "send-lead", "rating": "A",
        "forecast": "2020-05-31",
    }  # fmt: skip


def test_a_date_alone_is_said_over_again_in_words() -> None:
    made = told({"1.1": {"expected": "May 2020"}})
    update = values(made)["updates"]
    assert isinstance(update, dict)
    assert update["text"] == "Now expected by May 2020."


def test_what_shows_it_goes_with_its_address() -> None:
    made = told({"1.4": {"evidence": "Minutes", "address": "https://example.org/m?a=b"}})
    assert values(made) == {"evidence": {"title": "Minutes", "url": "https://example.org/m?a=b"}}


def test_a_promised_baseline_and_a_figure_are_recorded() -> None:
    baseline = told({"K2": {"figure": "12", "period": "December 2019"}})
    assert [edit.path[-2:] for edit in baseline.edits] == [
        ("baseline", "value"), ("baseline", "at"), ("baseline", "set"),
    ]  # fmt: skip
    reading = told({"K1": {"figure": "47%", "period": "March 2020", "status": "provisional"}}, "health-lead")
    value = values(reading)["readings"]
    assert isinstance(value, dict)
    assert (str(value["value"]), value["provisional"]) == ("47", True)


@pytest.mark.parametrize(
    ("ref", "said", "reason"),
    [
        ("1.1", {"expected": "hopefully May"}, "says no year; write it with its year, such as 2026-05"),
        ("1.1", {"expected": "03/04/20"}, "could be two different days"),
        ("1.1", {"expected": "1 March 2020"}, "is past on 31 March 2020; give “Finished on” instead"),
        ("1.1", {"finished": "April 2020"}, "is not over on 31 March 2020"),
        ("1.1", {"finished": "30 March 2020", "expected": "May 2020"}, "says that it is finished"),
        ("1.1", {"rating": "Z", "happened": "Going on"}, "no code 'Z'; use one of"),
        ("1.1", {"rating": "C"}, "it says complete, and “Finished on” is blank"),
        ("1.1", {"move_to": "30 June 2020"}, "a new date needs “Why it moves” and “Who agreed” too"),
        ("1.1", {"move_to": "30 June 2020", "reason": "Printer"}, "a new date needs “Who agreed” too"),
        ("1.1", {"reason": "Printer"}, "“Move the date to” is blank"),
        ("1.1", {"address": "https://example.org"}, "an address needs a name"),
        ("1.1", {"evidence": "https://example.org"}, "an address belongs under “Its web address”"),
        ("1.1", {"happened": "n/a"}, "it says nothing that can be recorded"),
        ("1.1", {"happened": "=1+1"}, "it is a formula, or starts like one"),
        ("1.1", {"happened": '"Right\\u202eleft"'}, "a character that no reader can see"),
        ("1.1", {"happened": "x" * 2001}, "it has 2,001 characters"),
        ("1.4", {"finished": "31 January 2020"}, "was completed already"),
        ("K2", {"figure": "12"}, "“For which period” is blank"),
        ("K2", {"figure": "many", "period": "2019-12"}, "'many' is not a figure"),
        ("K2", {"figure": "12", "period": "June 2020"}, "say so under “Final or provisional”"),
        ("K2", {"figure": "1", "period": "2019", "status": "maybe"}, "final, provisional or estimate"),
        ("K2", {"remark": "Late"}, "“Figure” is blank"),
    ],
)  # fmt: skip
def test_nothing_is_guessed(ref: str, said: Mapping[str, str], reason: str) -> None:
    assert reason in why({ref: said})


def test_every_doubt_has_its_line() -> None:
    judged = told({"1.1": {"finished": "soon"}, "1.2": {"expected": "later"}})
    text = return_yaml(forms()["send-lead"]).split("\n")
    lines = [n for n, line in enumerate(text, 1) if line == "    finished on:"][:1]
    assert judged.all_doubts[0].place == f"return.yaml, line {lines[0]}"
    assert [doubt.ref for doubt in judged.all_doubts] == ["1.1", "1.2"]


def test_a_doubt_holds_back_its_own_item_only() -> None:
    judged = told({"1.1": {"finished": "soon", "happened": "Done"}, "1.2": {"happened": "Half are trained"}})
    assert [one.ref for one in judged.of("clear")] == ["1.2"]


@pytest.mark.parametrize(
    ("old", "new", "said", "reason"),
    [
        ("title: Agree the pathway", "title: Agree two", {"happened": "Agreed"}, "words have changed"),
        ("due: 2020-02-20", "due: 2020-06-30", {"expected": "July 2020"}, "its date has changed since"),
        (
            "due: 2020-02-20", "completed: 2020-03-30\n            due: 2020-02-20",
            {"happened": "Not yet"}, "the plan says since that it is finished, 30 March 2020",
        ),
        (
            "due: 2020-02-20", "withdrawn: {date: 2020-03-30}\n            due: 2020-02-20",
            {"happened": "Not yet"}, "withdrawn, 30 March 2020",
        ),
        ('ref: "1.1"', 'ref: "1.9"', {"happened": "Agreed"}, "The plan has nothing called '1.1'"),
        (
            "leads: [send-lead]\n            due: 2020-02-20",
            "leads: [health-lead]\n            due: 2020-02-20",
            {"happened": "Agreed"}, "1.1 is led by Health Lead, not by SEND Lead",
        ),
    ],
)  # fmt: skip
def test_a_plan_that_moved_on_is_noticed(old: str, new: str, said: Mapping[str, str], reason: str) -> None:
    assert old in PLAN
    assert reason in why({"1.1": said}, plan=PLAN.replace(old, new, 1))


def test_a_plan_that_moved_on_elsewhere_is_no_matter() -> None:
    later = PLAN.replace("due: 2020-02-20", "due: 2020-06-30", 1)
    assert only(told({"1.1": {"happened": "Going on"}}, plan=later)).state == "clear"


def both(first: Mapping[str, str], second: Mapping[str, str]) -> Round:
    """Judge the returns of both leads of 1.2."""
    known = forms()
    returns = [
        filled(known["send-lead"], {"1.2": first}, "a.yaml"),
        filled(known["health-lead"], {"1.2": second}, "b.yaml"),
    ]
    return understand(plan_from(PLAN), "westshire", returns, DAY)


def test_two_leads_who_disagree_are_both_in_doubt() -> None:
    judged = both({"finished": "30 March 2020"}, {"finished": "29 March 2020"})
    assert [one.state for one in judged.outcomes] == ["doubtful", "doubtful"]
    assert "says “Finished on: 30 March 2020”; agree on one answer" in judged.all_doubts[0].why
    judged = both({"finished": "30 March 2020"}, {"expected": "May 2020"})
    assert not judged.edits


def test_two_leads_who_agree_write_it_once() -> None:
    judged = both(
        {"finished": "30 March 2020", "happened": "All trained"},
        {"finished": "30/03/2020", "happened": "Health staff too"},
    )
    assert [edit.path[-1] for edit in judged.edits] == ["completed", "updates", "updates"]
    judged = both({"finished": "30 March 2020"}, {"finished": "30 March 2020"})
    assert [one.state for one in judged.outcomes] == ["clear", "already"]


def test_one_lead_who_says_two_things_is_in_doubt() -> None:
    form = forms()["send-lead"]
    returns = [
        filled(form, {"1.1": {"happened": words}}, f"{words}.yaml") for words in ("Agreed", "Not agreed")
    ]
    judged = understand(plan_from(PLAN), "westshire", returns, DAY)
    assert not judged.edits
    assert len(judged.all_doubts) == 1


def test_somebody_elses_ref_is_not_taken() -> None:
    form = forms()["health-lead"]
    stolen = form.entries[0].code
    text = return_yaml(forms()["send-lead"])
    own = str(entry("send-lead", "1.1").code)
    text = text.replace(own, str(stolen)).replace('"1.1"', '"1.5#1"')
    text = text.replace("what has happened:", "what has happened: Closed", 1)
    judged = understand(plan_from(PLAN), "westshire", [read_yaml(text.encode(), "x.yaml")], DAY)
    assert "is led by Health Lead, not by SEND Lead" in judged.all_doubts[0].why


def test_rows_that_were_moved_are_noticed() -> None:
    text = return_yaml(forms()["send-lead"]).replace('ref: "1.1"', 'ref: "1.2"', 1)
    text = text.replace("what has happened:", "what has happened: Closed", 1)
    judged = understand(plan_from(PLAN), "westshire", [read_yaml(text.encode(), "x.yaml")], DAY)
    assert "the rows may have been moved" in judged.all_doubts[0].why
    assert not judged.edits


def test_words_in_a_place_of_their_own_are_not_passed_over() -> None:
    form = return_yaml(forms()["send-lead"])
    for old, new, reason in (
        ("finished on:", "finished-when: May", "there is no question called “finished-when”"),
        ("commitments:", "note: All well\ncommitments:", "this stands outside the items"),
        ("finished on:", "finished on: [May]\n    who agreed: x", "share"),
    ):
        judged = read_yaml(form.replace(old, new, 1).encode(), "x.yaml")
        doubts = [*judged.doubts, *(d for one in judged.answers for d in one.doubts)]
        assert doubts, reason


def test_a_file_for_another_plan_or_without_its_line_is_not_taken() -> None:
    text = return_yaml(forms()["send-lead"])
    plan: Plan = plan_from(PLAN)
    judged = understand(plan, "eastshire", [read_yaml(text.encode(), "x.yaml")], DAY)
    assert "this return is for westshire" in judged.all_doubts[0].why
    judged = understand(
        plan, "westshire", [read_yaml(text.replace("wsoa-return", "mine").encode(), "x")], DAY
    )
    assert "no return that wsoa prepared" in judged.all_doubts[0].why
    gone = text.replace("westshire send-lead", "westshire old-lead")
    judged = understand(plan, "westshire", [read_yaml(gone.encode(), "x.yaml")], DAY)
    assert "no role 'old-lead' any more" in judged.all_doubts[0].why


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ('"Sent" to 40 families', '"Sent" to 40 families'),
        ("'Tis nearly done", "'Tis nearly done"),
        ('"Half of it', '"Half of it'),
        ('"All of it"', "All of it"),
        ("'It''s done'", "It's done"),
    ],
)
def test_an_answer_may_start_with_a_quotation_mark(written: str, read: str) -> None:
    (update,) = [edit.value for edit in told({"1.3": {"happened": written}}).edits]
    assert isinstance(update, dict)
    assert update["text"] == read
