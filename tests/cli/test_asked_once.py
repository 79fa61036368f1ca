"""What git was asked in an earlier run, or of the plan beside, is not asked again; the same is told."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import ENVIRONMENT, commit, git, new_repository
from wsoa.history.repository import git as asking
from wsoa.history.repository.git import Repository
from wsoa.history.repository.side_by_side import Repositories

LATER = SMALL.replace("due: 2026-03-31", "due: 2026-05-31")
LATEST = SMALL.replace("due: 2026-03-31", "due: 2026-06-15")
MOVED = "31 Mar 2026 → 31 May 2026"
Asked = list[str]


@pytest.fixture
def top(tmp_path: Path) -> Path:
    """A repository of two plans, in one of which a deadline was moved without a record."""
    folder = new_repository(tmp_path / "repository")
    for day, text in (("2026-01-05", SMALL), ("2026-04-20", LATER)):
        commit(folder, {"plans/anyshire/plan.yaml": text, "plans/eastshire/plan.yaml": SMALL}, day)
    return folder


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Asked:
    """The first word of each question to git, in the order they are asked in."""
    words: Asked = []
    fixed = len(("git", "-C", "folder", *asking._QUIET))  # noqa: SLF001 - what goes before each question

    def counted(start: Callable[..., Any]) -> Callable[..., Any]:
        def started(command: list[str], **how: Any) -> Any:  # noqa: ANN401 - as given
            words.append(command[fixed])
            return start(command, **how)

        return started

    # subprocess.run starts its process by Popen too: only what the module itself calls is counted
    class Processes:
        PIPE, DEVNULL = subprocess.PIPE, subprocess.DEVNULL
        run, Popen = staticmethod(counted(subprocess.run)), staticmethod(counted(subprocess.Popen))

    monkeypatch.setattr(asking, "subprocess", Processes)
    return words


@pytest.fixture
def status(wsoa: Command, top: Path, tmp_path: Path) -> Callable[..., str]:
    """What ``wsoa status`` tells of the repository's plans, with a cache folder."""

    def told(*words: str, **variables: str) -> str:
        ran = wsoa(
            "status", "--plans", str(top / "plans"), *words,
            **{**ENVIRONMENT, "WSOA_CACHE": str(tmp_path / "cache"), **variables},
        )  # fmt: skip
        assert (ran.code, ran.err) == (0, "")
        return ran.out

    return told


def test_a_second_run_asks_git_only_which_version_this_is(status: Callable[..., str], asked: Asked) -> None:
    first = status()
    assert MOVED in first
    assert "cat-file" in asked
    asked.clear()
    assert status() == first
    assert asked == ["rev-parse", "ls-files"], "once for both plans"


def test_a_commit_elsewhere_is_looked_at_once(status: Callable[..., str], asked: Asked, top: Path) -> None:
    first = status()
    commit(top, {"minutes.txt": "Nothing of the plans"}, "2026-05-01")
    assert status() == first
    asked.clear()
    assert status() == first
    assert asked == ["rev-parse", "ls-files"]


def test_without_the_cache_nothing_is_kept(status: Callable[..., str], tmp_path: Path, asked: Asked) -> None:
    without = status("--no-cache")
    assert not (tmp_path / "cache").exists()
    assert status() == without
    asked.clear()
    assert status("--no-cache") == without
    assert "cat-file" in asked


def test_what_is_written_or_committed_since_is_told(status: Callable[..., str], top: Path) -> None:
    file = top / "plans" / "anyshire" / "plan.yaml"
    assert MOVED in status()
    file.write_text(SMALL, encoding="utf-8")
    assert MOVED not in status()
    assert status() == status("--no-cache")
    file.write_text(LATEST, encoding="utf-8")
    assert status() == status("--no-cache")
    commit(top, {}, "2026-05-02")
    assert "31 Mar 2026 → 15 Jun 2026" in status()
    assert status() == status("--no-cache")


