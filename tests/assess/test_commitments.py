"""What counts as a commitment, what milestones take from their action, and how many become one line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assess.conftest import assessed, one
from tests.conftest_plans import HEAD, action_plan, plan_from
from wsoa.assess.outlook import outlook
from wsoa.assess.rollup import NO_LEAD, WHOLE_PLAN, grouped, open_due, roll_up
from wsoa.plan.ratings import Standing
from wsoa.words.standings import say_grounds

S = Standing

WITH_MILESTONES = (
    "leads: [send-lead]",
    "due: 2020-06-30",
    "resource: AR",
    "milestones:",
    "  - {title: Draft, due: 2019-10-31}",
    "  - {ref: 1.1b, title: Agree, due: 2019-12-31, leads: [health-lead]}",
    "  - {title: Publish, due: 2020-02/.., resource: ER}",
)


def test_an_action_with_milestones_is_not_itself_counted() -> None:
    commitments = assessed(action_plan(*WITH_MILESTONES), "2020-01-31").commitments
    assert [(c.kind, c.ref, c.title) for c in commitments] == [
        ("milestone", "1.1#1", "Draft"),
        ("milestone", "1.1b", "Agree"),
        ("milestone", "1.1#3", "Publish"),
    ]


def test_milestones_take_the_leads_and_resource_of_their_action_unless_they_have_their_own() -> None:
    commitments = assessed(action_plan(*WITH_MILESTONES), "2020-01-31").commitments
    assert [c.leads for c in commitments] == [("send-lead",), ("health-lead",), ("send-lead",)]
    assert [c.resource for c in commitments] == ["AR", "AR", "ER"]


def test_milestones_of_a_withdrawn_action_are_withdrawn() -> None:
    text = action_plan(*WITH_MILESTONES, "withdrawn: {date: 2019-11-15, reason: Merged}")
    assert {c.standing for c in assessed(text, "2019-11-30").commitments} == {S.WITHDRAWN}
    assert S.WITHDRAWN not in {c.standing for c in assessed(text, "2019-11-14").commitments}


PROMISES = """\
reviews:
  - {title: Monitoring visit, kind: monitoring, due: 2020-04}
  - {title: Re-visit, ref: V1, due: 2021, date: 2021-05-10}
  - {title: Fit for purpose, date: 2019-10-18}
workstreams:
  - ref: WS1
    title: Assessment
    kpis:
      - ref: K1
        title: On time
        aim: increase
        unit: percent
        owner: health-lead
        baseline: {promised: 2019-12}
        targets: [{promised: 2020-01}, {by: 2020-12, value: 80}]
      - ref: K2
        title: In two places
        aim: reduce
        unit: count
        baseline: {value: 5, at: 2019-03}
        parts:
          - {ref: north, title: North, baseline: {promised: 2019-11, set: 2019-12-10, value: 3}}
