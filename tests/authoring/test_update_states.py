"""How far an action is, beyond its date: paused and taken up again, put forward and signed off, closed."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.conftest_plans import action_plan
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update import edits_for, locate
from wsoa.authoring.update_request import UpdateRequest
from wsoa.files.editing.draft import draft
from wsoa.files.load import LoadedPlan, load

DAY = date(2020, 2, 1)


def plan_of(folder: Path, *lines: str) -> LoadedPlan:
    """Write a plan of one action, 1.1, that has these lines, and read it."""
    (folder / "plan.yaml").write_text(action_plan("due: 2020-12-31", *lines), "utf-8")
    return load(folder)


def changed(loaded: LoadedPlan, wanted: UpdateRequest) -> list[str]:
    """The lines that an update adds and takes out."""
    assert loaded.plan is not None, loaded.findings
    made = draft(loaded, edits_for(loaded.plan, locate(loaded.plan, "1.1"), wanted, DAY))
    assert made.after.plan is not None
    lines = [line for line in made.diff.splitlines() if line[:1] in "+-" and line[1:2] not in "+-"]
    return [f"{line[0]} {line[1:].strip()}" for line in sorted(lines, key=lambda line: line[0])]


def test_a_pause_has_its_dates_and_its_reason_and_the_date_stands(tmp_path: Path) -> None:
    wanted = UpdateRequest(
        pause=True, reason="The writer fell ill", until="June 2020", agreed_by="SEND Board"
    )
    assert changed(plan_of(tmp_path), wanted) == [
        "+ paused:",
        "+ date: 2020-02-01",
        "+ reason: The writer fell ill",
        "+ until: 2020-06",
        "+ by: SEND Board",
    ]


def test_work_that_goes_on_has_no_pause_any_more(tmp_path: Path) -> None:
    paused = plan_of(tmp_path, "paused: {date: 2020-01-05}", "note: Kept")
    assert changed(paused, UpdateRequest(resume=True, note="The writer is back")) == [
        "+ updates:",
        "+ - date: 2020-02-01",
        "+ text: The writer is back",
        "- paused: {date: 2020-01-05}",
    ]


def test_a_sign_off_takes_the_place_of_waiting_for_it(tmp_path: Path) -> None:
    put_forward = changed(
        plan_of(tmp_path), UpdateRequest(sign_off_by="Scrutiny panel", date="5 January 2020")
    )
    assert put_forward == ["+ awaiting_sign_off:", "+ date: 2020-01-05", "+ by: Scrutiny panel"]
    waiting = plan_of(tmp_path, "awaiting_sign_off: {date: 2020-01-05, by: Scrutiny panel}")
    assert changed(waiting, UpdateRequest(signed_off_by="Scrutiny panel")) == [
        "+ verified:",
        "+ date: 2020-02-01",
        "+ by: Scrutiny panel",
        "- awaiting_sign_off: {date: 2020-01-05, by: Scrutiny panel}",
    ]


def test_what_is_done_in_part_is_said_of_a_hundred(tmp_path: Path) -> None:
    told = changed(plan_of(tmp_path), UpdateRequest(note="Half way", percent="50 %", source="Board paper"))
    assert told == [
        "+ updates:",
        "+ - date: 2020-02-01",
        "+ text: Half way",
        "+ percent: 50",
        "+ source: Board paper",
    ]


def test_closing_is_a_date(tmp_path: Path) -> None:
    assert changed(plan_of(tmp_path), UpdateRequest(close="end of January 2020")) == ["+ closed: 2020-01-31"]


@pytest.mark.parametrize(
    ("line", "wanted", "why"),
    [
        (
            "paused: {date: 2020-01-05}",
            UpdateRequest(pause=True),
            "1.1 is paused already, since 5 January 2020.",
        ),
        ("note: x", UpdateRequest(resume=True), "1.1 is not paused."),
        ("completed: 2020-01-05", UpdateRequest(pause=True), "1.1 was completed already: 5 January 2020."),
        ("closed: 2020-01-05", UpdateRequest(close="today"), "1.1 is closed already: 5 January 2020."),
        ("note: x", UpdateRequest(until="June 2020", note="x"), "--until says how long a pause lasts"),
        ("note: x", UpdateRequest(pause=True, resume=True), "say different things; give one of them."),
        ("note: x", UpdateRequest(sign_off_by="A", signed_off_by="B"), "give one of them."),
        ("note: x", UpdateRequest(percent="101", note="x"), "--percent is a whole number from 0 to 100."),
        ("note: x", UpdateRequest(percent="half", note="x"), "--percent is a whole number from 0 to 100."),
        ("note: x", UpdateRequest(percent="50"), "--percent goes with --note"),
        ("note: x", UpdateRequest(due="June 2020"), "1.1 is due 31 December 2020; give --move-to"),
        (
            "awaiting_sign_off: {date: 2020-01-05}",
            UpdateRequest(sign_off_by="Panel"),
            "1.1 waits for its sign-off already, since 5 January 2020.",
        ),
        (
            "verified: {date: 2020-01-05, by: Panel}",
            UpdateRequest(signed_off_by="Panel"),
            "1.1 was signed off already, by Panel.",
        ),
    ],
)
def test_what_is_so_already_or_makes_no_sense_is_one_sentence(
    tmp_path: Path, line: str, wanted: UpdateRequest, why: str
) -> None:
    loaded = plan_of(tmp_path, line)
    assert loaded.plan is not None
    with pytest.raises(RefusedError) as refused:
        edits_for(loaded.plan, locate(loaded.plan, "1.1"), wanted, DAY)
    assert why in str(refused.value)
