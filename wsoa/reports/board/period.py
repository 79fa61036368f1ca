"""A period of a plan: how it stood at either end, and what came about between."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from wsoa.assess.assessment import Commitment
from wsoa.assess.commitments import after
from wsoa.plan.dates import When
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.reports.comparison.attribution import RatingsReport, ratings_report
from wsoa.reports.context import ReportContext
from wsoa.reports.plan_as_at import PlanAsAt, plan_as_at
from wsoa.words.dates import say_day

QUARTER = timedelta(days=92)
"""The period where none is asked for, and the longest look ahead."""
CLOSED = frozenset({Standing.COMPLETE, Standing.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class Period:
    """A period of a plan. It starts when ``start`` is over, so that two reports in a row share no day.

    ``written`` is the plan as it was written at the start; ``same`` is True where no such version is known
    and the plan's dated records alone tell what was so then.
    """

    context: ReportContext
    at: PlanAsAt
    start: date
    written: Plan
    why: RatingsReport

    @property
    def end(self) -> date:
        """The last day of the period, the day of the report."""
        return self.at.as_of

    @property
    def days(self) -> int:
        """How many days the period has."""
        return (self.end - self.start).days

    @property
    def same(self) -> bool:
        """True where no version of the plan from the start of the period is known."""
        return self.written is self.context.plan

    @property
    def since(self) -> str:
        """What the plan as it is now is compared with, in words."""
        return f"Since the version of {say_day(self.start)}"

    def holds(self, day: date | None) -> bool:
        """True where a day lies in the period."""
        return day is not None and self.start < day <= self.end

    def dated(self, when: When) -> bool:
        """True where something so dated came to be known in the period."""
        calendar = self.at.plan.calendar
        return after(when, calendar, self.start) and not after(when, calendar, self.end)

    def came(self, is_so: Callable[[Commitment], bool]) -> list[Commitment]:
        """Return the commitments of which something is so at the end and was not at the start."""
        ends = [(chain.old, chain.new) for chain in self.why.bridge.chains]
        return [new for old, new in ends if new and is_so(new) and not (old and is_so(old))]


def period_of(context: ReportContext) -> Period:
    """Lay out the period a board report covers: as asked for, else the last quarter of a year."""
    now, earlier = context.plan, context.earlier
    same = earlier is None or earlier.plan is context.loaded.plan
    before = context.before
    written = now if same or before is None else before.plan
    start = earlier.day if earlier else context.as_of - QUARTER
    why = ratings_report(written, now, start, context.as_of)
    return Period(context, plan_as_at(context.assessment), start, written, why)


def expected(commitment: Commitment, as_of: date) -> date | None:
    """Return the day an open commitment is expected by, where that still lies ahead."""
    if commitment.standing in CLOSED or commitment.forecast is None or commitment.forecast < as_of:
        return None
    return commitment.forecast
