"""Reading a plan's history for a command: where git is, what it lacks, and how to say so."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.output import tell

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.history.git import Repository
    from wsoa.history.timeline import Timeline


@contextmanager
def repository(folder: Path, environment: Environment) -> Iterator[Repository]:
    """Open the git repository that a plan folder is in.

    Raises:
        StopError: there is no git, no repository, or git cannot answer.
    """
    from wsoa.history.git import GitError, Repository  # noqa: PLC0415 - most commands need no git

    # Reading years of versions leaves garbage that one short run does not: let it be collected.
    gc.freeze()
    gc.enable()
    try:
        with Repository(folder, environment.variables) as opened:
            yield opened
    except GitError as error:
        raise StopError(str(error)) from None


def timeline_of(folder: Path, environment: Environment, since: str | None = None) -> Timeline:
    """Read the whole story of a plan folder up to what stands in it now.

    Raises:
        StopError: as :func:`repository`.
    """
    from wsoa.history.store import from_git, with_uncommitted  # noqa: PLC0415
    from wsoa.history.timeline import timeline  # noqa: PLC0415

    with repository(folder, environment) as opened:
        versions = with_uncommitted(from_git(opened, folder, after=since), folder, Path.cwd())
        return timeline(versions, complete=not opened.shallow)


def as_written(loaded: LoadedPlan, revision: str, environment: Environment) -> LoadedPlan | None:
    """Return a plan as it was written at a revision; None, with a word on it, where there was none yet.

    Raises:
        StopError: as :func:`repository`.
    """
    from wsoa.history.store import at_revision  # noqa: PLC0415

    with repository(loaded.folder, environment) as opened:
        past = at_revision(opened, revision, loaded.folder)
    if past is None:
        tell(f"There was no plan {loaded.id} yet at {revision}.", environment)
    return past
