"""From the parser's events to groups and series: the one walk over a plan file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ruamel.yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
)

from wsoa.files.nodes import MappingNode, SequenceNode, TextSpan, place_of
from wsoa.files.text import is_hidden
from wsoa.findings import Finding, Place, Severity
from wsoa.plan.base import shown

MAX_DEPTH = 32
MAX_EVENTS = 200_000
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


class TooMuchError(Exception):
    """The file is deeper or larger than any plan needs to be."""


class BadEscapeError(Exception):
    """An escape in double quotes that makes half a character; the C parser raises an error of its own."""

    context = "while parsing a quoted scalar"

    def __init__(self, spot: TextSpan) -> None:
        super().__init__(self.context)
        self.context_mark = spot.start_mark


class Builder:
    """Builds nested groups and series from events, and notes what it refuses."""

    def __init__(self, file: str, within: int = 0) -> None:
        """Take the file's name as shown; ``within`` is how many groups and lists the text stands in."""
        self.file = file
        self.findings: list[Finding] = []
        self.without_value: list[tuple[MappingNode, TextSpan]] = []
        """Keys that have no value, and the group each is in."""
        self._root: Any = None
        self._stack: list[tuple[MappingNode | None, SequenceNode | None, Any, str | None]] = [
            (None, None, None, None)
        ] * within
        self._documents = 0

    def build(self, events: Iterable[Any]) -> Any:  # noqa: ANN401, C901, PLR0912 - one flat loop: nine events in ten are scalars
        """Walk the stream once and return the top value, or None for an empty file.

        Raises:
            TooMuchError: the file is deeper or larger than a plan can be.
        """
        group: MappingNode | None = None
        series: SequenceNode | None = None
        key: Any = None
        name: str | None = None
        for count, event in enumerate(events):
            if event.__class__ is not ScalarEvent:
                group, series, key, name = self._structure(event, count, group, series, key, name)
                continue
            if event.anchor is not None or event.ctag is not None or event.style == '"':
                self._inspect(event)
            value = event.value
            if group is not None:
                if key is None:
                    key, name = event, value
                    if value in group.spots:
                        self._repeated(group, event)
                    elif value == "<<":
                        self._merge_key(event)
                        name = None
                    continue
                if name is not None:
                    if event.style or value not in _NULLS:
                        group[name] = value
                    elif not value:
                        self.without_value.append((group, key))
                    # the parsers place a value that is not there on different lines
                    group.spots[name] = (key, event if value or event.style else key)
                key = None
                if count > MAX_EVENTS:
                    self._too_much(event)
            elif series is not None:
                series.append("" if value in _NULLS and not event.style else value)
                series.spots.append(event)
                if count > MAX_EVENTS:
                    self._too_much(event)
            else:
                self._root = value
        return self._root

    def _structure(
        self,
        event: Any,  # noqa: ANN401
        count: int,
        group: MappingNode | None,
        series: SequenceNode | None,
        key: Any,  # noqa: ANN401
        name: str | None,
    ) -> tuple[MappingNode | None, SequenceNode | None, Any, str | None]:
        """Take any event but a scalar; return what is filled next, and the key that waits for its value."""
        kind = event.__class__
        if kind is MappingStartEvent or kind is SequenceStartEvent:
            return self._open(event, count, group, series, key, name)
        if kind is MappingEndEvent or kind is SequenceEndEvent:
            return self._stack.pop()
        if kind is AliasEvent:
            self._alias(event)
            if group is not None:
                key, name = (event, None) if key is None else (None, None)
        elif kind is DocumentStartEvent:
            self._document(event)
        return group, series, key, name

    def _open(
        self,
        event: Any,  # noqa: ANN401
        count: int,
        group: MappingNode | None,
        series: SequenceNode | None,
        key: Any,  # noqa: ANN401
        name: str | None,
    ) -> tuple[MappingNode | None, SequenceNode | None, Any, str | None]:
        if event.anchor is not None or event.ctag is not None:
            self._inspect(event)
        mapping = event.__class__ is MappingStartEvent
        made: Any = MappingNode(event) if mapping else SequenceNode(event)
        after: Any = None
        if group is not None:
            if key is None:
                self._not_text(event)
                after = event
            elif name is not None:
                group[name] = made
                group.spots[name] = (key, event)
        elif series is not None:
            series.append(made)
            series.spots.append(event)
        else:
            self._root = made
        self._stack.append((group, series, after, None))
        if len(self._stack) > MAX_DEPTH or count > MAX_EVENTS:
            self._too_much(event)
        return (made, None, None, None) if mapping else (None, made, None, None)

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        self._refuse(
            "WSOA004",
            "anchor-or-alias",
            f"plans have no aliases; *{event.anchor} points at another place",
            event,
            "write the value out in full, or quote text that starts with *",
        )

    def _not_text(self, event: Any) -> None:  # noqa: ANN401
        message = "a key here is not plain text"
        self._refuse("WSOA011", "key-not-text", message, event, "write a plain word as the key")

    def _merge_key(self, event: Any) -> None:  # noqa: ANN401
        way_out = "write the keys out in full"
        self._refuse("WSOA006", "merge-key", "plans have no merge keys", event, way_out)

    def _repeated(self, group: MappingNode, event: Any) -> None:  # noqa: ANN401
        first = group.spots[event.value][0]
        line = first.start_mark.line + 1
        finding = Finding(
            "WSOA010",
            "duplicate-key",
            Severity.ERROR,
            f"the key {shown(event.value)} is here twice; it stands on line {line} already",
            place_of(self.file, event),
            "keep one of the two",
            field=event.value,
            related=(place_of(self.file, first),),
        )
        self.findings.append(finding)

    def _inspect(self, event: Any) -> None:  # noqa: ANN401
        if event.anchor is not None:
            self._refuse(
                "WSOA004",
                "anchor-or-alias",
                f"plans have no anchors; &{event.anchor} names this value",
                event,
                "delete the anchor, or quote text that starts with &",
            )
        if event.ctag is not None:
            self._refuse(
                "WSOA005",
                "tag",
                f"plans have no tags such as {_short_tag(event.tag)}",
                event,
                "delete the tag, or quote text that starts with !",
            )
        if event.__class__ is ScalarEvent and event.style == '"' and is_hidden(event.value):
            if any("\ud800" <= c <= "\udfff" for c in event.value):
                raise BadEscapeError(event)
            self._refuse(
                "WSOA012",
                "hidden-character",
                "this text holds a character that no reader can see, written as an escape",
                event,
                "delete the escape that starts with \\",
            )

    def _document(self, event: Any) -> None:  # noqa: ANN401
        self._documents += 1
        if event.version is not None or event.tags:
            place = Place(self.file, event.end_mark.line + 1)
            self.findings.append(
                Finding(
                    "WSOA008",
                    "directive",
                    Severity.ERROR,
                    "plans have no % directives",
                    place,
                    "delete the lines above that start with %",
                )
            )
        if self._documents > 1:
            self._refuse(
                "WSOA007",
                "second-document",
                "a second document starts here",
                event,
                "delete the line --- or put this part in a file of its own",
            )

    def _too_much(self, event: Any) -> None:  # noqa: ANN401
        what = (
            "lists and keys here are nested too deep"
            if len(self._stack) > MAX_DEPTH
            else "this file has more values than any plan needs"
        )
        self._refuse(
            "WSOA003",
            "file-too-large",
            what,
            event,
            "check the indentation, or split the plan, one workstream a file",
        )
        raise TooMuchError

    def _refuse(self, code: str, name: str, message: str, event: TextSpan, way_out: str) -> None:
        self.findings.append(
            Finding(code, name, Severity.ERROR, message, place_of(self.file, event), way_out)
        )


def _short_tag(tag: object) -> str:
    return shown(str(tag).replace("tag:yaml.org,2002:", "!!"))
