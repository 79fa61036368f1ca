"""How a plan stood on earlier days, and a plan summed up in a line."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.small import plan_with
from tests.conftest_plans import load_text
from wsoa.assess.assessment import assess
from wsoa.assess.over_time import YEAR_AGO, Then, added_up, begun_on, quarter_ends, standings_over_time
from wsoa.assess.plan_line import last_report, plan_line
from wsoa.files.load import LoadedPlan
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing

ACTIONS = """\
- {ref: "1", title: Write, due: 2020-03-31, completed: 2020-03-20}
- ref: "2"
  title: Ask
  due: 2020-09-30
  changes: [{date: 2020-06-15, field: due, from: 2020-05-31, to: 2020-09-30}]
  updates: [{date: 2020-06-15, text: Asked half of them}]
"""


@pytest.fixture
def plan() -> Plan:
    loaded = load_text(plan_with(ACTIONS, kpis=""))
    assert loaded.plan is not None
    return loaded.plan


@pytest.mark.parametrize(
    ("last", "most", "ends"),
    [
        (date(2020, 11, 30), 2, [date(2020, 6, 30), date(2020, 9, 30), date(2020, 11, 30)]),
        (date(2020, 3, 31), 1, [date(2019, 12, 31), date(2020, 3, 31)]),
        (date(2020, 4, 1), 1, [date(2020, 3, 31), date(2020, 4, 1)]),
        (date(2020, 1, 15), 0, [date(2020, 1, 15)]),
    ],
)
def test_ends_of_quarters_lead_up_to_the_day(last: date, most: int, ends: list[date]) -> None:
    assert list(quarter_ends(last, most)) == ends


def test_no_end_of_a_quarter_lies_before_the_first_day() -> None:
    days = quarter_ends(date(2020, 11, 30), 9, date(2020, 4, 1))
    assert days == (date(2020, 6, 30), date(2020, 9, 30), date(2020, 11, 30))


def test_each_day_is_judged_with_what_was_known_then(plan: Plan) -> None:
    days = [date(2020, 2, 1), date(2020, 6, 10), date(2020, 6, 20), date(2020, 12, 31)]
    told = standings_over_time(plan, days)
    assert [dict(then.by_standing) for then in told] == [
        {Standing.UNKNOWN: 2},
        {Standing.COMPLETE: 1, Standing.UNREPORTED: 1},
        {Standing.COMPLETE: 1, Standing.UNDERWAY: 1},
        {Standing.COMPLETE: 1, Standing.UNREPORTED: 1},
    ]


def test_each_day_is_told_as_an_assessment_on_that_day_tells_it(cumbria: LoadedPlan) -> None:
    assert cumbria.plan is not None
    days = (date(2019, 12, 31), date(2020, 11, 30))
    for then in standings_over_time(cumbria.plan, days):
        own = assess(cumbria.plan, then.day).own
        counts = {standing: sum(c.standing is standing for c in own) for standing in Standing}
        assert {s: then.by_standing.get(s, 0) for s in Standing} == counts


def test_before_a_plan_was_made_it_promised_nothing(cumbria: LoadedPlan) -> None:
    assert cumbria.plan is not None
    assert begun_on(cumbria.plan) == date(2019, 10, 7)
    before, after = standings_over_time(cumbria.plan, (date(2019, 10, 6), date(2019, 10, 7)))
    assert (before.plans, before.total) == (0, 0)
    assert (after.plans, after.total) == (1, 223)


def test_plans_are_added_up_day_by_day(plan: Plan) -> None:
    days = (date(2020, 2, 1), date(2020, 6, 10))
    told = standings_over_time(plan, days)
    both = added_up([told, told])
    assert [(then.day, then.plans, then.total) for then in both] == [(days[0], 2, 4), (days[1], 2, 4)]
    assert both[1].by_standing[Standing.COMPLETE] == 2
    assert added_up([]) == ()
    with pytest.raises(ValueError, match="shorter"):
        added_up([told, told[:1]])
    assert added_up([told[:1]])[0].day == days[0]
    assert [then.live for then in told] == [2, 2]
    assert Then(days[0], 0, {}).live == 0


def test_the_first_day_may_itself_be_the_end_of_a_quarter() -> None:
    first = date(2020, 6, 30)
    assert quarter_ends(date(2020, 11, 30), 9, first)[0] == first
    assert YEAR_AGO == 4


def test_a_plan_in_a_line_counts_what_its_assessment_counts(cumbria: LoadedPlan) -> None:
    assert cumbria.plan is not None
    now = assess(cumbria.plan, date(2020, 11, 30))
    line = plan_line("cumbria", now)
    assert (line.whole.total, line.whole.overdue, line.moved) == (223, len(now.overdue), len(now.moved))
    assert line.whole.worst_days_late == now.overdue[0].days_late
    assert line.over_time[-1].by_standing == {s: n for s, n in line.whole.by_standing.items() if n}


def test_the_last_report_is_the_newest_known_on_the_day(plan: Plan) -> None:
    assert last_report(plan, date(2020, 6, 14)) is None
    assert last_report(plan, date(2020, 12, 31)) == date(2020, 6, 15)
    loaded = load_text(
        plan_with(ACTIONS, kpis="").replace(
            "[{date: 2020-06-15, text: Asked half of them}]",
            "[{date: 2020-05-01, text: Begun}, {date: 2020-07, text: Asked all}]",
        )
    )
    assert loaded.plan is not None
    assert last_report(loaded.plan, date(2020, 7, 30)) == date(2020, 5, 1)
    assert last_report(loaded.plan, date(2020, 7, 31)) == date(2020, 7, 31)
