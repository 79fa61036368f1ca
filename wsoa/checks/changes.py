"""2xx: change records and reports that do not fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from wsoa.checks.rule import Hit, View, rule
from wsoa.checks.words import written
from wsoa.findings import Severity
from wsoa.plan.base import Misread
from wsoa.plan.change_records import moves_date
from wsoa.plan.dates import INTERVALS, NotCanonicalError, When, parse
from wsoa.plan.kpis import Measure
from wsoa.plan.models import Change, Impact, Plan
from wsoa.plan.spoken import canonical, understand
from wsoa.plan.walk import Item

_RECURRING = re.compile(rf"every (?:{'|'.join(INTERVALS)})(?: on \S+)?(?: from \S+)?(?: until \S+)?\Z")


class _Dates(NamedTuple):
    """The dates of an item that records of one name may move, as they stand now.

    ``one`` is True where there can be one such date only, whose records make a chain. ``loose`` is True where
    a record of that name may tell a figure or words instead.
    """

    name: str
    now: tuple[When | None, ...]
    one: bool = False
    loose: bool = False


def _dates(item: Item) -> Iterator[_Dates]:
    thing = item.thing
    if isinstance(thing, Plan):
        yield from (_Dates(name, (getattr(thing, name),), one=True) for name in ("start", "ends"))
    elif isinstance(thing, Measure):
        baseline = thing.baseline.promised if thing.baseline else None
        yield _Dates("baseline", (baseline,), loose=True)
        by, promised = (tuple(getattr(t, name) for t in thing.targets) for name in ("by", "promised"))
        yield _Dates("target", (*by, *promised), loose=True)
        yield _Dates("target promised", promised)
    else:
        if hasattr(thing, "due"):
            yield _Dates("due", (thing.due,), one=True)
        if expected := [one.by for one in getattr(thing, "impact", ()) if isinstance(one, Impact)]:
            yield _Dates("impact", tuple(expected), loose=True)


def _recorded(view: View) -> Iterator[tuple[Item, _Dates, list[tuple[int, Change]]]]:
    """Yield the items with their dates and the records of each, which are known by their places."""
    for item in (Item("plan", view.plan.area, (), view.plan), *view.items):
        records = getattr(item.thing, "changes", ())
        for dates in _dates(item) if records else ():
            own = [(n, record) for n, record in enumerate(records) if record.field == dates.name]
            if own:
                yield item, dates, own


@rule("WSOA210", "change-not-a-date", Severity.ERROR, "structure")
def change_not_a_date(view: View) -> Iterator[Hit]:
    """A recorded change of a deadline whose old or new date cannot be read."""
    for item, dates, records in _recorded(view):
        for index, change in records:
            for key, text in (("from", change.old), ("to", change.new)):
                misread = _misread(text)
                if misread is not None and not (dates.loose and not _meant_as_date(text)):
                    yield view.inside((*item.path, "changes", index, key), misread.message, misread.help)


def _meant_as_date(text: str | None) -> bool:
    """True for words that people write for a date."""
    try:
        return text is not None and canonical(text) is not None
    except Misread:
        return True


def _misread(text: str | None) -> Misread | None:
    if text is None or _RECURRING.match(text):
        return None
    try:
        parse(text)
    except NotCanonicalError:
        return understand(text)
    except Misread as misread:
        return misread
    return None


@rule("WSOA211", "change-does-not-match", Severity.WARNING, "structure")
def change_does_not_match(view: View) -> Iterator[Hit]:
    """Recorded moves of a deadline that do not lead from one to the next and to the date in force."""
    for item, dates, records in _recorded(view):
        if dates.one:
            yield from _broken_chain(view, item, dates, records)
        else:
            yield from _leading_nowhere(view, item, dates, records)


def _broken_chain(
    view: View, item: Item, dates: _Dates, moves: Sequence[tuple[int, Change]]
) -> Iterator[Hit]:
    for (_, before), (index, change) in pairwise(moves):
        if not _same(view, before.new, change.old):
            message = f"this change starts from {_say(change.old)}, but the last ended at {_say(before.new)}"
            advice = "list changes oldest first, each from where the last one ended"
            yield view.inside((*item.path, "changes", index), message, advice)
    now = dates.now[0].text if dates.now[0] else None
    index, last = moves[-1]
    if not _same(view, last.new, now):
        called = item.ref if item.kind != "plan" else "the plan"
        message = f"the last change moves the date to {_say(last.new)}, but {called} has {_say(now)}"
        advice = f"make {dates.name}: and the last change agree"
        yield view.inside((*item.path, "changes", index, "to"), message, advice)


def _leading_nowhere(
    view: View, item: Item, dates: _Dates, records: Sequence[tuple[int, Change]]
) -> Iterator[Hit]:
    """Find records that lead neither to a date in force nor to where a later record starts."""
    now = [when.text for when in dates.now if when is not None]
    for place, (index, record) in enumerate(records):
        if not (now and moves_date(record)):
            continue
        goals = [*now, *(later.old for _, later in records[place + 1 :])]
        if not any(_same(view, record.new, goal) for goal in goals):
            message = (
                f"this change moves the date to {_say(record.new)}, but {item.ref} has no such {dates.name}"
            )
            advice = f"make the {dates.name} and the change agree"
            yield view.inside((*item.path, "changes", index, "to"), message, advice)


def _same(view: View, first: str | None, second: str | None) -> bool:
    """True where two dates end on the same day, however they are spelt."""
    days = [_last(view, text) for text in (first, second)]
    return first == second or (days[0] is not None and days[0] == days[1])


def _last(view: View, text: str | None) -> date | None:
    try:
        return view.window(parse(text)).latest if text else None
    except Misread:
        return None


def _say(text: str | None) -> str:
    try:
        return written(parse(text)) if text else "no date"
    except Misread:
        return f"“{text}”"


@rule("WSOA212", "updates-out-of-order", Severity.WARNING, "structure")
def updates_out_of_order(view: View) -> Iterator[Hit]:
    """An update that stands after a later one. One finding for each list."""
    for path, updates in view.reported:
        for index, (before, update) in enumerate(pairwise(updates), 1):
            earlier, later = view.window(update.date).latest, view.window(before.date).earliest
            if earlier is not None and later is not None and earlier < later:
                message = f"this update of {written(update.date)} stands after one of {written(before.date)}"
                yield view.inside(
                    (*path, "updates", index),
                    message,
                    "list updates oldest first, and add new ones at the end",
                )
                break


RULES = (change_not_a_date, change_does_not_match, updates_out_of_order)
