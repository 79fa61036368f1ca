"""Dates in the words people write, turned into the canonical spelling that a plan needs.

Day first always. A date that could be read two ways is refused with both readings.
"""

from __future__ import annotations

import re

from wsoa.plan.base import Misread, shown
from wsoa.plan.dates import MONTHS, MONTHS_IN_YEAR, NotCanonicalError, parse

MONTH_NAMES = tuple(name.lower() for name in MONTHS)

_WORD = "|".join(f"{name}|{name[:3]}" for name in MONTH_NAMES) + "|sept"
_YEAR = r"(?P<year>[0-9]{4}|[0-9]{2})"
_LONG_DAY = re.compile(
    rf"(?P<day>[0-9]{{1,2}})\s*(?:st|nd|rd|th)?[\s-]*(?:of\s+)?(?P<month>{_WORD})\.?,?[\s-]*{_YEAR}\Z"
)
_LONG_MONTH = re.compile(rf"(?P<month>{_WORD})\.?,?[\s-]*{_YEAR}\Z")
_MONTH_END = re.compile(rf"(?:by\s+)?(?:the\s+)?end\s+(?:of\s+)?(?P<month>{_WORD})\.?\s*{_YEAR}\Z")
_SHORT_DAY = re.compile(r"(?P<first>[0-9]{1,2})[/.-](?P<second>[0-9]{1,2})[/.-](?P<year>[0-9]{4}|[0-9]{2})\Z")
_LOOSE_ISO = re.compile(r"(?P<year>[0-9]{4})[-/.](?P<month>[0-9]{1,2})(?:[-/.](?P<day>[0-9]{1,2}))?\Z")
_WITH_TIME = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.]+(?:Z|[+-][0-9:]+)?\Z")
_QUARTER = re.compile(r"q(?:uarter)?\s*(?P<quarter>[1-4])\s*(?P<year>[0-9]{4})\Z")
_SPLIT = re.compile(r"\s+(?:to|until|-|–|—)\s+|\s*[–—]\s*")
_START = re.compile(r"(?:from|starting|ongoing from)\s+(?P<rest>.+?)(?:\s+onwards?)?\Z")
_TWO_DIGIT_CENTURY = 2000


def understand(text: str) -> Misread:
    """Return the finding for a date that is not canonical, naming the spelling to use where one is clear."""
    try:
        spelling = canonical(text)
    except Misread as refusal:
        return refusal
    if spelling is None:
        return NotCanonicalError(text)
    return Misread(
        "WSOA202",
        "date-not-understood",
        f"“{shown(text)}” is not spelt the way plans need",
        f"write {spelling}",
    )


def canonical(text: str) -> str | None:
    """Turn everyday words into the canonical spelling; None where they are not understood.

    Raises:
        Misread: the words can be read in two ways, or name a day that does not exist.
    """
    words = re.sub(r"\s+", " ", text.strip().lower().strip("'‘’"))
    if found := _START.match(words):
        start = canonical(found["rest"])
        return f"{start}/.." if start else None
    ends = _SPLIT.split(words)
    if len(ends) == 2:  # noqa: PLR2004 - a range has two ends
        return _range(ends[0], ends[1])
    return _single(words)


def _single(words: str) -> str | None:
    for reader in (_iso, _word_date, _short):
        spelling = reader(words)
        if spelling is not None:
            parse(spelling)
            return spelling
    return None


def _iso(words: str) -> str | None:
    if found := _WITH_TIME.match(words.upper()):
        return found["day"]
    if found := _LOOSE_ISO.match(words):
        day = f"-{int(found['day']):02}" if found["day"] else ""
        return f"{found['year']}-{int(found['month']):02}{day}"
    if found := _QUARTER.match(words):
        return f"{found['year']}-Q{found['quarter']}"
    return None


def _word_date(words: str) -> str | None:
    if found := _LONG_DAY.match(words):
        return f"{_year(found['year'])}-{_month(found['month']):02}-{int(found['day']):02}"
    if found := _LONG_MONTH.match(words):
        return f"{_year(found['year'])}-{_month(found['month']):02}"
    if found := _MONTH_END.match(words):
        month = parse(f"{_year(found['year'])}-{_month(found['month']):02}").fixed
        return month.latest.isoformat() if month and month.latest else None
    return None


def _short(words: str) -> str | None:
    found = _SHORT_DAY.match(words)
    if not found:
        return None
    first, second, year = int(found["first"]), int(found["second"]), _year(found["year"])
    if first <= MONTHS_IN_YEAR and second <= MONTHS_IN_YEAR and first != second:
        raise Misread(
            "WSOA204",
            "date-ambiguous",
            f"“{words}” could be two different days",
            f"write {year}-{second:02}-{first:02} for day first, or {year}-{first:02}-{second:02}",
        )
    day, month = (second, first) if second > MONTHS_IN_YEAR else (first, second)
    return f"{year}-{month:02}-{day:02}"


def _range(left: str, right: str) -> str | None:
    end = _single(right)
    if end is None:
        return None
    if not re.search(r"[0-9]{4}\Z", left):
        left = f"{left} {end[:4]}"
    start = _single(left)
    if start is None:
        return None
    spelling = f"{start}/{end}"
    parse(spelling)
    return spelling


def _year(text: str) -> int:
    return int(text) + (_TWO_DIGIT_CENTURY if len(text) == 2 else 0)  # noqa: PLR2004 - 19 means 2019


def _month(word: str) -> int:
    return next(i for i, name in enumerate(MONTH_NAMES, 1) if name.startswith(word[:3]))
