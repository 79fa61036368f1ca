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
        ("targets: [{by: 2020-09, change: 80}]", "count", "80 above the baseline by September 2020"),
        ("targets: [{by: 2020-09, change: -30}]", "count", "30 below the baseline by September 2020"),
        ("targets: [{by: 2020-09, change: -2.5}]", "weeks", "2.5 weeks below the baseline by September 2020"),
        ("targets: [{change: 80}]", "count", "80 above the baseline"),
        (
            "baseline: {value: 350}, targets: [{by: 2020-09, change: 80}]",
            "count",
            "80 above the baseline by September 2020, which is 430",
        ),
        ("targets: [{by: 2020-09, maintain: true}]", "count", "to stay at the baseline by September 2020"),
        (
            "baseline: {value: 350}, targets: [{by: 2020-09, maintain: true}]",
            "count",
            "to stay at the baseline by September 2020, which is 350",
        ),
        ("targets: [{by: 2020-09, value: 70}]", "percent", "70% by September 2020"),
        ("targets: [{value: 70}]", "percent", "70%"),
        ("targets: [{text: Better than England}]", "percent", "better than England"),
        (
            "targets: [{by: 2020-09, text: Better than England}]",
            "percent",
            "by September 2020: better than England",
        ),
        ("targets: [{promised: 2020-03}]", "percent", "to be set by March 2020"),
        (
            "targets: [{by: 2020-09, promised: 2020-03}]",
            "percent",
            "by September 2020: to be set by March 2020",
        ),
    ],
)
def test_a_target_says_what_it_asks_for(figures: str, unit: str, says: str) -> None:
    assert target(figures, unit) == says


FIGURES = """\
baseline: {value: 40, at: 2019-09, provisional: true, source: Return}, targets: [{by: 2027-03-31, value: 60}],
readings: [
  {date: 2020-06-30, value: 52, source: Quarterly return},
  {date: 2020-09-30, value: 58, provisional: true, source: Quarterly return},
  {date: 2020-12-31, value: 59}]"""


LATEST = (
    "59% on 31 December 2020; not yet at the target of 60% by 31 March 2027; better than the figure before it"
)


def test_a_kpi_is_told_in_the_words_that_pages_have_for_it_and_a_source_once() -> None:
    text = HEAD + KPI.format(unit="percent", figures=" ".join(FIGURES.splitlines()))
    assert told(text, "K1", "2021-01-31")[1:] == [
        ("aim", "should rise; a percentage"),
        ("baseline", "40% in September 2019 (provisional)"),
        ("target", "60% by 31 March 2027"),
        ("latest", LATEST),
        ("figure", "52% on 30 June 2020. Source: Quarterly return"),
        ("figure", "58% on 30 September 2020 (provisional). Source as above"),
        ("figure", "59% on 31 December 2020"),
    ]  # fmt: skip


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
