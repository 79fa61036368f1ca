"""What is handed to other programs: tables of facts, dated promises and versions, all as plain data."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.audience.audience import Audience
from wsoa.audience.redaction import event_for, plan_for
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Event, Timeline
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.words.changes import Words
from wsoa.words.history_events import change_words, event_words

Cell = str | int | Decimal | date | bool | None
"""One value of a table; None is not known or not stated."""
FieldType = Literal["string", "integer", "number", "date", "boolean"]
"""The types of a Frictionless table schema that are used here."""


class Column(NamedTuple):
    """One column: its name, its type and what a value in it means.

    ``empty`` says what no value means, for readers whom an empty cell would leave guessing.
    """

    name: str
    type: FieldType
    meaning: str
    empty: str = "Not recorded"


class Table(NamedTuple):
    """One table: a row a fact, every row as long as the columns."""

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


class Exported(NamedTuple):
    """One plan to hand over, assessed. ``plan_hash`` says which text of the plan it was.

    ``first_id`` is the id it had where its history begins, whatever its folder is called now.
    """

    id: str
    assessment: Assessment
    plan_hash: str
    first_id: str = ""

    @property
    def plan(self) -> Plan:
        """The plan itself."""
        return self.assessment.plan

    @property
    def named(self) -> PlanNamed:
        """What names it."""
        return PlanNamed(self.id, self.plan.area, self.plan.title, self.plan.bodies, self.plan_hash)


class PlanNamed(NamedTuple):
    """What names a plan that was handed over; the plan itself can be let go."""

    id: str
    area: str
    title: str
    bodies: tuple[str, ...]
    plan_hash: str


class TablesExport(NamedTuple):
    """The tables of all plans asked for, on one day."""

    as_of: date
    tool_version: str
    plans: tuple[PlanNamed, ...]
    tables: tuple[Table, ...]


class Promise(NamedTuple):
    """One commitment for a calendar. ``day`` is the last day that keeps it.

    ``key`` names it for good: the plan's first id and the item's ref, with a number where two items share a
    ref. ``revision`` rises with each move of the date, and with the withdrawal. ``gap`` says how
    much of the plan's history could not be read, as :class:`wsoa.assess.assessment.Assessment` has it.
    """

    key: tuple[str, str]
    plan: Plan
    commitment: Commitment
    leads: tuple[str, ...]
    day: date
    revision: int
    dropped: bool
    gap: str = ""


class CalendarExport(NamedTuple):
    """Every open dated commitment of the plans asked for, in date order."""

    as_of: date
    tool_version: str
    areas: tuple[str, ...]
    promises: tuple[Promise, ...]


class Entry(NamedTuple):
    """One version of one plan for a feed: the commit it stands in, and in words what it was and brought."""

    plan_id: str
    commit_id: str
    day: date
    title: str
    changes: tuple[str, ...]


class PlanFeed(NamedTuple):
    """What one plan gives to a feed, newest version first; the plan and its story can be let go."""

    plan_id: str
    area: str
    bodies: tuple[str, ...]
    entries: tuple[Entry, ...]
    complete: bool


class FeedExport(NamedTuple):
    """The versions of the plans asked for that were committed up to a day, newest first.

    ``complete`` is False where older versions are missing, as in a shallow clone.
    """

    as_of: date
    tool_version: str
    plan_ids: tuple[str, ...]
    areas: tuple[str, ...]
    bodies: tuple[str, ...]
    entries: tuple[Entry, ...]
    complete: bool


def calendar_export(plans: Sequence[Exported], as_of: date, tool_version: str) -> CalendarExport:
    """Gather what is promised by a day and not finished; what was withdrawn is there to be taken out."""
    promises = [promise for one in plans for promise in _promises(one)]
    promises.sort(key=lambda promise: (promise.day, promise.key))
    return CalendarExport(as_of, tool_version, tuple(one.plan.area for one in plans), tuple(promises))


def _promises(exported: Exported) -> list[Promise]:
    found: list[Promise] = []
    seen: dict[str, int] = {}
    for commitment in exported.assessment.commitments:
        seen[commitment.ref] = seen.get(commitment.ref, 0) + 1
        due = commitment.due
        if due is None or due.endless or due.latest is None or commitment.standing is Standing.COMPLETE:
            continue
        repeat = f" {seen[commitment.ref]}" if seen[commitment.ref] > 1 else ""
        dropped = commitment.standing is Standing.WITHDRAWN
        found.append(
            Promise(
                key=(exported.first_id or exported.id, commitment.ref + repeat),
                plan=exported.plan,
                commitment=commitment,
                leads=tuple(exported.plan.role_name(role) for role in commitment.leads),
                day=due.latest,
                revision=commitment.moves + dropped,
                dropped=dropped,
                gap=exported.assessment.gap,
            )
        )
    return found


def plan_feed(plan_id: str, plan: Plan, line: Timeline, as_of: date) -> PlanFeed:
    """Gather a plan's committed versions; what is not committed yet has no day and is left out."""
    words = Words.of_history(plan_for(plan, Audience.PUBLIC))
    entries = [
        _entry(plan_id, plan.area, event.commit, shown, words)
        for event in reversed(line.events)
        if event.commit is not None and event.commit.committed <= as_of
        if (shown := _published(event)) is not None
    ]
    return PlanFeed(plan_id, plan.area, plan.bodies, tuple(entries), line.complete)


def _entry(plan_id: str, area: str, commit: Commit, event: Event, words: Words) -> Entry:
    changes = tuple(f"{c.item.ref} {change_words(c, words)}" for c in event.changes)
    title = f"{area}: {event_words(event)}"
    return Entry(plan_id, commit.id, commit.committed, title, changes)


def feed_export(feeds: Sequence[PlanFeed], as_of: date, tool_version: str) -> FeedExport:
    """Put the versions of several plans into one feed."""
    entries = sorted((entry for one in feeds for entry in one.entries), key=_day, reverse=True)
    return FeedExport(
        as_of=as_of,
        tool_version=tool_version,
        plan_ids=tuple(one.plan_id for one in feeds),
        areas=tuple(one.area for one in feeds),
        bodies=tuple(dict.fromkeys(body for one in feeds for body in one.bodies)),
        entries=tuple(entries),
        complete=all(one.complete for one in feeds),
    )


def _day(entry: Entry) -> date:
    return entry.day


def _published(event: Event) -> Event | None:
    """Return an event as the public may see it, moved deadlines first; None where nothing is left of it."""
    shown = event_for(event, Audience.PUBLIC)
    return shown and shown._replace(changes=tuple(sorted(shown.changes, key=lambda change: not change.moved)))
