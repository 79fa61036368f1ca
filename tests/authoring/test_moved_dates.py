"""A promised date moves with a record that explains the move: of a review, an outcome, a KPI too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.authoring.odd_files import folder_of
from tests.conftest_plans import HEAD
from wsoa.assess.assessment import assess
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.update import edits_for, locate
from wsoa.authoring.update_request import UpdateRequest
from wsoa.checks.check import check
from wsoa.files.editing.draft import draft
from wsoa.files.load import LoadedPlan, load
from wsoa.history.change import Flag
from wsoa.history.diff import diff

DAY = date(2026, 6, 30)
PLAN = f"""{HEAD}reviews:
  - {{ref: R1, title: Monitoring visit by the council, by: Westshire Council, due: 2026-10}}
workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: Assessments on time
        due: 2026-09-30
        actions: [{{ref: "1.1", title: Agree the pathway}}]
    kpis:
      - ref: K1
        title: Plans in time
        aim: increase
        unit: percent
        baseline: {{promised: 2026-09}}
        targets:
          - {{by: 2026-12-31, promised: 2026-09}}
          - {{by: 2027-12-31, value: 60}}
        parts:
          - {{ref: north, title: The north, baseline: {{promised: 2026-10}}}}
"""
MOVE = UpdateRequest(move_to="31 March 2028", reason="The data team starts late", agreed_by="Board")
DATES = [
    ("R1", "due", "2026-10"),
    ("1", "due", "2026-09-30"),
    ("K1#baseline", "baseline", "2026-09"),
    ("K1#target-1", "target promised", "2026-09"),
    ("K1#target-2", "target", "2027-12-31"),
    ("k1/north#Baseline", "baseline", "2026-10"),
]


@pytest.fixture
def loaded(tmp_path: Path) -> LoadedPlan:
    """The plan, in a folder of its own."""
    return load(folder_of(tmp_path, PLAN.encode()))


@pytest.mark.parametrize(("ref", "field", "old"), DATES)
def test_a_date_moves_with_a_record_that_explains_it(
    loaded: LoadedPlan, ref: str, field: str, old: str
) -> None:
    assert loaded.plan is not None
    item = locate(loaded.plan, ref if ref != "1" else "outcome 1", to_move=True)
    made = draft(loaded, edits_for(loaded.plan, item, MOVE, DAY))
    assert made.after.plan is not None
    told = diff(loaded.plan, made.after.plan).changes
    assert [Flag.RECORDED in change.flags for change in told] == [True]
    [record] = told[0].records
    assert (record.field, record.old, record.new) == (field, old, "2028-03-31")
    assert not {finding.code for finding in check(made.after)} & {"WSOA210", "WSOA211"}
    moved = assess(made.after.plan, DAY).moved
    if field != "target" and ref != "1":  # a target that is put off, and an outcome, are no commitments
        assert [(c.ref.casefold(), c.moves, c.unexplained) for c in moved] == [(ref.casefold(), 1, 0)]


@pytest.mark.parametrize(
    ("ref", "wanted", "said"),
    [
        ("K1#baseline", UpdateRequest(move_to="Oct 2026"), "--move-to needs --reason and --agreed-by"),
        ("K1", MOVE, "Its dates move with --move-to by their refs: K1#baseline, K1#target-1."),
        ("K1#target-3", MOVE, "K1 has no milestone called 'K1#target-3'."),
        (
            "K1#target-2",
            UpdateRequest(note="x", move_to="2028", reason="x", agreed_by="y"),
            "A KPI has readings, not updates",
        ),
        (
            "R1",
            UpdateRequest(complete="today", move_to=None),
            "A review is a date and an outcome; --move-to moves",
        ),
        ("weakness 1", MOVE, "A weakness has no updates of its own"),
    ],
)
def test_what_cannot_be_moved_says_how(
    loaded: LoadedPlan, ref: str, wanted: UpdateRequest, said: str
) -> None:
    assert loaded.plan is not None
    with pytest.raises(RefusedError) as refused:
        edits_for(loaded.plan, locate(loaded.plan, ref, to_move=True), wanted, DAY)
    assert said in str(refused.value)
