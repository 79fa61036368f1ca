"""What a cell or an option says of dates: due, started, finished, moved, again and again, in stages.

A date that stands beside words no rule knows is still read, and ``doubt`` names the words that were passed over.
Nothing is read where two readings are open: ``problem`` says so and how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wsoa.plan.base import Misread, shown
from wsoa.plan.date_atoms import MONTH, Atom, Known, ask, atoms, needs_year
from wsoa.plan.dates import MONTHS_IN_YEAR, WAYS_TO_WRITE, NotCanonicalError, parse

Due = str | dict[str, str]


class Stage(NamedTuple):
    """One of several dates, with the words before it."""

    words: str
    due: Due


class Phrase(NamedTuple):
    """What a text says of dates.

    ``doubt`` is empty where nothing was passed over or guessed. ``start``, ``completed``, ``was`` (the date
    first promised) and ``review`` are canonical spellings; ``finished`` is a completion, dated or not.
    """

    due: Due | None = None
    stages: tuple[Stage, ...] = ()
    doubt: str = ""
    blank: bool = False
    start: str = ""
    completed: str = ""
    finished: bool = False
    was: str = ""
    review: str = ""
    problem: Misread | None = None

    @property
    def empty(self) -> bool:
        """True where no date and no completion came out."""
        return self.due is None and not (self.stages or self.start or self.finished or self.review)


_EVERY: Mapping[str, str] = {
    "daily": "day", "every day": "day", "weekly": "week", "every week": "week", "fortnightly": "half-month",
    "every fortnight": "half-month", "every two weeks": "half-month", "every 2 weeks": "half-month",
    "monthly": "month", "every month": "month", "each month": "month", "half termly": "half-term",
    "every half term": "half-term", "each half term": "half-term", "bi monthly": "two-months",
    "bimonthly": "two-months", "every two months": "two-months", "every 2 months": "two-months",
    "quarterly": "quarter", "every quarter": "quarter", "each quarter": "quarter", "three monthly": "quarter",
    "3 monthly": "quarter", "every three months": "quarter", "every 3 months": "quarter", "termly": "term",
    "every term": "term", "each term": "term", "four monthly": "four-months", "4 monthly": "four-months",
    "every four months": "four-months", "every 4 months": "four-months", "six monthly": "half-year",
    "6 monthly": "half-year", "every six months": "half-year", "every 6 months": "half-year",
    "half yearly": "half-year", "bi annually": "half-year", "biannually": "half-year", "bi annual": "half-year",
    "biannual": "half-year", "twice a year": "half-year", "twice yearly": "half-year",
    "twice per year": "half-year", "annually": "year", "annual": "year", "yearly": "year", "every year": "year",
    "each year": "year", "once a year": "year", "biennially": "two-years", "biennial": "two-years",
    "every two years": "two-years", "every 2 years": "two-years", "every other year": "two-years",
}  # fmt: skip
_RHYTHM = re.compile(rf"(?<![a-z0-9])(?:{'|'.join(sorted(_EVERY, key=len, reverse=True))})(?: intervals?)?(?![a-z0-9])")
_EVERY_MONTH = re.compile(rf"(?:every|each) (?={MONTH}(?![a-z]))")
_ONGOING = re.compile(r"(?<![a-z])(?:on ?going|continuous(?:ly)?|continual(?:ly)?|throughout|rolling)(?![a-z])")
_NOTHING = re.compile(
    r"(?:tbc|tba|tbd|n/?a|not applicable|none|not known|to be (?:confirmed|agreed|decided|determined)|date tbc"
    r"|[-?. ]*)\Z"
)
_FINISHED = r"(?:completed?|done|closed|achieved|finished|delivered|signed off|actioned|fully completed?)"
_NOW_FINISHED = re.compile(
    r"(?:completed|done|closed|achieved|finished|delivered|signed off|actioned|complete\Z|complete(?= ?[-;,.(]))(?![a-z])"
)
_ALL_FINISHED = re.compile(rf"(?:action |now |yes,? )?{_FINISHED}(?: in full)?\Z|yes\Z|[✓✔☑]\Z")
_FINISHED_ON = re.compile(rf"(?:action )?{_FINISHED}(?: on| in| as at)?\Z")
_STARTED = re.compile(r"(?:commenc(?:ed|es|ing|e)|start(?:ed|s|ing)?|beg[iau]ns?|beginning|launched)(?: date| in| on| from)?\Z")
_OPEN_BEFORE = re.compile(
    r"(?:ongoing |continuous |on going |starting |start |live |in place )?(?:from|since|not before|no earlier than|after|ongoing since)\Z"
)
_OPEN_AFTER = re.compile(r"(?:and )?(?:onwards?|on|ongoing|and ongoing|not before|forward|then ongoing|to date)\Z")
_DUE_BEFORE = re.compile(
    r"(?:(?:target|due|deadline|date|completion|complete|completed|end|finish|delivery|timescale|by|to|be|the|of|in|on|at|no"
    r"|later|than|until|till|up|is|for|this|year|during|within|estimated|expected|planned|agreed|revised|w/e|week|ending"
    r"|launch(?=\Z)|delivered|done|place|close|before|latest|between|and|time|extended|moved|now|new|circa|c|around|approx|approximately)(?: |\Z))*"
)
_DUE_AFTER = re.compile(r"(?:or (?:sooner|earlier|before)|at the latest|latest|deadline|target|due(?: date)?|inclusive|target date)?\Z")
_DAY_BEFORE = re.compile(r"(?:^|(?<!not) )before\Z")
_WAS = re.compile(r"(?:^| )(?:was|from|originally|original(?: date| due date| deadline)?|previous(?:ly)?|old|first|initially|initial)\Z")
_NOW = re.compile(
    r"(?:^| )(?:now|new|to|revised(?: to| date)?|extended(?: to)?|moved(?: to)?|amended(?: to)?|changed(?: to)?|updated(?: to)?"
    r"|current(?:ly)?|deferred(?: to)?|delayed(?: to| until)?|rescheduled(?: to)?|slipped(?: to)?|→)\Z"
)
_REVIEW = re.compile(r"(?:^| )(?:review(?:ed|s|ing)?(?: date)?(?: due)?(?: in| on| by)?|(?:to be |next )reviewed?(?: in| on| by)?)\Z")
_RANGE_SIGN = re.compile(r" ?(?:-|to|until|till|through|up to) ?\Z")
_TO_END = re.compile(r" ?[,;]? ?(?:end(?:ing|s)?|finish(?:ing|es)?|complete(?:d)?)(?: by| in)? \Z")
_PERCENT = re.compile(r"[0-9]{1,3} ?%")
_ENDS = " -.,;:'\"()/[]"
_END_OF = re.compile(r"(?:by )?(?:the )?end(?: of)?(?: the)?(?: (?:month|year|week|academic year))?(?: of)? ?\Z")
_WEEK = re.compile(r"(?:w/?c|w/b|week (?:commencing|beginning|of)|wk (?:commencing|beginning)|wc) ?\Z")
_NTH_WEEK = re.compile(r"(?:(?P<n>first|second|third|fourth|last|[1-4])(?:st|nd|rd|th)?) week (?:of|in) ?\Z")
_VAGUE = re.compile(r"(?:^| )(?P<word>mid|middle of|middle|early|late|beginning of|start of|spring of|summer of)[ -]?(?:in )?\Z")
_WEEKDAY = re.compile(r"(?<![a-z])(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?(?:,? |,)(?=(?:the )?[0-9])")
_ORDINAL = re.compile(r"(?<![0-9])([0-9]{1,2}) ?(?:st|nd|rd|th)(?![a-z])")
_TIME = re.compile(r"(?:,? at)? [0-9]{1,2}:[0-9]{2}(?: ?[ap]m)?(?![0-9])")
_DAYS = re.compile(rf"(?<![0-9])([0-9]{{1,2}}) ?- ?(?=[0-9]{{1,2}} ?{MONTH})")
_EVENT = re.compile(r"(?:of|from|after|following)(?: the)? (?P<event>[a-z].*)\Z")
_STARTING_EVENT = re.compile(
    r"(?:the )?(?:(?:plan|project|programme)(?:'s)? )?(?:start|approval|publication|acceptance|commencement|sign[- ]off)(?: date)?"
    r"(?: of (?:the|this) (?:plan|statement))?\Z"
)
_YEAR_OF = re.compile(r"(?:academic|school) year\Z")


_LISTED = re.compile(r"(?<![0-9])((?:[0-9]{1,2} ?[,/|] ?){1,6}|)([0-9]{1,2}),? ?(?:and|&|,|/|\|) ?([0-9]{1,2}) (months|weeks|years)")


def _each(found: re.Match[str]) -> str:
    """Give each number of “3, 6 and 12 months” its unit."""
    numbers = [*re.findall("[0-9]+", found[1]), found[2], found[3]]
    return ", ".join(f"{number} {found[4]}" for number in numbers)


def plain(text: str) -> str:
    """Return text as the rules read it: small letters, one kind of dash and quote, no ordinals, no weekdays."""
    line = " ".join(text.lower().split())
    line = re.sub("[‐‑‒–—−]", "-", line)
    line = re.sub("[’‘`]", "'", line)
    line = re.sub("[“”]", '"', line)
    line = re.sub(r" ?(?:->|-->|=>|⇒|➔|→) ?", " → ", line)
    line = _ORDINAL.sub(r"\1", line)
    line = _WEEKDAY.sub("", line)
    line = _TIME.sub("", line)
    line = re.sub(
        r"(?<=[a-z])-(?=(?:term|going|annual|monthly|termly|yearly|weekly|quarterly|year)(?![a-z]))|(?<=bi)-(?=[a-z])", " ", line
    )
    line = re.sub(rf"({MONTH}) half term ([0-9]{{2,4}})", r"half term \1 \2", line)
    line = _LISTED.sub(_each, line)
    line = re.sub(r"(?<![a-z])([0-9])-(?=monthly|weekly|yearly)", r"\1 ", line)
    return line.strip()


def read_phrase(text: str, known: Known | None = None) -> Phrase:
    """Read what a text says of dates; what it says is never changed without a doubt."""
    known = known or Known()
    line = plain(text)
    if not line:
        return Phrase(blank=True)
    if _NOTHING.match(line.strip(_ENDS)):
        return Phrase(problem=_unread(text))
    known = known if known.dayfirst is not None else known._replace(dayfirst=settled_order([line]))
    whole = _canonical(text, known)
    if whole is not None:
        return whole
    try:
        return _read(text, line, known)
    except Misread as misread:
        return Phrase(problem=misread)


_NUMERIC = re.compile(r"(?<![0-9/.-])([0-9]{1,2})([/.-])([0-9]{1,2})\2(?:[0-9]{4}|[0-9]{2})(?![0-9])")


def settled_order(texts: Iterable[str]) -> bool | None:
    """Tell whether dates such as 10.05.2023 are day first, by others beside them that can be only one.

    None where none of them tells, or where they contradict each other.
    """
    orders = set()
    for text in texts:
        for found in _NUMERIC.finditer(text):
            first, second = int(found[1]), int(found[3])
            if max(first, second) > MONTHS_IN_YEAR >= min(first, second):
                orders.add(first > second)
    return orders.pop() if len(orders) == 1 else None


def _canonical(text: str, known: Known) -> Phrase | None:
    """Read a date in the plan's own spelling, so that nothing a plan may hold is refused."""
    bare = " ".join(text.split())
    if known.printed and re.fullmatch(r"[0-9]{4}-[0-9]{2}", bare):
        return None
    try:
        return Phrase(parse(bare).text)
    except Misread:
        return None


