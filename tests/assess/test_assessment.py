"""What an assessment says of each commitment in a word, and in which order it tells them."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from tests.assess.conftest import assessed
from tests.conftest_plans import HEAD, action_plan, plan_from
from wsoa.assess.assessment import Commitment, history_read, known_moves
from wsoa.assess.outlook import outlook
from wsoa.plan.ratings import Standing
from wsoa.words.standings import say_standing

MOVED = "{{date: 2019-11-0{n}, field: due, from: {old}, to: {new}, reason: Illness, agreed_by: Board}}"


def only(text: str, day: str) -> Commitment:
    """Return the one commitment of a plan on a day."""
    (commitment,) = assessed(text, day).commitments
    return commitment


def moved(*dates: str) -> str:
    """An action whose deadline moved from each date to the next."""
    records = [
        f"  - {MOVED.format(n=n, old=old, new=new)}" for n, (old, new) in enumerate(pairwise(dates), 1)
    ]
    return action_plan(f"due: {dates[-1]}", "changes:", *records)


@pytest.mark.parametrize(
    ("dates", "label"),
    [
        (("2019-12-31", "2020-01-01"), "Not known, moved once, 1 day later"),
        (("2019-12-31", "2019-12-29"), "Not known, moved once, 2 days earlier"),
        (("2019-12-31", "2020-01-31", "2020-03-31"), "Not known, moved twice, 91 days later"),
        (("2019-12-31", "2020-01-31", "2019-12-31"), "Not known, moved twice"),
    ],
)
def test_a_deadline_that_moved_says_so_beside_its_standing(dates: tuple[str, ...], label: str) -> None:
    assert say_standing(only(moved(*dates), "2019-11-30")) == label


def test_a_deadline_that_never_moved_is_its_standing_alone() -> None:
    assert say_standing(only(action_plan("due: 2019-12-31"), "2019-11-30")) == "Not known"


THREE = f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: On time
        actions:
          - {{ref: "1.1", title: A, due: 2019-11-29, changes: [{MOVED.format(n=1, old="2019-11-28", new="2019-11-29")}]}}
          - {{ref: "1.2", title: B, due: 2019-10-01, changes: [{MOVED.format(n=1, old="2019-12-31", new="2019-10-01")}]}}
          - {{ref: "1.3", title: C, due: 2019-11-15, changes: [{MOVED.format(n=1, old="2019-11-01", new="2019-11-15")}]}}
          - {{ref: "1.4", title: D, due: 2019-11-01, completed: 2019-11-20}}
          - {{ref: "1.5", title: E, due: 2019-11-01, withdrawn: {{date: 2019-11-05}}}}
          - {{ref: "1.6", title: F, due: 2019-11-30}}
"""  # noqa: E501 - a line for each action


def test_what_is_overdue_comes_longest_first_and_holds_only_what_is_still_promised() -> None:
    late = assessed(THREE, "2019-11-30").overdue
    assert [(c.ref, c.days_late) for c in late] == [("1.2", 60), ("1.3", 15), ("1.1", 1)]


def test_what_moved_comes_furthest_first_whichever_way_it_moved() -> None:
    found = assessed(THREE, "2019-11-30").moved
    assert [(c.ref, c.moved_days) for c in found] == [("1.2", -91), ("1.3", 14), ("1.1", 1)]


def test_a_day_after_it_is_due_a_commitment_is_overdue_and_on_the_day_it_is_not() -> None:
    late = action_plan("due: 2019-11-30")
    assert (only(late, "2019-11-30").overdue, only(late, "2019-12-01").overdue) == (False, True)
    done = action_plan("due: 2019-11-30", "completed: 2019-12-05")
    assert (only(done, "2019-12-06").overdue, only(done, "2019-12-06").days_late) == (False, 5)
    gone = action_plan("due: 2019-11-30", "withdrawn: {date: 2019-12-05}")
    assert not only(gone, "2019-12-06").overdue


