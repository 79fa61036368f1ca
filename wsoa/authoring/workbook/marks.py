"""What a workbook carries, so that it can be told later which of its cells somebody changed.

A line on the cover names the plan, the day and the plan's text. A mark at the end of each row holds a few
characters for each of its cells. Both are plain text that survives any program, and a row may be moved: the
mark goes with it, and a cell is told by the name of its column, wherever that stands.
"""

from __future__ import annotations

import re
import unicodedata
from base64 import urlsafe_b64encode
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote

_VERSION = "1"
_HEADER = re.compile(
    r"wsoa-workbook (?P<version>[0-9]+) (?P<area>\S+) "
    r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2}) (?P<hash>[0-9a-f]+)",
    re.ASCII,
)
_MARK = re.compile(r"w1 (?P<row>[\w-]{4}) (?P<cells>(?:[\w-]{4})+)\Z", re.ASCII)
_FIGURE = re.compile(r"[+-]?[0-9]{1,30}(?:\.[0-9]{1,30})?\Z", re.ASCII)
_DIGITS = 4
"""Characters for each cell: that an edit goes unseen by chance happens once in sixteen million."""


class Made(NamedTuple):
    """What a workbook was made from: a plan, the day it shows, and the hash of the plan's text."""

    area: str
    as_of: date
    plan_hash: str

    def __str__(self) -> str:
        return f"wsoa-workbook {_VERSION} {quote(self.area, safe='')} {self.as_of} {self.plan_hash}"


class Mark(NamedTuple):
    """A row as it was: which row, and what each of its cells held."""

    row: str
    cells: frozenset[str]

    def held(self, column: str, text: str, *, figure: bool = False) -> bool:
        """True where the cell of a column held this text when the workbook was made."""
        return _cell(column, text, figure=figure) in self.cells


def read_made(text: str) -> list[Made]:
    """Read the lines of a cover, one for each plan; those of a later version are left out."""
    found = []
    for line in _HEADER.finditer(text):
        if line["version"] == _VERSION:
            try:
                found.append(Made(unquote(line["area"]), date.fromisoformat(line["day"]), line["hash"]))
            except ValueError:
                continue
    return found


def mark_of(key: str, cells: Iterable[tuple[str, str, bool]]) -> str:
    """Return the mark of a row. ``key`` names it; a cell is a column, a text, and whether it is a figure."""
    told = "".join(_cell(column, text, figure=figure) for column, text, figure in cells)
    return f"w1 {row_digits(key)} {told}"


def read_mark(text: str) -> Mark | None:
    """Read the mark of a row; None where it is none."""
    found = _MARK.match(" ".join(text.split()))
    if not found:
        return None
    cells = found["cells"]
    return Mark(found["row"], frozenset(cells[at : at + _DIGITS] for at in range(0, len(cells), _DIGITS)))


def row_digits(key: str) -> str:
    """Return the characters that name a row in its mark."""
    return _digits(f"row\0{bare(key)}")


def bare(text: str) -> str:
    """Return text without spaces and characters that nobody sees, for programs add and drop those."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(ch for ch in composed if unicodedata.category(ch)[0] not in "ZC")


def plain_figure(text: str) -> str:
    """Return a figure in one spelling, however many noughts end it; other text as it is."""
    found = _FIGURE.match(text.strip().replace(",", ""))
    return f"{Decimal(found[0]).normalize():f}" if found else text


def _cell(column: str, text: str, *, figure: bool) -> str:
    return _digits(f"{column}\0{bare(plain_figure(text) if figure else text)}")


def _digits(text: str) -> str:
    return urlsafe_b64encode(sha256(text.encode("utf-8", "surrogatepass")).digest()[:3]).decode("ascii")
