"""What every question is made of: its theme and weight, its facts, and how it names what it is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from wsoa.assess.assessment import Commitment
from wsoa.findings import Finding
from wsoa.history.moves.moves import Move, moves
from wsoa.history.rules import history_findings
from wsoa.history.timeline import Timeline, until
from wsoa.plan.dates import Precision
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Item, walk
from wsoa.reports.context import ReportContext
from wsoa.reports.parts import Link
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.reports.questions.view import Named
from wsoa.words.dates import say_day, say_due
from wsoa.words.items import NO_WORKSTREAM, full_title, work_noun
from wsoa.words.lists import capital, listed
from wsoa.words.numbers import count, count_days

FIGURES = frozenset({"baseline", "target"})
OVER = frozenset({Standing.COMPLETE, Standing.WITHDRAWN})


class Subject(StrEnum):
    """What questions are about; the value heads them."""

    MOVED = "Dates that moved"
    RECORD = "What the record used to say"
    LATE = "What is late"
    SILENT = "What nobody has reported on"
    RATED = "Rated better than the dates allow"
    PROMISED = "Figures promised and not published"
    FIGURES = "What the figures show"
    DIFFERENCE = "The difference for families"
    PEOPLE = "Who leads and who answers"
    NEXT = "What comes next"


class Wording(NamedTuple):
    """How a question is put, whatever it is about.

    ``gravity`` is 3 for what families were promised and do not have, or what changed with no reason recorded;
    2 for what makes that likely; 1 for what is good to know. In the texts ``{n}`` is the number of things the
    question is about, ``{the}`` names them (the action, the 12 actions), and ``[is|are]`` is the first for
    one and the second for many. ``answer`` is what a good answer has, of each thing where ``each`` is true.
    """

    subject: Subject
    gravity: int
    asks: str
    because: str
    answer: str
    each: bool = False


class Asked(NamedTuple):
    """A question before it has its place. ``number`` is how many things it is about, ``items`` names some.

    ``commitments`` is True where it asks of commitments by that word, which a reader must be told.
    """

    subject: Subject
    gravity: int
    number: int
    asks: str
    because: tuple[str, ...]
    items: tuple[Named, ...]
    named: int
    answer: str
    commitments: bool


def ask(
    wording: Wording, number: int, noun: str, items: Iterable[Named], *facts: str, named: int | None = None
) -> Asked | None:
    """Put a question about so many things; None where there is nothing to ask about.

    ``items`` are at most as many of the things as are shown; ``named`` is how many there would be to name,
    where that is not the number of things.
    """
    if not number:
        return None
    because = tuple(fact for fact in (worded(wording.because, number, noun), *facts) if fact)
    shown = tuple(islice(items, SHOWN))
    asks = worded(wording.asks, number, noun)
    of = number if named is None else named
    answer = f"For each: {wording.answer}" if wording.each and number > 1 else capital(wording.answer)
    told = noun == COMMITMENT and _THE in wording.asks
    return Asked(wording.subject, wording.gravity, number, asks, because, shown, of, answer, told)


def worded(text: str, number: int, noun: str) -> str:
    """Fill a wording in for so many things of a name; see :class:`Wording`."""
    chosen = _CHOICE.sub(lambda found: found[1] if number == 1 else found[2], text)
    the = f"the {noun}" if number == 1 else f"the {count(number, noun)}"
    return chosen.replace("{n}", f"{number:,}").replace(_THE, the)


SHOWN = 5
"""How many of the things a question is about are named."""
COMMITMENT = "commitment"
"""What things of several kinds are called."""
_THE = "{the}"
_CHOICE = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")


@dataclass(frozen=True)
class Brief:
    """What questions are drawn from, with the means to name and link it."""

    context: ReportContext
    at: PlanAsAt

    @property
    def work(self) -> list[Commitment]:
        """Everything the area is to do by a date: all its commitments but the figures of KPIs."""
        return [c for c in self.at.assessment.own if c.kind not in FIGURES]

    @property
    def late(self) -> list[Commitment]:
        """Work past its date and not complete, longest first."""
        return [c for c in self.at.assessment.overdue if c.kind not in FIGURES]

    @cached_property
    def line(self) -> Timeline | None:
        """The plan's story up to the day; None where no history was read."""
        line = self.context.line
        return until(line, self.at.as_of) if line else None

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """The deadlines that moved from one version of the plan to another."""
        return moves(self.line) if self.line else ()

    @cached_property
    def past(self) -> tuple[Finding, ...]:
        """What the history up to the day gives reason to ask, less what the plan silences."""
        if self.line is None:
            return ()
        heard = {finding.fingerprint for finding in self.context.progress}
        found = history_findings(self.line, self.context.loaded)
        return tuple(finding for finding in found if finding.fingerprint in heard)

    @cached_property
    def items(self) -> dict[str, Item]:
        """The items of the plan by ref; of two with the same ref, the first."""
        found: dict[str, Item] = {}
        for item in walk(self.at.plan):
            if item.kind != "weakness":
                found.setdefault(item.ref, item)
        return found

    def plain(self, title: str, says: str) -> Named:
        """Name something that has no place of its own in the statement."""
        return Named(Link(""), "", title, says)

    def named(self, item: Item, says: str, title: str = "") -> Named:
        """Name an item; a part of a KPI leads to the KPI."""
        link = self.at.name(item)
        if item.kind == "part" and item.kpi is not None:
            link = Link(link.text, self.at.anchors.by_ref.get(item.kpi.ref, ""))
        return Named(link, self.context.in_statement(link), title or full_title(item), says)

    def ask(
        self, wording: Wording, found: Sequence[Commitment], says: Callable[[Commitment], str], *facts: str
    ) -> Asked | None:
        """Put a question about commitments, the first of them named with what is said of each."""
        items = (self.named(c.item, says(c)) for c in found)
        return ask(wording, len(found), self.noun(found), items, *facts)

    def by_workstream(self, wording: Wording, found: Sequence[Commitment], *facts: str) -> Asked | None:
        """Put a question about commitments, counted by workstream where they are more than are named."""
        if len(found) <= SHOWN:
            return self.ask(wording, found, self.standing, *facts)
        groups: dict[str, list[Commitment]] = {}
        for c in found:
            groups.setdefault(c.workstream or "", []).append(c)
        largest = sorted(groups.items(), key=lambda pair: -len(pair[1]))
        items = (self._group(ref, group) for ref, group in largest)
        return ask(wording, len(found), self.noun(found), items, *facts, named=len(largest))

    def _group(self, ref: str, group: Sequence[Commitment]) -> Named:
        workstream, link = group[0].item.workstream, self.at.link(ref)
        title = workstream.title if workstream else NO_WORKSTREAM
        days = [c.due.latest for c in group if c.due and c.due.latest]
        first = (
            f"; the earliest was due by {say_day(min(days))}" if days and min(days) < self.at.as_of else ""
        )
        says = f"{count(len(group), self.noun(group))}{first}."
        return Named(link, self.context.in_statement(link), title, says)

    def noun(self, commitments: Sequence[Commitment]) -> str:
        """Return the area's word for commitments of one kind, or its words for actions and milestones."""
        kinds = {c.kind for c in commitments}
        labels = self.at.plan.labels
        words = {"action": labels.action, "milestone": labels.milestone, "review": "review"}
        if kinds == {"action", "milestone"}:
            return work_noun(commitments, labels)
        return words.get(kinds.pop(), COMMITMENT) if len(kinds) == 1 else COMMITMENT

    def due(self, commitment: Commitment) -> str:
        """Say when something is due."""
        when = commitment.due
        if when is None:
            return "no date recorded"
        words = say_due(when, self.at.plan.calendar)
        if when.window.precision is Precision.ONGOING:
            return words
        return f"due {words}" if when.endless else f"due by {words}"

    def led(self, commitment: Commitment) -> str:
        """Say who leads, as a sentence; empty where nobody is named."""
        roles = listed([self.at.role(lead) for lead in commitment.leads])
        return f"{capital(self.at.plan.labels.lead)}: {roles}." if roles else ""

    def standing(self, commitment: Commitment) -> str:
        """Say when something is due, how late it is, who leads it and when it was last reported on."""
        late = f", {count_days(commitment.days_late)} late" if commitment.overdue else ""
        last = commitment.last_report
        heard = f"Last report: {say_day(last)}." if last else "Nothing reported."
        told = (f"{capital(self.due(commitment))}{late}.", self.led(commitment), heard)
        return " ".join(line for line in told if line)
