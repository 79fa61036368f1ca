"""``wsoa diff``: what changed in a pull request, between two folders, or between any two revisions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import commit, fingerprint, git, new_repository

LATER = SMALL.replace("due: 2026-03-31", "due: 2026-06-30")
PLAN = "plans/anyshire/plan.yaml"


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository with the small plan on its main branch."""
    folder = new_repository(tmp_path / "work")
    commit(folder, {PLAN: SMALL}, "2026-01-10")
    return folder


def folder_with(folder: Path, text: str, name: str = "plan.yaml") -> Path:
    """A folder with one file in it."""
    folder.mkdir(parents=True)
    (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_two_folders_are_compared_whatever_they_are_called(wsoa: Command, tmp_path: Path) -> None:
    draft, final = folder_with(tmp_path / "draft", SMALL), folder_with(tmp_path / "final", LATER)
    ran = wsoa("diff", str(draft), str(final))
    assert ran.code == 0
    assert "2 changes" not in ran.out
    assert "1 deadline moved (1 later, 1 with no reason recorded)" in " ".join(ran.out.split())
    assert "31 March 2026 → 30 June 2026 (91 days later; no reason recorded)" in " ".join(ran.out.split())


def test_a_revision_is_compared_with_what_stands_here(wsoa: Command, repository: Path) -> None:
    (repository / PLAN).write_text(LATER, encoding="utf-8")
    ran = wsoa("diff", "main", "--plans", str(repository / "plans"), "--format", "json")
    document = json.loads(ran.out)
    moved = document["plans"][0]["changes"][0]
    assert (document["schema_version"], document["new"]) == (1, "what stands here now")
    assert (moved["section"], moved["ref"], moved["days"]) == ("moved", "1.1.1", 91)
    assert (moved["old"], moved["new"], moved["reason"]) == ("2026-03-31", "2026-06-30", None)


def test_without_words_a_branch_is_compared_with_where_it_left_main(wsoa: Command, repository: Path) -> None:
    git(repository, "checkout", "-q", "-b", "later")
    commit(repository, {PLAN: LATER}, "2026-04-02")
    git(repository, "checkout", "-q", "main")
    commit(repository, {PLAN: SMALL.replace("Hire two", "Hire six")}, "2026-04-03")
    git(repository, "checkout", "-q", "later")
    ran = wsoa("diff", "--plans", str(repository / "plans"))
    words = " ".join(ran.out.split())
    assert "Hire six" not in words
    assert "91 days later; changed after it had passed; no reason recorded" in words
    assert ", 10 January 2026) → what stands here now" in words


def test_two_revisions_are_compared_without_touching_the_repository(wsoa: Command, repository: Path) -> None:
    commit(repository, {PLAN: LATER}, "2026-02-02")
    before = fingerprint(repository)
    ran = wsoa("diff", "HEAD~1", "HEAD", "--plans", str(repository / "plans"), "--format", "json")
    assert json.loads(ran.out)["since"] == "2026-02-02"
    assert fingerprint(repository) == before


def test_a_move_that_may_have_been_written_in_time_is_not_called_late(
    wsoa: Command, repository: Path
) -> None:
    commit(repository, {PLAN: LATER}, "2026-03-01")
    commit(repository, {PLAN: LATER.replace("Hire two", "Hire six")}, "2026-04-20")
    ran = wsoa("diff", "HEAD~2", "--plans", str(repository / "plans"))
    assert "91 days later; no reason recorded" in " ".join(ran.out.split())


def test_the_other_way_round_nobody_is_said_to_have_moved_anything_late(
    wsoa: Command, repository: Path
) -> None:
    commit(repository, {PLAN: LATER}, "2026-07-30")
    ran = wsoa("diff", "HEAD", "HEAD~1", "--plans", str(repository / "plans"))
    assert "91 days earlier; no reason recorded" in " ".join(ran.out.split())


def test_a_shallow_copy_says_that_it_does_not_know_and_what_to_do(
    wsoa: Command, repository: Path, tmp_path: Path
) -> None:
    commit(repository, {PLAN: LATER}, "2026-02-02")
    git(repository, "branch", "-m", "main", "trunk")
    git(tmp_path, "clone", "-q", "--depth", "1", repository.as_uri(), "copy")
    ran = wsoa("diff", "--plans", str(tmp_path / "copy" / "plans"))
    assert ran.code == 2
    assert "is not known. Run git fetch --unshallow" in ran.err


def test_a_plan_that_came_or_went_is_said_to_have(wsoa: Command, repository: Path) -> None:
    commit(repository, {"plans/otherham/plan.yaml": SMALL}, "2026-02-01")
    commit(repository, {"plans/otherham/plan.yaml": None}, "2026-03-01")
    plans = str(repository / "plans")
    there = json.loads(wsoa("diff", "HEAD~2", "HEAD~1", "--plans", plans, "--format", "json").out)
    gone = json.loads(wsoa("diff", "HEAD~1", "HEAD", "--plans", plans, "--format", "json").out)
    assert [(p["id"], p["state"]) for p in there["plans"]] == [("anyshire", "compared"), ("otherham", "new")]
    assert [(p["id"], p["state"]) for p in gone["plans"]] == [("anyshire", "compared"), ("otherham", "gone")]


def test_a_folder_of_plans_wins_over_a_revision_of_that_name(
    wsoa: Command, repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(repository)
    git(repository, "branch", "plans")
    (repository / PLAN).write_text(LATER, encoding="utf-8")
    assert "Nothing changed." in wsoa("diff", "plans").out
    assert "91 days later" in " ".join(wsoa("diff", "refs/heads/plans").out.split())


def test_only_the_plans_asked_for_are_compared(wsoa: Command, repository: Path) -> None:
    folder_with(repository / "plans" / "otherham", SMALL)
    words = ("diff", "main", "--plans", str(repository / "plans"), "--format", "json", "--area")
    assert [p["id"] for p in json.loads(wsoa(*words, "otherham").out)["plans"]] == ["otherham"]
    ran = wsoa(*words, "nowhere")
    assert ran.code == 2
    assert "Neither side has a plan called 'nowhere'." in ran.err


@pytest.mark.parametrize("revision", ["no-such-branch", "--output=/tmp/x", "main:plans", ""])
def test_a_wrong_revision_is_one_sentence(wsoa: Command, repository: Path, revision: str) -> None:
    ran = wsoa("diff", "--plans", str(repository / "plans"), "--", revision)
    assert ran.code == 2
    assert ran.err.startswith("There is no revision")
    assert ran.err.count("\n") == 1


def test_outside_a_repository_it_says_so(wsoa: Command, plans: Path) -> None:
    ran = wsoa("diff", "--plans", str(plans))
    assert ran.code == 2
    assert "is not in a git repository" in ran.err


def test_without_a_main_branch_it_says_how_to_go_on(wsoa: Command, repository: Path) -> None:
    git(repository, "branch", "-m", "main", "trunk")
    ran = wsoa("diff", "--plans", str(repository / "plans"))
    assert (ran.code, ran.out) == (2, "")
    assert "There is no main branch to compare with" in ran.err


def test_a_plan_that_cannot_be_read_on_one_side_shows_its_errors(wsoa: Command, repository: Path) -> None:
    (repository / PLAN).write_text(SMALL.replace("2026-03-31", "2026-02-30"), encoding="utf-8")
    ran = wsoa("diff", "main", "--plans", str(repository / "plans"))
    assert ran.code == 1
    assert "The plan anyshire cannot be read until its errors are fixed" in ran.err
    assert "February 2026 has 28 days" in ran.err


@pytest.mark.parametrize(("concern", "code"), [("never", 0), ("unrecorded", 1)])
def test_a_move_with_no_reason_can_fail_the_check(
    wsoa: Command, repository: Path, concern: str, code: int
) -> None:
    (repository / PLAN).write_text(LATER, encoding="utf-8")
    assert wsoa("diff", "main", "--plans", str(repository / "plans"), "--fail-on", concern).code == code


def test_a_move_with_its_record_fails_nothing(wsoa: Command, repository: Path) -> None:
    record = (
        "due: 2026-06-30, changes: [{date: 2026-03-01, field: due, from: 2026-03-31, to: 2026-06-30, "
        "reason: Posts advertised twice, agreed_by: Improvement board}]"
    )
    (repository / PLAN).write_text(SMALL.replace("due: 2026-03-31", record), encoding="utf-8")
    ran = wsoa("diff", "main", "--plans", str(repository / "plans"), "--fail-on", "unrecorded")
    assert ran.code == 0
    words = " ".join(ran.out.split())
    assert "reason: Posts advertised twice; agreed by Improvement board" in words


def test_hostile_text_is_inert_in_the_comment(wsoa: Command, repository: Path) -> None:
    hostile = "'<img src=x> @council [link](//evil) #12 | https://evil.example'"
    (repository / PLAN).write_text(SMALL.replace("Hire two plan writers", hostile), encoding="utf-8")
    ran = wsoa("diff", "main", "--plans", str(repository / "plans"), "--format", "markdown")
    assert ran.out.startswith("<!-- wsoa-diff -->\n")
    assert "\\<img" in ran.out
    assert "@council" not in ran.out
    assert "https://evil" not in ran.out


def test_a_folder_of_plans_under_another_name_hides_no_move(wsoa: Command, tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {"plans/anyshire/plan.yaml": SMALL}, "2026-01-05")
    commit(folder, {"plans/anyshire/plan.yaml": SMALL.replace("2026-03-31", "2026-04-30")}, "2026-02-05")
    git(folder, "mv", "plans", "areas")
    later = SMALL.replace("due: 2026-03-31", "due: 2026-05-31")
    (folder / "areas" / "anyshire" / "plan.yaml").write_text(later, "utf-8")
    plans = ("--plans", str(folder / "areas"))
    for words in (("diff", "HEAD"), ("diff", "HEAD~1")):
        ran = wsoa(*words, *plans, "--fail-on", "unrecorded")
        assert ran.code == 1
        assert "1 deadline moved (1 later" in ran.out
    git(folder, "commit", "-qam", "Areas", day="2026-03-05")
    assert "1 deadline moved (1 later" in wsoa("diff", "HEAD~1", "HEAD", *plans).out
    assert "1 deadline moved (1 earlier" in wsoa("diff", "HEAD", "HEAD~1", *plans).out
    then = " ".join(wsoa("status", "--known-at", "HEAD~1", *plans).out.split())
    assert "0 complete, 2 moved." in then
    board = ("render", "anyshire", "--report", "board", "--from", "2026-02-10", "--to", "2026-06-30")
    assert "30 April 2026" in wsoa(*board, *plans).out
