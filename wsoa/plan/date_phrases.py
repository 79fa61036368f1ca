"""What a cell or an option says of dates: due, started, finished, moved, again and again, in stages.

A date that stands beside words no rule knows is still read, and ``doubt`` names the words that were passed
over. Nothing is read where two readings are open: ``problem`` says so and how to write it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from wsoa.plan import date_marks as marks
from wsoa.plan.base import Misread, shown
from wsoa.plan.date_atoms import Atom, Known, ask, atoms, needs_year
from wsoa.plan.date_spans import spans, unread
from wsoa.plan.dates import MONTHS, MONTHS_IN_YEAR, parse

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


_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def read_phrase(text: str, known: Known | None = None) -> Phrase:
    """Read what a text says of dates; what it says is never changed without a doubt."""
    known = known or Known()
    read = _phrase(text, known)
    odd = _odd_weekday(text, known)
    return read._replace(doubt=f"{read.doubt}; {odd}" if read.doubt else odd) if odd else read


def _odd_weekday(text: str, known: Known) -> str:
    """Say on which weekday a day falls that the text gives another one; empty where none is wrong."""
    line = text.lower()
    for found in marks.WEEKDAY.finditer(line):
        day = next(iter(atoms(marks.plain(line[found.end() :]).removeprefix("the "), known)), None)
        if day is None or day.start or len(day.text) != len("2026-06-05"):
            continue
        said = date.fromisoformat(day.text)
        if not _WEEKDAYS[said.weekday()].lower().startswith(found[0].strip(" ,")[:3]):
            return f"{said.day} {MONTHS[said.month - 1]} {said.year} is a {_WEEKDAYS[said.weekday()]}"
    return ""


def _phrase(text: str, known: Known) -> Phrase:
    line = marks.plain(text)
    if not line:
        return Phrase(blank=True)
    if marks.NOTHING.match(line.strip(marks.ENDS)):
        return Phrase(problem=unread(text))
    known = known if known.dayfirst is not None else known._replace(dayfirst=settled_order([line]))
    whole = _canonical(text, known)
    if whole is not None:
        return whole
    try:
        return _read(text, line, known)
    except Misread as misread:
        return Phrase(problem=misread.kept())


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


def _read(text: str, line: str, known: Known) -> Phrase:
    found = spans(line, known)
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


def _between(line: str, dated: Sequence[Atom]) -> list[str]:
    """Return the words before each date, and those after the last."""
    ends = [0, *(atom.end for atom in dated)]
    starts = [*(atom.start for atom in dated), len(line)]
    return [line[a:b].strip(marks.ENDS) for a, b in zip(ends, starts, strict=True)]


def _rhythm(line: str, found: Sequence[Atom]) -> Phrase | None:  # noqa: C901, PLR0911, PLR0912
    """Read what comes again and again, with its day, its start and its end."""
    match = marks.RHYTHM.search(line)
    yearly = marks.EVERY_MONTH.search(line)
    if yearly is not None and found and found[0].partial:
        rest = line[found[0].end :].strip(marks.ENDS)
        return Phrase(_yearly(found[0]), doubt=f"passed over “{rest}”" if rest else "")
    if match is None:
        return None
    every = marks.EVERY[re.sub(r" intervals?\Z", "", match[0])]
    before, after = line[: match.start()].strip(marks.ENDS), line[match.end() :].strip(marks.ENDS)
    if re.match(r"review|report|survey|audit|conference|meeting|return", after):
        dated = [atom for atom in found if atom.text]
        if marks.ONGOING.search(before):
            return Phrase("ongoing", doubt=f"passed over “{match[0]} {after}”")
        if dated:
            raise ask(
                line,
                "may be one day or come round again",
                f"write {dated[0].text}, or {{every: {every}, from: {dated[0].text}}}",
            )
    if marks.ONGOING.search(before) and re.match(r"review", after):
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
        elif (
            atom.text
            and not atom.offset
            and re.search(r"(?:until|till|ends?|ending|to|up to)\Z", lead)
            and "until" not in due
        ):
            due["until"] = atom.text
        elif atom.text and not atom.offset and "/" not in atom.text and "from" not in due:
            due["from"] = atom.text
        elif atom.text and "/" in atom.text and "term" not in atom.text and "from" not in due:
            start, _, end = atom.text.partition("/")
            split = len(atom.text) == len("2023/24")
            due["from"] = f"{start}-04" if split else start
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
    return f"passed over “{' '.join(words.split()).strip(marks.ENDS)}”" if left else ""


def _undated(text: str, line: str, found: Sequence[Atom]) -> Phrase:
    """Read a text that holds no whole date: finished, ongoing, or a month without its year."""
    bare = line.strip(marks.ENDS)
    if marks.ALL_FINISHED.match(bare):
        return Phrase(finished=True)
    partial = next((atom for atom in found if atom.partial), None)
    if partial is not None:
        raise needs_year(shown(text), partial.month, partial.day)
    if re.search(r"(?<![a-z])(?:easter|christmas|term|half term|summer|spring|autumn|winter)(?![a-z])", line):
        raise unread(text, "says no year", "write it with its year, such as 2023/24 summer term")
    if re.search(r"(?<![a-z])(?:q[1-4]|quarter [1-4]|year [1-9]|y[1-9])(?![a-z0-9])", line):
        raise unread(text, "says no year", "write the quarter or year by its own figures, such as 2024-Q3")
    if marks.ONGOING.search(line):
        rest = marks.ONGOING.sub("", line).strip(marks.ENDS)
        return Phrase("ongoing", doubt=f"passed over “{rest}”" if rest else "")
    if re.match(r"(?:asap|as soon as|immediate(?:ly)?|now|urgent(?:ly)?)", line):
        raise unread(text, "says no day", "write the day it must be done by")
    raise unread(text)


def _single(atom: Atom, before: str, after: str, line: str) -> Phrase:  # noqa: PLR0911
    """Read one date by the words on its two sides."""
    doubt = atom.doubt
    words = " … ".join(filter(None, (before, after)))
    if atom.offset:
        return _counted(atom, before, after)
    if marks.FINISHED_ON.match(before) or (marks.NOW_FINISHED.match(after) and not before):
        more = (
            after
            if marks.FINISHED_ON.match(before)
            else marks.NOW_FINISHED.sub("", after, count=1).strip(marks.ENDS)
        )
        return Phrase(
            completed=atom.text, finished=True, doubt=doubt or (f"passed over “{more}”" if more else "")
        )
    if (marks.STARTED.match(before) and not after) or (marks.STARTED.match(after) and not before):
        return Phrase(start=atom.text, doubt=doubt)
    ongoing = marks.ONGOING.search(before)
    if ongoing and marks.REVIEW.search(before):
        return Phrase("ongoing", review=atom.text, doubt=doubt)
    if re.match(r"annual", before):
        raise ask(
            line,
            "may be one day or come round every year",
            f"write {atom.text}, or {{every: year, from: {atom.text}}}",
        )
    if marks.REVIEW.fullmatch(before):
        return Phrase(review=atom.text, doubt=doubt)
    opened = _open(atom, before, after)
    if opened is not None:
        return opened._replace(doubt=doubt or opened.doubt)
    known = marks.DUE_BEFORE.fullmatch(before) and marks.DUE_AFTER.match(after)
    passed = "" if known else f"passed over “{words}”"
    return Phrase(atom.text, doubt="; ".join(filter(None, (doubt, passed))))


def _open(atom: Atom, before: str, after: str) -> Phrase | None:
    """Read a date that something starts at and has no end: from, onwards, not before."""
    words = " … ".join(filter(None, (before, after)))
    clear = (marks.OPEN_BEFORE.match(before) and (not after or marks.OPEN_AFTER.match(after))) or (
        not before and marks.OPEN_AFTER.match(after)
    )
    ended = re.search(r"(?:^| )(?:until|till|by|to|end|ends|ending|due)\Z", before)
    loose = "from" in before.split() or marks.ONGOING.search(words)
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
    event = marks.EVENT.match(after)
    if event and not marks.STARTING_EVENT.match(event["event"]):
        raise unread(
            f"{before} {line_of(atom)} {after}".strip(),
            f"counts from {shown(event['event'])}, which is no day of the plan",
            f"write the day, or {atom.text} where it counts from the plan's start",
        )
    words = " … ".join(filter(None, (before, after)))
    known = re.fullmatch(
        r"(?:within|in|by|after|up to|over|the next|within the next|next)?(?: the)?(?: next)?", before
    )
    doubt = f"counts from the plan's start; passed over “{words}”" if event or not known or after else ""
    return Phrase(atom.text, doubt=doubt)


def line_of(atom: Atom) -> str:
    """Return an offset's own words."""
    return atom.text


