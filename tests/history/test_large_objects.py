"""A repository may hold anything: what is too large to be a plan is seen to be, and not read to its end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.history.repositories import ENVIRONMENT, commit, git, new_repository
from wsoa.history.repository import git as history_git
from wsoa.history.repository.git import GitError, Repository
from wsoa.history.repository.store import at_revision

SMALL = "format: 1\nkind: pap\narea: A\ntitle: T\nbodies: [B]\nroles: {}\nweaknesses: []\nworkstreams: []\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan in git; its second version has a file of 60 million bytes, which git keeps in a few thousand."""
    folder = new_repository(tmp_path / "repository") / "plans" / "any"
    commit(folder.parents[1], {"plans/any/plan.yaml": SMALL}, "2026-01-10")
    with (folder / "plan.yaml").open("wb") as stream:
        stream.truncate(60_000_000)
    git(folder.parents[1], "commit", "-qam", "large")
    return folder


def test_a_version_that_is_too_large_is_a_finding_and_the_others_are_read(plan: Path) -> None:
    with Repository(plan, ENVIRONMENT) as opened:
        large = at_revision(opened, "HEAD")
        small = at_revision(opened, "HEAD~1")
    assert large is not None
    assert [finding.code for finding in large.findings] == ["WSOA003"]
    assert small is not None
    assert small.plan is not None


def test_of_a_large_object_only_so_much_is_held(plan: Path) -> None:
    with Repository(plan, ENVIRONMENT) as opened:
        data = opened.read("HEAD:plans/any/plan.yaml")
        assert data is not None
        assert len(data) == history_git.MOST_BYTES
        assert opened.read("HEAD~1:plans/any/plan.yaml") == SMALL.encode()


def test_a_folder_with_too_many_files_is_one_sentence(plan: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(history_git, "MOST_BYTES", 10)
    with Repository(plan, ENVIRONMENT) as opened, pytest.raises(GitError, match="too many files"):
        opened.folder_at("HEAD")


@pytest.mark.parametrize("name", ["^HEAD", "HEAD^@", "HEAD HEAD", "--all", "\x00", "", "nothing"])
def test_what_names_no_one_commit_is_no_revision(plan: Path, name: str) -> None:
    with Repository(plan, ENVIRONMENT) as opened, pytest.raises(GitError, match="There is no revision"):
        opened.resolve(name)
