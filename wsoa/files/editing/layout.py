"""Where values end in a file, and how the file is laid out, from the parser's marks and the text itself."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from wsoa.files.editing.emit import Layout
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan

_BREAK = re.compile(r"[\r\n]|\Z")
_COLON = re.compile(r"[ \t]*:")
_TO_BRACKET = re.compile(r"(?:[\s,:]|(?<=\s)#[^\r\n]*|(?<=[,:\[{])#[^\r\n]*)*")
_COMMENT_LINE = re.compile(r"(?:\r\n|\r|\n)(?P<indent>[ ]*)#[^\r\n]*")
_BLOCK_HEADER = re.compile(r"[|>](?P<how>[-+0-9]*)")

Node = Any
"""A group, a series, text, or None where a key or a dash has nothing after it."""


class CannotEditError(Exception):
    """A place in a file that is written in a way no program should touch; the message says why, and where."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(f"{why} (line {line})")
        self.why, self.line = why, line


def is_flow(text: str, node: Node) -> bool:
    """Tell whether a group or a series is written in brackets."""
    return isinstance(node, (MappingNode, SequenceNode)) and text[
        start_of(node.spot) : start_of(node.spot) + 1
    ] in {
        "{",
        "[",
    }


def start_of(spot: TextSpan) -> int:
    """Return the character a spot starts at."""
    return spot.start_mark.index


def line_end(text: str, position: int) -> int:
    """Return where the line of a character ends, before its line break."""
    found = _BREAK.search(text, position)
    return found.start() if found else len(text)


def line_start(text: str, position: int) -> int:
    """Return where the line of a character starts."""
    return max(text.rfind("\n", 0, position), text.rfind("\r", 0, position)) + 1


def next_line(text: str, position: int) -> int:
    """Return where the line after a character's starts; the end of the text on the last line."""
    end = line_end(text, position)
    return end + (2 if text.startswith("\r\n", end) else 1 if end < len(text) else 0)


def after_colon(text: str, key: TextSpan) -> int:
    """Return the character after a key's colon.

    Raises:
        CannotEditError: there is no colon beside the key.
    """
    found = _COLON.match(text, key.end_mark.index)
    if found is None:
        raise CannotEditError("a key here has no colon beside it", key.start_mark.line + 1)
    return found.end()


def has_colon(text: str, key: TextSpan) -> bool:
    """Tell whether a key is followed by its colon; in braces it may do without."""
    return _COLON.match(text, key.end_mark.index) is not None


def end_of(text: str, node: Node, key: TextSpan | None, spot: TextSpan) -> int:
    """Return where a value ends: after its last character that is not a blank line or a comment.

    ``key`` is the key it stands under, None in a list; ``spot`` is where the parser saw it.
    """
    if isinstance(node, (MappingNode, SequenceNode)):
        return _end_of_many(text, node)
    if key is not None and spot is key:
        return after_colon(text, key) if has_colon(text, key) else key.end_mark.index
    if getattr(spot, "style", None) in {"|", ">"}:
        return _end_of_block_scalar(text, spot)
    if spot.start_mark.index == spot.end_mark.index:
        # the parsers place an item that is not there on different lines
        return len(text[: spot.start_mark.index].rstrip())
    return spot.end_mark.index


def _end_of_many(text: str, node: MappingNode | SequenceNode) -> int:
    ends = [end for *_, end in members(text, node)]
    start = start_of(node.spot)
    if not is_flow(text, node):
        return max(ends, default=start)
    at = max(ends, default=start + 1)
    found = _TO_BRACKET.match(text, at)
    closing = found.end() if found else at
    if text[closing : closing + 1] not in {"}", "]"}:
        raise CannotEditError("the end of the brackets here cannot be found", node.spot.start_mark.line + 1)
    return closing + 1


def members(text: str, node: MappingNode | SequenceNode) -> Iterator[tuple[str | int, Node, int, int]]:
    """Yield what a group or a series holds: key or position, value, first character, end."""
    if isinstance(node, MappingNode):
        for name, (key, spot) in node.spots.items():
            yield name, node.get(name), start_of(key), end_of(text, node.get(name), key, spot)
    else:
        for index, spot in enumerate(node.spots):
            end = end_of(text, node[index], None, spot)
            yield index, node[index], min(start_of(spot), end), end


