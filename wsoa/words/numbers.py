"""Figures with their unit, counts of things and numbers of days."""

from __future__ import annotations

from decimal import Decimal

from wsoa.plan.kpis import Unit
from wsoa.words.lists import plural

MINUS = "\N{MINUS SIGN}"
_PENCE = Decimal("0.01")
_KILO = 1_000


def say_number(value: Decimal, unit: Unit) -> str:
    """Write a figure with its unit: 58%, 1,204, £300, 12 weeks.

    Decimal places stay as they were given; only pence are always two: £1.50.
    """
    if unit == "money" and value.as_tuple().exponent == -1:
        value = value.quantize(_PENCE)
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


def say_size(size: int) -> str:
    """Write the size of a file of so many bytes: 512 bytes, 43 kB, 1.2 MB."""
    if size < _KILO:
        return count(size, "byte")
    if round(size / _KILO) < _KILO:
        return f"{round(size / _KILO)} kB"
    return f"{size / _KILO**2:.1f} MB"


def count_days(days: int) -> str:
    """Write a number of days: 1 day, 61 days."""
    return count(days, "day")


def days_later(days: int) -> str:
    """Say how far a date moved: 61 days later, 1 day earlier; empty where it did not move."""
    return f"{count_days(abs(days))} {'later' if days > 0 else 'earlier'}" if days else ""


def times(number: int) -> str:
    """Say how often: once, twice, 3 times."""
    return {1: "once", 2: "twice"}.get(number, f"{number:,} times")


def signed(number: int, none: str = "0") -> str:
    """Write a change with its sign: +3 or a minus and 2; ``none`` for no change."""
    return f"{'+' if number > 0 else MINUS}{abs(number):,}" if number else none
