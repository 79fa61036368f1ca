"""The scorecard as plain data. Every string is ready to print; nothing here knows of HTML."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.chart import Chart
from wsoa.reports.anchors import Prose
from wsoa.reports.parts import Fact, Figure, Head, Link, Words
from wsoa.words.kpi_progress import Reach


@dataclass(frozen=True, slots=True)
class PartReach:
    """One part of a KPI."""

    title: str
    reach: Reach


@dataclass(frozen=True, slots=True)
class KpiCard:
    """One KPI. ``statement`` is the address of the same KPI in the full statement, empty without one."""

    anchor: str
    ref: Link
    title: str
    statement: str
    aim: str
    reach: Reach
    charts: tuple[Chart, ...]
    parts: tuple[PartReach, ...]
    facts: tuple[Fact, ...]
    remarks: tuple[Prose, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The KPIs of one workstream, and how many of them have what a KPI needs, in a sentence.

    ``page`` is the address of the workstream's own page, empty without one.
    """

    anchor: str
    heading: str
    page: str
    counts: str
    kpis: tuple[KpiCard, ...]


@dataclass(frozen=True, slots=True)
class CountRow:
    """One line of the table by workstream; each number is in words where there is nothing to count."""

    group: Link
    numbers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many KPIs there are and what they have, by workstream; ``columns`` head the numbers."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[CountRow, ...]
    total: CountRow | None


@dataclass(frozen=True, slots=True)
class GlanceRow:
    """One measure with a figure: where it is, where it should be, how close, which way."""

    link: Link
    title: str
    latest: str
    target: str
    close: str
    travel: str


@dataclass(frozen=True, slots=True)
class Glance:
    """The measures with a figure, those that move the wrong way first."""

    none: str
    rows: tuple[GlanceRow, ...]
    more: str


@dataclass(frozen=True, slots=True)
class ScorecardView:
    """The scorecard, in the order it is read.

    ``statement`` is the address of the full statement, ``onward`` the words that link to it.
    """

    report: ClassVar = "scorecard"

    page_title: str
    words: Words
    head: Head
    statement: str
    onward: Prose
    lead: tuple[str, ...]
    figures: tuple[Figure, ...]
    counts: Counts
    glance: Glance
    groups: tuple[Group, ...]
    made: tuple[str, ...]
    run_charts: tuple[Chart, ...]
    short_forms: tuple[Fact, ...]
