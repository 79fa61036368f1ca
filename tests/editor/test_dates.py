"""Dates in the people's words, as an editor offers them."""

from __future__ import annotations

from datetime import date

import pytest

from wsoa.editor.dates import dates_for
from wsoa.plan.base import Misread
from wsoa.plan.date_field import read_when
from wsoa.plan.dates import Calendar, parse

TODAY = date(2026, 11, 28)
CALENDAR = Calendar(date(2026, 1, 5), {"2026/27 autumn term": (date(2026, 9, 1), date(2026, 12, 18))})


def offered(typed: str) -> list[str]:
    return [one.spelling for one in dates_for(typed, TODAY, CALENDAR)]


@pytest.mark.parametrize(
    ("typed", "spellings"),
    [
        ("31st October 2019", ["2019-10-31"]),
        ("31/10/19", ["2019-10-31"]),
        ("Jan - July 2020", ["2020-01/2020-07"]),
        ("From Feb 2020", ["2020-02/.."]),
        ("03/04/2020", ["2020-04-03", "2020-03-04"]),
        ("31 oct", ["2027-10-31", "2026-10-31"]),
        ("30 nov", ["2026-11-30", "2027-11-30"]),
        ("end of march", ["2027-03-31", "2026-03-31"]),
        ("dec", ["2026-12", "2027-12"]),
        ("2027-1", ["2027-01", "2027-10", "2027-11", "2027-12"]),
        ("2027-q1", ["2027-Q1"]),
        ("tod", ["2026-11-28"]),
        ("end of n", ["2026-11-30", "2027-11-30", "2026-12-31"]),
        ("next q", ["2027-Q1"]),
        ("every te", ["{every: term, from: 2026-11}"]),
        ("autumn", ["2026/27 autumn term"]),
        ("18 months", ["18 months"]),
        ("30 feb", []),
        ("when we can", []),
    ],
)
def test_words_give_the_spelling_a_plan_needs(typed: str, spellings: list[str]) -> None:
    found = offered(typed)
    assert found[: len(spellings)] == spellings
    assert bool(found) == bool(spellings)


def test_each_date_says_what_it_means_and_from_when_it_is_late() -> None:
    words = {one.spelling: one.words for one in dates_for("", TODAY, CALENDAR)}
    assert words["2026-11-28"] == "today, 28 November 2026"
    assert words["2026-Q4"] == "this quarter, October to December 2026, late after 31 December 2026"
    assert words["ongoing"] == "ongoing"
    assert words["6 months"] == "5 July 2026 (6 months)"
    assert words["2026/27 autumn term"] == "2026/27 autumn term, late after 18 December 2026"


@pytest.mark.parametrize("typed", ["", "t", "n", "m", "1", "20", "2026-", "end", "every", "6"])
def test_whatever_is_offered_can_be_read(typed: str) -> None:
    for spelling in offered(typed):
        if spelling.startswith("{"):
            every, _, start = spelling.strip("{}").partition(", from: ")
            assert read_when({"every": every.removeprefix("every: "), "from": start}).endless
        else:
            assert parse(spelling)


def test_a_plan_without_a_start_has_no_months_to_count_from_it() -> None:
    assert dates_for("6 months", TODAY, Calendar()) == ()
    with pytest.raises(Misread):
        parse("6 months after")
