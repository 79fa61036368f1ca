"""What needs somebody's attention in the days ahead."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wsoa.assess.commitments import Kind
from wsoa.assess.outlook import Event, EventKind, outlook
from wsoa.assess.standing import Grounds
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Heading, Paragraph, Table, Toned
from wsoa.words.dates import long_day
from wsoa.words.numbers import count_days


class Coming(NamedTuple):
    """Something that happens on a day unless the plan is edited first, and who leads what it happens to."""

    day: date
    kind: EventKind
    ref: str
    about: Kind
    title: str
    leads: tuple[str, ...]
    before: Standing
    after: Standing
    grounds: Grounds


class Upcoming(NamedTuple):
    """One plan's coming events, soonest first; the plan itself can be let go."""

    id: str
    area: str
    events: tuple[Coming, ...]


class UpcomingReport(NamedTuple):
    """All the plans asked for, from one day onwards."""

    as_of: date
    days: int
    plans: tuple[Upcoming, ...]


def upcoming(plan_id: str, plan: Plan, as_of: date, days: int) -> Upcoming:
    """Look ahead some days in a plan, as if nobody edited anything."""
    return Upcoming(plan_id, plan.area, tuple(_coming(event, plan) for event in outlook(plan, as_of, days)))


def _coming(event: Event, plan: Plan) -> Coming:
    promise = event.promise
    leads = tuple(plan.role_name(role) for role in promise.leads)
    return Coming(
        event.day, event.kind, promise.ref, promise.kind, promise.title, leads, event.before, event.after,
        event.grounds,
    )  # fmt: skip


_DAY, _REF = Column("day", "Day", form="count", once=True), Column("ref", "Ref")
_RECORDS = (
    _DAY, Column("plan"), _REF, Column("event"), Column("before"), Column("after"), Column("title"),
    Column("leads"),
)  # fmt: skip


def records(report: UpcomingReport) -> Table:
    """Return a row for each event of each plan."""
    rows = [
        (
            event.day, plan.id, event.ref, event.kind, event.before.value, event.after.value,
            event.title, "; ".join(event.leads),
        )
        for plan in report.plans
        for event in plan.events
    ]  # fmt: skip
    return Table(_RECORDS, rows)


def layout(report: UpcomingReport, _limit: int) -> Iterator[Block]:
    """Lay out each plan's coming events by day."""
    span = f"{count_days(report.days)} after {long_day(report.as_of)}"
    yield Heading(f"What comes in the {span}, if nobody edits anything")
    for plan in report.plans:
        yield from (SPACE, Heading(plan.area, 2, total=len(plan.events)))
        if plan.events:
            what = Column(head="What", fits="fold")
            yield Table((_DAY, _REF, what), [_row(event) for event in plan.events], headed=False)
        else:
            yield Paragraph("Nothing falls due, turns or goes stale.")


def _row(event: Coming) -> tuple[Cell, ...]:
    aside = f"({', '.join(event.leads)})" if event.leads else ""
    return (event.day, event.ref, Toned(f"{_what(event)}: {event.title}", aside=aside))


def _what(event: Coming) -> str:
    """Name an event: Due, Turns off track, Goes stale."""
    if event.kind == "due":
        return "Due"
    if event.kind == "stale":
        return f"Goes stale (was {event.before.word.lower()})"
    return f"Turns {event.after.word.lower()}"
