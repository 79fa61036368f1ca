"""What each place of a plan file is meant to hold by the models: which part of a plan, and whether words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from types import NoneType
from typing import Annotated, Any, NamedTuple, get_args, get_origin

from pydantic import BaseModel

from wsoa.files.editing.layout import Node
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan


class Held(NamedTuple):
    """A group of keys, with the model it becomes; None where its keys are people's own or not known."""

    group: MappingNode
    model: type[BaseModel] | None
    own_keys: bool = False
    """True where people choose the keys: roles, glossary."""


class Leaf(NamedTuple):
    """One piece of text in a file, with the key it stands under and where."""

    key: str
    text: str
    spot: TextSpan
    within: MappingNode | SequenceNode
    is_text: bool
    """True where the models want words here, not a date, a figure or one of a list."""


def groups(node: Node, kind: Any) -> Iterator[Held]:  # noqa: ANN401 - a model, or what a model's field is declared as
    """Yield every group of keys, those outside before those inside."""
    if isinstance(node, MappingNode):
        yield Held(node, None if _values(kind) else _model(kind), own_keys=bool(_values(kind)))
        for key, value in node.items():
            yield from groups(value, _inside(kind, key))
    elif isinstance(node, SequenceNode):
        for one in node:
            yield from groups(one, kind)


def leaves(node: Node, kind: Any, key: str = "") -> Iterator[Leaf]:  # noqa: ANN401 - as above
    """Yield every piece of text in the order of the file."""
    if isinstance(node, MappingNode):
        for name, (_, spot) in node.spots.items():
            yield from _leaf_or_more(node, node.get(name), spot, _inside(kind, name), name)
    elif isinstance(node, SequenceNode):
        for one, spot in zip(node, node.spots, strict=True):
            yield from _leaf_or_more(node, one, spot, kind, key)


def _leaf_or_more(
    within: MappingNode | SequenceNode,
    value: Node,
    spot: TextSpan,
    kind: Any,  # noqa: ANN401 - as above
    key: str,
) -> Iterator[Leaf]:
    if isinstance(value, str):
        yield Leaf(key, value, spot, within, _is_text(kind))
    else:
        yield from leaves(value, kind, key)


def _inside(kind: Any, key: str) -> Any:  # noqa: ANN401
    """Return what a key of something declared like this is declared as; None where that is not known."""
    if values := _values(kind):
        return values[0]
    model = _model(kind)
    return _declared(model).get(key) if model is not None else None


@lru_cache(maxsize=64)
def _declared(model: type[BaseModel]) -> dict[str, Any]:
    return {field.alias or name: field.annotation for name, field in model.model_fields.items()}


def _values(kind: Any) -> tuple[Any, ...]:  # noqa: ANN401
    """Return what the values of a mapping with people's own keys are declared as, if this is one."""
    return get_args(kind)[1:] if get_origin(kind) is dict else ()


def _model(kind: Any) -> type[BaseModel] | None:  # noqa: ANN401
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return kind
    return next((found for part in get_args(kind) if (found := _model(part)) is not None), None)


def _is_text(kind: Any) -> bool:  # noqa: ANN401
    return set(_types(kind)) - {NoneType, Ellipsis} == {str}


def _types(kind: Any) -> Iterator[Any]:  # noqa: ANN401
    parts = get_args(kind)
    if get_origin(kind) is Annotated:
        yield from _types(parts[0])
    elif parts:
        for part in parts:
            yield from _types(part)
    else:
        yield kind
