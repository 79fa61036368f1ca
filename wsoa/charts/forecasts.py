"""What each milestone was expected by, report after report: from change records, forecasts and versions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import groupby
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.commitments import after
from wsoa.history.moves.moves import moves
from wsoa.history.timeline import Timeline
from wsoa.plan.base import Misread
from wsoa.plan.dates import Calendar, When, parse
from wsoa.plan.models import Plan, Promise
from wsoa.plan.ratings import Standing


class Forecast(NamedTuple):
    """A date somebody expected on a day: reported then, expected by then."""

    reported: date
    expected: date


class Drift(NamedTuple):
    """One commitment's expected dates, in the order they were reported; one a day.

    ``finished`` is the day it was finished; None where it is not, or no day is recorded.
    """

    commitment: Commitment
    forecasts: tuple[Forecast, ...]
    finished: date | None

    @property
    def days(self) -> int:
        """How far the last expected date is from the first, positive for later."""
        return (self.forecasts[-1].expected - self.forecasts[0].expected).days

    @property
    def reports(self) -> int:
        """On how many days a date was given."""
        return len(self.forecasts)


def drifts(assessment: Assessment, line: Timeline | None = None) -> tuple[Drift, ...]:
    """Return what is known by the day of the assessment of everything that ever had a last day.

    ``line`` adds deadlines that moved between versions of the plan, on the day of the version.
    """
    start = start_of(assessment.plan, assessment.as_of)
    moved = _moved(line, assessment) if line else {}
    live = (c for c in assessment.own if c.standing is not Standing.WITHDRAWN)
    found = (_drift(assessment, c, start, moved.get((c.kind, c.ref), ())) for c in live)
    return tuple(drift for drift in found if drift)


def start_of(plan: Plan, as_of: date) -> date | None:
    """Return the day the plan's first dates were given: accepted, else started, submitted, or printed."""
    stated = (plan.accepted, plan.start, plan.submitted, plan.document.date if plan.document else None)
    days = (when.window(plan.calendar).latest for when in stated if when)
    return next((day for day in days if day is not None and day <= as_of), None)


def _drift(
    assessment: Assessment, commitment: Commitment, start: date | None, moved: tuple[Forecast, ...]
) -> Drift | None:
    first = commitment.original_due
    given = [*moved, *_recorded(commitment, assessment), *_forecast(commitment, assessment)]
    if first is not None and first.latest is not None and not first.endless and start is not None:
        given = [Forecast(start, first.latest), *(f for f in given if f.reported > start)]
    finished = commitment.completed if commitment.standing is Standing.COMPLETE else None
    if finished is not None:
        given = [*(f for f in given if f.reported < finished), Forecast(finished, finished)]
    known = sorted((f for f in given if f.reported <= assessment.as_of), key=lambda f: f.reported)
    last_of_day = tuple(list(same)[-1] for _, same in groupby(known, key=lambda f: f.reported))
    return Drift(commitment, last_of_day, finished) if last_of_day else None


def _recorded(commitment: Commitment, assessment: Assessment) -> Iterator[Forecast]:
    thing, calendar = commitment.item.thing, assessment.plan.calendar
    if not isinstance(thing, Promise):
        return
    for record in thing.changes:
        if record.field == "due" and not after(record.date, calendar, assessment.as_of):
            yield from _pair(record.date, _when(record.new), calendar)


def _forecast(commitment: Commitment, assessment: Assessment) -> Iterator[Forecast]:
    calendar = assessment.plan.calendar
    for update in commitment.updates:
        if not after(update.date, calendar, assessment.as_of):
            yield from _pair(update.date, update.forecast, calendar)


def _pair(said: When, expected: When | None, calendar: Calendar) -> Iterator[Forecast]:
    reported = said.window(calendar).latest
    latest = expected.window(calendar).latest if expected else None
    if reported is not None and latest is not None:
        yield Forecast(reported, latest)


def _when(text: str | None) -> When | None:
    try:
        return parse(text) if text else None
    except Misread:
        return None  # a rule reports it


def _moved(line: Timeline, assessment: Assessment) -> Mapping[tuple[str, str], tuple[Forecast, ...]]:
    found: dict[tuple[str, str], tuple[Forecast, ...]] = {}
    for move in (move for move in moves(line) if move.name == "due"):
        known = []
        for step in move.steps:
            latest = step.new.latest if step.new else None
            if step.commit is not None and latest is not None and step.commit.committed <= assessment.as_of:
                known.append(Forecast(step.commit.committed, latest))
        found[move.item.kind, move.item.ref] = tuple(known)
    return found
