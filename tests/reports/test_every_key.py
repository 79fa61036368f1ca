"""What a plan may hold of an action is told wherever the action is told: no key is lost on the way."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest_plans import HEAD, load_text, plan_from
from tests.render.small import view_of
from tests.reports.test_site import item_at, site_of
from wsoa.assess.assessment import assess
from wsoa.assess.rollup import grouped
from wsoa.files.load import LoadedPlan
from wsoa.history.diff import diff
from wsoa.render.data.csv_tables import export_csv
from wsoa.render.html.page import page_html
from wsoa.render.registry import render
from wsoa.reports.export.export import Exported
from wsoa.reports.export.tables import tables_export
from wsoa.reports.terminal.item import item
from wsoa.reports.terminal.item_layout import lines
from wsoa.reports.terminal.status import status

DAY = date(2020, 2, 1)
PLAN = f"""{HEAD}  - {{ref: "3", title: Nobody is told}}
workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: Assessments on time
        accountable: [send-lead]
        actions:
          - ref: "1.1"
            title: Hire writers
            leads: [send-lead]
            due: 2020-12-31
"""
KEYS = {
    "accountable": ("accountable: [health-lead]", ("Health Lead",)),
    "weaknesses": ('weaknesses: ["3"]', ("Nobody is told", "3")),
    "source": ("source: Recommendation nine", ("Recommendation nine",)),
    "raised": ("raised: 2019-03-07", ("7 March 2019", "2019-03-07")),
    "priority": ("priority: Critical", ("Critical",)),
    "risk": ("risk: Severe", ("Severe",)),
    "groups": ("groups: {partner area: Northshire}", ("Northshire",)),
    "closed": ("closed: 2020-01-09", ("9 January 2020", "2020-01-09")),
    "paused": ("paused: {date: 2020-01-08, reason: Staff fell ill}", ("Staff fell ill",)),
    "awaiting_sign_off": ("awaiting_sign_off: {date: 2020-01-05, by: Scrutiny panel}", ("Scrutiny panel",)),
    "verified": ("verified: {date: 2020-01-05, by: Scrutiny panel}", ("Scrutiny panel",)),
    "success": ("success: [{text: Nobody waits}]", ("Nobody waits",)),
    "impact": ("impact: [{text: Fewer calls, date: 2020-01-03}]", ("Fewer calls",)),
    "percent": ("updates: [{date: 2020-01-04, text: So so, percent: 37}]", ("37",)),
    "x-cost-centre": ("x-cost-centre: Cost 4410", ("Cost 4410",)),
}
"""What is written below the action, and how a reader is told of it: in words, or as the plan has it."""


def loaded(line: str = "") -> LoadedPlan:
    found = load_text(f"{PLAN}            {line}\n" if line else PLAN)
    assert found.plan is not None, found.findings
    return found


def carriers(found: LoadedPlan) -> dict[str, str]:
    """Every place that tells of an action, as the text that it shows."""
    assert found.plan is not None
    assessed = assess(found.plan, DAY)
    tables = export_csv(tables_export([Exported("westshire", assessed, "abc")], DAY, "1"))
    shown = lines(item(found, assessed, "1.1"))
    return {
        "statement": page_html(view_of(found, DAY)),
        "its page": page_html(item_at(site_of(found, DAY), "actions/1.1.html")),
        "wsoa show": "\n".join(value for _, value in shown),
        "csv": tables["commitments.csv"],
        "json": render("export", "json", status([("westshire", assessed)], DAY)),
    }


@pytest.mark.parametrize("key", KEYS)
def test_whatever_is_recorded_of_an_action_is_told_wherever_it_stands(key: str) -> None:
    line, told = KEYS[key]
    bare, full = carriers(loaded()), carriers(loaded(line))
    silent = [
        name
        for name, text in full.items()
        if not any(text.count(words) > bare[name].count(words) for words in told)
    ]
    assert not silent


@pytest.mark.parametrize("key", KEYS)
def test_a_difference_is_told_under_its_key(key: str) -> None:
    found = diff(plan_from(PLAN), plan_from(f"{PLAN}            {KEYS[key][0]}\n")).changes
    assert [change.field for change in found] == ["update" if key == "percent" else key]


def test_an_own_key_of_an_outcome_that_changed_is_told_and_not_taken_for_another_order() -> None:
    old = PLAN.replace("        accountable:", "        x-board: People\n        accountable:")
    (change,) = diff(plan_from(old), plan_from(old.replace("People", "Places"))).changes
    assert (change.field, change.old, change.new) == ("x-board", "People", "Places")


def test_commitments_are_counted_by_group_and_by_the_weakness_that_an_action_names() -> None:
    plan = loaded('groups: {partner area: Northshire, recommendation: "2"}').plan
    assert plan is not None
    counted = {row.key: row.total for row in grouped(assess(plan, DAY), "group")}
    assert counted == {"partner area: Northshire": 1, "recommendation: 2": 1}
    own = loaded('weaknesses: ["3"]').plan
    assert own is not None
    assert {row.key: row.total for row in grouped(assess(own, DAY), "weakness")} == {"1": 0, "2": 0, "3": 1}


def test_a_pause_is_told_with_its_dates_and_changes_no_lateness() -> None:
    pause = "paused: {date: 2020-01-08, reason: Staff fell ill, until: 2020-06}"
    plan, still = loaded(pause).plan, loaded().plan
    assert plan is not None
    assert still is not None
    late = [assess(one, date(2021, 3, 1)).commitments[0] for one in (plan, still)]
    assert (late[0].standing, late[0].days_late) == (late[1].standing, late[1].days_late)
    told = page_html(view_of(loaded(pause), DAY))
    assert "Paused since 8 January 2020, until June 2020: Staff fell ill" in told
    earlier = page_html(view_of(loaded(pause), date(2020, 1, 7)))
    assert "Staff fell ill" not in earlier
