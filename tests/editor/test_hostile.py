"""Whatever stands in a file while somebody types, an editor gets an answer and no fault."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import action_plan, steady
from tests.editor.conftest import HEAD, PART
from tests.files.test_corpus import cases
from wsoa.editor import navigation
from wsoa.editor.completion import completions
from wsoa.editor.explain import explain
from wsoa.editor.fixes import fix_all, quick_fixes
from wsoa.editor.positions import Range, Text, Units
from wsoa.editor.protocol import Wire
from wsoa.editor.rename import CannotRenameError, Past, rename, renameable
from wsoa.editor.workspace import OpenPlan, PlanFile, Workspace

TODAY = date(2026, 6, 30)
FOLDER = Path("/nowhere/anyshire")
_MARKS = (
    "",
    "[",
    "]",
    "{",
    "}",
    '"',
    "'",
    ": ",
    "- ",
    ", ",
    "#",
    "\n",
    "  ",
    "\t",
    "&a",
    "*a",
    "!!x",
    "|",
    ">-",
    "%",
)
_WORDS = (
    "\u2028",
    "\x00",
    "\ud800",
    "\N{GRINNING FACE}",
    "\r\n",
    "---\n",
    "due: 31 oct",
    "leads: [",
    "ref: ",
    "<<: ",
)
PIECES = st.sampled_from((*_MARKS, *_WORDS))


def everything(plan: OpenPlan, file: PlanFile, offset: int) -> None:
    """Ask everything an editor can at one place, and turn every answer into messages."""
    wire = Wire(Units.UTF_16, {}, related=True, versioned=True)
    for finding in plan.findings(None):
        wire.diagnostic(plan, plan.named(finding.place.file), finding)
    found = completions(plan, file, offset, TODAY)
    if found is not None:
        wire.completion(file, found)
    explain(plan, file, offset, TODAY)
    for mention in navigation.references(plan.names, file.source.file, offset):
        wire.location(plan, mention.file, mention)
    for symbol in navigation.symbols(file):
        wire.symbol(file, symbol)
        list(wire.flat_symbols(file, symbol))
    try:
        mention = renameable(plan, file, offset)
        splices = rename(plan, mention.name, "zz9", Past())
    except CannotRenameError as refusal:
        assert str(refusal)
    else:
        wire.workspace_edit(plan, splices)


@given(
    st.lists(st.tuples(st.integers(0, len(PART)), st.integers(0, 12), PIECES), min_size=1, max_size=4),
    st.data(),
)
@steady(120)
def test_a_half_typed_file_is_no_fault(changes: list[tuple[int, int, str]], data: st.DataObject) -> None:
    workspace, path = Workspace(), FOLDER / "workstreams" / "1.yaml"
    workspace.hold(FOLDER / "plan.yaml", Text(HEAD), 1)
    workspace.hold(path, Text(PART), 1)
    workspace.plan(FOLDER)
    text = PART
    for at, length, piece in changes:
        text = text[:at] + piece + text[at + length :]
    workspace.hold(path, Text(text), 2)
    plan = workspace.plan(FOLDER)
    file = plan.file(path)
    assert file is not None
    for offset in (data.draw(st.integers(0, len(file.text.characters))), changes[0][0]):
        everything(plan, file, min(offset, len(file.text.characters)))


BROKEN = [case for case in cases("invalid") if case.is_file()]


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: case.stem)
def test_every_broken_plan_of_the_corpus_is_answered(case: Path) -> None:
    workspace = Workspace()
    workspace.hold(FOLDER / "plan.yaml", Text(case.read_bytes().decode("utf-8", "replace")), 1)
    plan = workspace.plan(FOLDER)
    (file,) = plan.files
    whole = Range(0, len(file.text.characters))
    for offset in range(0, whole.end, max(1, whole.end // 5)):
        everything(plan, file, offset)
    assert all(fix.splices for fix in quick_fixes(plan, file, whole))
    fix_all(plan, file)


def test_a_plan_of_one_file_has_names_an_outline_and_renames_too() -> None:
    workspace = Workspace()
    text = action_plan("leads: [send-lead]", "due: 2020-01")
    workspace.hold(FOLDER / "plan.yaml", Text(text), 1)
    plan = workspace.plan(FOLDER)
    (file,) = plan.files
    mention = plan.names.at("plan.yaml", text.index("[send-lead]") + 3)
    assert mention is not None
    assert rename(plan, mention.name, "send-head", Past()).keys() == {"plan.yaml"}
    assert "WS1 Assessment" in [one.name for one in navigation.symbols(file)]
    found = completions(plan, file, text.index("[send-lead]") + 1, TODAY)
    assert found is not None
    assert [one.label for one in found.offers] == ["send-lead", "health-lead"]
