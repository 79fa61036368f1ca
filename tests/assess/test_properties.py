"""What holds for any facts and any day: nothing gets less late, nothing is on track without a word."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from random import Random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from wsoa.assess.assessment import Assessment, Commitment, assess
from wsoa.assess.rollup import grouped, roll_up
from wsoa.assess.standing import Ground
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.words.standings import say_grounds, say_standing

S = Standing

START = date(2019, 9, 1)
DAYS = st.integers(0, 700).map(lambda days: START + timedelta(days=days))
WHEN = DAYS.map(date.isoformat) | DAYS.map(lambda day: f"{day:%Y-%m}") | st.sampled_from(
    ["2019-Q4", "2020", "2019-11/2020-07", "ongoing", "2020-02/..", "6 months", {"every": "quarter"}, "2019/20"]
)  # fmt: skip
DATED = DAYS.map(date.isoformat)
CODES = st.sampled_from(["C", "G", "U", "A", "R", "N", "Z"])
OPTIONAL = {"rating": CODES, "forecast": DATED}
UPDATE = st.fixed_dictionaries({"date": DATED, "text": st.just("Said so")}, optional=OPTIONAL)
UNFINISHED_UPDATE = st.fixed_dictionaries(
    {"date": DATED, "text": st.just("x")}, optional={**OPTIONAL, "rating": st.sampled_from("GUARNZ")}
)
SCHEMES = st.sampled_from(["rag", "brag", "lancashire", "rotherham"])


@st.composite
def moved(draw: st.DrawFn) -> dict[str, Any]:
    """A deadline with its change records, oldest first, so that the last one is the deadline in force."""
    dates = [d.isoformat() for d in draw(st.lists(DAYS, min_size=1, max_size=4))]
    agreed = sorted(draw(st.lists(DATED, min_size=len(dates) - 1, max_size=len(dates) - 1, unique=True)))
    changes = [
        {"date": day, "field": "due", "from": old, "to": new}
        for day, (old, new) in zip(agreed, pairwise(dates), strict=True)
    ]
    return {"due": dates[-1], "changes": changes}


@st.composite
def action(draw: st.DrawFn, *, finished: bool = True) -> dict[str, Any]:
    facts: dict[str, Any] = draw(moved() | st.fixed_dictionaries({}, optional={"due": WHEN}))
    facts |= draw(
        st.fixed_dictionaries(
            {},
            optional={
                "start": DATED,
                "updates": st.lists(UPDATE if finished else UNFINISHED_UPDATE, max_size=3),
            },
        )
    )
    if finished:
        once = {
            "completed": DATED,
            "rating": st.fixed_dictionaries({"code": CODES, "date": DATED}),
            "withdrawn": st.fixed_dictionaries({"date": DATED}),
        }
        facts |= draw(st.fixed_dictionaries({}, optional=once))
    return facts


def plan_of(actions: list[dict[str, Any]], scheme: str = "rag") -> Plan:
    numbered = [
        {"ref": f"1.{n}", "title": "x", "leads": ["a", "b"][: n % 3], **facts}
        for n, facts in enumerate(actions, 1)
    ]
    half = len(numbered) // 2
    workstreams = [
        {
            "ref": f"WS{n}",
            "title": "W",
            "weaknesses": ["1", "2"][:n],
            "outcomes": [{"ref": str(n), "title": "O", "actions": part}],
        }
        for n, part in enumerate((numbered[:half], numbered[half:]), 1)
    ]
    return Plan.model_validate(
        {
            "format": "1", "kind": "wsoa", "area": "X", "title": "T", "bodies": ["B"], "start": "2019-10-18", "rating_scheme": scheme,
            "roles": {"a": {"name": "A"}, "b": {"name": "B"}}, "weaknesses": [{"ref": "1", "title": "1"}, {"ref": "2", "title": "2"}],
            "workstreams": workstreams,
        }
    )  # fmt: skip


def single(facts: dict[str, Any], day: date, scheme: str = "rag") -> Commitment:
    (commitment,) = assess(plan_of([facts], scheme), day).commitments
    return commitment


def facts_only(commitment: Commitment) -> tuple[object, ...]:
    """Everything that is computed, but not the plan's own text around it."""
    c = commitment
    return (
        c.due, c.original_due, c.moves, c.moved_days, c.completed, c.forecast, c.last_report, c.days_late, c.days_late_original,
        c.slippage_days, c.declared, c.standing, c.rating, say_grounds(c.grounds), c.disagreement, c.overdue, say_standing(c),
    )  # fmt: skip


@steady(200)
@given(action(), DAYS, SCHEMES)
def test_every_commitment_has_one_standing_a_reason_and_sane_figures(
    facts: dict[str, Any], day: date, scheme: str
) -> None:
    c = single(facts, day, scheme)
    assert c.standing in S
    assert say_grounds(c.grounds)
    assert c.days_late >= 0
    assert c.days_late_original >= 0
    assert c.overdue == (c.days_late > 0 and c.standing not in {S.COMPLETE, S.WITHDRAWN})
    assert (c.rating is None) == (c.standing is S.WITHDRAWN)
    assert c.completed is None or c.completed <= day
    assert c.last_report is None or c.last_report <= day


