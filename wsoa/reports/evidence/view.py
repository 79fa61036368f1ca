"""The evidence report as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.reports.anchors import Prose
from wsoa.reports.listing import Listing
from wsoa.reports.parts import EvidenceLine, Figure, Head, Link, Report, Titled, Words


@dataclass(frozen=True, slots=True)
class SumRow:
    """One section in a line of the overview: how much of it is finished, shown and measured."""

    section: Link
    finished: str
    shown: str
    measured: str
    judged: str


@dataclass(frozen=True, slots=True)
class Voice:
    """Whose word was promised: how much of it, and what evidence carries their voice."""

    heading: str
    promised: str
    evidence: tuple[EvidenceLine, ...]


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """One measure with a figure: where it started, where it should be and where it is."""

    ref: Link
    title: str
    baseline: str
    target: str
    latest: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something that is not there yet: what, and the first of the items."""

    what: str
    refs: tuple[Link, ...]
    more: str


@dataclass(frozen=True, slots=True)
class Strand:
    """One workstream's answer: what it did, what shows it, what came of it and what is not there yet.

    ``name`` is empty where the section is about this workstream alone.
    """

    name: Link
    counts: str
    finished: Listing
    in_hand: Listing
    reports: tuple[Report, ...]
    notice: tuple[Titled, ...]
    voices: tuple[Voice, ...]
    measured: str
    measures: tuple[MeasureRow, ...]
    missing: tuple[Missing, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A weakness with the strands that answer it. ``elsewhere`` names those told under another weakness."""

    anchor: str
    heading: str
    lines: tuple[Prose, ...]
    elsewhere: tuple[Link, ...]
    strands: tuple[Strand, ...]


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """The evidence report, in the order it is read. ``statement`` is the address of the full statement."""

    report: ClassVar = "evidence"

    page_title: str
    words: Words
    head: Head
    statement: str
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    heading: str
    overview: tuple[SumRow, ...]
    untied: str
    found: tuple[str, ...]
    sections: tuple[Section, ...]
    made: tuple[str, ...]