def _unread(text: str, why: str = "is not a date that can be read", advice: str = WAYS_TO_WRITE) -> Misread:
    return Misread("WSOA202", "date-not-understood", f"“{shown(text)}” {why}", advice)


def _read(text: str, line: str, known: Known) -> Phrase:
    found = _joined(line, _shaped(line, atoms(line, known)))
    rhythm = _rhythm(line, found)
    if rhythm is not None:
        return rhythm
    dated = [atom for atom in found if atom.text]
    wrong = next((atom.problem for atom in found if atom.problem), None)
    if wrong is not None:
        return Phrase(problem=wrong)
    if not dated:
        return _undated(text, line, found)
    said = _between(line, dated)
    if len(dated) == 1:
        return _single(dated[0], said[0], said[1], line)
    if len(dated) == 2:  # noqa: PLR2004 - two dates may be one that moved
        pair = _pair(line, dated, said)
        if pair is not None:
            return pair
    return _several(dated, said)


def _shaped(line: str, found: list[Atom]) -> list[Atom]:
    """Apply the words straight before each date: end of, week commencing, before."""
    return [_modified(line, atom, found[index - 1].end if index else 0) for index, atom in enumerate(found)]


def _modified(line: str, atom: Atom, after: int) -> Atom:
    before = line[after : atom.start]
    if not atom.text:
        return atom
    if (found := _NTH_WEEK.search(before)) and len(atom.text) == len("2024-06"):
        first = {"first": 1, "second": 8, "third": 15, "fourth": 22}.get(found["n"]) or 7 * int(found["n"]) - 6 if found["n"] != "last" else 22
        return atom._replace(start=after + found.start(), text=parse(f"{atom.text}-{first:02}/{atom.text}-{first + 6:02}").text)
    if (found := _WEEK.search(before)) and len(atom.text) == len("2024-06-01"):
        last = date.fromisoformat(atom.text) + timedelta(days=6)
        return atom._replace(start=after + found.start(), text=f"{atom.text}/{last.isoformat()}")
    if found := _VAGUE.search(before):
        return _vague(atom, found, line, after)
    if (found := _END_OF.search(before)) and not (after and re.fullmatch(r"[ ,;]*end(?:ing|s)? ", before)):
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
    if _DAY_BEFORE.search(before.rstrip()):
        window = parse(atom.text).fixed
        if window and window.earliest:
            eve = window.earliest - timedelta(days=1)
            text = eve.isoformat()
            return atom._replace(text=text, doubt=f"before is taken for the day before: {text}")
    return atom


