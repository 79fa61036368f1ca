"""Every field that can hold evidence or a role, however deep, is looked through before a page is made."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from wsoa.audience import redaction
from wsoa.plan import head, kpis, models
from wsoa.plan.models import Plan

KEPT_BACK = {"Evidence", "Role"}
MODELS: dict[str, type[BaseModel]] = {
    thing.__name__: thing
    for module in (head, kpis, models)
    for thing in vars(module).values()
    if isinstance(thing, type) and issubclass(thing, BaseModel)
}


def leads_to(shape: Any, shapes: dict[str, Any], seen: frozenset[str] = frozenset()) -> Iterator[str]:  # noqa: ANN401 - JSON
    """Every model that a piece of the published schema leads to."""
    for name in re.findall(r'"#/\$defs/(\w+)"', json.dumps(shape)):
        if name not in seen:
            yield name
            yield from leads_to(shapes[name], shapes, seen | {name})


def test_what_may_be_kept_back_stands_only_in_fields_that_are_looked_through() -> None:
    schema = Plan.model_json_schema(by_alias=False)
    shapes = {**schema["$defs"], "Plan": schema}
    found = set()
    for name, shape in shapes.items():
        for field, held in shape["properties"].items() if name in MODELS else ():
            if not KEPT_BACK.isdisjoint(leads_to(held, shapes)):
                found.add((name, field))
                assert field in redaction._fields(MODELS[name]), (name, field)
    assert {("Plan", "roles"), ("Update", "evidence"), ("Weakness", "monitoring")} <= found
    assert len(found) > 10


def test_what_is_declared_in_a_way_nobody_foresaw_is_looked_through() -> None:
    class Odd(BaseModel):
        anything: Any
        group: dict  # type: ignore[type-arg]
        words: tuple[str, ...]
        named: dict[str, head.Role] | None

    assert redaction._fields(Odd) == ("anything", "group", "named")
