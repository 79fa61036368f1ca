"""A draft is read back before anybody writes it, and a file that changed meanwhile is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from wsoa.files.editing.draft import Edit, draft
from wsoa.files.editing.layout import CannotEditError
from wsoa.files.load import LoadedPlan, load
from wsoa.files.write import ChangedError

HEAD = """\
format: 1
kind: pap
area: Anyshire
title: Plan
bodies: [Council]
roles: {lead: {name: Lead}}
weaknesses: [{ref: "1", title: Late}]
"""
PART = """\
ref: {ref}
title: Stream
weaknesses: ["1"]
outcomes:
  - ref: "{ref}.1"
    title: Outcome
    actions:
      - {{ref: "{ref}.1.1", title: Act, leads: [lead], due: 2026-03}}
"""


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedPlan:
    """A plan with two workstreams in files of their own."""
    (tmp_path / "workstreams").mkdir()
    (tmp_path / "plan.yaml").write_text(HEAD, encoding="utf-8")
    for ref in "AB":
        (tmp_path / "workstreams" / f"{ref}.yaml").write_text(PART.format(ref=ref), encoding="utf-8")
    return load(tmp_path, tmp_path)


def action(number: int, *steps: str | int) -> tuple[str | int, ...]:
    return ("workstreams", number, "outcomes", 0, "actions", 0, *steps)


def test_edits_of_several_files_are_one_draft(loaded: LoadedPlan) -> None:
    edits = [Edit(("note",), "x"), Edit(action(1, "completed"), "2026-02-01")]
    made = draft(loaded, edits)
    assert made.files == ("plan.yaml", "workstreams/B.yaml")
    assert made.diff.count("\n+++ b/") == 2
    assert load(loaded.folder).plan == loaded.plan
    made.write()
    assert load(loaded.folder).plan == made.after.plan


def test_several_first_items_of_one_list_make_one_list(loaded: LoadedPlan) -> None:
    updates = [Edit(action(0, "updates"), {"date": "2026-01", "text": text}, add=True) for text in "ab"]
    made = draft(loaded, updates)
    assert made.after.plan is not None
    assert [u.text for u in made.after.plan.workstreams[0].outcomes[0].actions[0].updates] == ["a", "b"]


STEPS = """\
      - ref: "A.1.2"
        title: Act in steps
        leads: [lead]
        milestones:
          - title: First
            due: 2026-03
          - title: Last
            due: 2026-06
"""


@pytest.mark.parametrize("outer_first", [True, False])
def test_what_ends_a_group_and_what_ends_the_group_around_it_can_be_written_at_once(
    loaded: LoadedPlan, *, outer_first: bool
) -> None:
    file = loaded.folder / "workstreams" / "A.yaml"
    file.write_text(file.read_text() + STEPS, encoding="utf-8")
    there = load(loaded.folder, loaded.folder)
    place = ("workstreams", 0, "outcomes", 0, "actions", 1)
    inner = Edit((*place, "milestones", 1, "updates"), {"date": "2026-01", "text": "of the step"}, add=True)
    outer = Edit((*place, "updates"), {"date": "2026-01", "text": "of the action"}, add=True)
    made = draft(there, [outer, inner] if outer_first else [inner, outer])
    assert made.after.plan is not None
    told = made.after.plan.workstreams[0].outcomes[0].actions[1]
    assert [u.text for u in told.updates] == ["of the action"]
    assert [u.text for u in told.milestones[1].updates] == ["of the step"]


def test_nothing_changes_where_nothing_is_edited(loaded: LoadedPlan) -> None:
    made = draft(loaded, [])
    assert (made.diff, made.files, made.replacements) == ("", (), ())
    assert made.after.plan == loaded.plan


def test_a_draft_that_breaks_the_plan_says_so(loaded: LoadedPlan) -> None:
    made = draft(loaded, [Edit(action(0, "completed"), "soon")])
    assert made.after.plan is None
    assert [finding.code for finding in made.after.findings] == ["WSOA202"]


def test_a_file_saved_since_it_was_read_is_refused(loaded: LoadedPlan) -> None:
    file = loaded.folder / "workstreams" / "A.yaml"
    file.write_text(PART.format(ref="A") + "note: theirs\n", encoding="utf-8")
    with pytest.raises(ChangedError):
        draft(loaded, [Edit(action(0, "completed"), "2026-02-01")])


def test_a_file_saved_between_draft_and_write_is_refused(loaded: LoadedPlan) -> None:
    made = draft(loaded, [Edit(action(n, "completed"), "2026-02-01") for n in (0, 1)])
    (loaded.folder / "workstreams" / "B.yaml").write_text(PART.format(ref="B") + "# b\n", encoding="utf-8")
    with pytest.raises(ChangedError):
        made.write()
    assert load(loaded.folder).plan == loaded.plan


def test_a_file_that_came_since_is_refused(loaded: LoadedPlan) -> None:
    (loaded.folder / "workstreams" / "0.yaml").write_text(PART.format(ref="C"), encoding="utf-8")
    with pytest.raises(ChangedError):
        draft(loaded, [Edit(("note",), "x")])


@pytest.mark.parametrize(
    "text",
    ["? note\n: one\n", "note:\n\n\n  - one\n"],
)
def test_what_cannot_be_changed_safely_is_refused_or_right(loaded: LoadedPlan, text: str) -> None:
    (loaded.folder / "plan.yaml").write_text(HEAD + text, encoding="utf-8")
    again = load(loaded.folder)
    try:
        made = draft(again, [Edit(("note",), "two")])
    except CannotEditError:
        return
    assert made.after.plan is not None
    assert made.after.plan.note == "two"


def test_a_text_that_nothing_ended_is_ended_by_what_follows(loaded: LoadedPlan) -> None:
    (loaded.folder / "plan.yaml").write_text(f"{HEAD}note: |\n  one", encoding="utf-8")
    made = draft(
        load(loaded.folder),
        [Edit(("ends",), "2027"), Edit(("updates",), {"date": "2026", "text": "x"}, add=True)],
    )
    assert made.after.plan is not None
    assert made.after.plan.updates[0].text == "x"
