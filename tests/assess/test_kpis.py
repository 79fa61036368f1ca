"""Where a KPI stands: baseline, target in force, latest reading, direction of travel. No data is a result."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from decimal import Decimal

import pytest

from tests.assess.conftest import assessed
from tests.conftest_plans import HEAD
from wsoa.assess.kpis import KpiState, reaches


def kpi(day: str, *lines: str, aim: str = "increase") -> KpiState:
    body = "".join(f"        {line}\n" for line in lines)
    text = f"{HEAD}workstreams:\n  - ref: WS1\n    title: W\n    kpis:\n      - ref: K1\n        title: On time\n        aim: {aim}\n        unit: percent\n{body}"
    (state,) = assessed(text, day).kpis
    return state


TARGETS = "targets: [{by: 2020-03, value: 60}, {by: 2021-03, value: 75}]"


@pytest.mark.parametrize(
    ("day", "baseline", "state"),
    [
        ("2020-01-01", "note: none", "missing"),
        ("2020-01-01", "baseline: {text: To be established}", "missing"),
        ("2020-01-01", "baseline: {value: 0}", "known"),
        ("2020-01-01", "baseline: {value: 58, at: 2019-03}", "known"),
        ("2019-12-31", "baseline: {promised: 2019-12}", "promised"),
        ("2020-01-01", "baseline: {promised: 2019-12}", "overdue"),
        ("2020-01-14", "baseline: {promised: 2019-12, value: 58, set: 2020-01-15}", "overdue"),
        ("2020-01-15", "baseline: {promised: 2019-12, value: 58, set: 2020-01-15}", "known"),
    ],
)
def test_the_state_of_a_baseline(day: str, baseline: str, state: str) -> None:
    assert kpi(day, baseline).baseline_state == state


def test_a_baseline_may_stand_in_the_parts_only() -> None:
    parts = (
        "parts: [{ref: a, title: A, baseline: {value: 1}}, {ref: b, title: B, baseline: {promised: 2019-12}}]"
    )
    assert kpi("2019-12-01", parts).baseline_state == "promised"
    assert kpi("2020-12-01", parts).baseline_state == "overdue"
    assert [m.ref for m in kpi("2020-12-01", parts).measures] == ["K1", "K1/a", "K1/b"]


def test_the_promise_of_a_baseline_covers_the_parts_that_have_none() -> None:
    lines = (
        "baseline: {promised: 2019-12}",
        "parts: [{ref: a, title: A}, {ref: b, title: B, baseline: {value: 1}}]",
    )
    for day, state in (("2019-12-31", "promised"), ("2020-01-01", "overdue")):
        covered, own = kpi(day, *lines).parts
        assert (covered.baseline_state, str(covered.baseline_promised)) == (state, "2019-12-31")
        assert (own.baseline_state, own.baseline_promised) == ("known", None)


@pytest.mark.parametrize("baseline", ["note: none", "baseline: {text: None yet}", "baseline: {value: 58}"])
def test_without_a_promise_a_part_without_a_baseline_has_none(baseline: str) -> None:
    (part,) = kpi("2020-01-01", baseline, "parts: [{ref: a, title: A}]").parts
    assert (part.baseline_state, part.baseline_promised) == ("missing", None)


@pytest.mark.parametrize(
    ("day", "target", "state", "value"),
    [
        ("2020-01-01", "{by: 2020-03, value: 60}", "set", "60"),
        ("2020-01-01", "{by: 2020-03, change: +10}", "set", "68"),
        ("2020-01-01", "{by: 2020-03, change: -10}", "set", "48"),
        ("2020-01-01", "{maintain: true}", "set", "58"),
        ("2020-01-01", "{text: Improving}", "words", None),
        ("2020-01-31", "{promised: 2020-01}", "promised", None),
        ("2020-02-01", "{promised: 2020-01}", "overdue", None),
        ("2020-02-14", "{promised: 2020-01, value: 60, set: 2020-02-15}", "overdue", None),
        ("2020-02-15", "{promised: 2020-01, value: 60, set: 2020-02-15}", "set", "60"),
    ],
)
def test_the_state_of_a_target(day: str, target: str, state: str, value: str | None) -> None:
    (now,) = kpi(day, "baseline: {value: 58}", f"targets: [{target}]").whole.targets
    assert (now.state, now.value) == (state, Decimal(value) if value else None)


def test_a_change_counts_from_a_baseline_only_once_that_is_set() -> None:
    lines = (
        "baseline: {promised: 2019-12, value: 58, set: 2020-01-15}",
        "targets: [{by: 2020-12, change: 10}]",
    )
    assert kpi("2020-01-14", *lines).whole.targets[0].value is None
    assert kpi("2020-01-15", *lines).whole.targets[0].value == 68


READINGS = (
    "readings: [{date: 2019-12-31, value: 50}, {date: 2020-03-31, value: 61}, {period: 2020/21, value: 70}]"
)


@pytest.mark.parametrize(
    ("day", "latest", "in_force", "verdict", "travel"),
    [
        ("2019-12-30", None, 60, "no_data", "unknown"),
        ("2019-12-31", 50, 60, "to_go", "worse"),
        ("2020-03-31", 61, 60, "met", "better"),
        ("2021-03-30", 61, 60, "met", "better"),
        ("2021-03-31", 70, 75, "to_go", "better"),
        ("2021-04-01", 70, 75, "short", "better"),
    ],
)
def test_a_reading_counts_once_its_period_is_over_against_the_target_then_in_force(
    day: str, latest: int | None, in_force: int, verdict: str, travel: str
) -> None:
    whole = kpi(day, "baseline: {value: 58}", TARGETS, READINGS).whole
    assert (whole.latest.value if whole.latest else None) == latest
    assert whole.in_force is not None
    assert whole.in_force.value == in_force
    assert (whole.verdict, whole.travel) == (verdict, travel)


def test_without_any_data_the_result_is_no_data() -> None:
    whole = kpi("2020-01-01").whole
    assert (whole.baseline_state, whole.verdict, whole.travel, whole.statutory_met, whole.in_force) == (
        "missing",
        "no_data",
        "unknown",
        None,
        None,
    )


def test_a_suppressed_reading_is_no_figure() -> None:
    whole = kpi(
        "2020-04-01", TARGETS, "readings: [{date: 2020-03-31, suppressed: true, text: fewer than 5}]"
    ).whole
    assert whole.latest is not None
    assert whole.verdict == "withheld"


def test_a_withheld_baseline_is_known_and_not_told() -> None:
    whole = kpi("2020-04-01", "baseline: {suppressed: true, at: 2019-09}").whole
    assert whole.baseline_state == "known"
    assert whole.baseline is not None
    assert whole.baseline.value is None


def test_a_reading_without_a_target_says_so() -> None:
    assert kpi("2020-04-01", "readings: [{date: 2020-03-31, value: 5}]").whole.verdict == "no_target"


@pytest.mark.parametrize(
    ("aim", "value", "goal", "tolerance", "met"),
    [
        ("increase", "60", "60", "0", True), ("increase", "59.9", "60", "0", False), ("increase", "59.9", "60", "0.1", True), ("increase", "80", "60", "0", True),
        ("reduce", "5", "5", "0", True), ("reduce", "6", "5", "0", False), ("reduce", "-1", "5", "0", True), ("reduce", "6", "5", "1", True),
        ("reduce-variation", "3", "5", "0", True), ("reduce-variation", "6", "5", "0", False),
        ("near", "60", "60", "0", True), ("near", "61", "60", "1", True), ("near", "59", "60", "1", True), ("near", "62", "60", "1", False),
        ("maintain", "60", "60", "0", True), ("increase", "-0.5", "-0.4", "0", False), ("increase", "-0.4", "-0.5", "0", True),
    ],
)  # fmt: skip
def test_reaching_a_target_depends_on_which_way_is_better(
    aim: str, value: str, goal: str, tolerance: str, *, met: bool
) -> None:
    assert reaches(Decimal(value), Decimal(goal), aim, Decimal(tolerance)) is met  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("aim", "now", "travel"),
    [
        ("increase", 59, "better"),
        ("increase", 57, "worse"),
        ("increase", 58, "level"),
        ("reduce", 57, "better"),
        ("reduce", 59, "worse"),
        ("reduce-variation", 57, "better"),
        ("near", 57, "unknown"),
        ("maintain", 59, "unknown"),
    ],
)
def test_the_direction_of_travel_is_from_the_reading_before_or_the_baseline(
    aim: str, now: int, travel: str
) -> None:
    assert (
        kpi(
            "2020-04-01", "baseline: {value: 58}", f"readings: [{{date: 2020-03, value: {now}}}]", aim=aim
        ).whole.travel
        == travel
    )


def test_the_statutory_level_is_judged_apart_from_the_target() -> None:
    whole = kpi("2020-04-01", TARGETS, "statutory: 100", "readings: [{date: 2020-03-31, value: 90}]").whole
    assert (whole.verdict, whole.statutory_met) == ("met", False)


@pytest.mark.parametrize(("value", "met"), [(0, True), (1, False)])
def test_the_law_may_require_none_at_all(value: int, *, met: bool) -> None:
    reading = f"readings: [{{date: 2020-03-31, value: {value}}}]"
    assert kpi("2020-04-01", "statutory: 0", reading, aim="reduce").whole.statutory_met is met


def test_years_of_a_kpi_mean_what_it_says() -> None:
    reading = "readings: [{period: 2018/19, value: 5}]"
    assert kpi("2019-04-01", reading).whole.latest is not None
    assert kpi("2019-04-01", "year: academic", reading).whole.latest is None
    assert kpi("2019-08-31", "year: academic", reading).whole.latest is not None
