"""The three areas' plans against figures counted by hand from the documents themselves.

How it was counted: each document was read table by table, and the last day of every date cell was put
down below beside its ref, without looking at the plan files. A month counts to its last day, a range to
the end of its second half; a cell with two dates is two commitments. Overdue is what is not complete
and whose last day lies strictly before the day asked about, so 31 December is not overdue on
31 December. The totals under each table were added up from it by hand.
"""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from wsoa.assess.assessment import Assessment, Commitment, assess
from wsoa.files.load import LoadedPlan
from wsoa.plan.models import Plan
from wsoa.words.standings import say_disagreement

# Cumbria, statement of October 2019: ref and last day, by working group. "#" numbers the dates of one cell.
CUMBRIA = {
    "WG1": """
        1.1.1 2019-10-31, 1.1.2 2019-11-30, 1.1.3 2019-11-30, 1.1.4 2020-07-31, 1.1.5 2020-09-30,
        1.2.1 2019-09-30, 1.2.2 2019-09-30, 1.2.3 2019-11-30, 1.2.4 2019-11-30, 1.2.5 2019-12-31,
        1.2.6 2020-12-31, 1.2.7 2020-01-31""",
    "WG2": """
        2.1.1 2019-12-31, 2.1.2 2019-12-31, 2.1.3#1 2020-02-29, 2.1.3#2 2020-03-31, 2.1.4 2020-04-30,
        2.2.1 2019-12-31, 2.2.2 2020-04-30, 2.2.3 2020-04-30, 2.2.4a 2019-11-30, 2.2.4b 2020-01-31,
        2.2.4c 2020-07-31, 2.2.5a 2019-12-31, 2.2.5b 2020-02-29, 2.2.5c 2020-09-30, 2.2.6 2020-09-30,
        2.2.7a 2019-12-31, 2.2.7b 2020-02-29, 2.2.7c 2020-03-31, 2.2.7d 2020-06-30, 2.2.8 2019-12-31,
        2.2.9 2020-01-31, 2.2.10 2020-01-31, 2.2.11a 2020-01-31, 2.2.11b 2020-02-28, 2.2.11c 2020-07-31,
        2.2.11d 2020-09-30, 2.2.11e 2020-12-31, 2.2.12a 2019-12-31, 2.2.12b 2020-04-30,
        2.2.12c 2020-07-31, 2.2.12d 2020-09-30""",
    "WG3": """
        3.1.1 2019-08-31, 3.1.2 2019-11-30, 3.1.3 2019-09-30, 3.1.4 2019-10-31, 3.1.5 2020-01-31,
        3.1.6 2019-10-31, 3.2.1 2019-09-30, 3.2.2 2019-09-30, 3.2.3 2019-12-31, 3.2.4 2020-01-31,
        3.2.5 2019-12-31, 3.2.6 2020-12-31, 3.2.7 2020-04-30, 3.3.1 2019-10-31, 3.3.2 2019-12-31,
        3.3.3 2019-12-31, 3.3.4 2020-02-29, 3.3.5a 2019-11-30, 3.3.5b 2020-01-31, 3.4.1 2019-09-30,
        3.4.2a 2019-11-30, 3.4.2b 2020-01-31, 3.4.3 2020-03-31, 3.5.1 2019-11-30""",
    "WG4": """
        4.1.1 2019-11-30, 4.1.2 2020-01-31, 4.1.3 2020-03-31, 4.2.1#1 2020-01-31, 4.2.1#2 2020-04-30,
        4.2.2 2020-10-31, 4.3.1 2019-10-31, 4.3.2 2019-11-30, 4.3.3 2020-01-31, 4.3.4#1 2019-12-31,
        4.3.4#2 2020-03-31, 4.3.4#3 2020-09-30, 4.4.1 2019-10-30, 4.4.2 2020-04-30, 4.4.3 2019-10-04,
        4.4.4 2019-11-30, 4.4.5 2020-01-31, 4.4.6 2020-02-29, 4.4.7 2020-04-30, 4.4.8 2020-07-31,
        4.4.9 2020-07-31, 4.4.10 2020-09-30, 4.4.11 2019-11-30, 4.4.12 2019-11-30, 4.4.13 2021-07-31,
        4.5.1 2019-11-30, 4.5.2 2020-02-29, 4.5.3 2020-06-30, 4.5.4 2021-03-31, 4.5.5 2021-07-31,
        4.6.1 2019-10-31, 4.6.2 2019-12-31, 4.6.3 2019-12-31, 4.6.4 2020-01-31, 4.6.5 2020-06-30,
        4.6.6 2020-07-31, 4.6.7 2020-10-31, 4.7.1 2019-09-30, 4.7.2 2020-01-31, 4.7.3 2020-01-31,
        4.7.4 2020-02-29, 4.7.5 2020-07-31""",
    "WG5": """
        5.1.1 2019-10-31, 5.1.2 2019-11-30, 5.1.3 2019-11-30, 5.1.4 2019-12-31, 5.2.1 2019-12-31,
        5.2.2 2019-12-31, 5.2.3 2020-03-31, 5.2.4 2020-03-31, 5.2.5 2020-04-30, 5.2.6 2020-07-31,
        5.3.1 2019-11-30, 5.3.2 2019-11-30, 5.3.3#1 2020-01-31, 5.3.3#2 2020-04-30, 5.4.1 2019-10-31,
        5.4.2 2020-01-31, 5.4.3 2020-01-31, 5.4.4 2020-02-29, 5.4.5 2020-05-31, 5.5.1 2019-12-31,
        5.5.2 2020-03-31, 5.5.3 2020-03-31, 5.5.4 2020-01-31, 5.5.5 2020-03-31""",
    # 6.1.2a prints 31 November; the ref 6.1.5 is printed twice, the second time due 31 December 2020.
    "WG6": """
        6.1.1a 2019-12-31, 6.1.1b 2020-03-31, 6.1.2a 2019-11-30, 6.1.2b 2019-12-31, 6.1.2c 2020-03-31,
        6.1.2d 2020-03-31, 6.1.2e 2020-07-31, 6.1.2f 2019-11-30, 6.1.3 2020-01-31, 6.1.4 2020-07-31,
        6.1.5 2020-07-31, second-6.1.5 2020-12-31, 6.2.1 2020-01-31, 6.2.2 2020-03-31, 6.2.3 2020-07-31,
        6.2.4a 2019-12-31, 6.2.4b 2020-03-31, 6.2.5 2020-01-31, 6.3.1 2019-12-31, 6.3.2 2019-12-31,
        6.3.3 2019-12-31, 6.3.4 2019-12-31, 6.3.5 2019-12-31, 6.3.6 2020-03-31""",
}