def _vague(atom: Atom, found: re.Match[str], line: str, after: int) -> Atom:
    words = line[after + found.start() : atom.end].strip()
    if len(atom.text) == 4:  # noqa: PLR2004 - a year
        why = "says no month"
        advice = f"write the months you mean, such as {atom.text}-01/{atom.text}-03"
        return atom._replace(text="", problem=_unread(words, why, advice))
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
    return bool(_RANGE_SIGN.match(sign) or _TO_END.match(sign) or (between and sign.strip() in {"and", "&"}))


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
        return Atom(begin, atom.end, problem=_unread(line[begin : atom.end]))
    except Misread as misread:
        return Atom(begin, atom.end, problem=misread)


def _bare_days(line: str, atom: Atom) -> Atom:
    """Take “18 - 20 January 2022” and “18 & 20 January 2022” for the range of days that they are."""
    found = re.search(r"(?:^|[^0-9/.a-z])([0-9]{1,2}) ?(?:-|to|/) ?\Z", line[: atom.start])
    if found is None or len(atom.text) != len("2022-01-20") or not 1 <= int(found[1]) <= int(atom.text[8:]):
        return atom
    return atom._replace(start=found.start(1), text=f"{atom.text[:8]}{int(found[1]):02}/{atom.text}")


def _between(line: str, dated: Sequence[Atom]) -> list[str]:
    """Return the words before each date, and those after the last."""
    ends = [0, *(atom.end for atom in dated)]
    starts = [*(atom.start for atom in dated), len(line)]
    return [line[a:b].strip(_ENDS) for a, b in zip(ends, starts, strict=True)]


