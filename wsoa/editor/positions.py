"""Places in a text as an editor counts them and as plan files are read.

An editor counts lines from 0 and, within a line, units of the encoding that was agreed with it, mostly
UTF-16, where an emoji is two. Everything else here counts characters, from 0, in the text without a byte
order mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from enum import StrEnum
from functools import cached_property
from typing import NamedTuple

from wsoa.files.editing.splice import BOM
from wsoa.findings import Place

_LINE_END = re.compile(r"\r\n|\r|\n")
_FIRST_OF_TWO = 0xFFFF


class Units(StrEnum):
    """What an editor counts within a line."""

    UTF_8 = "utf-8"
    UTF_16 = "utf-16"
    UTF_32 = "utf-32"

    def size(self, text: str) -> int:
        """Return how many units a text has. Half a character counts as one, or as three bytes."""
        if text.isascii() or self is Units.UTF_32:
            return len(text)
        if self is Units.UTF_16:
            return len(text) + sum(1 for one in text if ord(one) > _FIRST_OF_TWO)
        return len(text.encode("utf-8", "surrogatepass"))


class Position(NamedTuple):
    """A point in a text as an editor has it: line and unit, both from 0."""

    line: int
    unit: int


class Range(NamedTuple):
    """Characters of a text, from the first up to the one after the last."""

    start: int
    end: int

    def holds(self, offset: int) -> bool:
        """True for a point inside, or at either end."""
        return self.start <= offset <= self.end


class Text:
    """The text of one file as an editor holds it. Lines end where the protocol says: LF, CRLF or CR."""

    def __init__(self, whole: str) -> None:
        self.whole = whole
        self.characters = whole.removeprefix(BOM)
        self._mark = len(whole) - len(self.characters)

    @cached_property
    def data(self) -> bytes:
        """The bytes that saving it would write."""
        return self.whole.encode("utf-8", "surrogatepass")

    @cached_property
    def _lines(self) -> list[Range]:
        """Where each line starts and, before its line end, ends."""
        ends = [(found.start(), found.end()) for found in _LINE_END.finditer(self.characters)]
        starts = [0, *(after for _, after in ends)]
        return [
            Range(*pair)
            for pair in zip(starts, [*(end for end, _ in ends), len(self.characters)], strict=True)
        ]

    def line(self, number: int) -> Range:
        """Return where a line, counted from 0, stands; the last one for any number beyond it."""
        return self._lines[min(number, len(self._lines) - 1)]

    def line_of(self, offset: int) -> int:
        """Return the number, from 0, of the line that a character stands in."""
        return max(0, bisect_right(self._lines, (offset, len(self.characters) + 1)) - 1)

    def offset(self, position: Position, units: Units) -> int:
        """Return the character at a position: the end of the line, or of the text, for one beyond it.

        A position in the middle of a character is that character's start.
        """
        if position.line >= len(self._lines):
            return len(self.characters)
        start, end = self._lines[position.line]
        left = position.unit - (units.size(BOM) if self._mark and not position.line else 0)
        for offset in range(start, end):
            left -= units.size(self.characters[offset])
            if left < 0:
                return offset
        return end

    def position(self, offset: int, units: Units) -> Position:
        """Return where an editor has a character."""
        line = self.line_of(offset)
        start, end = self._lines[line]
        mark = units.size(BOM) if self._mark and not line else 0
        return Position(line, mark + units.size(self.characters[start : min(offset, end)]))

    def range_of(self, place: Place) -> Range:
        """Return the characters that a finding is about; the rest of its line where it has no end."""
        line = self.line(place.line - 1)
        start = min(line.start + place.column - 1, line.end)
        if place.end_line:
            last = self.line(place.end_line - 1)
            end = min(last.start + place.end_column - 1, last.end)
            if end > start:
                return Range(start, end)
        rest = self.characters[start : line.end].rstrip()
        return Range(start, start + len(rest)) if rest else Range(line.start, line.end)

    def replaced(self, start: Position, end: Position, new: str, units: Units) -> Text:
        """Return the text with one stretch of it replaced, as an editor tells of a change."""
        first, last = sorted((self.offset(start, units), self.offset(end, units)))
        mark = self.whole[: self._mark]
        return Text(mark + self.characters[:first] + new + self.characters[last:])
