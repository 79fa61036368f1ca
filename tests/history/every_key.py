"""Every key of the format in one plan, and the same plan with one key changed."""

from __future__ import annotations

import types
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel

from wsoa.plan.models import Plan

Step = str | int
LATER, EARLIER = "2020-03-31", "2020-01-31"
TERM = "2019/20 autumn term"
NAMED: Mapping[str, tuple[str, str]] = {
    "format": ("1", "1"),
    "behind_days": ("30", "90"),
    "stale_days": ("100", "200"),
    "preset": ("rag", "brag"),
    "code": ("A", "B"),
    "standings": ("complete", "behind"),
    "until": (LATER, EARLIER),
}
"""Keys whose value cannot be any text."""


class Key(NamedTuple):
    """A key by its way through the plan, and whether it holds a date."""

    path: tuple[Step, ...]
    dated: bool

    @property
    def name(self) -> str:
        """The way as people read it, without positions."""
        return ".".join(step for step in self.path if isinstance(step, str))


def whole() -> dict[str, Any]:
    """Return a plan in which every key is written down."""
    plan = _written(Plan, ())
    assert isinstance(plan, dict)
    return plan


def keys() -> Iterator[Key]:
    """Yield every key of the format that holds a single value."""
    yield from _keys(whole(), ())


def changed(key: Key) -> dict[str, Any]:
    """Return the whole plan with one key changed."""
    plan = whole()
    at: Any = plan
    for step in key.path[:-1]:
        at = at[step]
    last = key.path[-1]
    at[last] = _other(at[last], key)
    return plan


def _other(value: str, key: Key) -> str:
    name = next(step for step in reversed(key.path) if isinstance(step, str))
    if key.dated:
        return EARLIER
    if name in NAMED:
        return NAMED[name][1]
    swaps = {"true": "false", "false": "true", "1": "2"}
    return swaps.get(value, CHOICES.get(key.path[-1], {}).get(value, f"{value}x"))


CHOICES: dict[Step, dict[str, str]] = {}


def _written(kind: Any, path: tuple[Step, ...]) -> Any:  # noqa: ANN401 - a type, as pydantic knows it
    kind = _bare(kind)
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return {
            (field.alias or name): _written(_typed(kind, name), (*path, name))
            for name, field in kind.model_fields.items()
        }
    origin = get_origin(kind)
    if origin is tuple:
        return [_written(get_args(kind)[0], path)]
    if origin is dict:
        return {_named(path): _written(get_args(kind)[1], path)}
    if origin is Literal:
        first, second = get_args(kind)[0], get_args(kind)[-1]
        CHOICES.setdefault(path[-1], {})[first] = second
        return first
    return _single(kind, path)


def _single(kind: Any, path: tuple[Step, ...]) -> str:  # noqa: ANN401 - a type, as pydantic knows it
    name = path[-1]
    if name in NAMED:
        return NAMED[str(name)][0]
    described = repr(kind)
    if "read_when" in described:
        return LATER
    if "read_flag" in described:
        return "false"
    if any(reader in described for reader in ("read_number", "read_whole", "read_percent")):
        return "1"
    return {"ref": f"R{len(path)}", "refs": "R1"}.get(
        str(name), "lead" if "read_role" in described else f"a-{str(name).replace(chr(95), chr(45))}"
    )


def _typed(model: type[BaseModel], name: str) -> Any:  # noqa: ANN401 - a type, as pydantic knows it
    """Return a field's type with what reads it, which pydantic keeps apart from the type."""
    field = model.model_fields[name]
    return Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation


def _bare(kind: Any) -> Any:  # noqa: ANN401 - a type, as pydantic knows it
    """Take the None out of what may be left out."""
    if get_origin(kind) in {Union, types.UnionType}:
        return next(one for one in get_args(kind) if one is not type(None))
    return kind


def _named(path: tuple[Step, ...]) -> str:
    return {"terms": TERM, "roles": "lead", "printed": "due"}.get(str(path[-1]), "X")


def _keys(value: object, path: tuple[Step, ...]) -> Iterator[Key]:
    if isinstance(value, dict):
        for name, one in value.items():
            yield from _keys(one, (*path, name))
    elif isinstance(value, list):
        for place, one in enumerate(value):
            yield from _keys(one, (*path, place))
    else:
        yield Key(path, value == LATER)
