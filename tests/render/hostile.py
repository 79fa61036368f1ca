"""A plan in which every text field tries to break out of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic import BaseModel

from tests.render.small import load_plan
from wsoa.files.load import LoadedPlan
from wsoa.plan.models import Plan

PAYLOAD = (
    "<script>alert(1)</script>\"><img src=x onerror=go> ' onload=go x=' </title></style></table><!-- ]]> "
    "&lt;b&gt; {{ 7*7 }} {% raw %} | ` ``` ~~~ *bold* _it_ [text](javascript:go) ![picture](//evil/x.png) "
    "<details> @octocat #12 \\| \\<b> $x$\n\n# heading\n\n- item\n| a | b |"
)
HARMLESS = ("plain words " * len(PAYLOAD))[: len(PAYLOAD)].strip()
"""As long, so that a page of it has the same parts: a name that is cut in a picture is drawn twice."""

_STRUCTURE = frozenset(
    {
        *("ref", "format", "kind", "aim", "unit", "frequency", "year", "state", "progress", "confidence"),
        *("weaknesses", "leads", "chairs", "sponsors", "accountable", "owner", "chair", "resource"),
        *("depends_on", "also_in", "superseded_by", "field", "old", "new", "rating", "code"),
        *("rating_scheme", "preset", "standings"),
    }
)


def poisoned_plan(text: str) -> LoadedPlan:
    """Return the small plan as loaded, with every piece of free text replaced."""
    return replace(load_plan(), plan=poisoned(text))


def poisoned(text: str) -> Plan:
    """Return the small plan with every piece of free text replaced."""
    plan = load_plan().plan
    assert plan is not None
    poison = _poison(plan, text)
    assert isinstance(poison, Plan)
    return poison


def _poison(part: BaseModel, text: str) -> BaseModel:
    given = {name: getattr(part, name) for name in type(part).model_fields if name not in _STRUCTURE}
    changed = {name: _replaced(value, text) for name, value in given.items()}
    outcomes = {name: _replaced(getattr(part, name), text) for name in _lists_of_parts(part)}
    return part.model_copy(update={**changed, **outcomes})


def _lists_of_parts(part: BaseModel) -> list[str]:
    values = {name: getattr(part, name) for name in type(part).model_fields if name in _STRUCTURE}
    lists = {name: value for name, value in values.items() if type(value) is tuple and value}
    return [name for name, value in lists.items() if isinstance(value[0], BaseModel)]


def _replaced(value: Any, text: str) -> Any:  # noqa: ANN401 - whatever a plan's field holds
    if isinstance(value, str):
        return text
    if isinstance(value, BaseModel):
        return _poison(value, text)
    if type(value) is tuple:
        return tuple(_replaced(one, text) for one in value)
    if isinstance(value, dict):
        return {key: _replaced(one, text) for key, one in value.items()}
    return value