def _rhythm(line: str, found: Sequence[Atom]) -> Phrase | None:
    """Read what comes again and again, with its day, its start and its end."""
    match = _RHYTHM.search(line)
    yearly = _EVERY_MONTH.search(line)
    if yearly is not None and found and found[0].partial:
        rest = line[found[0].end :].strip(_ENDS)
        return Phrase(_yearly(found[0]), doubt=f"passed over “{rest}”" if rest else "")
    if match is None:
        return None
    every = _EVERY[re.sub(r" intervals?\Z", "", match[0])]
    before, after = line[: match.start()].strip(_ENDS), line[match.end() :].strip(_ENDS)
    if re.match(r"review|report|survey|audit|conference|meeting|return", after):
        dated = [atom for atom in found if atom.text]
        if _ONGOING.search(before):
            return Phrase("ongoing", doubt=f"passed over “{match[0]} {after}”")
        if dated:
            raise ask(
                line, "may be one day or come round again", f"write {dated[0].text}, or {{every: {every}, from: {dated[0].text}}}"
            )
    if _ONGOING.search(before) and re.match(r"review", after):
        return Phrase("ongoing", doubt=f"passed over “{match[0]} {after}”")
    dated = [atom for atom in found if atom.text]
    if dated and dated[0].end <= match.start() and _passed(f" {after} ") and "then" not in before:
        return None
    due: dict[str, str] = {"every": every}
    words = line[: match.start()] + " " * len(match[0]) + line[match.end() :]
    for atom in found:
        lead = words[: atom.start].rstrip(" (,;:")
        if atom.problem is not None:
            return Phrase(problem=atom.problem)
        if atom.partial and every in {"year", "two-years"} and "on" not in due:
            due |= _yearly(atom)
        elif atom.text and not atom.offset and re.search(r"(?:until|till|ends?|ending|to|up to)\Z", lead) and "until" not in due:
            due["until"] = atom.text
        elif atom.text and not atom.offset and "/" not in atom.text and "from" not in due:
            due["from"] = atom.text
        elif atom.text and "/" in atom.text and "term" not in atom.text and "from" not in due:
            start, _, end = atom.text.partition("/")
            due["from"] = start
            if not atom.doubt and len(end) > 2:  # noqa: PLR2004 - a season or 2023/24 says when it starts
                due["until"] = end
        else:
            continue
        words = words[: atom.start] + " " * (atom.end - atom.start) + words[atom.end :]
    guessed = next((atom.doubt for atom in found if atom.doubt), "")
    return Phrase(_ordered(due), doubt=guessed or _passed(words))


