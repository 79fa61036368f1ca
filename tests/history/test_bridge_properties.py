"""Whatever changed between whichever days, the parts of a bridge add up to the whole."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from datetime import date

from hypothesis import given

from tests.assess.test_properties import DAYS
from tests.conftest_plans import steady
from tests.history.generated import Pieces, built, pairs, pieces
from wsoa.assess.assessment import Assessment, Commitment, assess
from wsoa.assess.rollup import grouped, roll_up
from wsoa.history.attribution import ORDER, Cause, known_on
from wsoa.history.attribution_report import Bridge, Chain, Span, State, bridge
from wsoa.plan.dates import Deadline
from wsoa.plan.head import Review
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Item

NO_ITEM = Item("review", "", (), Review(title="x"))


def states(commitments: Iterable[Commitment]) -> Counter[State]:
    """Where each commitment stands, in no order."""
    return Counter(State(c.standing, c.rating, c.grounds) for c in commitments)


def adds_up(span: Span) -> bool:
    """True where before and every step make after, standing by standing."""
    return all(
        span.before.by_standing[s] + sum(span.parts(s).values()) == span.after.by_standing[s]
        for s in Standing
    )


@steady(150)
@given(pairs(), DAYS, DAYS)
def test_the_parts_add_up_to_the_whole(versions: tuple[Plan, Plan], first: date, second: date) -> None:
    old, new = versions
    before, after = assess(old, first), assess(new, second)
    found = bridge(old, new, first, second)
    counts_add_up(found, before, after)
    chains_run_from_end_to_end(found, before, after)
    for span in (found.whole, *found.workstreams):
        differs = (span.before.worst, span.codes[0]) != (span.after.worst, span.codes[-1])
        assert span.turns or not differs


def counts_add_up(found: Bridge, before: Assessment, after: Assessment) -> None:
    """Counts before and every step make the counts after; workstreams make the plan, step by step."""
    spans = (found.whole, *found.workstreams)
    assert all(adds_up(span) for span in spans)
    assert found.whole.before.by_standing == counts(before)
    assert found.whole.after.by_standing == counts(after)
    for row in grouped(after, "workstream"):
        (span,) = [span for span in found.workstreams if span.key == row.key]
        assert span.after.by_standing == row.by_standing
    for standing in Standing:
        for cause in ORDER:
            parts = [span.parts(standing)[cause] for span in found.workstreams]
            assert sum(parts) == found.whole.parts(standing)[cause]
            assert sum(gain(chain, cause, standing) for chain in found.chains) == sum(parts)


def gain(chain: Chain, cause: Cause, standing: Standing) -> int:
    """Plus one where a cause brought a commitment to a standing, minus one where it took it from there."""
    (before, after), *_ = [(s.before, s.after) for s in chain.steps if s.cause is cause] or [(None, None)]
    return (after is not None and after.standing is standing) - (
        before is not None and before.standing is standing
    )


def chains_run_from_end_to_end(found: Bridge, before: Assessment, after: Assessment) -> None:
    """Every commitment of either version has one chain, which starts as it stood and ends as it stands."""
    assert states([c.old for c in found.chains if c.old]) == states(before.commitments)
    assert states([c.new for c in found.chains if c.new]) == states(after.commitments)
    for chain in found.chains:
        assert chain.states[0] == state_of(chain.old)
        assert chain.states[-1] == state_of(chain.new)
        assert len(chain.states) == len(ORDER) + 1
        assert chain.steps or not chain.changed


def counts(assessment: Assessment) -> dict[Standing, int]:
    """Every standing with its count, as the status report has it."""
    return dict(roll_up("", "", assessment.commitments, assessment.as_of).by_standing)


def state_of(commitment: Commitment | None) -> State | None:
    """A commitment as a chain has it."""
    return State(commitment.standing, commitment.rating, commitment.grounds) if commitment else None


@steady(60)
@given(pieces(), DAYS)
def test_nothing_changed_has_no_causes(parts: Pieces, day: date) -> None:
    assert not bridge(built(parts), built(parts), day, day).touched


@steady(120)
@given(pieces(), DAYS)
def test_a_plan_without_its_later_facts_stands_as_the_whole_plan_does(parts: Pieces, day: date) -> None:
    plan = built(parts)
    assert facts(known_on(plan, day), day) == facts(plan, day)


@steady(60)
@given(pieces(), DAYS, DAYS)
def test_one_version_on_two_days_changes_by_what_happened_and_never_by_rules(
    parts: Pieces, first: date, second: date
) -> None:
    found = bridge(built(parts), built(parts), first, second)
    assert Cause.RULES not in {cause for chain in found.chains for cause in chain.causes}


def facts(plan: Plan, day: date) -> list[tuple[object, ...]]:
    """Everything that is computed of each commitment, but not the plan's own text around it."""
    return [
        c._replace(item=NO_ITEM, updates=(), title="", due=bare(c.due), original_due=bare(c.original_due))
        for c in assess(plan, day).commitments
    ]


def bare(due: Deadline | None) -> Deadline | None:
    """A due date without what the document prints."""
    return due._replace(printed=None) if due else None
