"""From plan values to the YAML that stands for them, so plain that no parser and no person misreads it.

Text is quoted wherever it could be taken for something else: a number, a yes, a comment, a list. Refs are
always quoted. Dates and figures stay plain. Nothing is wrapped: a long text is one long line unless it holds
line breaks.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias, TypeGuard

from wsoa.plan.dates import When, recurring_keys

Value: TypeAlias = (
    "str | bool | int | Decimal | date | When | Mapping[str, Value] | list[Value] | tuple[Value, ...]"
)
"""What can be written: text, figures, dates, groups of keys in their order, and lists."""

LINE = 110
"""A list of words longer than this goes one word a line."""

REF_KEYS = frozenset({"ref", "superseded_by", "depends_on", "weaknesses", "also_in", "see"})
"""Keys that hold refs, whose text is quoted whatever it looks like."""

_DATE = re.compile(
    r"[0-9]{4}-(?:[0-9]{2}(?:-[0-9]{2})?|Q[1-4])"
    r"(?:/(?:\.\.|[0-9]{4}-(?:[0-9]{2}(?:-[0-9]{2})?|Q[1-4])))?\Z"
)
_NUMBERISH = re.compile(
    r"[-+.]?[0-9][0-9_,.:]*(?:[eE][-+]?[0-9]*)?\Z|0[xXoObB][0-9A-Fa-f_]+\Z|[-+]?\.(?:inf|nan)\Z",
    re.IGNORECASE,
)
_WORDS = frozenset({"", "~", "null", "true", "false", "yes", "no", "on", "off", "y", "n", "none", "=", "<<"})
_FIRST = re.compile(r"[^\s\-?:,\[\]{}#&*!|>'\"%@`.=~<+]")
_RISKY = re.compile(r":\s|:\Z|\s#|[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_IN_FLOW = re.compile(r"[,\[\]{}?:]")
"""Text that other parsers, libyaml among them, do not read without quotes between { and }."""
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_UNFIT_LITERAL = re.compile(
    "\\A[ \n]|\n\\Z|[ ]+$"
    "|[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]",
    re.MULTILINE,
)
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t", "\r": "\\r", "\0": "\\0"}


class Layout(NamedTuple):
    """How a file indents: a group's keys below their key, a list's dashes below theirs, text after a dash."""

    step: int = 2
    dash: int = 2
    gap: int = 2


class Quoted(str):
    """Text that stands in quotes whatever it looks like."""

    __slots__ = ()


def scalar(value: Value, key: str = "", *, flow: bool = False, quote: str = "") -> str:
    """Write text, a figure or a date on one line, quoted where it must be.

    ``key`` is what it stands under; ``flow`` says that it stands inside [ ] or { }; ``quote`` is the mark
    to use even where none is needed, to keep what stood there.

    Raises:
        ValueError: the text holds half a character, which no file can.
    """
    text = _as_text(value)
    if quote:
        return _in_quotes(text, quote)
    if not isinstance(value, str):
        return text
    if isinstance(value, Quoted) or key in REF_KEYS or not is_plain(value, flow=flow):
        return _in_quotes(value, '"')
    return value


def _as_text(value: Value) -> str:
    if isinstance(value, str):
        value.encode("utf-8")
        return value
    if isinstance(value, When):
        return value.text
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, Decimal)):
        return str(value) if isinstance(value, int) else f"{value:f}"
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError("a list or a group is not one piece of text")


def as_read(value: Value) -> str | dict[str, object] | list[object]:
    """Return what a written value is read back as: text, and groups and lists of text."""
    value = _spelt(value)
    if isinstance(value, Mapping):
        return {key: as_read(one) for key, one in value.items()}
    if _is_list(value):
        return [as_read(one) for one in value]
    return _as_text(value)


def is_plain(text: str, *, flow: bool = False) -> bool:
    """Tell whether text can stand without quotes and still be read as the text it is, by anyone."""
    if _DATE.match(text):
        return True
    if text.lower() in _WORDS or _NUMBERISH.match(text) or text != text.strip():
        return False
    if not _FIRST.match(text) or _RISKY.search(text):
        return False
    return not (_UNPRINTABLE.search(text) or (flow and _IN_FLOW.search(text)))


def in_flow(value: Value, key: str = "") -> str:
    """Write any value on one line: ``{title: Minutes, url: …}``, ``[a, b]``, or one piece of text."""
    value = _spelt(value)
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{_key(k, flow=True)}: {in_flow(v, k)}" for k, v in value.items()) + "}"
    if _is_list(value):
        return "[" + ", ".join(in_flow(one, key) for one in value) + "]"
    return scalar(value, key, flow=True)


def entry(key: str, value: Value, column: int, layout: Layout) -> str:
    """Write a key and its value in block style, for a key at a column. No indent on the first line."""
    return f"{_key(key)}:{after_key(value, key, column, layout)}"


def after_key(value: Value, key: str, column: int, layout: Layout) -> str:
    """Write what follows a key's colon: a space and the value, or the lines below it."""
    value = _spelt(value)
    if isinstance(value, Mapping) and value and not _recurs(value):
        inner = column + layout.step
        return f"\n{' ' * inner}{_entries(value, inner, layout)}"
    if _is_list(value) and value and not _fits(value, key, column):
        at = column + layout.dash
        return "".join(f"\n{' ' * at}{item(one, key, at, layout)}" for one in value)
    return f" {_inline(value, key, column + layout.step)}"


