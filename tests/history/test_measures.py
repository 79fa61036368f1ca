"""What changed in a KPI: its baseline, targets, promises, comparators and readings, each told once."""

from __future__ import annotations

import pytest

from tests.conftest_plans import HEAD, plan_from
from wsoa.history.change import Change, Flag
from wsoa.history.diff import diff
from wsoa.plan.models import Plan

LATER, EARLIER, UNRECORDED = Flag.LATER, Flag.EARLIER, Flag.NOT_RECORDED
NONE: frozenset[Flag] = frozenset()
ALTERED = frozenset({Flag.DATE_ALTERED})
ENGLAND = "{name: England, value: 55, period: 2019}"


def plan(*lines: str) -> Plan:
    """A plan of one KPI that has these lines."""
    body = "".join(f"        {line}\n" for line in lines)
    return plan_from(f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    kpis:
      - ref: K1
        title: Plans in time
        aim: increase
        unit: percent
{body}""")


def changes(old: str, new: str, *more: str) -> tuple[Change, ...]:
    return diff(plan(*([old] if old else [])), plan(*([new] if new else []), *more)).changes


@pytest.mark.parametrize(
    ("old", "new", "field", "flags", "days"),
    [
        ("baseline: {value: 40, at: 2019-09}", "baseline: {value: 42, at: 2019-09}", "baseline", set(), 0),
        (
            "baseline: {value: 42, at: 2019-11}", "baseline: {value: 42, at: 2019-12}",
            "baseline", {Flag.DATE_ALTERED}, 0,
        ),
        ("baseline: {value: 42, at: 2019-11}", "", "baseline", {Flag.DATE_ALTERED}, 0),
        (
            "baseline: {promised: 2019-12}", "baseline: {value: 42, at: 2019-11}",
            "baseline", {Flag.NUMBER_GIVEN}, 0,
        ),
        (
            "baseline: {promised: 2019-12}", "baseline: {promised: 2020-03}",
            "baseline", {LATER, UNRECORDED}, 91,
        ),
        (
            "targets: [{by: 2020-12, value: 60}]", "targets: [{by: 2020-12, value: 50}]",
            "target by 2020-12", {Flag.TARGET_LOOSENED}, 0,
        ),
        (
            "targets: [{by: 2020-12, value: 60}]", "targets: [{by: 2020-12, value: 70}]",
            "target by 2020-12", {Flag.TARGET_TIGHTENED}, 0,
        ),
        (
            "targets: [{by: 2020-12, value: 60}]", "targets: [{by: 2021-12, value: 60}]",
            "target", {LATER, UNRECORDED}, 365,
        ),
        (
            "targets: [{by: 2020-12, value: 60}]", "targets: [{by: 2021-12, value: 50}]",
            "target", {LATER, UNRECORDED, Flag.TARGET_LOOSENED}, 365,
        ),
        (
            "targets: [{by: 2020-12, value: 60}]",
            "targets: [{by: 2020-12, value: 60}, {by: 2021-12, value: 80}]",
            "target by 2021-12", {Flag.DATE_GIVEN, Flag.NUMBER_GIVEN}, 0,
        ),
        (
            "targets: [{by: 2020-12, value: 60}, {by: 2021-12, value: 80}]",
            "targets: [{by: 2020-12, value: 60}]",
            "target by 2021-12", {Flag.DATE_LOST, UNRECORDED}, 0,
        ),
        (
            "targets: [{by: 2020-12, promised: 2020-01}]", "targets: [{by: 2020-12, promised: 2020-03}]",
            "target by 2020-12", {LATER, UNRECORDED}, 60,
        ),
        (
            "targets: [{by: 2020-12, promised: 2020-01}]", "targets: [{by: 2020-12, value: 60}]",
            "target by 2020-12", {Flag.NUMBER_GIVEN}, 0,
        ),
        (
            "targets: [{value: 60}]", "targets: [{value: 50}]",
            "target", {Flag.TARGET_LOOSENED}, 0,
        ),
        (
            f"comparators: [{ENGLAND}]", "comparators: [{name: England, value: 56, period: 2020}]",
            "comparators", {Flag.DATE_ALTERED}, 0,
        ),
        (
            f"comparators: [{ENGLAND}]", "comparators: [{name: England, value: 56, period: 2019}]",
            "comparators", set(), 0,
        ),
        (f"comparators: [{ENGLAND}]", "", "comparators", {Flag.DATE_ALTERED}, 0),
        ("", f"comparators: [{ENGLAND}]", "comparators", set(), 0),
        (
            "comparators: [{name: England, promised: 2019-12}]", "",
            "comparators", {Flag.DATE_LOST, UNRECORDED}, 0,
        ),
        ("", "comparators: [{name: England, promised: 2019-12}]", "comparators", {Flag.DATE_GIVEN}, 0),
        (
            "comparators: [{name: England, promised: 2019-12}]", f"comparators: [{ENGLAND}]",
            "comparators", set(), 0,
        ),
        (
            "comparators: [{name: England, promised: 2020-03}]",
            "comparators: [{name: England, promised: 2019-12}]",
            "comparators", {EARLIER, UNRECORDED}, -91,
        ),
    ],
)  # fmt: skip
def test_what_changed_in_a_kpi_is_told_once(
    old: str, new: str, field: str, flags: set[Flag], days: int
) -> None:
    (change,) = changes(old, new)
    assert (change.field, set(change.flags), change.days) == (field, flags, days)


def test_only_the_comparator_that_changed_is_told() -> None:
    both = f"comparators: [{ENGLAND}, {{name: Similar areas, value: 50, period: 2019}}]"
    (change,) = changes(both, both.replace("50", "51"))
    assert getattr(change.new, "name", None) == "Similar areas"
    assert changes(both, both) == ()


@pytest.mark.parametrize(
    ("record", "reason"),
    [
        ("{date: 2020-02-01, field: target, from: 60, to: 50, reason: Fewer staff}", "Fewer staff"),
        ("{date: 2020-02-01, field: target, to: 50, reason: Fewer staff}", "Fewer staff"),
        ("{date: 2020-02-01, field: target, from: 61, to: 50, reason: Fewer staff}", None),
        ("{date: 2020-02-01, field: target, from: 60, to: 51, reason: Fewer staff}", None),
        ("{date: 2020-02-01, field: target, from: 60, to: 50}", None),
        ("{date: 2020-02-01, field: baseline, from: 60, to: 50, reason: Fewer staff}", None),
    ],
)
def test_an_easier_target_is_explained_by_the_record_that_names_both_figures(
    record: str, reason: str | None
) -> None:
    old, new = "targets: [{by: 2020-12, value: 60}]", "targets: [{by: 2020-12, value: 50}]"
    (change,) = (one for one in changes(old, new, f"changes: [{record}]") if one.field != "record")
    assert change.flags == {Flag.TARGET_LOOSENED} | ({Flag.RECORDED} if reason else set())
    assert change.reason == reason


def test_the_record_of_the_figure_does_not_explain_the_date() -> None:
    old, new = "targets: [{by: 2020-12, value: 60}]", "targets: [{by: 2021-12, value: 50}]"
    record = "{date: 2020-02-01, field: target, from: 60, to: 50, reason: Fewer staff}"
    (change,) = changes(old, new, f"changes: [{record}]")
    assert {LATER, UNRECORDED} <= change.flags


def test_a_figure_to_stay_at_is_neither_harder_nor_easier() -> None:
    one = plan("targets: [{by: 2020-12, value: 60}]")
    old, new = (
        plan_from(f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    kpis:
      - {{ref: K1, title: Plans in time, aim: near, unit: percent, targets: [{{by: 2020-12, value: {n}}}]}}
""")
        for n in (60, 70)
    )
    (change,) = diff(old, new).changes
    assert change.flags == set()
    assert diff(one, one).changes == ()


def test_readings_come_and_those_that_were_reported_are_not_changed_unseen() -> None:
    first, second = "{period: 2020-03, value: 44}", "{period: 2020-06, value: 47}"
    (came,) = changes(f"readings: [{first}]", f"readings: [{first}, {second}]")
    assert (came.kind.value, came.flags) == ("added", NONE)
    (went,) = changes(f"readings: [{first}, {second}]", f"readings: [{second}]")
    assert (went.kind.value, went.flags) == ("removed", ALTERED)
    told = changes(f"readings: [{first}]", f"readings: [{first.replace('44', '45')}]")
    assert [(one.kind.value, one.flags) for one in told] == [("added", NONE), ("removed", ALTERED)]
