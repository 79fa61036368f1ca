"""Writing a git repository whose commits have the same ids everywhere.

Git is asked for plumbing only, without the settings, hooks, templates, signatures and attributes of whoever
runs it. Author, day and zone are given; SHA-1 is asked for, whatever git's own default comes to be.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from wsoa.errors import WsoaError

_NOWHERE = os.devnull
_SETTINGS = (
    "-c", f"core.hooksPath={_NOWHERE}", "-c", f"core.attributesFile={_NOWHERE}",
    "-c", f"core.excludesFile={_NOWHERE}", "-c", "core.fsmonitor=false", "-c", "core.autocrlf=false",
    "-c", "core.fileMode=false", "-c", "core.logAllRefUpdates=false", "-c", "gc.auto=0",
    # a shared disk or a container may say that the folder, new as it is, belongs to somebody else
    "-c", "safe.directory=*",
)  # fmt: skip
_MAIN = "refs/heads/main"


class Author(str):
    """Who wrote a version, as git tells it: ``Name <address>``."""

    __slots__ = ()

    @property
    def parts(self) -> tuple[str, str]:
        """The name, and the address."""
        name, _, rest = self.partition(" <")
        return name, rest.removesuffix(">")


class NewRepository:
    """A repository that is being written. Whatever stands in the folder goes into the next version."""

    def __init__(self, folder: Path, variables: Mapping[str, str]) -> None:
        self._folder = folder
        self._variables = _apart(variables, folder / "none")
        self._last = ""
        self._run("init", "-q", "--template=")
        self._run("symbolic-ref", "HEAD", _MAIN)

    def commit(self, day: date, author: Author, subject: str) -> str:
        """Keep the folder as the next version of the main branch, and return its id."""
        self._last = self._written(day, author, subject)
        self._point(_MAIN, self._last)
        return self._last

    def propose(self, name: str, day: date, author: Author, subject: str) -> str:
        """Keep the folder as a branch of its own, return its id, and put back what the main branch has."""
        proposed = self._written(day, author, subject)
        self._point(f"refs/heads/{name}", proposed)
        self._run("read-tree", "--reset", "-u", "HEAD")
        return proposed

    def tag(self, name: str) -> None:
        """Give the last version a name."""
        self._point(f"refs/tags/{name}", self._last)

    def _written(self, day: date, author: Author, subject: str) -> str:
        self._run("add", "--all")
        tree = self._run("write-tree")
        parent = ("-p", self._last) if self._last else ()
        return self._run("commit-tree", tree, *parent, said=f"{subject}\n", signed=(day, author))

    def _point(self, name: str, commit: str) -> None:
        self._run("update-ref", "--no-deref", name, commit)

    def _run(self, *words: str, said: str = "", signed: tuple[date, Author] | None = None) -> str:
        variables = {**self._variables, **(_signature(*signed) if signed else {})}
        try:
            ran = subprocess.run(  # noqa: S603 - fixed words, and ids that git itself gave
                ["git", "-C", str(self._folder), *_SETTINGS, *words],  # noqa: S607 - the git that is installed
                input=said.encode(), capture_output=True, env=variables, check=False,
            )  # fmt: skip
        except FileNotFoundError:
            raise WsoaError(
                "Git is not installed, and the demo is about history; install git first."
            ) from None
        if ran.returncode:
            why = ran.stderr.decode("utf-8", "replace").strip().split("\n", 1)[0].removeprefix("fatal: ")
            raise WsoaError(f"Git could not write the demo's history: {why or 'it gave no reason'}.", 3)
        return ran.stdout.decode().strip()


def _apart(variables: Mapping[str, str], no_home: Path) -> dict[str, str]:
    """Return variables under which git finds no settings but ours. There is no folder ``no_home``."""
    kept = {
        key: value
        for key, value in variables.items()
        if not key.upper().startswith("GIT_") or key.upper() == "GIT_EXEC_PATH"
    }
    return {
        **kept,
        "HOME": str(no_home),
        "XDG_CONFIG_HOME": str(no_home),
        "GIT_CONFIG_NOSYSTEM": "1",
        "GIT_CONFIG_GLOBAL": _NOWHERE,
        "GIT_ATTR_NOSYSTEM": "1",
        "GIT_DEFAULT_HASH": "sha1",
        "GIT_TERMINAL_PROMPT": "0",
        "LC_ALL": "C",
    }


def _signature(day: date, author: Author) -> dict[str, str]:
    name, address = author.parts
    moment = f"{day.isoformat()}T12:00:00+0000"
    return {
        "GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address, "GIT_AUTHOR_DATE": moment,
        "GIT_COMMITTER_NAME": name, "GIT_COMMITTER_EMAIL": address, "GIT_COMMITTER_DATE": moment,
    }  # fmt: skip
