"""What `wsoa show` says of one item, as labelled lines."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest_plans import HEAD, action_plan, load_text
from wsoa.assess.assessment import assess
from wsoa.reports.terminal.item import item
from wsoa.reports.terminal.item_layout import lines

KPI = """\
workstreams:
  - ref: WG2
    title: Places
    kpis:
      - {{ref: K1, title: Places in special schools, aim: increase, unit: {unit}, {figures}}}
"""
VISIT = """\
reviews:
  - ref: R1
    title: Re-visit
    kind: revisit
    due: 2021-04
    date: 2022-12
    by: Ofsted
    outcome: Progress on one of two
    weaknesses: [{ref: "1", progress: insufficient}]
    note: Letter published in January
"""


def told(text: str, ref: str, day: str) -> list[tuple[str, str]]:
    loaded = load_text(text)
    assert loaded.plan is not None, loaded.findings
    return list(lines(item(loaded, assess(loaded.plan, date.fromisoformat(day)), ref)))


def target(figures: str, unit: str = "count") -> str:
    found = told(HEAD + KPI.format(unit=unit, figures=figures), "K1", "2020-01-01")
    return next(value for label, value in found if label == "target")


@pytest.mark.parametrize(
    ("figures", "unit", "says"),
    [
        ("targets: [{by: 2020-09, change: 80}]", "count", "80 more than the baseline by 2020-09"),
        ("targets: [{by: 2020-09, change: -30}]", "count", "30 fewer than the baseline by 2020-09"),
        ("targets: [{by: 2020-09, change: -2.5}]", "weeks", "2.5 less than the baseline by 2020-09"),
        ("targets: [{change: 80}]", "count", "80 more than the baseline"),
        (
            "baseline: {value: 350}, targets: [{by: 2020-09, change: 80}]",
            "count",
            "80 more than the baseline by 2020-09, which is 430",
        ),
        ("targets: [{by: 2020-09, maintain: true}]", "count", "maintain the baseline by 2020-09"),
        (
            "baseline: {value: 350}, targets: [{by: 2020-09, maintain: true}]",
            "count",
            "maintain the baseline by 2020-09, which is 350",
        ),
        ("targets: [{by: 2020-09, value: 70}]", "percent", "70 by 2020-09"),
        ("targets: [{value: 70}]", "percent", "70"),
        ("targets: [{text: Better than England}]", "percent", "Better than England"),
        ("targets: [{by: 2020-09, text: Better than England}]", "percent", "Better than England (2020-09)"),
        ("targets: [{promised: 2020-03}]", "percent", "to be set by 31 March 2020"),
        ("targets: [{by: 2020-09, promised: 2020-03}]", "percent", "2020-09: to be set by 31 March 2020"),
    ],
)
def test_a_target_says_what_it_asks_for(figures: str, unit: str, says: str) -> None:
    assert target(figures, unit) == says


def test_what_a_review_found_is_not_told_before_it_was_held() -> None:
    before = dict(told(HEAD + VISIT, "R1", "2021-06-30"))
    assert before["by"] == "Ofsted"
    assert before["standing"] == "Not known: not held yet; was planned for 30 April 2021"
    assert not {"outcome", "found", "note"} & before.keys()
    after = dict(told(HEAD + VISIT, "R1", "2022-12-31"))
    assert (after["outcome"], after["found"], after["note"]) == (
        "Progress on one of two",
        "weakness 1: insufficient progress",
        "Letter published in January",
    )


def test_evidence_made_later_is_not_told() -> None:
    text = action_plan(
        "evidence: [{title: Minutes, date: 2020-03}, {title: Survey, date: 2021-03}, {title: Photo}]"
    )
    assert [value for label, value in told(text, "1.1", "2020-06-30") if label in {"evidence", ""}] == [
        "Minutes",
        "Photo",
    ]


def test_what_is_in_the_way_and_asked_for_is_told_below_the_report() -> None:
    text = action_plan(
        "updates: [{date: 2020-03-02, text: Two are out, blocker: The printer closed, help_needed: Another}]"
    )
    assert told(text, "1.1", "2020-06-30")[-3:] == [
        ("update", "2 March 2020: Two are out"),
        ("in the way", "The printer closed"),
        ("asked for", "Another"),
    ]