@steady(200)
@given(action(finished=False), DAYS, st.integers(1, 400), SCHEMES)
def test_an_unfinished_commitment_never_becomes_less_late_by_waiting(
    facts: dict[str, Any], day: date, wait: int, scheme: str
) -> None:
    plan = plan_of(
        [
            {
                **facts,
                "changes": [],
                "updates": [u for u in facts.get("updates", []) if u["date"] <= day.isoformat()],
            }
        ],
        scheme,
    )
    (now,), (later,) = assess(plan, day).commitments, assess(plan, day + timedelta(days=wait)).commitments
    assert later.days_late >= now.days_late
    assert later.days_late_original >= now.days_late_original
    assert later.overdue >= now.overdue
    assert (later.slippage_days or 0) >= (now.slippage_days or 0)
    if now.overdue or now.grounds.ground is Ground.EXPECTED_LATE:
        assert later.ranks_as.severity >= now.ranks_as.severity


@steady(100)
@given(DAYS, st.lists(UNFINISHED_UPDATE, max_size=2))
def test_due_today_is_not_late_and_due_yesterday_is(due: date, updates: list[Any]) -> None:
    facts = {"due": due.isoformat(), "updates": updates}
    assert not single(facts, due).overdue
    assert single(facts, due + timedelta(days=1)).days_late == 1


@steady(150)
@given(st.fixed_dictionaries({}, optional={"due": WHEN, "start": DATED}) | moved(), DAYS, SCHEMES)
def test_without_a_word_nothing_is_on_track_underway_or_complete(
    facts: dict[str, Any], day: date, scheme: str
) -> None:
    assert single(facts, day, scheme).standing in {
        S.UNKNOWN,
        S.NOT_STARTED,
        S.BEHIND,
        S.UNREPORTED,
        S.OFF_TRACK,
    }


LATER = st.integers(1, 300)


@steady(200)
@given(action(), DAYS, LATER, st.sampled_from(["update", "completed", "withdrawn", "rating"]), CODES, SCHEMES)
def test_what_happens_later_does_not_change_an_earlier_assessment(
    facts: dict[str, Any], day: date, gap: int, what: str, code: str, scheme: str
) -> None:
    then = (day + timedelta(days=gap)).isoformat()
    more = dict(facts)
    if what == "update":
        more["updates"] = [
            {"date": then, "text": "Later", "rating": code, "forecast": then},
            *facts.get("updates", []),
        ]
    else:
        more[what] = {"completed": then, "withdrawn": {"date": then}, "rating": {"code": code, "date": then}}[
            what
        ]
        facts = {key: value for key, value in facts.items() if key != what}
    assert facts_only(single(more, day, scheme)) == facts_only(single(facts, day, scheme))


@steady(200)
@given(moved(), DAYS, LATER, DAYS)
def test_moving_a_deadline_later_on_does_not_change_an_earlier_assessment(
    facts: dict[str, Any], day: date, gap: int, new: date
) -> None:
    then = (day + timedelta(days=gap)).isoformat()
    known = [change for change in facts["changes"] if change["date"] <= day.isoformat()]
    due = known[-1]["to"] if known else (facts["changes"][0]["from"] if facts["changes"] else facts["due"])
    before = {"due": due, "changes": known}
    after = {
        "due": new.isoformat(),
        "changes": [*known, {"date": then, "field": "due", "from": due, "to": new.isoformat()}],
    }
    assert facts_only(single(after, day)) == facts_only(single(before, day))


@steady(200)
@given(moved(), st.lists(UNFINISHED_UPDATE, max_size=2), DAYS, SCHEMES)
def test_a_moved_deadline_says_so_and_counts_from_both_dates(
    facts: dict[str, Any], updates: list[Any], day: date, scheme: str
) -> None:
    c = single({**facts, "updates": updates}, day, scheme)
    assert c.due is not None
    assert c.original_due is not None
    assert c.due.latest is not None
    assert c.original_due.latest is not None
    assert c.moved_days == (c.due.latest - c.original_due.latest).days
    if c.moves:
        assert say_standing(c) != c.standing.word
        assert "moved" in say_standing(c)
    if c.moved_days >= 0:
        assert c.days_late_original >= c.days_late
    expected = max(c.forecast or c.due.latest, day)
    assert c.slippage_days == (expected - c.original_due.latest).days


@steady(100)
@given(st.lists(action(), min_size=1, max_size=6), DAYS, st.randoms(use_true_random=False))
def test_roll_up_does_not_depend_on_order_and_its_counts_add_up(
    actions: list[dict[str, Any]], day: date, chance: Random
) -> None:
    assessment = assess(plan_of(actions), day)
    mixed = list(assessment.commitments)
    chance.shuffle(mixed)
    whole = roll_up("x", "X", assessment.commitments, day)
    assert roll_up("x", "X", mixed, day) == whole
    assert sum(whole.by_standing.values()) == whole.total == len(actions)
    assert whole.overdue == len(assessment.overdue)
    for by in ("workstream", "outcome"):
        groups = grouped(assessment, by)
        assert sum(group.total for group in groups) == whole.total
        assert sum(group.overdue for group in groups) == whole.overdue
        assert max((g.worst.severity for g in groups if g.worst), default=-1) == (
            whole.worst.severity if whole.worst else -1
        )


@steady(100)
@given(st.lists(action(), min_size=1, max_size=6), DAYS)
def test_the_worst_never_improves_by_adding(actions: list[dict[str, Any]], day: date) -> None:
    assessment: Assessment = assess(plan_of(actions), day)
    severity = -1
    for count in range(1, len(actions) + 1):
        worst = roll_up("x", "X", assessment.commitments[:count], day).worst
        assert (worst.severity if worst else -1) >= severity
        severity = worst.severity if worst else -1
