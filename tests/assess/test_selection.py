"""Which commitments somebody asks for, and in which order they come."""

from __future__ import annotations

from datetime import date

import pytest

from tests.assess.conftest import assessed
from tests.conftest_plans import HEAD
from wsoa.assess.selection import Wanted, selected
from wsoa.plan.ratings import Standing

PLAN = f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    outcomes:
      - ref: "1"
        title: On time
        actions:
          - {{ref: "1.1", title: Write a plan, leads: [send-lead], due: 2020-03-31}}
          - {{ref: "1.2", title: Ask parents, leads: [health-lead, send-lead], due: ongoing}}
          - {{ref: "1.3", title: Ask schools}}
  - ref: WS2
    title: Health
    outcomes:
      - ref: "2"
        title: Advice
        actions:
          - {{ref: "2.1", title: Write advice, leads: [health-lead], due: 2020-01-31}}
          - {{ref: "2.2", title: Train, due: 2019-12-31, completed: 2019-12-01}}
          - {{ref: "2.3", title: Hire, due: 2020-02-29, withdrawn: {{date: 2019-12-01}}}}
"""


@pytest.mark.parametrize(
    ("wanted", "refs"),
    [
        (Wanted(), ["2.2", "2.1", "2.3", "1.1", "1.2", "1.3"]),
        (Wanted(leads=["send-lead"]), ["1.1", "1.2"]),
        (Wanted(leads=["send-lead", "health-lead"]), ["2.1", "1.1", "1.2"]),
        (Wanted(no_lead=True), ["2.2", "2.3", "1.3"]),
        (Wanted(leads=["health-lead"], no_lead=True), ["2.2", "2.1", "2.3", "1.2", "1.3"]),
        (Wanted(standings=[Standing.COMPLETE]), ["2.2"]),
        (Wanted(workstreams=["WS1"]), ["1.1", "1.2", "1.3"]),
        (Wanted(before=date(2020, 3, 31)), ["2.2", "2.1", "2.3"]),
        (Wanted(before=date(2020, 4, 1)), ["2.2", "2.1", "2.3", "1.1"]),
        (Wanted(only_open=True), ["2.1", "1.1", "1.2", "1.3"]),
        (Wanted(words="ASK"), ["1.2", "1.3"]),
        (Wanted(words="write advice"), ["2.1"]),
        (Wanted(words="2. write"), ["2.1"]),
    ],
    ids=str,
)
def test_only_what_fits_every_part_comes_by_its_last_day(wanted: Wanted, refs: list[str]) -> None:
    assert [one.ref for one in selected(assessed(PLAN, "2019-12-15"), wanted)] == refs
