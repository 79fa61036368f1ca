"""The story of a plan: from memory and from real git repositories, whatever happened to its files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.history.repositories import (
    ENVIRONMENT,
    commit,
    fingerprint,
    git,
    new_repository,
    timeline_in,
    versions_in,
    with_versions,
)
from wsoa.history.change import Flag
from wsoa.history.matching.comparison import compare
from wsoa.history.moves.moves import moves
from wsoa.history.repository.git import GitError, Repository
from wsoa.history.repository.store import Shelf, at_revision, from_git, from_memory, with_uncommitted
from wsoa.history.timeline import story, timeline
from wsoa.plan.walk import walk
from wsoa.words.history_events import event_words

HEAD = """\
format: 1
kind: pap
area: Anyshire
title: Priority action plan
bodies: [Anyshire Council]
{extra}roles:
  head-of-send: {{name: Head of SEND}}
weaknesses:
  - {{ref: "1", title: Plans come late}}
"""
STREAM = """\
ref: A
title: Timely plans
weaknesses: ["1"]
outcomes:
  - ref: "1.1"
    title: Plans in twenty weeks
    accountable: [head-of-send]
    actions:
      - ref: "{ref}"
        title: Hire two plan writers
        leads: [head-of-send]
        due: {due}
{more}"""


def plan(due: str = "2026-03-31", more: str = "", ref: str = "1.1.1", extra: str = "") -> str:
    """A plan in one file: one action, due then, with more keys below it."""
    stream = STREAM.format(due=due, more=more, ref=ref)
    lines = ["  - " + stream.splitlines()[0], *("    " + line for line in stream.splitlines()[1:])]
    return HEAD.format(extra=extra) + "workstreams:\n" + "\n".join(lines) + "\n"


STEPS = [
    ("2026-01-10", plan("2026-03-31")),
    ("2026-03-25", plan("2026-06-30")),
    ("2026-07-20", plan("2026-09-30")),
]


def test_history_from_memory_and_from_git_is_the_same(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS)
    real = timeline_in(folder)
    commits = [event.commit for event in real.events if event.commit]
    held = [(commit, {"plan.yaml": text.encode()}) for commit, (_, text) in zip(commits, STEPS, strict=True)]
    remembered = timeline(from_memory("anyshire", held))
    assert remembered.events == real.events
    assert moves(remembered) == moves(real)


def test_a_deadline_that_moved_twice_is_told_with_its_versions(tmp_path: Path) -> None:
    [move] = moves(timeline_in(with_versions(tmp_path, STEPS)))
    assert (move.original, move.current, move.days) == ("2026-03-31", "2026-09-30", 183)
    assert [step.commit.committed for step in move.steps if step.commit] == [
        date(2026, 3, 25),
        date(2026, 7, 20),
    ]
    assert [step.recorded for step in move.steps] == ["not recorded", "not recorded"]
    assert (move.after_due, move.unrecorded) == (1, 2)


def test_an_item_keeps_its_story_when_it_is_renumbered(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, [*STEPS, ("2026-08-01", plan("2026-09-30", ref="2.4.1"))])
    line = timeline_in(folder)
    assert line.newest is not None
    [action] = [item for item in walk(line.newest) if item.kind == "action"]
    told = story(line, action)
    assert [entry.change.field for entry in told] == ["due", "due", "ref"]
    [move] = moves(line)
    assert (move.item.ref, len(move.steps)) == ("2.4.1", 2)


def test_splitting_a_plan_into_files_changes_nothing(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS[:1])
    repository = folder.parents[1]
    files = {
        "plans/anyshire/plan.yaml": HEAD.format(extra=""),
        "plans/anyshire/workstreams/a.yaml": STREAM.format(due="2026-03-31", more="", ref="1.1.1"),
    }
    commit(repository, files, "2026-02-01", "One file a workstream")
    line = timeline_in(folder)
    assert [event.changes for event in line.events] == [()]
    assert len(versions_in(folder)) == 2


def test_a_version_that_cannot_be_read_is_said_so_and_stepped_over(tmp_path: Path) -> None:
    steps = [STEPS[0], ("2026-02-01", "title: [half a plan\n"), ("2026-02-02", plan("2026-04-30"))]
    line = timeline_in(with_versions(tmp_path, steps))
    assert [event.readable for event in line.events] == [True, False, True]
    assert event_words(line.events[1]) == "could not be read as a plan"
    [change] = line.events[-1].changes
    assert tuple(d.when.text for d in change.dates if d) == ("2026-03-31", "2026-04-30")


def test_a_plan_that_was_away_for_a_while_is_compared_with_what_it_was(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS[:1])
    repository = folder.parents[1]
    commit(repository, {"plans/anyshire/plan.yaml": None, "other.txt": "x"}, "2026-02-01")
    commit(repository, {"plans/anyshire/plan.yaml": plan("2026-05-31")}, "2026-02-02")
    line = timeline_in(folder)
    assert [event.readable for event in line.events] == [True, False, True]
    assert [event_words(event) for event in line.events] == [
        "first version",
        "the plan was not there",
        "1 change",
    ]
    assert [move.days for move in moves(line)] == [61]


def test_what_is_not_committed_yet_is_the_newest_version(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS[:1])
    (folder / "plan.yaml").write_text(plan("2026-12-31"), encoding="utf-8")
    with Repository(folder, ENVIRONMENT) as repository:
        line = timeline(with_uncommitted(from_git(repository, folder), folder, tmp_path))
    assert line.events[-1].commit is None
    [move] = moves(line)
    assert move.steps[0].commit is None
    assert Flag.AFTER_DUE not in move.steps[0].change.flags


def test_nothing_uncommitted_adds_no_version(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS)
    with Repository(folder, ENVIRONMENT) as repository:
        assert len(list(with_uncommitted(from_git(repository, folder), folder, tmp_path))) == 3


def test_a_merge_counts_as_one_step_of_the_main_line(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS[:1])
    repository = folder.parents[1]
    git(repository, "checkout", "-q", "-b", "draft")
    commit(repository, {"plans/anyshire/plan.yaml": plan("2026-04-30")}, "2026-02-01")
    commit(repository, {"plans/anyshire/plan.yaml": plan("2026-05-31")}, "2026-02-02")
    git(repository, "checkout", "-q", "main")
    git(repository, "merge", "-q", "--no-ff", "-m", "Take the new date", "draft", day="2026-02-10")
    [move] = moves(timeline_in(folder))
    assert [step.texts for step in move.steps] == [("2026-03-31", "2026-05-31")]
    assert move.steps[0].commit is not None
    assert move.steps[0].commit.committed == date(2026, 2, 10)


def test_a_shallow_copy_says_that_the_past_is_not_known(tmp_path: Path) -> None:
    folder = with_versions(tmp_path / "whole", STEPS)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{folder.parents[1]}", "shallow")
    line = timeline_in(tmp_path / "shallow" / "plans" / "anyshire")
    assert line.complete is False
    assert moves(line) == ()


def test_a_detached_head_is_read_from_where_it_stands(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS)
    git(folder, "checkout", "-q", "--detach", "HEAD~1")
    assert len(versions_in(folder)) == 2


def test_a_folder_outside_git_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="is not in a git repository, so it has no history"):
        Repository(tmp_path, ENVIRONMENT)


def test_no_git_at_all_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(GitError, match="Git is not installed"):
        Repository(tmp_path, {"PATH": str(tmp_path)})


def test_a_revision_that_is_not_there_is_a_sentence(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS)
    with Repository(folder, ENVIRONMENT) as repository, pytest.raises(GitError, match="no revision 'v9'"):
        at_revision(repository, "v9")


@pytest.mark.parametrize("revision", ["--output=/tmp/x", "-p", "HEAD --all"])
def test_a_revision_is_never_taken_for_an_option(tmp_path: Path, revision: str) -> None:
    folder = with_versions(tmp_path, STEPS)
    with Repository(folder, ENVIRONMENT) as repository, pytest.raises(GitError):
        at_revision(repository, revision)


def test_nothing_in_the_repository_changes(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS)
    before = fingerprint(tmp_path)
    timeline_in(folder)
    versions_in(folder, "HEAD~1")
    assert fingerprint(tmp_path) == before


def test_a_hostile_repository_runs_nothing(tmp_path: Path) -> None:
    folder = with_versions(tmp_path / "repository", STEPS)
    repository = folder.parents[1]
    trap = tmp_path / "trap.sh"
    sprung = tmp_path / "sprung"
    trap.write_text(f"#!/bin/sh\ntouch {sprung}\n", encoding="utf-8")
    trap.chmod(0o755)
    for key in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand", "gpg.program"):
        git(repository, "config", key, str(trap))
    git(repository, "config", "log.showSignature", "true")
    hooks = repository / ".git" / "hooks"
    shutil.copy(trap, hooks / "post-checkout")
    timeline_in(folder)
    assert not sprung.exists()


def test_each_distinct_file_is_read_once(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    stream = "plans/anyshire/workstreams/a.yaml"
    commit(repository, {"plans/anyshire/plan.yaml": HEAD.format(extra="")}, "2026-01-01")
    for day in range(1, 21):
        text = STREAM.format(due=f"2026-03-{day:02}", more="", ref="1.1.1")
        commit(repository, {stream: text}, f"2026-02-{day:02}")
        commit(repository, {"notes.txt": str(day), stream: text}, f"2026-02-{day:02}")
    shelf = Shelf()
    folder = repository / "plans" / "anyshire"
    with Repository(folder, ENVIRONMENT) as opened:
        versions = list(from_git(opened, folder, shelf=shelf))
    assert shelf.read == 21
    assert len(versions) == 21
    first, second = versions[5].loaded, versions[6].loaded
    assert first is not None
    assert second is not None
    assert first.sources.head is second.sources.head
    assert shelf.read_in_part == 19, "all but the head, and the first text of the workstream"


def test_what_stands_unchanged_around_a_change_is_not_compared(tmp_path: Path) -> None:
    repository = new_repository(tmp_path)
    head = HEAD.format(extra="") + '  - {ref: "2", title: Parents are not heard}\n'
    stream = "plans/anyshire/workstreams/a.yaml"
    more = '  - ref: "9"\n    title: Another outcome\n    actions: [{ref: 9.1, title: Another action}]\n'
    for day in ("2026-03-31", "2026-04-30"):
        text = STREAM.format(due=day, more=more, ref="1.1.1")
        commit(repository, {"plans/anyshire/plan.yaml": head, stream: text}, "2026-02-01")
    first, second = versions_in(repository / "plans" / "anyshire")
    assert first.loaded and first.loaded.plan and second.loaded and second.loaded.plan  # noqa: PT018
    found = compare(first.loaded.plan, second.loaded.plan)
    assert [pair.new.ref for pair in found.pairs if pair.new.kind in {"weakness", "outcome"}] == ["1.1"]
    assert set(found.same) > {("weaknesses", 1), ("workstreams", 0, "outcomes", 1)}
    line = timeline_in(repository / "plans" / "anyshire")
    assert [change.field for change in line.events[-1].changes] == ["due"]
    assert line.newest is not None
    assert set(line.identities) == {(), *(item.path for item in walk(line.newest))}


def test_both_days_of_a_commit_are_kept(tmp_path: Path) -> None:
    folder = with_versions(tmp_path, STEPS[:1])
    repository = folder.parents[1]
    (folder / "plan.yaml").write_text(plan("2026-04-30"), encoding="utf-8")
    git(repository, "add", "-A")
    git(
        repository,
        "commit",
        "-q",
        "-m",
        "Back-dated",
        "--date",
        "2026-01-11T09:00:00+00:00",
        day="2026-05-20",
    )
    commit_of_it = timeline_in(folder).events[-1].commit
    assert commit_of_it is not None
    assert (commit_of_it.authored, commit_of_it.committed) == (date(2026, 1, 11), date(2026, 5, 20))
