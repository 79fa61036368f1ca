"""A filled return as data, whatever kind of file it was: who it is from, and what stands in each box."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from wsoa.authoring.returns.fields import known, label_of
from wsoa.authoring.returns.stamp import Code, Header, read_code
from wsoa.files.text import is_hidden, split_lines

LONGEST = 2_000
_EMPTY = frozenset({"-", "–", "—", ".", "?", "n/a", "na", "tbc", "tba", "nil"})
"""What people put into a box that they mean to leave blank; it says nothing, and is not taken for nothing."""


class Said(NamedTuple):
    """What stands in one box, and where."""

    words: str
    place: str


class Doubt(NamedTuple):
    """An answer that cannot be taken as it stands: where it is, what it says, and why."""

    place: str
    ref: str
    words: str
    why: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a return says of one item. ``said`` holds the boxes that are not blank, by key."""

    code: Code
    place: str
    said: Mapping[str, Said]
    doubts: tuple[Doubt, ...] = ()


@dataclass(frozen=True, slots=True)
class Filled:
    """One return. Without a header nothing of it can be taken, and ``doubts`` say why."""

    file: str
    header: Header | None
    answers: tuple[Answer, ...] = ()
    doubts: tuple[Doubt, ...] = ()


@dataclass
class Boxes:
    """The boxes of one item while a file is read."""

    place: str
    code: str = ""
    ref: str = ""
    said: dict[str, Said] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)

    def put(self, label: str, words: str, place: str) -> None:
        """Note what stands in a box, if anything does."""
        key, text = known(label), "\n".join(split_lines(words.strip()))
        if key == "office":
            self.code = text
        elif key == "ref":
            self.ref = text
        elif not text:
            return
        elif not key:
            self.doubt(place, text, f"there is no question called “{label}”, so this was not read")
        else:
            self.keep(key, Said(text, place))

    def keep(self, key: str, said: Said) -> None:
        """Keep what a box says, unless the same box says something else already."""
        old = self.said.setdefault(key, said)
        if old is not said and old.words != said.words:
            self.doubt(said.place, said.words, f"“{label_of(key)}” is filled twice, with different words")

    def doubt(self, place: str, words: str, why: str) -> None:
        """Note what cannot be taken as it stands."""
        self.doubts.append(Doubt(place, self.ref, words, why))

    def answer(self) -> Answer | None:
        """Return the answer; None where there is no item to which it could belong."""
        code = read_code(self.code)
        if code is None:
            return None
        for key, said in self.said.items():
            if why := unfit(said.words):
                self.doubt(said.place, said.words, f"{label_of(key)}: {why}")
        if self.ref and self.ref != code.ref:
            self.doubt(
                self.place, self.ref, f"these boxes were made for {code.ref}; the rows may have been moved"
            )
        return Answer(code, self.place, self.said, tuple(one._replace(ref=code.ref) for one in self.doubts))


def gathered(file: str, header: Header | None, boxes: list[Boxes], doubts: list[Doubt]) -> Filled:
    """Put a return together; boxes that belong to no item are doubtful if anything stands in them."""
    answers = []
    if header is None:
        why = "this is no return that wsoa prepared, or the line “For the office” at its top was changed"
        return Filled(file, None, (), (*doubts, Doubt(file, "", "", why)))
    for one in boxes:
        answer = one.answer()
        if answer is not None:
            answers.append(answer)
            continue
        for said in one.said.values():
            why = "this row has lost its line “For the office”, so nobody can tell what it answers"
            doubts.append(Doubt(said.place, one.ref, said.words, why))
        doubts += one.doubts
    return Filled(file, header, tuple(answers), tuple(doubts))


def unfit(words: str) -> str:
    """Say why words cannot be an answer at all; nothing where they can."""
    if is_hidden(words):
        return "it holds a character that nobody can see; type it again"
    if words.casefold() in _EMPTY:
        return "it says nothing that can be recorded; leave the box blank, or say what is known"
    if words.startswith("="):
        return "it is a formula, or starts like one; type what it should say"
    if len(words) > LONGEST:
        return f"it has {len(words):,} characters; {LONGEST:,} are the most that can be taken"
    return ""
