"""A line of a terminal: runs of letters, measured in columns, cut, folded and drawn.

It knows nothing of reports and imports nothing that takes long: half of what is printed needs no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

BOLD, DIM, RED, GREEN, YELLOW, CYAN = 1, 2, 31, 32, 33, 36
"""How a terminal is told to draw letters: numbers of the control sequence SGR (ECMA-48, 8.3.117)."""
_MORE = "…"
_ONE_COLUMN = re.compile(
    "[ -~\u00a0-\u02ff\u0370-\u0482\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2190-\u22ff\u2500-\u25fc]*"
)
"""Letters that take one column each, in every terminal: nearly all that plans hold."""
_WORD = re.compile(r"\s*\S+\s*")


class Run(NamedTuple):
    """Letters that are drawn alike; ``how`` in ascending order, none for as they are."""

    text: str
    how: tuple[int, ...] = ()


Line = tuple[Run, ...]


def line(text: str, *how: int) -> Line:
    """Return a line that is drawn alike from end to end."""
    return (Run(text, how),)


def text_of(runs: Line) -> str:
    """Return what a line says."""
    return "".join(run.text for run in runs)


def width_of(text: str) -> int:
    """Return how many columns letters take: two for wide ones, as of Chinese, none for marks above others."""
    if _ONE_COLUMN.fullmatch(text):
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def also(runs: Line, how: int) -> Line:
    """Return a line that is drawn in one more way."""
    return tuple(Run(run.text, tuple(sorted({*run.how, how}))) for run in runs)


def cut(runs: Line, room: int) -> Line:
    """Return a line that takes no more than so many columns; one that was longer ends with an ellipsis."""
    if width_of(text_of(runs)) <= room:
        return runs
    kept, left = [], room - 1
    for run in runs:
        part = _start(run.text, left)
        kept.append(Run(part, run.how))
        left -= width_of(part)
        if part != run.text:
            break
    last = kept[-1]
    return (*kept[:-1], Run(f"{last.text}{_MORE}" if room > 0 else "", last.how))


def filled(runs: Line, room: int, *, right: bool = False) -> Line:
    """Return a line that takes just so many columns: cut, or with spaces after it, or before it."""
    shown = cut(runs, room)
    space = Run(" " * (room - width_of(text_of(shown))))
    return (space, *shown) if right else (*shown, space)


def folded(runs: Line, width: int) -> Iterator[Line]:
    """Yield a line as lines of no more than so many columns, broken between words, no spaces at their ends.

    A word that is longer than a line starts one, and goes on below.
    """
    text, start = text_of(runs), 0
    for end in (*_breaks(text, width), len(text)):
        yield _part(runs, start, start + len(text[start:end].rstrip()))
        start = end


def _breaks(text: str, width: int) -> Iterator[int]:
    """Yield where lines start, but for the first."""
    if width_of(text.rstrip()) <= width:
        return
    used = 0
    for found in _WORD.finditer(text):
        word, start = found[0], found.start()
        if used + width_of(word.rstrip()) <= width:
            used += width_of(word)
            continue
        if start:
            yield start
        while width_of(word.rstrip()) > width:
            piece = _start(word, width) or word[0]
            word, start = word[len(piece) :], start + len(piece)
            yield start
        used = width_of(word)


def _start(text: str, room: int) -> str:
    """Return as much of the start of a text as fits."""
    end = min(len(text), max(room, 0))
    while width_of(text[:end]) > room > 0:
        end -= 1
    return text[:end]


def _part(runs: Line, start: int, end: int) -> Line:
    """Return what stands between two places of a line."""
    found, at = [], 0
    for run in runs:
        part = run.text[max(0, start - at) : max(0, end - at)]
        if part:
            found.append(Run(part, run.how))
        at += len(run.text)
    return tuple(found)


def drawn(lines: Iterable[Line], *, colour: bool) -> str:
    """Write lines below one another, without spaces at their ends; only in colour as they are to be drawn."""
    if not colour:
        return "".join(f"{text_of(runs).rstrip()}\n" for runs in lines)
    return "".join(f"{''.join(map(_coloured, _trimmed(runs)))}\n" for runs in lines)


def _trimmed(runs: Line) -> Line:
    return _part(runs, 0, len(text_of(runs).rstrip()))


def _coloured(run: Run) -> str:
    if not run.how:
        return run.text
    return f"\x1b[{';'.join(map(str, run.how))}m{run.text}\x1b[0m"
