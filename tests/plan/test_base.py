"""Refs, roles, numbers and flags: what a field takes, and what it says of what it does not take."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from wsoa.plan.base import (
    Misread,
    read_flag,
    read_number,
    read_percent,
    read_ref,
    read_role,
    read_whole,
    shown,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("58", "58"),
        ("33.5", "33.5"),
        ("+10000", "10000"),
        ("-5", "-5"),
        ("-0", "0"),
        ("007", "7"),
        (" 58 ", "58"),
        ("1.10", "1.1"),
        ("9" * 15, "9" * 15),
    ],
)
def test_a_plain_number_is_read_exactly(text: str, number: str) -> None:
    assert read_number(text) == Decimal(number)


@pytest.mark.parametrize(
    ("text", "way_out"),
    [
        ("58%", "write 58"), ("£1,200", "write 1200"), ("1,000", "write 1000"), ("1 000", "write 1000"),
        ("1e3", "figures only"), ("1_000", "figures only"), ("0x1F", "figures only"), (".5", "figures only"), ("5.", "figures only"),
        ("inf", "figures only"), (".inf", "figures only"), ("nan", "figures only"), (".nan", "figures only"), ("1.2m", "figures only"),
        ("５", "figures only"), ("٥", "figures only"), ("½", "figures only"), ("", "figures only"), ("--5", "figures only"), ("1.2.3", "figures only"),
        ("9" * 16, "check the figure"), ("0." + "1" * 15, "check the figure"), ("9" * 5000, "check the figure"), ("58\n%", "write 58"),
    ],
)  # fmt: skip
def test_what_is_not_a_plain_number_is_refused_with_a_way_out(text: str, way_out: str) -> None:
    with pytest.raises(Misread) as refusal:
        read_number(text)
    assert refusal.value.code == "WSOA104"
    assert way_out in refusal.value.help
    assert len(refusal.value.message) < 120
    if refusal.value.help.startswith("write ") and "figures" not in refusal.value.help:
        read_number(refusal.value.help.removeprefix("write "))


@pytest.mark.parametrize("text", ["-1", "1.5", "x", "1e3"])
def test_a_count_is_whole_and_not_below_nothing(text: str) -> None:
    with pytest.raises(Misread):
        read_whole(text)
    assert read_whole("92") == 92
    assert read_whole("92.0") == 92


def test_only_true_and_false_are_flags() -> None:
    assert read_flag("true") is True
    assert read_flag("false") is False
    for word in ("yes", "no", "on", "True", "FALSE", "1", "0", "", "y"):
        with pytest.raises(Misread, match="neither true nor false"):
            read_flag(word)


@pytest.mark.parametrize(
    "ref",
    ["1", "1.10", "010", "6.1.2a", "WG1", "4.4(6)", "1.1#2", "KPI-3", "2018/19", "1_000", "no", "A" * 40],
)
def test_refs_are_kept_as_they_are_printed(ref: str) -> None:
    assert read_ref(ref) == ref


@pytest.mark.parametrize(
    ("ref", "tidy"),
    [("4.4 6", '"4.4.6"'), ("1.1\n", '"1.1"'), (" 1.1", '"1.1"'), (".1", '"1"'), ("１.1", '"1"'), ("a:b", '"a.b"'), ("", '"1"'), ("#1", '"1"'), ("é", '"1"'), ("1–2", '"1.2"'), ("1(a) b", '"1(a).b"'), ("b (a)", '"b.(a)"'), ("x" * 41, "shorten")],
)  # fmt: skip
def test_what_cannot_be_a_ref_is_refused_with_one_that_can(ref: str, tidy: str) -> None:
    with pytest.raises(Misread) as refusal:
        read_ref(ref)
    assert refusal.value.code == "WSOA108"
    assert tidy in refusal.value.help
    if tidy.startswith('"'):
        assert read_ref(tidy.strip('"'))


@pytest.mark.parametrize("role", ["SEND Lead", "send_lead", "", "-lead", "lead\n", "é", "Ledé"])
def test_what_cannot_be_the_id_of_a_role_is_refused_with_one_that_can(role: str) -> None:
    with pytest.raises(Misread) as refusal:
        read_role(role)
    assert refusal.value.code == "WSOA112"
    assert read_role(refusal.value.help.split()[1])


READERS: list[Callable[[Any], object]] = [
    read_number,
    read_whole,
    read_percent,
    read_flag,
    read_ref,
    read_role,
]


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.__name__)
@pytest.mark.parametrize("value", [[], ["1"], {}, {"a": "b"}])
def test_a_list_or_a_group_in_place_of_a_value_is_called_so(
    reader: Callable[[Any], object], value: object
) -> None:
    with pytest.raises(Misread, match="a list" if isinstance(value, list) else "a group of keys") as refusal:
        reader(value)
    assert refusal.value.code == "WSOA103"
    assert refusal.value.help


@steady(300)
@given(st.sampled_from(READERS), st.text(max_size=60))
def test_any_text_is_read_or_refused_in_one_line_with_help(
    reader: Callable[[Any], object], text: str
) -> None:
    try:
        reader(text)
    except Misread as refusal:
        assert refusal.help
        assert len(refusal.message.splitlines()) == 1


def test_a_value_is_shown_on_one_line_and_cut_where_it_is_long() -> None:
    assert shown("a\n  b\tc") == "a b c"
    assert shown("x" * 60) == "x" * 60
    assert shown("x" * 61) == "x" * 59 + "…"
