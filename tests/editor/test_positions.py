"""Positions as editors count them: UTF-16 and its relations, every line end, a byte order mark."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.editor.lines import line_splices
from wsoa.editor.positions import Position, Text, Units
from wsoa.files.editing.splice import apply
from wsoa.findings import Place

LETTERS = st.text(st.sampled_from("aé€\N{GRINNING FACE} \r\n\u2028\x85"), max_size=40)


@pytest.mark.parametrize(("units", "unit"), [(Units.UTF_8, 9), (Units.UTF_16, 7), (Units.UTF_32, 6)], ids=str)
def test_an_emoji_is_counted_as_agreed_with_the_editor(units: Units, unit: int) -> None:
    text = Text('a: "\N{GRINNING FACE}"b')
    assert text.position(6, units) == Position(0, unit)
    assert text.offset(Position(0, unit), units) == 6


def test_a_position_inside_an_emoji_is_its_start() -> None:
    assert Text("a\N{GRINNING FACE}b").offset(Position(0, 2), Units.UTF_16) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_of_the_protocol_counts_and_no_other(end: str) -> None:
    text = Text(f"one{end}two\u2028still two{end}")
    assert text.position(text.characters.index("still"), Units.UTF_16) == Position(1, 4)
    assert text.position(len(text.characters), Units.UTF_16) == Position(2, 0)
    assert text.offset(Position(0, 99), Units.UTF_16) == 3


def test_a_place_beyond_the_text_is_its_end() -> None:
    text = Text("one\ntwo")
    assert text.offset(Position(9, 0), Units.UTF_16) == 7
    assert text.offset(Position(1, 9), Units.UTF_16) == 7


def test_a_byte_order_mark_shifts_the_first_line_for_the_editor_only() -> None:
    text = Text("\ufeffref: A\nb")
    assert text.characters == "ref: A\nb"
    assert text.position(5, Units.UTF_16) == Position(0, 6)
    assert text.offset(Position(0, 6), Units.UTF_16) == 5
    assert text.position(7, Units.UTF_16) == Position(1, 0)
    assert text.data == b"\xef\xbb\xbfref: A\nb"


@given(LETTERS, st.sampled_from(Units), st.booleans())
def test_every_character_is_found_again_from_its_position(whole: str, units: Units, mark: bool) -> None:  # noqa: FBT001 - drawn
    text = Text("\ufeff" * mark + whole)
    for offset in range(len(text.characters) + 1):
        inside_crlf = text.characters[offset - 1 : offset + 1] == "\r\n" and offset > 0
        if not inside_crlf:
            assert text.offset(text.position(offset, units), units) == offset


@given(LETTERS, LETTERS, st.data(), st.sampled_from(Units))
def test_a_change_in_parts_gives_what_was_typed(
    whole: str, new: str, data: st.DataObject, units: Units
) -> None:
    text = Text(whole)
    ends = sorted(data.draw(st.tuples(*[st.integers(0, len(whole))] * 2)))
    start, end = (text.position(offset, units) for offset in ends)
    first, last = text.offset(start, units), text.offset(end, units)
    assert text.replaced(start, end, new, units).whole == whole[:first] + new + whole[last:]


@given(LETTERS, LETTERS)
def test_the_lines_that_differ_turn_one_text_into_the_other(before: str, after: str) -> None:
    assert apply(before, line_splices(before, after)) == after


def test_a_finding_without_an_end_takes_the_rest_of_its_line() -> None:
    text = Text("one:   \ntwo: x  \n")
    assert text.characters[slice(*text.range_of(Place("f", 2, 1)))] == "two: x"
    assert text.characters[slice(*text.range_of(Place("f", 2, 6, 2, 7)))] == "x"
    assert text.range_of(Place("f", 99, 1)) == (17, 17)
