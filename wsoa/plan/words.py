"""Days, months and numbers of days in words, the same everywhere and in any locale."""

from __future__ import annotations

from datetime import date

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def say_day(day: date) -> str:
    """Write a day out: 31 October 2019."""
    return f"{day.day} {say_month(day)}"


def say_month(day: date) -> str:
    """Write a day's month out: October 2019."""
    return f"{MONTHS[day.month - 1]} {day.year}"


def count_days(days: int) -> str:
    """Write a number of days: 1 day, 61 days."""
    return "1 day" if days == 1 else f"{days:,} days"
