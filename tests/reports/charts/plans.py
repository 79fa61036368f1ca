"""Plans made of actions alone, assessed on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from wsoa.assess.assessment import Assessment, assess
from wsoa.plan.models import Plan

Fields = dict[str, Any]


def plan_of(*actions: Fields, kpis: list[Fields] | None = None, **head: object) -> Plan:
    """A plan with one workstream, A, whose actions are 1, 2, 3 and so on."""
    numbered = [{"ref": str(n), "title": f"Action {n}", **facts} for n, facts in enumerate(actions, 1)]
    stream = {
        "ref": "A", "title": "Timely plans", "kpis": kpis or [],
        "outcomes": [{"ref": "O", "title": "On time", "actions": numbered}],
    }  # fmt: skip
    return Plan.model_validate(
        {
            "format": "1", "kind": "wsoa", "area": "Westshire", "title": "Plan", "bodies": ["Westshire"],
            "roles": {}, "weaknesses": [], "workstreams": [stream], **head,
        }
    )  # fmt: skip


def on(day: str, *actions: Fields, kpis: list[Fields] | None = None, **head: object) -> Assessment:
    """Assess such a plan on a day."""
    return assess(plan_of(*actions, kpis=kpis, **head), date.fromisoformat(day))


def moved(day: str, old: str, new: str) -> Fields:
    """A change record of a deadline."""
    return {"date": day, "field": "due", "from": old, "to": new}


def forecast(day: str, expected: str) -> Fields:
    """A report that gives a date."""
    return {"date": day, "text": "Said so", "forecast": expected}
