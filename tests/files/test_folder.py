"""No part of a plan is lost in silence: what lies in its folder is read, is a known stray, or is an error."""

from __future__ import annotations

import os
import shutil
import unicodedata
from pathlib import Path

import pytest

from tests.conftest_plans import HEAD
from tests.files.test_load import part
from wsoa.files.folder import name_of, plain_name
from wsoa.files.load import find, load

LATER = part("B", "due: 2019-11")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A plan in a repository, with its head and two workstreams."""
    (tmp_path / ".git").mkdir()
    folder = tmp_path / "plans" / "westshire"
    (folder / "workstreams").mkdir(parents=True)
    (folder / "plan.yaml").write_text(HEAD)
    (folder / "workstreams" / "1-first.yaml").write_text(part("A", "due: 2019-10"))
    (folder / "workstreams" / "2-later.yaml").write_text(LATER)
    return folder


def found(folder: Path) -> list[tuple[str, str]]:
    return [(finding.code, finding.place.file) for finding in load(folder, folder).findings]


def way_out(folder: Path) -> str:
    (finding,) = load(folder, folder).findings
    return finding.help


@pytest.mark.parametrize(
    ("name", "says"),
    [
        ("workstreams/2-later.yaml.txt", "rename it to 2-later.yaml"),
        ("workstreams/2-later.YAML", "rename it to 2-later.yaml"),
        ("workstreams/2-later.json", "rename it to 2-later.yaml"),
        ("workstreams/2-later", "rename it to 2-later.yaml"),
        ("workstreams/2-later.yaml.bak", "move it out of the plan's folder"),
        ("2-later.yaml", "move it into workstreams/"),
        ("2-later.yaml.txt", "move it, as 2-later.yaml, into workstreams/"),
        ("PLAN.yml", "rename it to plan.yaml"),
    ],
)
def test_a_file_that_is_not_read_is_an_error_with_a_way_out(folder: Path, name: str, says: str) -> None:
    (folder / "workstreams" / "2-later.yaml").rename(folder / name)
    assert found(folder) == [("WSOA016", name)]
    assert says in way_out(folder)
    assert load(folder).plan is None


@pytest.mark.parametrize("name", ["Workstreams", "workstream", "work-streams", "archive"])
def test_a_folder_that_is_not_read_is_an_error(folder: Path, name: str) -> None:
    (folder / "workstreams").rename(folder / name)
    assert found(folder) == [("WSOA016", name)]
    says = "move their files into workstreams/" if name == "archive" else "rename the folder to workstreams"
    assert says in way_out(folder)


def test_a_folder_below_the_workstreams_is_an_error(folder: Path) -> None:
    (folder / "workstreams" / "sub").mkdir()
    (folder / "workstreams" / "2-later.yaml").rename(folder / "workstreams" / "sub" / "2-later.yaml")
    assert found(folder) == [("WSOA016", "workstreams/sub")]


@pytest.mark.parametrize(
    "name",
    [
        ".DS_Store", "._plan.yaml", "README.md", "Thumbs.db", "import-ledger.md", "minutes.pdf",
        "workstreams/._2-later.yaml", "workstreams/.#2-later.yaml", "workstreams/.2-later.yaml.swp",
        "workstreams/.gitkeep", "workstreams/2-later.yaml~", "evidence/survey.docx",
    ],
)  # fmt: skip
def test_strays_that_hold_no_plan_are_left_alone(folder: Path, name: str) -> None:
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text(LATER)
    assert found(folder) == []
    assert len(load(folder).sources.workstreams) == 2


def test_a_backup_without_its_file_is_an_error(folder: Path) -> None:
    (folder / "workstreams" / "2-later.yaml").rename(folder / "workstreams" / "2-later.yaml~")
    assert found(folder) == [("WSOA016", "workstreams/2-later.yaml~")]


def test_a_file_that_the_plan_names_may_lie_in_its_folder(folder: Path) -> None:
    (folder / "evidence").mkdir()
    (folder / "evidence" / "survey.csv").write_text("a,b\n")
    assert found(folder) == [("WSOA016", "evidence")]
    named = HEAD + "document: {title: Plan, date: 2019-10, file: plans/westshire/evidence/survey.csv}\n"
    (folder / "plan.yaml").write_text(named)
    assert found(folder) == []


def test_an_empty_folder_is_no_part_of_a_plan(folder: Path) -> None:
    (folder / "evidence").mkdir()
    assert found(folder) == []


@pytest.mark.parametrize("head", ["plan.yml", "Plan.yaml", "plan.yaml.txt", "plan"])
def test_a_plan_whose_head_has_another_name_is_found_and_told(folder: Path, head: str) -> None:
    (folder / "plan.yaml").rename(folder / head)
    assert find(folder.parent) == [folder]
    assert sorted(found(folder)) == [("WSOA014", "plan.yaml"), ("WSOA016", head)]


@pytest.mark.parametrize("name", ["2-later.yaml", "2-later.YML"])
def test_a_workstream_that_lies_beside_the_plans_is_an_error(folder: Path, name: str) -> None:
    (folder / "workstreams" / "2-later.yaml").rename(folder.parent / name)
    loose, plan = find(folder.parent)
    assert plan == folder
    (finding,) = load(loose, folder.parent).findings
    assert (finding.code, finding.place.file) == ("WSOA016", name)
    assert "move a workstream into workstreams/ of its plan" in finding.help
    assert load(loose).plan is None


def test_a_plan_that_lies_beside_the_plans_is_an_error_and_any_other_file_is_none(folder: Path) -> None:
    beside = folder.parent / "elsewhere.yaml"
    beside.write_text(HEAD)
    assert find(folder.parent) == [beside, folder]
    beside.write_text("site_name: Our plans\nref: main\n")
    (folder.parent / "README.md").write_text(HEAD)
    (folder.parent / ".hidden.yaml").write_text(HEAD)
    assert find(folder.parent) == [folder]


def test_plans_one_folder_too_deep_are_told_of_where_others_are_found(folder: Path) -> None:
    region = folder.parent / "region"
    shutil.copytree(folder, region / "eastshire")
    assert find(folder.parent) == [region, folder]
    assert ("WSOA016", "eastshire") in found(region)
    assert load(region).plan is None
    region.rename(folder.parent / "archive")
    assert find(folder.parent) == [folder]


def test_what_an_interrupted_import_leaves_is_no_plan(folder: Path) -> None:
    (folder.parent / ".imp-00000000.tmp").mkdir()
    (folder.parent / ".imp-00000000.tmp" / "plan.yaml").write_text(HEAD)
    assert find(folder.parent) == [folder]


# What may be read: ordinary files of the repository.


def test_a_link_inside_the_repository_is_read(folder: Path) -> None:
    kept = folder.parent.parent / "kept.yaml"
    (folder / "workstreams" / "2-later.yaml").rename(kept)
    (folder / "workstreams" / "2-later.yaml").symlink_to(kept)
    assert found(folder) == []


@pytest.mark.parametrize("name", ["plan.yaml", "workstreams/2-later.yaml", "workstreams"])
def test_a_link_out_of_the_repository_is_not_followed(
    folder: Path, name: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret"
    (folder / name).rename(outside)
    (folder / name).symlink_to(outside)
    (finding,) = load(folder, folder).findings
    assert (finding.code, finding.place.file) == ("WSOA014", name)
    assert "leads out of the repository" in finding.message


def test_a_plan_folder_that_is_a_link_out_of_the_repository_is_not_followed(
    folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outside = tmp_path_factory.mktemp("outside") / "secret"
    folder.rename(outside)
    folder.symlink_to(outside)
    assert {code for code, _ in found(folder)} == {"WSOA014"}
    assert "secret" not in "".join(finding.message for finding in load(folder).findings)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with a name")
def test_a_device_or_a_pipe_is_refused_at_once(folder: Path) -> None:
    file = folder / "workstreams" / "2-later.yaml"
    file.unlink()
    os.mkfifo(file)
    assert found(folder) == [("WSOA014", "workstreams/2-later.yaml")]
    file.unlink()
    file.symlink_to("/dev/zero")
    assert found(folder) == [("WSOA014", "workstreams/2-later.yaml")]


def test_of_a_large_file_no_more_is_read_than_tells_that_it_is_large(folder: Path) -> None:
    with (folder / "workstreams" / "2-later.yaml").open("wb") as stream:
        stream.truncate(400_000_000)
    loaded = load(folder, folder)
    assert [(one.code, one.place.file) for one in loaded.findings] == [
        ("WSOA003", "workstreams/2-later.yaml")
    ]
    assert "more than 5,000,000 bytes" in loaded.findings[0].message


def test_a_pointer_of_git_lfs_says_what_to_run(folder: Path) -> None:
    pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
    (folder / "workstreams" / "2-later.yaml").write_text(pointer)
    assert found(folder) == [("WSOA014", "workstreams/2-later.yaml")]
    assert "run git lfs pull" in way_out(folder)


def test_a_dangling_link_in_place_of_a_plan_is_found(folder: Path) -> None:
    (folder.parent / "eastshire").symlink_to(folder.parent / "nowhere")
    assert find(folder.parent) == [folder.parent / "eastshire", folder]
    assert found(folder.parent / "eastshire") == [("WSOA014", "plan.yaml")]


# Names.


def test_a_linked_plan_folder_keeps_its_own_name(folder: Path) -> None:
    link = folder.parent / "eastshire"
    link.symlink_to(folder)
    assert load(link).id == "eastshire"
    assert load(folder).id == "westshire"


def test_a_name_is_told_in_composed_characters(folder: Path) -> None:
    composed = "tam\N{LATIN SMALL LETTER E WITH ACUTE}"
    apart = folder.rename(folder.with_name(unicodedata.normalize("NFD", composed)))
    assert load(apart).id == composed


def test_no_name_can_steer_a_terminal(folder: Path) -> None:
    nasty = folder.rename(folder.with_name("x\x1b]0;owned\x07\ny"))
    (nasty / "workstreams" / "2-later.yaml").write_text("- x\n")
    loaded = load(nasty, folder.parent)
    assert loaded.id == name_of(nasty) == "x\ufffd]0;owned\ufffd\ufffdy"
    assert all(one.place.file.isprintable() for one in loaded.findings)
    assert plain_name("a\u202eb") == "a\ufffdb"


def test_a_folder_that_holds_a_folder_called_plan_is_none(folder: Path) -> None:
    (folder.parent / "tests" / "plan").mkdir(parents=True)
    assert find(folder.parent) == [folder]
