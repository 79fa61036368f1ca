"""Lines of a terminal: as wide as they look, cut so that it shows, folded so that nothing is lost."""

from __future__ import annotations

import pytest

from wsoa.render.terminal.blocks import screen
from wsoa.render.terminal.line import (
    BOLD,
    DIM,
    RED,
    Run,
    also,
    cut,
    drawn,
    filled,
    folded,
    line,
    text_of,
    width_of,
)
from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.terminal.blocks import Column, Table


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("Plan – “näher” → █", 18), ("計画", 4), ("e\u0301", 1), ("👪", 2)]
)
def test_wide_letters_take_two_columns_and_marks_none(text: str, width: int) -> None:
    assert width_of(text) == width


@pytest.mark.parametrize(
    ("text", "room", "told"),
    [
        ("a plan", 6, "a plan"),
        ("a plan", 5, "a pl…"),
        ("計画", 3, "計…"),
        ("a plan", 1, "…"),
        ("a plan", 0, ""),
    ],
)
def test_what_is_cut_says_so(text: str, room: int, told: str) -> None:
    assert text_of(cut(line(text), room)) == told


def test_what_is_said_after_is_cut_first() -> None:
    runs = (*line("late", RED), *line(" by a year", DIM))
    assert cut(runs, 9) == (Run("late", (RED,)), Run(" by …", (DIM,)))
    assert cut(runs, 3) == (Run("la…", (RED,)),)


def test_a_line_is_filled_from_the_side_that_it_ends_on() -> None:
    assert text_of(filled(line("12"), 4, right=True)) == "  12"
    assert text_of(filled(line("12"), 4)) == "12  "


@pytest.mark.parametrize("width", range(1, 40))
def test_folding_loses_no_letter_and_no_line_is_too_long(width: int) -> None:
    text = "Agree a target with schools for children-and-young-people's-plans by 2020"
    lines = [text_of(one) for one in folded((*line(text[:11], BOLD), *line(text[11:])), width)]
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(0 < len(one) <= width for one in lines)


def test_in_colour_each_run_is_drawn_in_its_way_and_otherwise_in_none() -> None:
    runs = (*line("All", RED), *line("  "), *line("12  ", DIM))
    assert drawn([also(runs, BOLD)], colour=False) == "All  12\n"
    assert (
        drawn([also(runs, BOLD)], colour=True) == "\x1b[1;31mAll\x1b[0m\x1b[1m  \x1b[0m\x1b[1;2m12\x1b[0m\n"
    )


@pytest.mark.parametrize("width", [20, 30, 40, 60])
def test_however_narrow_a_terminal_is_no_column_goes_without_a_word(width: int) -> None:
    columns = (
        Column(head="Ref"),
        Column(head="Due"),
        Column(head="Standing"),
        Column(head="Title", fits="fold"),
    )
    table = Table(columns, [("1.1.1 (a)", "31 Mar 2020", "Off track 2,646 d", "Hire two plan writers")])
    lines = screen([table], RenderOptions(width)).splitlines()
    assert all(len(one) <= width for one in lines)
    assert all(word in " ".join(lines) for word in ("Hire", "two", "plan", "writers"))
    for cell in lines[1].split("  ")[:-1]:
        assert not cell or "…" in cell or cell in {"1.1.1 (a)", "31 Mar 2020", "Off track 2,646 d"}
