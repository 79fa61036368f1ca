"""The schema that editors use: it explains every key, and it takes what wsoa takes.

Editors read YAML by its own types, where 1.10 is a number. The tests read the files in the same way.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml.error import YAMLError

from tests.conftest_plans import HEAD
from tests.plan.editors import as_editors_read, refusals, validator
from wsoa.plan.dates import INTERVALS, parse
from wsoa.plan.schema import DIALECTS, Draft, schema, schema_text

jsonschema = pytest.importorskip("jsonschema", reason="the schemas are held against their own schemas")

REPOSITORY = Path(__file__).parents[2]
CORPUS = REPOSITORY / "tests" / "corpus"
PARTS = ("plan", "workstream")
DRAFTS: tuple[Draft, ...] = ("2020-12", "7")
FILES = {("plan", "2020-12"): "plan.json", ("workstream", "2020-12"): "workstream.json"} | {
    (part, "7"): f"{part}.draft-07.json" for part in PARTS
}
VALIDATORS: dict[str, Any] = {draft: validator(draft) for draft in DRAFTS}
BOTH = pytest.mark.parametrize("draft", DRAFTS)
EACH = pytest.mark.parametrize("part", PARTS)


def keys(node: object, where: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that the schema describes, with its name for people."""
    if isinstance(node, dict):
        for name, inner in node.items():
            if name == "properties":
                yield from ((f"{where}.{key}", described) for key, described in inner.items())
            if name not in {"examples", "enum", "default", "defaultSnippets"}:
                yield from keys(inner, name if name not in {"properties", "$defs", "definitions"} else where)
    elif isinstance(node, list):
        for inner in node:
            yield from keys(inner, where)


@EACH
@BOTH
def test_a_schema_keeps_to_its_own_draft_and_to_what_older_editors_know(part: str, draft: Draft) -> None:
    made = schema(part, draft)
    VALIDATORS[draft].check_schema(made)
    jsonschema.Draft7Validator.check_schema({**made, "$schema": DIALECTS["7"][0]})
    assert made["$schema"] == DIALECTS[draft][0]


@EACH
def test_the_two_drafts_say_the_same(part: str) -> None:
    older = schema_text(part, "7").replace("#/definitions/", "#/$defs/").replace('"definitions"', '"$defs"')
    assert older.replace(DIALECTS["7"][0], DIALECTS["2020-12"][0]) == schema_text(part)


@EACH
@BOTH
def test_the_schema_in_the_repository_is_the_one_printed(part: str, draft: Draft) -> None:
    assert (REPOSITORY / "schema" / FILES[part, draft]).read_text("utf-8") == schema_text(part, draft)


@EACH
def test_every_key_is_explained_with_examples_that_are_right(part: str) -> None:
    made = schema(part)
    seen = list(keys(made))
    assert len(seen) > 150
    for name, described in seen:
        assert described["description"].strip(), name
        assert described["markdownDescription"].startswith(described["description"]), name
        assert described["examples"], name
        check = VALIDATORS["2020-12"]({**described, "$defs": made["$defs"]})
        for example in described["examples"]:
            assert check.is_valid(example), (name, example)


@EACH
def test_every_item_and_every_choice_is_explained(part: str) -> None:
    made = schema(part)
    assert all(shared["description"].strip() for shared in made["$defs"].values())
    lists = [node for node in every_node(made) if "enum" in node]
    assert len(lists) > 4
    for node in lists:
        assert len(node["enumDescriptions"]) == len(node["enum"])
        assert all(words.strip() for words in node["enumDescriptions"])


def every_node(node: object) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for inner in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from every_node(inner)


@EACH
def test_what_an_editor_puts_in_is_right(part: str) -> None:
    made = schema(part)
    with_snippets = [node for node in made["$defs"].values() if "defaultSnippets" in node]
    assert with_snippets
    for node in with_snippets:
        for snippet in node["defaultSnippets"]:
            assert snippet["label"]
            text = "\n".join(f"{key}: {untabbed(value)}" for key, value in snippet["body"].items())
            check = VALIDATORS["2020-12"]({**node, "$defs": made["$defs"]})
            assert check.is_valid(as_editors_read(text)), text


def untabbed(value: str) -> str:
    """Take the stops of a snippet away: ${2:title} is title."""
    head, stop, rest = value.partition("${")
    return f"{head}{untabbed(rest.replace('}', '', 1).partition(':')[2])}" if stop else value


@BOTH
@pytest.mark.parametrize(
    "file", sorted((REPOSITORY / "plans").rglob("*.yaml")), ids=lambda f: f"{f.parts[-2]}-{f.name}"
)
def test_the_shipped_plans_have_nothing_underlined(file: Path, draft: Draft) -> None:
    part = "plan" if file.name == "plan.yaml" else "workstream"
    assert refusals(file.read_text("utf-8"), part, draft) == []


VALID = sorted(CORPUS.glob("valid/*.yaml"))


