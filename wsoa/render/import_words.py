"""What an imported plan holds, in words."""

from __future__ import annotations

from wsoa.imports.draft import Draft
from wsoa.words.text import number


def counted(draft: Draft) -> str:
    """Say in one line what the plan holds."""
    milestones = sum(len(action.milestones) for action in draft.actions())
    dated = sum(1 for action in draft.actions() if action.due or action.milestones)
    led = sum(1 for action in draft.actions() if action.leads or any(m.leads for m in action.milestones))
    parts = (
        number(len(draft.workstreams), "workstream"),
        number(len(draft.outcomes()), "outcome"),
        f"{number(len(draft.actions()), 'action')} ({dated} with a date, {led} with a lead)",
        number(milestones, "milestone"),
        number(len(draft.kpis()), "KPI"),
        number(len(draft.roles), "role"),
    )
    return ", ".join(parts)
