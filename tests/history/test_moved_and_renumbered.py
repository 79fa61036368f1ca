"""Which deadlines moved, furthest first, and which items have another ref than before."""

from __future__ import annotations

from tests.conftest_plans import HEAD, plan_from
from tests.history.past import plan
from wsoa.history.change import Kind
from wsoa.history.diff import diff
from wsoa.plan.models import Plan

PLAN = f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: On time
        actions:
          - {{ref: "1.1", title: Agree the pathway, due: 2019-11-01}}
          - {{ref: "1.2", title: Train the team, due: 2019-11-01}}
          - {{ref: "1.3", title: Publish the leaflet, due: 2019-11-01}}
          - {{ref: "1.4", title: Choose a venue, due: 2019-11-01}}
          - ref: "1.5"
            title: Open the hubs
            milestones:
              - {{ref: 1.5a, title: Open the north, due: 2020-01-31}}
              - {{title: Open the south, due: 2020-09-30}}
"""


def test_deadlines_that_moved_come_furthest_first_whichever_way() -> None:
    later = PLAN
    for ref, due in (("1.1", "2019-11-11"), ("1.2", "2019-10-01"), ("1.3", "2020-02-01")):
        old = f'ref: "{ref}", title: '
        before, after = later.split(old)
        later = before + old + after.replace("2019-11-01", due, 1)
    later = later.replace("Choose a venue", "Choose one venue")
    found = diff(plan_from(PLAN), plan_from(later)).moved
    assert [(change.ref, change.days) for change in found] == [("1.3", 92), ("1.2", -31), ("1.1", 10)]


def test_a_milestone_with_a_ref_of_its_own_is_told_to_be_renumbered_and_one_by_its_place_is_not() -> None:
    renamed = plan_from(PLAN.replace("ref: 1.5a", "ref: 1.5x"))
    (change,) = diff(plan_from(PLAN), renamed).changes
    assert (change.kind, change.old, change.new) == (Kind.RENUMBERED, "1.5a", "1.5x")
    swapped = PLAN.replace(
        "              - {ref: 1.5a, title: Open the north, due: 2020-01-31}\n",
        "              - {title: Find a house, due: 2020-01-01}\n"
        "              - {ref: 1.5a, title: Open the north, due: 2020-01-31}\n",
    )
    kinds = [(c.kind, c.ref) for c in diff(plan_from(PLAN), plan_from(swapped)).changes]
    assert kinds == [(Kind.ADDED, "1.5#1")]


def test_a_comparison_turned_round_ties_the_same_two() -> None:
    def written(*titles: tuple[str, str]) -> Plan:
        return plan_from(
            plan(*(f'{{ref: "{ref}", title: {title}, due: 2019-03-31}}' for ref, title in titles))
        )

    three = written(("1.1", "review agree"), ("1.1a", "agree pathway"), ("1.2", "review"))
    one = written(("1.1", "review pathway"))
    there = {(c.old, c.new) for c in diff(three, one).changes if c.kind is Kind.RENUMBERED}
    back = {(c.new, c.old) for c in diff(one, three).changes if c.kind is Kind.RENUMBERED}
    assert there == back == {("1.1a", "1.1")}
