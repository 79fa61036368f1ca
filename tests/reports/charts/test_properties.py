"""What holds for every chart of any plan on any day."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from random import Random
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assess.test_properties import DAYS
from tests.conftest_plans import steady
from tests.history.generated import Pieces, built, pieces
from tests.reports.charts.shapes import areas, corners, numbers, overlapping
from wsoa.assess.assessment import Assessment, assess
from wsoa.assess.rollup import By
from wsoa.charts.burn_up import burn_up
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.expected import expected_dates
from wsoa.charts.marks import Stroke
from wsoa.charts.sparkline import kpi_rows
from wsoa.charts.standing_bar import standing_bar
from wsoa.charts.timeline import MOST_ROWS, timelines
from wsoa.files.load import LoadedPlan


def every_chart(assessment: Assessment) -> Iterator[Chart | Instead]:
    yield standing_bar(assessment, "whole")
    for by in get_args(By):
        yield standing_bar(assessment, f"by-{by}", by)
    yield burn_up(assessment, "burn-up")
    yield expected_dates(assessment, "expected")
    yield from timelines(assessment, "timeline")


def drawn(assessment: Assessment) -> list[Chart]:
    return [one for one in every_chart(assessment) if isinstance(one, Chart)]


def check(chart: Chart) -> None:
    for area in areas(chart):
        assert area.left >= 0, (chart.id, area)
        assert area.top >= 0, (chart.id, area)
        assert area.right <= chart.width, (chart.id, area)
        assert area.bottom <= chart.height, (chart.id, area)
    for number in numbers(chart):
        assert number == round(number, 2)
        assert str(number) != "-0.0"
        assert isinstance(number, int) or number != int(number)
    assert overlapping(chart) == []
    assert all(words.strip() for words in (chart.title, chart.subtitle, chart.desc))
    assert len(re.findall(r"[.!?](?= |$)", chart.desc)) <= 3
    assert chart.table.rows
    for row in chart.table.rows:
        assert len(row) == len(chart.table.columns)
        assert all(cell.strip() for cell in row)


@steady(80)
@given(pieces(), DAYS)
def test_marks_stay_inside_numbers_are_short_labels_are_apart_and_no_cell_is_empty(
    parts: Pieces, day: date
) -> None:
    for chart in drawn(assess(built(parts), day)):
        check(chart)


@pytest.mark.parametrize("day", [date(2019, 1, 1), date(2019, 12, 31), date(2020, 11, 30), date(2049, 5, 5)])
@pytest.mark.parametrize("name", ["cumbria", "peterborough", "lancashire"])
def test_so_it_does_for_the_real_plans(name: str, day: date, request: pytest.FixtureRequest) -> None:
    loaded: LoadedPlan = request.getfixturevalue(name)
    assert loaded.plan is not None
    charts = drawn(assess(loaded.plan, day))
    for chart in charts:
        check(chart)
    ids = [one.id for one in every_chart(assess(loaded.plan, day))]
    assert len(set(ids)) == len(ids)


@steady(40)
@given(pieces(), DAYS)
def test_the_same_facts_give_the_same_charts(parts: Pieces, day: date) -> None:
    first, second = (list(every_chart(assess(built(parts), day))) for _ in range(2))
    assert first == second


@steady(40)
@given(pieces(), DAYS, st.randoms(use_true_random=False))
def test_the_order_of_a_plan_changes_no_count(parts: Pieces, day: date, random: Random) -> None:
    assessment = assess(built(parts), day)
    shuffled = list(assessment.commitments)
    random.shuffle(shuffled)
    other = assessment._replace(commitments=tuple(shuffled))
    assert standing_bar(assessment, "a") == standing_bar(other, "a")
    assert burn_up(assessment, "a") == burn_up(other, "a")


@steady(40)
@given(pieces(), DAYS)
def test_a_whole_plan_is_on_its_timelines_once(parts: Pieces, day: date) -> None:
    assessment = assess(built(parts), day)
    made = timelines(assessment, "t")
    rows = [row for one in made if isinstance(one, Chart) for row in one.table.rows]
    assert len(rows) <= len(assessment.commitments)
    assert all(len(one.table.rows) <= MOST_ROWS for one in made if isinstance(one, Chart))


@steady(60)
@given(pieces(), DAYS)
def test_lines_that_add_up_end_at_the_day(parts: Pieces, day: date) -> None:
    made = burn_up(assess(built(parts), day), "b")
    if isinstance(made, Chart):
        [line] = [m for g in made.groups if g.style == "asof" for m in g.marks if isinstance(m, Stroke)]
        end = next(corners(line.path))[0]
        told = [g for g in made.groups if g.style in {"due", "done", "promised"}]
        strokes = [m for g in told for m in g.marks if isinstance(m, Stroke)]
        assert all(x <= end for stroke in strokes for x, _ in corners(stroke.path))


@steady(40)
@given(pieces(), DAYS)
def test_segments_count_every_commitment(parts: Pieces, day: date) -> None:
    assessment = assess(built(parts), day)
    bar = standing_bar(assessment, "a")
    if isinstance(bar, Chart):
        assert sum(int(one.words.rpartition(" ")[2]) for one in bar.key) == len(assessment.commitments)
        assert bar.table.rows[0][-2] == str(len(assessment.commitments))


@steady(40)
@given(pieces(), DAYS)
def test_every_kpi_has_its_words(parts: Pieces, day: date) -> None:
    made = kpi_rows(assess(built(parts), day), "k")
    if not isinstance(made, Instead):
        assert all(row.words and row.title for row in made.rows)
        assert all(cell for row in made.table.rows for cell in row)
