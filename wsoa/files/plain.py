"""A plan's text in the plainest spelling, read line by line: the values without where they stand.

Most commands need no positions, and most files need no more of YAML than keys, lists, words, quotes without
escapes and folded text. Those are read here, in a third of the time of the parser's events. Whatever is
anything else gives None, and the parser reads it: what is refused, doubtful or merely rare is its business
alone. What is read here is exactly what the parser gives, which the tests hold on every plan, on mutations of
them and on texts made to look plain.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_MOST_CHARACTERS = 300_000
_DEEPEST = 16
_KEY = r"[A-Za-z0-9_](?:[A-Za-z0-9_ &/()-]{0,98}[A-Za-z0-9_)])?"
_LINE = re.compile(rf"( *)(- )?(?:(?:({_KEY})|\"([^\"\\]{{1,99}})\"):(?: +(.*))?|(.*))\Z")
_BELOW_NOUGHT = re.compile("-[0-9]")
_OPENS = frozenset("-?:,[]{}#&*!|>'\"%@`")
"""What no plain value begins with: YAML's own signs."""
_NULLS = frozenset({"~", "null", "Null", "NULL"})
_QUOTED = re.compile(r"\"([^\"\\]*)\"|'([^']*)'")
_WORDS = r"-?[A-Za-z0-9(£](?:[^,\[\]{}:#?&*!|>%@`]*[^,\[\]{}:#?&*!|>%@` ])?"
_ONE = rf"(?:\"([^\"\\]*)\"|({_WORDS}))"
_WITHIN = r" *{0} *(?:, *{0} *)*"
_ITEM = re.compile(_ONE)
_LIST = re.compile(rf"\[(?:{_WITHIN.format(_ONE)})?\]")
_PAIR = re.compile(rf"({_KEY}): +(?:{_ONE}|({_LIST.pattern}))")
_GROUP = re.compile(rf"\{{{_WITHIN.format(_PAIR.pattern)}\}}")
_GROUPS = re.compile(rf"\[{_WITHIN.format(_GROUP.pattern)}\]")
_NEVER = (": |", ": >\n", ": &", ": *", ": !", "\n---", "- |", "''")
"""Where one of these is in a file, it is most likely the parser's, and nobody need go through its lines."""


_NOTHING = ("", None, None, None, None, "")


class _NotPlainError(Exception):
    """The text needs the parser."""


def plain_values(text: str) -> dict[str, Any] | None:
    """Return what a file holds, every scalar as text; None where the parser has to read it.

    The text holds no hidden character.
    """
    if len(text) > _MOST_CHARACTERS or "\t" in text or "\r" in text:
        return None
    if any(sign in text for sign in _NEVER):
        return None
    try:
        return _Reader(text.split("\n")).whole()
    except _NotPlainError:
        return None


class _Reader:
    """The lines of a file, and the groups and lists that are open, each with the column it stands in."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._at = 0
        self._top: dict[str, Any] = {}
        self._open: list[tuple[int, Any]] = [(0, self._top)]

    def whole(self) -> dict[str, Any]:
        """Return what all the lines hold.

        Raises:
            _NotPlainError: they need the parser.
        """
        lines, match, end = self._lines, _LINE.match, len(self._lines)
        waiting: str | None = None
        while self._at < end:
            found = match(lines[self._at])
            self._at += 1
            spaces, dash, key, quoted, value, words = found.groups() if found else _NOTHING
            if words is not None and not dash and (not words or words[0] == "#"):
                continue
            column, holder = self._holder(len(spaces), dash, waiting)
            waiting = None
            if dash:
                if words is not None:
                    holder.append(self._value(words, column))
                    continue
                item: dict[str, Any] = {}
                holder.append(item)
                column, holder = column + len(dash), item
                self._open.append((column, item))
            waiting = self._keyed(holder, column, key or quoted, value)
        if waiting is not None or not self._top:
            raise _NotPlainError
        return self._top

    def _holder(self, indent: int, dash: str | None, waiting: str | None) -> tuple[int, Any]:
        """Return the group or list that a line in a column stands in; a key that waits opens one."""
        column, holder = self._open[-1]
        if waiting is not None:
            if indent <= column or len(self._open) > _DEEPEST:
                raise _NotPlainError  # no value, or a list in the column of its key
            below: Any = [] if dash else {}
            holder[waiting] = below
            self._open.append((indent, below))
            return indent, below
        while indent < column:
            self._open.pop()
            column, holder = self._open[-1]
        if indent != column or (dash is None) is (holder.__class__ is list):
            raise _NotPlainError
        return column, holder

    def _keyed(self, holder: dict[str, Any], column: int, key: str | None, value: str | None) -> str | None:
        """Put a key and its value into a group; return the key where its value is on the lines below."""
        if key is None or key in holder or key in _NULLS:
            raise _NotPlainError
        if not value or value[0] == "#":
            return key
        holder[key] = self._value(value, column)
        return None

    def _value(self, text: str, column: int) -> Any:  # noqa: ANN401 - text, a list or a group
        """Return a value that begins on this line, below something in a column."""
        first = text[:1]
        if (first and first not in _OPENS and first != " ") or _BELOW_NOUGHT.match(text):
            if " #" in text:
                text = text[: text.index(" #")]
            if ": " in text or text.endswith(":"):
                raise _NotPlainError
            text = text.rstrip(" ")
            if text.endswith(":") or text in _NULLS:
                raise _NotPlainError
            return text
        text = text.rstrip(" ")
        if first in {'"', "'"} and (quoted := _QUOTED.fullmatch(text)):
            return quoted[1] if quoted[1] is not None else quoted[2]
        if first == "[" and _LIST.fullmatch(text):
            return _list(text)
        if first == "[" and _GROUPS.fullmatch(text):
            return [_group(one[0]) for one in _GROUP.finditer(text)]
        if first == "{" and _GROUP.fullmatch(text):
            return _group(text)
        if text == ">-":
            return " ".join(self._folded(column))
        raise _NotPlainError

    def _folded(self, column: int) -> Iterator[str]:
        """Yield the lines of folded text, which all begin in one column, further in than what holds it."""
        lines, inner = self._lines, 0
        while self._at < len(lines) and lines[self._at]:
            line = lines[self._at]
            told = line.lstrip(" ")
            indent = len(line) - len(told)
            if not inner and indent > column and told:
                inner = indent
            if not inner or indent < inner:
                break
            if indent > inner or line[-1] == " ":
                raise _NotPlainError  # lines further in are not folded, and blanks at an end are kept
            yield told
            self._at += 1
        if not inner or (self._at < len(lines) and not self._ends(column)):
            raise _NotPlainError

    def _ends(self, column: int) -> bool:
        """Tell whether what comes next lies outside a folded text: nothing of it may follow an empty line."""
        for line in self._lines[self._at :]:
            if line.strip(" "):
                return len(line) - len(line.lstrip(" ")) <= column
            if line:
                return False
        return True


def _list(text: str) -> list[str]:
    return [_not_null(*one.groups()) for one in _ITEM.finditer(text, 1)]


def _group(text: str) -> dict[str, Any]:
    found = [
        (one[1], _list(one[4]) if one[4] else _not_null(one[2], one[3])) for one in _PAIR.finditer(text, 1)
    ]
    made = dict(found)
    if len(made) < len(found) or not _NULLS.isdisjoint(made):
        raise _NotPlainError
    return made


def _not_null(quoted: str | None, words: str | None) -> str:
    if quoted is not None:
        return quoted
    if words is None or words in _NULLS:
        raise _NotPlainError
    return words
