"""The single dates in a text, each found by one look from the left: a day, a month, a quarter, a term, a year.

Every pattern is bounded, so that reading takes time in proportion to the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable, Collection, Mapping
from typing import NamedTuple

from wsoa.plan.base import Misread
from wsoa.plan.dates import MONTHS, MONTHS_IN_QUARTER, MONTHS_IN_YEAR, NotCanonicalError, parse
from wsoa.plan.easter import easter

MONTH_NAMES = tuple(name.lower() for name in MONTHS)
MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
NUMBERS: Mapping[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "twelve": 12, "eighteen": 18,
}  # fmt: skip
_NUMBER = rf"(?:[0-9]{{1,3}}|{'|'.join(NUMBERS)})"
_CENTURY = 2000
_SURE_YEARS = range(20, 30)
_LONGEST_MONTH = 31
_LEAP_YEAR = 2028
_TERMS = {"autumn": 0, "spring": 1, "summer": 1}
_SEASONS: Mapping[str, tuple[int, int]] = {"spring": (3, 5), "summer": (6, 8), "autumn": (9, 11)}
_FEASTS = {"christmas": "12-25", "new year": "01", "new year's": "01"}


class Atom(NamedTuple):
    """One date as it stands in a text.

    ``text`` is its canonical spelling; ``problem`` says why there is none. A date without a year has its
    ``month`` and perhaps its ``day`` instead, for a range that gives the year later.
    """

    start: int
    end: int
    text: str = ""
    problem: Misread | None = None
    month: int = 0
    day: int = 0
    doubt: str = ""
    offset: bool = False

    @property
    def partial(self) -> bool:
        """True where only the year is wanting."""
        return not self.text and self.problem is None


class Known(NamedTuple):
    """What is known beside the text: the order of 03/04/20, and the years its document is about.

    ``printed`` is True for a text out of a document, where 2011-12 is a year and not a month.
    """

    dayfirst: bool | None = None
    years: Collection[int] = ()
    printed: bool = False


def ask(words: str, why: str, advice: str) -> Misread:
    """Return the refusal of a date that may mean two things."""
    return Misread("WSOA204", "date-ambiguous", f"“{words}” {why}", advice)


def needs_year(words: str, month: int, day: int = 0) -> Misread:
    """Return the refusal of a date that says no year."""
    longest = monthrange(_LEAP_YEAR, month)[1]
    year = _LEAP_YEAR if (month, day) == (2, longest) else 2026
    shape = f"{year}-{month:02}" + (f"-{min(day, longest):02}" if day else "")
    why = f"is no date: {MONTHS[month - 1]} has {longest} days" if day > longest else "says no year"
    return Misread(
        "WSOA202",
        "date-not-understood",
        f"“{words}” {why}",
        f"write it with its year, such as {shape}",
    )


_Found = re.Match[str]
_Make = Callable[[_Found, Known], "tuple[str, str] | Misread | tuple[int, int]"]
"""From what a pattern found to a spelling with a doubt, to a month and a day without a year, or to a refusal."""


def _said(found: _Found) -> str:
    """Return what was found as people write it, names with a large letter."""
    return re.sub("[a-z]{3,}|(?<![a-z])q", lambda word: word[0].capitalize(), found[0].strip())


def _year(text: str) -> int:
    return int(text) + (_CENTURY if len(text) == 2 else 0)  # noqa: PLR2004 - 19 means 2019


def _month(word: str) -> int:
    return next(i for i, name in enumerate(MONTH_NAMES, 1) if name.startswith(word[:3]))


def _iso(found: _Found, _: Known) -> tuple[str, str]:
    return f"{found['y']}-{int(found['m']):02}-{int(found['d']):02}", ""


def _iso_month(found: _Found, known: Known) -> tuple[str, str]:
    first, second = int(found["y"]), int(found["m"])
    if known.printed and (first + 1) % 100 == second:
        return f"{first}/{second:02}", f"taken for the year {first}/{second:02}, not for a month"
    return f"{first}-{second:02}", ""


def _numeric(found: _Found, known: Known) -> tuple[str, str] | Misread:
    first, second, year = int(found["a"]), int(found["b"]), _year(found["y"])
    clear = first > MONTHS_IN_YEAR or second > MONTHS_IN_YEAR or first == second
    if not clear and known.dayfirst is None:
        return Misread(
            "WSOA204",
            "date-ambiguous",
            f"“{_said(found)}” could be two different days",
            f"write {year}-{second:02}-{first:02} for day first, or {year}-{first:02}-{second:02}",
        )
    turned = second > MONTHS_IN_YEAR or (first <= MONTHS_IN_YEAR and known.dayfirst is False)
    day, month = (second, first) if turned and first <= MONTHS_IN_YEAR else (first, second)
    return (
        f"{year}-{month:02}-{day:02}",
        "the month stands first" if known.printed and second > MONTHS_IN_YEAR else "",
    )


def _long_day(found: _Found, _: Known) -> tuple[str, str]:
    return f"{_year(found['y'])}-{_month(found['m']):02}-{int(found['d']):02}", ""


def _quarter(found: _Found, _: Known) -> tuple[str, str] | Misread:
    """Read a quarter of a financial year; one of a plain year may be of either kind, so it is asked."""
    quarter, first, second = int(found["q"]), _year(found["y"]), found["z"]
    if second and (first + 1) % 100 == int(second[-2:]):
        months = first * MONTHS_IN_YEAR + MONTHS_IN_QUARTER * quarter
        return f"{months // MONTHS_IN_YEAR}-Q{months % MONTHS_IN_YEAR // MONTHS_IN_QUARTER + 1}", ""
    financial = first * MONTHS_IN_YEAR + MONTHS_IN_QUARTER * quarter
    other = f"{financial // MONTHS_IN_YEAR}-Q{financial % MONTHS_IN_YEAR // MONTHS_IN_QUARTER + 1}"
    return ask(
        _said(found),
        "may be a quarter of the calendar year or of the financial year",
        f"write {first}-Q{quarter} for the calendar year, or {other} for the financial year "
        f"{first}/{(first + 1) % 100:02}",
    )


def _half(found: _Found, _: Known) -> Misread:
    first, half = _year(found["y"]), int(found["h"])
    months = ("01", "06") if half == 1 else ("07", "12")
    return ask(
        _said(found),
        "may be half of the calendar year or of the financial year",
        f"write {first}-{months[0]}/{first}-{months[1]}, or the months you mean",
    )


def _split(found: _Found, _: Known) -> tuple[str, str] | Misread:
    first, second, kind = _year(found["y"]), int(found["z"][-2:]), found["kind"] or ""
    if (first + 1) % 100 != second:  # 2023-2026 is a range of years
        return f"{first}/{_year(found['z'])}", ""
    low = max(int(found["y"]), second) <= MONTHS_IN_YEAR + 1 and len(found["y"]) == 2  # noqa: PLR2004
    if low and not kind:
        return ask(_said(found), "may be a month or a year", f"write {first}/{second:02} for the year")
    if "academic" in kind or "school" in kind:
        return f"{first}-09/{first + 1}-08", ""
    return f"{first}/{second:02}", ""


def _term(found: _Found, _: Known) -> tuple[str, str] | Misread:
    name, half = found["t"], found["half"] or ""
    year = found["y"] or found["y2"]
    if "z" in found.groupdict():
        first = _year(found["y"])
    elif "/" in year or "-" in year:
        first = _year(re.split("[/-]", year)[0])
    else:
        first = _year(year) - _TERMS[name]
    return f"{first}/{(first + 1) % 100:02} {name} term{f' {half}' if half else ''}", ""


def _season(found: _Found, _: Known) -> tuple[str, str]:
    year = _year(found["y"])
    if found["s"] == "winter":
        return f"{year}-12/{year + 1}-02", "winter is taken for December to February"
    first, last = _SEASONS[found["s"]]
    said = (
        f"{found['s']} is taken for {MONTHS[first - 1]} to {MONTHS[last - 1]}; a school term has other days"
    )
    return f"{year}-{first:02}/{year}-{last:02}", said


def _feast(found: _Found, _: Known) -> tuple[str, str]:
    year = _year(found["y"])
    if found["f"] == "easter":
        return easter(year), ""
    return f"{year}-{_FEASTS[found['f']]}", "" if found[
        "f"
    ] == "christmas" else "taken for the month of January"


def _long_month(found: _Found, known: Known) -> tuple[str, str] | Misread:
    digits, month = found["y"], _month(found["m"])
    number = int(digits)
    if len(digits) == 2 and not found["sign"] and not _sure(number, known):  # noqa: PLR2004
        name = MONTHS[month - 1]
        return ask(
            _said(found),
            f"may be {number} {name} or {name} {_CENTURY + number}",
            f"write {_CENTURY + number}-{month:02} for the month, or the day with its year",
        )
    return f"{_year(digits)}-{month:02}", ""


def _sure(number: int, known: Known) -> bool:
    """Tell whether two figures after the name of a month are a year and not a day."""
    if known.years:
        return min(known.years) - 3 <= _CENTURY + number <= max(known.years) + 5
    return number in _SURE_YEARS or number > _LONGEST_MONTH


def _short_month(found: _Found, known: Known) -> tuple[str, str] | Misread | tuple[int, int]:
    """Read 03/2024 and 03/24; 20/12 is a day without a year."""
    first, second = int(found["a"]), found["y"]
    if first <= MONTHS_IN_YEAR and (
        len(second) == 4 or int(second) > _LONGEST_MONTH or _sure(int(second), known)  # noqa: PLR2004
    ):
        return f"{_year(second)}-{first:02}", ""
    if len(second) == 2 and int(second) <= MONTHS_IN_YEAR < first <= _LONGEST_MONTH:  # noqa: PLR2004
        return int(second), first
    return ask(_said(found), "may be a day or a month", "write the whole date, such as 2026-03-31")


def _no_year(found: _Found, _: Known) -> tuple[int, int]:
    return _month(found["m"]), int(found["d"] or 0)


def _plain_year(found: _Found, _: Known) -> tuple[str, str]:
    return found["y"], ""


def _offset(found: _Found, _: Known) -> tuple[str, str]:
    first, last, unit = _count(found["a"]), _count(found["b"] or found["a"]), found["unit"]
    if unit == "year":
        first, last, unit = first * MONTHS_IN_YEAR, last * MONTHS_IN_YEAR, "month"
    number = f"{first}" if first == last else f"{first}-{last}"
    return f"{number} {unit}{'' if number == '1' else 's'}", ""


def _count(word: str) -> int:
    return NUMBERS.get(word) or int(word)


_Y = r"(?P<y>[0-9]{4}|[0-9]{2})(?![0-9])"
_END = r"(?![0-9A-Za-z])"
_NO_MORE = rf"(?!/[0-9])(?:(?<=[0-9]{{4}})|(?! ?{MONTH}(?![a-z])))"
"""What may follow a year: after two figures no month, which they may be the day of."""
_HALF = r"(?: ?(?P<half>[12])(?![0-9]))?"
_WAYS: tuple[tuple[str, _Make], ...] = (
    (
        rf"(?P<y>[0-9]{{4}})[-/.](?P<m>[0-9]{{1,2}})[-/.](?P<d>[0-9]{{1,2}})(?:[t ][0-9:.]+(?:z|[+-][0-9:]+)?)?{_END}",
        _iso,
    ),
    (rf"(?P<y>20[0-9]{{2}})(?P<m>[01][0-9])(?P<d>[0-3][0-9]){_END}", _iso),
    (rf"(?P<a>[0-9]{{1,2}})[/.-](?P<b>[0-9]{{1,2}})[/.-](?P<y>[0-9]{{4}}|[0-9]{{2}}){_END}", _numeric),
    (rf"(?P<y>[0-9]{{4}})-(?P<m>0[1-9]|1[0-2]){_END}", _iso_month),
    (rf"(?P<y>[0-9]{{4}}) ?[-/] ?q(?P<q>[1-4])(?P<z>){_END}", lambda f, _: (f"{f['y']}-Q{f['q']}", "")),
    (
        (
            r"(?P<y>20[0-9]{2}|[0-9]{2})[/-](?P<z>(?:20)?[0-9]{2})(?![0-9/-]),? ?"
            rf"(?P<t>autumn|spring|summer) term{_HALF}(?P<y2>){_END}"
        ),
        _term,
    ),
    (
        rf"(?P<y>20[0-9]{{2}}|[0-9]{{2}})[/-](?P<z>(?:20)?[0-9]{{2}}),? ?q(?:uarter)? ?(?P<q>[1-4]){_END}",
        _quarter,
    ),
    (
        (
            r"(?:q(?:tr|uarter)? ?(?P<q>[1-4])|(?P<n>[1-4]) quarter),? ?(?:of )?(?:the )?(?:fy ?|financial year )?"
            rf"(?P<y>20[0-9]{{2}}|[0-9]{{2}})(?:[/-](?P<z>(?:20)?[0-9]{{2}}))?{_END}"
        ),
        lambda f, k: _quarter(f, k) if f["q"] else _ordinal_quarter(f),
    ),
    (rf"h(?P<h>[12]) (?P<y>20[0-9]{{2}}){_END}", _half),
    (
        rf"(?P<d>[0-9]{{1,2}})[ -]?(?:of )?(?P<m>{MONTH})[.,]{{0,2}}[ -]?'?{_Y}{_NO_MORE}",
        _long_day,
    ),
    (
        rf"(?P<m>{MONTH})\.? (?P<d>[0-9]{{1,2}})(?:, ?|,? (?=[0-9]{{4}}))(?P<y>[0-9]{{4}}|[0-9]{{2}}){_END}",
        _long_day,
    ),
    (
        (
            rf"(?P<t>autumn|spring|summer) (?:half[ -]?)?term{_HALF},? ?(?:of )?(?P<y>(?:20)?[0-9]{{2}}[/-](?:20)?[0-9]{{2}}"
            rf"|(?:20)?[2-9][0-9])(?P<y2>){_END}"
        ),
        _term,
    ),
    (
        rf"(?P<t>autumn|spring|summer) (?P<half>[12]),? (?P<y>20[0-9]{{2}})(?P<y2>){_END}",
        _term,
    ),
    (
        rf"(?P<m>{MONTH})[.,]{{0,2}}[ -]?(?P<sign>')?{_Y}{_NO_MORE}",
        _long_month,
    ),
    (rf"(?P<s>spring|summer|autumn|winter),? (?:of )?(?P<y>20[0-9]{{2}}|2[0-9]){_END}", _season),
    (rf"(?P<f>easter|christmas|new year(?:'s)?),? (?P<y>20[0-9]{{2}}){_END}", _feast),
    (
        (
            r"(?P<kind>(?:the )?(?:financial|academic|school) years? |fy ?)?(?P<y>20[0-9]{2}|[0-9]{2}) ?[/-] ?"
            r"(?P<z>20[0-9]{2}|[0-9]{2})(?![0-9/.-])"
        ),
        _split,
    ),
    (r"(?P<a>[0-9]{1,2})/(?P<y>[0-9]{4}|[0-9]{2})(?![0-9/])", _short_month),
    (
        rf"(?P<a>{_NUMBER})(?: ?(?:-|to) ?(?P<b>{_NUMBER}))?[ -]?(?P<unit>day|week|month|year)s?(?![a-z]| (?:of|in) {MONTH})",
        _offset,
    ),
    (rf"(?:(?P<d>[0-9]{{1,2}}) ?(?:of )?)?(?P<m>{MONTH})(?![a-z0-9])", _no_year),
    (rf"(?P<m>{MONTH}) (?P<d>[0-9]{{1,2}})(?![0-9/:.])", _no_year),
    (rf"(?P<y>20[0-9]{{2}}){_END}", _plain_year),
)
_COMPILED = tuple((re.compile(rf"(?<![0-9A-Za-z.]){pattern}"), make) for pattern, make in _WAYS)
_MAY_START = re.compile(
    r"(?<![0-9A-Za-z])(?=[0-9]|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|q|h[12]|fy|aut|spr|sum|win|eas|chr|new|"
    rf"fin|aca|sch|the (?:fin|aca|sch)|{'|'.join(NUMBERS)})"
)


def _ordinal_quarter(found: _Found) -> Misread:
    year, number = _year(found["y"]), int(found["n"])
    return ask(
        _said(found),
        "may be a quarter of the calendar year or of the financial year",
        f"write {year}-Q{number} for the calendar year, or Q{number} {year}/{(year + 1) % 100:02}",
    )


def atoms(text: str, known: Known) -> list[Atom]:
    """Return the dates in a text that was made plain, from left to right, none within another."""
    found: list[Atom] = []
    end = 0
    for place in _MAY_START.finditer(text):
        if place.start() < end:
            continue
        atom = _at(text, place.start(), known)
        if atom is not None:
            found.append(atom)
            end = atom.end
    return found


def _at(text: str, start: int, known: Known) -> Atom | None:
    for pattern, make in _COMPILED:
        found = pattern.match(text, start)
        if found is None or (make is _split and not _is_split(found)):
            continue
        return _atom(found, make, known)
    return None


def _is_split(found: _Found) -> bool:
    """Tell whether two numbers are a year such as 2023/24, or a range of years."""
    first, second = found["y"], found["z"]
    if len(second) == 4:  # noqa: PLR2004
        return len(first) == 4 and int(second) > int(first)  # noqa: PLR2004
    if len(first) == 4 and int(second) > max(MONTHS_IN_YEAR, int(first[2:]) + 1):  # noqa: PLR2004
        return True
    return (int(first) + 1) % 100 == int(second)


def _atom(found: _Found, make: _Make, known: Known) -> Atom | None:
    start, end = found.span()
    made = make(found, known)
    if isinstance(made, Misread):
        return Atom(start, end, problem=made)
    first, second = made
    if isinstance(first, int) and isinstance(second, int):
        return Atom(start, end, month=first, day=second)
    try:
        return Atom(start, end, parse(str(first)).text, doubt=str(second), offset=make is _offset)
    except NotCanonicalError:
        return None
    except Misread as misread:
        return Atom(start, end, problem=misread.kept())
