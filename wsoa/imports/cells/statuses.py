"""The words of status that plans print, and the standing each plainly means. What is not here stays words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from wsoa.plan.ratings import Standing

PAUSED = "paused"
COLOURS: Mapping[str, str] = {
    "blue": "B", "green": "G", "amber": "A", "red": "R", "grey": "N", "gray": "N", "purple": "P", "white": "W",
    "yellow": "Y", "black": "K", "orange": "O",
}  # fmt: skip
"""The letter that stands for a colour."""
LETTERS: Mapping[str, str] = {
    letter: word for word, letter in reversed(list(COLOURS.items())) if letter != "N"
}

_WORDS: Mapping[Standing | str, str] = {
    Standing.COMPLETE: (
        "complete, completed, closed, achieved, signed off, action closed, action complete, action completed, bau"
        ", business as usual, embedded, done, finished, delivered, implemented, fulfilled, met, fully met, yes"
        ", fully complete, fully completed, fully implemented, complete and embedded, completed and closed, c, blue, b"
        ", ✓, ✔, ☑, complete and signed off, complete & signed off, complete/closed, closed - complete, actioned, 100%"
    ),
    Standing.ON_TRACK: (
        "on track, on target, on schedule, under control, progressing well, on course, green, g, on plan"
        ", progressing to plan, progressing as planned, in progress - on track, in progress on track"
        ", on track to complete, on track for completion, on track for delivery"
    ),
    Standing.UNDERWAY: (
        "in progress, ongoing, on going, underway, under way, started, commenced, in development, in train"
        ", partially complete, partially completed, partly complete, partially met, partially achieved, progressing"
        ", work in progress, wip, begun, in hand, in delivery, being delivered, part complete, in process"
    ),
    Standing.BEHIND: (
        "amber, a, delayed, behind, behind schedule, slipped, slipping, slippage, at risk, delay, minor delay"
        ", amber - slippage, delayed by less than 3 months, delayed by less than three months, some delay"
        ", some slippage, at risk of delay, slightly behind, experiencing delay"
    ),
    Standing.OFF_TRACK: (
        "red, r, off track, overdue, missed, will be missed, not on track, not achieved, late, seriously delayed"
        ", delayed by more than 3 months, delayed by more than three months, significantly delayed, off target"
        ", significant delay, major delay, not met, deadline missed, critical"
    ),
    Standing.NOT_STARTED: (
        "not started, not yet started, n/s, ns, n, not begun, not commenced, yet to start, yet to commence, not due"
        ", not yet due, grey, gray, to do, to start, to be started, future action, not started yet, due to start"
    ),
    Standing.WITHDRAWN: (
        "withdrawn, superseded, cancelled, no longer required, no longer needed, removed, discontinued, abandoned"
        ", closed - not achieved, closed - superseded, deleted, stopped, no longer applicable, rejected"
    ),
    PAUSED: "on hold, paused, deferred, suspended, pause, hold, parked, on pause, postponed",
}
_TABLE: Mapping[str, Standing | str] = {
    word.strip(): standing for standing, words in _WORDS.items() for word in words.split(", ")
}
_ARROWS = re.compile(r"[↑↓→←↔⬆⬇➡⬅▲▼►◄⇧⇩⇨]+|\bno change\b", re.IGNORECASE)
_WAS = re.compile(
    r"\s*[(\[,;-]?\s*(?:was|previously|formerly|from|prev)\b:?\s[^()]{1,40}\)?\Z", re.IGNORECASE
)
_COLOUR_FIRST = re.compile(
    rf"(?P<colour>{'|'.join(COLOURS)})\s*(?:[-–:(/,]|\Z)\s*(?P<rest>.*)\Z", re.IGNORECASE | re.DOTALL
)
_COMPLETE_AND = re.compile(r"complete(?:d)?\s+(?=(?:&|and|with)\s)(?P<rest>[^\n]{1,60})\Z", re.IGNORECASE)
_PERCENT = re.compile(r"(?P<percent>[0-9]{1,3})\s?%(?P<rest>.*)\Z", re.DOTALL)


class Status(NamedTuple):
    """What a status comes to: a standing or a pause, ``words`` that were passed over, and a percentage.

    ``standing`` is None where no standing is plain. ``colour`` is the letter of the colour that is named.
    """

    standing: Standing | str | None = None
    words: str = ""
    percent: int | None = None
    colour: str = ""


def status_of(text: str) -> Status:
    """Read a status; nothing is guessed of words that the table does not hold."""
    line = " ".join(text.split()).strip(" .:;*")
    found = _known(line)
    if found is not None:
        return found
    bare = _WAS.sub("", _ARROWS.sub(" ", line)).strip(" .:;-–()")
    if bare != line:
        found = _known(bare)
        if found is not None:
            left = line.replace(bare, "", 1).strip(" .:;")
            return found._replace(words=left)
    if done := _COMPLETE_AND.match(line):
        return Status(Standing.COMPLETE, done["rest"].strip())
    if percent := _PERCENT.match(line):
        number, rest = int(percent["percent"]), percent["rest"].strip(" .:;-–()")
        if number <= 100 and (  # noqa: PLR2004
            not rest or re.fullmatch(r"complete(?:d)?|done|achieved|delivered", rest.lower())
        ):
            return Status(Standing.COMPLETE if number == 100 else Standing.UNDERWAY, percent=number)  # noqa: PLR2004
    if first := _COLOUR_FIRST.match(line):
        colour, rest = _known(first["colour"]), first["rest"].strip(" .:;-–()")
        second = _known(rest)
        if colour is not None and colour.standing is not None and not _also_colour(rest):
            clear = second is None or second.standing == colour.standing
            return colour._replace(words=rest) if clear else Status(colour=colour.colour)
    return Status(colour=COLOURS.get(line.lower(), ""))


def _known(text: str) -> Status | None:
    word = text.lower().replace("’", "'")
    word = re.sub(r"\s*[–-]\s*", " - ", word) if " " in word else word
    standing = _TABLE.get(word)
    if standing is None:
        return None
    colour = COLOURS.get(word) or (word.upper() if word.upper() in LETTERS else "")
    return Status(standing, colour=colour)


def _also_colour(text: str) -> bool:
    return bool(re.match(rf"(?:{'|'.join(COLOURS)}|[a-z])\b", text, re.IGNORECASE)) and len(text.split()) == 1


def meaning_of(text: str) -> Standing | None:
    """Return the standing that a key's own words name, such as “complete and checked”; None where none is plain."""
    line = " ".join(text.lower().split()).strip(" .:;")
    known = _TABLE.get(line)
    if isinstance(known, Standing):
        return known
    for standing, pattern in _MEANINGS:
        if pattern.search(line):
            return standing
    return None


