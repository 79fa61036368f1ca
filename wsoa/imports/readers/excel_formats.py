"""What a workbook's cell formats say that its values do not: 1.10 kept as 1.1, a month as its first day."""

from __future__ import annotations

import re
import zipfile
from typing import NamedTuple

_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)/?>")
_ATTRIBUTE = re.compile(rb'\b([rs])="([^"]*)"')
_PLACE = re.compile(rb"([A-Z]{1,4})([0-9]{1,8})\Z")
_XFS = re.compile(rb"<(?:\w+:)?cellXfs\b.*?</(?:\w+:)?cellXfs>", re.DOTALL)
_XF = re.compile(rb"<(?:\w+:)?xf\b([^>]*)>")
_FORMAT = re.compile(rb"<(?:\w+:)?numFmt\b([^>]*)>")
_ID = re.compile(rb'\bnumFmtId="([0-9]+)"')
_CODE = re.compile(rb'\bformatCode="([^"]*)"')
_SHEET = re.compile(rb"<(?:\w+:)?sheet\b([^>]*)/?>")
_LINK = re.compile(rb'\br:id="([^"]*)"|\b\w+:id="([^"]*)"')
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b([^>]*)/?>")
_PLACES = re.compile(r"0\.(0+)\Z")
_BUILT_IN = {0: "General", 1: "0", 2: "0.00", 14: "dd/mm/yyyy", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy"}

Square = tuple[int, int]


class SheetFormats(NamedTuple):
    """The formats of one sheet's cells by row and column, counted from 0, and how far its cells reach."""

    codes: dict[Square, str]
    rows: int
    columns: int


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
    codes = _codes(archive.read("xl/styles.xml")) if "xl/styles.xml" in names else []
    targets = _targets(archive.read("xl/_rels/workbook.xml.rels"))
    found = []
    for tag in _SHEET.finditer(archive.read("xl/workbook.xml")):
        link = _LINK.search(tag[1])
        target = targets.get((link[1] or link[2]) if link else b"", "")
        found.append(_sheet(archive.read(target), codes) if target in names else SheetFormats({}, 0, 0))
    return found


def _sheet(data: bytes, codes: list[str]) -> SheetFormats:
    found: dict[Square, str] = {}
    rows = columns = 0
    for tag in _CELL.finditer(data):
        values = dict(_ATTRIBUTE.findall(tag[1]))
        place = _PLACE.match(values.get(b"r", b""))
        if not place:
            continue
        row, column = int(place[2]) - 1, _column(place[1])
        rows, columns = max(rows, row + 1), max(columns, column + 1)
        style = int(values.get(b"s", b"0") or 0)
        if 0 < style < len(codes) and codes[style] != "General":
            found[row, column] = codes[style]
    return SheetFormats(found, rows, columns)


def _codes(data: bytes) -> list[str]:
    """Return the number format of each cell style."""
    known = dict(_BUILT_IN)
    for tag in _FORMAT.finditer(data):
        number, code = _ID.search(tag[1]), _CODE.search(tag[1])
        if number and code:
            known[int(number[1])] = code[1].decode("utf-8", "replace").replace("&quot;", '"')
    block = _XFS.search(data)
    tags = _XF.finditer(block[0]) if block else ()
    numbers = (_ID.search(tag[1]) for tag in tags)
    return [known.get(int(number[1]), "General") if number else "General" for number in numbers]


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
