"""Dates as people type them are read day first, and never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from wsoa.authoring.dates import read_date
from wsoa.authoring.refusal import RefusedError

DAY = date(2026, 6, 30)


@pytest.mark.parametrize(
    ("words", "spelling"),
    [
        ("31st October 2026", "2026-10-31"),
        ("31/10/26", "2026-10-31"),
        (" end of March 2027 ", "2027-03-31"),
        ("Nov 2026", "2026-11"),
        ("2026-11", "2026-11"),
        ("From Feb 2027", "2027-02/.."),
        ("January - July 2027", "2027-01/2027-07"),
        ("6 months", "6 months"),
        ("Today", "2026-06-30"),
        ("yesterday", "2026-06-29"),
        ("tomorrow", "2026-07-01"),
    ],
)
def test_everyday_words_become_the_spelling_of_plans(words: str, spelling: str) -> None:
    assert read_date(words, "--forecast", DAY).text == spelling


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("3/4/26", "“3/4/26” could be two different days; write 2026-04-03 for day first, or 2026-03-04."),
        (
            "31/11/2026",
            "November 2026 has 30 days, so 2026-11-31 is not a date; the last day of the month is",
        ),
        ("soon", "“soon” is not a date that can be read; write a day 2019-10-31"),
        ("5 March", "“5 March” says no year"),
        ("July 2027 to May 2027", "ends before it starts"),
    ],
)
def test_what_is_doubtful_is_refused_with_its_option(words: str, said: str) -> None:
    with pytest.raises(RefusedError) as caught:
        read_date(words, "--forecast", DAY)
    assert str(caught.value).startswith("--forecast: ")
    assert said in str(caught.value)
    assert "printed" not in str(caught.value)
