"""What needs somebody's attention in the days ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wsoa.assess.commitments import Kind
from wsoa.assess.outlook import Event, EventKind, outlook
from wsoa.assess.standing import Ground, Grounds
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Path
from wsoa.reports.terminal.blocks import SPACE, Block, Cell, Column, Heading, Paragraph, Table
from wsoa.words.dates import day_near, long_day
from wsoa.words.nothing import MOVES_NOT_KNOWN
from wsoa.words.numbers import count_days


class Coming(NamedTuple):
    """Something that happens on a day unless the plan is edited first, and who leads what it happens to."""

    day: date
    kind: EventKind
    path: Path
    ref: str
    about: Kind
    title: str
    leads: tuple[str, ...]
    before: Standing
    after: Standing
    grounds: Grounds


class Upcoming(NamedTuple):
    """One plan's coming events, soonest first; the plan itself can be let go.

    ``gap`` says how much of its history could not be read, as :class:`wsoa.assess.assessment.Assessment` has
    it. ``from_first`` is True where lateness counts from the date first promised.
    """

    id: str
    area: str
    events: tuple[Coming, ...]
    gap: str = ""
    from_first: bool = False


class UpcomingReport(NamedTuple):
    """All the plans asked for, from one day onwards."""

    as_of: date
    days: int
    plans: tuple[Upcoming, ...]


def upcoming(known: tuple[str, Plan, str], as_of: date, days: int) -> Upcoming:
    """Look ahead some days in a plan, given with its id and its gap, as if nobody edited anything."""
    plan_id, plan, gap = known
    events = tuple(_coming(event, plan) for event in outlook(plan, as_of, days))
    return Upcoming(plan_id, plan.area, events, gap, plan.scheme.from_original)


def _coming(event: Event, plan: Plan) -> Coming:
    promise = event.promise
    leads = tuple(plan.role_name(role) for role in promise.leads)
    return Coming(
        event.day, event.kind, promise.path, promise.ref, promise.kind, promise.title, leads, event.before,
        event.after, event.grounds,
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
        yield from (SPACE, Heading(plan.area, 2, total=len(items)))
        if items:
            yield Table(_SHOWN, [_row(events) for events in items], gap=2)
        else:
            yield Paragraph("Nothing falls due, turns or goes stale.")
        if plan.gap and plan.from_first:
            yield Paragraph(f"Lateness counts from the date first promised. {MOVES_NOT_KNOWN[plan.gap]}")


def _by_item(events: Sequence[Coming]) -> list[list[Coming]]:
    """Gather what comes of each item, soonest first. A standing that turns as its day passes goes unsaid."""
    items: dict[Path, list[Coming]] = {}
    for event in events:
        items.setdefault(event.path, []).append(event)
    return [_told(own) for own in items.values()]


def _told(events: list[Coming]) -> list[Coming]:
    passed = {event.day + timedelta(days=1) for event in events if event.kind == "due"}
    return [event for event in events if event.kind == "due" or event.day not in passed]


def _row(events: Sequence[Coming]) -> tuple[Cell, ...]:
    first = events[0]
    comes = [_what(first), *(f"{_then(event)} {day_near(event.day, first.day)}" for event in events[1:])]
    who = "; ".join(first.leads)
    return first.day, first.ref, first.title, "; ".join(comes), who


def _what(event: Coming) -> str:
    """Name the first event of an item: due, turns off track, goes stale. What was never reported cannot."""
    if event.kind == "due":
        return "due"
    if _fades(event):
        return "goes stale"
    return f"turns {event.after.word.lower()}"


def _then(event: Coming) -> str:
    """Name an event after the first: due, off track, stale."""
    if _fades(event):
        return "stale"
    return "due" if event.kind == "due" else event.after.word.lower()


def _fades(event: Coming) -> bool:
    return event.kind == "stale" and event.grounds.ground is not Ground.NOTHING_REPORTED
