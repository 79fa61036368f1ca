"""The lines around a finding, with a caret under what it is about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import combining, east_asian_width

from wsoa.findings import Place
from wsoa.reports.terminal.validation import BEFORE
from wsoa.words.text import visible

WIDEST = 160


def frame(place: Place, lines: Sequence[str], note: str = "") -> Iterator[str]:
    """Yield a gutter, up to two lines before the place, its line, and a caret line.

    Nothing is yielded for a place outside the lines, such as one in a file that could not be read.
    """
    if not 1 <= place.line <= len(lines):
        return
    first = max(1, place.line - BEFORE)
    gutter = len(str(place.line))
    yield f"{'':>{gutter}} │"
    for number in range(first, place.line + 1):
        yield f"{number:>{gutter}} │ {_shown(lines[number - 1])}".rstrip()
    yield f"{'':>{gutter}} │ {_carets(place, lines[place.line - 1])} {note}".rstrip()


def _shown(line: str) -> str:
    text = visible(line.expandtabs(2))
    return text if len(text) <= WIDEST else text[: WIDEST - 1] + "…"


def _carets(place: Place, line: str) -> str:
    start = min(place.column - 1, len(line))
    end = place.end_column - 1 if place.end_line == place.line else len(line.rstrip())
    indent = cells(line[:start].expandtabs(2))
    span = cells(line[start : max(end, start + 1)]) or 1
    indent = min(indent, WIDEST)
    return " " * indent + "^" * max(1, min(span, WIDEST - indent))


def cells(text: str) -> int:
    """Count the terminal columns a text takes: two for wide characters, none for combining ones."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in text)