# Peterborough, statement of November 2019: the last days of each action's milestones in printed order.
# Refs are as printed; where an outcome and its action share one, the plan file has 1.2a for the action.
# "x" marks those that the BRAG column dates as done; "open" has a first day only.
PETERBOROUGH = {
    "1.1a": "x2019-11-30 2020-01-31 2020-04-30 2020-06-30 2021-04-30",
    "1.1b": "2020-06-30 2021-07-31",
    "1.1c": "2020-02-29 2020-02-29 2020-04-30",
    "1.2": "2019-11-30 2020-01-31 2020-04-30 2020-10-31",
    "1.2b": "2019-12-31 2020-05-31",
    "1.2c": "2020-04-30 2020-12-31 2020-12-31",
    "1.2d": "2020-10-31",
    "1.3": "x2019-09-30 2020-01-31 2020-01-31 open 2020-04-30 2021-04-30",
    "1.4a": "x2019-10-31 x2019-10-31 2019-12-31 2019-12-31 2020-01-31 2020-01-31 open 2020-02-29 2020-03-31 2020-09-30",
    "2.1": "x2019-09-30 2020-02-29 2020-02-29 2020-03-31 2020-03-31",
    "2.2a": "x2019-11-30 x2019-12-31 2020-03-31 2020-03-31 2020-03-31 2020-04-30 2020-04-30",
    "2.2b": "2019-12-31",
    "2.3": "2020-02-29 2020-02-29",
    "2.4": "x2019-09-30 2020-02-29 2020-02-29 2020-07-31 2020-07-31",
    "3.1": "x2019-10-31 x2019-10-31 2019-11-30 2019-12-31 2019-12-31 2020-03-31",
    "3.2": "2019-11-30 2019-11-30 2019-12-31 2020-01-31 2020-02-29 2020-02-29",
    "3.3": "2020-05-31 2020-05-31",
    "4.1a": "2020-08-31 2020-09-30 2021-07-31",
    "4.1b": "2020-03-31 2020-03-31",
    "4.2": "2020-04-30 2020-04-30 2020-04-30 2020-04-30",
    "4.3a": "2019-12-31 2020-03-31 open 2020-04-30 2020-12-31 2021-04-30",
    "4.3b": "2020-01-31 2020-08-31 2020-04-30 2021-04-30 2021-04-30",
    "4.3c": "2019-12-31 2020-03-31 2020-07-31 2020-09-30",
    "5.1a": "2020-02-29 2020-09-30 2020-09-30",
    "5.1b": "2020-02-29 2020-04-30 2020-04-30",
    "5.2a": "x2019-11-30 2020-01-31 2020-06-30 2021-04-30",
    "5.2b": "2020-03-31 2020-07-31",
}

