"""Open commitments as a calendar to subscribe to (RFC 5545): an all-day event on the last day of each.

Events and not to-dos, because Outlook and Google Calendar show no to-dos of a calendar they subscribe to.
An event keeps its UID when its date moves, so that it moves in the reader's calendar as well.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import NAMESPACE_URL, uuid5

from wsoa.reports.export.export import CalendarExport, Promise
from wsoa.words.dates import long_day
from wsoa.words.nothing import moves_not_known
from wsoa.words.standings import say_grounds, say_standing
from wsoa.words.text import one_line

OCTETS = 75
"""The longest line that RFC 5545 allows, in octets, without its end."""


class Event(NamedTuple):
    """A drawn event, and what its place in a calendar goes by: the day, then whose it is."""

    day: date
    key: tuple[str, str]
    text: str


def export_ics(export: CalendarExport) -> str:
    """Return one calendar with an event for every commitment. The day, not the clock, is its time stamp."""
    return calendar(export.areas, events(export), export.tool_version)


def events(export: CalendarExport) -> list[Event]:
    """Return the events of a calendar, drawn; the plans can be let go."""
    return [
        Event(promise.day, promise.key, _drawn(_event(promise, export.as_of))) for promise in export.promises
    ]


def calendar(areas: Sequence[str], drawn: Iterable[Event], tool_version: str) -> str:
    """Return one calendar of events of whatever plans, in date order."""
    name = f"SEND action plan: {', '.join(areas)}"
    opening = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:-//wsoa//wsoa {tool_version}//EN",
        "METHOD:PUBLISH",
        f"NAME:{_text(name)}",
        f"X-WR-CALNAME:{_text(name)}",
        "REFRESH-INTERVAL;VALUE=DURATION:P1D",
    )
    told = "".join(event.text for event in sorted(drawn, key=lambda event: event[:2]))
    return f"{_drawn(opening)}{told}{_drawn(('END:VCALENDAR',))}"


def _drawn(lines: Iterable[str]) -> str:
    return "".join(f"{folded(line)}\r\n" for line in lines)


def _event(promise: Promise, as_of: date) -> Iterator[str]:
    c = promise.commitment
    moved = " (date moved)" if c.moves else ""
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(*promise.key)}"
    yield f"DTSTAMP:{_day(as_of)}T000000Z"
    yield f"SEQUENCE:{promise.revision}"
    yield f"DTSTART;VALUE=DATE:{_day(promise.day)}"
    yield f"DTEND;VALUE=DATE:{_day(promise.day + timedelta(days=1))}"
    yield f"SUMMARY:{_text(f'{promise.plan.area} {c.ref}: {c.title}{moved}')}"
    yield f"DESCRIPTION:{_text(*_description(promise, as_of))}"
    yield f"CATEGORIES:{_text(c.kind.upper())}"
    yield f"STATUS:{'CANCELLED' if promise.dropped else 'CONFIRMED'}"
    yield "TRANSP:TRANSPARENT"
    yield "END:VEVENT"


def _description(promise: Promise, as_of: date) -> Iterator[str]:
    c, plan = promise.commitment, promise.plan
    lead = plan.labels.lead
    yield f"{plan.title}, {plan.area}"
    stated = f" (the plan says {c.due.text})" if c.due and c.due.text != promise.day.isoformat() else ""
    yield f"Last day: {long_day(promise.day)}{stated}"
    if c.moves and c.original_due is not None:
        yield f"First promised for: {c.original_due.text}"
    yield f"{lead[:1].upper()}{lead[1:]}: {'; '.join(promise.leads) or 'no lead recorded'}"
    if told := moves_not_known(promise.gap, c.moves):
        yield told
    yield f"As at {long_day(as_of)}: {say_standing(c)}, {say_grounds(c.grounds)}"


def uid(plan_id: str, ref: str) -> str:
    """Return the name of an event: the same for the same plan and ref, whatever else changes."""
    return str(uuid5(NAMESPACE_URL, f"wsoa:{plan_id}\x1f{ref}"))


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(*lines: str) -> str:
    r"""Return lines as one TEXT value: backslash, semicolon and comma escaped, and \n between lines."""
    escaped = (one_line(line).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,") for line in lines)
    return "\\n".join(escaped)


def folded(line: str) -> str:
    """Break a line so that no part is longer than 75 octets and no character is cut in two."""
    if len(line) <= OCTETS and line.isascii():
        return line
    parts: list[str] = []
    start, room = 0, OCTETS
    for index, character in enumerate(line):
        size = len(character.encode("utf-8", "replace"))
        if size > room:
            parts.append(line[start:index])
            start, room = index, OCTETS - 1
        room -= size
    return "\r\n ".join((*parts, line[start:]))
