"""Days, months and dates of a plan in words, the same everywhere and in any locale."""

from __future__ import annotations

from datetime import date

from wsoa.plan.base import Misread
from wsoa.plan.dates import MONTHS, Calendar, Deadline, Precision, When, parse
from wsoa.words.numbers import count

_EXACT = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
NONE = "\N{EN DASH}"
"""What stands where there is no day or no figure."""


def say_day(day: date) -> str:
    """Write a day out: 31 October 2019."""
    return f"{day.day} {say_month(day)}"


def say_month(day: date) -> str:
    """Write a day's month out: October 2019."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def long_day(day: date | None) -> str:
    """Write a day out in full: 31 October 2019; a dash where there is none."""
    return say_day(day) if day else NONE


def day_or_none(day: date | None) -> str:
    """Write a day out, or that none is recorded, as a sentence needs it."""
    return say_day(day) if day else "a day not recorded"


def short_day(day: date | None) -> str:
    """Write a day for a narrow column: 31 Oct 2019; a dash where there is none."""
    return f"{day.day} {MONTHS[day.month - 1][:3]} {day.year}" if day else NONE


def day_near(day: date, near: date) -> str:
    """Write a day that stands beside another: 31 Jul, with its year only where that is another."""
    return f"{day.day} {MONTHS[day.month - 1][:3]}" if day.year == near.year else short_day(day)


def say_when(when: When, calendar: Calendar) -> str:
    """Write a plan's date out: January to July 2020, from February 2020, every quarter from April 2020.

    An offset gives its day first and its words after: 18 April 2020 (6 months).
    """
    if when.every is not None:
        return _say_recurring(when.every, when, calendar)
    if when.first is not None and when.last is not None:
        return say_range(when.first, when.last, calendar)
    if when.first is not None:
        return f"from {say_when(when.first, calendar)}"
    if when.days is not None:
        latest = when.window(calendar).latest
        words = when.text.replace("-", " to ")
        return f"{say_day(latest)} ({words})" if latest else words
    if when.months is not None:
        return _say_offset(when.months, when.window(calendar).latest)
    return _say_single(when)


def _say_recurring(every: str, when: When, calendar: Calendar) -> str:
    said = f"every {every.replace('two-', 'two ').replace('four-', 'four ')}"
    if when.on:
        month, _, day = when.on.partition("-")
        said += f" on {int(day)} {MONTHS[int(month) - 1]}" if day else f" in {MONTHS[int(month) - 1]}"
    for word, end in (("from", when.first), ("until", when.last)):
        said += f" {word} {say_when(end, calendar)}" if end else ""
    return said


def say_due(due: Deadline, calendar: Calendar) -> str:
    """Write a commitment's date out, as :func:`say_when` does."""
    return say_when(due.when, calendar)


def say_text(text: str, calendar: Calendar) -> str:
    """Write out a date that a plan holds as text, as a change record does; other text stays as it is."""
    try:
        return say_when(parse(text), calendar)
    except Misread:
        return text


def say_range(first: When, last: When, calendar: Calendar) -> str:
    """Write out the time from one date to another: 11 to 25 March 2019."""
    start, end = first.window(calendar).earliest, last.window(calendar).latest
    if start is None or end is None:
        return f"{first.text} to {last.text}"
    until = _say_end(last, end)
    if _say_end(first, start) == until:
        return until
    if start.year != end.year or Precision.YEAR in {first.precision, last.precision}:
        return f"{_say_end(first, start)} to {until}"
    month = MONTHS[start.month - 1]
    if first.precision is not Precision.DAY:
        return f"{month} to {until}"
    both_days = last.precision is Precision.DAY and start.month == end.month
    return f"{start.day} to {until}" if both_days else f"{start.day} {month} to {until}"


def machine_date(when: When) -> str:
    """Return what a machine reads as this date; empty where the date is not one day, month or year."""
    return when.text if when.precision in _EXACT and when.years is None else ""


def _say_single(when: When) -> str:
    window = when.fixed
    if window is None or window.earliest is None or window.latest is None:
        return when.text
    if when.precision is Precision.DAY:
        return say_day(window.latest)
    if when.precision is Precision.MONTH:
        return say_month(window.latest)
    if when.precision is Precision.QUARTER:
        return f"{MONTHS[window.earliest.month - 1]} to {say_month(window.latest)}"
    return when.text


def _say_end(when: When, day: date) -> str:
    if when.precision is Precision.DAY:
        return say_day(day)
    return str(day.year) if when.precision is Precision.YEAR else say_month(day)


def _say_offset(months: tuple[int, int], latest: date | None) -> str:
    first, last = months
    words = count(last, "month") if first == last else f"{first} to {count(last, 'month')}"
    return f"{say_day(latest)} ({words})" if latest else words
