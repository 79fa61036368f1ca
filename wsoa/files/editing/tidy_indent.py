"""Every step two spaces: the lines of a file moved sideways, each with what it belongs to."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import NamedTuple

from wsoa.files.editing.layout import (
    CannotEditError,
    Node,
    column_of,
    end_of,
    is_flow,
    next_line,
    start_of,
)
from wsoa.files.editing.splice import Splice
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan
from wsoa.files.text import split_lines

STEP = 2
_DASH = re.compile(r"(?<![^\r\n])[ ]*-(?=[ \t\r\n]|\Z)")
_DIGIT = re.compile(r"[|>][-+]?[1-9]")


class _Column(NamedTuple):
    """A column in which keys or dashes stand, and the one in which they should."""

    old: int
    new: int


def indents(text: str, root: MappingNode) -> list[Splice]:
    """Return the splices that move every line to its column.

    Raises:
        CannotEditError: a key or a dash stands where its column cannot be told.
    """
    if is_flow(text, root):
        return []
    lines = _Lines(text)
    lines.keys(root, 0)
    lines.comments()
    return lines.splices()


class _Lines:
    """The lines of a file on their way to their columns."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.lines = split_lines(text)
        self.starts = _starts(text)
        self.columns: dict[int, list[_Column]] = {}
        """For each line on which a key or a dash starts: the columns on it."""
        self.moved: dict[int, int] = {}
        """For each line inside a longer value: where its first character should stand."""
        self.below: dict[int, int] = {}
        """For each last line of a text after | or >: where the text stands, and comments must not."""
        self.gaps: list[Splice] = []

    def keys(self, group: MappingNode, new: int) -> None:
        """Give the lines of a group's keys, and of what is below them, their columns."""
        old = column_of(group)
        for name, (key, spot) in group.spots.items():
            line = key.start_mark.line
            before = self.lines[line][: key.start_mark.column]
            if key.start_mark.column != old or before.strip(" -"):
                raise CannotEditError("a key here does not start its line", line + 1)
            self.columns.setdefault(line, []).append(_Column(old, new))
            self._value(group.get(name), key, spot, _Column(old, new))

    def _value(self, node: Node, key: TextSpan | None, spot: TextSpan, column: _Column) -> None:
        """Move what stands under a key or after a dash; ``column`` is that of the key, or of the item."""
        if isinstance(node, MappingNode) and not is_flow(self.text, node):
            self.keys(node, column.new + STEP if key is not None else column.new)
        elif isinstance(node, SequenceNode) and not is_flow(self.text, node):
            self._items(node, column.new + STEP if key is not None else column.new)
        elif key is not spot and getattr(spot, "style", None) in {"|", ">"}:
            self._block(spot, column, column.new + STEP if key is not None else column.new)
        elif key is not spot:
            below = key is not None and spot.start_mark.line > key.start_mark.line
            first = spot.start_mark.line + (0 if below else 1)
            last = self._line_at(end_of(self.text, node, key, spot))
            self._shift(range(first, last + 1), column)

    def _items(self, series: SequenceNode, new: int) -> None:
        old, dash = series.spot.start_mark.column, start_of(series.spot)
        for node, spot in zip(series, series.spots, strict=True):
            line = self._line_at(dash)
            if self.text[dash : dash + 1] != "-" or dash - self.starts[line] != old:
                raise CannotEditError("a dash here does not stand below the others", line + 1)
            self.columns.setdefault(line, []).append(_Column(old, new))
            end = max(dash + 1, end_of(self.text, node, None, spot))
            if end > dash + 1:
                self._item(node, spot, line, dash, new)
            found = _DASH.search(self.text, next_line(self.text, end))
            dash = found.end() - 1 if found else len(self.text)

    def _item(self, node: Node, spot: TextSpan, line: int, dash: int, new: int) -> None:
        start = start_of(spot)
        if spot.start_mark.line == line:
            if self.text[dash + 1 : start] != " ":
                self.gaps.append(Splice(dash + 1, start, " "))
        elif not isinstance(node, (MappingNode, SequenceNode)) or is_flow(self.text, node):
            self.moved[spot.start_mark.line] = new + STEP
        self._value(node, None, spot, _Column(spot.start_mark.column, new + STEP))

    def _block(self, spot: TextSpan, column: _Column, new: int) -> None:
        """Move a text after | or > as one; spaces alone on a line may be part of it."""
        header = self.text[start_of(spot) : start_of(spot) + 3]
        first, last = spot.start_mark.line + 1, self._line_at(end_of(self.text, None, None, spot))
        filled = [line for line in range(first, last + 1) if self.lines[line].strip(" ")]
        if not filled:
            return
        old = _indent(self.lines[filled[0]])
        by = column.new - column.old if _DIGIT.match(header) else new - old
        for line in range(first, last + 1):
            indent = _indent(self.lines[line])
            blank = indent == len(self.lines[line])
            if by and not (blank and not indent):
                self.moved[line] = 0 if blank and indent <= old else max(0, indent + by)
        self.below[last] = old + by

    def _shift(self, lines: range, column: _Column) -> None:
        """Move the further lines of a text or of brackets with the key they stand under."""
        by = column.new - column.old
        for line in lines if by else ():
            if self.lines[line].strip():
                self.moved[line] = max(column.new + 1, _indent(self.lines[line]) + by)
        for line in lines:
            self.moved.setdefault(line, _indent(self.lines[line]))

    # Comments on lines of their own

    def comments(self) -> None:
        """Move each comment with the line below it, or with what it stands under."""
        following: int | None = None
        for number in range(len(self.lines) - 1, -1, -1):
            if number in self.columns:
                following = number
            elif number not in self.moved and self.lines[number].lstrip(" ").startswith("#"):
                self.moved[number] = self._comment(number, following)
        for last, column in self.below.items():
            self._keep_out(last + 1, column)

    def _comment(self, number: int, following: int | None) -> int:
        indent = _indent(self.lines[number])
        if following is not None and self.columns[following][0].old == indent:
            return self.columns[following][0].new
        for above in range(number - 1, -1, -1):
            standing = [one for one in self.columns.get(above, ()) if one.old <= indent]
            if standing:
                old, new = standing[-1]
                return new + indent - old
        return indent

    def _keep_out(self, number: int, column: int) -> None:
        """Keep comments that follow a text from becoming part of it."""
        while number < len(self.lines) and number not in self.columns:
            if self.moved.get(number, 0) >= column:
                self.moved[number] = max(0, column - STEP)
            number += 1

    def splices(self) -> list[Splice]:
        """Return the changes, each of the spaces that a line starts with or that follow a dash."""
        wanted = {line: columns[0].new for line, columns in self.columns.items()} | self.moved
        changed = (
            Splice(self.starts[line], self.starts[line] + indent, " " * new)
            for line, new in wanted.items()
            if (indent := _indent(self.lines[line])) != new
        )
        return [*changed, *self.gaps]

    def _line_at(self, position: int) -> int:
        return bisect_right(self.starts, position) - 1


def _starts(text: str) -> list[int]:
    return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", text))]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
