"""What is compared in each kind of item, and each value as canonical text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from pydantic import BaseModel

from wsoa.plan.dates import When
from wsoa.plan.walk import Item, ItemKind

_PROMISE = (
    "title", "detail", "due", "start", "leads", "accountable", "source", "weaknesses", "raised", "resource",
    "priority", "risk", "groups", "depends_on", "see", "success", "rating", "completed", "verified", "closed",
    "paused", "awaiting_sign_off", "impact", "withdrawn",
)  # fmt: skip
FIELDS: Mapping[ItemKind, tuple[str, ...]] = {
    "plan": ("title", "kind", "accepted", "start", "ends", "rating_scheme", "year"),
    "weakness": ("title", "monitoring"),
    "workstream": ("title", "ambition", "chairs", "sponsors", "partners", "weaknesses", "impact", "voices"),
    "outcome": ("title", "accountable", "weaknesses", "due", "impact"),
    "action": _PROMISE,
    "milestone": _PROMISE,
    "kpi": ("title", "aim", "unit", "owner", "frequency", "definition", "statutory", "tolerance", "also_in"),
    "part": ("title",),
    "review": ("title", "due", "date", "outcome", "weaknesses"),
}
"""The fields of each kind whose change is told. Updates, baselines, targets and readings are told apart."""


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
    """Yield each field of a kind whose meaning differs, with both values."""
    for field in FIELDS[new.kind]:
        before, after = getattr(old.thing, field, None), getattr(new.thing, field, None)
        if before != after and text_of(before) != text_of(after):
            yield field, before, after