"""


def test_promised_baselines_targets_and_reviews_are_commitments_too() -> None:
    commitments = assessed(HEAD + PROMISES, "2020-02-01").commitments
    assert [(c.kind, c.ref, c.days_late, c.standing) for c in commitments] == [
        ("baseline", "K1#baseline", 32, S.UNREPORTED),
        ("target", "K1#target-1", 1, S.UNREPORTED),
        ("baseline", "K2/north#baseline", 10, S.COMPLETE),
        ("review", "R1", 0, S.UNKNOWN),
        ("review", "V1", 0, S.UNKNOWN),
    ]
    assert commitments[0].leads == ("health-lead",)


def test_a_promise_kept_later_was_still_open_before() -> None:
    before = {c.ref: c for c in assessed(HEAD + PROMISES, "2019-12-09").commitments}
    assert before["K2/north#baseline"].overdue
    visit = {c.ref: c for c in assessed(HEAD + PROMISES, "2021-05-10").commitments}["V1"]
    assert visit.standing is S.COMPLETE
    assert visit.completed == date(2021, 5, 10)


def test_a_figure_that_stands_without_the_day_it_was_set_is_finished_on_no_known_day() -> None:
    text = (HEAD + PROMISES).replace(
        "baseline: {promised: 2019-12}", "baseline: {promised: 2019-12, value: 58}"
    )
    found = {c.ref: c for c in assessed(text, "2020-02-01").commitments}["K1#baseline"]
    assert (found.standing, found.completed, found.days_late, found.overdue) == (S.COMPLETE, None, 0, False)
    assert say_grounds(found.grounds) == "recorded as finished; no completion date recorded"


@pytest.mark.parametrize(
    ("review", "theirs"),
    [
        ("kind: revisit", True),
        ("kind: monitoring", True),
        ("kind: decision", True),
        ("kind: stocktake", False),
        ("kind: other", False),
        ("kind: other, by: Department for Education", True),
        ("kind: stocktake, by: Department for Education", True),
        ("kind: monitoring, by: Westshire Council", False),
        ("kind: monitoring, by: Improvement board", False),
        ("kind: stocktake, by: SEND Lead", False),
    ],
)
def test_a_review_is_others_unless_the_areas_own_bodies_boards_or_posts_hold_it(
    review: str,
    theirs: bool,  # noqa: FBT001 - a column of the table above
) -> None:
    boards = "governance: [{title: Improvement board}]\n"
    text = f"{HEAD}{boards}reviews: [{{title: Visit, due: 2019-11-10, {review}}}]\n"
    (visit,) = assessed(text, "2019-12-10").commitments
    assert (visit.from_others, visit.overdue, visit.days_late) == (theirs, not theirs, 0 if theirs else 30)
    assert visit.standing is (S.UNKNOWN if theirs else S.UNREPORTED)


VISIT = f"{HEAD}reviews: [{{title: Re-visit, kind: revisit, due: 2020-04, date: 2020-06-02}}]\n"


@pytest.mark.parametrize(
    ("day", "standing", "reason"),
    [
        ("2020-04-30", S.UNKNOWN, "not held yet; planned for 30 April 2020"),
        ("2020-06-01", S.UNKNOWN, "not held yet; was planned for 30 April 2020"),
        ("2020-06-02", S.COMPLETE, "held by 2 June 2020"),
    ],
)
def test_a_visit_by_the_inspectors_is_not_held_yet_rather_than_late(
    day: str, standing: Standing, reason: str
) -> None:
    whole = assessed(VISIT, day)
    (visit,) = whole.commitments
    assert (visit.standing, say_grounds(visit.grounds)) == (standing, reason)
    assert (visit.days_late, visit.slippage_days, visit.overdue) == (0, None, False)
    assert whole.awaited == (() if standing is S.COMPLETE else (visit,))
    assert whole.overdue == ()


def test_a_visit_by_the_inspectors_is_looked_forward_to_and_does_not_turn() -> None:
    plan = plan_from(VISIT.replace(", date: 2020-06-02", ""))
    (event,) = outlook(plan, date(2020, 4, 1), 365)
    assert (event.kind, event.day, say_grounds(event.grounds)) == (
        "due",
        date(2020, 4, 30),
        "not held yet; planned for 30 April 2020",
    )


def test_visits_without_an_end_are_not_held_yet_either() -> None:
    text = f"{HEAD}reviews: [{{title: Visits, kind: monitoring, due: {{every: quarter}}}}]\n"
    (visits,) = assessed(text, "2020-06-01").commitments
    assert (visits.standing, say_grounds(visits.grounds)) == (S.UNKNOWN, "not held yet")


TWO_WORKSTREAMS = """\
reviews: [{title: Visit, due: 2019-11-10}]
workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1", "2"]
    outcomes:
      - ref: "1"
        title: On time
        actions:
          - {ref: "1.1", title: A, leads: [send-lead], due: 2019-10-01}
          - {ref: "1.2", title: B, leads: [send-lead, health-lead], due: 2019-11-30}
          - {ref: "1.3", title: C, due: 2019-10-20, completed: 2019-10-20}
  - ref: WS2
    title: Voice
    weaknesses: ["2"]
    outcomes:
      - ref: "2"
        title: Heard
        actions:
          - {ref: "2.1", title: D, leads: [health-lead], due: 2019-10-31, withdrawn: {date: 2019-10-01}}
          - {ref: "2.2", title: E, leads: [health-lead, health-lead], due: 2019-11-05}
  - ref: WS3
    title: Nothing yet
