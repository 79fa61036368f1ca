"""Reading a plan's history: where git is, and what stood there."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.history.git import Repository
    from wsoa.history.timeline import Timeline


@contextmanager
def repository(folder: Path, variables: Mapping[str, str]) -> Iterator[Repository]:
    """Open the git repository that a plan folder is in; ``variables`` are those of the environment.

    Raises:
        GitError: there is no git, no repository, or git cannot answer.
    """
    from wsoa.history.git import Repository

    # Reading years of versions leaves garbage that one short run does not: let it be collected.
    gc.freeze()
    gc.enable()
    with Repository(folder, variables) as opened:
        yield opened


def timeline_of(folder: Path, variables: Mapping[str, str], since: str | None = None) -> Timeline:
    """Read the whole story of a plan folder up to what stands in it now.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.store import from_git, with_uncommitted
    from wsoa.history.timeline import timeline

    with repository(folder, variables) as opened:
        versions = with_uncommitted(from_git(opened, folder, after=since), folder, Path.cwd())
        return timeline(versions, complete=not opened.shallow)


def as_written(loaded: LoadedPlan, revision: str, variables: Mapping[str, str]) -> LoadedPlan | None:
    """Return a plan as it was written at a revision; None where there was none yet.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.store import at_revision

    with repository(loaded.folder, variables) as opened:
        return at_revision(opened, revision, loaded.folder)
