"""What is compared in each kind of item, and each value as canonical text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache
from typing import Any

from pydantic import BaseModel

from wsoa.plan.base import OpenPart
from wsoa.plan.dates import When
from wsoa.plan.head import Review, Weakness
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import Action, Milestone, Outcome, Plan, Workstream
from wsoa.plan.walk import Item, ItemKind

MODELS: Mapping[ItemKind, type[BaseModel]] = {
    "plan": Plan,
    "weakness": Weakness,
    "workstream": Workstream,
    "outcome": Outcome,
    "action": Action,
    "milestone": Milestone,
    "kpi": Kpi,
    "part": KpiPart,
    "review": Review,
}
_FIRST = (
    "title", "detail", "accepted", "start", "ends", "rating_scheme", "year", "ambition", "aim", "unit",
    "owner", "frequency", "definition", "statutory", "tolerance", "also_in", "chairs", "sponsors",
    "accountable", "leads", "partners", "resource", "depends_on", "see", "rating", "completed", "verified",
    "withdrawn", "date", "outcome", "weaknesses", "voices",
)  # fmt: skip
"""The order in which changes of one item are told; what is not named follows in the model's order."""
APART = frozenset(
    {
        *("ref", "due", "ends", "impact", "baseline", "targets", "readings", "comparators"),
        *("updates", "changes", "roles", "ignore", "terms", "resources", "glossary"),
        *("workstreams", "outcomes", "actions", "milestones", "kpis", "parts", "reviews", "printed"),
    }
)
"""Fields that are compared in a way of their own, or that hold items of their own."""


@cache
def compared(kind: ItemKind) -> tuple[str, ...]:
    """Return the fields of a kind that are compared whole."""
    names = [name for name in MODELS[kind].model_fields if name not in APART]
    if kind == "plan":
        names.remove("weaknesses")
    return tuple(sorted(names, key=lambda name: _FIRST.index(name) if name in _FIRST else len(_FIRST)))


def text_of(value: Any) -> str | None:  # noqa: ANN401 - any field of any model
    """Return a value as text that is equal exactly when the value means the same; None for nothing."""
    if value is None or value is False or (isinstance(value, tuple | dict) and not value):
        return None
    return _spelt(value)


def _spelt(value: Any) -> str:  # noqa: ANN401
    if isinstance(value, When):
        return value.text
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, BaseModel):
        return "; ".join(f"{key} {text}" for key, text in _parts(value))
    if isinstance(value, tuple):
        return "; ".join(text_of(item) or "" for item in value)
    if isinstance(value, dict):
        return "; ".join(f"{key}: {text_of(item)}" for key, item in sorted(value.items()))
    return str(value)


def _parts(model: BaseModel) -> Iterator[tuple[str, str]]:
    for name in type(model).model_fields:
        text = text_of(getattr(model, name))
        if text is not None:
            yield name, text


def changed(old: Item, new: Item) -> Iterator[tuple[str, Any, Any]]:
    """Yield each field whose meaning differs, with both values, where it is compared whole."""
    names = dict.fromkeys(
        [*compared(new.kind), *compared(old.kind)] if old.kind != new.kind else compared(new.kind)
    )
    for field in names:
        before, after = getattr(old.thing, field, None), getattr(new.thing, field, None)
        if before != after and text_of(before) != text_of(after):
            yield field, before, after
    was, now = own_keys(old.thing), own_keys(new.thing)
    for key in dict.fromkeys((*was, *now)):
        if was.get(key) != now.get(key):
            yield key, was.get(key), now.get(key)


def own_keys(thing: object) -> Mapping[str, str]:
    """Return the area's own keys of an item, which start with ``x-``, and what they hold."""
    return thing.extras if isinstance(thing, OpenPart) else {}


def dates_in(value: Any) -> Iterator[str]:  # noqa: ANN401
    """Yield every date that a value states, however deep inside it."""
    if isinstance(value, When):
        yield value.text
    elif isinstance(value, BaseModel):
        for name in type(value).model_fields:
            yield from dates_in(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from dates_in(one)
    elif isinstance(value, dict):
        for one in value.values():
            yield from dates_in(one)
