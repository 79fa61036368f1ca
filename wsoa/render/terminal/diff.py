"""What changed between two versions, for the terminal: moved deadlines first."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from wsoa.render.diff_words import compared, summary
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.render.terminal.grid import grid, listing
from wsoa.reports.comparison.diff import ChangesReport, Line, PlanChanges
from wsoa.words.text import one_line

FIRST = ("moved", "ratings", "thresholds")
"""Sections that come before the figures of the two versions."""


def diff_text(report: ChangesReport, look: RenderOptions) -> str:
    """Draw every plan: a sentence of counts, then each sort of change with its items."""
    console = canvas(look)
    console.print(Text(f"What changed: {one_line(compared(report))}", style="bold"))
    for plan in report.plans:
        console.print()
        _plan(plan, console)
    return drawn(console)


def _plan(plan: PlanChanges, console: Console) -> None:
    console.print(Text(one_line(plan.area), style="bold"))
    console.print(Text(one_line(plan.title), style="dim"))
    console.print(Text(one_line(summary(plan))))
    for section in plan.sections:
        if section.key in FIRST:
            _section(section.title, section.lines, console)
    _figures(plan, console)
    for section in plan.sections:
        if section.key not in FIRST:
            _section(section.title, section.lines, console)


def _section(title: str, lines: tuple[Line, ...], console: Console) -> None:
    console.print()
    console.print(Text(title, style="bold").append(f"  {len(lines):,}", style="not bold dim"))
    console.print(listing([(line.ref, _titled(line), line.words) for line in lines], console.width))


def _titled(line: Line) -> str:
    return f"{line.title} (was {line.was})" if line.was else line.title


def _figures(plan: PlanChanges, console: Console) -> None:
    if plan.figures:
        rows = [[Text(f.label), Text(f"{f.old:,}"), Text(f"{f.new:,}")] for f in plan.figures]
        console.print()
        console.print(grid(["What the two versions hold", "before", "now"], rows, console.width))