def _ordered(due: Mapping[str, str]) -> dict[str, str]:
    return {key: due[key] for key in ("every", "on", "from", "until") if key in due}


def _yearly(atom: Atom) -> dict[str, str]:
    return {"every": "year", "on": f"{atom.month:02}" + (f"-{atom.day:02}" if atom.day else "")}


def _passed(words: str) -> str:
    known = re.sub(
        r"(?<![a-z])(?:from|starting|starts?|beginning|first|then|thereafter|and|until|till|ends?|ending|to|up|in|on|by|at|every"
        r"|the|report|of|basis|a|with|commencing|onwards|between)(?![a-z])",
        " ",
        words,
    )
    left = " ".join(re.sub(r"[-(),.;:/]", " ", known).split())
    return f"passed over “{' '.join(words.split()).strip(_ENDS)}”" if left else ""


def _undated(text: str, line: str, found: Sequence[Atom]) -> Phrase:
    """Read a text that holds no whole date: finished, ongoing, or a month without its year."""
    bare = line.strip(_ENDS)
    if _ALL_FINISHED.match(bare):
        return Phrase(finished=True)
    partial = next((atom for atom in found if atom.partial), None)
    if partial is not None:
        raise needs_year(shown(text), partial.month, partial.day)
    if re.search(r"(?<![a-z])(?:easter|christmas|term|half term|summer|spring|autumn|winter)(?![a-z])", line):
        raise _unread(text, "says no year", "write it with its year, such as 2023/24 summer term")
    if re.search(r"(?<![a-z])(?:q[1-4]|quarter [1-4]|year [1-9]|y[1-9])(?![a-z0-9])", line):
        raise _unread(text, "says no year", "write the quarter or year by its own figures, such as 2024-Q3")
    if _ONGOING.search(line):
        rest = _ONGOING.sub("", line).strip(_ENDS)
        return Phrase("ongoing", doubt=f"passed over “{rest}”" if rest else "")
    if re.match(r"(?:asap|as soon as|immediate(?:ly)?|now|urgent(?:ly)?)", line):
        raise _unread(text, "says no day", "write the day it must be done by")
    raise _unread(text)


def _single(atom: Atom, before: str, after: str, line: str) -> Phrase:
    """Read one date by the words on its two sides."""
    doubt = atom.doubt
    words = " … ".join(filter(None, (before, after)))
    if atom.offset:
        return _counted(atom, before, after)
    if _FINISHED_ON.match(before) or (_NOW_FINISHED.match(after) and not before):
        more = after if _FINISHED_ON.match(before) else _NOW_FINISHED.sub("", after, count=1).strip(_ENDS)
        return Phrase(completed=atom.text, finished=True, doubt=doubt or (f"passed over “{more}”" if more else ""))
    if (_STARTED.match(before) and not after) or (_STARTED.match(after) and not before):
        return Phrase(start=atom.text, doubt=doubt)
    ongoing = _ONGOING.search(before)
    if ongoing and _REVIEW.search(before):
        return Phrase("ongoing", review=atom.text, doubt=doubt)
    if re.match(r"annual", before):
        raise ask(line, "may be one day or come round every year", f"write {atom.text}, or {{every: year, from: {atom.text}}}")
    if _REVIEW.fullmatch(before):
        return Phrase(review=atom.text, doubt=doubt)
    opened = _open(atom, before, after)
    if opened is not None:
        return opened._replace(doubt=doubt or opened.doubt)
    known = _DUE_BEFORE.fullmatch(before) and _DUE_AFTER.match(after)
    passed = "" if known else f"passed over “{words}”"
    return Phrase(atom.text, doubt="; ".join(filter(None, (doubt, passed))))


