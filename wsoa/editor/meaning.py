"""What each key of a plan file is for, by the models: whose name it holds, or a date, or a rating."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Any, get_args, get_origin

from pydantic import BaseModel, PlainValidator

from wsoa.plan.base import read_role
from wsoa.plan.date_field import read_when
from wsoa.plan.head import Progress, Review, Silence, Weakness
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import (
    Action,
    Milestone,
    Outcome,
    Promise,
    PublishedRating,
    Update,
    Withdrawal,
    Workstream,
)


class Meaning(StrEnum):
    """What a piece of text in a plan file stands for."""

    ROLE = "role"
    ITEM = "item"
    """The ref of a workstream, outcome, action, milestone or KPI."""
    WORKSTREAM = "workstream"
    WEAKNESS = "weakness"
    ANYTHING = "anything"
    """The ref of an item or of a weakness."""
    RATING = "rating"
    RESOURCE = "resource"
    CODE = "code"
    """The code of a finding."""
    DATE = "date"


REFS = frozenset({Meaning.ITEM, Meaning.WORKSTREAM, Meaning.WEAKNESS, Meaning.ANYTHING})

_KEYS: Mapping[tuple[type[BaseModel], str], Meaning] = {
    (Workstream, "weaknesses"): Meaning.WEAKNESS,
    (Outcome, "weaknesses"): Meaning.WEAKNESS,
    (Action, "weaknesses"): Meaning.WEAKNESS,
    (Progress, "ref"): Meaning.WEAKNESS,
    (Promise, "depends_on"): Meaning.ITEM,
    (Promise, "see"): Meaning.ANYTHING,
    (Promise, "resource"): Meaning.RESOURCE,
    (Withdrawal, "superseded_by"): Meaning.ITEM,
    (Kpi, "also_in"): Meaning.WORKSTREAM,
    (Silence, "ref"): Meaning.ANYTHING,
    (Silence, "code"): Meaning.CODE,
    (Update, "rating"): Meaning.RATING,
    (PublishedRating, "code"): Meaning.RATING,
}
"""Keys whose meaning their type does not tell: refs are all of one type, and codes are text."""

NAMED_BY_REF: Mapping[type[BaseModel], Meaning] = {
    Weakness: Meaning.WEAKNESS,
    Workstream: Meaning.ITEM,
    Outcome: Meaning.ITEM,
    Action: Meaning.ITEM,
    Milestone: Meaning.ITEM,
    Kpi: Meaning.ITEM,
    KpiPart: Meaning.ITEM,
    Review: Meaning.ITEM,
}
"""What has a ref of its own under ``ref:``, and what that ref names."""


@lru_cache(maxsize=512)
def meaning_of(model: type[BaseModel], key: str) -> Meaning | None:
    """Return what the text under a key of a model stands for; None where it is only text."""
    for grown in model.__mro__:
        if (grown, key) in _KEYS:
            return _KEYS[grown, key]
    for name, field in model.model_fields.items():
        if (field.alias or name) == key:
            read = {one.func for one in (*_readers(field.metadata), *_within(field.annotation))}
            return Meaning.ROLE if read_role in read else Meaning.DATE if read_when in read else None
    return None


def declared_at(top: type[BaseModel], path: tuple[str | int, ...]) -> tuple[type[BaseModel], str] | None:
    """Return the model that holds the text at a path of a file, and its key there; None where not known."""
    kind: Any = top
    held: tuple[type[BaseModel], str] | None = None
    for step in path:
        if isinstance(step, int):
            continue
        model = _model(kind)
        if get_origin(kind) is dict:
            kind, held = get_args(kind)[1], None
        elif model is not None:
            field = next((f for name, f in model.model_fields.items() if (f.alias or name) == step), None)
            if field is None:
                return None
            kind, held = field.annotation, (model, step)
        else:
            return None
    return held


def _readers(metadata: Any) -> Iterator[PlainValidator]:  # noqa: ANN401 - whatever an annotation carries
    return (one for one in metadata if isinstance(one, PlainValidator))


def _within(annotation: Any) -> Iterator[PlainValidator]:  # noqa: ANN401 - any annotation there is
    """Yield what reads the text of a field, in lists and options too, but not that of models inside."""
    yield from _readers(getattr(annotation, "__metadata__", ()))
    if get_origin(annotation) is not dict:
        for part in get_args(annotation):
            yield from _within(part)


def _model(kind: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any annotation there is
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    if get_origin(kind) is dict:
        return None
    return next((found for part in get_args(kind) if (found := _model(part)) is not None), None)
