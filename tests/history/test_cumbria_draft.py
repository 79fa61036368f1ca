"""Cumbria's draft of August 2019 against the plan accepted that October: what is tied, and what is not."""

from __future__ import annotations

import pytest

from tests.conftest import PLANS, REPOSITORY
from wsoa.files.load import LoadedPlan, load
from wsoa.history.change import Change, Kind
from wsoa.history.diff import Diff, diff

TIES = {
    "1.1.3": "1.1.4", "1.3.1": "1.2.4", "2.3.1": "2.2.1", "2.3.5": "2.2.6", "3.5.1": "3.3.5a",
    "4.4.1": "4.2.2", "5.1.2": "5.4.4", "5.4.1": "5.5.3", "6.1.8": "6.1.3", "6.3.3": "6.3.2",
    "WG2-K2": "WG2.1", "WG3-K1": "WG3.1", "WG4-K2": "WG4.3", "WG6-K2": "WG6.21",
}  # fmt: skip
"""Read side by side by a person: what the draft called the first is the second in the accepted plan."""
SPLITS = {
    "2.2.2": ("2.2.11a", "2.2.11b", "2.2.11c", "2.2.11d", "2.2.11e"),
    "2.3.2": ("2.2.4a", "2.2.4b", "2.2.4c"),
    "2.3.3": ("2.2.5a", "2.2.5b", "2.2.5c"),
}
ALSO_TRUE = {
    "1.3": "1.2", "2.3": "2.2", "3.2.2": "3.1.2", "3.3.2": "3.1.3", "3.3.3": "3.1.4", "6.1.2": "6.1.1a",
    "6.1.4": "6.1.2e", "WG4-K1": "WG4.2", "WG4-K3": "WG2.2", "WG6-K5": "WG6.7", "WG6-K8": "WG6.22",
}  # fmt: skip
"""Ties beyond that list which a reader of both texts would make too."""


@pytest.fixture(scope="module")
def draft() -> LoadedPlan:
    """The draft that the inspectors sent back."""
    return load(PLANS / "archive" / "cumbria-2019-08", REPOSITORY)


@pytest.fixture(scope="module")
def found(draft: LoadedPlan, cumbria: LoadedPlan) -> Diff:
    """What differs between the two."""
    assert draft.plan is not None
    assert cumbria.plan is not None
    return diff(draft.plan, cumbria.plan)


def renumbered(found: Diff) -> dict[str | None, str | None]:
    """Old refs and new ones, of what was numbered anew."""
    return {change.old: change.new for change in found.changes if change.kind is Kind.RENUMBERED}


def of(found: Diff, ref: str, kind: Kind) -> list[Change]:
    """The changes of one kind to one item."""
    return [change for change in found.changes if change.ref == ref and change.kind is kind]


def test_the_true_ties_are_found(found: Diff) -> None:
    ties = renumbered(found)
    assert {old: ties.get(old) for old in TIES} == TIES


def test_no_tie_is_made_that_a_reader_would_not_make(found: Diff) -> None:
    assert renumbered(found) == {**TIES, **ALSO_TRUE}


def test_what_was_split_is_told_as_split_and_nothing_else_is(found: Diff) -> None:
    assert {c.old: c.new for c in found.changes if c.kind is Kind.SPLIT} == SPLITS
    assert not [c for c in found.changes if c.kind is Kind.MERGED]


def test_the_review_of_meetings_did_not_become_the_survey(found: Diff) -> None:
    assert of(found, "3.3.5", Kind.REMOVED)
    assert of(found, "3.3.5b", Kind.ADDED)


def test_what_kept_its_ref_and_meaning_is_compared_and_not_replaced(found: Diff) -> None:
    for ref in ("6.2.2", "6.3.1", "6.3.4"):
        assert of(found, ref, Kind.CHANGED)
        assert not of(found, ref, Kind.REMOVED)
