"""The dated facts of an item: what happened or was reported, and on which day by its own account."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from wsoa.history.fields import text_of
from wsoa.plan.base import Part
from wsoa.plan.dates import Calendar, When
from wsoa.plan.head import Review
from wsoa.plan.kpis import Measure
from wsoa.plan.models import Change, Promise, Update
from wsoa.plan.walk import Item


class Slot(NamedTuple):
    """Where in an item a fact is kept: the field and, where there can be several, which one."""

    field: str
    which: str = ""
    turn: int = 1


class Fact(NamedTuple):
    """One fact: its last day by its own account, and what it says as canonical text."""

    day: date
    says: str


class _Said(NamedTuple):
    field: str
    which: str
    when: When | None
    says: str | None


def dated_facts(item: Item, calendar: Calendar) -> dict[Slot, Fact]:
    """Return an item's dated facts by where they are kept. What has no last day is left out."""
    found: dict[Slot, Fact] = {}
    turns: Counter[tuple[str, str]] = Counter()
    for said in _said(item):
        turns[said.field, said.which] += 1
        day = said.when.window(calendar).latest if said.when else None
        if day is not None:
            found[Slot(said.field, said.which, turns[said.field, said.which])] = Fact(day, said.says or "")
    return found


def _said(item: Item) -> Iterator[_Said]:
    thing = item.thing
    updates: tuple[Update, ...] = getattr(thing, "updates", ())
    for update in updates:
        yield _Said("update", update.date.text, update.date, _without_date(update))
    if isinstance(thing, Promise):
        yield from _promise(thing)
    if isinstance(thing, Measure):
        yield from _measure(thing)
    if isinstance(thing, Review):
        yield _Said("held", "", thing.date, thing.outcome or _text(thing.date))


def _promise(thing: Promise) -> Iterator[_Said]:
    yield _Said("completed", "", thing.completed, _text(thing.completed))
    if thing.rating is not None:
        yield _Said("rating", "", thing.rating.date, thing.rating.code)
    if thing.verified is not None:
        yield _Said("verified", "", thing.verified.date, thing.verified.by)
    if thing.withdrawn is not None:
        yield _Said("withdrawn", "", thing.withdrawn.date, thing.withdrawn.reason)
    for change in thing.changes:
        yield _Said(f"{change.field} changed", change.date.text, change.date, _changed(change))


def _changed(change: Change) -> str:
    reason = change.reason or "no reason recorded"
    return f"{change.old or 'nothing'} to {change.new or 'nothing'}: {reason}"


def _measure(thing: Measure) -> Iterator[_Said]:
    for reading in thing.readings:
        when = reading.date or reading.period
        yield _Said("reading", _text(when), when, _figure(reading))
    if thing.baseline is not None:
        yield _Said("baseline set", "", thing.baseline.set, _figure(thing.baseline))
    for target in thing.targets:
        yield _Said("target set", _text(target.by), target.set, _figure(target))


def _figure(stated: Part) -> str:
    """Say a figure, or the words in its place."""
    figures = (getattr(stated, field, None) for field in ("value", "change", "text"))
    return next((text for figure in figures if (text := text_of(figure))), "no figure")


def _without_date(update: Update) -> str:
    said = [update.text]
    if update.blocker:
        said.append(f"in the way: {update.blocker}")
    if update.help_needed:
        said.append(f"asked for: {update.help_needed}")
    if update.rating:
        said.append(f"rating {update.rating}")
    if update.forecast:
        said.append(f"forecast {update.forecast.text}")
    return "; ".join(said)


def _text(when: When | None) -> str:
    return when.text if when else ""
