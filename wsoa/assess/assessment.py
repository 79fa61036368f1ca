"""The assessment of a plan on a day: every commitment with its dates, lateness, standing and rating."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from wsoa.assess.commitments import DatedPromise, Kind, due_on, promised
from wsoa.assess.declared import Declared, report_on
from wsoa.assess.kpis import KpiState, kpi_states
from wsoa.assess.standing import Disagreement, Facts, Ground, Grounds, Judgement, judge
from wsoa.plan.dates import Deadline
from wsoa.plan.models import Plan, Update
from wsoa.plan.ratings import RatingScheme, Standing
from wsoa.plan.walk import Item, Path

_SILENT = frozenset({Standing.UNKNOWN, Standing.NOT_STARTED, Standing.WITHDRAWN})


class Commitment(NamedTuple):
    """A dated promise as it stood on a day: late or not, its standing, and why. Counts are calendar days.

    ``days_late`` counts from the current date, ``days_late_original`` from the date first promised.
    ``slippage_days`` is the best current expectation less the date first promised; None where there is
    no such date, or where it was finished on a day nobody recorded. ``unexplained`` counts moves without a
    reason. A review ``from_others`` is theirs to
    hold: it is never late or overdue, and has no slippage. ``grounds`` are what the standing rests on;
    ``own_word`` is the area's word for it, where it rests on a rating whose code covers several standings.
    ``ranks_as`` is the standing whose gravity counts: that of its lateness where nobody reported since.
    ``disagreement`` is there where the owner's rating is more favourable than the facts, and was when given.
    """

    kind: Kind
    ref: str
    title: str
    item: Item
    path: Path
    leads: tuple[str, ...]
    resource: str | None
    due: Deadline | None
    original_due: Deadline | None
    moves: int
    moved_days: int
    unexplained: int
    completed: date | None
    forecast: date | None
    last_report: date | None
    last_words: str
    days_late: int
    days_late_original: int
    slippage_days: int | None
    declared: Declared | None
    standing: Standing
    ranks_as: Standing
    rating: str | None
    own_word: str
    grounds: Grounds
    disagreement: Disagreement | None
    overdue: bool
    updates: tuple[Update, ...]
    from_others: bool

    @property
    def disagrees(self) -> bool:
        """True where the owner's rating is more favourable than the facts."""
        return self.disagreement is not None

    @property
    def workstream(self) -> str | None:
        """The ref of its workstream; a review of the whole plan has none."""
        return self.item.workstream.ref if self.item.workstream else None

    @property
    def outcome(self) -> str | None:
        """The ref of its outcome."""
        return self.item.outcome.ref if self.item.outcome else None


class Assessment(NamedTuple):
    """A plan as it stood on a day.

    ``gap`` says how much of the plan's history was wanted and could not be read: part of it, none, or unread
    where nobody looked; empty where all of it was read or none was wanted. With a gap a deadline may have
    moved more often than is counted here.
    """

    plan: Plan
    as_of: date
    scheme: RatingScheme
    commitments: tuple[Commitment, ...]
    kpis: tuple[KpiState, ...]
    gap: str = ""

    @property
    def own(self) -> tuple[Commitment, ...]:
        """The area's own commitments, in plan order: all that counts of commitments count."""
        return tuple(c for c in self.commitments if not c.from_others)

    @property
    def by_others(self) -> tuple[Commitment, ...]:
        """Reviews that are others' to hold, held or not, in plan order; told apart from what is counted."""
        return tuple(c for c in self.commitments if c.from_others)

    @property
    def awaited(self) -> tuple[Commitment, ...]:
        """Reviews that others are to hold and have not held yet, in plan order."""
        return tuple(c for c in self.by_others if c.standing is not Standing.COMPLETE)

    @property
    def overdue(self) -> tuple[Commitment, ...]:
        """Commitments whose last day has passed unfinished, longest first."""
        late = [c for c in self.commitments if c.overdue]
        return tuple(sorted(late, key=lambda c: -c.days_late))

    @property
    def moved(self) -> tuple[Commitment, ...]:
        """Commitments whose deadline has moved, furthest first."""
        moved = [c for c in self.commitments if c.moves]
        return tuple(sorted(moved, key=lambda c: -abs(c.moved_days)))

    @property
    def unreported(self) -> tuple[Commitment, ...]:
        """Overdue commitments of which nobody has said anything since their date passed, longest first."""
        return tuple(c for c in self.overdue if c.standing is Standing.UNREPORTED)

    @property
    def disagreements(self) -> tuple[Commitment, ...]:
        """Commitments that their owner rates more favourably than the facts."""
        return tuple(c for c in self.commitments if c.disagrees)


