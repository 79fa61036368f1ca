"""Dates as people type them, day first, turned into the spelling that a plan needs."""

from __future__ import annotations

from datetime import date, timedelta

from wsoa.authoring.refusal import RefusedError
from wsoa.plan.base import Misread
from wsoa.plan.dates import When, parse
from wsoa.plan.spoken import spoken

_DAYS_AGO = {"today": 0, "yesterday": 1, "tomorrow": -1}


def read_date(words: str, option: str, day: date) -> When:
    """Read a date in everyday words. ``option`` is what it was given for, ``day`` is today.

    Raises:
        RefusedError: it can be read in two ways, is not in the calendar, or is not a date.
    """
    near = _DAYS_AGO.get(words.strip().lower())
    if near is not None:
        return parse((day - timedelta(days=near)).isoformat())
    try:
        return understood(words)
    except Misread as misread:
        # what is said of printed dates helps only those who copy a document
        advice = f"; {misread.help.partition('; keep what')[0]}" if misread.help else ""
        raise RefusedError(f"{option}: {misread.message}{advice}.") from None


def day_up_to(words: str, option: str, today: date) -> date:
    """Return the one day that words mean, which must not lie ahead. ``option`` is what they were given to.

    Raises:
        RefusedError: they are no day, or it has yet to come.
    """
    window = read_date(words, option, today).fixed
    if window is None or window.latest is None or window.earliest != window.latest:
        raise RefusedError(f"{option} needs one day, not {words!r}.")
    if window.latest > today:
        raise RefusedError(f"{option}: {words!r} has yet to come.")
    return window.latest


def understood(words: str) -> When:
    """Read a date in the plan's spelling or in everyday words.

    Raises:
        Misread: it can be read in two ways, is not in the calendar, or is not a date.
    """
    words = words.strip()
    try:
        return parse(words)
    except Misread:
        return spoken(words)
