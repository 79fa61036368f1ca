"""The published statement as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.chart import Chart, Instead
from wsoa.reports.anchors import Prose
from wsoa.reports.parts import (
    DueLine,
    EvidenceLine,
    Fact,
    Figure,
    Link,
    Moment,
    Report,
    Tag,
    Titled,
    Trail,
    Words,
)


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


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing due next."""

    due: Moment
    ref: Link
    title: str


@dataclass(frozen=True, slots=True)
class InShort:
    """What a reader learns in twenty seconds."""

    sentences: tuple[str, ...]
    bar: Chart | Instead
    figures: tuple[Figure, ...]
    upcoming: tuple[Upcoming, ...]
    more_upcoming: str
    summary: str
    by_workstream: Chart | Instead
    burn_up: Chart | Instead


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One recorded change: the old words, the new, and what makes it legitimate."""

    date: Moment
    ref: Link
    title: str
    field: str
    old: str
    new: str
    effect: str
    reason: str
    agreed: str
    minute: Prose


@dataclass(frozen=True, slots=True)
class News:
    """One report among the latest, with what it is about."""

    about: Link
    title: str
    report: Report


@dataclass(frozen=True, slots=True)
class Changes:
    """What changed: moved deadlines, other changes, and the latest reports."""

    none: str
    changes: tuple[ChangeLine, ...]
    news: tuple[News, ...]
    more_news: str
    no_news: str


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
class Row:
    """An action or a milestone as one row."""

    anchor: str
    kind: str
    ref: str
    title: str
    detail: str
    leads: tuple[str, ...]
    due: DueLine | None
    no_due: str
    tag: Tag | None
    timing: str
    moved: str
    declared: str
    disagreement: str
    trails: tuple[Trail, ...]
    resource: str
    signed_off: str
    reports: tuple[Report, ...]
    last_word: str
    evidence: tuple[EvidenceLine, ...]
    remarks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class ActionRows:
    """An action's own row and those of its milestones."""

    action: Row
    milestones: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class OutcomeView:
    """An outcome with its actions; ``has_leads`` where any of them names one."""

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
class PartRow:
    """One part of a KPI, as cells."""

    title: str
    baseline: str
    targets: str
    latest: str
    elsewhere: str


@dataclass(frozen=True, slots=True)
class KpiView:
    """A KPI: where it is, its baseline and its targets first, then whatever else is recorded."""

    anchor: str
    ref: str
    title: str
    aim: str
    facts: tuple[Fact, ...]
    parts: tuple[PartRow, ...]
    parts_elsewhere: bool
    remarks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class KpiGroup:
    """The KPIs of one workstream."""

    anchor: str
    heading: str
    kpis: tuple[KpiView, ...]


@dataclass(frozen=True, slots=True)
class KpiSection:
    """How the difference will be known."""

    heading: str
    intro: str
    groups: tuple[KpiGroup, ...]


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
class StatementView:
    """The whole statement, in the order it is read.

    ``pages`` has the address of an item's own page by its anchor; it is empty where there are no such pages.
    """

    report: ClassVar = "statement"

    page_title: str
    words: Words
    head: Head
    in_short: InShort
    changes: Changes
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
