"""A terminal report is said once as blocks; the terminal, records and Markdown draw the same."""

from __future__ import annotations

import re
from datetime import date
from importlib import import_module

import pytest

from wsoa.render.data.records import records
from wsoa.render.markdown.blocks import markdown
from wsoa.render.registry import BINARY, FOLDER_TEXTS, FORMATS, LAYOUTS, MARKDOWN, RECORDS, SCREEN, STORES
from wsoa.render.terminal.blocks import screen
from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.terminal.blocks import (
    SPACE,
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Facts,
    Heading,
    Line,
    Lines,
    Paragraph,
    Sentences,
    Table,
    Toned,
    section,
)

NASTY = "\x1b[31m[bold]|a|\n# @everyone <script> https://evil.example"
COUNTS = Table(
    (
        Column("ref", "Workstream", fits="cut"),
        Column("off_track", "Off track", "O", "count", zero="·"),
        Column("worst_days_late", "Worst late", "Worst", "days", zero="–"),
        Column("next_due", "Next due", form="count"),
    ),
    [("WS1", 1200, 31, date(2020, 3, 31)), ("WS2", 0, 0, None)],
    note="Off track is later than 30 days.",
)
EVERY_BLOCK: tuple[Block, ...] = (
    Heading(NASTY, 2, NASTY, 2, 1),
    SPACE,
    Paragraph(NASTY),
    Paragraph(NASTY, indent=2, quiet=True, whole=True),
    Sentences((NASTY,)),
    Lines([Line(1, NASTY, NASTY)]),
    Paragraph(f"`{NASTY}` {NASTY}", marked=True),
    Facts([(NASTY, NASTY), ("", NASTY)]),
    Table([Column(head="A"), Column(head="B", fits="fold")], [(NASTY, Toned(NASTY, "bad", NASTY))]),
    Entries([Entry(NASTY, NASTY, NASTY, (NASTY,), NASTY)], left=3),
    Entries([Entry(NASTY, NASTY, NASTY, (NASTY,))], told=True),
)


DRAWN = Table(
    (
        Column("ref", "Workstream", fits="cut"),
        Column("off_track", "Off track", "O", "count"),
        Column("next_due", "Next due", form="count"),
        Column(head="Drawn", picture=True),
    ),
    [("Working group one", 2, date(2020, 3, 31), "██"), ("Two", 1, None, "█")],
    total=("All", 3, date(2020, 3, 31), ""),
    drawn="█ late.",
)


def test_a_total_stands_below_the_rows_and_pictures_need_a_wide_terminal() -> None:
    narrow = screen([DRAWN], RenderOptions(width=60))
    assert narrow.splitlines() == [
        "Workstream          O    Next due",
        "Working group one   2 31 Mar 2020",
        "Two                 1           –",
        "All                 3 31 Mar 2020",
        "O off track.",
    ]
    wide = screen([DRAWN], RenderOptions(width=120))
    assert "Working group one         2 31 Mar 2020 ██" in wide
    assert wide.endswith("█ late.\n")
    assert "O off track" not in wide


def test_where_words_leave_no_room_for_a_picture_letters_do() -> None:
    many = [Column(f"n{n}", f"Some standing {n}", letter, "count") for n, letter in enumerate("ABCDE")]
    table = DRAWN._replace(
        columns=(DRAWN.columns[0], *many, DRAWN.columns[3]), rows=[("W" * 50, *range(5), "█")], total=()
    )
    told = screen([table], RenderOptions(width=110))
    assert "█" in told.splitlines()[1]
    assert "A some standing 0" in told


def test_markdown_has_the_total_and_no_picture() -> None:
    told = markdown([DRAWN])
    assert "█" not in told
    assert "| **All** | **3** | **31 Mar 2020** |" in told


def test_a_column_for_wide_terminals_is_left_out_of_narrow_ones() -> None:
    table = Table((Column(head="A", fits="cut"), Column(head="Who", wide=True)), [("a", "Head of SEND")])
    assert "Head" not in screen([table], RenderOptions(width=80))
    assert "Head of SEND" in screen([table], RenderOptions(width=120))
    assert "Head of SEND" in markdown([table])


def test_columns_that_are_cut_share_the_room_and_a_short_one_keeps_what_it_needs() -> None:
    columns = (Column(head="A"), Column(head="B", fits="cut"), Column(head="C", fits="cut"))
    lines = screen([Table(columns, [("1", "b" * 90, "short")])], RenderOptions(width=60)).splitlines()
    assert lines[1].endswith("… short")
    assert len(lines[1]) <= 60


def test_what_is_to_be_typed_stays_marked() -> None:
    told = screen([Paragraph("Write `a  b`.", marked=True)], RenderOptions(colour=True))
    assert told == "Write \x1b[1m`a b`\x1b[0m.\n"


def test_a_narrow_terminal_has_short_heads_and_says_what_a_letter_means() -> None:
    assert screen([COUNTS], RenderOptions(width=60)).splitlines() == [
        "Workstream     O Worst    Next due",
        "WS1        1,200  31 d 31 Mar 2020",
        "WS2            ·     –           –",
        "O off track. Off track is later than 30 days.",
    ]


