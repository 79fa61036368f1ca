"""What needs somebody's attention in the days ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from wsoa.assess.outlook import Event, outlook
from wsoa.plan.models import Plan
from wsoa.plan.walk import Path
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Heading, Paragraph, Table
from wsoa.words.dates import long_day, short_day
from wsoa.words.numbers import count_days


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One plan's coming events, soonest first."""

    id: str
    plan: Plan
    events: tuple[Event, ...]

    def leads(self, event: Event) -> tuple[str, ...]:
        """Return the names of the roles that lead what an event is about."""
        return tuple(self.plan.role_name(role) for role in event.promise.leads)


@dataclass(frozen=True, slots=True)
class UpcomingReport:
    """All the plans asked for, from one day onwards."""

    as_of: date
    days: int
    plans: tuple[Upcoming, ...]


def upcoming(plans: list[tuple[str, Plan]], as_of: date, days: int) -> UpcomingReport:
    """Look ahead some days in each plan, as if nobody edited anything."""
    return UpcomingReport(
        as_of, days, tuple(Upcoming(i, plan, outlook(plan, as_of, days)) for i, plan in plans)
    )


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


_SHOWN = (
    _DAY, _REF, Column(head="What", fits="cut"), Column(head="What comes", fits="cut"),
    Column(head="Who", fits="cut", wide=True),
)  # fmt: skip


def layout(report: UpcomingReport, _limit: int) -> Iterator[Block]:
    """Lay out each plan's coming events: a row for each item, by the first day on which something comes."""
    span = f"{count_days(report.days)} after {long_day(report.as_of)}"
    yield Heading(f"What comes in the {span}, if nobody edits anything")
    for plan in report.plans:
        items = _by_item(plan.events)
        yield from (SPACE, Heading(plan.plan.area, 2, total=len(items)))
        if items:
            yield Table(_SHOWN, [_row(events, plan) for events in items], gap=2)
        else:
            yield Paragraph("Nothing falls due, turns or goes stale.")


def _by_item(events: Sequence[Event]) -> list[list[Event]]:
    """Gather what comes of each item, soonest first. A standing that turns as its day passes goes unsaid."""
    items: dict[Path, list[Event]] = {}
    for event in events:
        items.setdefault(event.promise.path, []).append(event)
    return [_told(own) for own in items.values()]


def _told(events: list[Event]) -> list[Event]:
    passed = {event.day + timedelta(days=1) for event in events if event.kind == "due"}
    return [event for event in events if event.kind == "due" or event.day not in passed]


def _row(events: Sequence[Event], plan: Upcoming) -> tuple[Cell, ...]:
    first = events[0]
    comes = [_what(first), *(f"{_then(event)} {short_day(event.day)}" for event in events[1:])]
    who = "; ".join(plan.leads(first))
    return first.day, first.promise.ref, first.promise.title, "; ".join(comes), who


def _what(event: Event) -> str:
    """Name the first event of an item: due, turns off track, goes stale."""
    if event.kind == "due":
        return "due"
    if event.kind == "stale":
        return "goes stale"
    return f"turns {event.after.word.lower()}"


def _then(event: Event) -> str:
    """Name an event after the first: due, off track, stale."""
    return {"due": "due", "stale": "stale"}.get(event.kind, event.after.word.lower())
