"""Sentences about two versions of plans that every format shares."""

from __future__ import annotations

from wsoa.reports.comparison.diff import ChangesReport, PlanChanges


def compared(report: ChangesReport) -> str:
    """Say which two sides are compared."""
    return f"{report.old} → {report.new}"


def summary(plan: PlanChanges) -> str:
    """Say in a sentence what changed in a plan, or that there is nothing to compare it with."""
    if plan.state == "new":
        return "This plan is new: the older side does not have it."
    if plan.state == "gone":
        return "This plan is gone: the newer side does not have it."
    return plan.headline
