"""What comes next, as tab-separated records."""

from __future__ import annotations

from wsoa.reports.terminal.upcoming import UpcomingReport
from wsoa.words.text import one_line

COLUMNS = ("day", "plan", "ref", "event", "before", "after", "title", "leads")


def upcoming_plain(report: UpcomingReport) -> str:
    """Return a heading line, then one line an event."""
    lines = ["\t".join(COLUMNS)]
    for plan in report.plans:
        for event in plan.events:
            cells = (
                event.day.isoformat(), plan.id, event.promise.ref, event.kind, event.before.value,
                event.after.value, event.promise.title, "; ".join(plan.leads(event)),
            )  # fmt: skip
            lines.append("\t".join(one_line(cell) for cell in cells))
    return "\n".join(lines) + "\n"
