"""Real git repositories for the tests, with fixed people and days."""

from __future__ import annotations

import hashlib
import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path

from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import from_git
from wsoa.history.repository.versions import Version
from wsoa.history.timeline import Timeline, timeline

ENVIRONMENT = {
    "PATH": os.environ["PATH"],
    "HOME": "/nonexistent",
    "WSOA_CACHE": "off",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_AUTHOR_NAME": "Programme office",
    "GIT_AUTHOR_EMAIL": "office@example.org",
    "GIT_COMMITTER_NAME": "Programme office",
    "GIT_COMMITTER_EMAIL": "office@example.org",
}


def git(folder: Path, *words: str, day: str = "2026-01-01") -> str:
    """Run git in a folder, as at a day."""
    moment = f"{day}T12:00:00+00:00"
    environment = {**ENVIRONMENT, "GIT_AUTHOR_DATE": moment, "GIT_COMMITTER_DATE": moment}
    ran = subprocess.run(
        ["git", *words], cwd=folder, env=environment, capture_output=True, text=True, check=True
    )
    return ran.stdout


def commit(
    repository: Path, files: Mapping[str, str | None], day: str, subject: str = "Edit the plan"
) -> str:
    """Write files (None deletes one), commit them on a day, and return the commit's id."""
    for name, text in files.items():
        file = repository / name
        if text is None:
            file.unlink()
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    git(repository, "add", "-A", day=day)
    git(repository, "commit", "-q", "--allow-empty", "-m", subject, day=day)
    return git(repository, "rev-parse", "HEAD").strip()


def new_repository(folder: Path) -> Path:
    """Make an empty repository whose first branch is called main."""
    folder.mkdir(parents=True, exist_ok=True)
    git(folder, "init", "-q", "-b", "main")
    return folder


def with_versions(
    folder: Path, versions: Sequence[tuple[str, str]], name: str = "plans/anyshire/plan.yaml"
) -> Path:
    """Make a repository in which one plan file had these texts on these days; return the plan's folder."""
    repository = new_repository(folder)
    for day, text in versions:
        commit(repository, {name: text}, day)
    return (repository / name).parent


def versions_in(folder: Path, revision: str = "HEAD") -> list[Version]:
    """Every version of a plan folder."""
    with Repository(folder, ENVIRONMENT) as repository:
        return list(from_git(repository, folder, revision))


def timeline_in(folder: Path) -> Timeline:
    """The story of a plan folder."""
    with Repository(folder, ENVIRONMENT) as repository:
        return timeline(from_git(repository, folder), complete=not repository.shallow)


def fingerprint(folder: Path) -> dict[str, str]:
    """A hash of every file below a folder, to prove that nothing was touched."""
    files = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {str(file): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}
