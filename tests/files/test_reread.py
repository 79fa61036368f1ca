"""A file that differs a little from one read before is read only there, and means what it does read whole."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from wsoa.files.load import read_text
from wsoa.files.reread import Known
from wsoa.files.sources import Source
from wsoa.plan.models import Outcome, Workstream

ROOT = Path(__file__).parents[2]
TEXT = """\
ref: WS1
title: Assessment
weaknesses: ["1"]
outcomes:
  - ref: "1"
    title: Plans come in time
    actions:
      - ref: 1.1
        title: Write the guide
        due: 2020-03-31
        updates:
          - date: 2020-02-01
            text: A draft is out
      - ref: 1.2
        title: Print the guide
        due: 2020-06-30
      # The last of the three.
      - ref: 1.3
        title: Send the guide out
        due: 2020-09-30
    note: A remark
  - ref: "2"
    title: Parents are heard
    actions:
      - ref: 2.1
        title: Ask parents
        due: 2020-12-31
kpis:
  - ref: K1
    title: Plans in time
    aim: increase
    unit: percent
"""


def whole(text: str) -> Source:
    """Read a file that holds no problem."""
    source, findings = read_text(text.encode(), "ws1.yaml")
    assert not findings
    return source


def known(text: str = TEXT) -> Known:
    """Read a file, and look where its entries stand."""
    found = Known.of(whole(text))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("due: 2020-06-30", "due: 2020-07-31"),
        ("            text: A draft is out\n", "            text: A draft\n              is out, and read\n"),
        ("due: 2020-03-31\n", "due: 2020-03-31\n        note: |\n          Two\n\n          lines\n"),
        ("      - ref: 1.2\n", "      - ref: 1.1a\n        title: Check the guide\n      - ref: 1.2\n"),
        ("      - ref: 1.2\n        title: Print the guide\n        due: 2020-06-30\n", ""),
        (
            "    unit: percent\n",
            '    unit: percent\n  - ref: K2\n    title: "Calls"\n    aim: reduce\n    unit: count\n',
        ),
        ("    unit: percent\n", "    unit: percent"),
        ("      # The last of the three.\n", ""),
        ("        due: 2020-09-30\n", "        due: 2020-09-30\n        note: to come\n"),
    ],
)
def test_a_change_within_entries_is_read_by_itself(old: str, new: str) -> None:
    assert old in TEXT
    text = TEXT.replace(old, new)
    again = known().reread(text)
    assert again is not None
    assert again[0].workstream.model == whole(text).workstream.model
    assert again[0].root == whole(text).root
    assert again[1] == known(text)


def test_entries_that_did_not_change_stay_the_same_objects() -> None:
    first = known()
    again = first.reread(TEXT.replace("2020-06-30", "2020-07-31").replace("Ask parents", "Ask all parents"))
    assert again is not None
    before, after = first.workstream, again[0].workstream.model
    assert after is not None
    assert after.outcomes[0].actions[0] is before.outcomes[0].actions[0]
    assert after.outcomes[0].actions[2] is before.outcomes[0].actions[2]
    assert after.outcomes[1].actions[0] != before.outcomes[1].actions[0]
    assert after.kpis[0] is before.kpis[0]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("title: Assessment", "title: Assessments"),
        ("title: Parents are heard", "title: Parents are not heard"),
        ("due: 2020-06-30", "due: soon"),
        ("due: 2020-06-30", "Due: 2020-06-30"),
        ("due: 2020-06-30", "due: 2020-06-30\n        due: 2020-06-30"),
        ("title: Print the guide", 'title: "Print the guide'),
        ("title: Print the guide", "title: [Print the guide"),
        ("title: Print the guide", "title: &a Print the guide"),
        ("      - ref: 1.2", "       - ref: 1.2"),
        ("        due: 2020-09-30\n", "        due: 2020-09-30\n...\n"),
        ("        due: 2020-09-30\n", "        due: 2020-09-30\n---\n"),
        ("        due: 2020-12-31\n", '        due: 2020-12-31\n  - ref: "3"\n    title: More\n'),
        ("      - ref: 1.1\n", "        note: whose\n      - ref: 1.1\n"),
        ("ref: WS1\n", "ref: WS1\r\n"),
    ],
)
def test_what_is_more_than_that_or_holds_a_problem_is_left_to_be_read_whole(old: str, new: str) -> None:
    assert old in TEXT
    assert known().reread(TEXT.replace(old, new)) is None


def test_a_file_that_stands_in_a_quoted_text_by_then_is_read_whole() -> None:
    closed = 'title: "Print\n  - the guide"\n        note: "more"'
    opened = 'title: "Print\n  - the guide\n        note: "more"'
    old = TEXT.replace("title: Print the guide", closed)
    assert known(old).reread(TEXT.replace("title: Print the guide", opened)) is None


def test_entries_in_brackets_are_left_alone() -> None:
    text = "ref: W\ntitle: T\nkpis: [\n  {ref: K1, title: A, aim: reduce, unit: count}]\n"
    assert Known.of(whole(text)) is None


SIGNS = ('"', "'", "|", "- ", ": ", " #", "{", "]", "  ", "&a ", "x: y", "...", "\\")


def edited(lines: list[str], chance: random.Random) -> str:
    """Take lines out, put some in twice, or a sign in the middle of one."""
    lines = lines.copy()
    for _ in range(chance.choice((1, 1, 2))):
        at, way = chance.randrange(len(lines)), chance.random()
        if way < 0.3:
            del lines[at : at + chance.choice((1, 2, 15))]
        elif way < 0.6:
            other = chance.randrange(len(lines))
            lines[at:at] = lines[other : other + chance.choice((1, 8, 15))]
        else:
            cut = chance.randrange(len(lines[at]) + 1)
            lines[at] = lines[at][:cut] + chance.choice(SIGNS) + lines[at][cut:]
    return "\n".join(lines)


def test_whatever_is_read_in_part_is_what_reading_it_whole_gives() -> None:
    chance, in_part = random.Random(3), 0  # noqa: S311 - the same edits each time
    files = sorted(
        (ROOT / "plans" / "peterborough").rglob("workstreams/*.yaml"), key=lambda f: f.stat().st_size
    )
    for file in files[:2]:
        before = known(file.read_text(encoding="utf-8"))
        for _ in range(60):
            text = edited(before.lines, chance)
            again = before.reread(text)
            if again is not None:
                in_part += 1
                source, findings = read_text(text.encode(), "ws1.yaml")
                assert not findings
                assert again[0].workstream.model == source.workstream.model
                assert again[1] == Known.of(source)
                before = again[1]
    assert in_part > 10


@pytest.mark.parametrize("model", [Workstream, Outcome])
def test_nothing_looks_at_a_workstream_or_an_outcome_as_a_whole(model: type[Workstream | Outcome]) -> None:
    """Reading in part builds the entries alone: a rule over all of them would be left out."""
    held = model.__pydantic_decorators__
    assert not held.model_validators
    assert not held.field_validators
    assert not held.root_validators
