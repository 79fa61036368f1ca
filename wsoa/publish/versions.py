"""Reading a plan's history: where git is, and what stood there."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.history.repository.git import Repository
    from wsoa.history.repository.versions import Version
    from wsoa.history.timeline import Timeline


@contextmanager
def repository(folder: Path, variables: Mapping[str, str]) -> Iterator[Repository]:
    """Open the git repository that a plan folder is in; ``variables`` are those of the environment.

    Raises:
        GitError: there is no git, no repository, or git cannot answer.
    """
    from wsoa.history.repository.git import Repository

    # Reading years of versions leaves garbage that one short run does not: let it be collected.
    if not gc.get_freeze_count():  # once: a second time, what is garbage by then would stay for good
        gc.freeze()
    gc.enable()
    with Repository(folder, variables) as opened:
        yield opened


def timeline_of(folder: Path, variables: Mapping[str, str], since: str | None = None) -> Timeline:
    """Read the whole story of a plan folder up to what stands in it now.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.repository.store import from_git

    with repository(folder, variables) as opened:
        line = line_of(from_git(opened, folder, after=since), opened, folder)
        return line._replace(complete=False, gap="part") if since else line


def line_of(versions: Iterable[Version], opened: Repository, folder: Path | None) -> Timeline:
    """Read versions into a story that knows whether all of them could be read.

    ``folder`` is where the plan stands now, to end with what is not committed yet; None to leave that out.
    A folder of which only a part is checked out says nothing of what is not committed.
    """
    from wsoa.history.repository.store import with_uncommitted
    from wsoa.history.timeline import timeline

    sparse = opened.not_checked_out()
    if folder is not None and not sparse:
        versions = with_uncommitted(versions, folder, Path.cwd())
    line = timeline(versions)
    lacks = opened.shallow or opened.lacking or sparse
    return line._replace(complete=False, gap="part") if lacks else line


def as_written(loaded: LoadedPlan, revision: str, variables: Mapping[str, str]) -> LoadedPlan | None:
    """Return a plan as it was written at a revision; None where there was none yet.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.repository.store import at_revision

    with repository(loaded.folder, variables) as opened:
        return at_revision(opened, revision, loaded.folder)
