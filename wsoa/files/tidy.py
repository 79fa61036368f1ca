"""The canonical layout of one plan file, reached by the smallest changes: no word and no comment is touched.

Keys stand in the format's order, refs and easily misread text in quotes, every step is two spaces, dashes stand
two spaces below their key, no line ends in spaces, and the file ends in one line end. What is in brackets stays
in brackets; blank lines between items, line ends and long lines stay.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

from pydantic import BaseModel

from wsoa.files.emit import REF_KEYS, Quoted, is_plain, scalar
from wsoa.files.fields import groups, leaves
from wsoa.files.layout import CannotEditError, Node, is_flow
from wsoa.files.nodes import Group, Series, Spot
from wsoa.files.parse import parse
from wsoa.files.splice import Splice, apply, newline_of
from wsoa.files.tidy_indent import indents
from wsoa.files.tidy_order import moves

_SPACES_AT_END = re.compile(r"[ \t]+(?=\r|\n|\Z)")
_BLANKS = re.compile(r"(?:[ \t]*(?:\r\n|\r|\n))*[ \t]*\Z")
_MOST_ROUNDS = 64


class Sheet(NamedTuple):
    """A file's text and what it reads as, from which the next small changes are worked out."""

    text: str
    root: Group
    model: type[BaseModel]


def tidy(text: str, model: type[BaseModel]) -> str:
    """Return a file's text in canonical layout. The file must be free of errors of reading.

    ``model`` is what the whole file becomes: a plan or a workstream.

    Raises:
        CannotEditError: it is written in a way that no program should touch, or would not read back the same.
    """
    root = _read(text)
    for step in (_ends, _order, _quotes, _indents):
        text = _settled(text, model, step)
    if _read(text) != root:
        raise CannotEditError("this file would not read back as what it says now", 1)
    return text


def _settled(text: str, model: type[BaseModel], step: Callable[[Sheet], list[Splice]]) -> str:
    """Take one step until it changes nothing more."""
    for _ in range(_MOST_ROUNDS):
        splices = step(Sheet(text, _read(text), model))
        if not splices:
            return text
        text = apply(text, splices)
    raise CannotEditError("the layout of this file does not settle", 1)


def _read(text: str) -> Group:
    root, findings = parse(text, "")
    if root is None or findings:
        line = findings[0].place.line if findings else 1
        raise CannotEditError("this file would not read back as what it says now", line)
    return root


def _ends(sheet: Sheet) -> list[Splice]:
    """Take spaces off the ends of lines, and leave one line end at the end of the file."""
    text = sheet.text
    fixed = [(spot.start_mark.index, spot.end_mark.index) for spot in _written(sheet.root)]
    splices = [
        Splice(found.start(), found.end(), "")
        for found in _SPACES_AT_END.finditer(text)
        if not any(start < found.start() < end for start, end in fixed)
    ]
    blanks = _BLANKS.search(text)
    last = max(fixed, default=(0, 0), key=lambda one: one[1])
    if blanks is None or (last[1] >= len(text) and not _chomped(text, last[0])):
        return splices
    start = blanks.start()
    splices = [one for one in splices if one.start < start]
    ending = newline_of(text)
    return splices if text[start:] == ending else [*splices, Splice(start, len(text), ending)]


def _chomped(text: str, start: int) -> bool:
    """Tell whether the text of a block scalar ends before its last line end, so that line ends do not matter."""
    return re.match(r"[|>][0-9]?-", text[start : start + 3]) is not None


def _written(node: Node) -> Iterator[Spot]:
    """Yield every text in which spaces at the end of a line may count: in quotes, or after | or >."""
    spots = [value for _, value in node.spots.values()] if isinstance(node, Group) else node.spots
    for spot, value in zip(spots, _values(node), strict=True):
        if isinstance(value, (Group, Series)):
            yield from _written(value)
        elif getattr(spot, "style", None):
            yield spot


def _values(node: Group | Series) -> list[Node]:
    return [node.get(key) for key in node.spots] if isinstance(node, Group) else list(node)


def _order(sheet: Sheet) -> list[Splice]:
    return moves(sheet.text, sheet.root, sheet.model)


def _quotes(sheet: Sheet) -> list[Splice]:
    """Put quotes round refs, and round text that a parser or a person could take for something else."""
    splices = []
    for key, text, spot, within, is_text in leaves(sheet.root, sheet.model):
        start, end = spot.start_mark.index, spot.end_mark.index
        # text over several lines is taken for nothing else
        if getattr(spot, "style", None) or sheet.text[start:end] != text or not text:
            continue
        if key in REF_KEYS or (is_text and not is_plain(text, flow=is_flow(sheet.text, within))):
            splices.append(Splice(start, end, scalar(Quoted(text))))
    return [*splices, *_quoted_keys(sheet)]


def _quoted_keys(sheet: Sheet) -> Iterator[Splice]:
    for group, _, own_keys in groups(sheet.root, sheet.model):
        for name, (key, _) in group.spots.items() if own_keys else ():
            start, end = key.start_mark.index, key.end_mark.index
            if sheet.text[start:end] == name and not is_plain(name):
                yield Splice(start, end, scalar(Quoted(name)))


def _indents(sheet: Sheet) -> list[Splice]:
    return indents(sheet.text, sheet.root)
