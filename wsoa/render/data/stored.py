"""What every format for databases does alike."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from wsoa.reports.export.export import Table


class Stored(Protocol):
    """Tables that are written as they come, into a folder that is given when it is made."""

    def add(self, tables: Iterable[Table]) -> None:
        """Put the rows of some tables below those that are there; a table that is not there yet begins."""

    def close(self) -> tuple[Path, ...]:
        """Finish, and return the files that were written."""


def text_of(text: str) -> str:
    """Return text that UTF-8 can hold; a lone half of a character becomes a question mark."""
    return str(text).encode("utf-8", "replace").decode("utf-8")
