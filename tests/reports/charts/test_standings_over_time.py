"""Standings over time: every part of a column is as high as its count, and the table has the same figures."""

from __future__ import annotations

from datetime import date

import pytest

from wsoa.assess.over_time import Then, quarter_ends
from wsoa.assess.over_time import standings_over_time as judged
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.marks import Box, Label
from wsoa.charts.standings_over_time import standings_over_time
from wsoa.files.load import LoadedPlan
from wsoa.plan.ratings import Standing

DAYS = (date(2019, 12, 31), date(2020, 3, 31), date(2020, 6, 30))


def drawn(*counts: dict[Standing, int], plans: int = 1) -> Chart:
    told = [Then(day, plans, each) for day, each in zip(DAYS, counts, strict=False)]
    made = standings_over_time(told, "over-time")
    assert isinstance(made, Chart)
    return made


def heights(chart: Chart, style: str) -> list[float]:
    marks = [mark for group in chart.groups if group.style == style for mark in group.marks]
    return [mark.height for mark in marks if isinstance(mark, Box)]


def labels(chart: Chart) -> list[str]:
    return [mark.words for group in chart.groups for mark in group.marks if isinstance(mark, Label)]


def test_every_part_is_as_high_as_its_count_on_one_scale() -> None:
    chart = drawn(
        {Standing.COMPLETE: 10, Standing.UNKNOWN: 90},
        {Standing.COMPLETE: 50, Standing.OFF_TRACK: 1, Standing.UNKNOWN: 49},
    )
    each = 180 / 100
    assert heights(chart, "complete") == pytest.approx([10 * each, 50 * each], abs=0.11)
    assert heights(chart, "unknown") == pytest.approx([90 * each, 49 * each], abs=0.11)
    assert heights(chart, "off_track") == pytest.approx([each], abs=0.11)


def test_a_part_with_no_room_for_its_count_is_in_the_table_and_in_words() -> None:
    chart = drawn({Standing.COMPLETE: 1, Standing.UNKNOWN: 99}, {Standing.COMPLETE: 2, Standing.UNKNOWN: 98})
    assert "? 99" in labels(chart)
    assert "C 1" not in labels(chart)
    assert chart.table.rows == (
        ("31 December 2019", "1", "99", "100"),
        ("31 March 2020", "2", "98", "100"),
    )
    assert "2 complete, 1 before" in chart.desc
    assert chart.title == "2 complete; 1 on 31 December 2019"


def test_what_was_withdrawn_is_in_the_table_and_in_no_column() -> None:
    chart = drawn({Standing.COMPLETE: 10}, {Standing.COMPLETE: 8, Standing.WITHDRAWN: 2})
    assert heights(chart, "withdrawn") == []
    assert heights(chart, "complete") == pytest.approx([180, 144], abs=0.11)
    assert {"10", "8", "C 10", "C 8"} <= set(labels(chart))
    assert [key.words for key in chart.key] == ["complete"]
    assert chart.table.rows[-1] == ("31 March 2020", "8", "2", "10")


def test_several_plans_say_how_many_they_were_on_each_day() -> None:
    chart = drawn({Standing.UNKNOWN: 5}, {Standing.UNKNOWN: 9}, plans=2)
    assert [column.words for column in chart.table.columns][:2] == ["As at", "Plans"]


@pytest.mark.parametrize(
    "told",
    [
        [],
        [Then(DAYS[0], 1, {Standing.UNKNOWN: 1})],
        [Then(DAYS[0], 0, {}), Then(DAYS[1], 1, {Standing.UNKNOWN: 1})],
        [Then(DAYS[0], 1, {}), Then(DAYS[1], 1, {})],
    ],
)
def test_with_nothing_to_compare_nothing_is_drawn(told: list[Then]) -> None:
    assert isinstance(standings_over_time(told, "over-time"), Instead)


def test_columns_of_a_real_plan_add_up_to_its_commitments(cumbria: LoadedPlan) -> None:
    assert cumbria.plan is not None
    told = judged(cumbria.plan, quarter_ends(date(2020, 11, 30), 4))
    chart = standings_over_time(told, "over-time")
    assert isinstance(chart, Chart)
    for row in chart.table.rows:
        assert sum(map(int, row[1:-1])) == int(row[-1]) == 223
    everything = sum(sum(heights(chart, standing.value)) for standing in Standing)
    assert everything == pytest.approx(180 * len(told), abs=0.5)
