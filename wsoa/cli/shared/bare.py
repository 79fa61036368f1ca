"""Plans of a bare repository, which has no files beside what git keeps: they are read as HEAD has them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa.errors import WsoaError

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan

REVISION = "HEAD"
NOT_HERE = "This is a bare repository: it holds no file that could be changed. Clone it, and edit the clone."


def committed_folders(plans: Path) -> list[Path]:
    """Return the folders of the plans that a bare repository holds in a folder; none where it is no such."""
    if not _looks_bare(plans):
        return []
    from wsoa.history.repository.git import GitError, Repository
    from wsoa.history.repository.store import plan_files

    try:
        with Repository(plans, dict(os.environ)) as opened:
            if not opened.bare:
                return []
            commit = opened.resolve(REVISION)
            if plan_files(opened, commit):
                return [plans]
            names = [entry.name for entry in opened.folder_at(commit) if entry.folder]
            return [plans / name for name in sorted(names) if plan_files(opened, commit, name)]
    except GitError:
        return []


def committed_plan(folder: Path) -> LoadedPlan:
    """Read a plan of a bare repository.

    Raises:
        WsoaError: git cannot read it.
    """
    from wsoa.history.repository.git import Repository
    from wsoa.history.repository.store import at_revision

    with Repository(folder, dict(os.environ)) as opened:
        loaded = at_revision(opened, REVISION, folder)
    if loaded is None:
        raise WsoaError(f"The plan in {folder} could not be read.")
    return loaded


def _looks_bare(plans: Path) -> bool:
    """Tell from what git keeps, without asking it, whether the nearest folder may be a bare repository."""
    start = next((one for one in (plans.absolute(), *plans.absolute().parents) if one.is_dir()), None)
    return start is not None and (start / "objects").is_dir() and (start / "HEAD").is_file()