# Lancashire, plan of April 2019: ref, last day, and the code printed beside it.
LANCASHIRE = {
    "P1": """
        1.1.1 2019-03-31 C, 1.1.2 2019-05-31 G, 1.2.1 2019-09-30 A, 1.2.2 2020-09-30 n/s, 1.3.1 2019-04-30 C,
        1.3.2 2019-06-30 G, 1.3.3 2019-12-31 G, 1.3.4 2020-04-30 A, 1.4.1 2019-04-30 R, 1.4.2 2019-07-31 A,
        1.4.3 2019-07-31 A, 1.4.4 2019-08-31 A, 1.4.5 2019-09-30 A, 1.4.6 2020-01-31 n/s, 1.5.1 2019-03-31 G,
        1.5.2 2019-09-30 A, 1.5.3 2020-06-30 n/s, 1.6.1 2019-01-31 C, 1.6.2 2019-03-31 G, 1.6.3 2019-06-30 A,
        1.6.4 2019-09-30 A, 1.6.5 2019-09-30 A, 1.6.6 2020-01-31 G, 1.6.7 2020-06-30 n/s, 1.7.1 2019-03-31 C,
        1.7.2 2019-06-30 R, 1.7.3 2019-07-31 n/s""",
    "P2": """
        2.1.1 2019-01-31 C, 2.1.2 2019-03-31 C, 2.1.3 none A, 2.1.4 2019-04-30 C, 2.2.1 2019-04-30 C,
        2.2.2 2019-06-30 A, 2.3.1 none A, 2.3.2 2019-02-28 C, 2.3.3 2019-12-31 A, 2.4.1 2019-01-31 C,
        2.5.1 2019-01-31 C, 2.5.2 2019-04-30 R, 2.5.3 2019-06-30 R, 2.5.4 2019-09-30 n/s, 2.5.5 2019-09-30 n/s,
        2.6.1 2019-12-31 A, 2.6.2 2019-12-31 A, 2.7.1 2019-04-30 G, 2.7.2 2019-05-31 R, 2.7.3 2019-07-31 A,
        2.7.4 2020-06-30 n/s""",
    "P3": """
        3.1.1 2020-03-31 G, 3.1.2 2020-03-31 G, 3.1.3 2020-04-30 A, 3.1.4 2020-09-30 n/s, 3.2.1 2019-06-30 A,
        3.3.1 2019-03-31 C, 3.3.2 2019-06-30 A, 3.3.3 2019-09-30 G, 3.4.1 2020-07-31 A, 3.5.1 2019-09-30 n/s,
        3.5.2 2019-09-30 A, 3.6.1 2019-01-31 C, 3.6.2 2019-01-31 C, 3.6.3 2019-03-31 C, 3.6.4 2019-04-30 R,
        3.6.5 2019-04-30 R, 3.6.6 2019-07-31 R, 3.6.7 2019-10-31 n/s, 3.7.1 none G, 3.7.2 2019-09-30 A,
        3.7.3 2019-12-31 A, 3.7.4 2020-04-30 n/s, 3.7.5 2020-09-30 n/s, 3.8.1 2019-07-31 A, 3.9.1 2019-04-30 G,
        3.9.2 2019-08-31 A, 3.9.3 2019-12-31 n/s""",
    "P4": """
        4.1.1 2019-06-30 A, 4.1.2 2019-10-31 n/s, 4.1.3 2019-11-30 n/s, 4.2.1 2019-03-31 C, 4.2.2 2019-04-30 G,
        4.2.3 2019-09-30 A, 4.2.4 2020-09-30 n/s, 4.3.1 2019-06-30 A, 4.3.2 2019-09-30 n/s, 4.3.3 2019-12-31 n/s,
        4.3.4 2020-12-31 n/s, 4.4.1 2019-01-31 C, 4.4.2 2019-04-30 C, 4.4.3 2019-04-30 G, 4.4.4 2019-06-30 A,
        4.4.5 2020-03-31 A, 4.4.6 2020-04-30 n/s, 4.4.7 2020-04-30 n/s, 4.4.8 2020-06-30 A""",
}


def on(loaded: LoadedPlan, day: str) -> Assessment:
    assert loaded.plan is not None, loaded.findings
    return assess(loaded.plan, date.fromisoformat(day))