def _end_of_block_scalar(text: str, spot: TextSpan) -> int:
    start, end = spot.start_mark.index, spot.end_mark.index
    header = _BLOCK_HEADER.match(text, start)
    if header is not None and "+" in header["how"]:
        body = text[start:end]
        return start + len(body.removesuffix("\n").removesuffix("\r"))
    return start + len(text[start:end].rstrip())


def after_comments(text: str, position: int, column: int) -> int:
    """Return the end of the last comment line that follows directly and stands deeper than a column."""
    at = line_end(text, position)
    while (found := _COMMENT_LINE.match(text, at)) and len(found["indent"]) > column:
        at = found.end()
    return at


def holds_comment(text: str, node: Node, start: int, end: int) -> bool:
    """Tell whether a comment stands between the values of a group or a series."""
    gaps = text[start:end]
    for begin, stop in sorted(_scalars(text, node), reverse=True):
        gaps = gaps[: begin - start] + "." * (stop - begin) + gaps[stop - start :]
    return re.search(r"(?:^|\s)#", gaps) is not None


def _scalars(text: str, node: Node) -> Iterator[tuple[int, int]]:
    if isinstance(node, MappingNode):
        for name, (key, spot) in node.spots.items():
            yield key.start_mark.index, key.end_mark.index
            if isinstance(node.get(name), (MappingNode, SequenceNode)):
                yield from _scalars(text, node[name])
            else:
                yield spot.start_mark.index, end_of(text, None, key, spot)
    elif isinstance(node, SequenceNode):
        for one, spot in zip(node, node.spots, strict=True):
            if isinstance(one, (MappingNode, SequenceNode)):
                yield from _scalars(text, one)
            else:
                yield spot.start_mark.index, max(spot.start_mark.index, end_of(text, one, None, spot))


def layout_of(text: str, root: MappingNode) -> Layout:
    """Return how a file indents, by what it does most; two and two where it shows nothing."""
    steps: Counter[int] = Counter()
    dashes: Counter[int] = Counter()
    gaps: Counter[int] = Counter()
    for key, node in _blocks(text, root):
        at, own = key.start_mark.column, node.spot.start_mark.column
        if isinstance(node, MappingNode):
            steps[column_of(node) - at] += 1
        else:
            dashes[own - at] += 1
            gaps.update(one.spot.start_mark.column - own for one in node if isinstance(one, MappingNode))
    return Layout(_most(steps, 2, 1), _most(dashes, 2, 0), _most(gaps, 2, 2))


def column_of(node: MappingNode) -> int:
    """Return the column that the keys of a group stand in."""
    return next((key.start_mark.column for key, _ in node.spots.values()), node.spot.start_mark.column)


def in_brackets(text: str, root: MappingNode, name: str) -> bool:
    """Tell whether the lists under a key, anywhere in a file, mostly hold groups in brackets."""
    ways = Counter(
        is_flow(text, one)
        for key, node in _blocks(text, root)
        if isinstance(node, SequenceNode) and text[key.start_mark.index : key.end_mark.index] == name
        for one in node
        if isinstance(one, MappingNode)
    )
    return ways[True] > ways[False]


def _blocks(text: str, node: Node) -> Iterator[tuple[TextSpan, MappingNode | SequenceNode]]:
    """Yield every group and series in block style that stands under a key, with that key."""
    if isinstance(node, MappingNode):
        for name, (key, _) in node.spots.items():
            value = node.get(name)
            if isinstance(value, (MappingNode, SequenceNode)) and not is_flow(text, value):
                yield key, value
                yield from _blocks(text, value)
    elif isinstance(node, SequenceNode):
        for one in node:
            if not is_flow(text, one):
                yield from _blocks(text, one)


def _most(counts: Counter[int], otherwise: int, least: int) -> int:
    fit = [(count, -value) for value, count in counts.items() if value >= least]
    return -max(fit)[1] if fit else otherwise
