"""What comes next, for the terminal."""

from __future__ import annotations

from itertools import groupby

from rich.console import Console
from rich.table import Table
from rich.text import Text

from wsoa.plan.words import count_days
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.render.terminal.upcoming_words import what
from wsoa.reports.terminal.upcoming import Upcoming, UpcomingReport
from wsoa.words.text import long_day, one_line, short_day


def upcoming_table(report: UpcomingReport, look: RenderOptions) -> str:
    """Draw each plan's coming events by day."""
    console = canvas(look)
    span = f"{count_days(report.days)} after {long_day(report.as_of)}"
    heading = f"What comes in the {span}, if nobody edits anything"
    console.print(Text(heading, style="bold"))
    for plan in report.plans:
        console.print()
        _plan(plan, console)
    return drawn(console)


def _plan(plan: Upcoming, console: Console) -> None:
    console.print(
        Text(one_line(plan.plan.area), style="bold").append(f"  {len(plan.events)}", style="not bold dim")
    )
    if not plan.events:
        console.print(Text("Nothing falls due, turns or goes stale."))
        return
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True, justify="right", min_width=11)
    table.add_column(no_wrap=True, min_width=max(len(e.promise.ref) for e in plan.events))
    table.add_column(overflow="fold")
    for day, events in groupby(plan.events, key=lambda e: e.day):
        shown = short_day(day)
        for event in events:
            words = Text(f"{what(event)}: {one_line(event.promise.title)}")
            if leads := plan.leads(event):
                words.append(f" ({one_line(', '.join(leads))})", style="dim")
            table.add_row(Text(shown), Text(one_line(event.promise.ref)), words)
            shown = ""
    console.print(table)
