"""The top of the statement: title block, and what a reader learns in twenty seconds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import open_due
from wsoa.plan.head import Inspection
from wsoa.plan.models import Plan, Promise
from wsoa.plan.ratings import Standing
from wsoa.plan.words import say_day
from wsoa.reports.anchors import Prose, Span, safe_address
from wsoa.reports.charts.burn_up import burn_up
from wsoa.reports.charts.standing_bar import standing_bar
from wsoa.reports.phrases import be, count, have, listed, plural
from wsoa.reports.statement_desk import Desk, fact, title_of
from wsoa.reports.statement_parts import Fact, Figure, Moment
from wsoa.reports.statement_view import Head, InShort, Upcoming

KINDS: Mapping[str, str] = {
    "wsoa": "Written statement of action",
    "app": "Accelerated progress plan",
    "pap": "Priority action plan",
    "improvement": "Improvement plan",
}
_SHOWN_NEXT = 5
NO_MOVES = "No deadline has been moved with a change record."


def head(desk: Desk) -> Head:
    """Say whose plan this is, what it answers and on what day it is shown."""
    plan = desk.plan
    return Head(
        area=plan.area,
        title=plan.title,
        kind=KINDS[plan.kind],
        as_at=Moment(say_day(desk.as_of), desk.as_of.isoformat()),
        about="What was promised, by when and by whom, and how each promise stands on that day.",
        facts=_head_facts(desk),
    )


def _head_facts(desk: Desk) -> tuple[Fact, ...]:
    plan = desk.plan
    inspection = plan.inspection
    return (
        *fact("Who answers for it", [listed(plan.bodies)]),
        *((Fact("The document it records", (_document(desk),)),) if plan.document else ()),
        *fact("Inspection", [_inspected(desk, inspection)] if inspection else []),
        *fact("Accepted", desk.days(plan.accepted)),
        *fact("Starts", desk.days(plan.start) if plan.start != plan.accepted else []),
        *fact("Ends", [desk.say(plan.ends)] if plan.ends else []),
    )


def _document(desk: Desk) -> Prose:
    document = desk.plan.document
    if document is None:
        return ()
    pages = f", {count(document.pages, 'page')}" if document.pages else ""
    return (Span(document.title, safe_address(document.url)), Span(f", {desk.say(document.date)}{pages}"))


def _inspected(desk: Desk, inspection: Inspection) -> str:
    days = desk.say_text(f"{inspection.started.text}/{inspection.ended.text}")
    return f"{listed(inspection.inspectors)}, {days}"


def in_short(desk: Desk) -> InShort:
    """Sum the plan up from its facts alone."""
    commitments = desk.assessment.commitments
    nearest, more = upcoming(desk, _SHOWN_NEXT)
    return InShort(
        sentences=tuple(_sentences(desk))
        if commitments
        else ("This plan holds nothing yet that is promised by a date.",),
        bar=standing_bar(desk.assessment, "standing"),
        figures=_figures(desk) if commitments else (),
        upcoming=nearest,
        more_upcoming=more,
        summary=desk.plan.summary or "",
        by_workstream=standing_bar(desk.assessment, "by-workstream", "workstream"),
        burn_up=burn_up(desk.assessment, "burn-up"),
    )


def _sentences(desk: Desk) -> list[str]:
    live = [c for c in desk.assessment.commitments if c.standing is not Standing.WITHDRAWN]
    late = desk.assessment.overdue
    lines = [_late(len(late), len(live))]
    silent = sum(1 for c in late if c.last_report is None)
    if silent:
        lines.append(
            f"Nothing has been reported on {'any' if silent == len(late) else f'{silent:,}'} of them."
        )
    lines.append(_moved(desk))
    disagree = len(desk.assessment.disagreements)
    if disagree:
        whose = "its owner" if disagree == 1 else "their owners"
        number = count(disagree, "commitment")
        lines.append(f"{number} {be(disagree)} rated more favourably by {whose} than the dates allow.")
    lines.append(_next(desk))
    return lines


def _late(late: int, total: int) -> str:
    if not late:
        return f"None of {count(total, 'commitment')} is past its date without being recorded as complete."
    past = "is past its date and not" if late == 1 else "are past their date and not"
    return f"{late:,} of {count(total, 'commitment')} {past} recorded as complete."


def _moved(desk: Desk) -> str:
    moved = desk.moved
    if not moved:
        return NO_MOVES
    unexplained = sum(_unexplained(desk, c) for c in desk.assessment.moved) + len(desk.unrecorded)
    line = f"{count(len(moved), 'deadline')} {have(len(moved))} moved"
    return (
        f"{line}; {count(unexplained, 'move')} {have(unexplained)} no recorded reason."
        if unexplained
        else f"{line}."
    )


def _unexplained(desk: Desk, commitment: Commitment) -> int:
    thing = commitment.item.thing
    known = (
        [c for c in thing.changes if c.field == "due" and desk.known(c.date)]
        if isinstance(thing, Promise)
        else []
    )
    return sum(1 for change in known if not change.reason)


def _next(desk: Desk) -> str:
    ahead = _ahead(desk)
    if not ahead:
        return "Nothing with a date lies ahead."
    day = open_due(ahead[0])
    same = [c for c in ahead if open_due(c) == day]
    return f"Next: {count(len(same), 'commitment')} due by {say_day(day)}." if day else ""


def _ahead(desk: Desk) -> list[Commitment]:
    dated = [
        (day, c)
        for c in desk.assessment.commitments
        if (day := open_due(c)) is not None and day >= desk.as_of
    ]
    return [c for _, c in sorted(dated, key=lambda pair: pair[0])]


def upcoming(desk: Desk, shown: int) -> tuple[tuple[Upcoming, ...], str]:
    """Return what is due next, at most so many, and how many have a date after these."""
    ahead = _ahead(desk)
    rest = len(ahead) - shown
    lines = tuple(_next_line(desk, c) for c in ahead[:shown])
    return lines, f"{rest:,} more {have(rest)} a date after these." if rest > 0 else ""


def _next_line(desk: Desk, commitment: Commitment) -> Upcoming:
    day = open_due(commitment)
    return Upcoming(
        due=Moment(say_day(day), day.isoformat()) if day else Moment(""),
        ref=desk.name(commitment.item),
        title=title_of(commitment),
    )


def _figures(desk: Desk) -> tuple[Figure, ...]:
    standings = Counter(c.standing for c in desk.assessment.commitments)
    return (
        Figure(f"{standings[Standing.COMPLETE]:,}", "complete"),
        Figure(f"{len(desk.assessment.overdue):,}", "past their date"),
        Figure(f"{len(desk.moved):,}", "moved"),
        Figure(f"{standings[Standing.UNKNOWN]:,}", "not known"),
    )


def kinds(desk: Desk) -> str:
    """Say what the commitments are: 148 actions, 10 milestones, 37 baselines to be set."""
    counts = Counter(c.kind for c in desk.assessment.commitments)
    plan: Plan = desk.plan
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
