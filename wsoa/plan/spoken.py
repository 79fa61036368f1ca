"""Dates in the words people write, turned into the canonical spelling that a plan needs.

Day first always. A date that could be read two ways is refused with both readings. Findings, the command line
and the importer all read dates here; only the importer, which has a ledger, goes on where there is a doubt.
"""

from __future__ import annotations

import re
from typing import Any

from wsoa.plan.base import Misread, shown
from wsoa.plan.date_phrases import Phrase, read_phrase
from wsoa.plan.dates import MONTHS, WAYS_TO_WRITE, When, parse, recurring

_NOT_UNDERSTOOD = "WSOA202"


def understand(text: str) -> Misread:
    """Return the finding for a date that is not canonical, naming the spelling to use where one is clear."""
    read = read_phrase(text)
    spelling = _spelling(read)
    if meant := _respelt(text):
        return meant
    if read.problem is not None:
        return read.problem
    if not spelling:
        return _misread(text, "is not a date that can be read", _instead(read))
    if read.doubt:
        return _misread(
            text, "is not a date that can be read", f"write {spelling} if that is meant: {read.doubt}"
        )
    return _misread(text, "is not spelt the way plans need", f"write {spelling}")


_NAMES = {name.lower(): name for name in MONTHS} | {name: name for name in ("spring", "summer", "autumn")}
_NEAR = 0.8
"""How alike two spellings are that differ by a letter or two: novmber and november are 0.93."""


def _respelt(text: str) -> Misread | None:
    """Say which month or season a misspelt word is all but, and what to write then; None where none is."""
    from difflib import get_close_matches  # noqa: PLC0415 - only a slip needs it

    for found in re.finditer(r"[A-Za-z]{4,}", text):
        word = found[0].lower()
        close = get_close_matches(word, _NAMES, n=1, cutoff=_NEAR)
        if not close or any(name.startswith(word) for name in _NAMES):
            continue
        name = _NAMES[close[0]]
        again = f"{text[: found.start()]}{name}{text[found.end() :]}"
        try:
            then = f"write {parse(again).text}"
        except Misread:
            read = understand(again)
            then = read.help if read.code == _NOT_UNDERSTOOD else f"but {read.message}; {read.help}"
        return _misread(
            text, "is not a date that can be read", f"did you mean {name}? {then[0].upper()}{then[1:]}"
        )
    return None


def canonical(text: str) -> str | None:
    """Turn everyday words into the canonical spelling; None where they are not understood.

    Raises:
        Misread: the words can be read in two ways, or name a day that does not exist.
    """
    read = read_phrase(text)
    if read.problem is not None and read.problem.code != _NOT_UNDERSTOOD:
        raise read.problem.kept()
    return read.due if isinstance(read.due, str) and _sure(read) else None


def spoken(text: str) -> When:
    """Read a date in everyday words, one that comes again and again included.

    Raises:
        Misread: it is not a date, can be read in two ways, or says more than one date.
    """
    read = read_phrase(text)
    if read.due is None or not _sure(read):
        raise understand(text)
    if isinstance(read.due, str):
        return parse(read.due)
    return recurring(read.due["every"], read.due.get("from"), read.due.get("on"), read.due.get("until"))


def _sure(read: Phrase) -> bool:
    """Tell whether a text says one date, and nothing was passed over or guessed."""
    return not (read.doubt or read.stages or read.was or read.review)


def _misread(text: str, what: str, advice: str) -> Misread:
    return Misread(_NOT_UNDERSTOOD, "date-not-understood", f"“{shown(text)}” {what}", advice)


def _instead(read: Phrase) -> str:
    """Say where a date belongs that is not a deadline."""
    if read.stages:
        return f"write one date here, such as {_said(read.stages[-1].due)}, and a milestone for each of the others"  # noqa: E501
    for word, when in (("completed", read.completed), ("start", read.start)):
        if when:
            return f"write {word}: {when}, and the deadline under due:"
    return WAYS_TO_WRITE


def _spelling(read: Phrase) -> str:
    return _said(read.due) if read.due is not None else ""


def _said(due: Any) -> str:  # noqa: ANN401 - text, or the group of a recurring date
    if isinstance(due, str):
        return due
    return "{" + ", ".join(f"{key}: {value}" for key, value in due.items()) + "}"
