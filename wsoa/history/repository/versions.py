"""Versions of a plan in the order they were written, each with the commit that holds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan

SHORT = 9


class Commit(NamedTuple):
    """Where a version was written down. ``authored`` and ``committed`` are days; they may differ."""

    id: str
    authored: date
    committed: date
    subject: str
    author: str = ""
    parents: tuple[str, ...] = ()

    @property
    def short(self) -> str:
        """The first nine digits of the id."""
        return self.id[:SHORT]

    @property
    def day_written(self) -> date:
        """The day it was written: by its author, unless that is said to be after it was committed."""
        return min(self.authored, self.committed)


class Version(NamedTuple):
    """One version. ``commit`` is None for what is not committed yet, ``loaded`` where there was no plan.

    ``branch`` reads, oldest first, the versions of a branch that was merged here, each with the version it
    was written on; None where nothing was merged. ``folder`` is where the plan stood, from the top of the
    repository. ``stood`` names, for the first version, plans that went in the commit that brought this one
    and could not be told to be it.
    """

    commit: Commit | None
    loaded: LoadedPlan | None
    branch: Callable[[], Iterable[tuple[Version, Version | None]]] | None = None
    folder: str = ""
    stood: tuple[str, ...] = ()

    @property
    def day(self) -> date | None:
        """The day it was committed; None for what is not."""
        return self.commit.committed if self.commit else None
