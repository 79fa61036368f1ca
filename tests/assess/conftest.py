"""Shortcuts for assessing small plans: lines of one action in, its commitment out."""

from __future__ import annotations

from datetime import date

from tests.conftest_plans import action_plan, plan_from
from wsoa.assess.assessment import Assessment, Commitment, assess


def assessed(text: str, day: str) -> Assessment:
    """Assess the plan of this text on a day."""
    return assess(plan_from(text), date.fromisoformat(day))


def one(day: str, *lines: str, head: str = "") -> Commitment:
    """Assess a plan whose only action has these lines; return the only commitment."""
    (commitment,) = assessed(action_plan(*lines, head=head), day).commitments
    return commitment
