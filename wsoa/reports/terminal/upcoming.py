"""What needs somebody's attention in the days ahead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wsoa.assess.outlook import Event, outlook
from wsoa.plan.models import Plan
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Heading, Paragraph, Table, Toned
from wsoa.words.dates import long_day
from wsoa.words.nothing import MOVES_NOT_KNOWN
from wsoa.words.numbers import count_days


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One plan's coming events, soonest first.

    ``gap`` says how much of its history could not be read, as
    :class:`wsoa.assess.assessment.Assessment` has it.
    """

    id: str
    plan: Plan
    events: tuple[Event, ...]
    gap: str = ""

    def leads(self, event: Event) -> tuple[str, ...]:
        """Return the names of the roles that lead what an event is about."""
        return tuple(self.plan.role_name(role) for role in event.promise.leads)


@dataclass(frozen=True, slots=True)
class UpcomingReport:
    """All the plans asked for, from one day onwards."""

    as_of: date
    days: int
    plans: tuple[Upcoming, ...]


def upcoming(plans: list[tuple[str, Plan, str]], as_of: date, days: int) -> UpcomingReport:
    """Look ahead some days in each plan, given with its id and its gap, as if nobody edited anything."""
    told = tuple(Upcoming(plan_id, plan, outlook(plan, as_of, days), gap) for plan_id, plan, gap in plans)
    return UpcomingReport(as_of, days, told)


_DAY, _REF = Column("day", "Day", form="count", once=True), Column("ref", "Ref")
_RECORDS = (
    _DAY, Column("plan"), _REF, Column("event"), Column("before"), Column("after"), Column("title"),
    Column("leads"),
)  # fmt: skip


def records(report: UpcomingReport) -> Table:
    """Return a row for each event of each plan."""
    rows = [
        (
            event.day, plan.id, event.promise.ref, event.kind, event.before.value, event.after.value,
            event.promise.title, "; ".join(plan.leads(event)),
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
        yield from (SPACE, Heading(plan.plan.area, 2, total=len(plan.events)))
        if plan.events:
            what = Column(head="What", fits="fold")
            yield Table((_DAY, _REF, what), [_row(event, plan) for event in plan.events], headed=False)
        else:
            yield Paragraph("Nothing falls due, turns or goes stale.")
        if plan.gap and plan.plan.scheme.from_original:
            yield Paragraph(f"Lateness counts from the date first promised. {MOVES_NOT_KNOWN[plan.gap]}")


def _row(event: Event, plan: Upcoming) -> tuple[Cell, ...]:
    leads = plan.leads(event)
    aside = f"({', '.join(leads)})" if leads else ""
    return (event.day, event.promise.ref, Toned(f"{_what(event)}: {event.promise.title}", aside=aside))


def _what(event: Event) -> str:
    """Name an event: Due, Turns off track, Goes stale."""
    if event.kind == "due":
        return "Due"
    if event.kind == "stale":
        return f"Goes stale (was {event.before.word.lower()})"
    return f"Turns {event.after.word.lower()}"
