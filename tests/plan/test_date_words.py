"""What the dates of council papers mean: weeks, terms, quarters, rhythms, stages, and dates that moved."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

import pytest

from wsoa.plan.date_atoms import Known
from wsoa.plan.date_phrases import Phrase, Stage, read_phrase
from wsoa.plan.easter import easter

Due = str | dict[str, str]


@pytest.mark.parametrize(
    "day",
    [
        "1818-03-22", "1954-04-18", "1961-04-02", "1981-04-19", "2000-04-23", "2008-03-23", "2011-04-24",
        "2019-04-21", "2024-03-31", "2025-04-20", "2027-03-28", "2035-03-25", "2038-04-25", "2049-04-18",
        "2076-04-19", "2133-04-19", "2199-04-14", "2285-03-22",
    ],
)  # fmt: skip
def test_easter_is_on_the_day_of_the_calendar_of_feasts(day: str) -> None:
    assert easter(int(day[:4])) == day


@pytest.mark.parametrize(
    ("words", "due"),
    [
        ("Saturday 31st October 2026", "2026-10-31"),
        ("“October 2026”", "2026-10"),
        ("1/13/2027", "2027-01-13"),
        ("13/6/27", "2027-06-13"),
        ("6/13/27", "2027-06-13"),
        ("12/12/2027", "2027-12-12"),
        ("12/2026", "2026-12"),
        ("05/2027", "2027-05"),
        ("12/35", "2035-12"),
        ("12/24", "2024-12"),
        ("26/27", "2026/27"),
        ("2023-2026", "2023/2026"),
        ("2022/2024", "2022/2024"),
        ("Sep 26", "2026-09"),
        ("Christmas 2026", "2026-12-25"),
        ("first week of May 2027", "2027-05-01/2027-05-07"),
        ("2nd week in May 2027", "2027-05-08/2027-05-14"),
        ("third week of May 2027", "2027-05-15/2027-05-21"),
        ("4th week of May 2027", "2027-05-22/2027-05-28"),
        ("last week of May 2027", "2027-05-25/2027-05-31"),
        ("last week of December 2026", "2026-12-25/2026-12-31"),
        ("week of 10 May 2027", "2027-05-10/2027-05-16"),
        ("academic year 2026/27", "2026-09/2027-08"),
        ("2026/27 academic year", "2026-09/2027-08"),
        ("26/27 school year", "2026-09/2027-08"),
        ("2026/27 financial year", "2026/27"),
        ("end of academic year 2026/27", "2027-08-31"),
        ("end of the 2026/27 academic year", "2027-08-31"),
        ("end of financial year 2026/27", "2027-03-31"),
        ("between 5 May 2027 and 9 May 2027", "2027-05-05/2027-05-09"),
        ("between May 2027 and July 2027", "2027-05/2027-07"),
        ("May 2027 or June 2027", "2027-05/2027-06"),
        ("Dec 2026 or Jan 2027", "2026-12/2027-01"),
        ("18 - 20 January 2022", "2022-01-18/2022-01-20"),
        ("2/3 May 2027", "2027-05-02/2027-05-03"),
        ("3 months", "3 months"),
        ("6-12 months", "6-12 months"),
        ("1-2 years", "12-24 months"),
        ("1 month", "1 month"),
        ("on-going", "ongoing"),
        ("2025-26 autumn term", "2025/26 autumn term"),
        ("26/27 autumn term 2", "2026/27 autumn term 2"),
        ("Autumn term 2 2026/27", "2026/27 autumn term 2"),
        ("Autumn term 2026", "2026/27 autumn term"),
        ("Spring term 2027", "2026/27 spring term"),
        ("from 2026/27", "2026-04/.."),
        ("May 2027 ongoing", "2027-05/.."),
        ("half-termly", {"every": "half-term"}),
        ("3-monthly", {"every": "quarter"}),
        ("bi-annual", {"every": "half-year"}),
        ("Bi-monthly", {"every": "two-months"}),
        ("every March", {"every": "year", "on": "03"}),
        ("July 2027, then monthly", {"every": "month", "from": "2027-07"}),
        ("March 2027 monthly", {"every": "month", "from": "2027-03"}),
        ("monthly 2026/27", {"every": "month", "from": "2026-04"}),
        ("quarterly from May 2027 to July 2028", {"every": "quarter", "from": "2027-05", "until": "2028-07"}),
        ("termly Sept 2026 - July 2027", {"every": "term", "from": "2026-09", "until": "2027-07"}),
    ],
)  # fmt: skip
def test_a_date_is_read_without_a_doubt(words: str, due: Due) -> None:
    assert read_phrase(words) == Phrase(due)


NUMBERS = {
    "one": "1 month", "two": "2 months", "three": "3 months", "four": "4 months", "five": "5 months",
    "six": "6 months", "seven": "7 months", "eight": "8 months", "nine": "9 months", "ten": "10 months",
    "twelve": "12 months", "eighteen": "18 months",
}  # fmt: skip


@pytest.mark.parametrize(("number", "due"), NUMBERS.items())
def test_numbers_may_be_written_out(number: str, due: str) -> None:
    assert read_phrase(f"within {number} months").due == due


@pytest.mark.parametrize(
    ("words", "due", "doubt"),
    [
        ("31 October 2026 at 5pm", "2026-10-31", "passed over “at 5pm”"),
        ("Monday 31st October 2026", "2026-10-31", "31 October 2026 is a Saturday"),
        ("February half term 2027", "2027-02", "passed over “half term”"),
        ("6-weekly", {"every": "week"}, "passed over “6”"),
        ("Spring 2027", "2027-03/2027-05", "spring is taken for March to May; a school term has other days"),
        ("Summer 2027", "2027-06/2027-08", "summer is taken for June to August; a school term has other days"),
        (
            "Autumn 2026", "2026-09/2026-11",
            "autumn is taken for September to November; a school term has other days",
        ),
        ("Winter 2026", "2026-12/2027-02", "winter is taken for December to February"),
        ("New Year 2027", "2027-01", "taken for the month of January"),
        ("before May 2027", "2027-04-30", "before is taken for the day before: 2027-04-30"),
        ("before 5 May 2027", "2027-05-04", "before is taken for the day before: 2027-05-04"),
        ("before 2026/27", "2026/27", "“before” is passed over"),
        ("after May 2027", "2027-06/..", "after is taken for the day after"),
        ("after 5 May 2027", "2027-05-06/..", "after is taken for the day after"),
        ("31 - 2 January 2022", "2022-01-02", "passed over “31”"),
        ("0 - 20 January 2022", "2022-01-20", "passed over “0”"),
        ("from May 2027 for all schools", "2027-05/..", "passed over “from … for all schools”"),
        ("within 6 months of approval", "6 months", "counts from the plan's start; passed over “within … of approval”"),
        (
            "monthly from spring 2027", {"every": "month", "from": "2027-03"},
            "spring is taken for March to May; a school term has other days",
        ),
    ],
)  # fmt: skip
def test_what_was_passed_over_or_guessed_is_named(words: str, due: Due, doubt: str) -> None:
    read = read_phrase(words)
    assert (read.due, read.doubt.partition("; passed over “mid")[0]) == (due, doubt)


@pytest.mark.parametrize(
    ("words", "said", "advice"),
    [
        ("13/13/2027", "has no such month: 13", "write the year"),
        ("12/13", "may be a month or a year", "write 2012/13"),
        ("24/12", "says no year", "2026-12-24"),
        ("May 19", "“May 19” may be 19 May or May 2019", "write 2019-05 for the month"),
        ("H1 2026", "may be half of the calendar year", "write 2026-01/2026-06"),
        ("H2 2026", "may be half of the calendar year", "write 2026-07/2026-12"),
        ("Q3 2026", "may be a quarter of the calendar year", "write 2026-Q3 for the calendar year, or 2026-Q4"),
        ("Q4 2026", "may be a quarter of the calendar year", "or 2027-Q1 for the financial year 2026/27"),
        ("3rd quarter 2026", "may be a quarter of the calendar year", "or Q3 2026/27"),
        ("end of academic year 2026", "may be one of two years", "2025/26"),
        ("week 2 of May 2027", "may be a week of the month, or the week of a day", "2027-05-10/2027-05-16"),
        ("mid 2027", "says no month", "2027-01/2027-03"),
        ("Jan - Mar", "says no year", "such as 2026-01"),
        ("every 5 March", "says no year", "2026-03-05"),
        ("monthly report May 2027", "may be one day or come round again", "{every: month, from: 2027-05}"),
        ("within 6 months of the hiring", "counts from hiring", "write the day, or 6 months"),
        ("Easter", "says no year", "with its year"),
        ("Q3", "says no year", "such as 2024-Q3"),
        ("asap", "says no day", "write the day"),
    ],
)  # fmt: skip
def test_what_may_mean_two_dates_or_none_is_asked(words: str, said: str, advice: str) -> None:
    problem = read_phrase(words).problem
    assert problem is not None
    assert said in problem.message
    assert advice in problem.help


TWO, THREE = "2 dates, made into milestones", "3 dates, made into milestones"


@pytest.mark.parametrize(
    ("words", "phrase"),
    [
        ("Oct 2026 -> Dec 2026", Phrase("2026-12", was="2026-10")),
        ("2023-12 2024-01", Phrase("2024-01", was="2023-12")),
        ("July 2027 (was May 2027)", Phrase("2027-07", was="2027-05")),
        ("Extended to July 2027 from May 2027", Phrase("2027-07", was="2027-05")),
        ("May 2027 extended to July 2027", Phrase("2027-07", was="2027-05")),
        ("Ongoing, review May 2027", Phrase("ongoing", review="2027-05")),
        ("Ongoing from May 2027, review July 2027", Phrase("2027-05/..", review="2027-07")),
        ("Review March 2027", Phrase(review="2027-03")),
        ("Started May 2026", Phrase(start="2026-05")),
        ("Done", Phrase(finished=True)),
        ("Completed May 2027", Phrase(completed="2027-05", finished=True)),
        ("May 2027 completed", Phrase(completed="2027-05", finished=True)),
        (
            "Completed 5 May 2027 as planned",
            Phrase(completed="2027-05-05", finished=True, doubt="passed over “as planned”"),
        ),
        (
            "May 2027 completed early",
            Phrase(completed="2027-05", finished=True, doubt="passed over “early”"),
        ),
        (
            "3, 6 and 12 months",
            Phrase(stages=(Stage("", "3 months"), Stage("", "6 months"), Stage("", "12 months")), doubt=THREE),
        ),
        ("6 and 12 months", Phrase(stages=(Stage("", "6 months"), Stage("", "12 months")), doubt=TWO)),
        ("Jan 2027 - 3 months", Phrase(stages=(Stage("", "2027-01"), Stage("", "3 months")), doubt=TWO)),
        ("2024/2022", Phrase(stages=(Stage("", "2024"), Stage("", "2022")), doubt=TWO)),
        ("May 2027 or July 2027", Phrase(stages=(Stage("", "2027-05"), Stage("or", "2027-07")), doubt=TWO)),
        (
            "Draft: May 2027; Final: July 2027",
            Phrase(stages=(Stage("draft", "2027-05"), Stage("final", "2027-07")), doubt=TWO),
        ),
        (
            "Draft May 2027, final July 2027 at the latest",
            Phrase(
                stages=(Stage("draft", "2027-05"), Stage("final", "2027-07")),
                doubt=f"{TWO}; passed over “at the latest”",
            ),
        ),
        (
            "50% by May 2027, 100% by July 2027",
            Phrase(stages=(Stage("50%", "2027-05"), Stage("100%", "2027-07")), doubt=TWO),
        ),
    ],
)  # fmt: skip
def test_dates_that_moved_were_kept_or_come_in_stages_are_told_apart(words: str, phrase: Phrase) -> None:
    assert read_phrase(words) == phrase


@pytest.mark.parametrize(("words", "empty"), [("", True), ("May 2027", False), ("Done", False)])
def test_a_text_without_any_date_is_empty(words: str, *, empty: bool) -> None:
    assert read_phrase(words).empty == empty
    assert not read_phrase("6 and 12 months").empty
    assert not read_phrase("Started May 2026").empty
    assert not read_phrase("Review March 2027").empty


def test_years_of_the_document_tell_a_year_from_a_day() -> None:
    """Two figures after a month are a year where the plan's other dates are near it: three before, five after."""
    known = Known(years={2027})
    assert [read_phrase(f"May {n}", known).due for n in (23, 24, 32, 33)] == [
        None,
        "2024-05",
        "2032-05",
        None,
    ]
    early = Known(years={2010})
    assert [read_phrase(f"May {n:02}", early).due for n in (6, 7, 15, 16)] == [
        None,
        "2007-05",
        "2015-05",
        None,
    ]


def test_a_printed_document_writes_split_years_like_months() -> None:
    printed = Known(printed=True)
    assert read_phrase("by 2011-12 at least", printed).doubt.startswith(
        "taken for the year 2011/12, not for a month"
    )
    assert read_phrase("by 2011-10 at least", printed).due == "2011-10"
    assert read_phrase("by 2011-12 at least").due == "2011-12"


@pytest.mark.parametrize(
    ("dayfirst", "spelling"), [(True, "2027-06-05"), (False, "2027-05-06")]
)  # fmt: skip
def test_the_order_of_day_and_month_may_be_known(spelling: str, *, dayfirst: bool) -> None:
    assert read_phrase("5/6/27", Known(dayfirst=dayfirst)).due == spelling
    assert read_phrase("13/12/27", Known(dayfirst=dayfirst)).due == "2027-12-13"
    assert read_phrase("12/13/27", Known(dayfirst=dayfirst)).due == "2027-12-13"
