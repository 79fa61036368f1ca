"""Plan folders: whole or split, one broken file among good ones, and nothing written."""

from __future__ import annotations

import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from tests.conftest_plans import HEAD, action_plan
from wsoa.files.load import NoPlansError, find, load, natural
from wsoa.plan.models import Plan
from wsoa.plan.walk import walk


def part(ref: str, *lines: str) -> str:
    body = "".join(f"        {line}\n" for line in lines)
    return f"""\
ref: {ref}
title: Workstream {ref}
outcomes:
  - ref: {ref}.1
    title: An outcome
    actions:
      - ref: {ref}.1.1
        title: An action
{body}"""


@pytest.fixture
def split(tmp_path: Path) -> Path:
    """A plan with its head and two workstream files."""
    folder = tmp_path / "westshire"
    (folder / "workstreams").mkdir(parents=True)
    (folder / "plan.yaml").write_text(HEAD)
    (folder / "workstreams" / "1-first.yaml").write_text(part("A", "due: 2019-10"))
    (folder / "workstreams" / "2-second.yaml").write_text(part("B", "due: 2019-11"))
    return folder


def codes(folder: Path) -> list[tuple[str, str, int]]:
    return [(f.code, f.place.file, f.place.line) for f in load(folder, folder).findings]


def whole(folder: Path) -> Plan:
    plan = load(folder).plan
    assert plan is not None
    return plan


def test_a_split_plan_is_one_plan(split: Path) -> None:
    assert codes(split) == []
    refs = [item.ref for item in walk(whole(split)) if item.kind in {"workstream", "action"}]
    assert refs == ["A", "A.1.1", "B", "B.1.1"]


def test_workstream_files_come_in_the_order_people_count(split: Path) -> None:
    for number in (10, 3, 21):
        (split / "workstreams" / f"{number}-more.yaml").write_text(part(f"W{number}"))
    assert [w.ref for w in whole(split).workstreams] == ["A", "B", "W3", "W10", "W21"]


def test_natural_order_counts_numbers_and_never_compares_them_with_words() -> None:
    assert sorted(["10.yaml", "2.yaml", "1.10.yaml", "1.2.yaml"], key=natural) == [
        "1.2.yaml",
        "1.10.yaml",
        "2.yaml",
        "10.yaml",
    ]
    assert sorted(["b10", "b2", "a"], key=natural) == ["a", "b2", "b10"]
    assert len(sorted(["1²2.yaml", "1٣2.yaml", "12.yaml", "a.yaml", ""], key=natural)) == 5


@pytest.mark.parametrize(
    "broken", ["title: @x\n", "- a list\n", "", "ref: A\ntitle: A\nzebra: 1\n", "a: \x00\n", "\udcff"]
)
@pytest.mark.parametrize("where", ["plan.yaml", "workstreams/1-first.yaml"])
def test_one_broken_file_never_hides_the_findings_of_another(split: Path, broken: str, where: str) -> None:
    (split / "workstreams" / "2-second.yaml").write_text(part("B", "deu: 2019-11", "start: 2019-02-30"))
    alone = codes(split)
    (split / where).write_bytes(broken.encode(errors="surrogateescape"))
    both = codes(split)
    assert [file for _, file, _ in alone] == ["workstreams/2-second.yaml"] * 2
    assert set(alone) <= set(both)
    assert where in {file for _, file, _ in both}
    assert load(split).plan is None


def test_the_two_ways_to_keep_workstreams_do_not_mix(split: Path) -> None:
    (split / "plan.yaml").write_text(action_plan())
    assert [code for code, *_ in codes(split)] == ["WSOA107"]


def test_a_folder_in_place_of_a_file_is_a_finding(split: Path) -> None:
    (split / "workstreams" / "1-first.yaml").unlink()
    (split / "workstreams" / "1-first.yaml").mkdir()
    assert codes(split) == [("WSOA014", "workstreams/1-first.yaml", 1)]


def test_a_dangling_link_is_a_finding(split: Path) -> None:
    (split / "workstreams" / "3-gone.yaml").symlink_to(split / "nowhere.yaml")
    assert codes(split) == [("WSOA014", "workstreams/3-gone.yaml", 1)]


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may read everything"
)
def test_a_file_that_may_not_be_read_is_a_finding(split: Path) -> None:
    (split / "workstreams" / "1-first.yaml").chmod(0)
    assert codes(split) == [("WSOA014", "workstreams/1-first.yaml", 1)]


def test_a_missing_head_is_a_finding(tmp_path: Path) -> None:
    assert codes(tmp_path) == [("WSOA014", "plan.yaml", 1)]


def test_findings_come_by_file_line_and_column(split: Path) -> None:
    (split / "plan.yaml").write_text(HEAD.replace("area: Westshire", "aera: Westshire") + "zebra: 1\n")
    (split / "workstreams" / "1-first.yaml").write_text(part("A", "page: x", "due: 2019-11-31", "{a: b}"))
    (split / "workstreams" / "2-second.yaml").write_text(part("B", "start: yes", "due: no", "zebra: x"))
    places = [finding.place for finding in load(split, split).findings]
    assert len(places) == 7
    assert places == sorted(places, key=lambda place: (place.file, place.line, place.column))


def test_file_names_are_shown_from_where_people_work(split: Path) -> None:
    (split / "workstreams" / "2-second.yaml").write_text("- x\n")
    assert load(split, split.parent).findings[0].place.file == "westshire/workstreams/2-second.yaml"
    assert load(split, split / "workstreams").findings[0].place.file.endswith("2-second.yaml")


@pytest.mark.parametrize(
    "name", ["two words.yaml", 'quo"te.yaml', "ha#sh.yaml", "per%cent.yaml", "-dash.yaml", "Ŵ.yaml"]
)
def test_odd_file_names_are_read_like_any_other(split: Path, name: str) -> None:
    (split / "workstreams" / name).write_text(part("C", "due: 2019-02-30"))
    assert [(code, file) for code, file, _ in codes(split)] == [("WSOA201", f"workstreams/{name}")]


def tree(folder: Path) -> Iterator[tuple[str, int, str]]:
    for path in sorted(folder.rglob("*")):
        content = path.read_bytes() if path.is_file() else b""
        yield str(path), path.stat().st_mtime_ns, sha256(content).hexdigest()


def test_reading_writes_nothing(split: Path) -> None:
    (split / "workstreams" / "3-broken.yaml").write_text("a: [\n")
    before = list(tree(split.parent))
    load(split)
    assert list(tree(split.parent)) == before


def test_the_same_folder_gives_the_same_findings_twice(split: Path) -> None:
    (split / "workstreams" / "2-second.yaml").write_text(part("B", "deu: 2019-11"))
    assert load(split).findings == load(split).findings


def test_plans_are_found_by_their_head_file(tmp_path: Path) -> None:
    for name in ("b", "a", "not-a-plan"):
        (tmp_path / name).mkdir()
    for name in ("a", "b"):
        (tmp_path / name / "plan.yaml").write_text(HEAD)
    assert [folder.name for folder in find(tmp_path)] == ["a", "b"]
    assert find(tmp_path / "a") == [tmp_path / "a"]


@pytest.mark.parametrize("where", ["empty", "missing"])
def test_a_place_without_plans_is_said_in_words(tmp_path: Path, where: str) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(NoPlansError, match=where):
        find(tmp_path / where)
