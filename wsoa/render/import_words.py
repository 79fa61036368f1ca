"""What an imported plan holds, in words."""

from __future__ import annotations

from wsoa.imports.draft import Draft
from wsoa.words.numbers import count


def counted(draft: Draft) -> str:
    """Say in one line what the plan holds."""
    milestones = sum(len(action.milestones) for action in draft.actions())
    dated = sum(1 for action in draft.actions() if action.due or action.milestones)
    led = sum(1 for action in draft.actions() if action.leads or any(m.leads for m in action.milestones))
    parts = (
        count(len(draft.workstreams), "workstream"),
        count(len(draft.outcomes()), "outcome"),
        f"{count(len(draft.actions()), 'action')} ({dated} with a date, {led} with a lead)",
        count(milestones, "milestone"),
        count(len(draft.kpis()), "KPI"),
        count(len(draft.roles), "role"),
    )
    return ", ".join(parts)
