"""The boxes of a form on a page: what they are called, what belongs in them, what a refusal is about."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple

from wsoa.authoring.returns.fields import COMMITMENT, FIGURE, STATUSES
from wsoa.plan.dates import WAYS_TO_WRITE

Shape = Literal["line", "text", "choice", "tick"]
Words = Mapping[str, str]
"""What somebody typed, by the key of the box; a box that is not there was left blank."""


class Choice(NamedTuple):
    """One of the answers to choose from."""

    value: str
    words: str


class Box(NamedTuple):
    """One box. ``option`` is the command's option that says the same; ``moving`` is True for a new date."""

    key: str
    label: str
    hint: str
    option: str
    shape: Shape = "line"
    moving: bool = False
    choices: tuple[Choice, ...] = ()


class Misfit(NamedTuple):
    """Why something cannot be taken, in a sentence, and the box it is about; none for the form as a whole."""

    words: str
    key: str = ""


_PAPER = {field.key: field for field in (*COMMITMENT, *FIGURE)}
"""The words of the forms on paper, so that both ask alike."""


def _as_on_paper(
    key: str, option: str, shape: Shape = "line", hint: str = "", *, moving: bool = False
) -> Box:
    known = _PAPER[key]
    return Box(key, known.label, hint or known.hint, option, shape, moving)


_HAPPENED = _as_on_paper("happened", "note", "text")
_BLOCKER = _as_on_paper("blocker", "blocker", "text")
_HELP = _as_on_paper("help_needed", "help-needed", "text")
_RATING = _as_on_paper("rating", "rating", "choice", "Only if you rate it.")
_EVIDENCE = _as_on_paper("evidence", "evidence")
_ADDRESS = _as_on_paper("address", "")
_BY = Box("by", "Who reports", "The role, if you want it recorded.", "by", "choice")
NOTES = (_HAPPENED, _BLOCKER, _HELP, _RATING, _EVIDENCE, _ADDRESS, _BY)
"""What can be said of anything."""
PROMISE = (
    _HAPPENED,
    _BLOCKER,
    _HELP,
    _RATING,
    _as_on_paper("finished", "complete"),
    _as_on_paper("expected", "forecast"),
    _EVIDENCE,
    _ADDRESS,
    _BY,
    _as_on_paper("move_to", "move-to", moving=True),
    _as_on_paper("reason", "reason", "text", moving=True),
    _as_on_paper("agreed_by", "agreed-by", moving=True),
    Box("minute", "Minute or letter that records it", "If there is one.", "minute", moving=True),
)
"""What can be said of an action or a milestone."""
MEASURE = (
    _as_on_paper("figure", ""),
    _as_on_paper("period", "period"),
    Box("as", "What the figure is", "", "", "choice", choices=(
        Choice("reading", "a figure measured"),
        Choice("baseline", "the baseline: where the KPI starts from"),
        Choice("target", "a promised target: what is to be reached"),
    )),
    _as_on_paper("status", "", "choice")._replace(choices=tuple(Choice(one, one) for one in STATUSES)),
    Box("source", "Where it comes from", "Such as the name of the return.", "source"),
    _as_on_paper("remark", "note", "text"),
    Box("restate", "It takes the place of another figure", "Say why in the remark.", "restate", "tick"),
)  # fmt: skip
"""What can be said of a KPI or a part of one."""
DATES = ("finished", "expected", "move_to")
_ELSEWHERE = {
    "see wsoa record": "a KPI has a form of its own",
    "report on it with wsoa update": "it has a form of its own",
    "say --projected if the figure is an estimate": (
        f"choose estimate under “{_PAPER['status'].label}” if it is one"
    ),
    "say --restate": f"tick “{MEASURE[-1].label}”",
    "--withdraw": "a withdrawal",
}
"""What a refusal says of the command line, and what to say of a form instead."""
_WAYS = "write a day such as 31 May 2026, or a month such as May 2026"
_OPTION = re.compile(r"--([a-z][a-z-]*)")


def misfit(refusal: str, boxes: Sequence[Box], said: Words, first: str = "") -> Misfit:
    """Turn a refusal of a command into the words of a form, at the box that must change.

    Of the boxes that it names, that is the first one left blank, else the first. Where it names none,
    ``first`` is the box it is about.
    """
    named = [box for option in _OPTION.findall(refusal) for box in boxes if box.option == option]
    blank = [box for box in named if not said.get(box.key)]
    about = (blank or named)[0].key if named else first
    words = refusal.replace(WAYS_TO_WRITE, _WAYS)
    for option, ours in _ELSEWHERE.items():
        words = words.replace(option, ours)
    labels = {box.option: box.label for box in boxes if box.option}
    words = _OPTION.sub(lambda found: f"“{labels[found[1]]}”" if found[1] in labels else found[0], words)
    return Misfit(f"{words[:1].upper()}{words[1:]}", about)


def kept(given: Words, boxes: Sequence[Box]) -> dict[str, str]:
    """Return what was said in these boxes, without blanks around it and with the line ends of a plan."""
    said = {box.key: given.get(box.key, "").replace("\r\n", "\n").strip() for box in boxes}
    return {key: words for key, words in said.items() if words}
