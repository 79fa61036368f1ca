"""How many commitments stood so on each of several days, from the dated facts that the plan records now.

What was added to a plan later counts from its start, and what was taken out never does: a plan holds dates of
what happened, not of its own making. A deadline counts as it stood on each day, by the change records.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wsoa.assess.assessment import facts_of
from wsoa.assess.commitments import promised
from wsoa.assess.standing import judge
from wsoa.plan.models import Plan
from wsoa.plan.ratings import LIVE, Standing

_QUARTER = 3
YEAR_AGO = 4
"""How many ends of quarters before a day reach back about a year."""


class Then(NamedTuple):
    """How a plan's own commitments stood on a day, and how many plans that were: none before it was made."""

    day: date
    plans: int
    by_standing: Mapping[Standing, int]

    @property
    def total(self) -> int:
        """How many commitments there were."""
        return sum(self.by_standing.values())

    @property
    def live(self) -> int:
        """How many were still promised: all but the withdrawn."""
        return sum(self.by_standing.get(standing, 0) for standing in LIVE)


def standings_over_time(plan: Plan, days: Iterable[date]) -> tuple[Then, ...]:
    """Judge a plan's own commitments on each of these days, with nothing that is dated later."""
    begun = begun_on(plan)
    own = [promise for promise in promised(plan) if not promise.from_others]
    return tuple(
        Then(day, 1, Counter(judge(facts_of(promise, plan, day)).standing for promise in own))
        if begun is None or begun <= day
        else Then(day, 0, {})
        for day in days
    )


def added_up(plans: Sequence[Sequence[Then]]) -> tuple[Then, ...]:
    """Add several plans up, day by day; each has the same days."""
    return tuple(
        Then(
            then[0].day,
            sum(one.plans for one in then),
            sum((Counter(one.by_standing) for one in then), Counter()),
        )
        for then in zip(*plans, strict=True)
    )


def begun_on(plan: Plan) -> date | None:
    """Return the day a plan was made: its document's, or else when it was submitted, accepted or started."""
    stated = (plan.document.date if plan.document else None, plan.submitted, plan.accepted, plan.start)
    days = [when.window(plan.calendar).earliest for when in stated if when is not None and not when.endless]
    return next((day for day in days if day is not None), None)


def quarter_ends(last: date, most: int, first: date | None = None) -> tuple[date, ...]:
    """Return at most so many ends of quarters before a day, from a first day on, and the day itself."""
    ends = [last]
    while len(ends) <= most:
        end = _before(ends[-1])
        if first is not None and end < first:
            break
        ends.append(end)
    return tuple(reversed(ends))


def _before(day: date) -> date:
    """Return the last end of a quarter before a day."""
    month = (day.month - 1) // _QUARTER * _QUARTER
    return date(day.year, month + 1, 1) - timedelta(days=1)
