"""The top of the statement: title block, and what a reader learns in twenty seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import open_due
from wsoa.charts.burn_up import burn_up
from wsoa.charts.standing_bar import standing_bar
from wsoa.plan.head import Inspection
from wsoa.plan.models import Plan, Promise
from wsoa.plan.ratings import Standing
from wsoa.plan.words import say_day
from wsoa.reports.anchors import Prose, Span, safe_address
from wsoa.reports.parts import Fact, Figure, Moment
from wsoa.reports.plan_as_at import PlanAsAt, fact, title_of
from wsoa.reports.statement.view import Head, InShort, Upcoming
from wsoa.words.phrases import be, count, have, listed, plural

KINDS: Mapping[str, str] = {
    "wsoa": "Written statement of action",
    "app": "Accelerated progress plan",
    "pap": "Priority action plan",
    "improvement": "Improvement plan",
}
_SHOWN_NEXT = 5
NO_MOVES = "No deadline has been moved with a change record."


def head(at: PlanAsAt) -> Head:
    """Say whose plan this is, what it answers and on what day it is shown."""
    plan = at.plan
    return Head(
        area=plan.area,
        title=plan.title,
        kind=KINDS[plan.kind],
        as_at=Moment(say_day(at.as_of), at.as_of.isoformat()),
        about="What was promised, by when and by whom, and how each promise stands on that day.",
        facts=_head_facts(at),
        bodies=listed(plan.bodies),
    )


def _head_facts(at: PlanAsAt) -> tuple[Fact, ...]:
    plan = at.plan
    inspection = plan.inspection
    return (
        *fact("Who answers for it", [listed(plan.bodies)]),
        *((Fact("The document it records", (_document(at),)),) if plan.document else ()),
        *fact("Inspection", [_inspected(at, inspection)] if inspection else []),
        *fact("Accepted", at.days(plan.accepted)),
        *fact("Starts", at.days(plan.start) if plan.start != plan.accepted else []),
        *fact("Ends", [at.say(plan.ends)] if plan.ends else []),
    )


def _document(at: PlanAsAt) -> Prose:
    document = at.plan.document
    if document is None:
        return ()
    pages = f", {count(document.pages, 'page')}" if document.pages else ""
    return (Span(document.title, safe_address(document.url)), Span(f", {at.say(document.date)}{pages}"))


def _inspected(at: PlanAsAt, inspection: Inspection) -> str:
    days = at.say_text(f"{inspection.started.text}/{inspection.ended.text}")
    return f"{listed(inspection.inspectors)}, {days}"


def in_short(at: PlanAsAt) -> InShort:
    """Sum the plan up from its facts alone."""
    commitments = at.assessment.commitments
    nearest, more = upcoming(at, _SHOWN_NEXT)
    return InShort(
        sentences=tuple(_sentences(at))
        if commitments
        else ("This plan holds nothing yet that is promised by a date.",),
        bar=standing_bar(at.assessment, "standing"),
        figures=_figures(at) if commitments else (),
        upcoming=nearest,
        more_upcoming=more,
        summary=at.plan.summary or "",
        by_workstream=standing_bar(at.assessment, "by-workstream", "workstream"),
        burn_up=burn_up(at.assessment, "burn-up"),
    )


def _sentences(at: PlanAsAt) -> list[str]:
    live = [c for c in at.assessment.commitments if c.standing is not Standing.WITHDRAWN]
    late = at.assessment.overdue
    lines = [_late(len(late), len(live))]
    silent = sum(1 for c in late if c.last_report is None)
    if silent:
        lines.append(
            f"Nothing has been reported on {'any' if silent == len(late) else f'{silent:,}'} of them."
        )
    lines.append(_moved(at))
    disagree = len(at.assessment.disagreements)
    if disagree:
        whose = "its owner" if disagree == 1 else "their owners"
        number = count(disagree, "commitment")
        lines.append(f"{number} {be(disagree)} rated more favourably by {whose} than the dates allow.")
    lines.append(_next(at))
    return lines


def _late(late: int, total: int) -> str:
    if not late:
        return f"None of {count(total, 'commitment')} is past its date without being recorded as complete."
    past = "is past its date and not" if late == 1 else "are past their date and not"
    return f"{late:,} of {count(total, 'commitment')} {past} recorded as complete."


def _moved(at: PlanAsAt) -> str:
    moved = at.moved
    if not moved:
        return NO_MOVES
    unexplained = sum(_unexplained(at, c) for c in at.assessment.moved) + len(at.unrecorded)
    line = f"{count(len(moved), 'deadline')} {have(len(moved))} moved"
    return (
        f"{line}; {count(unexplained, 'move')} {have(unexplained)} no recorded reason."
        if unexplained
        else f"{line}."
    )


def _unexplained(at: PlanAsAt, commitment: Commitment) -> int:
    thing = commitment.item.thing
    known = (
        [c for c in thing.changes if c.field == "due" and at.known(c.date)]
        if isinstance(thing, Promise)
        else []
    )
    return sum(1 for change in known if not change.reason)


def _next(at: PlanAsAt) -> str:
    ahead = _ahead(at)
    if not ahead:
        return "Nothing with a date lies ahead."
    day = open_due(ahead[0])
    same = [c for c in ahead if open_due(c) == day]
    return f"Next: {count(len(same), 'commitment')} due by {say_day(day)}." if day else ""


def _ahead(at: PlanAsAt) -> list[Commitment]:
    dated = [
        (day, c) for c in at.assessment.commitments if (day := open_due(c)) is not None and day >= at.as_of
    ]
    return [c for _, c in sorted(dated, key=lambda pair: pair[0])]


def upcoming(at: PlanAsAt, shown: int) -> tuple[tuple[Upcoming, ...], str]:
    """Return what is due next, at most so many, and how many have a date after these."""
    ahead = _ahead(at)
    rest = len(ahead) - shown
    lines = tuple(_next_line(at, c) for c in ahead[:shown])
    return lines, f"{rest:,} more {have(rest)} a date after these." if rest > 0 else ""


def _next_line(at: PlanAsAt, commitment: Commitment) -> Upcoming:
    day = open_due(commitment)
    return Upcoming(
        due=Moment(say_day(day), day.isoformat()) if day else Moment(""),
        ref=at.name(commitment.item),
        title=title_of(commitment),
    )


def _figures(at: PlanAsAt) -> tuple[Figure, ...]:
    standings = Counter(c.standing for c in at.assessment.commitments)
    return (
        Figure(f"{standings[Standing.COMPLETE]:,}", "complete"),
        Figure(f"{len(at.assessment.overdue):,}", "past their date"),
        Figure(f"{len(at.moved):,}", "moved"),
        Figure(f"{standings[Standing.UNKNOWN]:,}", "not known"),
    )


def kinds(at: PlanAsAt) -> str:
    """Say what the commitments are: 148 actions, 10 milestones, 37 baselines to be set."""
    counts = Counter(c.kind for c in at.assessment.commitments)
    plan: Plan = at.plan
    words = {
        "action": plan.labels.action,
        "milestone": plan.labels.milestone,
        "baseline": "baseline",
        "target": "target",
        "review": "review",
    }
    return listed(
        [
            f"{number:,} {words[kind] if number == 1 else plural(words[kind])}"
            for kind, number in counts.items()
        ]
    )