"""


def rolled(by: str, day: str = "2019-11-06") -> dict[str, tuple[int, int, int, S | None]]:
    groups = grouped(assessed(HEAD + TWO_WORKSTREAMS, day), by)  # type: ignore[arg-type]
    return {g.key: (g.total, g.overdue, g.worst_days_late, g.worst) for g in groups}


def test_rolled_up_by_workstream_in_plan_order_with_empty_ones_shown() -> None:
    groups = rolled("workstream")
    assert groups == {
        "WS1": (3, 1, 36, S.UNREPORTED),
        "WS2": (2, 1, 1, S.UNREPORTED),
        "WS3": (0, 0, 0, None),
        WHOLE_PLAN: (1, 0, 0, S.UNKNOWN),
    }
    assert list(groups) == ["WS1", "WS2", "WS3", WHOLE_PLAN]


def test_rolled_up_by_outcome() -> None:
    assert rolled("outcome") == {
        "1": (3, 1, 36, S.UNREPORTED),
        "2": (2, 1, 1, S.UNREPORTED),
        WHOLE_PLAN: (1, 0, 0, S.UNKNOWN),
    }


def test_rolled_up_by_lead_a_shared_action_counts_for_each_and_once_only() -> None:
    assert rolled("lead") == {
        "send-lead": (2, 1, 36, S.UNREPORTED),
        "health-lead": (3, 1, 1, S.UNREPORTED),
        NO_LEAD: (2, 0, 0, S.UNKNOWN),
    }
    names = {g.key: g.title for g in grouped(assessed(HEAD + TWO_WORKSTREAMS, "2019-11-06"), "lead")}
    assert names["send-lead"] == "SEND Lead"


def test_weaknesses_gather_through_workstreams() -> None:
    assert rolled("weakness") == {
        "1": (3, 1, 36, S.UNREPORTED),
        "2": (5, 2, 36, S.UNREPORTED),
        "no weakness named": (1, 0, 0, S.UNKNOWN),
    }


def test_the_next_due_date_is_the_first_that_is_open_today_or_later() -> None:
    def next_due(day: str) -> date | None:
        return grouped(assessed(HEAD + TWO_WORKSTREAMS, day), "workstream")[0].next_due

    assert next_due("2019-09-01") == date(2019, 10, 1)
    assert next_due("2019-10-01") == date(2019, 10, 1)
    assert next_due("2019-10-02") == date(2019, 10, 20)
    assert next_due("2019-10-21") == date(2019, 11, 30)
    assert next_due("2019-12-01") is None


def test_what_is_finished_withdrawn_or_endless_has_no_open_due_date() -> None:
    assert open_due(one("2020-01-01", "due: 2020-02", "completed: 2019-12-01")) is None
    assert open_due(one("2020-01-01", "due: 2020-02", "withdrawn: {date: 2019-12-01}")) is None
    assert open_due(one("2020-01-01", "due: ongoing")) is None
    assert open_due(one("2020-01-01")) is None
    assert open_due(one("2020-01-01", "due: 2020-02")) == date(2020, 2, 29)


def test_withdrawn_never_is_the_worst_and_an_empty_group_has_none() -> None:
    gone = one("2020-01-01", "due: 2019-02", "withdrawn: {date: 2019-12-01}")
    assert roll_up("x", "X", [gone], date(2020, 1, 1)).worst is None
    assert roll_up("x", "X", [], date(2020, 1, 1)).worst is None
    assert roll_up("x", "X", [gone], date(2020, 1, 1)).by_standing[S.WITHDRAWN] == 1


def test_overdue_is_listed_longest_first_and_moved_furthest_first() -> None:
    assessment = assessed(HEAD + TWO_WORKSTREAMS, "2019-12-31")
    assert [c.ref for c in assessment.overdue] == ["1.1", "2.2", "R1", "1.2"]
    assert assessment.moved == ()
