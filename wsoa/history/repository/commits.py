"""What git says of a commit, read so that no subject, author, clock or encoding can break it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

from wsoa.history.repository.versions import Commit

FORMAT = "%H%n%P%n%an%n%ad%n%cd%n%s"
"""Git's format for a commit. The subject comes last and is one line; records end in a zero byte."""
_FIELDS = 6
_MOST_HOURS = 14
_UNKNOWN = date(1970, 1, 1)


def commits_in(text: str) -> Iterator[Commit]:
    """Read the records of ``git log -z --date=raw`` in :data:`FORMAT`."""
    for record in text.split("\0"):
        fields = record.strip("\n").split("\n", _FIELDS - 1)
        if len(fields) == _FIELDS:
            full, parents, author, authored, committed, subject = fields
            days = _day(authored), _day(committed)
            known = next((day for day in days if day is not None), _UNKNOWN)
            yield Commit(full, days[0] or known, days[1] or known, subject, author, tuple(parents.split()))


def _day(raw: str) -> date | None:
    """Return the day of seconds and a time zone, as its writer's calendar had it; None where it has none.

    A moment beyond the calendar is put on its last day, a time zone that no place has is left out.
    """
    seconds, _, zone = raw.strip().partition(" ")
    try:
        moment = int(seconds)
    except ValueError:
        return None
    try:
        return (datetime.fromtimestamp(moment, UTC) + _zone(zone)).date()
    except (OverflowError, ValueError, OSError):
        return date.max if moment > 0 else date.min


def _zone(text: str) -> timedelta:
    sign, digits = text[:1], text[1:]
    if sign not in {"+", "-"} or not digits.isascii() or not digits.isdigit() or len(digits) != len("0000"):
        return timedelta(0)
    ahead = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if ahead > timedelta(hours=_MOST_HOURS):
        return timedelta(0)
    return ahead if sign == "+" else -ahead
