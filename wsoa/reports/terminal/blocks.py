"""What a report for the terminal is made of: each block is said once, and one writer a medium draws it.

The terminal and Markdown draw the blocks of a report's layout; a table alone can also be written as
tab-separated records for other programs. Blocks hold plan text as it was written: making it harmless is for
whoever draws it.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from wsoa.words.dates import short_day
from wsoa.words.numbers import MINUS

Tone = Literal["", "bad", "poor", "good", "quiet"]
"""How a cell may be coloured; its words say the same without."""


class Toned(NamedTuple):
    """A value of a table, the tone it is drawn in where there is colour, and what is said quietly after."""

    value: Value
    tone: Tone = ""
    aside: str = ""


Value: TypeAlias = str | int | date | None
Cell: TypeAlias = Value | Toned


class Column(NamedTuple):
    """A column: its name in records, its head for people, and a shorter head where there is little room.

    ``form`` says how people read its figures: a count, days late, or a share with its sign. ``zero`` is what
    they read for none. ``fits`` says what happens where there is no room: a ``fixed`` column stays whole, the
    others are cut, or folded onto more lines. On a terminal a value is left out that is ``once`` and
    repeats the one above it. A ``wide`` column is left out of a narrow terminal; a ``picture`` is drawn on a
    wide terminal and nowhere else.
    """

    name: str = ""
    head: str = ""
    short: str = ""
    form: Literal["text", "count", "days", "share"] = "text"
    zero: str = "0"
    fits: Literal["fixed", "cut", "fold"] = "fixed"
    once: bool = False
    wide: bool = False
    picture: bool = False

    @property
    def right(self) -> bool:
        """True for figures and days, which stand below one another by their ends."""
        return self.form != "text"

    def words(self, cell: Cell) -> str:
        """Write a value as people read it."""
        if isinstance(cell, Toned):
            return f"{self.words(cell.value)} {cell.aside}" if cell.aside else self.words(cell.value)
        if isinstance(cell, int):
            return self._figure(cell)
        return cell if isinstance(cell, str) else short_day(cell)

    def _figure(self, value: int) -> str:
        if not value:
            return self.zero
        if self.form == "share":
            return f"{'+' if value > 0 else MINUS}{abs(value):,}"
        return f"{value:,} d" if self.form == "days" else f"{value:,}"


class Table(NamedTuple):
    """Rows of values, and a sentence below them. A terminal leaves the heads out where it is not ``headed``.

    ``gap`` is the room between two columns, in letters; columns that fold have two. ``total`` is one more
    row, set apart, ``drawn`` explains the pictures where there are any.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    note: str = ""
    gap: int = 1
    headed: bool = True
    total: Sequence[Cell] = ()
    drawn: str = ""


class Heading(NamedTuple):
    """A heading: what stands below it in smaller letters, and how many are named of how many there are."""

    text: str
    level: int = 1
    below: str = ""
    total: int | None = None
    named: int | None = None


class Paragraph(NamedTuple):
    """Some sentences. A terminal sets them in by so many letters, draws them quieter, or never folds them.

    Where they are ``marked``, what is to be typed stands between backticks.
    """

    text: str
    indent: int = 0
    quiet: bool = False
    whole: bool = False
    marked: bool = False


class Sentences(NamedTuple):
    """Sentences that each start a line; in Markdown a list, where they are ``listed``."""

    lines: Sequence[str]
    listed: bool = True


class Line(NamedTuple):
    """A line so many steps to the right, and what stands apart after it."""

    steps: int
    text: str
    after: str = ""


class Lines(NamedTuple):
    """Lines that are not folded, so that a program that looks for one finds it.

    A terminal in colour, which somebody reads, folds those that are ``prose``.
    """

    lines: Sequence[Line]
    prose: bool = False


class Facts(NamedTuple):
    """Labels with what is known of each; an empty label goes on with the one before."""

    rows: Sequence[tuple[str, str]]


class Entry(NamedTuple):
    """An item: its ref, its title, what is said of it, further lines below, and the ref that it had."""

    ref: str
    title: str
    words: str
    below: Sequence[str] = ()
    was: str = ""


class Entries(NamedTuple):
    """Items one below the other. ``left`` counts those that are not named.

    Where ``told`` each is a story, set in by ``indent`` letters; else its words are one quieter line.
    """

    entries: Sequence[Entry]
    left: int = 0
    told: bool = False
    indent: int = 2


class Space(NamedTuple):
    """An empty line on a terminal."""


SPACE = Space()
Block: TypeAlias = Heading | Paragraph | Sentences | Lines | Facts | Table | Entries | Space


def section(heading: str, entries: Sequence[Entry], limit: int, level: int = 3) -> tuple[Block, ...]:
    """Return the first entries below their heading; nothing where there is none, or none is to be named."""
    if not entries or not limit:
        return ()
    named = min(limit, len(entries))
    return (SPACE, Heading(heading, level, total=len(entries), named=named), Entries(entries[:named]))
