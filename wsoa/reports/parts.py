"""The small pieces that reports are made of: dates, links, facts, tags and reports of progress, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from wsoa.reports.anchors import Prose
from wsoa.words.dates import say_day


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in words; ``machine`` is its ISO form where it is one day, month or year."""

    words: str
    machine: str = ""

    @classmethod
    def of_day(cls, day: date | None, nothing: str = "") -> Moment:
        """Return a day written out; ``nothing`` where there is none."""
        return cls(say_day(day), day.isoformat()) if day else cls(nothing)


@dataclass(frozen=True, slots=True)
class Link:
    """Words, and the anchor they lead to; no anchor where there is nothing to lead to.

    ``page`` is the address of the page that has the anchor; empty for the page itself, and for the statement
    where a report leads there.
    """

    text: str
    anchor: str = ""
    page: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what stands beside it, one line or several."""

    label: str
    lines: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Trail:
    """A label and links within the page: depends on 1.1, 1.2."""

    label: str
    links: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Titled:
    """A heading and the lines under it."""

    heading: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One of the few figures at the top: a number and what it counts.

    ``counts`` names a count that has the same number on every page of a plan; empty for any other.
    """

    number: str
    label: str
    counts: str = ""


class Tag(NamedTuple):
    """A standing: its key, its letter and its word."""

    key: str
    letter: str
    word: str


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """Something that shows what was done; only what may be published."""

    title: str
    url: str
    detail: str


@dataclass(frozen=True, slots=True)
class Report:
    """One dated report of progress."""

    date: Moment
    text: str
    extra: tuple[str, ...]
    source: Prose
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class DueLine:
    """When something is due; ``first`` only where the deadline moved."""

    now: Moment
    first: Moment | None


@dataclass(frozen=True, slots=True)
class Words:
    """The area's own words where the page needs them, with a large first letter or small as named."""

    action: str
    lead: str
    workstream: str


@dataclass(frozen=True, slots=True)
class Head:
    """The title block."""

    area: str
    title: str
    kind: str
    as_at: Moment
    about: str
    facts: tuple[Fact, ...]
    bodies: str = ""
    """Who answers for the plan, as a list in words."""
