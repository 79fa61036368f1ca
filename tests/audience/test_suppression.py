"""What is published never settles a withheld count, whatever dates figures carry and however many totals."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from wsoa.audience.suppression import WHOLE, Count, suppressed

LIMIT = Decimal(5)
MONTHS = 6
SPANS = ((0, 1), (1, 2), (2, 3), (3, 4), (4, 5), (5, 6), (0, 3), (3, 6), (0, 6), (1, 4))


def on(measure: int, value: int | None, first: date, last: date | None = None) -> Count:
    return Count(measure, None if value is None else Decimal(value), first, last or first)


def end_of_march(measure: int, value: int | None) -> Count:
    return on(measure, value, date(2020, 3, 31))


def march(measure: int, value: int | None) -> Count:
    return on(measure, value, date(2020, 3, 1), date(2020, 3, 31))


def told(counts: list[Count], below: Decimal = LIMIT) -> list[int | None]:
    hidden = suppressed(counts, below)
    return [None if n in hidden or c.value is None else int(c.value) for n, c in enumerate(counts)]


def test_a_total_of_a_month_and_parts_of_its_last_day_are_one_table() -> None:
    assert told([march(WHOLE, 50), end_of_march(0, 3), end_of_march(1, 47)]) == [50, None, None]


def test_a_total_of_another_time_gives_nothing_away() -> None:
    april = on(WHOLE, 50, date(2020, 4, 1), date(2020, 4, 30))
    assert told([april, end_of_march(0, 3), end_of_march(1, 47)]) == [50, None, 47]


def test_a_figure_of_a_month_is_withheld_with_the_same_figure_of_a_day_in_it() -> None:
    assert told([march(WHOLE, 3), end_of_march(WHOLE, 3)]) == [None, None]
    assert told([march(WHOLE, 9), end_of_march(WHOLE, 3)]) == [None, None]


def test_two_figures_of_one_measure_and_one_time_are_withheld_together() -> None:
    """Either may be the other one, put right; and what they share may be a small count."""
    winter, spring = (date(2020, 1, 1), date(2020, 3, 31)), (date(2020, 2, 1), date(2020, 4, 30))
    assert told([on(WHOLE, 3, *winter), on(WHOLE, 9, *spring)]) == [None, None]
    assert told([march(0, 9), march(0, 3)]) == [None, None]
    assert told([on(0, 3, *winter), on(1, 9, *spring)]) == [None, 9]


def test_no_more_is_withheld_than_must_be() -> None:
    winter, spring = (date(2020, 1, 1), date(2020, 3, 31)), (date(2020, 2, 1), date(2020, 4, 30))
    later = on(1, 3, date(2021, 1, 1))
    assert told([on(0, 30, *winter), on(0, 40, *spring), later]) == [30, 40, None]
    assert told([on(WHOLE, 50, *winter), on(0, 3, *winter), on(0, 9, *spring), on(1, 47, *winter)]) == [
        None, None, None, 47,
    ]  # fmt: skip
    assert told([march(WHOLE, None), march(0, 20), march(1, 30)]) == [None, None, 30]
    assert told([march(WHOLE, 25), march(0, 2), march(1, 3), march(2, 20)]) == [25, None, None, 20]


def test_halves_of_a_year_and_months_of_one_half() -> None:
    year, end = date(2020, 1, 1), date(2020, 12, 31)
    halves = [on(0, 97, year, date(2020, 6, 30)), on(0, 3, date(2020, 7, 1), end)]
    months = [on(0, 50, year, date(2020, 1, 31)), on(0, 47, date(2020, 2, 1), date(2020, 6, 30))]
    assert told([on(0, 100, year, end), *halves, *months]) == [None, 97, None, 50, 47]


def test_where_the_sums_are_too_many_to_solve_every_count_is_withheld() -> None:
    days = [date(2000, 1, 1) + timedelta(n) for n in range(1300)]
    whole = on(WHOLE, 50_000, days[0], days[-1])
    readings = [on(n % 40, 9, day) for n, day in enumerate(days)]
    assert len(suppressed([whole, on(0, 3, days[5]), *readings[:40]], LIMIT)) < 42
    assert len(suppressed([whole, on(0, 3, days[5]), *readings], LIMIT)) == 1302


def test_the_sum_of_months_does_not_give_a_month_away() -> None:
    months = [on(WHOLE, v, date(2020, m, 1), date(2020, m, 28)) for m, v in ((1, 3), (2, 8), (3, 9))]
    quarter = on(WHOLE, 20, date(2020, 1, 1), date(2020, 3, 31))
    assert told([*months, quarter]) == [None, 8, 9, None]


def test_a_total_goes_where_a_part_has_several_figures_of_its_time() -> None:
    early = on(0, 8, date(2020, 3, 2))
    assert told([march(WHOLE, 50), early, end_of_march(0, 3), end_of_march(1, 47)]) == [None, 8, None, 47]


def test_baselines_without_dates_are_of_one_time_and_of_no_other() -> None:
    start = [Count(WHOLE, Decimal(50), baseline=True), Count(0, Decimal(3), baseline=True)]
    assert told([*start, Count(1, Decimal(47), baseline=True)]) == [50, None, None]
    assert told([*start[1:], march(WHOLE, 50), march(0, 6), march(1, 44)]) == [None, 50, 6, 44]


def test_a_baseline_without_a_date_is_no_part_of_the_table_of_a_day() -> None:
    start = Count(WHOLE, Decimal(40), baseline=True)
    assert told([start, march(WHOLE, 30), march(0, 3), march(1, 7), march(2, 20)]) == [40, 30, None, None, 20]


def test_parts_that_are_all_ones_do_not_protect_each_other() -> None:
    assert told([march(WHOLE, 23), *(march(n, 1) for n in range(3)), march(3, 20)], Decimal(3)) == [
        23, None, None, None, None,
    ]  # fmt: skip


def test_a_count_that_the_plan_itself_withholds_is_protected_too() -> None:
    counts = [march(WHOLE, 50), end_of_march(0, None), march(1, 27), march(2, 20)]
    assert told(counts) == [50, None, 27, None]


def test_nothing_is_withheld_where_nothing_is_small() -> None:
    counts = [march(WHOLE, 50), march(0, 0), march(1, 5), march(2, 45)]
    assert suppressed(counts, LIMIT) == frozenset()
    assert suppressed([march(WHOLE, 50), march(0, 3), march(1, 47)], Decimal(0)) == frozenset()


def test_totals_go_where_two_tables_together_give_a_count_away() -> None:
    """Each sum alone has two unknown terms, and both together settle them."""
    first, second = date(2020, 1, 31), date(2020, 2, 29)
    counts = [
        on(WHOLE, 30, first), on(0, 3, first), on(1, 27, first),
        on(WHOLE, 40, second), on(0, 11, second), on(1, 29, second),
        on(0, 14, first, second), on(1, 56, first, second),
    ]  # fmt: skip
    assert 1 not in settled(counts, suppressed(counts, LIMIT))


def test_what_one_part_counted_in_a_month_between_others_does_not_settle_the_total() -> None:
    """North had 6 in the quarter, none in January and 5 in March; South had none in February."""
    quarter, months = (date(2020, 1, 1), date(2020, 3, 31)), {n: span(n - 1, n) for n in (1, 2, 3)}
    counts = [
        on(WHOLE, 1, *months[2]),
        on(0, 6, *quarter), on(0, 0, *months[1]), on(0, 5, *months[3]),
        on(1, 5, *quarter), on(1, 0, *months[2]), on(1, 0, *months[3]),
    ]  # fmt: skip
    assert 0 in settled(counts, frozenset({0, 4}))
    assert 0 not in settled(counts, suppressed(counts, LIMIT))


# A reader with the sums of one table and all the patience in the world.


@given(st.lists(st.integers(0, 8), min_size=1, max_size=5), st.integers(2, 7))
@steady(300)
def test_no_withheld_part_has_only_one_possible_value(parts: list[int], below: int) -> None:
    counts = [march(WHOLE, sum(parts)), *(end_of_march(n, value) for n, value in enumerate(parts))]
    whole, *shown = told(counts, Decimal(below))
    assert all(one is None or one == 0 or one >= below for one in (whole, *shown))
    hidden = shown.count(None)
    if whole is None or not hidden:
        return
    left = whole - sum(one for one in shown if one is not None)
    assert left >= below
    possible = [one for one in product(range(1, left + 1), repeat=hidden) if sum(one) == left]
    assert all(len({one[n] for one in possible}) > 1 for n in range(hidden))


# A reader who takes every figure for a sum of monthly counts of the parts, and solves all of them at once.


def terms(count: Count, parts: int) -> list[Fraction]:
    """A figure as a sum of what is not known: each part's count of each month."""
    assert count.first is not None
    assert count.last is not None
    months = range(count.first.month - 1, count.last.month)
    owners = range(parts) if count.measure == WHOLE else (count.measure,)
    return [Fraction(p in owners and m in months) for p in range(parts) for m in range(MONTHS)]