def test_a_wide_terminal_writes_the_heads_out_and_explains_no_letter() -> None:
    told = screen([COUNTS], RenderOptions(width=120)).splitlines()
    assert told[0].split("  ")[0] == "Workstream Off track Worst late"
    assert told[-1] == "Off track is later than 30 days."


def test_markdown_spells_days_out_and_writes_a_nought() -> None:
    assert markdown([COUNTS]).splitlines() == [
        "| Workstream | Off track | Worst late | Next due |",
        "| :-- | --: | --: | --: |",
        "| WS1 | 1,200 | 31 days | 31 Mar 2020 |",
        "| WS2 | 0 | 0 days | – |",
        "",
        "Off track is later than 30 days.",
    ]


def test_records_have_names_whole_figures_and_days_that_sort() -> None:
    assert records(COUNTS) == (
        "ref\toff_track\tworst_days_late\tnext_due\nWS1\t1200\t31\t2020-03-31\nWS2\t0\t0\t\n"
    )


@pytest.mark.parametrize("colour", [False, True])
def test_no_text_of_a_plan_steers_a_terminal(colour: bool) -> None:  # noqa: FBT001
    for block in EVERY_BLOCK:
        told = screen([block], RenderOptions(colour=colour))
        assert "\x1b[31m[bold]" not in told
        assert bool(told.strip()) == (block is not SPACE)


def test_no_text_of_a_plan_is_markup_in_markdown() -> None:
    told = markdown(EVERY_BLOCK)
    assert "\x1b" not in told
    assert "<script>" not in told.replace("\\<script", "")
    assert "@everyone" not in told
    assert "://" not in told
    assert "\n# " not in told


def test_no_text_of_a_plan_starts_a_record_or_a_field() -> None:
    table = Table([Column("a"), Column("b")], [("x\ty\nz", "\x1b[2J")])
    assert records(table) == "a\tb\nx y z\t␛[2J\n"


def test_a_terminal_leaves_out_a_day_that_repeats_the_one_above_and_markdown_says_it_again() -> None:
    day, ref = Column(head="Day", form="count", once=True), Column(head="What", fits="fold")
    table = Table((day, ref), [(date(2020, 3, 31), "one"), (date(2020, 3, 31), "two")], headed=False)
    assert screen([table], RenderOptions()).splitlines() == ["31 Mar 2020  one", "             two"]
    assert markdown([table]).count("31 Mar 2020") == 2


def test_a_section_names_as_many_as_asked_and_counts_them_all() -> None:
    entries = [Entry(f"1.{n}", "Visit", "3 days late") for n in range(1, 5)]
    told = section("Longest overdue", entries, 2)
    assert screen(told, RenderOptions()) == (
        "\nLongest overdue  2 of 4\n 1.1  Visit\n      3 days late\n 1.2  Visit\n      3 days late\n"
    )
    assert markdown(told) == (
        "### Longest overdue (2 of 4)\n\n- **1.1** Visit: 3 days late\n- **1.2** Visit: 3 days late\n"
    )
    assert section("Longest overdue", entries, 0) == section("Longest overdue", (), 5) == ()


def test_lines_are_never_folded() -> None:
    long = "word " * 60
    assert len(screen([Lines([Line(1, long)])], RenderOptions(width=40)).splitlines()) == 1


def test_whatever_is_drawn_from_blocks_has_a_layout() -> None:
    drawn = {name for name, formats in FORMATS.items() if {SCREEN, MARKDOWN, RECORDS} & set(formats.values())}
    assert drawn == set(LAYOUTS)


@pytest.mark.parametrize(
    "place",
    sorted(
        {
            *(
                place
                for kind in (FORMATS, BINARY, FOLDER_TEXTS, STORES)
                for formats in kind.values()
                for place in formats.values()
            ),
            *(f"{module}:layout" for module in LAYOUTS.values()),
        }
    ),
)
def test_every_place_the_registry_names_is_a_function(place: str) -> None:
    module, _, name = place.partition(":")
    assert callable(getattr(import_module(module), name))


@pytest.mark.parametrize("width", [40, 64, 100, 140])
def test_a_table_has_the_same_letters_with_colour_and_without(width: int) -> None:
    columns = (
        Column(head="Workstream", fits="cut", once=True),
        Column("behind", "Behind", "B", "count", zero="·"),
        Column(head="Reason", fits="cut"),
        Column(head="Next due", form="count"),
    )
    rows: list[tuple[Cell, ...]] = [
        (
            "Working together, for children and young people in 北京 ",
            Toned(3, "bad"),
            "late " * 9,
            date(2020, 3, 1),
        ),
        ("Working together, for children and young people in 北京 ", Toned(0, "", "new"), "", None),
        ("Short", 12, "é" * 60, date(2021, 11, 30)),
    ]
    table = Table(columns, rows, "A note of some length. " * 9, total=("All", 15, "", None))
    blocks: list[Block] = [
        Heading("How it stands " * 8, 2, "below", total=9, named=3),
        Paragraph("Some words. " * 12, 2),
        table,
    ]
    plain = screen(blocks, RenderOptions(width))
    coloured = screen(blocks, RenderOptions(width, colour=True))
    shown = [line.rstrip() for line in re.sub("\x1b\\[[0-9;]*m", "", coloured).split("\n")]
    assert plain.split("\n") == shown
    assert "…" in plain or width > 100


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
