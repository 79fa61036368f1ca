"""Real repositories: renamed folders, merged branches, odd commits, and histories that are not all here."""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest

from tests.history.past import HIRE, TRAIN, plan
from tests.history.repositories import ENVIRONMENT, commit, git, new_repository, timeline_in
from wsoa.history.change import Flag
from wsoa.history.moves.moves import moves
from wsoa.history.repository.commits import FORMAT, commits_in
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import from_git
from wsoa.history.timeline import timeline
from wsoa.publish.versions import timeline_of

MARCH, JUNE, SEPTEMBER = "2019-03-31", "2019-06-30", "2019-09-30"
FILE = "plans/any/plan.yaml"


def written(*actions: str) -> str:
    """A plan with these actions and one that never changes, so that a version has something in common."""
    return plan(*actions, TRAIN % MARCH)


@pytest.fixture
def moved(tmp_path: Path) -> Path:
    """A repository in which one deadline moved once."""
    folder = new_repository(tmp_path / "work")
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    commit(folder, {FILE: written(HIRE % JUNE)}, "2019-02-10")
    return folder


def times(folder: Path) -> list[tuple[str, int]]:
    """Every moved deadline and how often it moved."""
    return [(move.item.ref, len(move.steps)) for move in moves(timeline_in(folder))]


# Renamed folders


def test_a_renamed_folder_keeps_its_history(moved: Path) -> None:
    git(moved, "mv", "plans/any", "plans/newany")
    git(moved, "commit", "-qm", "Rename", day="2019-03-01")
    assert times(moved / "plans" / "newany") == [("1.1", 1)]


def test_so_does_one_that_is_renamed_and_edited_at_once(moved: Path) -> None:
    git(moved, "mv", "plans", "areas")
    text = written(HIRE % SEPTEMBER)
    commit(moved, {"areas/any/plan.yaml": text}, "2019-03-01", "Rename and edit")
    assert times(moved / "areas" / "any") == [("1.1", 2)]


def test_so_does_one_renamed_and_renamed_back(moved: Path) -> None:
    git(moved, "mv", "plans/any", "plans/other")
    git(moved, "commit", "-qm", "Rename", day="2019-03-01")
    commit(moved, {"plans/other/plan.yaml": written(HIRE % SEPTEMBER)}, "2019-03-02")
    git(moved, "mv", "plans/other", "plans/any")
    git(moved, "commit", "-qm", "Rename back", day="2019-03-03")
    assert times(moved / "plans" / "any") == [("1.1", 2)]


def test_a_plan_that_moves_from_the_top_into_a_folder_keeps_its_history(tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {"plan.yaml": written(HIRE % MARCH)}, "2019-01-10")
    commit(folder, {"plan.yaml": written(HIRE % JUNE)}, "2019-02-10")
    (folder / "plans" / "any").mkdir(parents=True)
    git(folder, "mv", "plan.yaml", FILE)
    git(folder, "commit", "-qm", "Into a folder", day="2019-03-01")
    assert times(folder / "plans" / "any") == [("1.1", 1)]


def test_another_plan_in_the_place_of_one_is_not_taken_for_it_but_named(moved: Path) -> None:
    other = plan('{ref: "9", title: Publish the local offer, due: 2019-03-31}').replace("Assessment", "Offer")
    commit(moved, {FILE: None, "plans/else/plan.yaml": other}, "2019-03-01", "Another plan")
    folder = moved / "plans" / "else"
    assert times(folder) == []
    assert timeline_of(folder, ENVIRONMENT).began.stood == ("plans/any",)


def test_a_new_plan_beside_another_has_no_other_past(moved: Path) -> None:
    commit(moved, {"plans/new/plan.yaml": written(HIRE % JUNE)}, "2019-03-01")
    assert times(moved / "plans" / "new") == []


# Merges and rebases


