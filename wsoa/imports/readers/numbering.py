"""The numbers that a word processor shows before a paragraph and that are not part of its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LETTERS = 26
_LEVELS = 9
_MOST = 5_000


class Level(NamedTuple):
    """One level of a list: where it starts, how it counts, and what it prints, such as ``%1.%2``."""

    start: int = 1
    style: str = "decimal"
    text: str = ""


class Numbering:
    """Counts through a document's lists as Word does. Feed it every paragraph, in order."""

    def __init__(self, numbering: Any, styles: Any) -> None:  # noqa: ANN401 - XML elements, or None
        self._abstract: dict[str, dict[int, Level]] = {}
        self._of: dict[str, str] = {}
        self._overrides: dict[tuple[str, int], int] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._started: set[str] = set()
        self._styles = _styles(styles)
        if numbering is not None:
            self._read(numbering)

    def label(self, paragraph: Any) -> str:  # noqa: ANN401 - an XML element
        """Return the number shown before a paragraph; empty where it has none, or a bullet."""
        found = self._list_of(paragraph)
        if found is None:
            return ""
        number, depth = found
        levels = self._abstract.get(self._of.get(number, ""), {})
        level = levels.get(depth)
        if level is None:
            return ""
        counts = self._count(number, depth, levels)
        if level.style in {"bullet", "none"}:
            return ""
        text = level.text
        for index in range(depth + 1):
            known = levels.get(index, Level())
            text = text.replace(f"%{index + 1}", written(counts[index] or known.start, known.style))
        return text.strip()

    def _count(self, number: str, depth: int, levels: Mapping[int, Level]) -> list[int | None]:
        counts = self._counts.setdefault(self._of[number], [None] * _LEVELS)
        if number not in self._started:
            self._started.add(number)
            for level in range(_LEVELS):
                if (number, level) in self._overrides:
                    counts[level] = None
        start = self._overrides.get((number, depth), levels[depth].start)
        current = counts[depth]
        counts[depth] = start if current is None else min(current + 1, _MOST)
        counts[depth + 1 :] = [None] * (_LEVELS - depth - 1)
        for index in range(depth):
            if counts[index] is None:
                counts[index] = levels.get(index, Level()).start
        return counts

    def _list_of(self, paragraph: Any) -> tuple[str, int] | None:  # noqa: ANN401
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            return None
        own = _num_pr(properties)
        style = properties.find(f"{W}pStyle")
        inherited = self._styles.get(style.get(f"{W}val")) if style is not None else None
        number = own[0] or (inherited[0] if inherited else None)
        depth = own[1] if own[1] is not None else (inherited[1] if inherited else None)
        return (number, min(depth or 0, _LEVELS - 1)) if number and number != "0" else None

    def _read(self, numbering: Any) -> None:  # noqa: ANN401
        for abstract in numbering.iter(f"{W}abstractNum"):
            levels = {_whole(level.get(f"{W}ilvl")): _level(level) for level in abstract.iter(f"{W}lvl")}
            self._abstract[abstract.get(f"{W}abstractNumId")] = levels
        for num in numbering.iter(f"{W}num"):
            number = num.get(f"{W}numId")
            link = num.find(f"{W}abstractNumId")
            self._of[number] = link.get(f"{W}val") if link is not None else ""
            for override in num.iter(f"{W}lvlOverride"):
                start = override.find(f"{W}startOverride")
                if start is not None:
                    depth = _whole(override.get(f"{W}ilvl"))
                    self._overrides[number, depth] = _whole(start.get(f"{W}val"))


def written(number: int, style: str) -> str:
    """Write a number in a list's way: 3, c, C, iii."""
    ways: Mapping[str, Callable[[int], str]] = {
        "lowerLetter": _letter,
        "upperLetter": lambda n: _letter(n).upper(),
        "lowerRoman": _roman,
        "upperRoman": lambda n: _roman(n).upper(),
        "decimalZero": lambda n: f"{n:02}",
    }
    return ways.get(style, str)(number)


def _letter(number: int) -> str:
    return chr(ord("a") + (number - 1) % _LETTERS) * ((number - 1) // _LETTERS + 1)


def _roman(number: int) -> str:
    text = ""
    for value, letters in _ROMAN:
        while number >= value:
            text, number = text + letters, number - value
    return text


def _level(element: Any) -> Level:  # noqa: ANN401
    def value(name: str, default: str) -> str:
        child = element.find(f"{W}{name}")
        return str(child.get(f"{W}val", default)) if child is not None else default

    return Level(_whole(value("start", "1")), value("numFmt", "decimal"), value("lvlText", ""))


def _num_pr(properties: Any) -> tuple[str | None, int | None]:  # noqa: ANN401
    found = properties.find(f"{W}numPr")
    if found is None:
        return None, None
    number, depth = found.find(f"{W}numId"), found.find(f"{W}ilvl")
    return (
        number.get(f"{W}val") if number is not None else None,
        _whole(depth.get(f"{W}val")) if depth is not None else None,
    )


def _styles(styles: Any) -> dict[str, tuple[str | None, int | None]]:  # noqa: ANN401
    """Return the list that each paragraph style belongs to, directly or through the style it is based on."""
    own: dict[str, tuple[str | None, int | None]] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{W}style") if styles is not None else ():
        name, parent, properties = style.get(f"{W}styleId"), style.find(f"{W}basedOn"), style.find(f"{W}pPr")
        own[name] = _num_pr(properties) if properties is not None else (None, None)
        if parent is not None:
            based[name] = parent.get(f"{W}val")
    return {name: _inherited(name, own, based) for name in own}


def _inherited(
    name: str, own: Mapping[str, tuple[str | None, int | None]], based: Mapping[str, str]
) -> tuple[str | None, int | None]:
    number, depth = None, None
    seen: set[str] = set()
    while name in own and name not in seen:
        seen.add(name)
        number, depth = number or own[name][0], depth if depth is not None else own[name][1]
        name = based.get(name, "")
    return number, depth


def _whole(text: str | None) -> int:
    return int(text) if text and text.isdecimal() and len(text) <= len(str(_MOST)) else 0
