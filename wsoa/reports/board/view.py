"""The board report as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.chart import Chart, Instead
from wsoa.reports.anchors import Span
from wsoa.reports.changes import ChangeLine
from wsoa.reports.listing import Listing
from wsoa.reports.parts import Figure, Head, Link, Tag, Words


@dataclass(frozen=True, slots=True)
class Decision:
    """Something only the board can settle: the question, the facts that raise it, the first of the items."""

    question: str
    because: str
    refs: tuple[Link, ...]
    more: str


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
    """Overdue and unreported, by lead; by workstream where the plan names no lead. ``by`` is that word."""

    by: str
    sentences: tuple[str, ...]
    heading: str
    rows: tuple[LeadRow, ...]


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

    ``statement`` is the address of the full statement.
    """

    report: ClassVar = "board"

    page_title: str
    words: Words
    head: Head
    period: str
    statement: str
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    burn_up: Chart | Instead
    trend: Chart | Instead
    decisions: tuple[Decision, ...]
    moved: Moved
    overdue: Listing
    leads: ByLead
    disagreements: Listing
    kpis: Listing
    promises: tuple[str, ...]
    finished: Listing
    why: Why
    upcoming: Listing
    other: Listing
    made: tuple[str, ...]
