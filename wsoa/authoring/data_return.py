"""A data return: a CSV file of figures, one a line, taken whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from wsoa.authoring.record import Figure, Recorded, record
from wsoa.authoring.refusal import RefusedError
from wsoa.plan.base import shown
from wsoa.plan.models import Plan

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "ref": ("ref", "kpi", "measure"),
    "part": ("part",),
    "value": ("value", "figure", "actual"),
    "when": ("period", "date", "month"),
    "source": ("source",),
    "note": ("note", "comment"),
    "provisional": ("provisional",),
    "projected": ("projected",),
}
"""What a column may be called, in any case."""
_MARKS = {";": "semicolons", "\t": "tabs", "|": "upright strokes"}
_NEEDED = ("ref", "value", "when")
_YES, _NO = frozenset({"yes", "y", "true", "1"}), frozenset({"", "no", "n", "false", "0"})


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a return: what it says, and what it comes to or why it is refused."""

    number: int
    ref: str
    when: str
    value: str
    recorded: Recorded | None = None
    refusal: str = ""


def read_return(plan: Plan, text: str, day: date) -> tuple[Line, ...]:
    """Read every line of a return. Lines without a figure are left out.

    Raises:
        RefusedError: the headings do not name what is needed.
    """
    rows = _rows(text)
    headings = rows[0] if rows else []
    places = _places(headings)
    seen: dict[tuple[str, str], int] = {}
    lines = []
    for number, row in enumerate(rows[1:], 2):
        told = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if extra := _surplus(headings, row):
            lines.append(Line(number, told["ref"], told["when"], told["value"], refusal=extra))
        elif told["value"]:
            lines.append(_once(_line(plan, number, told, day), seen))
    return tuple(lines)


def _rows(text: str) -> list[list[str]]:
    """Split a file at its commas.

    Raises:
        RefusedError: its cells are separated by something else, or one of them is endless.
    """
    first = text.split("\n", 1)[0]
    for mark, name in _MARKS.items():
        if mark in first and "," not in first:
            raise RefusedError(
                f"The columns are separated by {name}; save the file with commas between them."
            )
    reader = csv.reader(io.StringIO(text, newline=""))
    try:
        return list(reader)
    except csv.Error:
        why = (
            f"a cell has more than {csv.field_size_limit():,} characters, or a quotation mark is never closed"
        )
        raise RefusedError(f"Line {reader.line_num + 1} cannot be read: {why}.") from None


def _surplus(headings: Sequence[str], row: Sequence[str]) -> str:
    """Say that a line has cells that no heading names; empty where it has none."""
    extra = [cell.strip() for n, cell in enumerate(row) if n >= len(headings) or not headings[n].strip()]
    found = next(filter(None, extra), "")
    where = "a comma inside a text needs quotation marks around it"
    return f"“{shown(found, 30)}” stands in a column without a heading; {where}." if found else ""


def _places(headings: Sequence[str]) -> dict[str, int]:
    """Return the column of each thing a line tells.

    Raises:
        RefusedError: a column is not known, is there twice, or is missing.
    """
    meant = {spelling: name for name, spellings in COLUMNS.items() for spelling in spellings}
    places: dict[str, int] = {}
    unknown = ""
    for place, heading in enumerate(headings):
        word = heading.strip().casefold()
        name = meant.get(word)
        if name in places:
            first = headings[places[name]].strip()
            raise RefusedError(
                f"Two columns tell the same: {first!r} and {heading.strip()!r}; keep one of them."
            )
        if name is not None:
            places[name] = place
        else:
            unknown = unknown or word
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        known = ", ".join(" or ".join(COLUMNS[name]) for name in missing)
        raise RefusedError(f"The first line must name the columns; there is none called {known}.")
    if unknown:
        close = get_close_matches(unknown, meant, n=1)
        hint = f"Did you mean {close[0]}?" if close else f"Known are {', '.join(meant)}."
        raise RefusedError(f"No column is called {shown(unknown)!r}. {hint}")
    return places


def _line(plan: Plan, number: int, told: Mapping[str, str], day: date) -> Line:
    ref = f"{told['ref']}/{told['part']}" if told.get("part") else told["ref"]
    line = Line(number, ref, told["when"], told["value"])
    try:
        figure = Figure(
            ref=ref,
            value=told["value"],
            when=told["when"],
            source=told.get("source") or None,
            note=told.get("note") or None,
            provisional=_flag(told.get("provisional", ""), "provisional"),
            projected=_flag(told.get("projected", ""), "projected"),
        )
        return Line(number, ref, told["when"], told["value"], record(plan, figure, day))
    except RefusedError as error:
        return Line(line.number, line.ref, line.when, line.value, refusal=str(error))


def _flag(words: str, column: str) -> bool:
    if words.casefold() in _YES | _NO:
        return words.casefold() in _YES
    raise RefusedError(f"{column} is yes or no, not {words!r}.")


def _once(line: Line, seen: dict[tuple[str, str], int]) -> Line:
    """Refuse a second figure for the same measure and date: nobody can say which of the two is meant."""
    if line.recorded is None:
        return line
    key = (line.recorded.item.ref, line.recorded.when.text)
    first = seen.setdefault(key, line.number)
    if first == line.number:
        return line
    why = f"line {first} gives {key[0]} for {key[1]} already."
    return Line(line.number, line.ref, line.when, line.value, refusal=why)
