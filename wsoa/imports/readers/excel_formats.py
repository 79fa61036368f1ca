"""What a workbook's cell formats say that its values do not: 1.10 kept as 1.1, a month as its first day."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Mapping, Sequence
from html import unescape
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from wsoa.imports.readers.colours import colour_name

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)/?>")
_UNSAVED = re.compile(
    rb'<(?:\w+:)?c\b((?:(?!\bt="str")[^>])*)>\s*'
    rb"<(?:\w+:)?f\b[^>]*>[^<]*</(?:\w+:)?f>\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_HIDDEN_ROW = re.compile(rb"<(?:\w+:)?row\b(?=[^>]*\bhidden=\"(?:1|true)\")[^>]*\br=\"([0-9]{1,8})\"")
_ATTRIBUTE = re.compile(rb'\b([rs])="([^"]*)"')
_PLACE = re.compile(rb"([A-Z]{1,4})([0-9]{1,8})\Z")
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_ID = re.compile(rb'\bnumFmtId="([0-9]+)"')
_CODE = re.compile(rb'\bformatCode="([^"]*)"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_NAME = re.compile(rb'\bname="([^"]*)"')
_LINK = re.compile(rb'\br:id="([^"]*)"|\b\w+:id="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_FILLS = re.compile(rb"<(?:\w+:)?fills\b.*?</(?:\w+:)?fills>", re.DOTALL)
_FILL = re.compile(rb"<(?:\w+:)?fill>(.*?)</(?:\w+:)?fill>", re.DOTALL)
_FONTS = re.compile(rb"<(?:\w+:)?fonts\b.*?</(?:\w+:)?fonts>", re.DOTALL)
_FONT = re.compile(rb"<(?:\w+:)?font>(.*?)</(?:\w+:)?font>|<(?:\w+:)?font/>", re.DOTALL)
_STRIKE = re.compile(rb"<(?:\w+:)?strike(?:/>| val=\"(?:1|true)\")")
_RGB = re.compile(rb'<(?:\w+:)?fgColor\b[^>]*\brgb="([0-9A-Fa-f]{6,8})"')
_THEME_COLOUR = re.compile(rb'<(?:\w+:)?fgColor\b[^>]*\btheme="([0-9]{1,2})"')
_FILL_ID = re.compile(rb'\bfillId="([0-9]{1,6})"')
_FONT_ID = re.compile(rb'\bfontId="([0-9]{1,6})"')
_THEME = re.compile(
    rb'<a:(?:dk1|lt1|dk2|lt2|accent[1-6])>\s*<a:(?:srgbClr val|sysClr [^>]*lastClr)="([0-9A-Fa-f]{6})"'
)
_THEME_FILE = "xl/theme/theme1.xml"
_PLACES = re.compile(r"0\.(0+)\Z")
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"}

Square = tuple[int, int]


class SheetFormats(NamedTuple):
    """The formats of one sheet's cells by row and column, counted from 0, and how far its cells reach."""

    codes: dict[Square, str]
    rows: int
    columns: int
    shades: Mapping[Square, str] = MappingProxyType({})
    struck: frozenset[Square] = frozenset()
    unsaved: frozenset[Square] = frozenset()
    """Cells with a formula whose result the file does not hold."""
    hidden: tuple[int, ...] = ()
    """The rows that the sheet does not show."""


class Style(NamedTuple):
    """How one style shows a cell: its number format, the plain name of its fill, whether it is struck through."""  # noqa: E501

    code: str = "General"
    shade: str = ""
    struck: bool = False


def decimals(code: str) -> int | None:
    """Return how many figures a format shows after the point; None where it does not say."""
    found = _PLACES.match(code)
    return len(found[1]) if found else None


def shows_month_only(code: str) -> bool:
    """True for a date format that prints a month and a year and no day, such as mmm-yy."""
    bare = re.sub(r'"[^"]*"|\[[^\]]*\]|\\.', "", code).lower().split(";")[0]
    return "m" in bare and "y" in bare and "d" not in bare


def sheet_formats(archive: zipfile.ZipFile) -> list[SheetFormats]:
    """Return the formats of each sheet in the order of the workbook's tabs; empty where it cannot be told."""
    names = set(archive.namelist())
    if not {"xl/workbook.xml", "xl/_rels/workbook.xml.rels"} <= names:
        return []
    styles = _styles(archive, names)
    return [
        _sheet(archive.read(target), styles) if target in names else SheetFormats({}, 0, 0)
        for target in sheet_parts(archive)
    ]


