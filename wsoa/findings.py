"""One type for every problem found in a plan, whoever finds it."""

from __future__ import annotations

from enum import StrEnum
from hashlib import sha256
from typing import NamedTuple


class Severity(StrEnum):
    """How much a finding matters. Structure is an error, judgement a warning."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for the gravest; sort by it."""
        return _RANKS[self]


_RANKS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


class Place(NamedTuple):
    """Where in a file: lines and columns count from 1, columns in characters."""

    file: str
    line: int = 1
    column: int = 1
    end_line: int = 0
    end_column: int = 0


class Finding(NamedTuple):
    """A problem in the user's file: what it is, where it is, and a way out.

    ``ref`` names the item it is about and ``field`` its key; with the code they make the fingerprint,
    so that a finding keeps its identity when lines above it move.
    """

    code: str
    name: str
    severity: Severity
    message: str
    place: Place
    help: str = ""
    ref: str = ""
    field: str = ""
    related: tuple[Place, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that identify the finding across edits elsewhere in the file."""
        subject = (
            (self.code, self.ref, self.field) if self.ref else (self.code, self.place.file, self.message)
        )
        return sha256("\x1f".join(subject).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def in_order(findings: list[Finding] | tuple[Finding, ...]) -> tuple[Finding, ...]:
    """Sort by file, line, column and code, so that every machine prints the same list."""
    return tuple(
        sorted(findings, key=lambda f: (f.place.file, f.place.line, f.place.column, f.code, f.message))
    )


def worst(findings: tuple[Finding, ...]) -> Severity | None:
    """Return the gravest severity present, or None."""
    return min((finding.severity for finding in findings), key=lambda s: s.rank, default=None)
