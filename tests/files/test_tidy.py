"""The canonical layout: reached in one step, the same plan as before, every comment still there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.authoring.odd_files import ODD, saved
from tests.files.messy import PLAN, messy
from tests.files.test_corpus import CORPUS
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.editing.splice import characters
from wsoa.files.editing.tidy import tidy
from wsoa.files.load import read_text
from wsoa.files.parse import parse
from wsoa.plan.models import Plan, Workstream

PLANS = Path(__file__).parent.parent.parent / "plans"
FILES = [*sorted(PLANS.rglob("*.yaml")), *sorted((CORPUS / "valid").rglob("*.yaml"))]
ODD_FILES = saved(ODD)


def model_of(file: Path) -> type[Plan | Workstream]:
    return Workstream if file.parent.name == "workstreams" else Plan


def comments(text: str) -> list[str]:
    """Every comment of a text that has no # elsewhere."""
    return sorted(found.rstrip() for found in re.findall(r"#[^\r\n]*", text))


def assert_tidy(before: str, model: type[Plan | Workstream]) -> str:
    after = tidy(before, model)
    assert tidy(after, model) == after
    root, findings = parse(after, "x.yaml")
    assert (root, findings) == parse(before, "x.yaml")
    assert comments(after) == comments(before)
    assert {"\r\n" in before, "\r" in before} == {"\r\n" in after, "\r" in after}
    return after


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_file_says_the_same_once_it_is_laid_out(file: Path) -> None:
    before = characters(file.read_bytes())
    after = tidy(before, model_of(file))
    assert tidy(after, model_of(file)) == after
    assert parse(after, "x.yaml") == parse(before, "x.yaml")


@pytest.mark.parametrize(
    "file", sorted(PLANS.rglob("*.yaml")), ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_the_plans_that_come_with_wsoa_are_laid_out(file: Path) -> None:
    text = characters(file.read_bytes())
    assert tidy(text, model_of(file)) == text


@pytest.mark.parametrize("way", ODD_FILES)
def test_a_file_saved_in_an_odd_way_keeps_what_is_its_own(way: str) -> None:
    assert_tidy(characters(ODD_FILES[way]), Plan)


@pytest.mark.parametrize("way", ["crlf", "cr"])
def test_line_ends_make_no_difference_to_the_layout(way: str) -> None:
    ends = {"crlf": "\r\n", "cr": "\r"}[way]
    assert tidy(characters(ODD_FILES[way]), Plan).replace(ends, "\n") == tidy(ODD, Plan)


@pytest.mark.parametrize("seed", range(60))
def test_a_hundred_hands_write_one_plan(seed: int) -> None:
    text = messy(seed)
    assert parse(text, "x.yaml") == (PLAN, [])
    after = assert_tidy(text, Plan)
    assert list(parse(after, "x.yaml")[0] or ())[:4] == ["format", "kind", "area", "title"]
    assert all(len(line) - len(line.lstrip(" ")) in range(0, 40, 2) for line in starts_of_keys(after))


def starts_of_keys(text: str) -> list[str]:
    """The lines that start with a key or a dash, in a text without flow lists over several lines."""
    return [line for line in text.split("\n") if re.match(r" *(- )*[a-z_]+:( |$)", line)]


HEAD = """\
format: 1
kind: pap
area: Anyshire
title: Plan
bodies: [Anyshire Council]
roles: {}
weaknesses: []
"""


def laid_out(*lines: str) -> str:
    """Lay out a plan of a head and these lines; return the lines as they are then."""
    return tidy(HEAD + "".join(f"{line}\n" for line in lines), Plan).removeprefix(HEAD)


def test_a_key_moves_with_its_comment_and_the_blank_line_above_it() -> None:
    assert laid_out(
        "workstreams:",
        "  # the only one",
        '  - ref: "A"',
        "    outcomes: []   # none yet",
        "",
        "    # what families call it",
        "    title: Timely plans  # for now",
        '    weaknesses: ["1"]',
    ).split("\n") == [
        "workstreams:",
        "  # the only one",
        '  - ref: "A"',
        "",
        "    # what families call it",
        "    title: Timely plans  # for now",
        '    weaknesses: ["1"]',
        "    outcomes: []   # none yet",
        "",
    ]


def test_the_comment_of_a_key_that_becomes_an_items_first_goes_above_its_dash() -> None:
    before = ("workstreams:", "  - title: T", "    # printed as A1", '    ref: "A"', "    outcomes: []")
    after = ["workstreams:", "  # printed as A1", '  - ref: "A"', "    title: T", "    outcomes: []", ""]
    assert laid_out(*before).split("\n") == after


def test_what_stands_at_the_head_of_a_file_stays_there() -> None:
    text = "# yaml-language-server: $schema=x.json\n# Ours\nkind: pap\nformat: 1\n"
    assert tidy(text, Plan) == "# yaml-language-server: $schema=x.json\n# Ours\nformat: 1\nkind: pap\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("note: 1.50", 'note: "1.50"'),
        ("note: yes", 'note: "yes"'),
        ("note: 12:30", 'note: "12:30"'),
        ("note: -5 degrees", 'note: "-5 degrees"'),
        ("note: Ready by 12:30", "note: Ready by 12:30"),
        ("note: 'yes'", "note: 'yes'"),
        ("reviews: [{title: Visit, due: 2026}]",) * 2,
        ("note: 2026-04-30", "note: 2026-04-30"),
        ("glossary: {on: The letters on}", 'glossary: {"on": The letters on}'),
        ("glossary: {EHCP: A plan}", "glossary: {EHCP: A plan}"),
        ("reviews: [{ref: R1, title: Visit}]", 'reviews: [{ref: "R1", title: Visit}]'),
        ("note:", "note:"),
        ("note: null", "note: null"),
    ],
)
def test_quotes_go_round_refs_and_what_is_easily_misread(before: str, after: str) -> None:
    assert laid_out(before) == f"{after}\n"


