"""The title block of every report: whose plan this is, what it answers, and on what day it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from wsoa.plan.head import Inspection
from wsoa.reports.anchors import Prose, Span, safe_address
from wsoa.reports.parts import Fact, Head, Moment
from wsoa.reports.plan_as_at import PlanAsAt, fact
from wsoa.words.dates import say_range
from wsoa.words.lists import listed
from wsoa.words.numbers import count

KINDS: Mapping[str, str] = {
    "wsoa": "Written statement of action",
    "app": "Accelerated progress plan",
    "pap": "Priority action plan",
    "improvement": "Improvement plan",
}


def head(at: PlanAsAt) -> Head:
    """Say whose plan this is, what it answers and on what day it is shown."""
    plan = at.plan
    return Head(
        area=plan.area,
        title=plan.title,
        kind=KINDS[plan.kind],
        as_at=Moment.of_day(at.as_of),
        about="What was promised, by when and by whom, and how each promise stands on that day.",
        facts=_head_facts(at),
        bodies=listed(plan.bodies),
    )


def to_statement(at: PlanAsAt, address: str) -> Prose:
    """Return the words that lead from a short report to the full statement."""
    return (Span(f"The full statement for {at.plan.area}", address),)


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
    days = say_range(inspection.started, inspection.ended, at.plan.calendar)
    return f"{listed(inspection.inspectors)}, {days}"
