"""Dates and lists as findings write them."""

from __future__ import annotations

import pytest

from wsoa.checks.words import listed, written
from wsoa.plan.date_field import read_when
from wsoa.plan.dates import parse


@pytest.mark.parametrize(
    ("spelling", "words"),
    [
        ("2020-03-31", "31 March 2020"),
        ("2019-11", "November 2019"),
        ("2019-Q4", "October to December 2019"),
        ("2019", "2019"),
        ("2018/19", "2018/19"),
        ("2020-01/2020-07", "January 2020 to July 2020"),
        ("2019-10-31/2020-01", "31 October 2019 to January 2020"),
        ("2020-02/..", "February 2020 onwards"),
        ("6 months", "6 months"),
        ("ongoing", "ongoing"),
        ("2019/20 summer term", "2019/20 summer term"),
    ],
)
def test_a_date_is_written_out(spelling: str, words: str) -> None:
    assert written(parse(spelling)) == words


def test_a_recurring_date_says_how_often() -> None:
    assert written(read_when({"every": "quarter", "from": "2020-04"})) == "every quarter from 2020-04"


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (1, "1"),
        (2, "1 and 2"),
        (3, "1, 2 and 3"),
        (6, "1, 2, 3, 4, 5 and 6"),
        (9, "1, 2, 3, 4, 5 and 4 more"),
    ],
)
def test_a_long_list_is_cut_after_five(count: int, words: str) -> None:
    assert listed([str(n) for n in range(1, count + 1)]) == words
