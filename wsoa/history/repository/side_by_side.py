"""Repositories as the plans of one command see them: what is alike for folders side by side is asked once."""

from __future__ import annotations

import os
import stat
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsoa.history.repository.git import About, Repository

_OWN = (".git", "HEAD")
"""What a folder holds that is a repository of its own, with or without files checked out."""


class Repositories:
    """What git has said in this run, by the folder that plans stand in side by side."""

    def __init__(self) -> None:
        self._known: dict[Path, About] = {}

    def opened(self, folder: Path, variables: Mapping[str, str]) -> Repository:
        """Open the repository that a plan folder is in, to be used as a context manager.

        Raises:
            GitError: there is no git, no repository, or git cannot answer.
        """
        from wsoa.history.repository.git import GitError, Repository  # noqa: PLC0415 - it may never be asked

        if not _as_its_parent(folder, variables):
            return Repository(folder, variables)
        if folder.parent not in self._known:
            try:
                self._known[folder.parent] = _about(Repository(folder.parent, variables))
            except GitError:
                return Repository(folder, variables)  # which says so of the plan's folder
        about = self._known[folder.parent]
        prefix = f"{about.prefix}/{folder.name}".lstrip("/")
        skipped = about.skipped
        if skipped:
            skipped = frozenset(name for name in skipped if name.startswith(f"{prefix}/"))
        return Repository(folder, variables, about._replace(prefix=prefix, skipped=skipped))


def _about(beside: Repository) -> About:
    """Return what holds for every plan in a folder.

    Which files are not checked out is asked of all at once, but not at the top of a repository: much that
    is no plan may stand there.
    """
    return beside.about._replace(skipped=beside.not_checked_out() if beside.prefix else None)


def _as_its_parent(folder: Path, variables: Mapping[str, str]) -> bool:
    """True where git, asked in a folder, can only find the repository that it finds in the folder above.

    That is not so at a link, at the edge of a file system, in a repository inside another, or where git is
    told how far up it may look.
    """
    if folder.name in {"", ".."} or variables.get("GIT_CEILING_DIRECTORIES"):
        return False
    try:
        own, above = folder.lstat(), folder.parent.stat()
    except OSError:
        return False
    alone = any(os.path.lexists(folder / name) for name in _OWN)
    return stat.S_ISDIR(own.st_mode) and own.st_dev == above.st_dev and not alone
