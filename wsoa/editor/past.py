"""What the committed versions of a plan called things, read from git when somebody renames something."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from wsoa.editor.names import Name
from wsoa.editor.rename import CannotRenameError, Past, UsedBefore, named_things
from wsoa.history.repository.git import GitError, Repository
from wsoa.history.repository.store import from_git
from wsoa.plan.models import Plan


class PastReader:
    """Reads the past of plans, each once for as long as nothing is committed."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._variables = variables
        self._read: dict[Path, tuple[str, Past]] = {}

    def of(self, folder: Path) -> Past:
        """Return the past of a plan folder; an empty one where the folder is in no repository.

        Raises:
            CannotRenameError: there is a repository and git cannot read it.
        """
        inside = folder.resolve()
        if not any((above / ".git").exists() for above in (inside, *inside.parents)):
            return Past()
        try:
            with Repository(folder, self._variables) as opened:
                return self._past(opened, folder)
        except GitError as error:
            raise CannotRenameError(f"What the plan called things before is not known. {error}") from None

    def _past(self, repository: Repository, folder: Path) -> Past:
        try:
            newest = repository.resolve("HEAD")
        except GitError:
            return Past()
        if self._read.get(folder, ("", Past()))[0] != newest:
            self._read[folder] = (newest, _past(repository, folder))
        return self._read[folder][1]


def _past(repository: Repository, folder: Path) -> Past:
    committed: Plan | None = None
    used: dict[Name, UsedBefore] = {}
    for version in from_git(repository, folder):
        plan = version.loaded.plan if version.loaded is not None else None
        if plan is not None and version.commit is not None:
            committed = plan
            used |= {
                name: UsedBefore(words, version.commit.committed)
                for name, words in named_things(plan).items()
            }
    return Past(committed, used)
