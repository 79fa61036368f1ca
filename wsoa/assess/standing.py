"""Where one commitment stands: exactly one standing, with the reason in words."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wsoa.assess.commitments import DatedPromise, Due, DueHistory, after
from wsoa.assess.declared import Declared, Report
from wsoa.plan.dates import Calendar
from wsoa.plan.ratings import RatingScheme, Standing
from wsoa.plan.words import count_days, say_day


class Judgement(NamedTuple):
    """A standing and the reason for it, a clause with its dates that follows on a colon."""

    standing: Standing
    reason: str


class Facts(NamedTuple):
    """What is known of one commitment, and the day to judge it on.

    ``known_at`` is the last day whose facts count; ``as_of`` is the day lateness and age run to. They
    differ only when looking ahead.
    """

    promise: DatedPromise
    history: DueHistory
    report: Report
    scheme: RatingScheme
    calendar: Calendar
    known_at: date
    as_of: date

    @property
    def due(self) -> Due | None:
        """The date lateness is judged from: the current one, or the original where the scheme says so."""
        return self.history.original if self.scheme.from_original else self.history.current

    @property
    def completed(self) -> date | None:
        """The day it was finished; None where it is not, or no date was recorded."""
        when = self.promise.completed
        if when is None or after(when, self.calendar, self.known_at):
            return None
        return when.window(self.calendar).latest

    @property
    def finished(self) -> bool:
        """True where it was finished by the day, dated or not."""
        if self.completed is not None or (self.promise.finished and self.promise.completed is None):
            return True
        return self.report.rating is not None and self.report.rating.claims is Standing.COMPLETE

    @property
    def withdrawn(self) -> bool:
        """True where it was no longer promised by the day."""
        gone = self.promise.withdrawn
        return gone is not None and not after(gone.date, self.calendar, self.known_at)


def judge(facts: Facts) -> Judgement:
    """Compute the standing. Facts of date come first; a report speaks only where dates leave room."""
    if facts.withdrawn:
        return Judgement(Standing.WITHDRAWN, _withdrawal(facts))
    if facts.finished:
        return Judgement(Standing.COMPLETE, _completion(facts))
    if facts.promise.from_others:
        return Judgement(Standing.UNKNOWN, _awaited(facts))
    late = [found for found in (_late(facts), _forecast_late(facts)) if found]
    return max(late, key=lambda found: found.standing.severity, default=None) or _reported(facts)


def say(day: date | None) -> str:
    """Write a day out, or that none is recorded."""
    return say_day(day) if day else "a day not recorded"


def _withdrawal(facts: Facts) -> str:
    gone = facts.promise.withdrawn
    reason = gone.reason if gone and gone.reason else "no reason recorded"
    return f"withdrawn on {say(gone.date.window(facts.calendar).latest if gone else None)}: {reason}"


def _awaited(facts: Facts) -> str:
    """Say that others have not held a review yet; whatever the day, the area is not late with it."""
    due = facts.history.current
    if due is None or due.endless or due.latest is None:
        return "not held yet"
    return f"not held yet; {'was ' if due.latest < facts.as_of else ''}planned for {say(due.latest)}"


def _completion(facts: Facts) -> str:
    if facts.promise.from_others and facts.completed is not None:
        return f"held by {say(facts.completed)}"
    if facts.completed is not None:
        late = _days_past(facts.history.current, facts.completed)
        return f"finished by {say(facts.completed)}" + (f", {count_days(late)} late" if late else "")
    rating = facts.report.rating
    if rating is not None and rating.claims is Standing.COMPLETE:
        return f"published as complete at {say(rating.date)}; no completion date recorded"
    return "recorded as finished; no completion date recorded"


def _days_past(due: Due | None, day: date) -> int:
    if due is None or due.endless or due.latest is None:
        return 0
    return max(0, (day - due.latest).days)


def _late(facts: Facts) -> Judgement | None:
    late = _days_past(facts.due, facts.as_of)
    if not late or facts.due is None:
        return None
    standing = Standing.BEHIND if late <= facts.scheme.behind_days else Standing.OFF_TRACK
    from_first = " as first promised" if facts.scheme.from_original and facts.history.moves else ""
    return Judgement(standing, f"due {say(facts.due.latest)}{from_first}, {count_days(late)} late")


def _forecast_late(facts: Facts) -> Judgement | None:
    if facts.report.forecast is None or facts.due is None:
        return None
    late = _days_past(facts.due, facts.report.forecast)
    if not late:
        return None
    standing = Standing.BEHIND if late <= facts.scheme.behind_days else Standing.OFF_TRACK
    return Judgement(standing, f"expected {say(facts.report.forecast)}, {count_days(late)} after its date")


def _reported(facts: Facts) -> Judgement:
    last = facts.report.last
    if last is None:
        return _silent(facts)
    age = (facts.as_of - last).days
    if age > facts.scheme.stale_days:
        rating = _quoted(facts.report.rating)
        return Judgement(
            Standing.UNKNOWN, f"nothing reported since {say(last)}, {count_days(age)} ago{rating}"
        )
    given = facts.report.rating
    if given is not None and given.claims is not None and _fresh(facts, given.date):
        return Judgement(given.claims, f"reported {given.code} at {say(given.date)}")
    expected = facts.report.forecast is not None and _fresh(facts, facts.report.forecast_given)
    if expected and facts.due is not None and not facts.due.endless:
        return Judgement(Standing.ON_TRACK, f"expected by {say(facts.report.forecast)}, reported {say(last)}")
    return Judgement(Standing.UNDERWAY, f"reported {say(last)}; nothing said of timing")


def _fresh(facts: Facts, said: date | None) -> bool:
    """True where a rating or forecast was given lately; a newer report without one does not renew it."""
    return said is not None and (facts.as_of - said).days <= facts.scheme.stale_days


def _quoted(rating: Declared | None) -> str:
    return f", when it was rated {rating.code}" if rating else ""


def _silent(facts: Facts) -> Judgement:
    start = _start(facts)
    if start is not None and start > facts.as_of:
        return Judgement(Standing.NOT_STARTED, f"starts {say(start)}")
    return Judgement(Standing.UNKNOWN, "nothing reported")


def _start(facts: Facts) -> date | None:
    return start_of(facts.promise, facts.history.current, facts.calendar)


def start_of(promise: DatedPromise, due: Due | None, calendar: Calendar) -> date | None:
    """Return the planned first day: the start, or the first day of a range; None where neither is given."""
    if promise.start is not None:
        return promise.start.window(calendar).earliest
    if due is None or due.window.precision.value not in {"range", "open", "recurring"}:
        return None
    return due.window.earliest
