"""The status report as tab-separated records: one line a row, the same columns for every plan."""

from __future__ import annotations

from wsoa.assess.rollup import RollUp
from wsoa.plan.ratings import Standing
from wsoa.reports.terminal.status import StatusReport
from wsoa.words.text import one_line

COLUMNS = (
    "plan",
    "ref",
    "title",
    "commitments",
    *(s.value for s in Standing),
    "overdue",
    "worst_days_late",
    "next_due",
)


def status_plain(report: StatusReport) -> str:
    """Return a heading line, then one line a group and one for each whole plan."""
    lines = ["\t".join(COLUMNS)]
    for plan in report.plans:
        lines += [_line(plan.id, row) for row in plan.rows]
        lines.append(_line(plan.id, plan.whole))
    return "\n".join(lines) + "\n"


def _line(plan_id: str, row: RollUp) -> str:
    cells = (
        plan_id,
        row.key,
        row.title,
        row.total,
        *(row.by_standing[s] for s in Standing),
        row.overdue,
        row.worst_days_late,
        row.next_due.isoformat() if row.next_due else "",
    )
    return "\t".join(one_line(str(cell)) for cell in cells)
