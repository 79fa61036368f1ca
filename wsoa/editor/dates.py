"""Dates in the words people type, each with the spelling that a plan needs and what that spelling means."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from wsoa.plan.base import Misread
from wsoa.plan.dates import INTERVALS, MONTHS, Calendar, add_months, parse
from wsoa.plan.spoken import canonical
from wsoa.words.dates import say_day, say_text

_MOST_OFFERED = 32
_NUMBERS = re.compile(
    r"(?P<first>0?[1-9]|1[0-2])[/.-](?P<second>0?[1-9]|1[0-2])[/.-](?P<year>[0-9]{4}|[0-9]{2})"
)
_MONTH_BEGUN = re.compile(
    r"(?P<lead>(?:[0-9]{1,2}(?:st|nd|rd|th)?|(?:by )?(?:the )?end(?: of)?)\s+)?(?P<month>[a-z]{1,9})"
)
_YEAR_BEGUN = re.compile(r"(?P<year>[0-9]{4})-(?P<month>[01]?[0-9]?)")
_NUMBER_OF_MONTHS = re.compile(r"(?:in |within )?(?P<months>[0-9]{1,3})(?:\s+m[onths]*)?")


class DateOffer(NamedTuple):
    """One date to choose: how a plan spells it, and what it means in words."""

    spelling: str
    words: str


def dates_for(typed: str, today: date, calendar: Calendar) -> tuple[DateOffer, ...]:
    """Return the dates that what was typed so far can mean, the likeliest first.

    Where the year was not typed, this year and the next are offered, nearest first of those not yet past.
    """
    words = " ".join(typed.lower().split())
    found: dict[str, DateOffer] = {}
    for spelling, name in _spellings(words, today, calendar):
        if spelling not in found:
            meaning = _meaning(spelling, calendar)
            named = name and not meaning.startswith(name)
            found[spelling] = DateOffer(spelling, f"{name}, {meaning}" if named else meaning)
        if len(found) == _MOST_OFFERED:
            break
    return tuple(found.values())


def _spellings(words: str, today: date, calendar: Calendar) -> Iterator[tuple[str, str]]:
    """Yield spellings, each with the name it was asked for by, if it has one."""
    if words:
        for spelling in (*_read(words), *_without_year(words, today), *_months_of(words)):
            if calendar.start is not None or not _counts_from_start(spelling):
                yield spelling, ""
    for name, spelling in _named(today):
        if name.startswith(words):
            yield spelling, name
    for spelling in (*(name for name in calendar.terms if words in name), *_offsets(words, calendar)):
        yield spelling, ""


def _read(words: str) -> Iterator[str]:
    """Yield what the words mean as they stand; both days where they could be two."""
    try:
        spelling = canonical(words)
    except Misread:
        if found := _NUMBERS.fullmatch(words):
            for day, month in (("first", "second"), ("second", "first")):
                yield from _read(f"{found[day]} {MONTHS[int(found[month]) - 1]} {found['year']}")
        return
    if spelling is not None and _is_date(spelling):
        yield spelling
    elif _is_date(words.upper()):
        yield words.upper()


def _without_year(words: str, today: date) -> Iterator[str]:
    """Yield days and months of this year and the next for words without a year, such as 31 oct."""
    found = _MONTH_BEGUN.fullmatch(words)
    if found is None:
        return
    lead = found["lead"] or ""
    for month in (name for name in MONTHS if name.lower().startswith(found["month"])):
        told = []
        for year in (today.year, today.year + 1):
            told += list(_read(f"{lead}{month.lower()} {year}"))
        yield from sorted(told, key=lambda spelling: _is_past(spelling, today))


def _months_of(words: str) -> Iterator[str]:
    """Yield the months that a year and a hyphen may go on with."""
    found = _YEAR_BEGUN.fullmatch(words)
    if found is not None:
        months = (f"{number:02}" for number in range(1, len(MONTHS) + 1))
        yield from (
            f"{found['year']}-{month}"
            for month in months
            if _begins(month, found["month"]) and _is_date(f"{found['year']}-{month}")
        )


def _begins(month: str, typed: str) -> bool:
    """Tell whether a month's two figures may be meant by those typed so far; 1 is January, too."""
    return month.startswith(typed) or month == typed.zfill(2)


def _named(today: date) -> Iterator[tuple[str, str]]:
    """Yield the days that people name from where they stand, with their names."""
    month_after = add_months(today.replace(day=1), 1)
    yield "today", today.isoformat()
    yield "tomorrow", (today + timedelta(days=1)).isoformat()
    yield "yesterday", (today - timedelta(days=1)).isoformat()
    yield "end of this month", (month_after - timedelta(days=1)).isoformat()
    yield "end of next month", (add_months(month_after, 1) - timedelta(days=1)).isoformat()
    yield "this month", f"{today:%Y-%m}"
    yield "next month", f"{month_after:%Y-%m}"
    yield "this quarter", _quarter(today)
    yield "next quarter", _quarter(add_months(today.replace(day=1), 3))
    yield "this year", f"{today.year}"
    yield "next year", f"{today.year + 1}"
    yield "ongoing", "ongoing"
    for every in INTERVALS:
        yield f"every {every}", f"{{every: {every}, from: {today:%Y-%m}}}"


def _quarter(day: date) -> str:
    return f"{day.year}-Q{(day.month + 2) // 3}"


def _offsets(words: str, calendar: Calendar) -> Iterator[str]:
    """Yield a number of months from the plan's start, where it has one."""
    if calendar.start is None:
        return
    found = _NUMBER_OF_MONTHS.fullmatch(words)
    if found is not None and int(found["months"]):
        months = int(found["months"])
        yield f"{months} month{'' if months == 1 else 's'}"
    elif not words:
        yield from ("6 months", "12 months")


def _is_date(spelling: str) -> bool:
    try:
        parse(spelling)
    except Misread:
        return False
    return True


def _counts_from_start(spelling: str) -> bool:
    when = parse(spelling)
    return when.months is not None or when.days is not None


def _is_past(spelling: str, today: date) -> bool:
    window = parse(spelling).fixed
    return window is not None and window.latest is not None and window.latest < today


def _meaning(spelling: str, calendar: Calendar) -> str:
    """Say what a spelling means, and for a stretch of time its last day, from which lateness counts."""
    if spelling.startswith("{"):
        every, _, start = spelling.strip("{}").removeprefix("every: ").partition(", from: ")
        return say_text(f"every {every}", calendar) + f", from {say_text(start, calendar)}"
    words = say_text(spelling, calendar)
    when = parse(spelling)
    latest = when.window(calendar).latest
    if latest is None or say_day(latest) in words:
        return words
    return f"{words}, late after {say_day(latest)}"
