"""One plan in a line, to stand beside others: how much is promised, late, moved, and last reported."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment
from wsoa.assess.commitments import after
from wsoa.assess.over_time import YEAR_AGO, Then, quarter_ends, standings_over_time
from wsoa.assess.rollup import RollUp, roll_up
from wsoa.plan.models import Plan
from wsoa.plan.walk import walk


class PlanLine(NamedTuple):
    """A plan on a day, as plain values, so that the plan itself can be let go.

    ``whole`` counts the area's own commitments, ``moved`` the deadlines that moved; with a ``gap`` more may
    have moved. ``last_report`` is the last day a report may be from. ``over_time`` is how it stood about a
    year ago and at each end of a quarter since.
    """

    id: str
    area: str
    title: str
    whole: RollUp
    moved: int
    gap: str
    last_report: date | None
    over_time: tuple[Then, ...]


def plan_line(plan_id: str, assessment: Assessment) -> PlanLine:
    """Sum an assessed plan up."""
    plan, day = assessment.plan, assessment.as_of
    return PlanLine(
        id=plan_id,
        area=plan.area,
        title=plan.title,
        whole=roll_up(plan_id, plan.area, assessment.own, day),
        moved=len(assessment.moved),
        gap=assessment.gap,
        last_report=last_report(plan, day),
        over_time=standings_over_time(plan, quarter_ends(day, YEAR_AGO)),
    )


def last_report(plan: Plan, as_of: date) -> date | None:
    """Return the day of the newest report known on a day, on the plan or anything in it."""
    told = [*plan.updates, *(update for item in walk(plan) for update in getattr(item.thing, "updates", ()))]
    days = (
        update.date.window(plan.calendar).latest
        for update in told
        if not after(update.date, plan.calendar, as_of)
    )
    return max((day for day in days if day is not None), default=None)
