"""What is read line by line is what the parser reads; whatever is not plain is left to the parser."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wsoa.files.load import read_text
from wsoa.files.parse import parse
from wsoa.files.plain import plain_values
from wsoa.files.text import decode

TESTS = Path(__file__).parent.parent
PLANS = sorted((TESTS.parent / "plans").glob("*/**/*.yaml"))
FILES = sorted([*(TESTS / "corpus").rglob("*.yaml"), *PLANS])
PLAN = """\
ref: "WG1"
title: Understanding of need  # as printed
ambition: >-
  Children are seen
  in time - and heard

leads: [dcs, "head, of SEN"]
roles:
  dcs: {name: Director, note: "x: y", also: [DCS, "the, one"]}
glossary:
  LSC NHS Trust: A trust
  "C&P": Both
# a remark
outcomes:
  - ref: '1.1'
    due: 2020-03
    targets:
      - {by: 2020-09, value: -30}
    measures: [{title: Waiting}, {title: "Long, waits", also: []}]
    voices:
      - Families say: so
      - They wait - less
"""
PIECES = [
    "\n", " ", "  ", "    ", "- ", ": ", ":", "#", " # x", '"', "'", "[", "]", "{", "}", ", ", ">-", "|", "~",
    "null", "?", "&a", "*a", "!t", "%", "@", "`", "\\", "-", "---", "...", "\n\n", "\n  ", "é", "\xa0",
    "- a\n", "key: ", "<<: ", "\n# c\n", "[]", "{}", "{a: b}", "[a, b]", "[{a: b}]",
    "x:y", "{a:b}", "a\n  b", "\n---\n",
]  # fmt: skip


def agrees(text: str) -> bool:
    """Hold what is read line by line against the parser; True where it was read so."""
    values = plain_values(text)
    if values is None:
        return False
    root, findings = parse(text, "f")
    assert findings == []
    assert ordered(root) == ordered(values)
    return True


def ordered(value: Any) -> Any:  # noqa: ANN401 - whatever a file holds
    if isinstance(value, dict):
        return [(key, ordered(held)) for key, held in value.items()]
    return [ordered(one) for one in value] if isinstance(value, list) else value


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_every_file_that_is_read_line_by_line_is_read_as_the_parser_does(file: Path) -> None:
    text, findings = decode(file.read_bytes(), "f")
    if not findings:
        agrees(text)


def test_the_shipped_plans_are_plain() -> None:
    assert agrees(PLAN)
    plain = [agrees(file.read_text("utf-8")) for file in PLANS if "archive" not in file.parts]
    assert all(plain)


@given(st.lists(st.tuples(st.integers(0, len(PLAN)), st.integers(0, 3), st.sampled_from(PIECES)), max_size=3))
def test_a_plan_with_pieces_cut_out_or_put_in_is_read_alike_or_left_to_the_parser(
    changes: list[tuple[int, int, str]],
) -> None:
    text = PLAN
    for at, cut, piece in changes:
        text = text[:at] + piece + text[at + cut :]
    agrees(text)


@pytest.mark.parametrize(
    "text",
    [
        "", "# nothing\n", "key:\n", "key: null\n", "- a\n", "a: 1\na: 2\n", "a: {b: 1, b: 2}\n", "a: b: c\n",
        "a: b\n  c\n", "a: b\n\n  c\n", "a:\n- b\n", "a: |\n  b\n", "a: >\n  b\n", "a: >-\n  b\n\n  c\n",
        "a: >-\n  b\n   c\n", "a: >-\n  b \n", "a: >-\nb: c\n",
        'a: "b\\n"\n', "a: 'it''s'\n", 'a: "b\n  c"\n',
        "a: &x b\n", "a: *x\n", "a: !t b\n", "a: [b\n  , c]\n", "a: {b: c: d}\n", "a: {b}\n", "a: [b: c]\n",
        "a: [b? c]\n", "a: \tb\n", "a: b\r\n", "---\na: b\n", "a: b\n---\na: c\n", "%YAML 1.2\n---\na: b\n",
        "<<: {a: b}\n", "? a\n: b\n", "a: - b\n", "a: -\n", "a: @b\n", "a: `b`\n", "a: % b\n", "  a: b\n",
        "a:\n    b: c\n  d: e\n", "- - a\n", "a:\n  -  b: c\n", "a: [b,, c]\n", "a: [, b]\n", "a: [~]\n",
        "a: [[b]]\n", "a: {b: {c: d}}\n",
        "a: [b] c\n", 'a: "b" c\n', "a: {b: null}\n",
    ],
)  # fmt: skip
def test_what_is_not_plain_is_left_to_the_parser(text: str) -> None:
    assert plain_values(text) is None


def test_where_something_stands_is_known_when_it_is_asked_for() -> None:
    source, findings = read_text(PLAN.encode(), "f")
    assert findings == []
    assert source.plain is not None
    assert source.root == source.plain
    assert source.root is not None
    assert source.root.spots["leads"][1].start_mark.line == 6


def test_what_is_out_of_all_proportion_is_left_to_the_parser() -> None:
    assert plain_values("a: [" + "b, " * 120_000 + "b]\n") is None
    deep = "\n".join(f"{'  ' * level}a:" for level in range(40))
    assert plain_values(f"{deep} b\n") is None
