"""Fixes in an editor are those of ``wsoa validate --fix``, on text that was not saved."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.authoring.test_fixes import SAFE, UNSAFE
from tests.conftest_plans import action_plan
from tests.editor.conftest import PART, Show
from wsoa.editor.fixes import QuickFix, fix_all, quick_fixes
from wsoa.editor.positions import Range, Text
from wsoa.editor.workspace import OpenPlan, PlanFile, Workspace
from wsoa.files.editing.splice import apply


def opened(folder: Path, text: str) -> tuple[OpenPlan, PlanFile]:
    """A plan of one file that is only in the editor."""
    workspace = Workspace()
    workspace.hold(folder / "plan.yaml", Text(text), 1)
    plan = workspace.plan(folder)
    return plan, plan.files[0]


def fixes(plan: OpenPlan, file: PlanFile) -> list[QuickFix]:
    return list(quick_fixes(plan, file, Range(0, len(file.text.characters))))


@pytest.mark.parametrize(("before", "after"), SAFE)
def test_a_safe_fix_is_preferred_and_all_of_them_can_be_taken_at_once(
    tmp_path: Path, before: str, after: str
) -> None:
    plan, file = opened(tmp_path, action_plan(before))
    fix, *_ = [one for one in fixes(plan, file) if one.safe]
    assert apply(file.text.characters, fix.splices) == action_plan(after)
    assert apply(file.text.characters, fix_all(plan, file)) == action_plan(after)


@pytest.mark.parametrize(("before", "after"), UNSAFE)
def test_what_is_only_likely_is_offered_and_not_preferred(tmp_path: Path, before: str, after: str) -> None:
    plan, file = opened(tmp_path, action_plan(before))
    offered = [apply(file.text.characters, one.splices) for one in fixes(plan, file) if not one.safe]
    assert offered[0] == action_plan(after)
    assert fix_all(plan, file) == ()


def test_where_several_names_are_near_each_is_offered(show: Show) -> None:
    plan, file = show(PART.replace('depends_on: ["1.1.1"]', 'depends_on: ["1.1.3"]'))
    offered = fixes(plan, file)
    assert [one.what for one in offered] == [
        f"depends_on: “1.1.3” is written {near}" for near in ("1.1.2", "1.1.1", "1.1")
    ]
    assert apply(file.text.characters, offered[1].splices) == PART


def test_fixes_are_those_of_the_lines_asked_about(show: Show) -> None:
    plan, file = show(PART.replace("due: 2026-03-31", "due: 31st March 2026"))
    line = PART[: PART.index("due: 2026-03-31")].count("\n")
    assert [one.what for one in quick_fixes(plan, file, file.text.line(line))] == [
        "due: “31st March 2026” is written 2026-03-31"
    ]
    assert list(quick_fixes(plan, file, file.text.line(line + 3))) == []


def test_a_plan_of_many_files_is_fixed_in_the_one_that_is_asked_for(show: Show) -> None:
    broken = PART.replace("due: 2026-03-31", "due: 31st March 2026").replace("percent", "Percent")
    plan, file = show(broken)
    assert apply(broken, fix_all(plan, file)) == PART
    assert fix_all(plan, plan.files[0]) == ()


def test_nothing_is_written(folder: Path) -> None:
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    workspace = Workspace()
    file = folder / "workstreams" / "1-plans.yaml"
    workspace.hold(file, Text(PART.replace("due: 2026-03-31", "due: 31st March 2026")), 1)
    plan = workspace.plan(folder)
    held = plan.file(file)
    assert held is not None
    assert fixes(plan, held)
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before
