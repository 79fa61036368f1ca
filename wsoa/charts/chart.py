"""A chart: its message, what is plotted, a description, the marks, and the same facts as a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.marks import Group, Number, tidy
from wsoa.charts.text import plain

WIDTH = 760
"""How many units wide a chart is drawn unless it says otherwise."""
NARROW = 380
"""How many units wide a chart is that fits a phone as it is."""
NOT_RECORDED = "Not recorded"
_ID = re.compile(r"[A-Za-z][A-Za-z0-9_-]*\Z")


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``number`` where it holds figures."""

    words: str
    number: bool = False


@dataclass(frozen=True, slots=True)
class ChartTable:
    """The same facts as the picture. The first cell of a row names it; no cell is empty."""

    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Key:
    """What a sign of the picture stands for; ``standing`` names the one whose look the sign has.

    ``counted`` is True where the words count all that stands so in what the picture is about.
    """

    sign: str
    words: str
    standing: str = ""
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture with its words.

    ``id`` is unique on the page and starts every id in the chart. ``fluid`` means that places across are
    shares of the width, so that it fits any screen without scrolling. ``narrow`` is the same picture drawn
    again for a phone, where this one would need scrolling.
    """

    drawn: ClassVar[bool] = True
    id: str
    title: str
    subtitle: str
    desc: str
    width: int
    height: Number
    groups: tuple[Group, ...]
    table: ChartTable
    key: tuple[Key, ...] = ()
    fluid: bool = False
    narrow: Chart | None = None

    @property
    def fits(self) -> bool:
        """True where a phone can show it as it is."""
        return self.fluid or self.width <= NARROW

    def __post_init__(self) -> None:
        check_id(self.id)


@dataclass(frozen=True, slots=True)
class Instead:
    """What is said where there is nothing to draw."""

    drawn: ClassVar[bool] = False
    id: str
    words: str

    def __post_init__(self) -> None:
        check_id(self.id)


def check_id(given: str) -> None:
    """Refuse an id that a style sheet or an address could not name.

    Raises:
        ValueError: it does not start with a letter, or holds more than letters, digits, - and _.
    """
    if not _ID.match(given):
        raise ValueError(f"a chart's id cannot be {given!r}")


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> ChartTable:
    """Return a table whose cells are clean and never empty."""
    held = tuple(tuple(plain(cell) or NOT_RECORDED for cell in row) for row in rows)
    return ChartTable(plain(caption), tuple(Column(plain(c.words), c.number) for c in columns), held)


def chart(
    id: str,  # noqa: A002 - the word the page uses
    words: tuple[str, str, str],
    height: float,
    groups: Iterable[Group],
    facts: ChartTable,
    *,
    key: Iterable[Key] = (),
    fluid: bool = False,
    width: int = WIDTH,
    narrow: Iterable[Group] | None = None,
) -> Chart:
    """Put a chart together; ``words`` are its title, its subtitle and its description.

    ``narrow`` are the marks of the same picture, :data:`NARROW` units wide.
    """
    title, subtitle, desc = (plain(one) for one in words)
    small = (
        Chart(f"{id}-narrow", title, subtitle, desc, NARROW, tidy(height), tuple(narrow), facts)
        if narrow is not None
        else None
    )
    return Chart(
        id, title, subtitle, desc, width, tidy(height), tuple(groups), facts, tuple(key), fluid, small
    )