def _open(atom: Atom, before: str, after: str) -> Phrase | None:
    """Read a date that something starts at and has no end: from, onwards, not before."""
    words = " … ".join(filter(None, (before, after)))
    clear = (_OPEN_BEFORE.match(before) and (not after or _OPEN_AFTER.match(after))) or (
        not before and _OPEN_AFTER.match(after)
    )
    ended = re.search(r"(?:^| )(?:until|till|by|to|end|ends|ending|due)\Z", before)
    loose = "from" in before.split() or _ONGOING.search(words)
    window = parse(atom.text).fixed
    if not (clear or (loose and not ended)) or (window is not None and "/" in atom.text):
        return None
    if before == "after" and window is not None and window.latest is not None:
        following = window.latest + timedelta(days=1)
        start = f"{following:%Y-%m}" if len(atom.text) == len("2024-04") else following.isoformat()
        return Phrase(f"{start}/..", doubt="after is taken for the day after")
    start = f"{atom.text[:4]}-04" if "/" in atom.text else atom.text
    try:
        return Phrase(parse(f"{start}/..").text, doubt="" if clear else f"passed over “{words}”")
    except Misread:
        return Phrase(atom.text, doubt=f"passed over “{words}”")


def _counted(atom: Atom, before: str, after: str) -> Phrase:
    """Read an offset; one that counts from another event than the plan's start is asked."""
    event = _EVENT.match(after)
    if event and not _STARTING_EVENT.match(event["event"]):
        raise _unread(
            f"{before} {line_of(atom)} {after}".strip(),
            f"counts from {shown(event['event'])}, which is no day of the plan",
            f"write the day, or {atom.text} where it counts from the plan's start",
        )
    words = " … ".join(filter(None, (before, after)))
    known = re.fullmatch(r"(?:within|in|by|after|up to|over|the next|within the next|next)?(?: the)?(?: next)?", before)
    doubt = f"counts from the plan's start; passed over “{words}”" if event or not known or after else ""
    return Phrase(atom.text, doubt=doubt)


def line_of(atom: Atom) -> str:
    """Return an offset's own words."""
    return atom.text


def _pair(line: str, dated: Sequence[Atom], said: Sequence[str]) -> Phrase | None:
    """Read two dates for one that moved, or for one that is ongoing with a review; None where they are stages."""
    first, second = dated
    before, mid, after = said
    if first.offset or second.offset:
        return None
    if before in {"", "ongoing"} and _ONGOING.search(before) and _REVIEW.search(mid):
        return Phrase(f"{first.text.partition('/')[0]}/..", review=second.text)
    flagged_old = _WAS.search(before) or _WAS.search(mid)
    flagged_new = _NOW.search(before) or _NOW.search(mid) or re.search(r"→\Z", mid)
    between = not line[first.end : second.start].strip()
    if not (flagged_old or flagged_new or (between and not before and not after)):
        return None
    if _WAS.search(mid) or (re.search(r"(?:^| )(?:extended|moved|revised|now|new)(?: to| date)?\Z", before) and not _NOW.search(mid)):
        first, second = second, first
    elif between and not (flagged_old or flagged_new) and _last(first) > _last(second):
        return None
    if _last(first) == _last(second):
        return None
    return Phrase(second.text, was=first.text, doubt=first.doubt or second.doubt)


def _last(atom: Atom) -> date:
    window = parse(atom.text).fixed
    return (window.latest if window else None) or date.max


def _several(dated: Sequence[Atom], said: Sequence[str]) -> Phrase:
    """Read several dates as stages, each with the words before it; percentages lead up to the first."""
    words = [re.sub(r"\s*\b(?:by|in|on|and|then)\Z", "", one).strip(_ENDS + "&") for one in said]
    if all(_PERCENT.search(one) for one in words[1 : len(dated)]):
        stages = [
            Stage(f"{one} done" if _PERCENT.fullmatch(one) else one, atom.text)
            for one, atom in zip(words[1:], dated[1:], strict=False)
        ]
        return Phrase(dated[0].text, (*stages, Stage("All done", dated[0].text)), "stages made into milestones")
    if all(atom.offset for atom in dated):
        return Phrase(None, _offsets(dated, words), f"{len(dated)} dates, made into milestones")
    stages = [Stage(one, atom.text) for one, atom in zip(words, dated, strict=False)]
    left = f"; passed over “{words[-1]}”" if words[-1] else ""
    return Phrase(None, tuple(stages), f"{len(stages)} dates, made into milestones{left}")


def _offsets(dated: Sequence[Atom], words: Sequence[str]) -> tuple[Stage, ...]:
    return tuple(Stage(one, atom.text) for one, atom in zip(words, dated, strict=False))
