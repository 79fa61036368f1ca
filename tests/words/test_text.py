"""Days, counts and untrusted text, in words."""

from __future__ import annotations

from datetime import date

import pytest

from wsoa.words.text import NONE, long_day, number, one_line, short_day, visible


def test_a_day_is_written_out_or_short_and_a_missing_one_is_a_dash() -> None:
    assert long_day(date(2019, 10, 31)) == "31 October 2019"
    assert short_day(date(2019, 10, 31)) == "31 Oct 2019"
    assert short_day(date(2020, 1, 1)) == "1 Jan 2020"
    assert (long_day(None), short_day(None)) == (NONE, NONE)


@pytest.mark.parametrize(
    ("count", "told"),
    [(0, "0 actions"), (1, "1 action"), (2, "2 actions"), (1204, "1,204 actions")],
)
def test_a_count_has_its_noun(count: int, told: str) -> None:
    assert number(count, "action") == told


def test_a_noun_may_have_a_plural_of_its_own() -> None:
    assert (number(1, "day of grace", "days of grace"), number(2, "day of grace", "days of grace")) == (
        "1 day of grace",
        "2 days of grace",
    )


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("\x00", "\N{SYMBOL FOR NULL}"),
        ("\x1b[2J", "\N{SYMBOL FOR ESCAPE}[2J"),
        ("\x1f", "\N{SYMBOL FOR UNIT SEPARATOR}"),
        ("\x7f\x9b", "\N{REPLACEMENT CHARACTER}" * 2),
        ("a\u202eb\u2066c\ufeffd\u200be", "a\ufffdb\ufffdc\ufffdd\ufffde"),
        ("plain, one day\t\n", "plain, one day\t\n"),
    ],
)
def test_what_nobody_sees_is_made_visible(text: str, told: str) -> None:
    assert visible(text) == told


def test_lines_become_one() -> None:
    assert one_line("  a\n\tb\r\n c ") == "a b c"
