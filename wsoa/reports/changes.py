"""What changed: moved deadlines first, then what was withdrawn, other changes, and the latest reports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from wsoa.history.moves.noted import SilentMove
from wsoa.plan.base import Misread
from wsoa.plan.change_records import moves_date
from wsoa.plan.dates import parse
from wsoa.plan.models import Change, Outcome, Plan, Promise, Update, Withdrawal, Workstream
from wsoa.plan.walk import Item, promises, walk
from wsoa.reports.anchors import Prose, prose
from wsoa.reports.parts import Link, Moment, Report
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.words.items import NO_WORKSTREAM, full_title
from wsoa.words.lists import capital, either, sentence, small
from wsoa.words.nothing import NO_REASON, NOT_AGREED
from wsoa.words.numbers import days_later
from wsoa.words.standings import say_reported

_SHOWN_NEWS = 8
_MANY = 3
"""So many reports with one source say it once."""


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One recorded change: the old words, the new, and what makes it legitimate."""

    date: Moment
    ref: Link
    title: str
    field: str
    old: str
    new: str
    effect: str
    reason: str
    agreed: str
    minute: Prose
    moved: bool = False
    """True where a promised date became another."""


@dataclass(frozen=True, slots=True)
class News:
    """One report among the latest, with what it is about."""

    about: Link
    title: str
    report: Report


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed: moved deadlines, other changes, and the latest reports."""

    none: str
    changes: tuple[ChangeLine, ...]
    news: tuple[News, ...]
    more_news: str
    no_news: str
    source: Prose = ()


def source_of_all(at: PlanAsAt) -> str:
    """Return the source that all reports known on the day share; empty where they do not, or are few."""
    sources = [update.source for _, update in latest_reports(at)]
    return sources[0] or "" if len(sources) >= _MANY and len(set(sources)) == 1 else ""


def changes(at: PlanAsAt) -> Changes:
    """List every change known on the day and the latest reports."""
    lines = tuple(_changes(at))
    reports = latest_reports(at)
    rest = len(reports) - _SHOWN_NEWS
    below = (
        "stands below, with the part of the plan it is about."
        if rest == 1
        else "stand below, each with the part of the plan it is about."
    )
    return Changes(
        none="" if any(line.moved for line in lines) else at.no_moves,
        changes=lines,
        news=tuple(
            _news(at, item, update, above[1] if above else None)
            for (item, update), above in zip(reports[:_SHOWN_NEWS], (None, *reports), strict=False)
        ),
        more_news=f"{rest:,} more {either(rest, 'report', 'reports')} {below}" if rest > 0 else "",
        source=prose(
            f"Every report of progress on this page comes from: {at.one_source}." if at.one_source else ""
        ),
        no_news="" if reports else say_reported(at.assessment.own),
    )


def _changes(at: PlanAsAt) -> Iterator[ChangeLine]:
    known = [(item, change) for item, change in recorded(at.plan) if at.known(change.date)]
    known.sort(key=lambda pair: _day(at, pair[1]), reverse=True)
    yield from (change_line(at, item, change) for item, change in known if moves_date(change))
    for item, promise in promises(at.plan):
        if promise.withdrawn is not None and at.withdrawn(promise):
            yield withdrawal_line(at, item, promise.withdrawn)
    yield from (change_line(at, item, change) for item, change in known if not moves_date(change))


def recorded(plan: Plan) -> Iterator[tuple[Item, Change]]:
    """Yield every change record of every item, and every noted move, in plan order; the plan's come last."""
    for item in (*walk(plan), Item("plan", plan.area, (), plan)):
        yield from ((item, change) for change in getattr(item.thing, "changes", ()))


def _day(at: PlanAsAt, change: Change) -> date:
    return change.date.window(at.plan.calendar).latest or date.min


def bare_line(at: PlanAsAt, item: Item, when: Moment, ends: tuple[str, str], days: int) -> ChangeLine:
    """Tell one move of a deadline from one date to another that nobody recorded, by so many days."""
    old, new = ends
    return ChangeLine(
        date=when,
        ref=at.name(item),
        title=full_title(item),
        field="due",
        old=old,
        new=new,
        effect=days_later(days),
        reason=NO_REASON,
        agreed=NOT_AGREED,
        minute=(),
        moved=True,
    )


def change_line(at: PlanAsAt, item: Item, change: Change) -> ChangeLine:
    """Tell one recorded change."""
    moved = moves_date(change)
    is_date = moved or change.field == "start"
    when = at.moment(change.date)
    if isinstance(change, SilentMove):
        when = Moment(f"{when.words}, in version {change.version}")
    return ChangeLine(
        date=when,
        ref=at.name(item),
        title=full_title(item),
        field=change.field,
        old=_value(at, change.old, is_date=is_date),
        new=_value(at, change.new, is_date=is_date),
        effect=days_later(days_moved(at, change)) if is_date else "",
        reason=sentence(change.reason) if change.reason else NO_REASON,
        agreed=f"Agreed by {_agreed(at, change.agreed_by)}." if change.agreed_by else NOT_AGREED,
        minute=prose(change.minute),
        moved=moved,
    )


def _agreed(at: PlanAsAt, by: str) -> str:
    return at.role(by) if by in at.plan.roles else by


def _value(at: PlanAsAt, text: str | None, *, is_date: bool) -> str:
    if text is None:
        return "nothing recorded"
    return at.say_text(text) if is_date else text


def days_moved(at: PlanAsAt, change: Change) -> int:
    """Return how many days later a change makes a date, negative for earlier; 0 where it names no days."""
    try:
        ends = [
            parse(text).window(at.plan.calendar).latest if text else None for text in (change.old, change.new)
        ]
    except Misread:
        return 0
    old, new = ends
    return (new - old).days if old and new else 0


def withdrawal_line(at: PlanAsAt, item: Item, gone: Withdrawal) -> ChangeLine:
    """Tell of one action or milestone that is no longer promised."""
    return ChangeLine(
        date=at.moment(gone.date),
        ref=at.name(item),
        title=full_title(item),
        field="withdrawn",
        old="",
        new="",
        effect=f"replaced by {gone.superseded_by}" if gone.superseded_by else "",
        reason=sentence(gone.reason) if gone.reason else NO_REASON,
        agreed=f"Agreed by {_agreed(at, gone.by)}." if gone.by else NOT_AGREED,
        minute=(),
    )


def latest_reports(at: PlanAsAt) -> list[tuple[Item | None, Update]]:
    """List every report known on the day with what it is about, newest first; None is the whole plan."""
    known = [(item, update) for item, update in _updates(at) if at.known(update.date)]
    known.sort(key=lambda pair: at.day(pair[1]), reverse=True)
    return known


def _updates(at: PlanAsAt) -> Iterator[tuple[Item | None, Update]]:
    """Yield every update: the whole plan's first, then each workstream's own, then the rest in plan order."""
    yield from ((None, update) for update in at.plan.updates)
    items = list(walk(at.plan))
    for wanted in (Workstream, Outcome, Promise):
        for item in items:
            if isinstance(item.thing, wanted):
                yield from ((item, update) for update in item.thing.updates)


def _news(at: PlanAsAt, item: Item | None, update: Update, above: Update | None) -> News:
    report = at.report(update, above)
    if item is None:
        return News(Link(capital(at.plan.area)), small(NO_WORKSTREAM), report)
    return News(at.name(item), full_title(item), report)
