"""Versions of a plan in the order they were written, each with the commit that holds it."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wsoa.files.load import LoadedPlan

SHORT = 9


class Commit(NamedTuple):
    """Where a version was written down. ``authored`` and ``committed`` are days; they may differ."""

    id: str
    authored: date
    committed: date
    subject: str

    @property
    def short(self) -> str:
        """The first nine digits of the id."""
        return self.id[:SHORT]


class Version(NamedTuple):
    """One version. ``commit`` is None for what is not committed yet, ``loaded`` where there was no plan."""

    commit: Commit | None
    loaded: LoadedPlan | None

    @property
    def day(self) -> date | None:
        """The day it was committed; None for what is not."""
        return self.commit.committed if self.commit else None
