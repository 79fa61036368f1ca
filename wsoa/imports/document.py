"""The plain shape that every kind of document is read into: lines of text, and tables of cells."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from wsoa.imports.ledger import Entry

HIDDEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e007f]"
)
_SPACES = re.compile("[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_LINES = re.compile(" *(?:\r\n|[\n\r\x0b\x0c\x85\u2028\u2029])[ \n\r\x0b\x0c\x85\u2028\u2029]*")


class ImportStop(Exception):  # noqa: N818 - a sentence for the user, not a failure of ours
    """The document cannot be imported; the message says why and what to do, in one sentence."""


class Cell(NamedTuple):
    """One square of a table. Text may have several lines; it holds no character that cannot be seen."""

    text: str
    place: str
    row: int
    column: int
    covered: Literal["", "left", "above"] = ""
    """Set where the square belongs to a merged cell that starts to its left or above, whose text it has."""
    label: str = ""
    """The number that the word processor puts before the text and that is not part of it."""
    day: str = ""
    """The date that a date cell holds, in canonical spelling."""
    inner: tuple[Table, ...] = ()
    """Tables inside the cell."""
    shade: str = ""
    """The plain name of the colour that the square is shaded in."""
    struck: str = ""
    """What is struck through in the square; ``text`` does not hold it."""

    @property
    def own(self) -> str:
        """The text, where the square is not covered by another cell."""
        return "" if self.covered else self.text


class Table(NamedTuple):
    """A table: rows of equal length."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]


class Line(NamedTuple):
    """A heading or a paragraph. ``level`` is 1 and up for a heading, 0 for a paragraph."""

    text: str
    place: str
    level: int = 0
    label: str = ""
    """The number that the word processor puts before the text and that is not part of it."""


class Document(NamedTuple):
    """What a file holds, in its order, and what reading it already left in doubt."""

    name: str
    title: str
    blocks: tuple[Line | Table, ...]
    notes: tuple[Entry, ...] = ()


def tidy(text: str) -> str:
    """Return text with ordinary spaces and line ends and without characters that nobody can see."""
    spaced = _SPACES.sub(" ", HIDDEN.sub("", text))
    return _LINES.sub("\n", spaced).strip()


def squared(rows: list[list[Cell]], width: int, place: str) -> tuple[tuple[Cell, ...], ...]:
    """Fill short rows with empty cells, so that every row is as long as the longest."""
    return tuple(
        tuple(
            row
            + [
                Cell("", f"{place}, row {number + 1}, column {column + 1}", number, column)
                for column in range(len(row), width)
            ]
        )
        for number, row in enumerate(rows)
    )
