"""The documentation says what is so: every key, command, link and example in it is held against the code."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from wsoa.cli.app import COMMANDS
from wsoa.plan import head, kpis, models, ratings
from wsoa.plan.dates import INTERVALS, parse
from wsoa.plan.ratings import PRESETS, Standing

REPOSITORY = Path(__file__).parent.parent
PAGES = sorted(
    [*REPOSITORY.glob("*.md"), *(REPOSITORY / "docs").glob("*.md"), *(REPOSITORY / "benchmarks").glob("*.md")]
)
FORMAT = (REPOSITORY / "docs" / "format.md").read_text(encoding="utf-8")
MODELS = sorted(
    {
        thing
        for module in (head, kpis, models, ratings)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, BaseModel) and thing.__module__ == module.__name__
    },
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_of_the_format_is_documented(model: type[BaseModel]) -> None:
    keys = [field.alias or name for name, field in model.model_fields.items()]
    assert [key for key in keys if f"| `{key}`" not in FORMAT] == []


@pytest.mark.parametrize("word", [*INTERVALS, *PRESETS, *(s.word.lower() for s in Standing)])
def test_every_word_of_the_format_is_documented(word: str) -> None:
    assert word in FORMAT


def test_the_dates_in_the_format_page_can_be_read() -> None:
    table = FORMAT.split("## Dates")[1].split("## Commitments")[0]
    rows = re.findall(r"^\| (`[^|]*`) \|", table, re.MULTILINE)
    spellings = [spelling for row in rows for spelling in re.findall(r"`([^`{]+)`", row)]
    assert len(spellings) >= 10
    assert all(parse(spelling) for spelling in spellings)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_in_the_readme(command: str) -> None:
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")
    assert f"`wsoa {command}" in readme


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#]+)\)", text):
        if "://" not in target:
            assert (page.parent / target).exists(), target


@pytest.mark.parametrize(
    "file", sorted((REPOSITORY / "plans").rglob("*.yaml")), ids=lambda f: f"{f.parts[-2]}-{f.name}"
)
def test_every_plan_file_tells_editors_where_its_schema_is(file: Path) -> None:
    first = file.read_text(encoding="utf-8").split("\n", 1)[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, first
    wanted = "plan.json" if file.name == "plan.yaml" else "workstream.json"
    assert (file.parent / found[1]).resolve() == REPOSITORY / "schema" / wanted
