"""Dates and lists as findings write them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wsoa.plan.dates import MONTHS, Precision, When, parse
from wsoa.words.dates import say_day, say_month

_SHOWN = 5


def written(when: When) -> str:
    """Write a date in words: 31 March 2020, November 2019, January 2020 to July 2020."""
    window = when.fixed
    if window is None or window.earliest is None:
        return when.text
    first, _, last = when.text.partition("/")
    if window.precision is Precision.OPEN:
        return f"{_end(first, window.earliest)} onwards"
    if window.precision is Precision.RANGE and window.latest is not None:
        return f"{_end(first, window.earliest)} to {_end(last, window.latest)}"
    if window.precision is Precision.QUARTER and window.latest is not None:
        return f"{MONTHS[window.earliest.month - 1]} to {say_month(window.latest)}"
    return _named(window.precision, window.earliest, when.text)


def restated(
    rating: str | None, forecast: When | None, blocker: str | None = None, help_needed: str | None = None
) -> str:
    """Say over again what a report gives, for one that has no sentence of its own."""
    told = ["Something is in the way."] if blocker else []
    told += ["Help is asked for."] if help_needed else []
    told += [f"Rated {rating}."] if rating else []
    told += [f"Now expected by {written(forecast)}."] if forecast else []
    return " ".join(told)


def _end(text: str, day: date) -> str:
    return _named(parse(text).precision, day, text)


def _named(precision: Precision, day: date, text: str) -> str:
    """Name a day or a month; anything else keeps its spelling."""
    if precision is Precision.DAY:
        return say_day(day)
    return say_month(day) if precision is Precision.MONTH else text


def listed(refs: Sequence[str]) -> str:
    """List refs in words, the first five and how many more there are."""
    if len(refs) > _SHOWN + 1:
        return f"{', '.join(refs[:_SHOWN])} and {len(refs) - _SHOWN} more"
    *first, last = refs
    return f"{', '.join(first)} and {last}" if first else last
