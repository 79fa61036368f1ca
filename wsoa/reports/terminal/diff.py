"""What changed between two versions, laid out: moved deadlines first, then figures, then every other sort."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.reports.comparison.diff import ChangesReport, Line, PlanChanges, Section
from wsoa.reports.terminal.blocks import SPACE, Block, Column, Entries, Entry, Heading, Paragraph, Table

FIRST = ("moved", "ratings", "thresholds")
"""Sections that come before the figures of the two versions."""


def layout(report: ChangesReport, _limit: int) -> Iterator[Block]:
    """Lay out every plan: a sentence of counts, then each sort of change with its items."""
    yield Heading(f"What changed: {compared(report)}")
    for plan in report.plans:
        yield from (SPACE, Heading(plan.area, 2, plan.title), Paragraph(summary(plan)))
        for part in parts(plan):
            yield SPACE
            if isinstance(part, Table):
                yield part
            else:
                yield heading(part)
                yield Entries([entry(line) for line in part.lines])


def parts(plan: PlanChanges) -> Iterator[Section | Table]:
    """Yield the sections of a plan in the order they are told, and in its place the table of figures."""
    yield from (section for section in plan.sections if section.key in FIRST)
    if plan.figures:
        columns = (
            Column(head="What the two versions hold", fits="cut"),
            Column(head="before", form="count"),
            Column(head="now", form="count"),
        )
        yield Table(columns, [(figure.label, figure.old, figure.new) for figure in plan.figures])
    yield from (section for section in plan.sections if section.key not in FIRST)


def heading(section: Section) -> Heading:
    """Return the heading of a section, with how many changes it has."""
    return Heading(section.title, 4, total=len(section.lines))


def entry(line: Line) -> Entry:
    """Return a change as an item of a list: the ref now, its title, what happened, the ref it had."""
    return Entry(line.ref, line.title, line.words, was=line.was or "")


def compared(report: ChangesReport) -> str:
    """Say which two sides are compared."""
    return f"{report.old} → {report.new}"


def summary(plan: PlanChanges) -> str:
    """Say in a sentence what changed in a plan, or that there is nothing to compare it with."""
    if plan.state == "new":
        return "This plan is new: the older side does not have it."
    if plan.state == "gone":
        return "This plan is gone: the newer side does not have it."
    return plan.headline
