"""A data return: a CSV file of figures, one a line, taken whole or not at all."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from wsoa.authoring.record import Figure, Recorded, record
from wsoa.authoring.refusal import RefusedError
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
    rows = list(csv.reader(io.StringIO(text, newline="")))
    places = _places(rows[0] if rows else [])
    seen: dict[tuple[str, str], int] = {}
    lines = []
    for number, row in enumerate(rows[1:], 2):
        told = {name: row[place].strip() if place < len(row) else "" for name, place in places.items()}
        if told["value"]:
            lines.append(_once(_line(plan, number, told, day), seen))
    return tuple(lines)


def _places(headings: Sequence[str]) -> dict[str, int]:
    words = [heading.strip().casefold() for heading in headings]
    places = {
        name: words.index(called)
        for name, spellings in COLUMNS.items()
        for called in spellings[::-1]
        if called in words
    }
    missing = [name for name in _NEEDED if name not in places]
    if missing:
        known = ", ".join(" or ".join(COLUMNS[name]) for name in missing)
        raise RefusedError(f"The first line must name the columns; there is none called {known}.")
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
