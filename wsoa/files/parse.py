"""From text to groups and series, by the parser's event stream, with every scalar kept as text.

YAML's own types are never consulted: the plan's models decide what a value is. Anchors, aliases, tags,
merge keys, directives and second documents are refused, each with its line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wsoa.files.nodes import Group, Pair, Series, Spot
from wsoa.files.text import is_hidden
from wsoa.findings import Finding, Place, Severity

MAX_DEPTH = 32
MAX_NODES = 200_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class _TooMuch(Exception):  # noqa: N818 - it ends the reading, it is not an error of ours
    """The file is deeper or larger than any plan needs to be."""


def place_of(file: str, spot: Spot) -> Place:
    """Turn the parser's marks into a place, counting from 1."""
    start, end = spot.start_mark, spot.end_mark
    return Place(file, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


def parse(text: str, file: str, *, pure: bool = False) -> tuple[Group | None, list[Finding]]:
    """Read one file's text. The group is None where the text cannot be read or holds no keys.

    ``pure`` forces the parser written in Python; it gives the same result, slowly.
    """
    builder = _Builder(file)
    try:
        root = builder.build(YAML(typ="safe", pure=pure).parse(text))
    except _TooMuch:
        return None, builder.findings
    except Exception as error:  # noqa: BLE001 - the parser raises far more than its own error type
        from wsoa.files.syntax import explain  # noqa: PLC0415 - only broken files need it

        return None, [*builder.findings, explain(error, text, file)]
    if builder.findings and any(f.code in _FATAL for f in builder.findings):
        return None, builder.findings
    if not isinstance(root, Group):
        return None, [*builder.findings, _not_keys(root, file)]
    return root, builder.findings


_FATAL = frozenset({"WSOA003", "WSOA007"})


def _not_keys(root: object, file: str) -> Finding:
    what = "is empty" if root is None else "is a list" if isinstance(root, Series) else "is a single piece of text"
    return Finding(
        "WSOA106",
        "no-keys",
        Severity.ERROR,
        f"this file {what}; it should be a set of keys such as title: and ref:",
        Place(file),
        "start from a plan that works, or see docs/format.md",
    )


class _Builder:
    """Builds nested groups and series from events, and notes what it refuses."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.findings: list[Finding] = []

    def build(self, events: Iterable[Any]) -> Any:  # noqa: ANN401, C901, PLR0912, PLR0915 - one flat loop is the fast path
        """Walk the stream once and return the top value, or None for an empty file."""
        root: Any = None
        container: Any = None
        key: Any = None
        stack: list[tuple[Any, Any]] = []
        nodes = 0
        documents = 0
        for event in events:
            kind = event.__class__
            if kind is ScalarEvent:
                nodes += 1
                if event.anchor is not None or event.ctag is not None or event.style == '"':
                    self._inspect(event)
                value = event.value
                if container.__class__ is Group:
                    if key is None:
                        key = event
                        if value in container.spots or value == "<<":
                            self._repeated(container, event)
                    else:
                        if event.style or value not in _NULLS:
                            container[key.value] = value
                        container.spots[key.value] = Pair(key, event)
                        key = None
                elif container is not None:
                    container.append(value)
                    container.spots.append(event)
                else:
                    root = value
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                nodes += 1
                if event.anchor is not None or event.ctag is not None:
                    self._inspect(event)
                made: Any = Group(event) if kind is MappingStartEvent else Series(event)
                if container.__class__ is Group:
                    if key is None:
                        self._refuse("WSOA011", "key-not-text", "a key here is not plain text", event, "write a plain word as the key")
                        stack.append((container, event))
                        container, key = made, None
                        continue
                    if key.__class__ is ScalarEvent:
                        container[key.value] = made
                        container.spots[key.value] = Pair(key, event)
                elif container is not None:
                    container.append(made)
                    container.spots.append(event)
                else:
                    root = made
                stack.append((container, None))
                container, key = made, None
                if len(stack) > MAX_DEPTH or nodes > MAX_NODES:
                    self._too_much(event, len(stack))
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                container, key = stack.pop()
            elif kind is AliasEvent:
                self._refuse("WSOA004", "anchor-or-alias", f"plans have no aliases; *{event.anchor} points at another place", event, "write the value out in full, or quote text that starts with *")
                if container.__class__ is Group:
                    key = event if key is None else None
            elif kind is DocumentStartEvent:
                documents += 1
                self._document(event, documents)
        return root

    def _repeated(self, group: Group, event: Any) -> None:  # noqa: ANN401
        if event.value == "<<":
            self._refuse("WSOA006", "merge-key", "plans have no merge keys", event, "write the keys out in full")
            return
        first = group.spots[event.value].key
        finding = Finding(
            "WSOA010",
            "duplicate-key",
            Severity.ERROR,
            f"the key {event.value} is here twice; it stands on line {first.start_mark.line + 1} already",
            place_of(self.file, event),
            "keep one of the two",
            field=event.value,
            related=(place_of(self.file, first),),
        )
        self.findings.append(finding)

    def _inspect(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self._refuse("WSOA004", "anchor-or-alias", f"plans have no anchors; &{event.anchor} names this value", event, "delete the anchor, or quote text that starts with &")
        if event.ctag is not None:
            self._refuse("WSOA005", "tag", f"plans have no tags such as {event.tag}", event, "delete the tag, or quote text that starts with !")
        if event.__class__ is ScalarEvent and event.style == '"' and is_hidden(event.value):
            self._refuse("WSOA012", "hidden-character", "this text holds a character that no reader can see, written as an escape", event, "delete the escape that starts with \\")

    def _document(self, event: Any, count: int) -> None:  # noqa: ANN401
        if event.version is not None or event.tags:
            self._refuse("WSOA008", "directive", "plans have no % directives", event, "delete the line that starts with %")
        if count > 1:
            self._refuse("WSOA007", "second-document", "a second document starts here", event, "delete the line --- or put this part in a file of its own")

    def _too_much(self, event: Any, depth: int) -> None:  # noqa: ANN401
        what = "lists and keys here are nested too deep" if depth > MAX_DEPTH else "this file has more values than any plan needs"
        self._refuse("WSOA003", "file-too-large", what, event, "check the indentation, or split the plan, one workstream a file")
        raise _TooMuch

    def _refuse(self, code: str, name: str, message: str, event: Spot, way_out: str) -> None:
        self.findings.append(Finding(code, name, Severity.ERROR, message, place_of(self.file, event), way_out))


def scalars(text: str) -> Iterator[Any]:
    """Yield every scalar event of a text that is known to parse."""
    return (event for event in YAML(typ="safe", pure=False).parse(text) if event.__class__ is ScalarEvent)