_MEANINGS = (
    (Standing.NOT_STARTED, re.compile(r"\bnot (?:yet )?(?:started|begun|commenced|due)\b|\byet to (?:start|begin|commence)\b")),
    (Standing.OFF_TRACK, re.compile(
        r"\boff[ -]track\b|\bnot on track\b|\bwill not\b|\bnot be (?:met|achieved|delivered)\b|\bsignificant(?:ly)? (?:delay|risk|behind)|"
        r"\bmissed\b|\bserious|\boverdue\b|\bunlikely\b|\bnot (?:complete|achieved|met)")),
    (Standing.BEHIND, re.compile(r"\bbehind\b|\bdelay|\bslipp|\bat risk\b|\bsome (?:risk|concern|issues?)|\bminor\b|\bmay not\b")),
    (Standing.ON_TRACK, re.compile(r"\bon[ -](?:track|target|schedule|course)\b|\bto plan\b|\bby (?:its|the) (?:due )?date\b|\bwill (?:meet|be)\b")),
    (Standing.COMPLETE, re.compile(r"\b(?:fully )?(?:complete|completed|achieved|embedded|delivered|closed|signed off|implemented)\b")),
    (Standing.UNDERWAY, re.compile(r"\bunder ?way\b|\bin progress\b|\bstarted\b|\bprogressing\b|\bongoing\b|\bcommenced\b")),
    (Standing.WITHDRAWN, re.compile(r"\bwithdrawn\b|\bsuperseded\b|\bno longer\b|\bcancelled\b")),
)  # fmt: skip
