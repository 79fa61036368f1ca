"""Values of plans and their stories as plain data, and back: lists, texts and numbers that JSON can hold.

Each value becomes one row of a table, after the rows that it is made from; a value that stands in several
places has one row. Only classes of the plan and of its history are made again, by their names, and nothing
that the data say is run.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from importlib import import_module
from types import MappingProxyType
from typing import Any, NamedTuple

from pydantic import BaseModel

_ROOMS = ("wsoa.plan.", "wsoa.history.")
_PAIRS: Mapping[type, int] = {dict: 5, MappingProxyType: 6, defaultdict: 7}
_SERIES: Mapping[type, int] = {tuple: 2, list: 3, frozenset: 4}
_DATE, _DECIMAL, _FIRST_CLASS = 0, 1, 8
_FACTORIES: Mapping[str, type] = {"dict": dict, "list": list}


class NotPlainError(ValueError):
    """A value that no plain data stand for, or data that no value stands behind."""


class Plain(NamedTuple):
    """The names of the classes, and a row for each value; the last is the whole."""

    classes: list[str]
    rows: list[Any]


def to_plain(thing: object) -> Plain:
    """Return a value as plain data.

    Raises:
        NotPlainError: it holds something else than values of a plan and its story.
    """
    writer = _Writer()
    writer.row(thing)
    return Plain(list(writer.classes), writer.rows)


class _Writer:
    def __init__(self) -> None:
        self.classes: dict[str, int] = {}
        self.rows: list[Any] = []
        self._known: dict[tuple[type, object], int] = {}
        self._held: list[object] = []

    def row(self, thing: object) -> int:
        """Return the row of a value, after writing it where it has none."""
        kind = type(thing)
        by_value = thing is None or kind in {str, int, bool, date, Decimal}
        # What is known by its identity is held: its number would be given to something else.
        key = (kind, str(thing) if kind is Decimal else thing) if by_value else (kind, id(thing))
        if key not in self._known:
            written = self._written(thing, kind)
            self._held.append(thing)
            self._known[key] = len(self.rows)
            self.rows.append(written)
        return self._known[key]

    def _written(self, thing: Any, kind: type) -> object:  # noqa: ANN401, PLR0911 - whatever a plan holds
        if thing is None or kind in {str, int, bool}:
            return thing
        if kind is date:
            return [_DATE, thing.isoformat()]
        if kind is Decimal:
            return [_DECIMAL, str(thing)]
        if kind in _SERIES:
            return [_SERIES[kind], *map(self.row, thing)]
        if kind in _PAIRS:
            flat = [self.row(one) for pair in thing.items() for one in pair]
            if kind is not defaultdict:
                return [_PAIRS[kind], *flat]
            return [_PAIRS[kind], self.row(thing.default_factory.__name__), *flat]
        number = self._class(kind)
        if isinstance(thing, Enum):
            return [number, self.row(thing.value)]
        if isinstance(thing, tuple):
            return [number, *map(self.row, thing)]
        if isinstance(thing, BaseModel):
            fields = thing.__class__.model_fields
            held = {name: value for name, value in thing.__dict__.items() if name in fields}
            names = tuple(sorted(thing.model_fields_set)), tuple(held)
            marks = [self.row(names[0]), self.row(thing.__pydantic_extra__), self.row(names[1])]
            return [number, *marks, *map(self.row, held.values())]
        return [number, self.row(tuple(vars(thing))), *map(self.row, vars(thing).values())]

    def _class(self, kind: type) -> int:
        name = f"{kind.__module__}:{kind.__qualname__}"
        if not name.startswith(_ROOMS):
            raise NotPlainError(name)
        return self.classes.setdefault(name, len(self.classes)) + _FIRST_CLASS


def from_plain(plain: Plain) -> object:
    """Return the value that plain data stand for.

    Raises:
        NotPlainError: they are damaged.
    """
    try:
        makers = [_maker(name) for name in plain.classes]
        made: list[Any] = []
        for row in plain.rows:
            if type(row) is not list:
                made.append(row)
            elif row[0] >= _FIRST_CLASS:
                made.append(makers[row[0] - _FIRST_CLASS]([made[at] for at in row[1:]]))
            else:
                made.append(_BASIC[row[0]](row, made))
        return made[-1]
    except (LookupError, TypeError, ValueError, AttributeError, ImportError, ArithmeticError) as error:
        raise NotPlainError(str(error)) from error


def _pairs(row: list[int], made: list[Any], first: int = 1) -> Iterator[tuple[Any, Any]]:
    return ((made[row[at]], made[row[at + 1]]) for at in range(first, len(row), 2))


_BASIC: tuple[Callable[[list[Any], list[Any]], Any], ...] = (
    lambda row, _: date.fromisoformat(row[1]),
    lambda row, _: Decimal(row[1]),
    lambda row, made: tuple([made[at] for at in row[1:]]),
    lambda row, made: [made[at] for at in row[1:]],
    lambda row, made: frozenset(made[at] for at in row[1:]),
    lambda row, made: dict(_pairs(row, made)),
    lambda row, made: MappingProxyType(dict(_pairs(row, made))),
    lambda row, made: defaultdict(_FACTORIES[made[row[1]]], _pairs(row, made, 2)),
)
"""How a row of each basic kind is read, by its number."""


def _maker(name: str) -> Callable[[list[Any]], Any]:
    """Return how a value of a class is made from the values it holds."""
    module, _, inside = name.partition(":")
    if not module.startswith(_ROOMS):
        raise NotPlainError(name)
    kind: Any = getattr(import_module(module), inside)
    if issubclass(kind, Enum):
        return lambda values: kind(values[0])
    if issubclass(kind, tuple):
        return lambda values: tuple.__new__(kind, values)
    if issubclass(kind, BaseModel):
        return lambda values: _model(kind, values)
    return lambda values: _thing(kind, dict(zip(values[0], values[1:], strict=True)))


def _model(kind: Any, values: list[Any]) -> BaseModel:  # noqa: ANN401 - the class of a model
    """Make a part of a plan again without validating it: it was valid when it was written down."""
    given, extra, names, *held = values
    model: BaseModel = kind.__new__(kind)
    object.__setattr__(model, "__dict__", dict(zip(names, held, strict=True)))
    object.__setattr__(model, "__pydantic_fields_set__", set(given))
    object.__setattr__(model, "__pydantic_extra__", extra)
    object.__setattr__(model, "__pydantic_private__", None)
    return model


def _thing(kind: Any, values: dict[str, Any]) -> object:  # noqa: ANN401 - a class that keeps a story
    thing: object = kind.__new__(kind)
    thing.__dict__.update(values)
    return thing
