"""Dates as plans write them. Every date is a window: its earliest day, its latest day, its precision."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from types import MappingProxyType
from typing import Literal, NamedTuple

from wsoa.plan.base import Misread, shown

YearKind = Literal["financial", "academic", "calendar"]
FIRST_DAY, LAST_DAY = date(1900, 1, 1), date(2199, 12, 31)
"""The days a plan can be judged on. Dates in a plan may lie further off, and are counted from these."""
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
MONTHS_IN_YEAR = 12
MONTHS_IN_QUARTER = 3
DAYS_IN_WEEK = 7
RECURRING_KEYS = ("every", "on", "from", "until")
"""The keys of a recurring date, in the order its text names them."""

INTERVALS = (
    "day", "week", "half-month", "month", "half-term", "two-months", "quarter", "term", "four-months",
    "half-year", "year", "two-years",
)  # fmt: skip
"""How often something recurs."""


class Precision(StrEnum):
    """How exactly a date is known."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    RANGE = "range"
    OPEN = "open"
    ONGOING = "ongoing"
    RECURRING = "recurring"
    TERM = "term"
    OFFSET = "offset"


ENDLESS = frozenset({Precision.OPEN, Precision.ONGOING, Precision.RECURRING})
"""Precisions that have no last day, so that nothing under them is ever late, only stale."""


class Window(NamedTuple):
    """The days a date may mean. Lateness runs from ``latest``; None means no such end."""

    earliest: date | None
    latest: date | None
    precision: Precision


class Calendar(NamedTuple):
    """What a plan's relative dates count from."""

    start: date | None = None
    terms: Mapping[str, tuple[date, date]] = MappingProxyType({})
    year: YearKind = "financial"


class When(NamedTuple):
    """A date as a plan states it, in its canonical spelling.

    ``fixed`` is its window where the words alone settle it. Offsets (``months``, ``days``), terms and years
    such as 2018/19 (``years``) need the plan's calendar: ask :meth:`window`.

    ``first`` and ``last`` are the two ends of a range as they are spelt. A date with no end, and a recurring
    one that says from when, has ``first`` alone; ``every`` is how often the latter comes round, ``on`` the
    day or month of the year it does, and ``last`` when it ends.
    """

    text: str
    precision: Precision
    fixed: Window | None = None
    months: tuple[int, int] | None = None
    years: int | None = None
    every: str | None = None
    first: When | None = None
    last: When | None = None
    days: tuple[int, int] | None = None
    on: str | None = None

    def window(self, calendar: Calendar) -> Window:
        """Resolve to days. An offset without a start, or an unknown term, has neither end."""
        if self.fixed is not None:
            return self.fixed
        if self.months is not None:
            return _offset_window(self.months, calendar.start)
        if self.years is not None:
            return split_year(self.years, calendar.year)
        if self.days is not None:
            return _days_window(self.days, calendar.start)
        return _term_window(self.text, calendar.terms)

    @property
    def endless(self) -> bool:
        """True for ongoing, open and recurring dates."""
        return self.precision in ENDLESS


class Deadline(NamedTuple):
    """A promised date as a plan states it, the days it means, and what the document prints for it."""

    when: When
    window: Window
    printed: str | None = None

    @property
    def text(self) -> str:
        """The plan's own spelling."""
        return self.when.text

    @property
    def latest(self) -> date | None:
        """The last day that keeps the promise; None where there is none."""
        return self.window.latest

    @property
    def endless(self) -> bool:
        """True where nothing can be late: ongoing, open or recurring."""
        return self.when.endless


def deadline(when: When | None, calendar: Calendar, printed: str | None = None) -> Deadline | None:
    """Return a date with the days it means by a calendar; None for no date."""
    return Deadline(when, when.window(calendar), printed) if when is not None else None


def split_year(first: int, kind: YearKind) -> Window:
    """Return the days of a year written 2018/19: April to March, or September to August."""
    month = 9 if kind == "academic" else 4
    last_month = month - 1
    last = date(first + 1, last_month, monthrange(first + 1, last_month)[1])
    return Window(date(first, month, 1), last, Precision.YEAR)


