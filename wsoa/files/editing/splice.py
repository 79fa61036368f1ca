"""The smallest change to a file: these characters, from here to there, become those. All others stay."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import unified_diff
from typing import NamedTuple

from wsoa.files.text import split_lines

BOM = "\ufeff"


class Splice(NamedTuple):
    """Replace the characters from ``start`` up to ``end`` by ``text``.

    Positions count characters of the decoded text, from 0, without a byte order mark: the ``index`` of the
    parser's marks. Where both are the same, text is put in between.
    """

    start: int
    end: int
    text: str


class OverlapError(ValueError):
    """Two splices would change the same characters."""


def apply(text: str, splices: Iterable[Splice]) -> str:
    """Make every change at once; the positions are those of the text before any of them.

    Texts put in at one point stand in the order given.

    Raises:
        OverlapError: two splices touch the same characters.
    """
    pieces: list[str] = []
    done = 0
    for splice in sorted(splices, key=lambda one: (one.start, one.end)):
        if splice.start < done or splice.end < splice.start or splice.end > len(text):
            raise OverlapError(f"two changes meet at character {splice.start}")
        pieces += (text[done : splice.start], splice.text)
        done = splice.end
    return "".join((*pieces, text[done:]))


def newline_of(text: str) -> str:
    """Return the line end that a text uses most; LF where it has none."""
    crlf = text.count("\r\n")
    counts = {"\n": text.count("\n") - crlf, "\r\n": crlf, "\r": text.count("\r") - crlf}
    return max(counts, key=lambda end: counts[end])


def characters(data: bytes) -> str:
    """Decode a plan file as it stands, without its byte order mark and with every odd character kept."""
    return data.decode("utf-8-sig")


def spliced(data: bytes, splices: Iterable[Splice]) -> bytes:
    """Return a file's bytes with every change made; a byte order mark stays if there was one."""
    mark = BOM if data.startswith(BOM.encode()) else ""
    return (mark + apply(characters(data), splices)).encode()


def difference(before: str, after: str, file: str) -> str:
    """Return a unified diff of two texts of one file, every line ended by LF; empty if they agree."""
    lines = unified_diff(_shown_lines(before), _shown_lines(after), f"a/{file}", f"b/{file}", lineterm="\n")
    return "".join(lines)


def _shown_lines(text: str) -> list[str]:
    lines = split_lines(text)
    last = lines.pop()
    return [f"{line}\n" for line in lines] + ([f"{last}\n\\ No newline at end of file\n"] if last else [])
