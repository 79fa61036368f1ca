"""What is being typed: the stretch of text before the cursor, and the place in the plan it will stand at.

While somebody types, a file can mostly not be read: a bracket is open, a quote not closed. So the text is
read up to the cursor only, with a mark in the place of what is typed, and the parser's own events tell where
the mark stands.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from pydantic import BaseModel
from ruamel.yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wsoa.editor.meaning import declared_at
from wsoa.editor.positions import Range, Text
from wsoa.files.nodes import Path
from wsoa.files.parse import events
from wsoa.plan.head import Governance
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Outcome, Promise, Update, Withdrawal, Workstream

_MARK = "\ue000here\ue000"
"""Letters that no plan has, to stand for what is being typed."""
_ENTRY = re.compile(r"[ ]*(?:-[ ]+)*(?:[^\s'\"\[\]{}#,&*!|>%@`][^\s:]*:(?:[ ]+|\Z))?")
_KEY_BEFORE = re.compile(r"(?P<key>[a-z_]+):[ ]+[\[{]?[^:{}]*\Z")
_IN_BRACKETS = re.compile(r".*,[ ]*(?:[a-z_]+:[ ]+)?(?P<quote>[\"']?)(?=[^,]*\Z)")
_AFTER = re.compile(r"[^\r\n,\]}#\"]*")
_ANYWHERE: Mapping[str, type[BaseModel]] = {
    "leads": Promise,
    "due": Promise,
    "completed": Promise,
    "depends_on": Promise,
    "superseded_by": Withdrawal,
    "forecast": Update,
    "accountable": Outcome,
    "chairs": Workstream,
    "sponsors": Workstream,
    "weaknesses": Workstream,
    "owner": Kpi,
    "also_in": Kpi,
    "chair": Governance,
}
"""Keys that mean the same wherever they stand, for a file that cannot be read even up to the cursor."""


class Typing(NamedTuple):
    """A value in the making: the keys that lead to it, what was typed, and which characters to replace.

    ``quote`` is the mark that was opened before it, which belongs to what is replaced. ``anywhere`` says that
    only the last key is known, which means the same wherever it stands.
    """

    path: Path
    typed: str
    replace: Range
    quote: str = ""
    anywhere: bool = False

    def held(self, top: type[BaseModel]) -> tuple[type[BaseModel], str] | None:
        """Return the model that the value belongs to, and its key there."""
        if self.anywhere:
            key = str(self.path[-1])
            return _ANYWHERE[key], key
        return declared_at(top, self.path)


def typing_at(text: Text, offset: int) -> Typing | None:
    """Return what is being typed at a character; None in a key, a comment, or where no place can be told."""
    line = text.line(text.line_of(offset))
    if offset > line.end:
        return None
    placed = _placed(text.characters[: line.start], text.characters[line.start : offset])
    if placed is None:
        return None
    after = _AFTER.match(text.characters, offset, line.end)
    end = offset + len(after[0].rstrip()) if after is not None else offset
    quote = placed.begun.quote
    if quote and text.characters[end : end + 1] == quote:
        end += 1
    start = line.start + placed.begun.start
    typed = text.characters[start + len(quote) : offset]
    return Typing(placed.path, typed, Range(start, end), quote, placed.anywhere)


def _placed(above: str, line: str) -> _Placed | None:
    """Return where the value that a line ends in starts, and the place in the plan it stands at."""
    found = _begun(line)
    if found is None:
        return None
    places = [found]
    if not found.quote and (more := _IN_BRACKETS.search(line, found.start)):
        # Only the parser can tell whether a bracket was opened further up; then a comma starts a new value.
        places.insert(0, _Begun(more.start("quote"), more["quote"]))
    broken = False
    for place in places:
        path, broken = _marked(above + line[: place.start] + _MARK)
        if path is not None:
            return _Placed(place, path)
    key = _KEY_BEFORE.search(line[: found.start]) if broken else None
    return (
        _Placed(found, (key["key"],), anywhere=True) if key is not None and key["key"] in _ANYWHERE else None
    )


class _Begun(NamedTuple):
    start: int
    quote: str


class _Placed(NamedTuple):
    begun: _Begun
    path: Path
    anywhere: bool = False


def _begun(line: str) -> _Begun | None:
    """Find where the value that a line ends in starts: after a dash, a colon, a bracket or a comma."""
    entry = _ENTRY.match(line)
    start = at = entry.end() if entry is not None else 0
    depth = 0
    while at < len(line):
        letter = line[at]
        if letter == "#" and (at == 0 or line[at - 1].isspace()):
            return None
        if letter in "\"'" and line[start:at].strip() == "":
            closed = line.find(letter, at + 1)
            if closed < 0:
                return _Begun(at, letter)
            at = closed
        elif letter in "[{":
            if line[start:at].strip() == "":
                depth += 1
                start = at + 1
        elif depth and letter in "]}":
            depth -= 1
        elif (depth and letter == ",") or (letter == ":" and _is_key(line[start:at], line[at + 1 : at + 2])):
            start = at + 1
        at += 1
    lead = len(line[start:]) - len(line[start:].lstrip())
    return _Begun(start + lead, "")


def _is_key(text: str, after: str) -> bool:
    return after in {" ", ""} and re.fullmatch(r"\s*[a-z_]+", text) is not None


class _Open:
    """A group or a list that is not closed yet: the key it is at, or the position."""

    def __init__(self, *, group: bool) -> None:
        self.step: str | int = "" if group else 0
        self.wants_key = group

    def took(self, word: str | None) -> None:
        """Note that a key was read, or a value ended: a list goes on, a group waits for its next key."""
        if isinstance(self.step, int):
            self.step += 1
        elif self.wants_key:
            self.step, self.wants_key = word or "", False
        else:
            self.wants_key = True


def _marked(text: str) -> tuple[Path | None, bool]:
    """Return the keys and positions that lead to the mark, and whether the text is broken before it."""
    opened: list[_Open] = []
    try:
        for event in events(text):
            kind = event.__class__
            if kind in {MappingStartEvent, SequenceStartEvent}:
                opened.append(_Open(group=kind is MappingStartEvent))
                continue
            if kind in {MappingEndEvent, SequenceEndEvent}:
                opened.pop()
            elif kind not in {ScalarEvent, AliasEvent}:
                continue
            elif getattr(event, "value", "") == _MARK:
                stands = opened and not opened[-1].wants_key
                return (tuple(one.step for one in opened) if stands else None), False
            if opened:
                opened[-1].took(getattr(event, "value", None))
    except Exception:  # noqa: BLE001 - the parser raises far more than its own error type
        return None, True
    return None, False