def add_months(day: date, months: int) -> date:
    """Return the same day some months on, or that month's last day where there is no such day."""
    index = day.year * MONTHS_IN_YEAR + day.month - 1 + months
    year, month = divmod(index, MONTHS_IN_YEAR)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@lru_cache(maxsize=256)
def _offset_window(months: tuple[int, int], start: date | None) -> Window:
    if start is None:
        return Window(None, None, Precision.OFFSET)
    return Window(add_months(start, months[0]), add_months(start, months[1]), Precision.OFFSET)


def _days_window(days: tuple[int, int], start: date | None) -> Window:
    if start is None:
        return Window(None, None, Precision.OFFSET)
    return Window(start + timedelta(days[0]), start + timedelta(days[1]), Precision.OFFSET)


def _term_window(text: str, terms: Mapping[str, tuple[date, date]]) -> Window:
    """Find a term's days. Its second half ends with it; when the first half ends, only terms: can say."""
    if text in terms:
        return Window(*terms[text], Precision.TERM)
    whole = terms.get(text.removesuffix(" 2")) if text.endswith(" 2") else None
    return Window(None, whole[1] if whole else None, Precision.TERM)


_DAY = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})\Z", re.ASCII)
_MONTH = re.compile(r"([0-9]{4})-([0-9]{2})\Z", re.ASCII)
_QUARTER = re.compile(r"([0-9]{4})-Q([1-4])\Z", re.ASCII)
_YEAR = re.compile(r"([0-9]{4})\Z", re.ASCII)
_SPLIT_YEAR = re.compile(r"([0-9]{4})/([0-9]{2})\Z", re.ASCII)
_OFFSET = re.compile(r"([0-9]{1,3})(?:-([0-9]{1,3}))? (day|week|month)s?\Z", re.ASCII)
_TERM = re.compile(r"[0-9]{4}/[0-9]{2} [a-z]+ term(?: [12])?\Z", re.ASCII)
_YEARLY = re.compile(r"([0-9]{2})(?:-([0-9]{2}))?\Z", re.ASCII)

WAYS_TO_WRITE = (
    "write a day 2019-10-31, a month 2019-10, a range 2020-01/2020-07, an open date 2020-02/.. or ongoing"
)


class NotCanonicalError(Misread):
    """A date in words that are none of the canonical spellings; :mod:`wsoa.plan.spoken` may know which."""

    def __init__(self, text: str) -> None:
        self.text = text
        message = f"“{shown(text)}” is not a date that can be read"
        super().__init__("WSOA202", "date-not-understood", message, WAYS_TO_WRITE)


@lru_cache(maxsize=4096)
def parse(text: str) -> When:
    """Read one canonical spelling (ISO 8601 or EDTF where it has one).

    Raises:
        Misread: the text is not a date in a canonical spelling, is not in the calendar, or runs backwards.
    """
    if text == "ongoing":
        return When(text, Precision.ONGOING, Window(None, None, Precision.ONGOING))
    if found := _OFFSET.match(text):
        first = int(found[1])
        return _offset(text, first, int(found[2] or first), found[3])
    if found := _SPLIT_YEAR.match(text):
        return _split_year(text, int(found[1]), int(found[2]))
    if _TERM.match(text):
        return When(text, Precision.TERM)
    if text.count("/") == 1:
        return _range(text)
    return _simple(text)


def _simple(text: str) -> When:
    window = _days(text)
    return When(text, window.precision, window)


