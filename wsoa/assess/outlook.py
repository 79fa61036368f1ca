"""What comes next if nobody edits anything: what falls due, turns, or goes stale."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from wsoa.assess.assessment import facts_of
from wsoa.assess.commitments import DatedPromise, promised
from wsoa.assess.standing import Facts, Grounds, judge, start_of
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing

EventKind = Literal["due", "turns", "stale"]


class Event(NamedTuple):
    """Something that happens on a day unless the plan is edited first.

    ``before`` and ``after`` are the standings on either side; they are equal for a due date.
    """

    day: date
    kind: EventKind
    promise: DatedPromise
    before: Standing
    after: Standing
    grounds: Grounds


def outlook(plan: Plan, as_of: date, days: int) -> tuple[Event, ...]:
    """List what happens in the days after a day, soonest first, with what is known on that day."""
    until = as_of + timedelta(days=days)
    events = [event for promise in promised(plan) for event in _events(facts_of(promise, plan, as_of), until)]
    return tuple(sorted(events, key=lambda e: (e.day, e.kind)))


def _events(facts: Facts, until: date) -> Iterator[Event]:
    now = judge(facts)
    if now.standing in {Standing.COMPLETE, Standing.WITHDRAWN}:
        return
    due = facts.history.current
    if due is not None and due.latest is not None and facts.as_of <= due.latest <= until:
        yield Event(due.latest, "due", facts.promise, now.standing, now.standing, now.grounds)
    before: Standing = now.standing
    for day in sorted(_turning_days(facts)):
        if facts.as_of < day <= until:
            then = judge(facts._replace(as_of=day))
            if then.standing is not before:
                kind: EventKind = "stale" if then.standing is Standing.UNKNOWN else "turns"
                yield Event(day, kind, facts.promise, before, then.standing, then.grounds)
            before = then.standing


def _turning_days(facts: Facts) -> set[date]:
    """Days on which the standing can change by the mere passing of time."""
    days = set()
    for due in (facts.due, facts.history.current):
        if due is not None and due.latest is not None:
            days |= {due.latest + timedelta(days=past + 1) for past in (0, facts.scheme.behind_days)}
    report = facts.report
    said = (report.last, report.rating.date if report.rating else None, report.forecast_given)
    days |= {day + timedelta(days=facts.scheme.stale_days + 1) for day in said if day is not None}
    start = start_of(facts.promise, facts.history.current, facts.calendar)
    return days | ({start} if start is not None else set())
