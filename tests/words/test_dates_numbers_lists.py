"""Dates, figures, counts, plurals and lists as people read them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from wsoa.plan.date_field import read_when
from wsoa.plan.dates import Calendar
from wsoa.plan.kpis import Unit
from wsoa.words.dates import machine_date, say_text, say_when
from wsoa.words.lists import listed, plural, sentence, small
from wsoa.words.numbers import count, say_number
from wsoa.words.standings import say_moved

CALENDAR = Calendar(start=date(2019, 10, 18))


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2019-10-31", "31 October 2019"),
        ("2019-10", "October 2019"),
        ("2019-Q4", "October to December 2019"),
        ("2019", "2019"),
        ("2018/19", "2018/19"),
        ("2020-01/2020-07", "January to July 2020"),
        ("2019-11/2020-07", "November 2019 to July 2020"),
        ("2019-10-31/2020-01-31", "31 October 2019 to 31 January 2020"),
        ("2019-03-11/2019-03-25", "11 to 25 March 2019"),
        ("2017-11/2017-11", "November 2017"),
        ("2020-02/..", "from February 2020"),
        ("ongoing", "ongoing"),
        ("6 months", "18 April 2020 (6 months)"),
        ("18-24 months", "18 October 2021 (18 to 24 months)"),
        ("6-6 months", "18 April 2020 (6 months)"),
        ("1 month", "18 November 2019 (1 month)"),
        ("2019-10-31/2019-11-05", "31 October to 5 November 2019"),
        ("2019-10-31/2019-11", "31 October to November 2019"),
        ("2019-10-20/2019-10", "20 October to October 2019"),
        ("2019-10/2019-10-15", "October to 15 October 2019"),
        ("2019/2020", "2019 to 2020"),
        ("2019-Q4/2020-Q1", "October 2019 to March 2020"),
        ("2019/20 summer term", "2019/20 summer term"),
    ],
)
def test_a_date_is_said_as_people_write_it(written: str, said: str) -> None:
    assert say_text(written, CALENDAR) == said


def test_a_recurring_date_says_how_often_and_from_when() -> None:
    assert (
        say_when(read_when({"every": "quarter", "from": "2020-04"}), CALENDAR)
        == "every quarter from April 2020"
    )
    assert say_when(read_when({"every": "month"}), CALENDAR) == "every month"


def test_an_offset_without_a_start_keeps_its_own_words() -> None:
    assert say_text("6 months", Calendar()) == "6 months"


def test_words_that_are_no_date_stay_as_they_are() -> None:
    assert say_text("when the board agrees", CALENDAR) == "when the board agrees"


def test_only_one_day_month_or_year_has_a_form_for_machines() -> None:
    assert machine_date(read_when("2019-10-31")) == "2019-10-31"
    assert machine_date(read_when("2019-10")) == "2019-10"
    assert machine_date(read_when("2020-01/2020-07")) == ""
    assert machine_date(read_when("2018/19")) == ""


@pytest.mark.parametrize(
    ("value", "unit", "said"),
    [
        ("58", "percent", "58%"),
        ("53.0", "percent", "53.0%"),
        ("1204", "count", "1,204"),
        ("300", "money", "£300"),
        ("1234567.5", "money", "£1,234,567.50"),
        ("1", "weeks", "1 week"),
        ("20", "weeks", "20 weeks"),
        ("-0.61", "score", "\N{MINUS SIGN}0.61"),
    ],
)
def test_a_figure_carries_its_unit(value: str, unit: Unit, said: str) -> None:
    assert say_number(Decimal(value), unit) == said


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("action", "actions"),
        ("priority", "priorities"),
        ("key", "keys"),
        ("weakness", "weaknesses"),
        ("area of concern", "areas of concern"),
        ("area of significant concern", "areas of significant concern"),
        ("significant area of weakness", "significant areas of weakness"),
        ("KPI", "KPIs"),
    ],
)
def test_an_areas_own_words_have_a_plural(one: str, many: str) -> None:
    assert plural(one) == many


def test_one_is_singular_and_none_is_plural() -> None:
    assert [count(number, "action") for number in (0, 1, 1200)] == ["0 actions", "1 action", "1,200 actions"]


def test_lists_read_as_a_sentence_does() -> None:
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == [
        "",
        "a",
        "a and b",
        "a, b and c",
    ]


def test_a_clause_becomes_a_sentence_once() -> None:
    assert sentence("nothing reported") == "Nothing reported."
    assert sentence("Is it?") == "Is it?"


def test_an_abbreviation_keeps_its_large_letters_inside_a_sentence() -> None:
    assert small("Target reviewed") == "target reviewed"
    assert small("EHCP audit") == "EHCP audit"


def test_how_often_is_said_the_same_everywhere() -> None:
    assert [say_moved(moves, days) for moves, days in ((0, 0), (1, -1), (2, 61), (3, 0))] == [
        "",
        "moved once, 1 day earlier",
        "moved twice, 61 days later",
        "moved 3 times",
    ]