def _days(text: str) -> Window:
    if found := _DAY.match(text):
        return _day(text, int(found[1]), int(found[2]), int(found[3]))
    if found := _MONTH.match(text):
        year, month = int(found[1]), _month(text, int(found[2]))
        return Window(date(_year(text, year), month, 1), _month_end(year, month), Precision.MONTH)
    if found := _QUARTER.match(text):
        year, last = _year(text, int(found[1])), int(found[2]) * MONTHS_IN_QUARTER
        return Window(date(year, last - 2, 1), _month_end(year, last), Precision.QUARTER)
    if found := _YEAR.match(text):
        year = _year(text, int(found[1]))
        return Window(date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    raise NotCanonicalError(text)


def _day(text: str, year: int, month: int, day: int) -> Window:
    last = _month_end(_year(text, year), _month(text, month))
    if not 1 <= day <= last.day:
        raise Misread(
            "WSOA201",
            "due-date-not-real",
            f"{MONTHS[month - 1]} {year} has {last.day} days, so {text} is not a date",
            f"the last day of the month is {last.isoformat()}; keep what the document prints under printed:",
        )
    exact = date(year, month, day)
    return Window(exact, exact, Precision.DAY)


def _year(text: str, year: int) -> int:
    if not 1 <= year <= 9900:  # noqa: PLR2004 - 999 months later is still in the calendar
        raise Misread(
            "WSOA201",
            "due-date-not-real",
            f"there is no year {year} to plan for in “{text}”",
            "check the year",
        )
    return year


def _month(text: str, month: int) -> int:
    if not 1 <= month <= MONTHS_IN_YEAR:
        raise Misread(
            "WSOA201",
            "due-date-not-real",
            f"“{text}” has no such month: {month:02}",
            "write the year, then the month, then the day: 2019-10-31",
        )
    return month


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _offset(text: str, first: int, last: int, unit: str) -> When:
    if last < first:
        raise _backwards(text, f"{last}-{first} {unit}s")
    if unit == "month":
        return When(text, Precision.OFFSET, months=(first, last))
    step = DAYS_IN_WEEK if unit == "week" else 1
    return When(text, Precision.OFFSET, days=(first * step, last * step))


def _split_year(text: str, first: int, second: int) -> When:
    if (_year(text, first) + 1) % 100 != second:
        raise Misread(
            "WSOA201",
            "due-date-not-real",
            f"“{text}” is not two years that follow each other",
            f"write {first}/{(first + 1) % 100:02}, or for months of one year {first}-01/{first}-12",
        )
    return When(text, Precision.YEAR, years=first)


def _range(text: str) -> When:
    left, _, right = text.partition("/")
    first = _simple(left)
    earliest = first.fixed.earliest if first.fixed else None
    if right == "..":
        return When(text, Precision.OPEN, Window(earliest, None, Precision.OPEN), first=first)
    last = _simple(right)
    latest = last.fixed.latest if last.fixed else None
    if earliest and latest and latest < earliest:
        raise _backwards(text, f"{left}/{_year_later(right)}")
    return When(text, Precision.RANGE, Window(earliest, latest, Precision.RANGE), first=first, last=last)


def _backwards(text: str, turned: str) -> Misread:
    return Misread(
        "WSOA203",
        "date-reversed",
        f"“{text}” ends before it starts",
        f"check both ends; it may mean {turned}; keep what the document prints under printed:",
    )


def _year_later(text: str) -> str:
    return f"{int(text[:4]) + 1}{text[4:]}"


def recurring(every: str, start: str | None, on: str | None = None, end: str | None = None) -> When:
    """Read a date that comes round: every quarter, or every year on a day, from one day until another.

    Raises:
        Misread: a date in it is none in a canonical spelling, or it ends before it starts.
    """
    if on is not None:
        _check_yearly(on, every)
    first, last = (parse(text) if text else None for text in (start, end))
    earliest = first.fixed.earliest if first and first.fixed else None
    latest = last.fixed.latest if last and last.fixed else None
    named = zip(RECURRING_KEYS, (every, on, start, end), strict=True)
    text = " ".join(f"{word} {value}" for word, value in named if value)
    if earliest and latest and latest < earliest:
        raise _backwards(text, f"from {end} until {start}")
    window = Window(earliest, latest, Precision.RECURRING)
    return When(text, Precision.RECURRING, window, every=every, first=first, last=last, on=on)


def _check_yearly(on: str, every: str) -> None:
    """Refuse a day of the year that is none, or that stands beside another rhythm."""
    if every not in {"year", "two-years"} or not _YEARLY.match(on):
        raise Misread(
            "WSOA202",
            "date-not-understood",
            f"“{shown(on)}” is no day or month that comes round every {every}",
            "write {every: year, on: 08-31} or {every: year, on: 08}",
        )
    _days(f"2000-{on}")


def recurring_keys(text: str) -> dict[str, str]:
    """Return the group that spells a recurring date whose text is “every year on 08-31 from 2024”."""
    words = text.split()
    return dict(zip(words[::2], words[1::2], strict=True))
