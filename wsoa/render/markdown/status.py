"""The status report as Markdown, for a job summary or a note to a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import RollUp
from wsoa.plan.ratings import Standing
from wsoa.plan.words import count_days
from wsoa.render.terminal.options import RenderOptions
from wsoa.render.markdown.escape import md
from wsoa.render.terminal.status_words import headline, key, kpi_sentence, moved_sentence, shown_standings
from wsoa.reports.terminal.status import PlanStatus, StatusReport
from wsoa.words.text import long_day, short_day


def status_markdown(report: StatusReport, look: RenderOptions) -> str:
    """Return a Markdown document, with as many late, moved and disagreeing items as the look allows."""
    lines = [f"# How the plans stand, as at {long_day(report.as_of)}", ""]
    for status in report.plans:
        lines += [*_plan(report, status, look.limit), ""]
    return "\n".join(lines).rstrip("\n") + "\n"


def _plan(report: StatusReport, status: PlanStatus, limit: int) -> Iterator[str]:
    plan = status.assessment.plan
    standings = shown_standings((status,))
    yield f"## {md(plan.area)}: {md(plan.title)}"
    yield ""
    yield headline(status)
    yield ""
    heads = [report.by.capitalize(), *(s.word for s in standings), "Overdue", "Days late, worst", "Next due"]
    yield _table_row(heads)
    yield "|" + " :-- |" + " --: |" * (len(heads) - 1)
    for row in status.rows:
        yield _table_row(_cells(row, standings))
    yield ""
    yield key(plan.scheme, standings)
    yield from _late(status, limit)
    yield from _moved(status.assessment.moved, limit)
    yield from _disagreements(status.assessment.disagreements, limit)
    yield ""
    yield f"**KPIs.** {kpi_sentence(status.kpis)}"


def _cells(row: RollUp, standings: Sequence[Standing]) -> list[str]:
    named = row.title if row.key == row.title else f"{row.key} {row.title}"
    counts = [str(row.by_standing[s]) for s in standings]
    return [md(named), *counts, str(row.overdue), str(row.worst_days_late), short_day(row.next_due)]


def _table_row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cells) + " |"


def _late(status: PlanStatus, limit: int) -> Iterator[str]:
    plan = status.assessment.plan
    if status.overdue and limit:
        yield from (
            "",
            f"### Longest overdue ({min(limit, len(status.overdue))} of {len(status.overdue)})",
            "",
        )
    for c in status.overdue[:limit]:
        leads = ", ".join(plan.role_name(role) for role in c.leads) or "no lead recorded"
        due = short_day(c.due.latest if c.due else None)
        yield f"- **{md(c.ref)}** {count_days(c.days_late)} late: {md(c.title)} (due {due}; {md(leads)})"


def _moved(moved: Sequence[Commitment], limit: int) -> Iterator[str]:
    if moved and limit:
        yield from ("", f"### Deadlines moved ({min(limit, len(moved))} of {len(moved)})", "")
    for c in moved[:limit]:
        yield f"- **{md(c.ref)}** {moved_sentence(c)}: {md(c.title)}"


def _disagreements(found: Sequence[Commitment], limit: int) -> Iterator[str]:
    if found and limit:
        yield from ("", f"### Rated better than the facts ({min(limit, len(found))} of {len(found)})", "")
    for c in found[:limit]:
        yield f"- **{md(c.ref)}** {md(c.disagreement)}"
