"""The marks a chart is drawn with. Numbers are rounded to a tenth; a share of the width is text: 12.5%."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar, Literal

from wsoa.charts.palette import attributes

Number = int | float
Along = Number | str
"""A place across the chart: in its units, or as a share of its width."""


def tidy(value: float) -> Number:
    """Round to a tenth, without a needless point zero and without a negative zero."""
    rounded = round(value, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def share(value: float) -> str:
    """Write a percentage of the width."""
    return f"{tidy(value)}%"


def exact(value: float) -> str:
    """Write a percentage of the width to a hundredth, for lengths that are counts."""
    return f"{round(value, 2):g}%"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle."""

    kind: ClassVar[Literal["box"]] = "box"
    x: Along
    y: Number
    width: Along
    height: Number


@dataclass(frozen=True, slots=True)
class Dot:
    """A circle."""

    kind: ClassVar[Literal["dot"]] = "dot"
    x: Along
    y: Number
    r: Number


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line or several, as a path of absolute moves: M, L, H and V."""

    kind: ClassVar[Literal["stroke"]] = "stroke"
    path: str


@dataclass(frozen=True, slots=True)
class Label:
    """Words on their base line."""

    kind: ClassVar[Literal["label"]] = "label"
    x: Along
    y: Number
    words: str


Mark = Box | Dot | Stroke | Label


@dataclass(frozen=True, slots=True)
class Group:
    """Marks that are drawn alike; ``attributes`` say how where no style sheet does."""

    style: str
    attributes: tuple[tuple[str, str], ...]
    marks: tuple[Mark, ...]


def group(style: str, marks: Iterable[Mark]) -> tuple[Group, ...]:
    """Return marks as one group; none for no marks."""
    held = tuple(mark for mark in marks if not isinstance(mark, Stroke) or mark.path)
    return (Group(style, attributes(style), held),) if held else ()


def polyline(points: Iterable[tuple[float, float]]) -> str:
    """Return the path through points."""
    return "".join(f"{'L' if place else 'M'}{tidy(x)} {tidy(y)}" for place, (x, y) in enumerate(points))


def across(left: float, right: float, y: float) -> str:
    """Return a level line."""
    return f"M{tidy(left)} {tidy(y)}H{tidy(right)}"


def down(x: float, top: float, bottom: float) -> str:
    """Return an upright line."""
    return f"M{tidy(x)} {tidy(top)}V{tidy(bottom)}"
