"""The commitments that somebody asked for, as a JSON document."""

from __future__ import annotations

from wsoa.assess.assessment import history_read
from wsoa.render.data.document import document
from wsoa.render.data.status_json import commitment_json
from wsoa.reports.terminal.commitments import ListReport


def list_json(report: ListReport) -> str:
    """Return what was asked for, and each plan's commitments as ``wsoa status`` gives them."""
    asked = report.asked
    return document(
        as_of=report.as_of.isoformat(),
        asked={
            "leads": list(asked.leads),
            "standings": [standing.value for standing in asked.standings],
            "workstreams": list(asked.workstreams),
            "due_before": asked.before.isoformat() if asked.before else None,
            "words": asked.words or None,
            "open": asked.only_open,
        },
        plans=[
            {
                "id": plan.id,
                "area": plan.area,
                "roles": list(plan.leads),
                "workstreams": list(plan.workstreams),
                "history": history_read(plan.gap),
                "commitments": [
                    commitment_json(c, plan.plan, plan.gap, report.as_of)
                    for c in plan.commitments
                    if plan.plan
                ],
            }
            for plan in report.plans
        ],
    )
