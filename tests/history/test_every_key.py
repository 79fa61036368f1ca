"""Every key of the format is told of when it alone changes, and no date changes unseen."""

from __future__ import annotations

import pytest

from tests.history.every_key import Key, changed, keys, whole
from wsoa.history.change import Change, Flag
from wsoa.history.diff import diff
from wsoa.plan.models import Plan

SEEN = frozenset(
    {
        *(Flag.NOT_RECORDED, Flag.DATE_ALTERED, Flag.UPDATE_REWRITTEN, Flag.RECORD_REWRITTEN),
        *(Flag.COMPLETION_UNDONE, Flag.SILENCE),
    }
)
"""What the gate or a finding of the history sees; a silence has a section of its own in every diff."""
FIXED = {"format"}
"""Keys that have one value only."""
EVERY = [key for key in keys() if key.name not in FIXED]


def told(key: Key) -> tuple[Change, ...]:
    """What a diff says of a plan in which one key changed."""
    return diff(Plan.model_validate(whole()), Plan.model_validate(changed(key))).changes


def test_there_are_many_keys_and_many_dates() -> None:
    assert len(EVERY) > 200
    assert sum(key.dated for key in EVERY) > 40


@pytest.mark.parametrize("key", EVERY, ids=lambda key: key.name)
def test_a_changed_key_is_never_nothing(key: Key) -> None:
    assert told(key)


@pytest.mark.parametrize("key", [key for key in EVERY if key.dated], ids=lambda key: key.name)
def test_a_changed_date_is_seen_by_the_gate_or_by_a_finding(key: Key) -> None:
    assert any(SEEN & change.flags for change in told(key)), told(key)
