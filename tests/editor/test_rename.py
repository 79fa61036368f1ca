"""A role or a ref under another name in every file at once; and what history would lose is refused."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.conftest import PLANS
from tests.editor.conftest import HEAD, PART, Show
from wsoa.editor.names import Name, Space
from wsoa.editor.past import PastReader
from wsoa.editor.rename import CannotRenameError, Past, rename, renameable
from wsoa.editor.workspace import OpenPlan, Workspace
from wsoa.files.editing.splice import apply
from wsoa.history.change import Kind
from wsoa.history.diff import diff
from wsoa.plan.models import Plan

ROLE, ITEM, WEAKNESS = Space.ROLE, Space.ITEM, Space.WEAKNESS


def texts(plan: OpenPlan, name: Name, new: str, past: Past | None = None) -> dict[str, str]:
    """The files that change, as they are then."""
    made = rename(plan, name, new, past or Past())
    return {file: apply(plan.named(file).text.characters, splices) for file, splices in made.items()}


def refused(plan: OpenPlan, name: Name, new: str, past: Past | None = None) -> str:
    with pytest.raises(CannotRenameError) as refusal:
        rename(plan, name, new, past or Past())
    return str(refusal.value)


def test_a_role_is_renamed_where_it_is_defined_and_wherever_it_is_named(show: Show) -> None:
    plan, _ = show(PART.replace(", by: head-of-send", ""))
    made = texts(plan, Name(ROLE, "head-of-send"), "send-head")
    assert made["plan.yaml"] == HEAD.replace("head-of-send", "send-head")
    part = PART.replace(", by: head-of-send", "").replace("head-of-send", "send-head")
    assert made["workstreams/1-plans.yaml"] == part


def test_a_ref_takes_its_milestones_and_parts_with_it(show: Show) -> None:
    plan, _ = show()
    assert texts(plan, Name(ITEM, "1.1.2"), "1.1.9") == {
        "workstreams/1-plans.yaml": PART.replace('ref: "1.1.2"', 'ref: "1.1.9"').replace(
            '"1.1.2#1"', '"1.1.9#1"'
        )
    }
    silenced = HEAD + "  - {code: WSOA407, ref: K1/north, reason: Agreed}\n"
    plan, _ = show(PART, silenced)
    made = texts(plan, Name(ITEM, "K1"), "KPI-1")
    assert "ref: KPI-1/north" in made["plan.yaml"]
    assert "ref: KPI-1\n" in made["workstreams/1-plans.yaml"]
    assert "{ref: north, title" in made["workstreams/1-plans.yaml"]
    made = texts(plan, Name(ITEM, "K1/north"), "upper")
    assert "ref: K1/upper" in made["plan.yaml"]
    assert "{ref: upper, title" in made["workstreams/1-plans.yaml"]


def test_a_weakness_is_not_the_item_of_the_same_ref(show: Show) -> None:
    plan, _ = show()
    made = texts(plan, Name(WEAKNESS, "1"), "A1")
    assert made["plan.yaml"] == HEAD.replace('{ref: "1", title: Plans', '{ref: "A1", title: Plans')
    assert made["workstreams/1-plans.yaml"] == PART.replace('weaknesses: ["1"]', 'weaknesses: ["A1"]')


def test_a_new_name_is_quoted_where_plain_it_would_be_something_else(show: Show) -> None:
    plan, _ = show()
    made = texts(plan, Name(ITEM, "WS1"), "1.10")
    assert made["workstreams/1-plans.yaml"].startswith('ref: "1.10"\n')
    assert 'see: ["2", "1.10"]' in made["workstreams/1-plans.yaml"]


@pytest.mark.parametrize(
    ("name", "new", "why"),
    [
        (Name(ROLE, "head-of-send"), "Head of SEND", "cannot be the id of a role"),
        (Name(ROLE, "head-of-send"), "health-lead", "is a name in this plan already"),
        (Name(ROLE, "head-of-send"), "head-of-send", "is called head-of-send already"),
        (Name(ITEM, "1.1.1"), "1.1.2", "is a name in this plan already"),
        (Name(ITEM, "1.1.1"), "1 1", "cannot be a ref"),
        (Name(ITEM, "1.1.1"), "x" * 41, "longer than 40"),
        (Name(ITEM, "K1/north"), "south", "is a name in this plan already"),
    ],
)
def test_a_name_that_is_malformed_or_taken_is_refused(show: Show, name: Name, new: str, why: str) -> None:
    plan, _ = show()
    assert why in refused(plan, name, new)


def test_only_a_name_of_this_plans_own_can_be_renamed(show: Show) -> None:
    plan, file = show(PART.replace('see: ["2", "WS1"]', 'see: ["Other plan: 2", "1.1.2#1"]'))

    def why(words: str, after: int) -> str:
        with pytest.raises(CannotRenameError) as refusal:
            renameable(plan, file, file.text.characters.index(words) + after)
        return str(refusal.value)

    assert "no role and no ref" in why("Hire two", 2)
    assert "Nothing in this plan is called Other plan: 2" in why("Other plan", 2)
    assert "follows from where the item stands" in why('"1.1.2#1"]\n        changes', 2)
    assert renameable(plan, file, PART.index("health-lead") + 2).written == "health-lead"


def test_nothing_is_renamed_while_a_file_cannot_be_read_or_a_name_is_there_twice(show: Show) -> None:
    plan, _ = show(PART, HEAD + "  - [")
    assert "plan.yaml cannot be read" in refused(plan, Name(ITEM, "1.1.1"), "1.1.9")
    plan, _ = show(PART.replace("due: 2026-03-31", "due: soon"), HEAD)
    assert "has errors" in refused(plan, Name(ITEM, "1.1.1"), "1.1.9")
    plan, _ = show(PART.replace('ref: "1.1.2"', 'ref: "1.1.1"'))
    assert "is there twice" in refused(plan, Name(ITEM, "1.1.1"), "1.1.9")


def committed(folder: Path, *words: str) -> None:
    identity = ["-c", "user.name=Anyone", "-c", "user.email=anyone@example.org"]
    if not (folder / ".git").exists():
        subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    for command in (["add", "."], ["commit", "-q", "-m", *words]):
        subprocess.run(["git", "-C", str(folder), *identity, *command], check=True)


def test_a_role_that_has_reported_keeps_its_id_because_a_report_is_never_rewritten(
    show: Show, folder: Path
) -> None:
    committed(folder, "The plan")
    plan, _ = show()
    past = PastReader({}).of(folder)
    why = refused(plan, Name(ROLE, "head-of-send"), "send-head", past)
    assert "a report on “Agree a target with schools” would be told as rewritten after the fact" in why
    assert texts(plan, Name(ROLE, "health-lead"), "clinical-officer", past)


def test_what_took_an_items_place_is_named_by_its_new_ref(show: Show, folder: Path) -> None:
    gone = '        withdrawn: {date: 2026-05-01, reason: Merged, superseded_by: "1.1.2"}\n'
    part = PART.replace("        due: 2026-03-31\n", f"        due: 2026-03-31\n{gone}")
    (folder / "workstreams" / "1-plans.yaml").write_text(part, encoding="utf-8")
    committed(folder, "One action taken back")
    plan, _ = show(part)
    past = PastReader({}).of(folder)
    made = texts(plan, Name(ITEM, "1.1.2"), "1.1.9", past)
    assert 'superseded_by: "1.1.9"' in made["workstreams/1-plans.yaml"]


def test_a_ref_is_never_used_again_for_something_else(show: Show, folder: Path) -> None:
    file = folder / "workstreams" / "1-plans.yaml"
    more = PART.replace(
        "kpis:\n", '      - {ref: "1.1.3", title: Move to one hall, due: 2026-05-01}\nkpis:\n'
    )
    file.write_text(more, encoding="utf-8")
    committed(folder, "With a third action")
    file.write_text(PART, encoding="utf-8")
    committed(folder, "Without it")
    plan, _ = show()
    past = PastReader({}).of(folder)
    assert "1.1.3 stood for “Move to one hall”" in refused(plan, Name(ITEM, "1.1.1"), "1.1.3", past)
    assert texts(plan, Name(ITEM, "1.1.1"), "1.1.4", past)


def test_an_item_may_have_its_own_ref_back(show: Show, folder: Path) -> None:
    committed(folder, "The plan")
    file = folder / "workstreams" / "1-plans.yaml"
    renumbered = PART.replace('"1.1.1"', '"1.1.7"')
    file.write_text(renumbered, encoding="utf-8")
    committed(folder, "Renumbered")
    plan, _ = show(renumbered)
    past = PastReader({}).of(folder)
    assert texts(plan, Name(ITEM, "1.1.7"), "1.1.1", past) == {"workstreams/1-plans.yaml": PART}


def test_an_item_that_was_reworded_since_cannot_be_renumbered_as_well(show: Show, folder: Path) -> None:
    committed(folder, "The plan")
    plan, _ = show(PART.replace("Hire two plan writers", "Hire two nurses for the new drop-in centre"))
    past = PastReader({}).of(folder)
    why = refused(plan, Name(ITEM, "1.1.1"), "1.1.9", past)
    assert "“Hire two plan writers” would be told as gone" in why
    assert texts(plan, Name(ITEM, "1.1.2"), "1.1.9", past)


def test_a_repository_that_git_cannot_read_is_no_reason_to_forget(folder: Path) -> None:
    (folder / ".git").write_text("gitdir: /nowhere\n", encoding="utf-8")
    with pytest.raises(CannotRenameError, match="What the plan called things before is not known"):
        PastReader({}).of(folder)


def test_a_folder_without_history_or_commits_has_nothing_to_lose(folder: Path) -> None:
    assert PastReader({}).of(folder) == Past()
    subprocess.run(["git", "-C", str(folder), "init", "-q"], check=True)
    assert PastReader({}).of(folder) == Past()


def test_the_past_is_read_again_once_something_is_committed(folder: Path) -> None:
    committed(folder, "The plan")
    reader = PastReader({})
    first = reader.of(folder)
    assert reader.of(folder) is first
    (folder / "plan.yaml").write_text(
        HEAD.replace("Parents are not heard", "Nobody listens"), encoding="utf-8"
    )
    committed(folder, "Reworded")
    assert reader.of(folder).used[Name(WEAKNESS, "2")].words == "Nobody listens"


@pytest.mark.parametrize("area", ["cumbria", "peterborough", "lancashire"])
def test_every_name_of_a_real_plan_can_be_changed_and_changed_back_to_the_letter(area: str) -> None:
    plan = Workspace().plan(PLANS / area)
    before = plan.loaded.plan
    assert before is not None
    names = [name for name in plan.names.all if (d := plan.names.definition(name)) is not None and d.written]
    for name in names[:: max(1, len(names) // 8)]:
        new = "renamed-just-now" if name.space is ROLE else "ZZ.99"
        made = rename(plan, name, new, Past())
        workspace = Workspace()
        for file, splices in made.items():
            held = plan.named(file)
            workspace.hold(held.path, type(held.text)(apply(held.text.whole, splices)), 1)
        after = workspace.plan(plan.folder)
        full = name.text.removesuffix(plan.names.definition(name).written) + new  # type: ignore[union-attr]
        back = rename(after, Name(name.space, full), name.text, Past())
        assert back.keys() == made.keys()
        for file, splices in back.items():
            assert apply(after.named(file).text.whole, splices) == plan.named(file).text.whole
        assert _history_follows(before, after.loaded.plan)


def _history_follows(before: Plan, after: Plan | None) -> bool:
    """True where the comparison tells of a renumbering, or of a role by another id, and of nothing lost."""
    if after is None:
        return False
    kinds = {change.kind for change in diff(before, after).changes}
    return kinds <= {Kind.RENUMBERED, Kind.CHANGED}