def steps(assessment: Assessment) -> list[Commitment]:
    """Actions and milestones; KPI promises and reviews are counted elsewhere."""
    return [c for c in assessment.commitments if c.kind in {"action", "milestone"}]


def last_day(commitment: Commitment) -> str:
    return commitment.due.latest.isoformat() if commitment.due and commitment.due.latest else "none"


def pairs(table: str) -> list[tuple[str, ...]]:
    return [tuple(entry.split()) for entry in table.replace("\n", " ").split(",")]


def overdue(assessment: Assessment) -> Counter[str]:
    return Counter(c.workstream or "" for c in steps(assessment) if c.overdue)


def size(plan: Plan) -> tuple[int, ...]:
    """Weaknesses, workstreams, outcomes, actions, KPIs."""
    actions = [a for w in plan.workstreams for o in w.outcomes for a in o.actions]
    outcomes = sum(len(w.outcomes) for w in plan.workstreams)
    return (
        len(plan.weaknesses),
        len(plan.workstreams),
        outcomes,
        len(actions),
        sum(len(w.kpis) for w in plan.workstreams),
    )


def test_the_plans_are_as_large_as_their_documents(
    cumbria: LoadedPlan, peterborough: LoadedPlan, lancashire: LoadedPlan
) -> None:
    assert cumbria.plan is not None
    assert peterborough.plan is not None
    assert lancashire.plan is not None
    assert size(cumbria.plan) == (9, 6, 24, 152, 61)
    assert size(peterborough.plan) == (5, 5, 16, 27, 6)
    assert size(lancashire.plan) == (12, 4, 27, 94, 35)
    assert len(steps(on(peterborough, "2019-11-30"))) == 106


def test_every_deadline_of_cumbria_is_that_of_the_document(cumbria: LoadedPlan) -> None:
    found = {c.ref: last_day(c) for c in steps(on(cumbria, "2019-12-31"))}
    found.pop(
        "5.3.3#3"
    )  # the quarterly reports after the first, which the document gives no day of their own
    second = next(ref for ref in found if ref.startswith("6.1.5") and ref != "6.1.5")
    found["second-6.1.5"] = found.pop(second)
    assert found == {ref: day for table in CUMBRIA.values() for ref, day in pairs(table)}


def test_every_deadline_of_peterborough_is_that_of_the_document(peterborough: LoadedPlan) -> None:
    found: dict[str, list[str]] = {}
    for c in steps(on(peterborough, "2019-11-30")):
        assert c.item.action is not None
        shown = last_day(c).replace("none", "open")
        ref = c.item.action.printed.get("ref", c.item.action.ref)
        found.setdefault(ref, []).append(("x" if c.standing == "complete" else "") + shown)
    assert {ref: " ".join(days) for ref, days in found.items()} == PETERBOROUGH


def test_every_deadline_and_rating_of_lancashire_is_that_of_the_document(lancashire: LoadedPlan) -> None:
    found = {
        c.workstream: [
            (s.ref, last_day(s), s.declared.code if s.declared else "")
            for s in steps(on(lancashire, "2019-04-30"))
            if s.workstream == c.workstream
        ]
        for c in steps(on(lancashire, "2019-04-30"))
    }
    assert found == {ref: pairs(table) for ref, table in LANCASHIRE.items()}


@pytest.mark.parametrize(
    ("day", "by_group", "total"),
    [
        ("2019-12-31", {"WG1": 7, "WG2": 1, "WG3": 12, "WG4": 11, "WG5": 6, "WG6": 2}, 39),
        ("2020-03-31", {"WG1": 9, "WG2": 16, "WG3": 21, "WG4": 24, "WG5": 15, "WG6": 13}, 98),
        # By the statement alone WG1 would have 11 and WG6 23; the newsletter of November 2020 reports 1.1.1, 1.2.4 and
        # 6.3.2 as done.
        ("2020-11-30", {"WG1": 9, "WG2": 30, "WG3": 23, "WG4": 39, "WG5": 24, "WG6": 22}, 147),
    ],
)
def test_overdue_in_cumbria(cumbria: LoadedPlan, day: str, by_group: dict[str, int], total: int) -> None:
    assert overdue(on(cumbria, day)) == by_group
    assert overdue(on(cumbria, day)).total() == total


@pytest.mark.parametrize(
    ("day", "by_workstream", "total"),
    [
        ("2019-12-31", {"WS1": 1, "WS3": 3}, 4),
        ("2020-03-31", {"WS1": 13, "WS2": 7, "WS3": 9, "WS4": 3, "WS5": 3}, 35),
        ("2020-11-30", {"WS1": 25, "WS2": 16, "WS3": 12, "WS4": 18, "WS5": 10}, 81),
    ],
)
def test_overdue_in_peterborough(
    peterborough: LoadedPlan, day: str, by_workstream: dict[str, int], total: int
) -> None:
    assert overdue(on(peterborough, day)) == by_workstream
    assert overdue(on(peterborough, day)).total() == total
    assert sum(c.standing == "complete" for c in steps(on(peterborough, day))) == 11


