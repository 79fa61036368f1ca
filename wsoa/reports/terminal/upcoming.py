"""What needs somebody's attention in the days ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wsoa.assess.outlook import Event, outlook
from wsoa.plan.models import Plan


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One plan's coming events, soonest first."""

    id: str
    plan: Plan
    events: tuple[Event, ...]

    def leads(self, event: Event) -> tuple[str, ...]:
        """Return the names of the roles that lead what an event is about."""
        return tuple(self.plan.role_name(role) for role in event.promise.leads)


@dataclass(frozen=True, slots=True)
class UpcomingReport:
    """All the plans asked for, from one day onwards."""

    as_of: date
    days: int
    plans: tuple[Upcoming, ...]


def upcoming(plans: list[tuple[str, Plan]], as_of: date, days: int) -> UpcomingReport:
    """Look ahead some days in each plan, as if nobody edited anything."""
    return UpcomingReport(
        as_of, days, tuple(Upcoming(i, plan, outlook(plan, as_of, days)) for i, plan in plans)
    )
