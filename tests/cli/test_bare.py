"""A bare repository, as a server keeps it: what reads works on its HEAD, what writes says why it cannot."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import commit, fingerprint, git, new_repository

READING = [
    "status", "list", "show anyshire 1.1.1", "upcoming", "validate --progress", "diff HEAD~1",
    "diff HEAD~1 HEAD",
    "history anyshire", "history anyshire 1.1.1", "history anyshire --moves", "status --known-at HEAD~1",
    "history anyshire --restated 2026-02-01", "export --format json", "export --format atom",
    "export --format ics", "render anyshire",
]  # fmt: skip
WRITING = [
    "update anyshire 1.1.1 --note x", "update anyshire 1.1.1 --note x -n", "format", "format --check",
    "validate --fix",
]  # fmt: skip


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A bare clone of a repository in which a deadline moved without a record."""
    whole = new_repository(tmp_path_factory.mktemp("whole"))
    commit(whole, {"plans/anyshire/plan.yaml": SMALL}, "2026-01-05")
    commit(
        whole, {"plans/anyshire/plan.yaml": SMALL.replace("due: 2026-03-31", "due: 2026-05-31")}, "2026-04-20"
    )
    folder = tmp_path_factory.mktemp("server")
    git(folder, "clone", "-q", "--bare", str(whole), "plans.git")
    return folder / "plans.git"


@pytest.mark.parametrize("words", READING)
def test_what_reads_works_without_a_working_copy(
    wsoa: Command, bare: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(bare)
    before = fingerprint(bare)
    ran = wsoa(*words.split())
    assert (ran.code, ran.err) == (0, "")
    assert ran.out
    assert fingerprint(bare) == before


def test_what_stands_there_is_the_last_commit(
    wsoa: Command, bare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bare)
    [plan] = json.loads(wsoa("status", "--format", "json").out)["plans"]
    assert plan["history"] == "whole"
    assert next((c["due"]["latest"], c["moves"]) for c in plan["commitments"]) == ("2026-05-31", 1)
    assert "31 March 2026 → 31 May 2026" in wsoa("diff", "HEAD~1").out


@pytest.mark.parametrize("words", WRITING)
def test_what_writes_says_that_there_is_no_file(
    wsoa: Command, bare: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    monkeypatch.chdir(bare)
    ran = wsoa(*words.split())
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("This is a bare repository: it holds no file that could be changed.")


def test_a_page_made_there_is_verified_there(
    wsoa: Command, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(bare)
    page = tmp_path / "page.html"
    assert wsoa("render", "anyshire", "-o", str(page)).code == 0
    ran = wsoa("verify", str(page))
    assert (ran.code, ran.out[:8]) == (0, "Genuine:")


def test_a_bare_repository_without_plans_is_one_sentence(wsoa: Command, tmp_path: Path) -> None:
    git(tmp_path, "init", "-q", "--bare", "empty.git")
    ran = wsoa("status", "--plans", str(tmp_path / "empty.git" / "plans"))
    assert ran.code == 2
    assert ran.err.count("\n") == 1
