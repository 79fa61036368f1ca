"""Plans as they stand in an editor: unsaved text counts, and what did not change is not read again."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.conftest import PLANS
from tests.editor.conftest import HEAD, PART
from wsoa.checks.check import check
from wsoa.editor.positions import Text
from wsoa.editor.workspace import Workspace
from wsoa.files.load import load


def codes(workspace: Workspace, file: Path) -> list[str]:
    plan = workspace.plan_of(file)
    assert plan is not None
    return [finding.code for finding in plan.findings(None)]


@pytest.mark.parametrize("area", ["cumbria", "peterborough", "lancashire", "archive/cumbria-2019-08"])
@pytest.mark.parametrize("as_of", [None, date(2020, 3, 31)])
def test_findings_are_those_of_validate(area: str, as_of: date | None) -> None:
    plan = Workspace().plan(PLANS / area)
    assert plan.findings(as_of) == check(load(PLANS / area, PLANS / area), as_of=as_of)


def test_what_is_typed_counts_before_what_is_saved(folder: Path) -> None:
    workspace, file = Workspace(), folder / "workstreams" / "1-plans.yaml"
    before = codes(workspace, file)
    workspace.hold(file, Text(PART.replace("health-lead]", "health-laed]")), 1)
    assert "WSOA302" in codes(workspace, file)
    workspace.let_go(file)
    assert codes(workspace, file) == before


def test_a_keystroke_reads_one_file_again_and_no_other(folder: Path) -> None:
    workspace, file = Workspace(), folder / "workstreams" / "1-plans.yaml"
    workspace.hold(file, Text(PART), 1)
    first = workspace.plan(folder)
    assert workspace.plan(folder) is first
    workspace.hold(file, Text(PART + "\n"), 2)
    second = workspace.plan(folder)
    assert second.files[0] is first.files[0]
    assert second.files[1] is not first.files[1]
    assert second.loaded.sources.head.head is first.loaded.sources.head.head


def test_what_another_program_saves_is_seen(folder: Path) -> None:
    workspace, file = Workspace(), folder / "workstreams" / "1-plans.yaml"
    workspace.hold(folder / "plan.yaml", Text(HEAD), 1)
    assert "WSOA302" not in codes(workspace, file)
    file.write_text(PART.replace("health-lead]", "health-laed-of-all]"), encoding="utf-8")
    assert "WSOA302" in codes(workspace, file)


def test_a_workstream_that_was_never_saved_is_part_of_its_plan(folder: Path) -> None:
    workspace, new = Workspace(), folder / "workstreams" / "0-first.yaml"
    workspace.hold(new, Text('ref: WS0\ntitle: Hear parents\nweaknesses: ["2"]\n'), 1)
    plan = workspace.plan_of(new)
    assert plan is not None
    assert [file.source.file for file in plan.files] == [
        "plan.yaml",
        "workstreams/0-first.yaml",
        "workstreams/1-plans.yaml",
    ]
    assert plan.loaded.plan is not None
    assert [one.ref for one in plan.loaded.plan.workstreams] == ["WS0", "WS1"]


def test_a_plan_may_begin_unsaved(tmp_path: Path) -> None:
    workspace, head = Workspace(), tmp_path / "new" / "plan.yaml"
    workspace.hold(head, Text(HEAD), 1)
    plan = workspace.plan_of(head)
    assert plan is not None
    assert plan.loaded.plan is not None


@pytest.mark.parametrize("name", ["notes.yaml", "workstreams/readme.md", "data/1-plans.yaml"])
def test_other_files_are_no_plans(folder: Path, name: str) -> None:
    workspace = Workspace()
    workspace.hold(folder / name, Text("a: 1"), 1)
    assert workspace.plan_of(folder / name) is None
    assert workspace.folders == ()


def test_workstreams_of_no_plan_are_no_plan(tmp_path: Path) -> None:
    assert Workspace().plan_of(tmp_path / "workstreams" / "1.yaml") is None


def test_a_file_that_cannot_be_read_from_the_disk_is_a_finding(folder: Path) -> None:
    file = folder / "workstreams" / "2-gone.yaml"
    file.symlink_to(folder / "nowhere.yaml")
    workspace = Workspace()
    workspace.hold(folder / "plan.yaml", Text(HEAD), 1)
    plan = workspace.plan(folder)
    assert [(f.code, f.place.file) for f in plan.findings(None)] == [("WSOA014", "workstreams/2-gone.yaml")]


def test_the_last_readable_state_is_kept_while_something_is_wrong(folder: Path) -> None:
    workspace, file = Workspace(), folder / "workstreams" / "1-plans.yaml"
    good = workspace.plan(folder)
    for version, line in enumerate(("due: soon", "due: [", "due: {")):
        workspace.hold(file, Text(PART.replace("due: 2026-03-31", line)), version)
        broken = workspace.plan(folder)
        assert broken.loaded.plan is None
        assert broken.readable is good
    for version in range(9, 12):
        workspace.hold(file, Text(PART + "\n" * version), version)
        assert workspace.plan(folder).readable is workspace.plan(folder)
        assert workspace.plan(folder).before is None, "old states would pile up, one a key"


def test_a_workstream_may_be_called_plan_yaml(folder: Path) -> None:
    workspace, file = Workspace(), folder / "workstreams" / "plan.yaml"
    workspace.hold(file, Text(PART), 1)
    assert workspace.folders == (folder,)
    assert "WSOA301" in codes(workspace, file)


def test_several_plans_are_kept_apart(folder: Path) -> None:
    other = folder.parent / "othershire"
    shutil.copytree(folder, other)
    workspace = Workspace()
    for one in (folder, other):
        workspace.hold(one / "plan.yaml", Text(HEAD), 1)
    workspace.hold(other / "plan.yaml", Text(HEAD.replace("health-lead:", "nurse:")), 2)
    assert workspace.folders == (folder, other)
    assert "WSOA302" not in codes(workspace, folder / "plan.yaml")
    assert "WSOA302" in codes(workspace, other / "plan.yaml")
