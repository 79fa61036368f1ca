"""Where a name is defined, where it is used, and how a file is made up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pydantic import BaseModel

from wsoa.editor.names import Mention, Names
from wsoa.editor.positions import Range
from wsoa.editor.workspace import PlanFile
from wsoa.files.editing.layout import CannotEditError, end_of
from wsoa.files.nodes import MappingNode, SequenceNode
from wsoa.plan.head import Governance, Review, Role, Weakness
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import Action, Milestone, Outcome, Plan, Workstream


def definition(names: Names, file: str, offset: int) -> Mention | None:
    """Return where the name that stands at a character of a file is defined."""
    mention = names.at(file, offset)
    return names.definition(mention.name) if mention is not None else None


def references(names: Names, file: str, offset: int, *, declared: bool = True) -> tuple[Mention, ...]:
    """Return every mention of the name at a character; without ``declared`` not the one that defines it."""
    mention = names.at(file, offset)
    held = names.of(mention.name) if mention is not None else ()
    return tuple(one for one in held if declared or not one.defines)


@dataclass(frozen=True, slots=True)
class Symbol:
    """One item of a file: what it is, how it is called, the characters it takes up, and what it holds."""

    kind: type[BaseModel]
    name: str
    detail: str
    whole: Range
    head: Range
    inside: tuple[Symbol, ...] = ()


_INSIDE = {
    Plan: ("roles", "weaknesses", "workstreams", "governance", "reviews"),
    Workstream: ("outcomes", "kpis"),
    Outcome: ("actions",),
    Action: ("milestones",),
    Kpi: ("parts",),
}
_HELD: dict[str, type[BaseModel]] = {
    "weaknesses": Weakness,
    "workstreams": Workstream,
    "governance": Governance,
    "reviews": Review,
    "outcomes": Outcome,
    "actions": Action,
    "milestones": Milestone,
    "kpis": Kpi,
    "parts": KpiPart,
}


def symbols(file: PlanFile) -> tuple[Symbol, ...]:
    """Return the items of a file, each with those inside it; none where the file cannot be read."""
    root = file.source.root
    if root is None:
        return ()
    text = file.source.text
    if file.model is Workstream:
        return (_symbol(text, Workstream, root, Range(_start(root), len(text.rstrip())), 1),)
    return tuple(_within(text, Plan, root))


def _within(text: str, model: type[BaseModel], group: MappingNode) -> Iterator[Symbol]:
    for key in _INSIDE.get(model, ()):
        held = group.get(key)
        if key == "roles" and isinstance(held, MappingNode):
            yield from _roles(text, group, held)
        if not isinstance(held, SequenceNode):
            continue
        for index, one in enumerate(held):
            if isinstance(one, MappingNode):
                whole = Range(_start(one), _end(text, held, index))
                yield _symbol(text, _HELD[key], one, whole, index + 1)


def _symbol(text: str, model: type[BaseModel], group: MappingNode, whole: Range, number: int) -> Symbol:
    named = next((group.spots[key] for key in ("ref", "title") if key in group.spots), None)
    key, value = named or next(iter(group.spots.values()), (group.spot, group.spot))
    head = Range(key.start_mark.index, max(key.end_mark.index, value.end_mark.index))
    title, ref = _words(group, "title"), _words(group, "ref")
    name = " ".join(filter(None, (ref, title))) or f"number {number}"
    if head.start < whole.start or head.end > whole.end:
        head = Range(whole.start, whole.start)
    return Symbol(model, name, _words(group, "due"), whole, head, tuple(_within(text, model, group)))


def _roles(text: str, group: MappingNode, roles: MappingNode) -> Iterator[Symbol]:
    whole = Range(group.spots["roles"][0].start_mark.index, _end_of_key(text, group, "roles"))
    inside = []
    for role, (key, _) in roles.spots.items():
        held = roles.get(role)
        name = _words(held, "name") if isinstance(held, MappingNode) else ""
        own = Range(key.start_mark.index, _end_of_key(text, roles, role))
        inside.append(Symbol(Role, role, name, own, Range(own.start, key.end_mark.index)))
    yield Symbol(Plan, "roles", "", whole, Range(whole.start, whole.start + len("roles")), tuple(inside))


def _words(group: MappingNode, key: str) -> str:
    held = group.get(key)
    return " ".join(held.split()) if isinstance(held, str) else ""


def _start(group: MappingNode) -> int:
    return next((key.start_mark.index for key, _ in group.spots.values()), group.spot.start_mark.index)


def _end(text: str, series: SequenceNode, index: int) -> int:
    try:
        return end_of(text, series[index], None, series.spots[index])
    except CannotEditError:
        return series.spots[index].end_mark.index


def _end_of_key(text: str, group: MappingNode, key: str) -> int:
    at, spot = group.spots[key]
    try:
        return end_of(text, group.get(key), at, spot)
    except CannotEditError:
        return spot.end_mark.index
