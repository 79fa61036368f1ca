"""A return before it is filled: who it is for, what they are asked, in plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from wsoa.authoring.returns.fields import Field, Kind, fields_of
from wsoa.authoring.returns.stamp import Code, Header
from wsoa.plan.ratings import RatingCode

Group = Literal["overdue", "soon", "later", "done", "figures"]
GROUPS: dict[Group, str] = {
    "overdue": "Overdue",
    "soon": "Due soon",
    "later": "Due later",
    "done": "Finished, and nothing shows it yet",
    "figures": "Figures",
}
"""The groups in the order they stand, with their headings."""

_WHEN_DONE = frozenset({"happened", "finished", "evidence", "address"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a return: what is known of it, and the question that matters."""

    kind: Kind
    group: Group
    ref: str
    title: str
    facts: tuple[tuple[str, str], ...]
    question: str
    code: Code

    @property
    def fields(self) -> tuple[Field, ...]:
        """The boxes to offer; of what is finished only what shows it is wanted."""
        every = fields_of(self.kind)
        return every if self.group != "done" else tuple(one for one in every if one.key in _WHEN_DONE)


@dataclass(frozen=True, slots=True)
class Form:
    """One lead's return. ``lead`` is the role's name; empty in the return of what no role leads."""

    header: Header
    area: str
    title: str
    lead: str
    ratings: tuple[RatingCode, ...]
    entries: tuple[Entry, ...]

    @property
    def name(self) -> str:
        """What its file may be called, without an ending."""
        return self.header.lead if self.lead else "without-a-lead"

    @property
    def whose(self) -> str:
        """Whom it is for, in words."""
        return self.lead or "What no role leads"

    @property
    def commitments(self) -> tuple[Entry, ...]:
        """What was promised."""
        return tuple(entry for entry in self.entries if entry.kind == "commitment")

    @property
    def figures(self) -> tuple[Entry, ...]:
        """What is measured."""
        return tuple(entry for entry in self.entries if entry.kind != "commitment")

    def of(self, group: Group) -> tuple[Entry, ...]:
        """Return the items of one group."""
        return tuple(entry for entry in self.entries if entry.group == group)
