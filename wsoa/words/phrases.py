"""Dates, figures, counts, lists and plurals in plain British English."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from wsoa.assess.commitments import Due
from wsoa.plan.base import Misread
from wsoa.plan.dates import Calendar, Precision, When, parse, recurring_keys
from wsoa.plan.kpis import Unit
from wsoa.plan.words import MONTHS, say_day, say_month

_EXACT = frozenset({Precision.DAY, Precision.MONTH, Precision.YEAR})
_HEAD_ENDS = re.compile(r" (?:of|for|in|to|with) ")
_SIBILANT = ("s", "x", "z", "ch", "sh")
MINUS = "\N{MINUS SIGN}"


def say_when(when: When, calendar: Calendar) -> str:
    """Write a plan's date out: January to July 2020, from February 2020, every quarter from April 2020.

    An offset gives its day first and its words after: 18 April 2020 (6 months).
    """
    if when.precision is Precision.RANGE:
        left, _, right = when.text.partition("/")
        return _say_range(parse(left), parse(right), calendar)
    if when.precision is Precision.OPEN:
        return f"from {say_when(parse(when.text.partition('/')[0]), calendar)}"
    if when.precision is Precision.RECURRING:
        return _say_recurring(when.text, calendar)
    if when.precision is Precision.OFFSET:
        return _say_offset(when, calendar)
    return _say_single(when)


def say_due(due: Due, calendar: Calendar) -> str:
    """Write a commitment's date out, as :func:`say_when` does."""
    if due.window.precision is Precision.RECURRING:
        return _say_recurring(due.text, calendar)
    return say_text(due.text, calendar)


def say_text(text: str, calendar: Calendar) -> str:
    """Write a date out that is held as text; text that is no canonical date is given back as it is."""
    try:
        return say_when(parse(text), calendar)
    except Misread:
        return text


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


def _say_range(left: When, right: When, calendar: Calendar) -> str:
    first, last = left.window(calendar).earliest, right.window(calendar).latest
    if first is None or last is None:
        return f"{left.text} to {right.text}"
    start = _say_end(left, first)
    end = _say_end(right, last)
    if start == end:
        return end
    if first.year == last.year and Precision.YEAR not in {left.precision, right.precision}:
        start = start.removesuffix(f" {first.year}")
        if first.month == last.month:
            start = start.removesuffix(f" {MONTHS[first.month - 1]}")
    return f"{start} to {end}"


def _say_end(when: When, day: date) -> str:
    if when.precision is Precision.DAY:
        return say_day(day)
    return str(day.year) if when.precision is Precision.YEAR else say_month(day)


def _say_recurring(text: str, calendar: Calendar) -> str:
    keys = recurring_keys(text)
    said = f"every {keys['every'].replace('two-', 'two ').replace('four-', 'four ')}"
    if on := keys.get("on"):
        month, _, day = on.partition("-")
        said += f" on {int(day)} {MONTHS[int(month) - 1]}" if day else f" in {MONTHS[int(month) - 1]}"
    for word in ("from", "until"):
        if word in keys:
            said += f" {word} {say_text(keys[word], calendar)}"
    return said


def _say_offset(when: When, calendar: Calendar) -> str:
    words = when.text.replace("-", " to ")
    latest = when.window(calendar).latest
    return f"{say_day(latest)} ({words})" if latest else words


def say_number(value: Decimal, unit: Unit) -> str:
    """Write a figure with its unit: 58%, 1,204, £300, 12 weeks. Decimal places stay as they were given."""
    size = f"{abs(value):,f}"
    sign = MINUS if value < 0 else ""
    if unit == "percent":
        return f"{sign}{size}%"
    if unit == "money":
        return f"{sign}£{size}"
    if unit == "weeks":
        return f"{sign}{size} {'week' if abs(value) == 1 else 'weeks'}"
    return sign + size


def count(number: int, singular: str) -> str:
    """Write a number of things: 1 action, 152 actions, 2 areas of concern."""
    return f"{number:,} {singular if number == 1 else plural(singular)}"


def either(number: int, one: str, many: str) -> str:
    """Return the word that goes with a number of things: 1 is, 2 are."""
    return one if number == 1 else many


def be(number: int) -> str:
    """Return is or are, as a number of things wants it."""
    return either(number, "is", "are")


def have(number: int) -> str:
    """Return has or have, as a number of things wants it."""
    return either(number, "has", "have")


def plural(singular: str) -> str:
    """Return the plural of a label: actions, priorities, areas of concern, KPIs."""
    tail = _HEAD_ENDS.search(singular)
    cut = tail.start() if tail else len(singular)
    head, rest = singular[:cut], singular[cut:]
    if head.endswith(_SIBILANT):
        return f"{head}es{rest}"
    if head.endswith("y") and head[-2:-1] not in "aeiou":
        return f"{head[:-1]}ies{rest}"
    return f"{head}s{rest}"


def capital(text: str) -> str:
    """Return the text with its first letter large and the rest untouched."""
    return text[:1].upper() + text[1:]


def small(text: str) -> str:
    """Return the text with its first letter small, unless its first word is an abbreviation."""
    first = text.split(" ", 1)[0]
    return text if any(letter.isupper() for letter in first[1:]) else text[:1].lower() + text[1:]


def sentence(text: str) -> str:
    """Return a clause as a sentence: large first letter, one full stop."""
    return capital(text) if text.endswith((".", "!", "?", "…")) else f"{capital(text)}."


def listed(words: Sequence[str]) -> str:
    """Join words as a sentence does: a, b and c."""
    if len(words) <= 1:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
