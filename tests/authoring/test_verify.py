"""The last look: a new error stops an edit, what the edit brings is said, what is late elsewhere is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from tests.authoring.odd_files import folder_of
from tests.authoring.test_update import PLAN
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.verify import new_findings
from wsoa.files.editing.draft import Draft, Edit, draft
from wsoa.files.load import load

DAY = date(2026, 6, 30)
ACTION = ("workstreams", 0, "outcomes", 0, "actions", 0)


def made(place: Path, *edits: Edit) -> Draft:
    text = PLAN.replace('          - {ref: "1.1.8", title: Twin}\n', "", 1)
    return draft(load(folder_of(place / "anyshire", text.encode())), edits)


def test_a_new_error_of_reading_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(
        RefusedError, match="This would break the plan: “soon” is not a date that can be read"
    ):
        new_findings(made(tmp_path, Edit((*ACTION, "completed"), "soon")), DAY, {"1.1.1"})


def test_a_new_error_of_the_rules_is_a_refusal(tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match="This would break the plan: "):
        new_findings(made(tmp_path, Edit((*ACTION, "leads"), ["nobody"])), DAY, {"1.1.1"})


def test_only_what_is_new_and_of_the_item_is_said(tmp_path: Path) -> None:
    update = Edit((*ACTION, "updates"), {"date": "2026-06-30", "text": "Fine", "rating": "G"}, add=True)
    fresh = new_findings(made(tmp_path, update), DAY, {"1.1.1"})
    assert [(finding.code, finding.ref) for finding in fresh] == [("WSOA507", "1.1.1")]


def test_an_edit_of_nothing_brings_nothing(tmp_path: Path) -> None:
    assert new_findings(made(tmp_path), DAY, set()) == ()
