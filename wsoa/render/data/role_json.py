"""One role as a JSON document."""

from __future__ import annotations

from wsoa.assess.assessment import history_read
from wsoa.render.data.document import document
from wsoa.render.data.status_json import commitment_json
from wsoa.reports.terminal.role import RoleReport, lines


def role_json(report: RoleReport) -> str:
    """Return the role, what it answers for in words, and every commitment it leads."""
    return document(
        as_of=report.as_of.isoformat(),
        plan=report.plan_id,
        kind="role",
        ref=report.id,
        title=report.name,
        file=report.place.file if report.place else None,
        line=report.place.line if report.place else None,
        facts=[{"label": label, "value": value} for label, value in lines(report)],
        history=history_read(report.gap),
        commitments=[commitment_json(c, report.plan, report.gap, report.as_of) for c in report.commitments],
    )
