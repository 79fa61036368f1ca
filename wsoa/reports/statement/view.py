"""The published statement as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wsoa.reports.anchors import Prose
from wsoa.reports.changes import Changes
from wsoa.reports.in_short import InShort
from wsoa.reports.inspection import Inspected
from wsoa.reports.kpis import KpiSection
from wsoa.reports.parts import (
    Fact,
    Head,
    Link,
    Report,
    Tag,
    Titled,
    Trail,
    Words,
)
from wsoa.reports.promises import ActionRows
from wsoa.reports.vision import Vision


@dataclass(frozen=True, slots=True)
class WeaknessCard:
    """One weakness: what it is, who answers it, how that stands."""

    anchor: str
    ref: str
    title: str
    answered_by: tuple[Link, ...]
    counts: str
    delay: str
    monitoring: Prose
    found: tuple[str, ...]
    notice: tuple[Link, ...]
    note: Prose


@dataclass(frozen=True, slots=True)
class Weaknesses:
    """The section on weaknesses, under the area's own word for them."""

    heading: str
    intro: str
    cards: tuple[WeaknessCard, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with its actions: whether any of them names a lead, and whether anything was said of one.

    ``has_reports`` is also True where a rating was given that stands in the same place.
    """

    anchor: str
    label: str
    ref: str
    title: str
    counts: str
    facts: tuple[Fact, ...]
    impact: tuple[Titled, ...]
    reports: tuple[Report, ...]
    actions: tuple[ActionRows, ...]
    has_leads: bool
    has_reports: bool
    remarks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class WorkstreamView:
    """A workstream with its outcomes."""

    anchor: str
    label: str
    ref: str
    title: str
    ambition: str
    counts: str
    facts: tuple[Fact, ...]
    answers: Trail | None
    impact_anchor: str
    impact: tuple[Titled, ...]
    voices: tuple[Titled, ...]
    reports: tuple[Report, ...]
    kpis: Link | None
    outcomes: tuple[OutcomeView, ...]
    note: Prose


@dataclass(frozen=True, slots=True)
class Reviews:
    """How the plan came about, and every formal review of it."""

    history: tuple[Fact, ...]
    reviews: tuple[ReviewView, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """A formal review, planned or held."""

    anchor: str
    title: str
    facts: tuple[Fact, ...]
    judgements: tuple[Titled, ...]
    note: Prose


@dataclass(frozen=True, slots=True)
class GovernanceView:
    """A board or group that answers for the plan."""

    title: str
    detail: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class KeyCode:
    """One of the area's own codes and what it covers."""

    code: str
    word: str
    meaning: str
    covers: str


@dataclass(frozen=True, slots=True)
class KeyStanding:
    """One standing and what it means."""

    tag: Tag
    meaning: str


@dataclass(frozen=True, slots=True)
class Key:
    """How ratings are worked out here, and with which thresholds."""

    standings: tuple[KeyStanding, ...]
    codes: tuple[KeyCode, ...]
    rules: tuple[str, ...]
    resources: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """A line of the contents list, with the lines below it."""

    link: Link
    counts: str
    below: tuple[Contents, ...] = ()


@dataclass(frozen=True, slots=True)
class About:
    """How the page was made."""

    sentences: tuple[str, ...]
    facts: tuple[Fact, ...]
    note: Prose


@dataclass(frozen=True, slots=True)
class Part:
    """Where a page stands in a statement that a site has in parts.

    ``title`` says which page it is; ``trail`` is the way to a part, empty for what is about the whole plan.
    ``says`` leads to the other pages of the statement, ``before`` and ``after`` to the parts beside it.
    ``source`` is where every report comes from, for a part that lists the reports without it.
    """

    title: str
    trail: Prose
    says: Prose
    before: Link | None = None
    after: Link | None = None
    source: Prose = ()


@dataclass(frozen=True, slots=True)
class StatementView:
    """The whole statement, in the order it is read; ``part`` where a site has it in parts too.

    ``pages`` has the address of an item's own page by its anchor; it is empty where there are no such pages.
    """

    report: ClassVar = "statement"

    page_title: str
    words: Words
    head: Head
    in_short: InShort
    vision: Vision
    changes: Changes
    inspected: Inspected
    weaknesses: Weaknesses
    contents: tuple[Contents, ...]
    workstreams: tuple[WorkstreamView, ...]
    kpis: KpiSection
    reviews: Reviews
    governance: tuple[GovernanceView, ...]
    glossary: tuple[Fact, ...]
    key: Key
    about: About
    pages: Mapping[str, str]
    part: Part | None = None


@dataclass(frozen=True, slots=True)
class StatementPart:
    """A workstream of the statement on a page of its own, for the template of the whole.

    Nothing is held of what is about the whole plan: it stands on the statement's own page.
    """

    report: ClassVar = "statement"

    page_title: str
    words: Words
    head: Head
    contents: tuple[Contents, ...]
    workstreams: tuple[WorkstreamView, ...]
    kpis: KpiSection | None
    about: About
    pages: Mapping[str, str]
    part: Part
    in_short: None = None
    vision: None = None
    changes: None = None
    inspected: None = None
    weaknesses: None = None
    reviews: None = None
    governance: tuple[()] = ()
    glossary: tuple[()] = ()
    key: None = None
