"""What was reported in a period, workstream by workstream, and what its reports say is in the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wsoa.plan.models import Update, Workstream
from wsoa.plan.walk import Item, walk
from wsoa.reports.board.period import CLOSED, Period
from wsoa.reports.board.view import Reported, ReportedGroup, ReportedLine
from wsoa.reports.listing import Entry, Line, Listing, listing
from wsoa.reports.parts import Link, Moment
from wsoa.words.items import NO_WORKSTREAM, with_ref
from wsoa.words.lists import capital, sentence
from wsoa.words.numbers import count

_SHOWN = 14
"""Reports told in words, shared out evenly, so that no workstream is left out; the others are named."""
_SHOWN_HINDRANCES = 10


class _Told(NamedTuple):
    """One report and what it is about; no item for the plan as a whole."""

    item: Item | None
    update: Update

    @property
    def workstream(self) -> Workstream | None:
        return self.item.workstream if self.item else None


def reported(period: Period) -> Reported:
    """Tell what was reported in the period: of each workstream as a whole first, then of its items."""
    told = [one for one in _all(period) if period.dated(one.update.date)]
    groups: dict[str, list[_Told]] = {}
    for one in told:
        groups.setdefault(one.workstream.ref if one.workstream else "", []).append(one)
    each = max(1, _SHOWN // max(1, len(groups)))
    days = {period.at.moment(one.update.date).words for one in told}
    return Reported(
        intro=_intro(period, told, days),
        groups=tuple(_group(period, held, each, dated=len(days) > 1) for held in groups.values()),
    )


def _all(period: Period) -> Iterator[_Told]:
    """Yield every report of the plan as it is now, those on a whole before those on its parts."""
    yield from (_Told(None, update) for update in period.at.plan.updates)
    for item in walk(period.at.plan):
        yield from (_Told(item, update) for update in getattr(item.thing, "updates", ()))


def _intro(period: Period, told: Sequence[_Told], days: set[str]) -> str:
    if not told:
        return "No report came in."
    items = {one.item.path for one in told if one.item and one.item.kind != "workstream"}
    labels = period.at.plan.labels
    groups = {one.item.path for one in told if one.item and one.item.kind == "workstream"}
    about = [count(len(items), "item")] if items else []
    about += [count(len(groups), labels.workstream) + " as a whole"] if groups else []
    on = f" on {' and '.join(about)}" if about else ""
    dated = f", all of {next(iter(days))}" if len(days) == 1 and len(told) > 1 else ""
    return f"{count(len(told), 'report')} came in{on}{dated}."


def _group(period: Period, told: Sequence[_Told], each: int, *, dated: bool) -> ReportedGroup:
    workstream = told[0].workstream
    name = with_ref(workstream.ref, workstream.title) if workstream else NO_WORKSTREAM
    shown, left = told[:each], told[each:]
    refs = dict.fromkeys(_ref(period, one) for one in left)
    named = tuple(ref for ref in refs if ref.text)
    more = count(len(left), "more report") if left else ""
    return ReportedGroup(
        name=name,
        lines=tuple(_line(period, one, dated=dated) for one in shown),
        more=f"{more}{', on' if named else '.'}" if more else "",
        rest=named,
    )


def _line(period: Period, told: _Told, *, dated: bool) -> ReportedLine:
    when = period.at.moment(told.update.date) if dated else Moment("")
    return ReportedLine(_ref(period, told), sentence(told.update.text), when)


def _ref(period: Period, told: _Told) -> Link:
    """Name what a report is on; nothing for a workstream, whose name stands over it."""
    whole = told.item is None or told.item.kind == "workstream"
    return Link("") if told.item is None or whole else period.at.name(told.item)


def hindered(period: Period) -> tuple[_Told, ...]:
    """Return the last report of each open item, where that says what is in the way or asks for help."""
    last: dict[object, _Told] = {}
    for one in _all(period):
        path = one.item.path if one.item else ()
        if period.at.known(one.update.date) and not _closed(period, one.item):
            best = last.get(path)
            if best is None or period.at.day(one.update) >= period.at.day(best.update):
                last[path] = one
    return tuple(one for one in last.values() if one.update.blocker or one.update.help_needed)


def _closed(period: Period, item: Item | None) -> bool:
    found = period.at.by_path.get(item.path) if item else None
    return found is not None and found.standing in CLOSED


def hindrances(period: Period) -> Listing:
    """List what is in the way and what is asked for, what asks for help first."""
    found = sorted(hindered(period), key=lambda one: one.update.help_needed is None)
    if not found:
        return Listing(("No report says what is in the way, and none asks for help.",))
    return listing((), [_hindrance(period, one) for one in found], _SHOWN_HINDRANCES)


def _hindrance(period: Period, told: _Told) -> Line:
    update = told.update
    said = [f"In the way: {sentence(update.blocker)}"] if update.blocker else []
    said += [f"Asked for: {sentence(update.help_needed)}"] if update.help_needed else []
    by = f", {period.at.role(update.by)}" if update.by else ""
    said.append(sentence(f"Reported {period.at.say(update.date)}{by}"))
    mark = Moment("Help is asked for" if update.help_needed else "In the way")
    return mark, Entry(name_of_told(period, told), told.item.title if told.item else "", " ".join(said))


def name_of_told(period: Period, told: _Told) -> Link:
    """Name what a report is on, a whole workstream or plan too."""
    if told.item is None:
        return Link("The plan")
    if told.item.kind == "workstream":
        return Link(
            f"{capital(period.at.plan.labels.workstream)} {told.item.ref}", period.at.name(told.item).anchor
        )
    return period.at.name(told.item)
