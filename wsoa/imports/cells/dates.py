"""The dates in a cell: one, several, staged, recurring, or none that can be read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple

from wsoa.plan.base import Misread
from wsoa.plan.dates import parse
from wsoa.plan.spoken import canonical

Due = str | dict[str, str]

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?)"
)
_DAY = r"[0-9]{1,2}\s*(?:st|nd|rd|th)?\s*(?:of\s+)?"
_YEAR = r"\.?,?[\s-]*(?:[0-9]{4}|['’]?[0-9]{2})(?![0-9])"
_ONE = (
    rf"(?:(?:the\s+)?end\s+(?:of\s+)?)?(?:{_DAY})?\b{_MONTH}{_YEAR}"
    r"|[0-9]{1,2}[/.][0-9]{1,2}[/.](?:[0-9]{4}|[0-9]{2})|[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?"
)
_BARE = rf"(?:{_DAY})?\b{_MONTH}"
_DATE = re.compile(rf"(?:(?:{_BARE}|{_ONE})\s*(?:-|–|—|\bto\b|\buntil\b)\s*)?(?:{_ONE})", re.IGNORECASE)
_ENDS = " \n\t-–—.,;:'‘’\"()/"
_BY = re.compile(
    r"(?:(?:to be )?(?:completed?|delivered|done|in place|due)\s+)?(?:by|before|due|date)\s*:?\s+",
    re.IGNORECASE,
)
_PERCENT = re.compile(r"[0-9]{1,3}\s*%")
_NUMERIC = re.compile(r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})\Z")
_SERIAL = re.compile(r"(?:3|4|5)[0-9]{4}\Z")
_EPOCH = date(1899, 12, 30)
_EVERY: Mapping[str, str] = {
    "weekly": "week", "fortnightly": "half-month", "monthly": "month", "half termly": "half-term",
    "half-termly": "half-term", "quarterly": "quarter", "termly": "term", "six monthly": "half-year",
    "six-monthly": "half-year", "6 monthly": "half-year", "biannually": "half-year", "annually": "year",
    "annual": "year", "yearly": "year", "every week": "week", "every month": "month",
    "every quarter": "quarter",
    "every term": "term", "every year": "year", "each month": "month", "each term": "term",
}  # fmt: skip
_RECURS = re.compile(rf"({'|'.join(sorted(_EVERY, key=len, reverse=True))})\b(.*)", re.IGNORECASE | re.DOTALL)
_ONGOING = re.compile(r"on-?\s?going|continuous(?:ly)?|throughout", re.IGNORECASE)
_NOTHING = re.compile(r"(?:tbc|tba|n/?a|to be (?:confirmed|agreed|decided)|[-–—?.]+)?\Z", re.IGNORECASE)


class Stage(NamedTuple):
    """One of several dates in a cell, with the words before it."""

    words: str
    due: Due


class DateRead(NamedTuple):
    """What a cell's dates come to. ``doubt`` is empty where nothing was left out or guessed."""

    due: Due | None = None
    stages: tuple[Stage, ...] = ()
    doubt: str = ""
    blank: bool = False


def read_dates(text: str, dayfirst: bool | None = None) -> DateRead:  # noqa: FBT001 - the map's own word
    """Read a cell of dates; what it says is never changed without a doubt."""
    line = " ".join(text.split())
    if not line:
        return DateRead(blank=True)
    if _NOTHING.match(line):
        return DateRead(doubt="no date")
    try:
        return _plain(line, dayfirst) or _recurring(line) or _scanned(line, dayfirst)
    except Misread as misread:
        return DateRead(doubt=f"no date: {misread.message}")


def _plain(line: str, dayfirst: bool | None) -> DateRead | None:  # noqa: FBT001
    """Read a cell that holds one date and nothing else."""
    exact = _spelt(line, dayfirst)
    if exact:
        return DateRead(exact, doubt=_turned(line) if dayfirst is None else "")
    bare = (
        _BY.sub("", line.strip(_ENDS), count=1).strip(_ENDS) if line.count("(") == line.count(")") else line
    )
    found = _spelt(bare, dayfirst)
    if found:
        return DateRead(
            found, doubt="" if bare == line.strip(" .,;") or _BY.match(line) else "loose signs passed over"
        )
    if _SERIAL.match(line):
        day = _EPOCH + timedelta(days=int(line))
        return DateRead(
            day.isoformat(), doubt="taken for a date that a spreadsheet keeps as a number of days"
        )
    return DateRead("ongoing") if _ONGOING.fullmatch(bare) else None


