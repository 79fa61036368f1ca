"""The dates of a text with the words straight before each, and two dates that are a range joined to one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from wsoa.plan import date_marks as marks
from wsoa.plan.base import Misread, shown
from wsoa.plan.date_atoms import Atom, Known, ask, atoms
from wsoa.plan.dates import MONTHS_IN_YEAR, WAYS_TO_WRITE, NotCanonicalError, parse


def spans(line: str, known: Known) -> list[Atom]:
    """Return the dates of a text that was made plain: ranges joined, “end of” and its kin applied."""
    return _joined(line, _shaped(line, atoms(line, known)))


def unread(text: str, why: str = "is not a date that can be read", advice: str = WAYS_TO_WRITE) -> Misread:
    """Return the refusal of words that are no date."""
    return Misread("WSOA202", "date-not-understood", f"“{shown(text)}” {why}", advice)


def _shaped(line: str, found: list[Atom]) -> list[Atom]:
    """Apply the words straight before each date: end of, week commencing, before."""
    return [_modified(line, atom, found[index - 1].end if index else 0) for index, atom in enumerate(found)]


def _modified(line: str, atom: Atom, after: int) -> Atom:  # noqa: C901, PLR0911
    before = line[after : atom.start]
    if not atom.text:
        return atom
    if (found := marks.NTH_WEEK.search(before)) and len(atom.text) == len("2024-06"):
        return atom._replace(start=after + found.start(), text=_week(atom.text, found["n"]))
    if marks.NUMBERED_WEEK.search(before) and re.match("[1-5] of ", line[atom.start : atom.end]):
        why = "may be a week of the month, or the week of a day"
        advice = "write its first and last day, such as 2027-05-10/2027-05-16"
        return atom._replace(text="", problem=ask(f"week {line[atom.start : atom.end]}", why, advice))
    if (found := marks.WEEK.search(before)) and len(atom.text) == len("2024-06-01"):
        last = date.fromisoformat(atom.text) + timedelta(days=6)
        return atom._replace(start=after + found.start(), text=f"{atom.text}/{last.isoformat()}")
    if found := marks.VAGUE.search(before):
        return _vague(atom, found, line, after)
    if (found := marks.END_OF.search(before)) and not (
        after and re.fullmatch(r"[ ,;]*end(?:ing|s)? ", before)
    ):
        window = parse(atom.text).fixed
        last_day = window.latest if window else None
        if len(atom.text) == 4 and re.search("academic|financial|school", before):  # noqa: PLR2004 - a year
            words = f"{before}{atom.text}".strip()
            advice = f"write the day it ends, or two years such as {int(atom.text) - 1}/{atom.text[2:]}"
            return atom._replace(text="", problem=ask(words, "may be one of two years", advice))
        if re.fullmatch(r"[0-9]{4}/[0-9]{2}", atom.text):
            academic = "academic" in before
            last_day = date(int(atom.text[:4]) + 1, 8 if academic else 3, 31)
        if last_day is not None and not atom.offset:
            return atom._replace(start=after + found.start(), text=last_day.isoformat())
    if marks.DAY_BEFORE.search(before.rstrip()):
        window = parse(atom.text).fixed
        if window and window.earliest:
            eve = window.earliest - timedelta(days=1)
            text = eve.isoformat()
            return atom._replace(text=text, doubt=f"before is taken for the day before: {text}")
        return atom._replace(doubt="“before” is passed over")
    return atom


def _week(month: str, which: str) -> str:
    """Return the days of a month's first to fourth week, or of its last, counted in sevens."""
    if which == "last":
        end = date(int(month[:4]) + int(month[5:]) // MONTHS_IN_YEAR, int(month[5:]) % MONTHS_IN_YEAR + 1, 1)
        return f"{end - timedelta(days=7)}/{end - timedelta(days=1)}"
    first = {"first": 1, "second": 8, "third": 15, "fourth": 22}.get(which) or 7 * int(which) - 6
    return f"{month}-{first:02}/{month}-{first + 6:02}"


def _vague(atom: Atom, found: re.Match[str], line: str, after: int) -> Atom:
    words = line[after + found.start() : atom.end].strip()
    if len(atom.text) == 4:  # noqa: PLR2004 - a year
        why = "says no month"
        advice = f"write the months you mean, such as {atom.text}-01/{atom.text}-03"
        return atom._replace(text="", problem=unread(words, why, advice))
    return atom._replace(doubt=f"“{found['word']}” is passed over")


def _joined(line: str, found: Sequence[Atom]) -> list[Atom]:
    """Join two dates with a range's sign between them, and give a date without a year that of the next."""
    made: list[Atom] = []
    for atom in found:
        before = made[-1] if made else None
        sign = line[before.end : atom.start] if before else ""
        if before is not None and _ranges(line, before, atom, sign):
            made[-1] = _range(line, before, atom)
            continue
        made.append(atom)
    return [_bare_days(line, atom) for atom in made]


def _ranges(line: str, before: Atom, atom: Atom, sign: str) -> bool:
    if before.problem or atom.problem or before.offset or atom.offset or atom.partial:
        return False
    if "/" in before.text or ("/" in atom.text and not re.fullmatch(r"[0-9]{4}/[0-9]{2}", atom.text)):
        return False
    if sign.strip() in {"/", "or"}:
        return before.partial or _next_months(before.text, atom.text)
    between = re.search(r"(?:^| )between \Z", line[: before.start])
    return bool(
        marks.RANGE_SIGN.match(sign) or marks.TO_END.match(sign) or (between and sign.strip() in {"and", "&"})
    )


def _next_months(first: str, second: str) -> bool:
    """Tell whether two months follow each other."""
    if len(first) != len("2023-12") or len(second) != len(first):
        return False
    months = [int(text[:4]) * MONTHS_IN_YEAR + int(text[5:7]) for text in (first, second)]
    return months[1] - months[0] == 1


def _range(line: str, before: Atom, atom: Atom) -> Atom:
    start = before.text
    if before.partial:
        start = f"{atom.text[:4]}-{before.month:02}" + (f"-{before.day:02}" if before.day else "")
    doubt = before.doubt or atom.doubt
    opened = re.search(r"(?:^|[ (])(?:from|start(?:ing|s)?(?: in| on)?|between) \Z", line[: before.start])
    begin = opened.start() if opened else before.start
    try:
        return Atom(begin, atom.end, parse(f"{start}/{atom.text}").text, doubt=doubt)
    except NotCanonicalError:
        return Atom(begin, atom.end, problem=unread(line[begin : atom.end]))
    except Misread as misread:
        return Atom(begin, atom.end, problem=misread.kept())


def _bare_days(line: str, atom: Atom) -> Atom:
    """Take “18 - 20 January 2022” and “18 & 20 January 2022” for the range of days that they are."""
    found = re.search(r"(?:^|[^0-9/.a-z])([0-9]{1,2}) ?(?:-|to|/) ?\Z", line[: atom.start])
    if found is None or len(atom.text) != len("2022-01-20") or not 1 <= int(found[1]) <= int(atom.text[8:]):
        return atom
    return atom._replace(start=found.start(1), text=f"{atom.text[:8]}{int(found[1]):02}/{atom.text}")