MILESTONES = (
    "withdrawn: {date: ACTION}",
    "milestones:",
    "  - {title: Draft, due: 2019-12-31, withdrawn: {date: MILESTONE}}",
)


@pytest.mark.parametrize(
    ("action", "milestone", "first"),
    [
        ("2019-11-10", "2019-11-20", "2019-11-10"),
        ("2019-11-20", "2019-11-10", "2019-11-10"),
        ("2019/20 autumn term", "2019-11-20", "2019-11-20"),
        ("2019-11-20", "2019/20 autumn term", "2019-11-20"),
    ],
)
def test_a_milestone_is_withdrawn_from_the_first_day_that_says_so(
    action: str, milestone: str, first: str
) -> None:
    """A term is no day before the plan's calendar is asked, so a day that is known goes first."""
    lines = [line.replace("ACTION", action).replace("MILESTONE", milestone) for line in MILESTONES]
    terms = "terms: {2019/20 autumn term: {starts: 2019-09-01, ends: 2019-12-20}}\n"
    text = action_plan(*lines, head=terms)
    before = (date.fromisoformat(first) - timedelta(days=1)).isoformat()
    assert only(text, before).standing is not Standing.WITHDRAWN
    assert only(text, first).standing is Standing.WITHDRAWN


@pytest.mark.parametrize("due", ["ongoing", "{every: month, from: 2019-10}", "2019-10/.."])
def test_a_date_without_an_end_has_moved_by_no_days(due: str) -> None:
    record = "  - {date: 2019-11-01, field: due, from: 2019-12-31, to: ongoing, reason: Illness}"
    found = only(action_plan(f"due: {due}", "changes:", record), "2019-11-30")
    assert found.moved_days == 0


def test_of_two_ratings_the_later_one_is_what_the_owner_last_said_whichever_is_written_first() -> None:
    lines = (
        "due: 2019-12-31",
        "updates:",
        "  - {date: 2019-11-20, text: Late, rating: A}",
        "  - {date: 2019-11-10, text: Fine, rating: R}",
    )
    declared = only(action_plan(*lines), "2019-11-30").declared
    assert declared is not None
    assert (declared.code, declared.date) == ("A", date(2019, 11, 20))


@pytest.mark.parametrize(
    "before",
    [
        "rating: {code: R, date: 2019-11-20}",
        "rating: {code: R}",
        "updates: [{date: 2019-11-20, text: In the morning, rating: R}, LAST]",
    ],
)
def test_of_two_ratings_of_one_day_the_one_written_last_is_what_the_owner_last_said(before: str) -> None:
    """Updates stand oldest first, and what a document printed was there before any update."""
    last = "{date: 2019-11-20, text: In the evening, rating: G}"
    updates = before.replace("LAST", last) if "LAST" in before else f"{before}\nupdates: [{last}]"
    found = only(action_plan("due: 2019-12-31", *updates.split("\n")), "2019-11-30")
    assert found.declared is not None
    assert (found.declared.code, found.last_words) == ("G", "In the evening")


def test_a_rating_is_given_for_the_date_that_stands_beside_it() -> None:
    lines = ("due: 2019-12-31", "rating: {code: R, date: 2019-09}")
    update = "updates: [{date: 2019-10, text: Half done, rating: A}]"
    told = {day: only(action_plan(*lines, update), day).declared for day in ("2019-10-15", "2019-11-15")}
    assert [(d.code, d.date, d.given.text) for d in told.values() if d and d.given] == [
        ("R", date(2019, 9, 30), "2019-09"),
        ("A", date(2019, 10, 31), "2019-10"),
    ]
    assert only(action_plan("due: 2019-12-31"), "2019-11-15").declared is None


# What comes next, to the day.


def events(text: str, day: str, days: int) -> list[tuple[str, str, str]]:
    found = outlook(plan_from(text), date.fromisoformat(day), days)
    return [(event.day.isoformat(), event.kind, event.after.word) for event in found]


