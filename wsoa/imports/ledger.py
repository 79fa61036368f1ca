"""The ledger of doubt: what an import did not understand, guessed, filled in or left out, and where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import NamedTuple

MOST_SHOWN = 200


class Kind(StrEnum):
    """What sort of doubt it is, the gravest first."""

    NOT_READ = "not read"
    GUESS = "guess"
    REPAIRED = "repaired"
    FILLED = "filled in"
    SKIPPED = "left out"
    SPELT = "respelt"

    @property
    def meaning(self) -> str:
        """What the sort means, in one plain sentence."""
        return _MEANINGS[self]

    @property
    def to_check(self) -> bool:
        """True where a person should look before the plan is used."""
        return self in {Kind.NOT_READ, Kind.GUESS, Kind.REPAIRED}


_MEANINGS: Mapping[Kind, str] = {
    Kind.NOT_READ: "The document says something here that the plan does not hold.",
    Kind.GUESS: "The plan holds something here that the document does not plainly say.",
    Kind.REPAIRED: "The plan spells this differently; the printed form is kept beside it.",
    Kind.FILLED: "The cell is empty or merged; the value comes from above.",
    Kind.SKIPPED: "Nothing here is part of a plan: a repeated heading, a table of another kind, other text.",
    Kind.SPELT: "The plan holds this in its own spelling: a date, a status, a figure.",
}


class Entry(NamedTuple):
    """One line of the ledger: where, what was read, what was made of it."""

    kind: Kind
    place: str
    what: str
    """What it is about: due, lead, ref, row, table, column."""
    read: str
    made: str
    ref: str = ""


class Ledger:
    """Entries in the order of the document."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []

    def add(self, kind: Kind, place: str, what: str, read: str, made: str, *, ref: str = "") -> None:
        """Write one line."""
        self.entries.append(Entry(kind, place, what, " ".join(read.split()), made, ref))

    def unique(self, entry: Entry) -> None:
        """Write a line unless it is there already."""
        if entry not in self.entries:
            self.entries.append(entry)


def counts(entries: Sequence[Entry]) -> dict[Kind, int]:
    """Count the entries of each sort; a sort without entries is 0."""
    found = Counter(entry.kind for entry in entries)
    return {kind: found[kind] for kind in Kind}


def shortened(text: str) -> str:
    """Return text on one line, cut where it is long."""
    line = " ".join(text.split())
    return line if len(line) <= MOST_SHOWN else f"{line[: MOST_SHOWN - 1]}…"
