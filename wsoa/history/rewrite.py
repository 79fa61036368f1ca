"""A plan with some facts of its items replaced and everything else shared with the plan it came from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TypeVar

from wsoa.plan.base import Part
from wsoa.plan.head import Review
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import Action, Milestone, Outcome, Plan, Workstream
from wsoa.plan.walk import Path

Promising = Action | Milestone | Kpi | KpiPart | Review
"""The items that promise something by a date, themselves or through their figures."""
Edit = Callable[[Path, Promising], Mapping[str, object]]
"""From an item and the path to it, the fields to replace; none to leave it as it is."""

_P = TypeVar("_P", bound=Part)


def rewritten(plan: Plan, edit: Edit) -> Plan:
    """Return the plan with every edit made; paths, order and parents stay. Values are not validated again."""
    return plan.model_copy(
        update={
            "workstreams": tuple(
                _workstream(w, ("workstreams", i), edit) for i, w in enumerate(plan.workstreams)
            ),
            "reviews": tuple(_with(r, edit(("reviews", i), r)) for i, r in enumerate(plan.reviews)),
        }
    )


def _workstream(workstream: Workstream, path: Path, edit: Edit) -> Workstream:
    outcomes = (_outcome(o, (*path, "outcomes", i), edit) for i, o in enumerate(workstream.outcomes))
    kpis = (_kpi(k, (*path, "kpis", i), edit) for i, k in enumerate(workstream.kpis))
    return _with(workstream, {"outcomes": tuple(outcomes), "kpis": tuple(kpis)})


def _outcome(outcome: Outcome, path: Path, edit: Edit) -> Outcome:
    actions = (_action(a, (*path, "actions", i), edit) for i, a in enumerate(outcome.actions))
    return _with(outcome, {"actions": tuple(actions)})


def _action(action: Action, path: Path, edit: Edit) -> Action:
    steps = (_with(m, edit((*path, "milestones", i), m)) for i, m in enumerate(action.milestones))
    return _with(action, {**edit(path, action), "milestones": tuple(steps)})


def _kpi(kpi: Kpi, path: Path, edit: Edit) -> Kpi:
    parts = (_with(p, edit((*path, "parts", i), p)) for i, p in enumerate(kpi.parts))
    return _with(kpi, {**edit(path, kpi), "parts": tuple(parts)})


def _with(part: _P, fields: Mapping[str, object]) -> _P:
    return part.model_copy(update=fields) if fields else part
