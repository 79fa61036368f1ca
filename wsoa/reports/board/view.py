"""The board report as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.chart import Chart, Instead
from wsoa.reports.anchors import Span
from wsoa.reports.changes import ChangeLine
from wsoa.reports.listing import Listing
from wsoa.reports.parts import Figure, Head, Link, Moment, Tag, Words


@dataclass(frozen=True, slots=True)
class Decision:
    """Something only the board can settle: the question, the facts that raise it, the first of the items."""

    question: str
    because: str
    refs: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class StandingsRow:
    """How many of a workstream's commitments stand how, how many are overdue, and which way they went."""

    name: Link
    counts: tuple[str, ...]
    overdue: str
    way: str


@dataclass(frozen=True, slots=True)
class Standings:
    """The standing of each workstream and its direction of travel; the whole plan last."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[StandingsRow, ...]
    key: str


@dataclass(frozen=True, slots=True)
class ReportedLine:
    """What was reported on an item, or on the whole it stands under; the day only where days differ."""

    ref: Link
    text: str
    when: Moment


@dataclass(frozen=True, slots=True)
class ReportedGroup:
    """What a workstream reported: the first in words, ``more`` counts the others and ``rest`` names them."""

    name: str
    lines: tuple[ReportedLine, ...]
    more: str
    rest: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Reported:
    """What was reported in the period."""

    intro: str
    groups: tuple[ReportedGroup, ...]


@dataclass(frozen=True, slots=True)
class Moved:
    """The deadlines that moved and what was withdrawn; ``none`` where there is neither."""

    none: str
    changes: tuple[ChangeLine, ...]
    more: str


@dataclass(frozen=True, slots=True)
class LeadRow:
    """What one lead, or group, has past its date, and how much nothing was reported on in the period."""

    lead: Span
    late: str
    longest: str
    oldest: Link
    silent: str


@dataclass(frozen=True, slots=True)
class ByLead:
    """Overdue and unreported, by lead; by workstream where the plan names no lead. ``by`` is that word.

    ``more`` counts the ``others``, whom a screen shows on request and paper only counts.
    """

    by: str
    sentences: tuple[str, ...]
    heading: str
    rows: tuple[LeadRow, ...]
    more: str
    others: tuple[LeadRow, ...]


@dataclass(frozen=True, slots=True)
class BridgeRow:
    """How many stood so at the start, each cause's share of the difference, and how many stand so now."""

    tag: Tag
    before: str
    parts: tuple[str, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Why:
    """Why standings changed: a table that adds up, and the items that more than time changed."""

    sentences: tuple[str, ...]
    before: str
    after: str
    columns: tuple[str, ...]
    rows: tuple[BridgeRow, ...]
    key: str
    overall: tuple[str, ...]
    stories: Listing


@dataclass(frozen=True, slots=True)
class BoardView:
    """The board report, in the order it is read: what asks for attention first.

    ``statement`` is the address of the full statement. ``dense`` asks for small print on paper: a board reads
    two to four pages.
    """

    report: ClassVar = "board"
    dense: ClassVar = True

    page_title: str
    words: Words
    head: Head
    period: str
    statement: str
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    standings: Standings
    finished: Listing
    reported: Reported
    hindrances: Listing
    decisions: tuple[Decision, ...]
    moved: Moved
    expected: Chart | Instead
    overdue: Listing
    leads: ByLead
    disagreements: Listing
    upcoming: Listing
    kpis: Listing
    promises: tuple[str, ...]
    why: Why
    other: Listing
    made: tuple[str, ...]
