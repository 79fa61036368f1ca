"""What is being typed: the stretch of text before the cursor, and the place in the plan it will stand at.

While somebody types, a file can mostly not be read: a bracket is open, a quote not closed. So the text is
read up to the cursor only, with a mark in the place of what is typed, and the parser's own events tell where
the mark stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from pydantic import BaseModel
from ruamel.yaml import YAML
from ruamel.yaml.events import (
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wsoa.editor.meaning import declared_at
from wsoa.editor.positions import Range, Text
from wsoa.files.nodes import Path
from wsoa.plan.head import Governance
from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Outcome, Promise, Update, Withdrawal, Workstream

_MARK = "\ue000here\ue000"
"""Letters that no plan has, to stand for what is being typed."""
_SOMEWHERE = ""
"""Where a path starts of which only the last key is known."""
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

    ``quote`` is the mark that was opened before it, which belongs to what is replaced.
    """

    path: Path
    typed: str
    replace: Range
    quote: str = ""

    def held(self, top: type[BaseModel]) -> tuple[type[BaseModel], str] | None:
        """Return the model that the value belongs to, and its key there."""
        if self.path[0] == _SOMEWHERE:
            key = str(self.path[1])
            return _ANYWHERE[key], key
        return declared_at(top, self.path)


def typing_at(text: Text, offset: int) -> Typing | None:
    """Return what is being typed at a character; None in a key, a comment, or where no place can be told."""
    line = text.line(text.line_of(offset))
    if offset > line.end:
        return None
    found, path = _placed(text.characters[: line.start], text.characters[line.start : offset])
    if found is None or path is None:
        return None
    after = _AFTER.match(text.characters, offset, line.end)
    end = offset + len(after[0].rstrip()) if after is not None else offset
    if found.quote and text.characters[end : end + 1] == found.quote:
        end += 1
    start = line.start + found.start
    typed = text.characters[start + len(found.quote) : offset]
    return Typing(path, typed, Range(start, end), found.quote)


def _placed(above: str, line: str) -> tuple[_Begun | None, Path | None]:
    """Return where the value that a line ends in starts, and the place in the plan it stands at."""
    found = _begun(line)
    if found is None:
        return None, None
    places = [found]
    if not found.quote and (more := _IN_BRACKETS.search(line, found.start)):
        # Only the parser can tell whether a bracket was opened further up; then a comma starts a new value.
        places.insert(0, _Begun(more.start("quote"), more["quote"]))
    for place in places:
        path = _marked(above + line[: place.start] + _MARK)
        if path is not None:
            return place, path
    return found, _by_key(line[: found.start])


class _Begun(NamedTuple):
    start: int
    quote: str


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


def _by_key(before: str) -> Path | None:
    """Go by the key on the line alone, where that always means the same."""
    found = _KEY_BEFORE.search(before)
    return None if found is None or found["key"] not in _ANYWHERE else (_SOMEWHERE, found["key"])


def _marked(text: str) -> Path | None:
    stack: list[list[Any]] = []
    # The parser raises far more than its own error type; what it saw before that is what counts.
    with suppress(Exception):
        for event in YAML(typ="safe", pure=False).parse(text):
            kind = event.__class__
            if kind is ScalarEvent and event.value == _MARK:
                holder = stack[-1] if stack else None
                if holder is None or (holder[0] == "group" and holder[2]):
                    return None
                return tuple(_steps(stack))
            _step(stack, event, kind)
    return None


def _steps(stack: list[list[Any]]) -> Iterator[str | int]:
    for kind, step, _ in stack:
        yield step if kind == "group" else int(step)


def _step(stack: list[list[Any]], event: Any, kind: type) -> None:  # noqa: ANN401 - the parser's events
    """Follow one event: each open group with its key, each open list with its position."""
    if kind in {MappingEndEvent, SequenceEndEvent}:
        stack.pop()
        _done(stack)
    elif kind in {MappingStartEvent, SequenceStartEvent}:
        stack.append(["group", "", True] if kind is MappingStartEvent else ["list", 0, False])
    elif kind is ScalarEvent and stack:
        top = stack[-1]
        if top[0] == "group" and top[2]:
            top[1], top[2] = event.value, False
        else:
            _done(stack)


def _done(stack: list[list[Any]]) -> None:
    """Note that a value has ended: a list goes on to its next position, a group waits for a key."""
    if stack:
        top = stack[-1]
        if top[0] == "list":
            top[1] += 1
        else:
            top[2] = True