def item(value: Value, key: str, column: int, layout: Layout, *, flow: bool = False) -> str:
    """Write one item of a list whose dashes stand at a column. No indent on the first line."""
    lead = "-" + " " * (layout.gap - 1)
    if flow:
        return f"{lead}{in_flow(value, key)}"
    value = _spelt(value)
    if isinstance(value, Mapping) and value:
        return f"{lead}{_entries(value, column + layout.gap, layout)}"
    return f"{lead}{_inline(value, key, column + layout.gap)}"


def block(value: Value, key: str, column: int, layout: Layout) -> str:
    """Write the keys of a group at a column, or any other value. No indent on the first line."""
    value = _spelt(value)
    if isinstance(value, Mapping) and value:
        return _entries(value, column, layout)
    return _inline(value, key, column)


def _entries(group: Mapping[str, Value], column: int, layout: Layout) -> str:
    return f"\n{' ' * column}".join(entry(key, value, column, layout) for key, value in group.items())


def _inline(value: Value, key: str, column: int) -> str:
    if isinstance(value, Mapping) or _is_list(value):
        return in_flow(value, key)
    if isinstance(value, str) and "\n" in value and not _UNFIT_LITERAL.search(value):
        lines = (f"{' ' * column}{line}" if line else "" for line in value.split("\n"))
        return "\n".join(("|-", *lines))
    return scalar(value, key)


def _fits(value: list[Value] | tuple[Value, ...], key: str, column: int) -> bool:
    """Tell whether a list is a few words that stand on the key's own line."""
    if any(isinstance(one, Mapping) or _is_list(one) for one in value):
        return False
    return column + len(key) + 2 + len(in_flow(value, key)) <= LINE


def _spelt(value: Value) -> Value:
    """Turn a recurring date into the group that spells it."""
    if not isinstance(value, When) or value.every is None:
        return value
    return recurring_keys(value.text)


def _recurs(value: Mapping[str, Value]) -> bool:
    return "every" in value


def _key(key: str, *, flow: bool = False) -> str:
    return scalar(Quoted(key) if not is_plain(key, flow=flow) else key, flow=flow)


def _in_quotes(text: str, quote: str) -> str:
    backslashed = '"' in text or "\\" in text
    if _UNPRINTABLE.search(text) is None and (quote == "'" or (backslashed and "'" not in text)):
        return "'" + text.replace("'", "''") + "'"
    return '"' + "".join(_ESCAPES.get(c, _escaped(c)) for c in text) + '"'


def _escaped(character: str) -> str:
    return f"\\u{ord(character):04x}" if _UNPRINTABLE.match(character) else character


def _is_list(value: Value) -> TypeGuard[list[Value] | tuple[Value, ...]]:
    return isinstance(value, (list, tuple)) and not isinstance(value, When)