@BOTH
@pytest.mark.parametrize("file", [f for f in VALID if f.stem != "refs-kept-as-text"], ids=lambda f: f.stem)
def test_what_wsoa_takes_an_editor_takes(file: Path, draft: Draft) -> None:
    assert refusals(file.read_text("utf-8"), "plan", draft) == []


def test_refs_that_other_programs_would_change_are_underlined() -> None:
    """The one thing refused on purpose: wsoa keeps these refs to the letter, but nothing else would."""
    underlined = refusals((CORPUS / "valid" / "refs-kept-as-text.yaml").read_text("utf-8"))
    assert len(underlined) == 7
    assert all(path.endswith("/ref") for path in underlined)


SEEN_BY_A_SCHEMA = {
    *(
        "WSOA101",
        "WSOA102",
        "WSOA103",
        "WSOA104",
        "WSOA105",
        "WSOA106",
        "WSOA108",
        "WSOA110",
        "WSOA111",
        "WSOA112",
    ),
    *("WSOA201", "WSOA202", "WSOA204"),
}
UNSEEN = {
    "date-split-year": "two years that do not follow each other are arithmetic",
    "date-year-9999": "a range of years inside text",
    "number-exponent": "an editor has made a number of it",
    "number-hexadecimal": "an editor has made a number of it",
    "number-underscore": "an editor has made a number of it",
}


def structural() -> list[Path]:
    """Invalid plans that can be read as YAML and have nothing wrong but their structure."""
    chosen = []
    for file in sorted(CORPUS.glob("invalid/*.yaml")):
        expected = json.loads(file.with_suffix(".expected.json").read_text("utf-8"))
        if {entry["code"] for entry in expected} <= SEEN_BY_A_SCHEMA and readable(file):
            chosen.append(file)
    return chosen


def readable(file: Path) -> bool:
    try:
        as_editors_read(file.read_text("utf-8"))
    except (YAMLError, ValueError, TypeError):
        return False
    return True


@BOTH
@pytest.mark.parametrize("file", structural(), ids=lambda f: f.stem)
def test_what_is_misshapen_is_underlined(file: Path, draft: Draft) -> None:
    found = refusals(file.read_text("utf-8"), "plan", draft)
    assert bool(found) != (file.stem in UNSEEN)


def test_what_a_schema_cannot_see_is_still_in_the_corpus() -> None:
    assert set(UNSEEN) <= {file.stem for file in structural()}


DAYS = st.dates(date(1900, 1, 1), date(2999, 12, 31)).map(str)
MONTHS = DAYS.map(lambda day: day[:7])
SIMPLE = st.one_of(DAYS, MONTHS, DAYS.map(lambda day: day[:4]), st.sampled_from(["2019-Q1", "2020-Q4"]))
SPELLINGS = st.one_of(
    SIMPLE,
    st.tuples(SIMPLE, SIMPLE).map(lambda ends: "/".join(sorted(ends))),
    SIMPLE.map(lambda start: f"{start}/.."),
    st.integers(0, 999).map(lambda months: f"{months} months"),
    st.sampled_from(["ongoing", "1 month", "6-12 months", "2018/19", "2019/20 summer term"]),
)


@given(SPELLINGS)
def test_every_date_that_wsoa_reads_an_editor_takes(text: str) -> None:
    try:
        parse(text)
    except ValueError:
        return
    assert DATE.is_valid(text), text


DATE = VALIDATORS["2020-12"](schema("plan")["$defs"]["Date"])


@pytest.mark.parametrize(
    "text",
    [
        "31 October 2019",
        "2019-11-31",
        "2019-13",
        "2019-02-30",
        "31/10/2019",
        "2019-10-31T09:00",
        "soon",
        "2019-Q5",
        "",
    ],
)
def test_a_day_that_does_not_exist_and_words_are_underlined(text: str) -> None:
    assert not DATE.is_valid(text)


@pytest.mark.parametrize("every", INTERVALS)
def test_recurring_dates_are_taken(every: str) -> None:
    assert DATE.is_valid({"every": every, "from": "2020-04"})
    assert DATE.is_valid({"every": every, "until": "2020-04"})
    assert not DATE.is_valid({"every": every, "to": "2020-04"})


@pytest.mark.parametrize(
    ("lines", "place"),
    [
        ("rating_scheme: traffic-lights", "rating_scheme"),
        ("start: ongoing", "start"),
        ("year: fiscal", "year"),
        ("roles: {Head of SEND: {name: Head of SEND}}", "roles"),
        ("ends: 31 March 2020", "ends"),
        ("statsu: open", ""),
    ],
)
def test_slips_in_a_head_are_underlined_at_their_key(lines: str, place: str) -> None:
    key = lines.partition(":")[0]
    head = "\n".join(
        line for line in HEAD.splitlines() if not line.startswith((f"{key}:", "  send-lead", "  health-lead"))
    )
    assert place in refusals(f"{head.replace('roles:', 'roles: {}') if key != 'roles' else head}\n{lines}\n")
