"""The story of a plan as git tells it: what is kept from an earlier run, and what was committed since."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from wsoa.history.cache.kept import Kept
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import Shelf, from_git
from wsoa.history.repository.versions import Version
from wsoa.history.timeline import Teller

LEAST = 2
"""How many versions must have been read for their story to be kept: one has no story. Most commands ask for
it every time, and reading ten versions of a plan takes as long as all the rest of ``wsoa status``."""
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

    ``shown`` is how people are told of the folder. The story of a shallow copy is not kept, nor one of which
    something could not be read.

    Raises:
        GitError: git cannot answer, or there is no such revision.
    """
    tip = repository.resolve(revision)
    if not kept.on or repository.shallow:
        return _read(Teller(), from_git(repository, shown, tip, shelf=shelf))[0]
    line = repository.first_parents(tip, BACK)
    known = next((one for one in line if kept.has(one, repository.prefix)), None)
    told = kept.take(known, repository.prefix) if known is not None else None
    read: int | None = None
    if isinstance(told, Teller):
        if known == tip:
            return told
        since = from_git(repository, shown, tip, after=known, shelf=shelf)
        told, read = _read(told, islice(since, 1, None), repository.prefix)
    if not isinstance(told, Teller) or read is None:
        told, read = _read(Teller(), from_git(repository, shown, tip, shelf=shelf))
    if read is not None and read >= LEAST and not repository.lacking:
        kept.put(told, tip, repository.prefix)
    return told


def _read(told: Teller, versions: Iterable[Version], folder: str | None = None) -> tuple[Teller, int | None]:
    """Tell on from some versions, and return how many there were.

    The number is None where one of them stood in another folder than the one given: then the plan's way
    through the repository is another one than was known, and all of it has to be read.
    """
    read = 0
    for version in versions:
        if folder is not None and version.folder != folder:
            return told, None
        told.take(version)
        read += 1
    return told, read
