"""A plan of which only a part is checked out, and plans found by whatever name people type."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command, StopError
from tests.history.repositories import commit, git, new_repository
from wsoa.cli.shared.context import load_plans
from wsoa.errors import WsoaError


@pytest.fixture
def repo(tmp_path: Path, plans: Path) -> Path:
    """A repository with two plans in it."""
    assert plans.parent == tmp_path
    commit(new_repository(tmp_path), {"plans/eastshire/plan.yaml": SMALL}, "2026-01-10")
    return tmp_path


def told(plans: Path) -> list[tuple[str, str, bool]]:
    loaded = load_plans(plans, [])
    return [(one.id, finding.code, one.plan is None) for one in loaded for finding in one.findings]


def test_a_plan_that_a_sparse_checkout_leaves_out_is_an_error(repo: Path, plans: Path) -> None:
    assert told(plans) == []
    git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/plans/eastshire")
    assert not (plans / "eastshire").exists()
    assert told(plans) == [("eastshire", "WSOA017", True)]
    git(repo, "sparse-checkout", "disable")
    assert told(plans) == []


def test_plans_of_which_nothing_is_checked_out_are_errors(repo: Path, plans: Path) -> None:
    git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/plans")
    assert told(plans) == [("anyshire", "WSOA017", True), ("eastshire", "WSOA017", True)]


def test_where_git_cannot_say_what_is_left_out_nothing_is_read(
    repo: Path, plans: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/plans/eastshire")
    monkeypatch.setenv("PATH", str(repo))
    with pytest.raises(WsoaError, match="what it leaves out is not known: Git is not installed"):
        load_plans(plans, [])


def test_a_workstream_of_a_plan_named_by_its_own_folder_is_missed_too(repo: Path, plans: Path) -> None:
    part = {"plans/anyshire/workstreams/1.yaml": "ref: B\ntitle: B\n"}
    head = {"plans/anyshire/plan.yaml": SMALL.split("workstreams:")[0]}
    commit(repo, head | part, "2026-01-11")
    git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/plans/anyshire/workstreams")
    assert told(plans / "anyshire") == [("anyshire", "WSOA017", True)]
    assert told(plans) == [("anyshire", "WSOA017", True)]


def test_a_file_put_back_by_hand_is_there(repo: Path, plans: Path) -> None:
    git(repo, "sparse-checkout", "set", "--no-cone", "/*", "!/plans/eastshire")
    (plans / "eastshire").mkdir()
    (plans / "eastshire" / "plan.yaml").write_text(SMALL, "utf-8")
    assert told(plans) == []


@pytest.mark.usefixtures("repo")
def test_a_file_that_somebody_deleted_is_no_matter_of_the_checkout(plans: Path) -> None:
    (plans / "eastshire" / "plan.yaml").unlink()
    (plans / "eastshire").rmdir()
    assert [one.id for one in load_plans(plans, [])] == ["anyshire"]


def test_a_folder_named_in_loose_characters_is_found_by_either_spelling(plans: Path) -> None:
    composed = "Tam\N{LATIN SMALL LETTER E WITH ACUTE}"
    apart = unicodedata.normalize("NFD", composed)
    (plans / "anyshire").rename(plans / apart)
    for typed in (composed, apart, composed.lower()):
        (found,) = load_plans(plans, [typed])
        assert found.id == composed


def test_names_that_differ_in_capitals_only_are_both_kept(plans: Path) -> None:
    (plans / "Anyshire").mkdir()
    if len(list(plans.iterdir())) == 1:
        pytest.skip("this disk takes the two names for one")
    (plans / "Anyshire" / "plan.yaml").write_text(SMALL, encoding="utf-8")
    assert [one.id for one in load_plans(plans, [])] == ["Anyshire", "anyshire"]
    assert [one.id for one in load_plans(plans, ["Anyshire"])] == ["Anyshire"]
    with pytest.raises(StopError, match="could be one of several plans"):
        load_plans(plans, ["ANYSHIRE"])


def test_the_name_of_a_folder_cannot_steer_a_terminal(wsoa: Command, plans: Path) -> None:
    nasty = plans / "x\x1b]0;owned\x07y"
    nasty.mkdir()
    (nasty / "plan.yaml").write_text("bad: [", encoding="utf-8")
    for words in (
        ["validate"],
        ["status"],
        ["show", "no", "1"],
        ["render", nasty.name],
        ["format", "--check"],
    ):
        ran = wsoa(*words, "--plans", str(plans))
        assert "\x1b" not in ran.out + ran.err, words
