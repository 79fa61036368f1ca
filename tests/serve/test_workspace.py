"""The folder as it stands, its history continued, and what costs nothing because nothing changed."""

from __future__ import annotations

from pathlib import Path

from tests.history.repositories import ENVIRONMENT, commit
from tests.serve.conftest import DAY, TIMELY, Served
from wsoa.files.load import load
from wsoa.publish.versions import timeline_of
from wsoa.serve.committed import commands, history_of, read_committed
from wsoa.serve.workspace import PERIOD


def test_nothing_is_read_again_where_nothing_changed(served: Served) -> None:
    first = served.workspace.look()
    assert served.workspace.look() is first
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    second = served.workspace.look()
    assert second is not first
    assert second.areas["anyshire"].now is not first.areas["anyshire"].now


def test_a_plan_that_did_not_change_keeps_its_pages_while_another_does(served: Served) -> None:
    commit(
        served.repository,
        {"plans/westshire/plan.yaml": served.file("plan.yaml").read_text("utf-8")},
        "2026-06-01",
    )
    first = served.workspace.look()
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    second = served.workspace.look()
    assert second.areas["westshire"] is first.areas["westshire"]


def test_the_continued_story_is_the_one_that_reading_everything_anew_gives(repository: Path) -> None:
    folder = repository / "plans" / "anyshire"
    timely = folder / "workstreams" / "1-timely.yaml"
    commit(
        repository,
        {timely.relative_to(repository).as_posix(): TIMELY.replace("2026-03-31", "2026-04-30")},
        "2026-06-01",
    )
    held = read_committed(folder, ENVIRONMENT, DAY - PERIOD)
    for text in (
        TIMELY.replace("2026-03-31", "2026-04-30"),
        TIMELY.replace("2026-03-31", "2026-08-31"),
        TIMELY.replace("Hire two", "Hire three"),
        TIMELY.replace("2026-03-31", "2026-02-31"),
    ):
        timely.write_text(text, "utf-8")
        now = load(folder)
        past = history_of(now, held)
        assert past.line == timeline_of(folder, ENVIRONMENT)
        assert bool(past.commit) is (text == TIMELY.replace("2026-03-31", "2026-04-30"))


def test_a_commit_made_elsewhere_is_seen(served: Served) -> None:
    served.timely.write_text(TIMELY.replace("Hire two", "Hire three"), "utf-8")
    assert served.workspace.look().areas["anyshire"].uncommitted.files
    before = served.workspace.look().version("anyshire")
    commit(served.repository, {}, "2026-06-30")
    assert not served.workspace.look().areas["anyshire"].uncommitted.files
    assert served.workspace.look().version("anyshire") != before


def test_the_command_quotes_what_a_shell_would_take_apart() -> None:
    assert commands([Path("our plans/any'shire")]) == (
        "git add -- 'our plans/any'\"'\"'shire'",
        "git commit -m \"Say what changed\" -- 'our plans/any'\"'\"'shire'",
    )


def test_what_editors_and_git_keep_beside_a_plan_is_not_looked_at(served: Served) -> None:
    first = served.workspace.look()
    (served.file(".git")).mkdir()
    served.file(".git/plan.yaml").write_text("x", "utf-8")
    served.file(".plan.yaml.swp").write_text("x", "utf-8")
    assert served.workspace.look() is first
    served.file("workstreams/3-new.yaml").write_text("ref: C\ntitle: New\n", "utf-8")
    assert served.workspace.look() is not first
