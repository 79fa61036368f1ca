"""Keys moved into the format's order, each with its comment, the lines above it and all that is below it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pydantic import BaseModel

from wsoa.files.editing.layout import (
    after_comments,
    column_of,
    holds_comment,
    is_flow,
    line_start,
    members,
    next_line,
)
from wsoa.files.editing.order import keys_of
from wsoa.files.editing.splice import Splice, newline_of
from wsoa.files.fields import groups
from wsoa.files.nodes import MappingNode

_KEEPS_BLANKS = re.compile(r"[|>][0-9]?\+")
_OWN_COMMENTS = re.compile(r"(?<![^\r\n])(?:[ ]*#[^\r\n]*(?:\r\n|\r|\n))+\Z")
_COMMENT = re.compile(r"(?<![^\r\n])[ ]+(?=#)")


class _Part(NamedTuple):
    """A key with all that moves with it: ``above`` are whole lines, ``body`` starts at the key."""

    above: str
    body: str


def moves(text: str, root: MappingNode, model: type[BaseModel]) -> list[Splice]:
    """Return the splices that put the outermost groups out of order in order; none where all are."""
    splices: list[Splice] = []
    done = 0
    for group, kind, _ in groups(root, model):
        if kind is None or not group.spots or group.spot.start_mark.index < done:
            continue
        wanted = _wanted(group, keys_of(kind))
        if wanted and (found := list(_moved(text, group, wanted))):
            splices += found
            done = found[-1].end
    return splices


def _wanted(group: MappingNode, order: Sequence[str]) -> list[int]:
    """Return which key should stand at each place, by number; empty where all stand right."""
    there = list(group.spots)
    ranks = {key: rank for rank, key in enumerate(order)}
    ranks |= {key: len(order) for key in there if key.startswith("x-")}  # the area's own keys stand last
    if any(key not in ranks for key in there):
        return []
    wanted = sorted(range(len(there)), key=lambda index: ranks[there[index]])
    return [] if wanted == list(range(len(there))) else wanted


def _moved(text: str, group: MappingNode, wanted: list[int]) -> Iterator[Splice]:
    places = [(start, end) for _, _, start, end in members(text, group)]
    first, last = places[0][0], places[-1][1]
    if is_flow(text, group):
        if not holds_comment(text, group, first, last):
            for (start, end), index in zip(places, wanted, strict=True):
                moved = text[slice(*places[index])]
                if moved != text[start:end]:
                    # a colon with nothing after it is no colon before a comma
                    yield Splice(start, end, f"{moved} " if moved.endswith(":") else moved)
    elif not _KEEPS_BLANKS.search(text, first, last) and text[-1:] in {"\n", "\r"}:
        yield from _moved_lines(text, group, places, wanted)


def _moved_lines(
    text: str, group: MappingNode, places: list[tuple[int, int]], wanted: list[int]
) -> Iterator[Splice]:
    column, newline = column_of(group), newline_of(text)
    first, line = places[0][0], line_start(text, places[0][0])
    own_line = not text[line:first].strip()
    parts, start = _parts(text, places, column, own_line=own_line and column > 0)
    lead, *rest = (parts[index] for index in wanted)
    lines = f"{lead.body}{newline}" + newline.join(f"{one.above}{' ' * column}{one.body}" for one in rest)
    stop = after_comments(text, places[-1][1], column)
    if own_line:
        yield Splice(start, stop, f"{lead.above}{' ' * column}{lines}")
        return
    dash = len(text[line:first]) - len(text[line:first].lstrip())
    if lead.above:
        yield Splice(line, line, _COMMENT.sub(" " * dash, lead.above))
    yield Splice(first, stop, lines)


def _parts(
    text: str, places: list[tuple[int, int]], column: int, *, own_line: bool
) -> tuple[list[_Part], int]:
    """Return the keys of a group with what belongs to each, and where the first one's lines start.

    The comments above the first key are its own only on lines of their own inside the group: what stands
    above a dash is the item's, and the head of a file is the file's.
    """
    first = places[0][0]
    start = line_start(text, first)
    found = _OWN_COMMENTS.search(text, 0, start) if own_line else None
    above = found[0] if found else ""
    start -= len(above)
    parts = []
    for position, end in places:
        stop = after_comments(text, end, column)
        parts.append(_Part(_no_deeper(above, column), text[position:stop]))
        following = next((one for one, _ in places if one > position), stop)
        above = text[next_line(text, stop) : line_start(text, following)]
    return parts, start


def _no_deeper(lines: str, column: int) -> str:
    """Bring comments back to a column: deeper ones could be taken into a text that comes to stand above."""
    return _COMMENT.sub(lambda found: found[0][:column], lines)