def test_a_merged_move_is_told_with_the_commit_and_the_day_that_wrote_it(tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    git(folder, "checkout", "-qb", "draft")
    wrote = commit(folder, {FILE: written(HIRE % JUNE)}, "2019-01-20")
    commit(folder, {"notes.txt": "Other work"}, "2019-02-20")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "Take it", "draft", day="2019-07-10")
    [move] = moves(timeline_in(folder / "plans" / "any"))
    [step] = move.steps
    assert step.written is not None
    assert step.commit is not None
    assert (step.written.id, step.day_written, step.commit.committed) == (
        wrote, date(2019, 1, 20), date(2019, 7, 10),
    )  # fmt: skip
    assert Flag.AFTER_DUE not in step.change.flags


def test_two_branches_that_move_one_date_are_two_moves_by_two_commits(tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    wrote = []
    for name, due, day in (("one", JUNE, "2019-01-20"), ("two", SEPTEMBER, "2019-01-21")):
        git(folder, "checkout", "-qb", name, "main~0" if name == "one" else "one~1")
        wrote.append(commit(folder, {FILE: written(HIRE % due)}, day))
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--no-ff", "-m", "One", "one", day="2019-02-10")
    git(folder, "merge", "-q", "--no-ff", "-s", "ort", "-X", "theirs", "-m", "Two", "two", day="2019-02-11")
    [move] = moves(timeline_in(folder / "plans" / "any"))
    assert [step.written.id for step in move.steps if step.written] == wrote
    assert [step.texts for step in move.steps] == [(MARCH, JUNE), (JUNE, SEPTEMBER)]


def test_a_rebased_move_is_judged_by_the_day_it_was_written(tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    (folder / FILE).write_text(written(HIRE % JUNE), encoding="utf-8")
    git(folder, "commit", "-qam", "Later", "--date", "2019-02-01T09:00:00+00:00", day="2019-05-20")
    [move] = moves(timeline_in(folder / "plans" / "any"))
    assert move.after_due == 0
    assert move.steps[0].day_written == date(2019, 2, 1)


def test_a_squashed_branch_is_one_move(tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    git(folder, "checkout", "-qb", "draft")
    commit(folder, {FILE: written(HIRE % JUNE)}, "2019-01-20")
    commit(folder, {FILE: written(HIRE % SEPTEMBER)}, "2019-01-21")
    git(folder, "checkout", "-q", "main")
    git(folder, "merge", "-q", "--squash", "draft", day="2019-02-10")
    git(folder, "commit", "-qm", "Squashed", day="2019-02-10")
    assert times(folder / "plans" / "any") == [("1.1", 1)]


# Odd commits


@pytest.mark.parametrize(
    ("authored", "committed", "days"),
    [
        ("1577836800 +0000", "1577836800 +0000", (date(2020, 1, 1), date(2020, 1, 1))),
        ("1577836800 +9999", "1577836800 +0000", (date(2020, 1, 1), date(2020, 1, 1))),
        ("99999999999999 +0000", "1577836800 +0000", (date.max, date(2020, 1, 1))),
        ("", "1577836800 +0000", (date(2020, 1, 1), date(2020, 1, 1))),
        ("nonsense", "", (date(1970, 1, 1), date(1970, 1, 1))),
    ],
)
def test_no_clock_breaks_the_reading(authored: str, committed: str, days: tuple[date, date]) -> None:
    assert FORMAT.count("%n") == 5
    [one] = commits_in(f"abc\n\nA\n{authored}\n{committed}\nWith \x1f and \x1e in it\0")
    assert (one.authored, one.committed, one.subject) == (*days, "With \x1f and \x1e in it")


def test_a_date_past_the_calendar_in_a_real_commit_is_read(tmp_path: Path) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    tree = git(folder, "write-tree").strip()
    head = git(folder, "rev-parse", "HEAD").strip()
    people = "author  <> 99999999999999 +7777\ncommitter x <x> 1577836800 -0030"
    raw = f"tree {tree}\nparent {head}\n{people}\n\nOdd\x1f\n"
    made = subprocess.run(
        ["git", "hash-object", "-t", "commit", "-w", "--literally", "--stdin"],
        cwd=folder, env=ENVIRONMENT, input=raw.encode(), capture_output=True, check=True,
    )  # fmt: skip
    git(folder, "update-ref", "refs/heads/main", made.stdout.decode().strip())
    commit(folder, {FILE: written(HIRE % JUNE)}, "2020-02-10")
    assert times(folder / "plans" / "any") == [("1.1", 1)]


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1"])
def test_no_encoding_of_the_log_garbles_it(moved: Path, encoding: str) -> None:
    git(moved, "config", "i18n.logOutputEncoding", encoding)
    commit(moved, {FILE: written(HIRE % SEPTEMBER)}, "2019-03-10", "Verschoben für später")
    last = timeline_in(moved / "plans" / "any").events[-1].commit
    assert last is not None
    assert last.subject == "Verschoben für später"


# Kinds of repositories


def test_a_bare_repository_is_read(moved: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--bare", str(moved), "bare.git")
    assert times(tmp_path / "bare.git" / "plans" / "any") == [("1.1", 1)]


def test_a_second_working_tree_is_read(moved: Path, tmp_path: Path) -> None:
    git(moved, "worktree", "add", "-q", "--detach", str(tmp_path / "second"))
    assert times(tmp_path / "second" / "plans" / "any") == [("1.1", 1)]


def test_a_repository_with_longer_ids_is_read(tmp_path: Path) -> None:
    tmp_path.joinpath("long").mkdir()
    folder = tmp_path / "long"
    git(folder, "init", "-q", "-b", "main", "--object-format=sha256")
    commit(folder, {FILE: written(HIRE % MARCH)}, "2019-01-10")
    commit(folder, {FILE: written(HIRE % JUNE)}, "2019-02-10")
    assert times(folder / "plans" / "any") == [("1.1", 1)]


# Histories that are not all here


def gap(folder: Path) -> str:
    """What of a plan's history is missing."""
    return timeline_of(folder, ENVIRONMENT).gap


def test_a_whole_history_lacks_nothing(moved: Path) -> None:
    assert gap(moved / "plans" / "any") == ""


def test_a_shallow_copy_lacks_a_part(moved: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{moved}", "shallow")
    assert gap(tmp_path / "shallow" / "plans" / "any") == "part"


def test_so_does_a_copy_that_has_not_fetched_every_file(moved: Path, tmp_path: Path) -> None:
    git(moved, "config", "uploadpack.allowFilter", "true")
    git(tmp_path, "clone", "-q", "--filter=blob:none", f"file://{moved}", "partial")
    git(tmp_path / "partial", "remote", "set-url", "origin", "file:///nowhere")
    assert gap(tmp_path / "partial" / "plans" / "any") == "part"


def test_so_does_a_folder_of_which_only_a_part_is_checked_out(tmp_path: Path) -> None:
    folder = new_repository(tmp_path / "work")
    text = written(HIRE % MARCH)
    head, _, streams = text.partition("workstreams:\n")
    stream = "\n".join(line[4:] for line in ("  " + streams).replace("  - ", "    ", 1).splitlines())
    commit(folder, {FILE: head, "plans/any/workstreams/1.yaml": f"{stream}\n"}, "2019-01-10")
    git(folder, "sparse-checkout", "set", "--no-cone", "/plans/any/plan.yaml")
    line = timeline_of(folder / "plans" / "any", ENVIRONMENT)
    assert line.gap == "part"
    assert [event.changes for event in line.events] == [()]


def test_starting_at_a_version_says_that_what_was_before_is_not_told(moved: Path) -> None:
    assert timeline_of(moved / "plans" / "any", ENVIRONMENT, "HEAD").complete is False


def test_line_ends_that_git_writes_are_no_change(moved: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(moved), "windows")
    folder = tmp_path / "windows" / "plans" / "any"
    assert b"\r\n" in (folder / "plan.yaml").read_bytes()
    assert [event.commit is None for event in timeline_of(folder, ENVIRONMENT).events] == [False, False]


def test_reading_versions_twice_gives_the_same(moved: Path) -> None:
    folder = moved / "plans" / "any"
    with Repository(folder, ENVIRONMENT) as repository:
        first, second = (timeline(from_git(repository, folder)) for _ in range(2))
    assert first.events == second.events