@pytest.mark.parametrize(
    ("day", "days", "told"),
    [
        ("2019-12-31", 0, [("2019-12-31", "due", "On track")]),
        ("2019-12-30", 1, [("2019-12-31", "due", "On track")]),
        ("2019-12-30", 0, []),
        ("2020-01-01", 0, []),
        ("2019-12-31", 1, [("2019-12-31", "due", "On track"), ("2020-01-01", "turns", "Behind")]),
        ("2020-01-01", 29, []),
        ("2020-01-01", 30, [("2020-01-31", "turns", "Off track")]),
        ("2020-01-31", 30, []),
    ],
)
def test_what_falls_due_or_turns_is_told_for_its_own_day(
    day: str, days: int, told: list[tuple[str, str, str]]
) -> None:
    text = action_plan("due: 2019-12-31", "updates:", "  - {date: 2019-12-15, text: Fine, rating: G}")
    heard = text.replace("2019-12-15", "2019-12-31") if day >= "2019-12-31" else text
    assert events(heard, day, days) == told


def test_what_passes_its_date_in_silence_turns_once_though_it_grows_later_still() -> None:
    text = action_plan("due: 2019-12-31")
    assert events(text, "2019-12-31", 60)[1:] == [("2020-01-01", "turns", "Unreported")]


def test_a_rating_that_goes_stale_is_foretold_even_where_a_newer_report_has_none() -> None:
    lines = (
        "due: 2020-12-31",
        "updates:",
        "  - {date: 2019-12-15, text: Fine, rating: G}",
        "  - {date: 2020-02-15, text: x}",
    )
    assert events(action_plan(*lines), "2020-02-20", 30) == [("2020-03-17", "turns", "Underway")]


@pytest.mark.parametrize(("days", "told"), [(91, 0), (92, 1), (93, 1)])
def test_a_report_goes_stale_the_day_after_its_limit(days: int, told: int) -> None:
    text = action_plan("due: 2020-12-31", "updates:", "  - {date: 2019-12-15, text: Fine, rating: G}")
    found = events(text, "2019-12-16", days)
    assert [kind for _, kind, _ in found] == ["stale"] * told
    assert all(day == "2020-03-17" for day, _, _ in found)


def test_overdue_commitments_that_nobody_reported_on_are_told_apart() -> None:
    late = assessed(
        THREE.replace("title: A,", 'title: A, updates: [{date: 2019-11-30, text: "Soon"}],'), "2019-11-30"
    )
    assert [c.ref for c in late.overdue] == ["1.2", "1.3", "1.1"]
    assert [c.ref for c in late.unreported] == ["1.2", "1.3"]


def test_with_a_gap_in_the_history_only_moves_that_are_seen_are_known() -> None:
    still, once = (
        only(action_plan("due: 2019-12-31"), "2019-11-30"),
        only(moved("2019-12-31", "2020-01-01"), "2019-11-30"),
    )
    assert [known_moves(one, "") for one in (still, once)] == [(0, 0), (1, 1)]
    assert [known_moves(one, "part") for one in (still, once)] == [(None, None), (1, 1)]
    assert [history_read(gap) for gap in ("", "part", "none")] == ["whole", "part", "none"]


def test_a_rating_that_the_facts_have_caught_up_with_does_not_disagree() -> None:
    """Amber was too kind when it was given; since the deadline was moved it is what the facts say."""
    lines = (
        "due: 2020-01-31",
        "changes: [{date: 2019-12-20, field: due, from: 2019-10-31, to: 2020-01-31, reason: Illness}]",
        "updates: [{date: 2019-12-15, text: Nearly, rating: A}, {date: 2020-02-05, text: Nearly there}]",
    )
    assert only(action_plan(*lines), "2019-12-16").disagrees
    assert not only(action_plan(*lines), "2020-02-10").disagrees