def rank(rows: list[list[Fraction]]) -> int:
    rows, found = [list(row) for row in rows], 0
    for column in range(len(rows[0]) if rows else 0):
        pivot = next((n for n in range(found, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[found], rows[pivot] = rows[pivot], rows[found]
        for n in range(len(rows)):
            if n != found and rows[n][column]:
                times = rows[n][column] / rows[found][column]
                rows[n] = [a - times * b for a, b in zip(rows[n], rows[found], strict=True)]
        found += 1
    return found


def settled(counts: list[Count], hidden: frozenset[int]) -> list[int]:
    """Return the withheld figures that the published ones settle."""
    parts = max([1, *(c.measure + 1 for c in counts)])
    published = [terms(c, parts) for n, c in enumerate(counts) if n not in hidden]
    known = rank(published)
    return [n for n in hidden if rank([*published, terms(counts[n], parts)]) == known]


def span(first: int, end: int) -> tuple[date, date]:
    return date(2020, first + 1, 1), date(2020, end + 1, 1) - timedelta(days=1)


@st.composite
def tables(draw: st.DrawFn) -> list[Count]:
    parts = draw(st.integers(1, 3))
    monthly = [[draw(st.integers(0, 9)) for _ in range(MONTHS)] for _ in range(parts)]
    counts = []
    for measure in (WHOLE, *range(parts)):
        for first, end in draw(st.lists(st.sampled_from(SPANS), unique=True, max_size=6)):
            owners = range(parts) if measure == WHOLE else (measure,)
            value = sum(monthly[p][m] for p in owners for m in range(first, end))
            counts.append(Count(measure, Decimal(value), *span(first, end)))
    return counts


@given(tables(), st.integers(2, 6))
@steady(300)
def test_all_that_is_published_together_settles_no_withheld_count(counts: list[Count], below: int) -> None:
    hidden = suppressed(counts, Decimal(below))
    small = {n for n, c in enumerate(counts) if c.value is not None and 0 < c.value < below}
    assert small <= hidden
    assert not set(settled(counts, hidden)) & small


@pytest.mark.parametrize("below", [2, 5])
def test_the_order_of_the_figures_settles_nothing(below: int) -> None:
    counts = [march(WHOLE, 30), march(0, 3), march(1, 7), march(2, 20)]
    there = {counts[n] for n in suppressed(counts, Decimal(below))}
    back = counts[::-1]
    assert {back[n] for n in suppressed(back, Decimal(below))} == there


def test_a_limit_that_makes_no_count_small_still_protects_what_the_plan_withholds() -> None:
    assert told([march(WHOLE, 50), end_of_march(0, None), march(1, 50)], Decimal(1)) == [50, None, None]
