"""The status report for a terminal, readable at 80 columns and at 120, and without colour."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import RollUp
from wsoa.plan.ratings import Standing
from wsoa.plan.words import count_days
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.render.terminal.grid import grid, listing
from wsoa.render.terminal.status_words import headline, key, kpi_sentence, moved_sentence, shown_standings
from wsoa.reports.terminal.status import PlanStatus, StatusReport
from wsoa.words.text import NONE, long_day, one_line, short_day

WIDE = 110
COLOURS = {Standing.OFF_TRACK: "red", Standing.BEHIND: "yellow", Standing.COMPLETE: "green"}


def status_table(report: StatusReport, look: RenderOptions) -> str:
    """Draw every plan: a table of counts, then the longest overdue, the moved and the disagreeing."""
    console = canvas(look)
    console.print(Text(f"How the plans stand, as at {long_day(report.as_of)}", style="bold"))
    for status in report.plans:
        console.print()
        _plan(report, status, console, look.limit)
    return drawn(console)


def _plan(report: StatusReport, status: PlanStatus, console: Console, limit: int) -> None:
    plan = status.assessment.plan
    console.print(Text(one_line(plan.area), style="bold"))
    console.print(Text(one_line(plan.title), style="dim"))
    console.print(Text(headline(status)))
    standings = shown_standings((status,))
    console.print(_counts(report, status, standings, console.width))
    console.print(Text(key(plan.scheme, standings), style="dim"))
    _section(console, "Longest overdue", status.overdue, limit, partial(_late, status))
    _section(console, "Deadlines moved", status.assessment.moved, limit, moved_sentence)
    _disagreements(console, status.assessment.disagreements, limit)
    console.print()
    console.print(Text("KPIs", style="bold"))
    console.print(Padding(Text(kpi_sentence(status.kpis)), (0, 0, 0, 2)))


def _counts(report: StatusReport, status: PlanStatus, standings: Sequence[Standing], width: int) -> Table:
    wide = width >= WIDE
    heads = [
        report.by.capitalize(),
        *(standing.word if wide else standing.letter for standing in standings),
        "Overdue",
        "Worst" if not wide else "Worst late",
        "Next due",
    ]
    return grid(heads, [_row(report, row, standings) for row in status.rows], width)


def _row(report: StatusReport, row: RollUp, standings: Sequence[Standing]) -> list[Text]:
    named = row.title if report.by == "lead" or row.key == row.title else f"{row.key} {row.title}"
    late = Text(
        f"{row.overdue}" if row.overdue else NONE, style=COLOURS.get(row.worst, "") if row.worst else ""
    )
    return [
        Text(one_line(named)),
        *(Text(f"{row.by_standing[s]}" if row.by_standing[s] else "·") for s in standings),
        late,
        Text(f"{row.worst_days_late} d" if row.worst_days_late else NONE),
        Text(short_day(row.next_due)),
    ]


def _late(status: PlanStatus, commitment: Commitment) -> str:
    plan = status.assessment.plan
    leads = ", ".join(plan.role_name(role) for role in commitment.leads) or "no lead recorded"
    due = commitment.due.latest if commitment.due else None
    return f"{count_days(commitment.days_late)} late, due {short_day(due)}; {leads}"


def _section(
    console: Console, title: str, found: Sequence[Commitment], limit: int, words: Callable[[Commitment], str]
) -> None:
    if not found or not limit:
        return
    console.print()
    console.print(_heading(title, len(found), limit))
    console.print(listing([(c.ref, c.title, words(c)) for c in found[:limit]], console.width), soft_wrap=True)


def _disagreements(console: Console, found: Sequence[Commitment], limit: int) -> None:
    if not found or not limit:
        return
    console.print()
    console.print(_heading("Rated better than the facts", len(found), limit))
    rows = [(c.ref, c.title, c.disagreement) for c in found[:limit]]
    console.print(listing(rows, console.width), soft_wrap=True)


def _heading(title: str, total: int, limit: int) -> Text:
    shown = f"  {limit} of {total}" if total > limit else f"  {total}"
    return Text(title, style="bold").append(shown, style="not bold dim")
