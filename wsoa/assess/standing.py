"""Where one commitment stands: exactly one standing, with the facts it rests on."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from wsoa.assess.commitments import DatedPromise, DueHistory, after
from wsoa.assess.declared import Declared, Report
from wsoa.plan.dates import Calendar, Deadline, Precision
from wsoa.plan.ratings import RatingCode, RatingScheme, Standing

_STARTS = frozenset({Precision.RANGE, Precision.OPEN, Precision.RECURRING})


class Ground(StrEnum):
    """The kind of fact a standing rests on."""

    WITHDRAWN = "withdrawn"
    FINISHED = "finished"
    HELD = "held by others"
    NOT_HELD = "not held yet by others"
    PUBLISHED_COMPLETE = "published as complete"
    FINISHED_UNDATED = "finished on a day not recorded"
    LATE = "late"
    UNREPORTED = "late, and nothing reported since"
    EXPECTED_LATE = "expected late"
    REPORT_TOO_OLD = "report too old"
    RATED = "rated by its owner"
    EXPECTED = "expected in time"
    NOTHING_OF_TIMING = "reported without a word of timing"
    STARTS_LATER = "starts later"
    NOTHING_REPORTED = "nothing reported"


class Grounds(NamedTuple):
    """Why a commitment stands as it does; :mod:`wsoa.words.standings` says it.

    ``day`` is the day of the fact: withdrawn, finished, due, expected, reported or to start on it; None where
    it is not recorded. ``days`` are how late it is, how long ago a review was planned for, or how old the
    last report is, in calendar days; 0 for none of these.
    ``rating`` is the owner's rating it rests on or was last given, ``reported`` the day of the report behind
    an expected date or of the last one before a date that passed in silence, ``said`` the recorded reason of
    a withdrawal. ``as_first_promised`` is True where
    lateness counts from a date that has moved since.
    """

    ground: Ground
    day: date | None = None
    days: int = 0
    rating: Declared | None = None
    reported: date | None = None
    said: str | None = None
    as_first_promised: bool = False


class Judgement(NamedTuple):
    """A standing and the grounds for it.

    ``late_as`` is there for what is unreported: behind or off track, by how late it is.
    """

    standing: Standing
    grounds: Grounds
    late_as: Standing | None = None

    @property
    def ranks_as(self) -> Standing:
        """The standing whose gravity and code count: its own, or that of its lateness where unreported."""
        return self.late_as or self.standing


class Disagreement(NamedTuple):
    """An owner's rating that is more favourable than the facts allow.

    ``code`` is the scheme's own code for what the rating claims; None where it has none.
    """

    rating: Declared
    code: RatingCode | None
    standing: Standing
    grounds: Grounds


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
    def due(self) -> Deadline | None:
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
    """Compute the standing. Facts of date come first; a report counts where they leave room, or is graver."""
    if facts.withdrawn:
        return Judgement(Standing.WITHDRAWN, _withdrawal(facts))
    if facts.finished:
        return Judgement(Standing.COMPLETE, _completion(facts))
    if facts.promise.from_others:
        return Judgement(Standing.UNKNOWN, _awaited(facts))
    late = _late(facts)
    found = (_late_in_silence(facts, late) or late, _forecast_late(facts), _rated_late(facts))
    graver = (one for one in found if one)
    return max(graver, key=lambda one: one.ranks_as.severity, default=None) or _reported(facts)


def _withdrawal(facts: Facts) -> Grounds:
    gone = facts.promise.withdrawn
    day = gone.date.window(facts.calendar).latest if gone else None
    return Grounds(Ground.WITHDRAWN, day, said=gone.reason if gone else None)


def _awaited(facts: Facts) -> Grounds:
    """Others have not held a review yet; whatever the day, the area is not late with it."""
    due = facts.history.current
    day = None if due is None or due.endless else due.latest
    return Grounds(Ground.NOT_HELD, day, _days_past(due, facts.as_of))


def _completion(facts: Facts) -> Grounds:
    if facts.promise.from_others and facts.completed is not None:
        return Grounds(Ground.HELD, facts.completed)
    if facts.completed is not None:
        return Grounds(Ground.FINISHED, facts.completed, _days_past(facts.history.current, facts.completed))
    rating = facts.report.rating
    if rating is not None and rating.claims is Standing.COMPLETE:
        return Grounds(Ground.PUBLISHED_COMPLETE, rating.date, rating=rating)
    return Grounds(Ground.FINISHED_UNDATED)


def _days_past(due: Deadline | None, day: date) -> int:
    if due is None or due.endless or due.latest is None:
        return 0
    return max(0, (day - due.latest).days)


def _late(facts: Facts) -> Judgement | None:
    late = _days_past(facts.due, facts.as_of)
    if not late or facts.due is None:
        return None
    from_first = facts.scheme.from_original and facts.history.moves > 0
    return _judged_late(facts, Grounds(Ground.LATE, facts.due.latest, late, as_first_promised=from_first))


def _forecast_late(facts: Facts) -> Judgement | None:
    if facts.report.forecast is None or facts.due is None:
        return None
    late = _days_past(facts.due, facts.report.forecast)
    return _judged_late(facts, Grounds(Ground.EXPECTED_LATE, facts.report.forecast, late)) if late else None


def _late_in_silence(facts: Facts, late: Judgement | None) -> Judgement | None:
    """Judge what is past its date with nothing said of it on or after that date, nor forecast beyond it."""
    due, last = facts.history.current, facts.report.last
    if late is None or not _days_past(due, facts.as_of) or due is None or due.latest is None:
        return None
    if (last is not None and last >= due.latest) or _after(facts.report.forecast, due.latest):
        return None
    grounds = late.grounds._replace(ground=Ground.UNREPORTED, reported=last)
    return Judgement(Standing.UNREPORTED, grounds, late_as=late.standing)


def _after(forecast: date | None, due: date) -> bool:
    return forecast is not None and forecast > due


def _rated_late(facts: Facts) -> Judgement | None:
    """Judge by a fresh rating of behind or worse: no date that passes makes such a report better."""
    given = facts.report.rating
    if given is None or given.claims is None or not given.claims.is_late or not _fresh(facts, given.date):
        return None
    return Judgement(given.claims, Grounds(Ground.RATED, given.date, rating=given))


def _judged_late(facts: Facts, grounds: Grounds) -> Judgement:
    behind = grounds.days <= facts.scheme.behind_days
    return Judgement(Standing.BEHIND if behind else Standing.OFF_TRACK, grounds)


def _reported(facts: Facts) -> Judgement:
    last = facts.report.last
    if last is None:
        return _silent(facts)
    given = facts.report.rating
    age = (facts.as_of - last).days
    if age > facts.scheme.stale_days:
        return Judgement(Standing.UNKNOWN, Grounds(Ground.REPORT_TOO_OLD, last, age, rating=given))
    if given is not None and given.claims is not None and _fresh(facts, given.date):
        return Judgement(given.claims, Grounds(Ground.RATED, given.date, rating=given))
    forecast = facts.report.forecast
    expected = forecast is not None and _fresh(facts, facts.report.forecast_given)
    if expected and facts.due is not None and not facts.due.endless:
        return Judgement(Standing.ON_TRACK, Grounds(Ground.EXPECTED, forecast, reported=last))
    return Judgement(Standing.UNDERWAY, Grounds(Ground.NOTHING_OF_TIMING, last))


def _fresh(facts: Facts, said: date | None) -> bool:
    """True where a rating or forecast was given lately; a newer report without one does not renew it."""
    return said is not None and (facts.as_of - said).days <= facts.scheme.stale_days


def _silent(facts: Facts) -> Judgement:
    start = start_of(facts.promise, facts.history.current, facts.calendar)
    if start is not None and start > facts.as_of:
        return Judgement(Standing.NOT_STARTED, Grounds(Ground.STARTS_LATER, start))
    return Judgement(Standing.UNKNOWN, Grounds(Ground.NOTHING_REPORTED))


def start_of(promise: DatedPromise, due: Deadline | None, calendar: Calendar) -> date | None:
    """Return the planned first day: the start, or the first day of a range; None where neither is given."""
    if promise.start is not None:
        return promise.start.window(calendar).earliest
    if due is None or due.window.precision not in _STARTS:
        return None
    return due.window.earliest
