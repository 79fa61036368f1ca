from __future__ import annotations

from itertools import pairwise

import pytest

from tests.reports.charts.plans import moved, on
from tests.reports.charts.shapes import corners, labels
from wsoa.assess.assessment import Assessment
from wsoa.charts.burn_up import burn_up
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.marks import Stroke

DAY = "2020-11-30"


def drawn(assessment: Assessment) -> Chart:
    made = burn_up(assessment, "b")
    assert isinstance(made, Chart)
    return made


def line(chart: Chart, style: str) -> list[tuple[float, float]]:
    [stroke] = [m for g in chart.groups if g.style == style for m in g.marks if isinstance(m, Stroke)]
    return list(corners(stroke.path))


PLAN = (
    {"due": "2020-01-31", "completed": "2020-02-10"},
    {"due": "2020-06-30"},
    {"due": "2020-06-30", "completed": "2020-06-01"},
    {"due": "2021-06-30"},
)


def test_the_message_and_the_table_by_quarter() -> None:
    chart = drawn(on(DAY, *PLAN))
    assert chart.title == "2 of 4 finished; 3 were due"
    assert chart.table.rows == (
        ("31 March 2020", "1", "1"),
        ("30 June 2020", "3", "2"),
        ("30 September 2020", "3", "2"),
        ("30 November 2020", "3", "2"),
    )
    assert labels(chart, "name") == ["3 due", "2 finished"]


def test_a_line_rises_only_in_steps_and_both_end_at_the_day() -> None:
    chart = drawn(on(DAY, *PLAN))
    due, done = line(chart, "due"), line(chart, "done")
    assert due[-1][0] == done[-1][0] == line(chart, "asof")[0][0]
    for (x, y), (then_x, then_y) in pairwise(due):
        assert x == then_x or y == then_y
        assert then_x >= x
        assert then_y <= y


def test_two_due_on_one_day_are_one_step_of_two() -> None:
    rises = [y for _, y in line(drawn(on(DAY, *PLAN)), "due")]
    heights = sorted(set(rises), reverse=True)
    assert len(heights) == 3
    assert heights[1] - heights[2] == pytest.approx(2 * (heights[0] - heights[1]), abs=0.3)


def test_first_promised_is_a_line_only_where_deadlines_moved() -> None:
    still = drawn(on(DAY, *PLAN))
    again = drawn(
        on(DAY, {"due": "2021-03-31", "changes": [moved("2020-01-01", "2020-02-29", "2021-03-31")]}, *PLAN)
    )
    assert not [g for g in still.groups if g.style == "promised"]
    assert labels(again, "name") == ["4 first promised", "3 due", "2 finished"]
    assert again.table.rows[0] == ("31 March 2020", "1", "2", "1")


def test_a_finish_without_a_day_counts_from_its_publication_or_is_told_apart() -> None:
    published = drawn(on(DAY, {"due": "2020-01-31", "rating": {"code": "C", "date": "2020-03-31"}}))
    assert (published.title, published.table.rows[0]) == (
        "1 of 1 finished; 1 was due",
        ("31 March 2020", "1", "1"),
    )
    unpublished = drawn(
        on(
            DAY,
            {"due": "2020-01-31"},
            kpis=[
                {
                    "ref": "K", "title": "On time", "aim": "increase", "unit": "percent",
                    "baseline": {"value": "41", "promised": "2020-06-30"},
                }
            ],
        )
    )  # fmt: skip
    assert unpublished.title == "1 of 2 finished; 2 were due"
    assert unpublished.desc.endswith("1 more, finished on a day not recorded, is in no line.")


def test_what_was_withdrawn_is_one_of_all_and_neither_due_nor_finished() -> None:
    chart = drawn(on(DAY, *PLAN, {"due": "2020-02-29", "withdrawn": {"date": "2020-02-01"}}))
    assert chart.title == "2 of 5 finished; 3 were due"


def test_thirty_years_have_a_table_of_a_page() -> None:
    chart = drawn(on(DAY, {"due": "1990-01-31"}))
    assert len(chart.table.rows) <= 13
    assert chart.table.rows[-1] == ("30 November 2020", "1", "0")


def test_nothing_due_yet_is_said_in_a_sentence() -> None:
    words = "Nothing was due by 30 November 2020, and nothing is finished."
    assert burn_up(on(DAY, {"due": "2021-06"}), "b") == Instead("b", words)
    assert burn_up(on(DAY), "b") == Instead("b", "Nothing is promised by a date yet.")