def _spelt(text: str, dayfirst: bool | None) -> str | None:  # noqa: FBT001
    numeric = _NUMERIC.match(text)
    if numeric and dayfirst is not None:
        first, second = int(numeric[1]), int(numeric[2])
        day, month = (first, second) if dayfirst else (second, first)
        year = numeric[3] if len(numeric[3]) == 4 else f"20{numeric[3]}"  # noqa: PLR2004 - 19 means 2019
        return parse(f"{year}-{month:02}-{day:02}").text
    if re.fullmatch(r"[0-9]{1,3}(?:-[0-9]{1,3})? months?", text):
        return parse(text).text
    return canonical(text)


def _turned(line: str) -> str:
    """Say where the month was put first: 10/31/2019 can only be that."""
    found = _NUMERIC.match(line)
    return "the month stands first" if found and int(found[2]) > 12 else ""  # noqa: PLR2004 - no such month


def _recurring(line: str) -> DateRead | None:
    found = _RECURS.match(line.strip(_ENDS))
    if not found:
        return None
    rest = found[2].strip(_ENDS)
    start = canonical(re.sub(r"^(?:from|starting)\s+", "", rest, flags=re.IGNORECASE)) if rest else None
    due = {"every": _EVERY[found[1].lower()]} | ({"from": start} if start and "/" not in start else {})
    return DateRead(due, doubt="" if start or not rest else f"passed over “{rest}”")


def _scanned(line: str, dayfirst: bool | None) -> DateRead:  # noqa: FBT001
    """Read the dates that stand among other words."""
    found = [(match, _spelt(match[0].strip(_ENDS), dayfirst)) for match in _DATE.finditer(line)]
    read = [(match, spelling) for match, spelling in found if spelling]
    if not read:
        return (
            DateRead("ongoing", doubt="only “ongoing” was read")
            if _ONGOING.search(line)
            else DateRead(doubt="no date was understood")
        )
    if len(read) == 1:
        return _one(line, *read[0])
    if all(_PERCENT.search(words) for words, _ in _between(line, read)[1:]):
        return _staged(line, read)
    stages = tuple(Stage(words, spelling) for words, spelling in _between(line, read))
    last = max((parse(spelling).fixed for _, spelling in read), key=lambda w: (w and w.latest) or date.min)
    return DateRead(None, stages, f"{len(stages)} dates, made into milestones" if last else "")


def _one(line: str, match: re.Match[str], spelling: str) -> DateRead:
    before, after = line[: match.start()].strip(_ENDS).lower(), line[match.end() :].strip(_ENDS).lower()
    if "from" in before.split() or _ONGOING.search(before) or after.startswith(("onward", "ongoing")):
        start = spelling.partition("/")[0]
        return DateRead(
            f"{start}/..", doubt="" if after in {"", "onwards"} else f"passed over “{before} {after}”"
        )
    words = " … ".join(filter(None, (before, after)))
    return DateRead(spelling, doubt=f"passed over “{words}”")


def _staged(line: str, read: list[tuple[re.Match[str], str]]) -> DateRead:
    """Read “30 September 2020 (25% by December 2019, 50% by March 2020)”."""
    parts = _between(line, read)
    stages = tuple(Stage(f"{words} done", spelling) for words, spelling in parts[1:])
    return DateRead(parts[0][1], (*stages, Stage("All done", parts[0][1])), "stages made into milestones")


def _between(line: str, read: list[tuple[re.Match[str], str]]) -> list[tuple[str, str]]:
    """Pair each date with the words before it."""
    end, pairs = 0, []
    for match, spelling in read:
        words = re.sub(
            r"\s*\b(?:by|in|on|and|then)\Z", "", line[end : match.start()].strip(_ENDS), flags=re.IGNORECASE
        )
        pairs.append((words.strip(_ENDS), spelling))
        end = match.end()
    return pairs