def _pair(line: str, dated: Sequence[Atom], said: Sequence[str]) -> Phrase | None:
    """Read two dates for one that moved, or for one that is ongoing with a review; None where they are stages."""  # noqa: E501
    first, second = dated
    before, mid, after = said
    if first.offset or second.offset:
        return None
    if before in {"ongoing", "ongoing from"} and marks.REVIEW.search(mid):
        return Phrase(f"{first.text.partition('/')[0]}/..", review=second.text)
    flagged_old = marks.WAS.search(before) or marks.WAS.search(mid)
    flagged_new = marks.NOW.search(before) or marks.NOW.search(mid) or re.search(r"→\Z", mid)
    between = not line[first.end : second.start].strip()
    if not (flagged_old or flagged_new or (between and not before and not after)):
        return None
    if marks.WAS.search(mid) or (
        re.search(r"(?:^| )(?:extended|moved|revised|now|new)(?: to| date)?\Z", before)
        and not marks.NOW.search(mid)
    ):
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
    words = [re.sub(r"\s*\b(?:by|in|on|and|then)\Z", "", one).strip(marks.ENDS + "&") for one in said]
    if not marks.PERCENT.search(words[0]) and all(map(marks.PERCENT.search, words[1 : len(dated)])):
        stages = [
            Stage(f"{one} done" if marks.PERCENT.fullmatch(one) else one, atom.text)
            for one, atom in zip(words[1:], dated[1:], strict=False)
        ]
        return Phrase(
            dated[0].text, (*stages, Stage("All done", dated[0].text)), "stages made into milestones"
        )
    if all(atom.offset for atom in dated):
        return Phrase(None, _offsets(dated, words), f"{len(dated)} dates, made into milestones")
    stages = [Stage(one, atom.text) for one, atom in zip(words, dated, strict=False)]
    left = f"; passed over “{words[-1]}”" if words[-1] else ""
    return Phrase(None, tuple(stages), f"{len(stages)} dates, made into milestones{left}")


def _offsets(dated: Sequence[Atom], words: Sequence[str]) -> tuple[Stage, ...]:
    return tuple(Stage(one, atom.text) for one, atom in zip(words, dated, strict=False))
