"""A story taken up where it was left is the same as reading all of it; what was there stays as it was."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.conftest_plans import steady
from tests.history.generated import pairs
from wsoa.files.load import LoadedPlan
from wsoa.files.sources import Source, Sources
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import Teller, timeline
from wsoa.plan.models import Plan


def version(number: int, plan: Plan | None) -> Version:
    """One version on a day of its own; without a plan, one that cannot be read."""
    day = date(2020, 1, 1 + number)
    loaded = LoadedPlan("westshire", Path("westshire"), plan, Sources(Source("plan.yaml", "")), ())
    return Version(Commit(f"{number:x}" * 40, day, day, "Edit"), loaded)


@steady(40)
@given(st.lists(pairs(), min_size=1, max_size=3), st.integers(0, 6), st.booleans())
def test_a_copy_goes_on_as_if_everything_had_been_read_anew(
    drawn: list[tuple[Plan, Plan]],
    cut: int,
    gap: bool,  # noqa: FBT001 - drawn
) -> None:
    plans: list[Plan | None] = [plan for pair in drawn for plan in pair]
    if gap:
        plans.insert(1, None)
    versions = [version(number, plan) for number, plan in enumerate(plans)]
    told = Teller()
    for one in versions[:cut]:
        told.take(one)
    before = told.line()
    for _ in range(2):
        copied = told.copy()
        for one in versions[cut:]:
            copied.take(one)
        assert copied.line() == timeline(versions)
    assert told.line() == before == timeline(versions[:cut])


def test_a_story_of_nothing_is_empty() -> None:
    assert Teller().line() == timeline(())
