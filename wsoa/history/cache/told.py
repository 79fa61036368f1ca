"""The story of a plan as git tells it: what is kept from an earlier run, and what was committed since."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from wsoa.history.cache.kept import Kept
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import Shelf, changed_since, from_git
from wsoa.history.repository.versions import Version
from wsoa.history.timeline import Teller

LEAST = 5
"""How many files must have been read for their story to be kept: fewer are soon read again."""
BACK = 200
"""How many commits back a kept story is looked for."""
NOTHING_KEPT = Kept(None)


def told_by_git(
    repository: Repository,
    shown: Path,
    revision: str = "HEAD",
    kept: Kept = NOTHING_KEPT,
    shelf: Shelf | None = None,
) -> Teller:
    """Return the story of a plan folder up to a revision.

    ``shown`` is how people are told of the folder. The story of a shallow copy is not kept, nor one of
    commits that were given other parents, nor one of which something could not be read.

    Raises:
        GitError: git cannot answer, or there is no such revision.
    """
    shelf = shelf or Shelf()
    had = shelf.read
    tip = repository.resolve(revision)
    if not kept.on or repository.shallow or repository.grafted:
        return _read(Teller(), from_git(repository, shown, tip, shelf=shelf)) or Teller()
    known = _nearest(repository, kept, tip)
    before = kept.take(known, repository.prefix) if known is not None else None
    told: Teller | None = None
    if known is not None and isinstance(before, Teller):
        if known == tip or not changed_since(repository, shown, known, tip):
            return before
        since = from_git(repository, shown, tip, after=known, shelf=shelf)
        told = _read(before, islice(since, 1, None), repository.prefix)
    told = told or _read(Teller(), from_git(repository, shown, tip, shelf=shelf)) or Teller()
    if shelf.read - had >= LEAST and not repository.lacking:
        kept.put(told, tip, repository.prefix)
    return told


def _nearest(repository: Repository, kept: Kept, tip: str) -> str | None:
    """Return the nearest commit up to which a story is kept; git is asked of earlier ones only."""
    if kept.has(tip, repository.prefix):
        return tip
    earlier = repository.first_parents(tip, BACK)
    return next((one for one in earlier if kept.has(one, repository.prefix)), None)


def _read(told: Teller, versions: Iterable[Version], folder: str | None = None) -> Teller | None:
    """Tell on from some versions.

    There is no story where one of them stood in another folder than the one given: then the plan's way
    through the repository is another one than was known, and all of it has to be read.
    """
    for version in versions:
        if folder is not None and version.folder != folder:
            return None
        told.take(version)
    return told
