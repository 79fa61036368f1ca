"""Counts too small to publish are kept back, and nothing that is published gives them away."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.render.small import load_plan
from wsoa.audience.disclosure_control import withheld
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Plan


def plan_with(whole: int | None, parts: Sequence[int], unit: str = "count") -> Plan:
    given_parts = "".join(
        f"\n          - {{ref: p{n}, title: Part {n}, readings: [{{date: 2020-03-31, value: {value}}}]}}"
        for n, value in enumerate(parts)
    )
    reading = f"\n        readings: [{{date: 2020-03-31, value: {whole}}}]" if whole is not None else ""
    loaded = load_plan(f"""\
format: 1
kind: pap
area: Westshire
title: Plan
bodies: [Council]
roles: {{}}
weaknesses: []
workstreams:
  - ref: WG1
    title: One
    weaknesses: []
    outcomes: []
    kpis:
      - ref: K1
        title: Children waiting
        aim: reduce
        unit: {unit}
        baseline: {{value: 40}}{reading}
        parts: {given_parts or "[]"}
""")
    assert loaded.plan is not None
    return loaded.plan


def shown(plan: Plan, below: int = 5) -> tuple[int | None, list[int | None]]:
    kpi: Kpi = withheld(plan, below).workstreams[0].kpis[0]
    return whole_number(kpi.readings[0].value), [whole_number(p.readings[0].value) for p in kpi.parts]


def whole_number(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def test_nothing_is_kept_back_unless_asked() -> None:
    plan = plan_with(9, [3, 6])
    assert withheld(plan, 0) is plan


def test_a_count_below_the_limit_is_withheld_and_says_so() -> None:
    reading = withheld(plan_with(3, []), 5).workstreams[0].kpis[0].readings[0]
    assert (reading.value, reading.suppressed) == (None, True)


def test_no_child_and_the_limit_itself_are_shown() -> None:
    assert shown(plan_with(0, [])) == (0, [])
    assert shown(plan_with(5, [])) == (5, [])


def test_the_next_smallest_part_goes_with_a_small_one_so_that_the_total_does_not_give_it_away() -> None:
    assert shown(plan_with(30, [3, 7, 20])) == (30, [None, None, 20])


def test_two_small_parts_protect_each_other_if_they_add_up_to_the_limit() -> None:
    assert shown(plan_with(27, [3, 4, 20])) == (27, [None, None, 20])
    assert shown(plan_with(23, [1, 2, 20])) == (23, [None, None, None])


def test_where_no_part_is_left_to_protect_another_the_total_goes() -> None:
    assert shown(plan_with(3, [3])) == (None, [None])
    assert shown(plan_with(12, [3])) == (None, [None])


def test_percentages_and_weeks_are_not_counts() -> None:
    assert shown(plan_with(3, [2, 1], unit="percent")) == (3, [2, 1])


@given(st.lists(st.integers(0, 12), min_size=1, max_size=6), st.integers(2, 10))
def test_what_is_published_never_settles_what_is_kept_back(parts: list[int], below: int) -> None:
    whole, told = shown(plan_with(sum(parts), parts), below)
    hidden = [value for value, seen in zip(parts, told, strict=True) if seen is None]
    assert all(seen is None or seen == 0 or seen >= below for seen in (whole, *told))
    if whole is not None and hidden:
        assert len(hidden) > 1
        assert sum(hidden) >= below
