"""Dates as officers write them, and which of them are doubted or refused."""

from __future__ import annotations

import pytest

from wsoa.imports.cells.dates import read_dates


@pytest.mark.parametrize(
    ("printed", "due"),
    [
        ("31st October 2019", "2019-10-31"),
        ("31 st October 2019", "2019-10-31"),
        ("By December 2019", "2019-12"),
        ("Sep-20", "2020-09"),
        ("January2020", "2020-01"),
        ("end of March 2020", "2020-03-31"),
        ("31/01/2026", "2026-01-31"),
        ("January - March 2020", "2020-01/2020-03"),
        ("1st May to 31st July 2020", "2020-05-01/2020-07-31"),
        ("From September 2020 onwards", "2020-09/.."),
        ("Ongoing from March 2020", "2020-03/.."),
        ("Ongoing", "ongoing"),
        ("6 months", "6 months"),
    ],
)
def test_everyday_dates_are_read_without_a_doubt(printed: str, due: str) -> None:
    assert read_dates(printed)[:3] == (due, (), "")


@pytest.mark.parametrize(
    ("printed", "due"),
    [("Monthly", {"every": "month"}), ("Termly from September 2020", {"every": "term", "from": "2020-09"}),
     ("First report April 2020 and quarterly thereafter", {"every": "quarter", "from": "2020-04"})],
)
def test_what_recurs_is_a_recurring_date(printed: str, due: dict[str, str]) -> None:
    assert read_dates(printed)[:3] == (due, (), "")


@pytest.mark.parametrize(
    ("printed", "due", "doubt"),
    [
        ("Nov 2019 -", "2019-11", "loose signs"),
        ("June 2020 (Q1)", "2020-06", "q1"),
        ("National Apprenticeship Week, Feb 2020", "2020-02", "apprenticeship week"),
        ("43769", "2019-10-31", "number of days"),
        ("10/31/2019", "2019-10-31", "month stands first"),
    ],
)
def test_what_is_passed_over_is_said(printed: str, due: str, doubt: str) -> None:
    read = read_dates(printed)
    assert read.due == due
    assert doubt in read.doubt


@pytest.mark.parametrize(
    "printed",
    [
        "31 November 2019",
        "November – January 2019",
        "03/04/20",
        "tbc",
        "soon",
        "-",
        "99/99/2020",
    ],
)
def test_what_cannot_be_read_gives_no_date_and_a_doubt(printed: str) -> None:
    read = read_dates(printed)
    assert (read.due, read.stages) == (None, ())
    assert read.doubt


def test_an_ambiguous_date_is_read_only_as_the_map_says() -> None:
    assert read_dates("03/04/20", dayfirst=True).due == "2020-04-03"
    assert read_dates("03/04/20", dayfirst=False).due == "2020-03-04"


def test_an_empty_cell_is_no_doubt() -> None:
    assert read_dates(" \n ").blank


def test_several_dates_are_stages_with_their_words() -> None:
    read = read_dates("Phase 1: January 2020 Phase 2: April 2020")
    assert read.stages == (("phase 1", "2020-01"), ("phase 2", "2020-04"))
    assert read.due is None
    assert read.doubt


def test_staged_percentages_keep_the_last_date_as_the_due_date() -> None:
    read = read_dates("30 th September 2020 (25% by December 2019, 50% by March 2020)")
    assert read.due == "2020-09-30"
    assert read.stages == (("25% done", "2019-12"), ("50% done", "2020-03"), ("All done", "2020-09-30"))