def known_moves(commitment: Commitment, gap: str) -> tuple[int | None, int | None]:
    """Return how often and how many days a deadline moved; None and None where any move may be in a gap."""
    return (None, None) if gap and not commitment.moves else (commitment.moves, commitment.moved_days)


def history_read(gap: str) -> str:
    """Return how much of a plan's history was read, as a word for programs: whole, part, none or unread."""
    return gap or "whole"


def assess(plan: Plan, as_of: date, gap: str = "") -> Assessment:
    """Assess a plan on a day, using nothing dated after it; ``gap`` says what of its history is not known."""
    commitments = tuple(_commitment(p, plan, as_of) for p in promised(plan))
    return Assessment(plan, as_of, plan.scheme, commitments, kpi_states(plan, as_of), gap)


def facts_of(promise: DatedPromise, plan: Plan, as_of: date) -> Facts:
    """Gather what was known of one commitment on a day."""
    scheme, calendar = plan.scheme, plan.calendar
    history = due_on(promise, calendar, as_of)
    return Facts(
        promise, history, report_on(promise, scheme, calendar, as_of), scheme, calendar, as_of, as_of
    )


def _commitment(promise: DatedPromise, plan: Plan, as_of: date) -> Commitment:
    facts = facts_of(promise, plan, as_of)
    history, report, scheme = facts.history, facts.report, facts.scheme
    judgement = judge(facts)
    code = scheme.code_for(judgement.standing, judgement.ranks_as)
    late, original = _days_late(facts, history.current), history.original
    return Commitment(
        kind=promise.kind,
        ref=promise.ref,
        title=promise.title,
        item=promise.item,
        path=promise.path,
        leads=promise.leads,
        resource=promise.resource,
        due=history.current,
        original_due=original,
        moves=history.moves,
        moved_days=history.moved_days,
        unexplained=history.unexplained,
        completed=facts.completed,
        forecast=report.forecast,
        last_report=report.last,
        last_words=report.text,
        days_late=late,
        days_late_original=late if original is history.current else _days_late(facts, original),
        slippage_days=_slippage(facts),
        declared=report.rating,
        standing=judgement.standing,
        ranks_as=judgement.ranks_as,
        rating=code.code if code else None,
        own_word=_own_word(judgement.grounds, scheme),
        grounds=judgement.grounds,
        disagreement=_disagreement(facts, judgement, plan),
        overdue=late > 0 and not facts.finished and not facts.withdrawn,
        updates=promise.updates,
        from_others=promise.from_others,
    )


def _own_word(grounds: Grounds, scheme: RatingScheme) -> str:
    """Return the area's word for a rating that says no more than that one of several standings is so."""
    if grounds.ground is not Ground.RATED or grounds.rating is None:
        return ""
    code = scheme.code_of(grounds.rating.code)
    return code.word if code is not None and len(code.claimed) > 1 else ""


def _days_late(facts: Facts, due: Deadline | None) -> int:
    """Days past a due date, as of the day or of completion; 0 where it was finished on no recorded day."""
    if due is None or due.endless or due.latest is None or facts.withdrawn or facts.promise.from_others:
        return 0
    day = facts.completed if facts.finished else facts.as_of
    return max(0, (day - due.latest).days) if day is not None else 0


def _slippage(facts: Facts) -> int | None:
    original, current = facts.history.original, facts.history.current
    if original is None or original.latest is None or current is None or facts.withdrawn:
        return None
    if facts.promise.from_others:
        return None
    expected = _expectation(facts, current)
    return (expected - original.latest).days if expected is not None else None


def _expectation(facts: Facts, current: Deadline) -> date | None:
    """Completion, else the latest forecast, else the due date; or the day itself, where that is later."""
    if facts.finished:
        return facts.completed
    if facts.report.forecast is not None:
        return max(facts.report.forecast, facts.as_of)
    return max(facts.as_of, current.latest) if current.latest is not None else None


def _disagreement(facts: Facts, judged: Judgement, plan: Plan) -> Disagreement | None:
    """Return how the owner's rating and the facts differ; None where they do not.

    A rating is held against the facts of the day it was given for: a green of April is no worse for a date
    that passed in May. One without a day is held against nothing.
    """
    rating = facts.report.rating
    if rating is None or rating.claims is None or rating.claims in _SILENT or judged.standing in _SILENT:
        return None
    if rating.claims.severity >= judged.ranks_as.severity or rating.date is None:
        return None
    then = judge(facts_of(facts.promise, plan, rating.date))
    if then.standing in _SILENT or rating.claims.severity >= then.ranks_as.severity:
        return None
    return Disagreement(rating, facts.scheme.code_for(rating.claims), judged.standing, judged.grounds)
