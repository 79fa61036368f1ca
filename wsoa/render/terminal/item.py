"""One item for the terminal: labelled lines, what stands below it, and where it is in the file."""

from __future__ import annotations

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wsoa.plan.ratings import Standing
from wsoa.plan.words import count_days
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.render.terminal.item_lines import lines
from wsoa.reports.terminal.item import ItemReport
from wsoa.words.text import long_day, number, one_line, short_day


def item_text(report: ItemReport, look: RenderOptions) -> str:
    """Draw one item with everything known about it."""
    console = canvas(look)
    item = report.item
    console.print(
        Text(f"{item.kind.capitalize() if item.kind != 'kpi' else 'KPI'} {one_line(item.ref)}", style="bold")
    )
    console.print(Text(one_line(item.title)))
    console.print()
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for label, value in lines(report):
        table.add_row(Text(one_line(label)), Text(one_line(value)))
    table.add_row(Text("as at"), Text(long_day(report.as_of)))
    console.print(table)
    console.print()
    console.print(Text(f"{one_line(report.place.file)}:{report.place.line}", style="dim"), soft_wrap=True)
    _below(report, console)
    return drawn(console)


def _below(report: ItemReport, console: Console) -> None:
    below = [c for c in report.commitments if c.ref != report.item.ref]
    if not below:
        return
    counts = [f"{count} {s.word.lower()}" for s in Standing if (count := report.whole.by_standing[s])]
    console.print()
    console.print(Text(f"{number(len(below), 'commitment')} in it: {', '.join(counts)}", style="bold"))
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True)
    table.add_column(no_wrap=True)
    for c in below:
        late = f"{count_days(c.days_late)} late" if c.overdue else c.standing.word.lower()
        due = c.due.latest if c.due else None
        table.add_row(Text(one_line(c.ref)), Text(one_line(c.title)), Text(short_day(due)), Text(late))
    console.print(table)
