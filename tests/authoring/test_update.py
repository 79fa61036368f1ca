"""What may be reported of an item, what is written for it, and what is turned down in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.authoring.odd_files import folder_of
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update import edits_for, locate
from wsoa.authoring.update_request import UpdateRequest
from wsoa.files.editing.draft import draft
from wsoa.files.load import LoadedPlan, load

DAY = date(2026, 6, 30)
PLAN = """\
format: 1
kind: pap
area: Anyshire
title: Priority action plan
bodies: [Anyshire Council]
rating_scheme: rag
roles:
  head-of-send: {name: "Head of SEND, Anyshire Council"}
  plan-manager: {name: Plan manager}
weaknesses: [{ref: "1", title: Plans come late}]
reviews: [{ref: R1, title: Visit, due: 2026-10}]
workstreams:
  - ref: A
    title: Timely plans
    weaknesses: ["1"]
    outcomes:
      - ref: "1.1"
        title: Plans in twenty weeks
        actions:
          - ref: "1.1.1"
            title: Hire two writers
            leads: [head-of-send]
            due: 2026-03-31
          - ref: "1.1.2"
            title: Agree a target
            due: 2026-09-30
            changes:
              - {date: 2026-05-01, field: due, from: 2026-04-30, to: 2026-09-30, reason: Time, agreed_by: SIB}
          - ref: "1.1.3"
            title: Steps
            milestones: [{title: One, due: 2026-02}, {title: Two, due: 2026-09}]
          - {ref: "1.1.4", title: Gone, due: 2026-04, withdrawn: {date: 2026-05-02, reason: Merged}}
          - {ref: "1.1.5", title: Done, due: 2026-04, completed: 2026-04-01}
          - {ref: "1.1.6", title: Undated}
          - ref: "1.1.7"
            title: Given up
            withdrawn: {date: 2026-05-02, reason: Merged}
            milestones: [{title: One, due: 2026-02}]
          - {ref: "1.1.8", title: Twin}
          - {ref: "1.1.8", title: Twin}
          - {ref: A, title: Called as its workstream}
          - {ref: "1.1.9", title: Quarterly, due: {every: quarter, from: 2026-01}}
    kpis: [{ref: A.1, title: In time, unit: percent, aim: increase, baseline: {value: 50, at: 2025}}]
