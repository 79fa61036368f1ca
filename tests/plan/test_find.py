"""An item is found by its ref, by what it is and its ref, or by the ref its document prints."""

from __future__ import annotations

import pytest

from wsoa.files.load import LoadedPlan
from wsoa.plan.find import NoItemError, find


@pytest.mark.parametrize(
    ("words", "kind", "ref"),
    [
        ("6.1.2a", "action", "6.1.2a"),
        (" 6.1.2A ", "action", "6.1.2a"),
        ("2.1.3#2", "milestone", "2.1.3#2"),
        ("wg2", "workstream", "WG2"),
        ("weakness 4", "weakness", "4"),
        ("6.1.2a#baseline", "action", "6.1.2a"),
    ],
)
def test_an_item_is_found_as_people_call_it(cumbria: LoadedPlan, words: str, kind: str, ref: str) -> None:
    assert cumbria.plan is not None
    found = find(cumbria.plan, words)
    assert (found.kind, found.ref) == (kind, ref)


def test_a_ref_that_is_not_there_has_neighbours(cumbria: LoadedPlan) -> None:
    assert cumbria.plan is not None
    with pytest.raises(NoItemError) as caught:
        find(cumbria.plan, "6.1.2z")
    assert all(ref.startswith("6.1.2") for ref in caught.value.close)
    assert caught.value.close