def test_every_step_is_two_spaces() -> None:
    assert laid_out(
        "reviews:",
        "-   ref: '1'",
        "    title: >-",
        "          One",
        "          two",
        "    weaknesses:",
        "     -",
        "       ref: '1'",
        "       progress: sufficient",
    ).split("\n") == [
        "reviews:",
        "  - ref: '1'",
        "    title: >-",
        "      One",
        "      two",
        "    weaknesses:",
        "      -",
        "        ref: '1'",
        "        progress: sufficient",
        "",
    ]


def test_text_in_blocks_keeps_its_own_spaces() -> None:
    text = "note: |\n  Two spaces  \n\n    deeper\n\n  end\n"
    assert tidy(HEAD + text.replace("|", "|  ").replace("\n\n", "\n \n"), Plan) == HEAD + text


def test_keys_in_brackets_change_places_where_they_stand() -> None:
    before = "reviews: [{title: Visit, ref: },  {title: Second,   ref: 'B'}]"
    after = "reviews: [{ref: , title: Visit },  {ref: 'B',   title: Second}]"
    assert laid_out(before) == f"{after}\n"


def test_a_text_that_says_how_deep_it_is_stays_as_deep() -> None:
    assert laid_out("reviews:", "-", "    title: |2", "        deep", "    by: us") == (
        "reviews:\n  -\n    title: |2\n        deep\n    by: us\n"
    )


def test_brackets_long_lines_and_blank_lines_stay() -> None:
    long = f"glossary: {{A: {'long ' * 40}, B: short}}".replace(" ,", ",")
    assert laid_out(long, "", "", "note: x") == f"{long}\n\n\nnote: x\n"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("note: x  \n\n\n", "note: x\n"),
        ("note: x", "note: x\n"),
        ("note: |\n  x\n\n\n", "note: |\n  x\n"),
        ("note: |\n  x", "note: |\n  x"),
        ("note: |-\n  x", "note: |-\n  x\n"),
        ("note: |+\n  x\n\n", "note: |+\n  x\n\n"),
        ("note: |\n  x\n     ", "note: |\n  x\n     "),
    ],
)
def test_a_file_ends_in_one_line_end_unless_that_would_change_a_text(before: str, after: str) -> None:
    assert tidy(HEAD + before, Plan) == HEAD + after


def test_what_cannot_be_laid_out_is_refused_with_its_line() -> None:
    with pytest.raises(CannotEditError, match=r"\(line 8\)"):
        tidy(f"{HEAD}? note\n: x\n", Plan)


def test_a_thousand_actions_are_laid_out() -> None:
    actions = "".join(f"      -  due: 2026\n         ref: a{n}\n         title: T\n" for n in range(1000))
    text = f"{HEAD}workstreams:\n- ref: A\n  title: T\n  outcomes:\n   - ref: B\n     actions:\n{actions}"
    source, _ = read_text(tidy(text, Plan).encode(), "plan.yaml")
    assert source.text.count('          - ref: "a') == 1000
