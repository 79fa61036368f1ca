"""The pages of a site that gather commitments, as plain data."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.chart import Chart, Instead
from wsoa.reports.anchors import Span
from wsoa.reports.parts import DueLine, Fact, Head, Moment, Tag, Words
from wsoa.reports.site.view import Entry


@dataclass(frozen=True, slots=True)
class ListRow:
    """One commitment as a row; every cell that names something leads to its page."""

    link: Span
    title: str
    due: DueLine | None
    no_due: str
    tag: Tag
    timing: str
    leads: tuple[Span, ...]
    workstream: Span


@dataclass(frozen=True, slots=True)
class ListView:
    """Commitments that share a lead, a workstream or a standing, or all of a plan, and what is known of it.

    ``lead`` and ``workstream`` head columns and are empty where the column would say the same in every row.
    ``near`` are the pages like this one.
    """

    report: ClassVar = "list"

    page_title: str
    words: Words
    head: Head
    label: str
    title: str
    trail: tuple[Span, ...]
    sentences: tuple[str, ...]
    bar: Chart | Instead
    facts: tuple[Fact, ...]
    heading: str
    lead: str
    workstream: str
    rows: tuple[ListRow, ...]
    kpi_heading: str
    kpis: tuple[Entry, ...]
    near_label: str
    near: tuple[Span, ...]
    made: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One lead among the others: how many commitments, how many past their date, the longest, the next."""

    link: Span
    commitments: str
    overdue: str
    longest: str
    complete: str
    next_due: Moment


@dataclass(frozen=True, slots=True)
class LeadsView:
    """Who leads what: a row for every role that answers for something."""

    report: ClassVar = "leads"

    page_title: str
    words: Words
    head: Head
    title: str
    trail: tuple[Span, ...]
    sentences: tuple[str, ...]
    heading: str
    rows: tuple[LeadLine, ...]
    made: tuple[str, ...]