@pytest.mark.parametrize(
    ("day", "by_priority", "total"),
    [
        # March 2019 and not blue: 1.5.1 and 1.6.2, both published green.
        ("2019-04-30", {"P1": 2}, 2),
        ("2019-12-31", {"P1": 16, "P2": 8, "P3": 13, "P4": 9}, 46),
    ],
)
def test_overdue_in_lancashire(
    lancashire: LoadedPlan, day: str, by_priority: dict[str, int], total: int
) -> None:
    assert overdue(on(lancashire, day)) == by_priority
    assert overdue(on(lancashire, day)).total() == total


def test_lancashires_published_ratings_in_april_2019(lancashire: LoadedPlan) -> None:
    # 18 blue, 14 green, 32 amber, 8 red, 22 not started: 94.
    codes = Counter(c.declared.code for c in steps(on(lancashire, "2019-04-30")) if c.declared)
    assert codes == {"C": 18, "G": 14, "A": 32, "R": 8, "n/s": 22}


def test_two_lancashire_actions_published_green_were_a_month_late(lancashire: LoadedPlan) -> None:
    disagree = {c.ref: say_disagreement(c.disagreement) for c in on(lancashire, "2019-04-30").disagreements}
    assert set(disagree) == {"1.5.1", "1.6.2"}
    assert "rated G" in disagree["1.5.1"]
    assert "30 days late" in disagree["1.5.1"]


@pytest.mark.parametrize(
    ("area", "day", "days"),
    [
        ("cumbria", "2019-12-31", {"6.1.2a": 31, "3.1.1": 122, "4.4.3": 88, "4.4.1": 62, "1.2.1": 92, "6.1.1a": 0, "4.4.11": 31, "3.4.2a": 31, "3.4.2b": 0}),
        ("cumbria", "2020-03-31", {"6.1.2a": 122, "3.1.1": 213, "1.2.1": 183, "6.2.1": 60, "4.7.4": 31, "6.1.2e": 0, "2.2.11b": 32, "2.2.10": 60, "2.1.3#1": 31, "2.1.3#2": 0, "4.4.6": 31, "4.3.4#1": 91, "3.4.2b": 60}),
        ("cumbria", "2020-11-30", {"6.1.2a": 366, "6.1.2e": 122, "1.2.6": 0, "4.4.13": 0, "5.3.3#2": 214, "6.3.2": 335, "6.1.4": 122, "5.3.3#3": 0}),
        ("peterborough", "2019-12-31", {"1.2a#1": 31, "3.1a#3": 31, "3.2a#1": 31, "1.2b#1": 0, "2.1a#1": 0, "1.1a#1": 0}),
        ("peterborough", "2020-03-31", {"1.2a#1": 122, "4.3a#1": 91, "2.2b#1": 91, "5.1a#1": 31, "1.4a#7": 0, "4.1b#1": 0}),
        ("peterborough", "2020-11-30", {"1.2a#1": 366, "1.1a#5": 0, "1.4a#7": 0, "1.2d#1": 30, "1.2c#2": 0, "4.3c#4": 61}),
        ("lancashire", "2019-04-30", {"1.5.1": 30, "1.6.2": 30, "1.4.1": 0, "2.3.1": 0, "1.1.1": 0}),
        ("lancashire", "2019-12-31", {"1.5.1": 275, "1.4.1": 245, "4.1.3": 31, "3.6.7": 61, "1.3.3": 0, "2.1.3": 0, "3.7.1": 0}),
    ],
)  # fmt: skip
def test_days_late_of_single_commitments(
    area: str, day: str, days: dict[str, int], request: pytest.FixtureRequest
) -> None:
    late = {c.ref: c.days_late for c in on(request.getfixturevalue(area), day).commitments}
    assert {ref: late[ref] for ref in days} == days


def test_what_cumbria_prints_as_31_november_is_shown_beside_the_reading(cumbria: LoadedPlan) -> None:
    commitment = next(c for c in on(cumbria, "2019-12-31").commitments if c.ref == "6.1.2a")
    assert commitment.due is not None
    assert (commitment.due.text, commitment.due.printed) == ("2019-11-30", "31 November 2019")
    assert (commitment.standing, commitment.ranks_as) == ("unreported", "off_track")
