"""The summary for families as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.reports.anchors import Prose
from wsoa.reports.changes import ChangeLine
from wsoa.reports.parts import Fact, Figure, Head, Link, Moment, Words


@dataclass(frozen=True, slots=True)
class Point:
    """One line of a list: what it is about and its date where it has them, and the item in the statement."""

    text: str
    item: Link
    when: Moment | None = None
    about: str = ""


@dataclass(frozen=True, slots=True)
class Points:
    """A list with the sentence before it, and one for what it leaves out."""

    intro: str
    points: tuple[Point, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Moves:
    """What moved: recorded changes of a date, with reasons, and what was withdrawn."""

    none: str
    changes: tuple[ChangeLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class LateRow:
    """How much of one group is late, and for how long."""

    group: str
    late: str
    longest: str


@dataclass(frozen=True, slots=True)
class Late:
    """What is late, in groups."""

    sentences: tuple[str, ...]
    heading: str
    rows: tuple[LateRow, ...]


@dataclass(frozen=True, slots=True)
class Measured:
    """How anyone can tell whether things get better: figures, and promised figures that are not there yet."""

    figures: Points
    promised: str


@dataclass(frozen=True, slots=True)
class SummaryView:
    """The summary, in the order it is read.

    ``statement`` is the address of the full statement, ``onward`` the words that link to it.
    """

    report: ClassVar = "summary"

    page_title: str
    words: Words
    head: Head
    statement: str
    onward: Prose
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    promised: tuple[str, ...]
    finished: Points
    reports: Points
    moves: Moves
    late: Late
    upcoming: Points
    measured: Measured
    made: tuple[str, ...]
    short_forms: tuple[Fact, ...]
