"""The dates in a cell: one, several, staged, recurring, or none that can be read."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta

from wsoa.plan.base import Misread
from wsoa.plan.date_atoms import Known
from wsoa.plan.date_phrases import Due, Phrase, Stage, read_phrase, settled_order

__all__ = ["Due", "Phrase", "Stage", "latest_of", "read_dates", "settled_order"]

_SERIAL = re.compile(r"(?:3|4|5)[0-9]{4}\Z")
_EPOCH = date(1899, 12, 30)
_LOOSE = re.compile(r"[-–—]\s*\Z|\A\s*[-–—]\s*\S")
_DOTTED = re.compile(r"(?<![0-9.])[0-9]{1,2}\.[0-9]{1,2}\.(?:[0-9]{4}|[0-9]{2})(?![0-9.])")
_MOST = 600


def read_dates(text: str, dayfirst: bool | None = None, years: Collection[int] = ()) -> Phrase:  # noqa: FBT001 - the map's own word
    """Read a cell of dates; what it says is never changed without a doubt.

    ``dayfirst`` is the order of dates such as 03/04/20 where something settles it; ``years`` are the years that
    the document names in full.
    """  # noqa: E501
    line = " ".join(text.split())
    if len(line) > _MOST:
        return Phrase(doubt="no date: this is a text, not a date")
    if _SERIAL.match(line):
        day = _EPOCH + timedelta(days=int(line))
        return Phrase(day.isoformat(), doubt="taken for a date that a spreadsheet keeps as a number of days")
    read = read_phrase(line, Known(dayfirst, years, printed=True))
    if dayfirst is None and read.problem is not None and _DOTTED.search(line):
        dotted = read_phrase(line, Known(dayfirst=True, years=years, printed=True))
        if dotted.problem is None:
            said = "read day first, as dates with full stops are"
            return dotted._replace(doubt="; ".join(filter(None, (said, dotted.doubt))))
    if read.problem is not None:
        return read._replace(doubt=_why(read.problem, line))
    if not read.doubt and _LOOSE.search(line) and read.due is not None:
        return read._replace(doubt="loose signs passed over")
    return read


def _why(problem: Misread, line: str) -> str:
    """Say why no date was read, and how to write it; the words themselves stand beside it in the ledger."""
    advice = problem.help.partition("; keep what")[0]
    message = problem.message.removeprefix(f"“{line}” ")
    message = message if message == problem.message else f"it {message}"
    return f"no date: {message}; {advice}" if advice else f"no date: {message}"


def latest_of(due: Due | None) -> str:
    """Return the end of a date that is one spelling, for comparing; empty for any other."""
    return due.rpartition("/")[2] if isinstance(due, str) else ""