def sheet_parts(archive: zipfile.ZipFile) -> list[str]:
    """Return the part of the file that holds each sheet, in the order of the tabs; empty for none."""
    targets = _targets(archive.read("xl/_rels/workbook.xml.rels"))
    links = [_LINK.search(tag[1]) for tag in _SHEET.finditer(archive.read("xl/workbook.xml"))]
    return [targets.get((link[1] or link[2]) if link else b"", "") for link in links]


def sheet_names(archive: zipfile.ZipFile) -> list[str]:
    """Return the names of the sheets, in the order of the tabs."""
    tags = _SHEET.finditer(archive.read("xl/workbook.xml"))
    named = [_NAME.search(tag[1]) for tag in tags]
    return [unescape(name[1].decode("utf-8", "replace")) if name else "" for name in named]


def _sheet(data: bytes, styles: list[Style]) -> SheetFormats:
    found: dict[Square, str] = {}
    shades: dict[Square, str] = {}
    struck: set[Square] = set()
    rows = columns = 0
    for tag in _CELL.finditer(data):
        values = dict(_ATTRIBUTE.findall(tag[1]))
        square = _square(values)
        if square is None:
            continue
        row, column = square
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        style = int(values.get(b"s", b"0") or 0)
        if not 0 < style < len(styles):
            continue
        if styles[style].code != "General":
            found[row, column] = styles[style].code
        if styles[style].shade:
            shades[row, column] = styles[style].shade
        if styles[style].struck:
            struck.add((row, column))
    unsaved = (_square(dict(_ATTRIBUTE.findall(tag[1]))) for tag in _UNSAVED.finditer(data))
    hidden = tuple(int(row) - 1 for row in _HIDDEN_ROW.findall(data))
    return SheetFormats(
        found, rows, columns, shades, frozenset(struck), frozenset(at for at in unsaved if at), hidden
    )


def _square(values: Mapping[bytes, bytes]) -> Square | None:
    place = _PLACE.match(values.get(b"r", b""))
    return (int(place[2]) - 1, _column(place[1])) if place else None


def _styles(archive: zipfile.ZipFile, names: set[str]) -> list[Style]:
    """Return how each cell style shows a cell."""
    if "xl/styles.xml" not in names:
        return []
    data = archive.read("xl/styles.xml")
    known = dict(_BUILT_IN)
    for tag in _FORMAT.finditer(data):
        number, code = _ID.search(tag[1]), _CODE.search(tag[1])
        if number and code:
            known[int(number[1])] = code[1].decode("utf-8", "replace").replace("&quot;", '"')
    theme = (
        [bytes(code).decode() for code in _THEME.findall(archive.read(_THEME_FILE))]
        if _THEME_FILE in names
        else []
    )
    fills = [_fill(tag[1], theme) for tag in _FILL.finditer(_part(_FILLS, data))]
    fonts = [bool(_STRIKE.search(tag[1])) for tag in _FONT.finditer(_part(_FONTS, data))]
    made = []
    for tag in _XF.finditer(_part(_XFS, data)):
        number, fill, font = (pattern.search(tag[1]) for pattern in (_ID, _FILL_ID, _FONT_ID))
        made.append(
            Style(
                known.get(int(number[1]), "General") if number else "General",
                _at(fills, fill) or "",
                bool(_at(fonts, font)),
            )
        )
    return made


_T = TypeVar("_T")


def _at(values: Sequence[_T], found: re.Match[bytes] | None) -> _T | None:
    index = int(found[1]) if found else -1
    return values[index] if 0 <= index < len(values) else None


def _part(pattern: re.Pattern[bytes], data: bytes) -> bytes:
    found = pattern.search(data)
    return found[0] if found else b""


def _fill(data: bytes, theme: list[str]) -> str:
    """Return the plain name of a solid fill: by its own colour, or by that of the workbook's theme."""
    if not data or b'patternType="solid"' not in data:
        return ""
    own, of_theme = _RGB.search(data), _THEME_COLOUR.search(data)
    if own:
        return colour_name(own[1].decode())
    index = int(of_theme[1]) if of_theme else -1
    return colour_name(theme[index]) if 0 <= index < len(theme) else ""


def _targets(data: bytes) -> dict[bytes, str]:
    found = {}
    for tag in _RELATION.finditer(data):
        name, target = re.search(rb'\bId="([^"]*)"', tag[1]), re.search(rb'\bTarget="([^"]*)"', tag[1])
        if name and target:
            path = target[1].decode("utf-8", "replace")
            found[name[1]] = path[1:] if path.startswith("/") else f"xl/{path}"
    return found


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
