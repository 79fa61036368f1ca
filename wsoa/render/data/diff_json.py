"""What changed between two versions as one JSON document."""

from __future__ import annotations

from typing import Any

from wsoa.render.data.document import document
from wsoa.render.data.history_json import change_json
from wsoa.reports.comparison.diff import ChangesReport, PlanChanges


def diff_json(report: ChangesReport) -> str:
    """Return the document, with every change in the order in which people are told of it."""
    return document(
        old=report.old,
        new=report.new,
        since=report.since.isoformat() if report.since else None,
        plans=[_plan(plan) for plan in report.plans],
    )


def _plan(plan: PlanChanges) -> dict[str, Any]:
    return {
        "id": plan.id,
        "area": plan.area,
        "title": plan.title,
        "state": plan.state,
        "counts": {"changes": len(plan.lines), "by_section": dict(plan.counts)},
        "figures": [{"label": f.label, "old": f.old, "new": f.new} for f in plan.figures],
        "changes": [
            {"section": section.key, **change_json(line.change), "was": line.was, "words": line.words}
            for section in plan.sections
            for line in section.lines
        ],
    }
