"""Who is named where, and that no key of the format that names somebody is forgotten."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import BaseModel

from tests.conftest import PLANS
from tests.editor.conftest import HEAD, PART, Show
from wsoa.checks.rule import View
from wsoa.editor import meaning, navigation
from wsoa.editor.meaning import NAMED_BY_REF, Meaning, meaning_of
from wsoa.editor.names import Name, Space
from wsoa.editor.positions import Text
from wsoa.editor.workspace import Workspace
from wsoa.files.load import load
from wsoa.plan import head, kpis, models
from wsoa.plan.base import read_ref
from wsoa.plan.walk import walk

MODELS = sorted(
    {
        thing
        for module in (head, kpis, models)
        for thing in vars(module).values()
        if isinstance(thing, type) and issubclass(thing, BaseModel) and thing.__module__ == module.__name__
    },
    key=lambda model: model.__name__,
)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_key_that_holds_a_ref_has_a_meaning(model: type[BaseModel]) -> None:
    for name, field in model.model_fields.items():
        readers = [*field.metadata, *meaning._within(field.annotation)]  # noqa: SLF001 - how the models say it
        if any(getattr(reader, "func", None) is read_ref for reader in readers):
            key = field.alias or name
            defines = key == "ref" and model in NAMED_BY_REF
            abstract = model is kpis.Measure
            assert defines or abstract or meaning_of(model, key) is not None, key


@pytest.mark.parametrize("area", ["cumbria", "peterborough", "lancashire"])
def test_the_names_of_a_real_plan_are_those_of_its_items_and_roles(area: str) -> None:
    workspace = Workspace()
    plan = workspace.plan(PLANS / area)
    model = plan.loaded.plan
    assert model is not None
    items = {item.ref for item in walk(model) if item.kind != "weakness"}
    assert {name.text for name in plan.names.defined(Space.ITEM)} == items
    assert {name.text for name in plan.names.defined(Space.ROLE)} == set(model.roles)
    assert {name.text for name in plan.names.defined(Space.WEAKNESS)} == {w.ref for w in model.weaknesses}
    named = sorted(role for _, role in View(model, plan.loaded.sources).named_roles)
    uses = [
        m for name, held in plan.names.all.items() if name.space is Space.ROLE for m in held if not m.defines
    ]
    assert sorted(m.name.text for m in uses) == named
    for held in plan.names.all.values():
        for one in held:
            text = plan.named(one.file).text.characters[one.start : one.end]
            assert not one.written or text.strip("\"'") == one.written


def test_a_name_is_known_by_space_even_where_two_look_alike(show: Show) -> None:
    plan, file = show(PART.replace('see: ["2", "WS1"]', 'see: ["1", "1.1", "K1"]'))
    found = {(m.written, m.name.space) for m in plan.names.inside(file.source.file) if m.key == "see"}
    assert found == {("1", Space.WEAKNESS), ("1.1", Space.ITEM), ("K1", Space.ITEM)}


def test_names_are_known_while_something_else_is_wrong(show: Show) -> None:
    plan, _ = show(PART.replace("due: 2026-03-31", "due: soon").replace("unit: percent", "unit: pints"))
    assert plan.loaded.plan is None
    assert len(plan.names.of(Name(Space.ROLE, "head-of-send"))) == 7


def test_implied_refs_and_parts_of_kpis_have_names(show: Show) -> None:
    plan, _ = show()
    implied = plan.names.definition(Name(Space.ITEM, "1.1.2#1"))
    assert implied is not None
    assert implied.written == ""
    part = plan.names.definition(Name(Space.ITEM, "K1/north"))
    assert part is not None
    assert part.written == "north"
    assert [name.text for name in plan.names.under(Name(Space.ITEM, "1.1.2"))] == ["1.1.2#1"]
    assert {name.text for name in plan.names.under(Name(Space.ITEM, "K1"))} == {"K1/north", "K1/south"}


def test_definition_and_references_lead_across_files(show: Show) -> None:
    plan, file = show()
    at = PART.index("leads: [head-of-send") + 10
    found = navigation.definition(plan.names, file.source.file, at)
    assert found is not None
    assert (found.file, HEAD[found.start : found.end]) == ("plan.yaml", "head-of-send")
    every = navigation.references(plan.names, file.source.file, at)
    assert [one.file for one in every].count("plan.yaml") == 2
    assert len(every) == 7
    assert len(navigation.references(plan.names, file.source.file, at, declared=False)) == 6
    milestone = navigation.definition(plan.names, file.source.file, PART.index('"1.1.2#1"') + 2)
    assert milestone is not None
    assert PART[milestone.start :].startswith("title: First meeting")


def test_the_outline_of_a_file_is_that_of_the_plan(show: Show) -> None:
    plan, file = show()
    (stream,) = navigation.symbols(file)
    assert stream.name == "WS1 Timely plans"
    outcome, kpi = stream.inside
    assert [one.name for one in outcome.inside] == [
        "1.1.1 Hire two plan writers",
        "1.1.2 Agree a target with schools",
    ]
    assert [one.name for one in outcome.inside[1].inside] == [
        "First meeting of all clusters",
        "1.1.2b Wording settled",
    ]
    assert [one.name for one in kpi.inside] == ["north In the north", "south In the south"]
    roles, *rest = navigation.symbols(plan.files[0])
    assert [one.name for one in roles.inside] == ["head-of-send", "health-lead"]
    assert [one.name for one in rest] == [
        "1 Plans for children come late",
        "2 Parents are not heard",
        "Improvement board",
    ]


@pytest.mark.parametrize("path", sorted((PLANS / "cumbria").rglob("*.yaml")), ids=lambda path: path.name)
def test_every_item_of_an_outline_lies_in_what_it_belongs_to(path: Path) -> None:
    workspace = Workspace()
    workspace.hold(path, Text(path.read_text("utf-8")), 1)
    plan = workspace.plan_of(path)
    file = plan.file(path) if plan is not None else None
    assert file is not None

    def inside(symbols: tuple[navigation.Symbol, ...], start: int, end: int) -> int:
        for one in symbols:
            assert start <= one.whole.start <= one.head.start <= one.head.end <= one.whole.end <= end
            start = one.whole.end
        return sum(1 + inside(one.inside, *one.whole) for one in symbols)

    text = path.read_text("utf-8")
    refs = len(re.findall(r"^ *(?:- )?(?:\{)?ref: ", text, re.MULTILINE))
    assert inside(navigation.symbols(file), 0, len(text)) >= refs


def test_a_file_that_cannot_be_read_has_no_outline_and_no_names(show: Show) -> None:
    plan, file = show(PART + "  - [")
    assert navigation.symbols(file) == ()
    assert plan.names.inside(file.source.file) == ()
    assert plan.names.definition(Name(Space.ROLE, "head-of-send")) is not None
    assert load(plan.folder).plan is not None
    assert meaning_of(models.Promise, "leads") is Meaning.ROLE
