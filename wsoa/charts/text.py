"""Plan text made fit for a drawing: clean, on one line, and cut to the room there is."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

SIZE = 14
"""The size of all text in a chart, in its own units; at the width charts are shown it is never smaller."""
_NO_CHARACTER = 0xFFFE
_JOINERS = "\u200c\u200d"
_WIDTHS = {
    0.23: "ijl'’|",
    0.29: "tfI.,:;/![] ·",
    0.35: "r()-“”",
    0.52: "ckszvxyJ",
    0.63: "FTZ",
    0.69: "ABEKPSVXY&",
    0.75: "wCDHNRU",
    0.8: "GOQ",
    0.86: "mM",
    0.97: "W%@—…",
}
"""Widths of common letters in a sans serif face such as Helvetica, a little rounded up."""
_WIDTH_OF = {letter: width for width, letters in _WIDTHS.items() for letter in letters}
_ORDINARY = 0.58
_FULL = 1.05
_BOLD = 1.07
_CUT = "…"
_LATE_ENOUGH = 0.8


def plain(text: str) -> str:
    """Return text on one line without control, direction and other characters that no page may hold."""
    if text.isprintable():
        return " ".join(text.split())
    return " ".join("".join(c if _printable(c) else " " for c in text).split())


def _printable(character: str) -> bool:
    if character in _JOINERS:
        return True
    return (
        unicodedata.category(character) not in {"Cc", "Cf", "Cs"}
        and ord(character) & _NO_CHARACTER != _NO_CHARACTER
    )


def width_of(text: str, *, bold: bool = False) -> float:
    """Estimate how wide text is drawn in a sans serif face, in a chart's units; a little too much."""
    return SIZE * sum(map(_width, text)) * (_BOLD if bold else 1)


@lru_cache(maxsize=2_048)
def _width(character: str) -> float:
    if known := _WIDTH_OF.get(character):
        return known
    if unicodedata.category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return _FULL
    return 0.75 if character.isupper() else _ORDINARY


def shorten(text: str, room: float) -> str:
    """Cut text to the room it has, between words where one ends late enough, never inside a character."""
    text = plain(text)
    if width_of(text) <= room:
        return text
    room -= width_of(_CUT)
    kept, taken = "", 0.0
    for cluster in _clusters(text):
        taken += width_of(cluster)
        if taken > room:
            break
        kept += cluster
    words = kept.rpartition(" ")[0]
    return (words if len(words) > len(kept) * _LATE_ENOUGH else kept).rstrip(" ,:;-") + _CUT


def _clusters(text: str) -> Iterator[str]:
    """Yield what a reader takes for single characters: a base with the marks that belong to it."""
    found = text[:1]
    for character in text[1:]:
        if _belongs(character) or found[-1] == _JOINERS[1] or (_flag(found) and _flag(character)):
            found += character
        else:
            yield found
            found = character
    if found:
        yield found


@lru_cache(maxsize=2_048)
def _belongs(character: str) -> bool:
    """Tell whether a character belongs to whatever stands before it."""
    mark = unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Mc", "Me", "Sk"}
    return bool(mark) or character in _JOINERS


def _flag(cluster: str) -> bool:
    """Tell whether this is half a flag: one letter of a country."""
    return len(cluster) == 1 and "\U0001f1e6" <= cluster <= "\U0001f1ff"
