"""What a plan said of the time up to a day only after it, in words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from wsoa.history.repository.versions import Version
from wsoa.history.restatement import Restated, Restatement, Restatements, restatements
from wsoa.words.dates import say_day
from wsoa.words.lists import capital
from wsoa.words.numbers import count, count_days

_FIELDS = {"held": "date held", "due changed": "change of due date"}


class Line(NamedTuple):
    """One fact with what was done to it and when, in a sentence."""

    fact: Restatement
    sentence: str


class RestatementReport(NamedTuple):
    """Every fact of one plan dated up to a day and written or altered after it, in the order of writing."""

    plan_id: str
    day: date
    found: Restatements
    lines: tuple[Line, ...]

    @property
    def headline(self) -> str:
        """Say in one sentence how many there are."""
        if self.found.known is None:
            return (
                f"No version of the plan was committed by {say_day(self.day)}, "
                "so what was written only after it is not known."
            )
        if not self.lines:
            return f"Nothing dated up to {say_day(self.day)} was written or altered after it."
        facts = count(len(self.lines), "entry")
        return f"{facts} dated up to {say_day(self.day)}, but written, altered or removed after it."


def restatement_report(plan_id: str, versions: Iterable[Version], day: date) -> RestatementReport:
    """Build the report from the versions of a plan, oldest first, read once."""
    found = restatements(versions, day)
    return RestatementReport(plan_id, day, found, tuple(Line(fact, _sentence(fact)) for fact in found.facts))


def _sentence(fact: Restatement) -> str:
    """Completed, dated 15 March 2020: written 43 days later, on 27 April 2020: 2020-03-15."""
    field = capital(_FIELDS.get(fact.field, fact.field))
    return f"{field}, dated {say_day(fact.dated)}: {fact.kind.value} {_when(fact)}: {_what(fact)}"


def _when(fact: Restatement) -> str:
    if fact.commit is None or fact.days_after is None:
        return "since, not yet committed"
    return f"{count_days(fact.days_after)} later, on {say_day(fact.commit.committed)} ({fact.commit.short})"


def _what(fact: Restatement) -> str:
    if fact.kind is Restated.ALTERED:
        return f"now “{fact.new}”; it said “{fact.old}”"
    return f"“{fact.new if fact.kind is Restated.WRITTEN else fact.old}”"
