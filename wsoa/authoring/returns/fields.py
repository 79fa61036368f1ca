"""What a return asks of an item, in the words that every kind of file prints and reads back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, NamedTuple

Kind = Literal["commitment", "reading", "baseline"]


class Field(NamedTuple):
    """One box to fill: what it is called in the code and on paper, and what to write there."""

    key: str
    label: str
    hint: str
    option: str = ""
    """The option of ``wsoa update`` or ``wsoa record`` that says the same."""

    @property
    def date(self) -> bool:
        """True where the box holds a date."""
        return self.key in _DATES


COMMITMENT = (
    Field("happened", "What has happened", "A sentence or two.", option="note"),
    Field("blocker", "What is in the way", "Only if something is: a sentence.", option="blocker"),
    Field("help_needed", "What help is needed", "What you ask for, and of whom.", option="help-needed"),
    Field("finished", "Finished on", "Only if it is finished: a day or a past month.", "complete"),
    Field("expected", "Now expected by", "When you now expect to finish.", "forecast"),
    Field("rating", "Your rating", "One of the codes.", option="rating"),
    Field("evidence", "What shows it", "What the evidence is called.", option="evidence"),
    Field("address", "Its web address", "Where it can be seen, if anywhere."),
    Field("move_to", "Move the date to", "Only if the board has agreed a new date.", "move-to"),
    Field("reason", "Why it moves", "Needed for a new date.", option="reason"),
    Field("agreed_by", "Who agreed", "Needed for a new date: the board or role.", option="agreed-by"),
)  # fmt: skip
FIGURE = (
    Field("figure", "Figure", "Such as 58% or 1,204; or: withheld."),
    Field("period", "For which period", "The day, month, quarter or year it is for.", "period"),
    Field("status", "Final or provisional", "final, provisional or estimate."),
    Field("remark", "Remark", "What a reader must know.", option="note"),
)
_DATES = frozenset({"finished", "expected", "move_to", "period"})
MOVING = ("move_to", "reason", "agreed_by")
"""The boxes for a new date; they stand apart where there is room."""
STATUSES = ("final", "provisional", "estimate")
REF, OFFICE = "Ref", "For the office"
NOBODY = "-"
"""Stands for the lead in the return of what no role leads."""
EVERYBODY = "*"
"""Stands for the lead where one file answers for the items of all: a workbook of the whole plan."""
COLUMNS = {"move_to": "Due", "finished": "Completed", "expected": "Forecast", "rating": "Declared"}
"""The columns of such a workbook that say what a box says, for they are what its officer sees."""


def fields_of(kind: Kind) -> tuple[Field, ...]:
    """Return the boxes of an item."""
    return COMMITMENT if kind == "commitment" else FIGURE


def known(label: str) -> str:
    """Return the key that a label stands for, however it is spaced, capitalised or ended; else nothing."""
    return _KEYS.get(_bare(label), "")


def label_of(key: str) -> str:
    """Return what a box is called on paper."""
    return _LABELS[key]


def in_their_words(sentence: str) -> str:
    """Return a refusal with the names of boxes in place of those of options."""
    for option, words in _ELSEWHERE.items():
        sentence = sentence.replace(option, words)
    return _OPTION.sub(lambda found: f"“{_OPTIONS[found[1]]}”", sentence)


def in_columns(sentence: str) -> str:
    """Return a sentence with the names of a workbook's columns in place of those of boxes."""
    for key, heading in COLUMNS.items():
        sentence = sentence.replace(f"“{_LABELS[key]}”", f"“{heading}”")
    return sentence


def option_in(sentence: str) -> str:
    """Return the key of the first box that a refusal is about; nothing where it names none."""
    found = _OPTION.search(sentence)
    return _BY_OPTION[found[1]] if found else ""


def _bare(label: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", label.casefold()))


_LABELS: Mapping[str, str] = {field.key: field.label for field in (*COMMITMENT, *FIGURE)}
_KEYS: Mapping[str, str] = {
    **{_bare(label): key for key, label in _LABELS.items()},
    _bare(REF): "ref",
    _bare(OFFICE): "office",
}
_OPTIONS: Mapping[str, str] = {field.option: field.label for field in (*FIGURE, *COMMITMENT) if field.option}
_BY_OPTION: Mapping[str, str] = {field.option: field.key for field in (*FIGURE, *COMMITMENT) if field.option}
_ELSEWHERE: Mapping[str, str] = {
    "say --restate": "use wsoa record --restate",
    "say --projected if the figure is an estimate": f"say so under “{_LABELS['status']}” if it is one",
}
"""What a refusal of another command advises, and what to do in a return instead."""
_OPTION = re.compile(rf"--({'|'.join(sorted(_OPTIONS, key=len, reverse=True))})\b(?!-)")
