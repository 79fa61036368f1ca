"""Where a plan's folder was in each version: it is followed through renaming by what it holds.

At a commit that brings the folder, what its parent had is looked at: a folder that went in the same commit,
or is gone by now, and held the same files or mostly the same items, is the same plan under another name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from wsoa.files.load import HEAD, LoadedPlan
from wsoa.history.repository.git import Repository
from wsoa.history.repository.versions import Commit
from wsoa.plan.models import Plan
from wsoa.plan.walk import walk

MOSTLY = 0.5
"""The share of items two folders must have in common to be one plan."""

Files = Callable[[str, str], Mapping[str, str]]
"""From a commit and a folder, the plan's files and the ids of what they hold."""
Reading = Callable[[str, str], LoadedPlan | None]
"""From a commit and a folder, the plan that stood there."""


class Place(NamedTuple):
    """A commit that changed the plan, and the folder it stood in, named from the top of the repository."""

    commit: Commit
    folder: str


class Trail(NamedTuple):
    """The commits of a plan, oldest first, and what else stood in the place of a beginning that is no birth.

    ``stood`` names plans that went in the commit that brought this one, and could not be told to be it.
    """

    places: tuple[Place, ...]
    stood: tuple[str, ...] = ()


def trail(
    repository: Repository, start: tuple[str, str], after: str | None, files: Files, read: Reading
) -> Trail:
    """Follow a plan's folder back along the first-parent line of a revision; ``start`` names both.

    Raises:
        GitError: git cannot answer, or there is no such revision.
    """
    found: list[Place] = []
    seen: set[tuple[str, str]] = set()
    revision, folder = start
    until = revision
    stood: tuple[str, ...] = ()
    while True:
        commits = repository.log("--first-parent", revision=until, after=after, folder=folder)
        source = None
        for place in range(len(commits) - 1, -1, -1):
            commit = commits[place]
            found.append(Place(commit, folder))
            if not commit.parents or (commit.id, folder) in seen or not _began(repository, commit, folder):
                continue
            seen.add((commit.id, folder))
            source, stood = _source(repository, commit, folder, (files, read), revision)
            if source is not None:
                until, folder = commit.parents[0], source
                break
        if source is None:
            return Trail(tuple(reversed(found)), stood)


def _began(repository: Repository, commit: Commit, folder: str) -> bool:
    """True where a commit brought a plan's folder."""
    now, before = (
        any(entry.name == HEAD for entry in repository.folder_at(one, folder=folder))
        for one in (commit.id, commit.parents[0])
    )
    return now and not before


def _source(
    repository: Repository, commit: Commit, folder: str, look: tuple[Files, Reading], tip: str
) -> tuple[str | None, tuple[str, ...]]:
    """Return the folder that a plan stood in before a commit, and what went there without being it."""
    files, read = look
    parent = commit.parents[0]
    now = set(files(commit.id, folder).values())
    here = {_folder(name) for name in repository.files_named(HEAD, commit.id)}
    last = {_folder(name) for name in repository.files_named(HEAD, tip)}
    before = [name for name in map(_folder, repository.files_named(HEAD, parent)) if name != folder]
    went = [name for name in before if name not in here]
    gone = [name for name in before if name in here and name not in last]
    shared = [(len(now & set(files(parent, name).values())), name) for name in (*went, *gone)]
    best = max(shared, key=lambda pair: pair[0], default=(0, ""))
    if best[0]:
        return best[1], ()
    plan = _plan(read(commit.id, folder))
    alike = [(in_common(plan, _plan(read(parent, name))), name) for name in went]
    nearest = max(alike, key=lambda pair: pair[0], default=(0.0, ""))
    if nearest[0] >= MOSTLY:
        return nearest[1], ()
    return None, tuple(went)


def _folder(file: str) -> str:
    return file.rpartition("/")[0]


def _plan(loaded: LoadedPlan | None) -> Plan | None:
    return loaded.plan if loaded else None


def in_common(first: Plan | None, second: Plan | None) -> float:
    """The share of items with the same kind, ref and title."""
    if first is None or second is None:
        return 0.0
    one, other = ({(i.kind, i.ref, i.title) for i in walk(plan)} for plan in (first, second))
    return 2 * len(one & other) / max(1, len(one) + len(other))
