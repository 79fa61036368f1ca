"""The pages that only a site has, as plain data: fronts of the site and of an area, an item's own page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.chart import Chart, Instead
from wsoa.charts.sparkline import KpiRows
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.changes import ChangeLine
from wsoa.reports.in_short import InShort
from wsoa.reports.kpis import KpiView
from wsoa.reports.parts import Fact, Head, Moment, Tag, Words
from wsoa.reports.promises import Row
from wsoa.reports.site.side_by_side import SideBySide
from wsoa.reports.vision import Vision


@dataclass(frozen=True, slots=True)
class StoryLine:
    """What one version of the plan changed about an item. ``about`` names the item where it is a part."""

    when: Moment
    version: str
    about: str
    words: str


@dataclass(frozen=True, slots=True)
class Story:
    """What the versions of the plan tell of an item, newest first, and what they do not."""

    lines: tuple[StoryLine, ...]
    remark: str


@dataclass(frozen=True, slots=True)
class PromiseBlock:
    """An action, or one milestone of it: its row, its facts, and every recorded change of the promise."""

    row: Row
    facts: tuple[Fact, ...]
    changes: tuple[ChangeLine, ...]


@dataclass(frozen=True, slots=True)
class ReadingRow:
    """One figure as cells; ``part`` is empty for the KPI as a whole."""

    when: Moment
    part: str
    figure: str
    remark: str


@dataclass(frozen=True, slots=True)
class MeasureBlock:
    """A KPI: what is known of it, and every figure known on the day, newest first."""

    kpi: KpiView
    readings: tuple[ReadingRow, ...]
    has_parts: bool


@dataclass(frozen=True, slots=True)
class ItemView:
    """The page of an action with its milestones, or of a KPI: exactly one of ``promise`` and ``measure``.

    ``trail`` leads from the area down to the item. ``before`` and ``after`` are its neighbours in the
    workstream, ``statement`` its place in the full statement, ``alike`` everything that stands as it does.
    """

    report: ClassVar = "item"

    page_title: str
    words: Words
    head: Head
    label: str
    title: str
    trail: tuple[Span, ...]
    promise: PromiseBlock | None
    steps: tuple[PromiseBlock, ...]
    measure: MeasureBlock | None
    milestones: str
    charts: tuple[Chart, ...]
    story: Story
    statement: str
    alike: Span | None
    before: Span | None
    after: Span | None
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Onward:
    """A link to another page, and what is found there."""

    link: Span
    line: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One action or KPI in a list: the link to its page and how it stands, as a tag or in words.

    ``due`` and ``lead`` are those of an action; a due date that moved is given as it is now.
    """

    anchor: str
    link: Span
    title: str
    tag: Tag | None
    words: str
    due: Moment | None = None
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The actions and KPIs of one workstream, and the page that has all of it."""

    anchor: str
    label: str
    page: str
    heading: str
    counts: str
    actions: tuple[Entry, ...]
    kpis: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """Links below a heading."""

    heading: str
    links: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Gathered:
    """Links to the pages that gather commitments, each with how many: all, by lead, and so on in parts."""

    every: Span
    leads: Span
    parts: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Dated:
    """A line with a day: what happened, or what falls due."""

    when: Moment
    link: Span
    title: str


@dataclass(frozen=True, slots=True)
class AreaView:
    """An area's front page: how it stands in short, what there is to read, and every action to be found."""

    report: ClassVar = "area"

    page_title: str
    words: Words
    head: Head
    in_short: InShort
    vision: Vision
    upcoming: tuple[Dated, ...]
    latest: tuple[Dated, ...]
    measured: KpiRows | Instead
    all_measured: str
    reports: tuple[Onward, ...]
    formats: tuple[Onward, ...]
    finding: str
    over_time: Chart | Instead
    gathered: Gathered
    kpi_heading: str
    groups: tuple[Group, ...]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AreaCard:
    """One area among the others."""

    anchor: str
    name: str
    link: Span
    title: str
    sentences: tuple[str, ...]
    bar: Chart | Instead
    late: tuple[Dated, ...]
    last: tuple[str, ...]
    reports: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """The front of a site, across its areas.

    ``areas`` are told one by one where they are few, ``side_by_side`` where there are several, with ``notes``
    on how to compare them fairly. ``missing`` says which plans could not be read.
    """

    report: ClassVar = "index"

    page_title: str
    words: Words
    head: Head
    areas: tuple[AreaCard, ...]
    side_by_side: SideBySide | None
    notes: tuple[Prose, ...]
    missing: tuple[Prose, ...]
    feed: str
    made: tuple[str, ...]