"""
MOVE = UpdateRequest(move_to="31 October 2026", reason="Schools asked", agreed_by="Board")


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedPlan:
    """One small plan with an item of every kind."""
    return load(folder_of(tmp_path / "anyshire", PLAN.encode()), tmp_path)


def lines_added(loaded: LoadedPlan, ref: str, wanted: UpdateRequest) -> list[str]:
    """The lines that an update would add, without their indentation."""
    assert loaded.plan is not None
    made = draft(loaded, edits_for(loaded.plan, locate(loaded.plan, ref), wanted, DAY))
    assert made.after.plan is not None
    return [line[1:].strip() for line in made.diff.splitlines() if line.startswith("+") and line[1:2] != "+"]


def refusal(loaded: LoadedPlan, ref: str, wanted: UpdateRequest) -> str:
    assert loaded.plan is not None
    with pytest.raises(RefusedError) as caught:
        edits_for(loaded.plan, locate(loaded.plan, ref), wanted, DAY)
    said = str(caught.value)
    assert said[-1] in ".?"
    return said


def test_a_note_is_an_update_of_today(loaded: LoadedPlan) -> None:
    wanted = UpdateRequest(
        note="Two of five: agreed", rating="g", forecast="end July 2026", confidence="low", by="Plan Manager"
    )
    assert lines_added(loaded, "1.1.1", wanted) == [
        "updates:",
        "- date: 2026-06-30",
        'text: "Two of five: agreed"',
        "by: plan-manager",
        "rating: G",
        "confidence: low",
        "forecast: 2026-07-31",
    ]


def test_what_is_in_the_way_and_asked_for_stands_beside_what_was_reported(loaded: LoadedPlan) -> None:
    wanted = UpdateRequest(
        note="One is hired", blocker=" Nobody else applied ", help_needed="A higher grade, from the board"
    )
    assert lines_added(loaded, "1.1.1", wanted)[2:] == [
        "text: One is hired",
        "blocker: Nobody else applied",
        "help_needed: A higher grade, from the board",
    ]


def test_completion_takes_the_evidence_to_the_item(loaded: LoadedPlan) -> None:
    wanted = UpdateRequest(
        complete="5th March 2026",
        evidence=("Minutes=https://x.org/m?a=b", "Survey=docs/survey.pdf", "Letter"),
    )
    assert lines_added(loaded, "1.1.1", wanted) == [
        "completed: 2026-03-05",
        "evidence:",
        "- title: Minutes",
        "url: https://x.org/m?a=b",
        "- title: Survey",
        "file: docs/survey.pdf",
        "- title: Letter",
    ]


def test_a_moved_date_is_never_without_its_record(loaded: LoadedPlan) -> None:
    record = ["date: 2026-06-30", "field: due", "from: 2026-09-30", "to: 2026-10-31"]
    assert lines_added(loaded, "1.1.2", MOVE) == [
        "due: 2026-10-31",
        f"- {record[0]}",
        *record[1:],
        "reason: Schools asked",
        "agreed_by: Board",
    ]
    short = UpdateRequest(move_to="Oct 2026", reason="Time", agreed_by="SIB")
    record[-1] = "to: 2026-10"
    assert lines_added(loaded, "1.1.2", short) == [
        "due: 2026-10",
        f"- {{{', '.join(record)}, reason: Time, agreed_by: SIB}}",
    ]


def test_a_recurring_date_moves_too(loaded: LoadedPlan) -> None:
    added = lines_added(loaded, "1.1.9", MOVE)
    assert added[0].startswith(
        '- {ref: "1.1.9", title: Quarterly, due: 2026-10-31, changes: [{date: 2026-06-30,'
    )
    assert ", from: every quarter from 2026-01, to: 2026-10-31, reason: " in added[0]


def test_a_withdrawal_names_what_takes_its_place(loaded: LoadedPlan) -> None:
    wanted = UpdateRequest(withdraw=True, reason="Merged", superseded_by="1.1.2", date="1 June 2026")
    assert lines_added(loaded, "1.1.1", wanted) == [
        "withdrawn:",
        "date: 2026-06-01",
        "reason: Merged",
        'superseded_by: "1.1.2"',
    ]


@pytest.mark.parametrize("ref", ["plan", "workstream A", "action A", "1.1", "1.1.3", "1.1.3#2", "1.1.5"])
def test_a_note_goes_to_whatever_has_updates(loaded: LoadedPlan, ref: str) -> None:
    assert any("text: Said" in line for line in lines_added(loaded, ref, UpdateRequest(note="Said")))


def test_a_start_stands_before_the_due_date(loaded: LoadedPlan) -> None:
    assert lines_added(loaded, "1.1.1", UpdateRequest(start="Jan 2026")) == ["start: 2026-01"]


@pytest.mark.parametrize(
    ("ref", "wanted", "said"),
    [
        ("1.1.11", UpdateRequest(note="x"), "The plan has nothing called '1.1.11'. Did you mean 1.1.1"),
        ("1.1.3#9", UpdateRequest(note="x"), "1.1.3 has no milestone called '1.1.3#9'."),
        ("1.1.8", UpdateRequest(note="x"), "Two items are called 1.1.8; give each a ref of its own first."),
        ("A", UpdateRequest(note="x"), "More than one item is called A; write “workstream A” or “action A”."),
        ("weakness 1", UpdateRequest(note="x"), "A weakness has no updates of its own"),
        ("A.1", UpdateRequest(note="x"), "A KPI has readings, not updates: see wsoa record."),
        ("R1", UpdateRequest(note="x"), "A review is a date and an outcome"),
        ("1.1.1", UpdateRequest(), "Nothing was said that could be written."),
        ("1.1.1", UpdateRequest(note="  "), "--note is empty."),
        ("1.1.1", UpdateRequest(complete="today", superseded_by=""), "--superseded-by is empty."),
        ("1.1.1", UpdateRequest(note="\udce9"), "--note holds characters that are not text"),
        (
            "1.1.1",
            UpdateRequest(note="x", by="head-of-sen"),
            "no role 'head-of-sen'. Did you mean head-of-send?",
        ),
        ("1.1.1", UpdateRequest(note="x", rating="Q"), "no code 'Q'; use one of C, G, U, A, R, N, ?."),
        ("1.1.1", UpdateRequest(rating="G"), "--rating goes with --note: say in a sentence what is known."),
        ("1.1.1", UpdateRequest(forecast="July 2026"), "--forecast goes with --note"),
        ("1.1.1", UpdateRequest(by="head-of-send", complete="May 2026"), "--by says who reports"),
        (
            "1.1.1",
            UpdateRequest(note="x", forecast="3/4/26"),
            "write 2026-04-03 for day first, or 2026-03-04.",
        ),
        ("1.1.1", UpdateRequest(note="x", forecast="30 Feb 2027"), "February 2027 has 28 days"),
        (
            "1.1.1",
            UpdateRequest(note="x", forecast="whenever"),
            "--forecast: “whenever” is not a date that can be read",
        ),
        ("1.1.1", UpdateRequest(note="x", forecast="May 2026"), "May 2026 is past on 30 June 2026; give"),
        ("1.1.1", UpdateRequest(note="x", forecast="ongoing"), "--forecast needs a date with an end"),
        (
            "1.1.1",
            UpdateRequest(note="x", date="1 July 2026"),
            "1 July 2026 is not over on 30 June 2026; date it no later.",
        ),
        ("1.1.1", UpdateRequest(note="x", confidence="sure"), "--confidence is one of high, medium, low."),
        (
            "1.1.1",
            UpdateRequest(note="x", evidence=("=https://x.org",)),
            "--evidence is written as TITLE=URL",
        ),
        (
            "1.1.1",
            UpdateRequest(note="x", evidence=("https://x.org/a",)),
            "--evidence is written as TITLE=URL",
        ),
        (
            "1.1.1",
            UpdateRequest(note="x", evidence=("A=www.x.org",)),
            "the whole address, such as https://www.x.org.",
        ),
        (
            "1.1.1",
            UpdateRequest(complete="1 July 2026"),
            "--complete: 1 July 2026 is not over on 30 June 2026.",
        ),
        ("1.1.1", UpdateRequest(complete="ongoing"), "--complete needs a day, or a month that is over."),
        ("1.1.5", UpdateRequest(complete="today"), "1.1.5 was completed already: 1 April 2026."),
        ("1.1.5", MOVE, "1.1.5 was completed already: 1 April 2026."),
        (
            "1.1.3",
            UpdateRequest(complete="today"),
            "1.1.3 is rated by its milestones; complete 1.1.3#1 and 1.1.3#2.",
        ),
        (
            "1.1.4",
            UpdateRequest(note="x"),
            "1.1.4 was withdrawn on 2 May 2026; nothing more is reported of it.",
        ),
        ("1.1.4", UpdateRequest(withdraw=True, reason="x"), "1.1.4 was withdrawn on 2 May 2026"),
        ("1.1.7#1", UpdateRequest(note="x"), "1.1.7#1 was withdrawn on 2 May 2026"),
        ("1.1.1", UpdateRequest(withdraw=True), "--withdraw needs --reason"),
        (
            "1.1.1",
            UpdateRequest(withdraw=True, reason="x", superseded_by="9.9"),
            "--superseded-by: the plan has nothing called",
        ),
        (
            "1.1.1",
            UpdateRequest(withdraw=True, reason="x", superseded_by="1.1.1"),
            "1.1.1 cannot take the place of 1.1.1.",
        ),
        (
            "1.1.2",
            UpdateRequest(move_to="30/9/2026", reason="x", agreed_by="y"),
            "due 30 September 2026 already; nothing moves.",
        ),
        ("1.1.2", UpdateRequest(move_to="Oct 2026", reason="x"), "--move-to needs --reason and --agreed-by"),
        (
            "1.1.2",
            UpdateRequest(move_to="Oct 2026", agreed_by="x"),
            "--move-to needs --reason and --agreed-by",
        ),
        ("1.1.2", UpdateRequest(move_to="Oct 2026", reason=" ", agreed_by="x"), "--reason is empty."),
        (
            "1.1.2",
            UpdateRequest(move_to="Oct 2026", reason="x", agreed_by="y", date="April 2026"),
            "1.1.2 moved on 1 May 2026",
        ),
        ("1.1.6", MOVE, "1.1.6 has no date that could move; give it its first with --due."),
        ("1.1", MOVE, "1.1 has no date that could move; write its first in the plan's file."),
        (
            "workstream A",
            UpdateRequest(complete="today"),
            "--complete is for actions and milestones, and A is neither.",
        ),
        (
            "workstream A",
            UpdateRequest(evidence=("x",)),
            "--evidence for more than one action goes with --note.",
        ),
        (
            "1.1.1",
            UpdateRequest(complete="today", withdraw=True, reason="x"),
            "say different things; give one of them.",
        ),
        ("1.1.1", UpdateRequest(help_needed="Money"), "--help-needed goes with --note: say in a sentence"),
        (
            "1.1.1",
            UpdateRequest(note="x", reason="y"),
            "--reason goes with --move-to, --pause or --withdraw.",
        ),
        ("1.1.1", UpdateRequest(note="x", agreed_by="y"), "--agreed-by and --minute belong to a change"),
        ("1.1.1", UpdateRequest(note="x", superseded_by="1.1"), "--superseded-by goes with --withdraw."),
        (
            "1.1.1",
            UpdateRequest(complete="today", date="today"),
            "--date dates a note, a move, a pause, a sign-off or a withdrawal",
        ),
    ],
)
def test_what_makes_no_sense_is_one_sentence(
    loaded: LoadedPlan, ref: str, wanted: UpdateRequest, said: str
) -> None:
    assert said in refusal(loaded, ref, wanted)


def test_nothing_of_a_refused_update_is_written(loaded: LoadedPlan) -> None:
    refusal(loaded, "1.1.1", UpdateRequest(note="fine", complete="1 July 2026"))
    assert (loaded.folder / "plan.yaml").read_bytes() == PLAN.encode()