def test_another_branch_is_not_told_the_story_of_this_one(status: Callable[..., str], top: Path) -> None:
    assert MOVED in status()
    git(top, "checkout", "-q", "--orphan", "afresh")
    commit(top, {}, "2026-05-01", "The same texts, without a past")
    assert MOVED not in status()


def test_a_version_that_is_asked_for_ends_with_itself(status: Callable[..., str], top: Path) -> None:
    (top / "plans" / "anyshire" / "plan.yaml").write_text(LATEST, encoding="utf-8")
    for _ in range(2):
        assert MOVED in status("--known-at", "HEAD")
        assert MOVED not in status("--known-at", "HEAD~1")
        assert MOVED not in status()


def test_history_that_a_file_cuts_off_is_not_kept(status: Callable[..., str], top: Path) -> None:
    grafts = top / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(git(top, "rev-parse", "HEAD"), encoding="utf-8")
    assert MOVED not in status()
    grafts.unlink()
    assert MOVED in status()
    grafts.write_text(git(top, "rev-parse", "HEAD"), encoding="utf-8")
    assert MOVED not in status()


def test_what_was_left_out_of_the_checkout_since_is_not_known(status: Callable[..., str], top: Path) -> None:
    commit(top, {"plans/anyshire/README.md": "Agreed"}, "2026-05-01")
    assert "not known" not in status("anyshire")
    git(top, "update-index", "--skip-worktree", "plans/anyshire/README.md")
    assert "Whether more moved is not known" in " ".join(status("anyshire").split())
    assert "not known" not in status("eastshire")


def test_a_copy_without_its_past_keeps_nothing(
    wsoa: Command, status: Callable[..., str], top: Path, tmp_path: Path
) -> None:
    assert MOVED in status()
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{top}", "copy")
    for _ in range(2):
        ran = wsoa(
            "status",
            "--plans",
            str(tmp_path / "copy" / "plans"),
            **{**ENVIRONMENT, "WSOA_CACHE": str(tmp_path / "cache")},
        )
        assert "Whether more moved is not known" in " ".join(ran.out.split())


def test_a_repository_that_git_does_not_trust_any_more_is_not_answered_for(
    status: Callable[..., str], wsoa: Command, top: Path, tmp_path: Path
) -> None:
    assert MOVED in status()
    variables = {**ENVIRONMENT, "WSOA_CACHE": str(tmp_path / "cache"), "GIT_TEST_ASSUME_DIFFERENT_OWNER": "1"}
    ran = wsoa("status", "--plans", str(top / "plans"), **variables)
    assert MOVED not in ran.out
    for area in ("anyshire", "eastshire"):
        assert f"{area}: the history was not looked at. Git does not trust the repository of" in ran.err


def test_a_plan_in_a_repository_of_its_own_or_behind_a_link_is_asked_for_itself(
    top: Path, tmp_path: Path, asked: Asked
) -> None:
    away = new_repository(tmp_path / "away")
    commit(away, {"plan.yaml": SMALL}, "2026-01-01")
    (top / "plans" / "westshire").symlink_to(away)
    inside = new_repository(top / "plans" / "northshire")
    commit(inside, {"plan.yaml": SMALL}, "2026-01-02")
    asked.clear()
    repositories = Repositories()
    for name in ("anyshire", "eastshire", "westshire", "northshire"):
        folder = top / "plans" / name
        with repositories.opened(folder, ENVIRONMENT) as shared, Repository(folder, ENVIRONMENT) as own:
            assert (shared.prefix, shared.resolve("HEAD")) == (own.prefix, own.resolve("HEAD"))
            assert shared.not_checked_out() == own.not_checked_out() == frozenset()


def test_where_git_may_not_look_further_up_each_plan_is_asked_for(top: Path) -> None:
    variables = {**ENVIRONMENT, "GIT_CEILING_DIRECTORIES": str(top / "plans")}
    with pytest.raises(asking.NoRepositoryError, match="anyshire is not in a git repository"):
        Repositories().opened(top / "plans" / "anyshire", variables)
