"""What an imported plan holds, in words."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from wsoa.imports.draft import Draft
from wsoa.imports.importing import Imported
from wsoa.imports.ledger import Kind
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


def next_steps(imported: Imported, folder: Path) -> str:
    """Say what was written and what to do next, in order: doubts by weight, checks, standing."""
    ledger = folder / "import-ledger.md"
    totals = Counter(entry.kind for entry in imported.entries if entry.kind.to_check)
    doubts = ", ".join(f"{totals[kind]} {kind.value}" for kind in Kind if totals[kind])
    steps = [
        f"Read {ledger}: {doubts or 'no doubts'}; “not read” first, as the plan does not hold it.",
        f"Name the bodies, the inspection and the weaknesses in {folder / 'plan.yaml'}.",
        f"wsoa validate {folder.name}",
        f"wsoa status {folder.name}",
        f"wsoa render {folder.name} -o {folder.name}.html",
    ]
    lines = (f"  {number}. {step}" for number, step in enumerate(steps, 1))
    return "\n".join((f"Wrote {folder}. Next:", *lines))
