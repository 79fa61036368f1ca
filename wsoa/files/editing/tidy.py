"""The canonical layout of one plan file, reached by the smallest changes: no word and no comment is touched.

Keys stand in the format's order, refs and easily misread text in quotes. Every step is two spaces, for dashes
too, no line ends in spaces, and the file ends in one line end. What is in brackets stays in brackets; blank
lines between items, line ends and long lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import BaseModel

from wsoa.files.editing.emit import REF_KEYS, Quoted, is_plain, scalar
from wsoa.files.editing.layout import CannotEditError, Node, is_flow, line_end, line_start
from wsoa.files.editing.splice import Splice, apply, newline_of
from wsoa.files.editing.tidy_indent import indents
from wsoa.files.editing.tidy_order import moves
from wsoa.files.fields import groups, leaves
from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan
from wsoa.files.parse import parse

_SPACES_AT_END = re.compile(r"[ \t]+(?=\r|\n|\Z)")
_BLOCK = re.compile(r"(?P<sign>[|>][-+0-9]*)[^\r\n]*(?:[\r\n]|[ ]+(?=[\r\n]))*(?P<indent>[ ]*)")
_MOST_ROUNDS = 64


def tidy(text: str, model: type[BaseModel], root: MappingNode | None = None) -> str:
    """Return a file's text in canonical layout. The file must be free of errors of reading.

    ``model`` is what the whole file becomes: a plan or a workstream. ``root`` is what the text was read into,
    where that is at hand. A text is read again only once a step has changed it.

    Raises:
        CannotEditError: it is written in a way that no program should touch, or would not read back the same.
    """
    before = now = _read(text) if root is None else root
    for step in _STEPS:
        text, now = _settled(text, now, model, step)
    if now != before:
        raise CannotEditError("this file would not read back as what it says now", 1)
    return text


_Step = Callable[[str, MappingNode, type[BaseModel]], list[Splice]]


def _settled(text: str, root: MappingNode, model: type[BaseModel], step: _Step) -> tuple[str, MappingNode]:
    """Take one step until it changes nothing more; return the text with what it reads as."""
    for _ in range(_MOST_ROUNDS):
        splices = step(text, root, model)
        if not splices:
            return text, root
        text = apply(text, splices)
        root = _read(text)
    raise CannotEditError("the layout of this file does not settle", 1)


def _read(text: str) -> MappingNode:
    root, findings = parse(text, "")
    if root is None or findings:
        line = findings[0].place.line if findings else 1
        raise CannotEditError("this file would not read back as what it says now", line)
    return root


class _Long(NamedTuple):
    """A text over several lines in which spaces at the end of a line may count.

    ``start`` and ``end`` bound its lines. One after | or >, its ``sign``, starts below that line, and each of
    its lines with ``indent`` spaces.
    """

    start: int
    end: int
    sign: str = ""
    indent: int = 0


def _ends(text: str, root: MappingNode, _: type[BaseModel]) -> list[Splice]:
    """Take spaces off the ends of lines, and leave one line end at the end of the file."""
    long = [_long(text, spot) for spot in _written(root)]
    splices = [
        Splice(found.start(), found.end(), "")
        for found in _SPACES_AT_END.finditer(text)
        if not any(one.start < found.start() < one.end and not _idle(text, found, one.indent) for one in long)
    ]
    at = len(text.rstrip(" \t\r\n"))
    if any(one.end >= len(text) and not _may_be_cut(one.sign, text[at:]) for one in long):
        return splices
    splices = [one for one in splices if one.start < at]
    ending = newline_of(text)
    return splices if text[at:] == ending else [*splices, Splice(at, len(text), ending)]


def _long(text: str, spot: TextSpan) -> _Long:
    start, end = spot.start_mark.index, spot.end_mark.index
    found = _BLOCK.match(text, start, end)
    if found is None:
        return _Long(start, end)
    return _Long(line_end(text, start), end, found["sign"], len(found["indent"]))


def _idle(text: str, spaces: re.Match[str], indent: int) -> bool:
    """Tell whether spaces are a line's only ones and stand before where its text would start."""
    return spaces.start() == line_start(text, spaces.start()) and len(spaces[0]) <= indent


def _may_be_cut(sign: str, rest: str) -> bool:
    """Tell whether the last text of a file, if it is after this sign, stays the same with one line end."""
    if "+" in sign or " " in rest:
        return False
    return bool(rest) or "-" in sign


def _written(node: Node) -> Iterator[TextSpan]:
    """Yield every text in which spaces at the end of a line may count: in quotes, or after | or >."""
    spots = [value for _, value in node.spots.values()] if isinstance(node, MappingNode) else node.spots
    for spot, value in zip(spots, _values(node), strict=True):
        if isinstance(value, (MappingNode, SequenceNode)):
            yield from _written(value)
        elif getattr(spot, "style", None) and spot.start_mark.line != spot.end_mark.line:
            yield spot


def _values(node: MappingNode | SequenceNode) -> list[Node]:
    return [node.get(key) for key in node.spots] if isinstance(node, MappingNode) else list(node)


def _quotes(text: str, root: MappingNode, model: type[BaseModel]) -> list[Splice]:
    """Put quotes round refs, and round text that a parser or a person could take for something else."""
    splices = []
    for key, value, spot, within, is_text in leaves(root, model):
        # text over several lines is taken for nothing else
        if not value or text[spot.start_mark.index : spot.end_mark.index] != value:
            continue
        if key in REF_KEYS or (is_text and not is_plain(value, flow=is_flow(text, within))):
            splices.append(_quoted(spot, value))
    return [*splices, *_quoted_keys(text, root, model)]


def _quoted_keys(text: str, root: MappingNode, model: type[BaseModel]) -> Iterator[Splice]:
    for group, _, own_keys in groups(root, model):
        for name, (key, _) in group.spots.items() if own_keys else ():
            if text[key.start_mark.index : key.end_mark.index] == name and not is_plain(name):
                yield _quoted(key, name)


def _quoted(spot: TextSpan, text: str) -> Splice:
    return Splice(spot.start_mark.index, spot.end_mark.index, scalar(Quoted(text)))


def _indents(text: str, root: MappingNode, _: type[BaseModel]) -> list[Splice]:
    return indents(text, root)


_STEPS: tuple[_Step, ...] = (_ends, moves, _quotes, _indents, _ends)
