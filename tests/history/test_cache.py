"""A story kept from an earlier run is the story that reading all of it gives, or it is not used."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from tests.history.every_key import whole
from tests.history.generated import pairs
from tests.history.repositories import ENVIRONMENT, commit, git, new_repository
from tests.history.test_teller import version
from tests.history.test_timeline import STEPS, plan
from wsoa.history.cache import told as reading
from wsoa.history.cache.kept import Kept, cache_folder
from wsoa.history.cache.plain import NotPlainError, Plain, from_plain, to_plain
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import Shelf
from wsoa.history.timeline import Teller, Timeline, timeline
from wsoa.plan.models import Plan

FILE = "plans/anyshire/plan.yaml"


def again(thing: object) -> Any:  # noqa: ANN401 - what went in
    """Write a value as JSON and read it back."""
    return from_plain(Plain(*json.loads(json.dumps(to_plain(thing)))))


@steady(20)
@given(st.lists(pairs(), min_size=1, max_size=3), st.integers(0, 6))
def test_a_story_written_down_goes_on_as_if_everything_had_been_read_anew(
    drawn: list[tuple[Plan, Plan]], cut: int
) -> None:
    versions = [version(number, one) for number, one in enumerate(one for pair in drawn for one in pair)]
    told = Teller()
    for one in versions[:cut]:
        told.take(one)
    told = again(told)
    assert told.line() == timeline(versions[:cut])
    for one in versions[cut:]:
        told.take(one)
    assert told.line() == timeline(versions)


def test_every_key_of_the_format_can_be_written_down() -> None:
    every = Plan.model_validate(whole())
    told = again(every)
    assert told == every
    assert told.model_dump() == every.model_dump()
    assert told.model_fields_set == every.model_fields_set
    assert (told.scheme, told.calendar) == (every.scheme, every.calendar)


@pytest.mark.parametrize(
    "data",
    [
        Plain([], []),
        Plain([], [[99, 0]]),
        Plain([], [[2, 5]]),
        Plain([], [[0, "soon"]]),
        Plain(["os:system"], ["true", [8, 0]]),
        Plain(["wsoa.plan.models:NoSuchThing"], [[8]]),
    ],
)
def test_data_that_no_value_stands_behind_are_refused(data: Plain) -> None:
    with pytest.raises(NotPlainError):
        from_plain(data)


def test_only_values_of_a_plan_are_written_down() -> None:
    with pytest.raises(NotPlainError):
        to_plain(Path())


@pytest.fixture(autouse=True)
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the stories of two files already."""
    monkeypatch.setattr(reading, "LEAST", 2)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A repository with three versions of a plan."""
    repository = new_repository(tmp_path / "repository")
    for day, text in STEPS:
        commit(repository, {FILE: text}, day)
    return repository / "plans" / "anyshire"


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """A folder for stories."""
    return tmp_path / "cache"


def told(folder: Path, cache: Path | None) -> tuple[Timeline, int]:
    """The story of a plan folder, and how many files were read for it."""
    shelf = Shelf()
    with Repository(folder, ENVIRONMENT) as repository:
        told = reading.told_by_git(repository, folder, kept=Kept(cache), shelf=shelf)
        return told.line(), shelf.read


def files(cache: Path) -> Iterator[Path]:
    return (file for file in sorted(cache.rglob("*")) if file.is_file())


def test_a_second_run_reads_no_version_again(folder: Path, cache: Path) -> None:
    whole_story, _ = told(folder, None)
    assert told(folder, cache) == (whole_story, 3)
    assert told(folder, cache) == (whole_story, 0)


def test_after_another_commit_only_that_one_is_read(folder: Path, cache: Path) -> None:
    told(folder, cache)
    repository = folder.parents[1]
    commit(repository, {"notes.txt": "Nothing of the plan"}, "2026-08-01")
    commit(repository, {FILE: plan("2026-12-31", more="        note: Late\n")}, "2026-08-02")
    line, read = told(folder, cache)
    assert line == told(folder, None)[0]
    assert [event.commit.subject for event in line.events if event.commit][-1] == "Edit the plan"
    assert len(line.events) == 4
    assert read == 2, "the version that the story was kept at, and the new one"


def test_after_a_commit_elsewhere_nothing_is_read(folder: Path, cache: Path) -> None:
    first, _ = told(folder, cache)
    commit(folder.parents[1], {"notes.txt": "Nothing of the plan"}, "2026-08-01")
    assert told(folder, cache) == (first, 0)


def test_a_plan_that_came_from_another_folder_since_is_read_whole(folder: Path, cache: Path) -> None:
    repository = folder.parents[1]
    told(folder, cache)
    git(repository, "mv", "plans/anyshire", "plans/away")
    commit(repository, {}, "2026-08-01")
    commit(repository, {"plans/away/plan.yaml": plan("2027-01-31")}, "2026-08-02")
    git(repository, "mv", "plans/away", "plans/anyshire")
    commit(repository, {}, "2026-08-03")
    line, read = told(folder, cache)
    assert line == told(folder, None)[0]
    assert read >= 4
    assert [change.field for event in line.events for change in event.changes] == ["due", "due", "due"]


def test_another_branch_has_a_story_of_its_own(folder: Path, cache: Path) -> None:
    repository = folder.parents[1]
    told(folder, cache)
    git(repository, "checkout", "-q", "-b", "other", "HEAD~1")
    commit(repository, {FILE: plan("2030-01-31")}, "2026-09-01")
    assert told(folder, cache)[0] == told(folder, None)[0]


@pytest.mark.parametrize("cut", [0, 5, 30, 60, -1])
def test_a_damaged_file_is_passed_over_and_written_anew(folder: Path, cache: Path, cut: int) -> None:
    whole_story, _ = told(folder, cache)
    (file,) = files(cache)
    good = file.read_bytes()
    bad = good[:cut]
    file.write_bytes(bad)
    assert told(folder, cache) == (whole_story, 3)
    assert file.read_bytes() == good
    file.write_bytes(good[:-1] + bytes([good[-1] ^ 1]))
    assert told(folder, cache) == (whole_story, 3)


def test_stories_are_private_and_others_are_not_trusted(folder: Path, cache: Path) -> None:
    whole_story, _ = told(folder, cache)
    (file,) = files(cache)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700
    file.parent.chmod(0o777)
    file.write_bytes(b"")
    assert told(folder, cache) == (whole_story, 3)
    assert not file.read_bytes()


def test_nothing_is_written_into_a_repository(folder: Path) -> None:
    inside = folder.parents[1] / "cache"
    told(folder, inside)
    assert not inside.exists()


def test_other_code_reads_nothing_of_it(folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told(folder, cache)
    monkeypatch.setattr("wsoa.history.cache.kept._code", lambda: "another version")
    assert told(folder, cache)[1] == 3


def test_of_many_stories_those_used_last_are_kept(
    folder: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(folder, cache)
    (first,) = files(cache)
    os.utime(first, (0, 0))
    monkeypatch.setattr("wsoa.history.cache.kept.MOST_FILES", 1)
    kept = Kept(cache)
    kept.put(("another",), "another")
    assert kept.take("another") == ("another",)
    assert not first.exists()


def test_a_shallow_copy_keeps_nothing(folder: Path, cache: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "2", f"file://{folder.parents[1]}", "copy")
    told(tmp_path / "copy" / "plans" / "anyshire", cache)
    assert not cache.exists()


def test_a_history_that_a_file_cuts_off_is_not_kept(folder: Path, cache: Path) -> None:
    repository = folder.parents[1]
    grafts = repository / ".git" / "info" / "grafts"
    grafts.parent.mkdir(exist_ok=True)
    grafts.write_text(git(repository, "rev-parse", "HEAD~1"), encoding="utf-8")
    assert len(told(folder, cache)[0].events) == 2
    grafts.unlink()
    assert told(folder, cache) == (told(folder, None)[0], 3)


@pytest.mark.parametrize(
    ("variables", "wanted"),
    [
        ({"WSOA_CACHE": "/var/tmp/stories", "HOME": "/home/me"}, "/var/tmp/stories"),  # noqa: S108
        ({"WSOA_CACHE": "off", "HOME": "/home/me"}, None),
        ({"XDG_CACHE_HOME": "/home/me/kept", "HOME": "/home/me"}, "/home/me/kept/wsoa"),
        ({"HOME": "/home/me"}, "/home/me/.cache/wsoa"),
        ({"XDG_CACHE_HOME": "kept"}, None),
        ({}, None),
    ],
)
def test_where_stories_are_kept(
    variables: dict[str, str], wanted: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert cache_folder(variables) == (Path(wanted) if wanted else None)
