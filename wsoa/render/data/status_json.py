"""The status report as JSON, to the published contract: keys may be added, never renamed."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from wsoa.assess.assessment import Commitment, history_read, known_moves
from wsoa.assess.kpis import KpiState, MeasureState, TargetNow
from wsoa.plan.dates import Deadline
from wsoa.plan.kpis import Reading
from wsoa.plan.models import Plan
from wsoa.render.data.document import document
from wsoa.render.data.promise_json import promise_json
from wsoa.reports.terminal.status import PlanStatus, StatusReport
from wsoa.words.standings import say_disagreement, say_grounds


def status_json(report: StatusReport) -> str:
    """Return one JSON document, indented, with a final newline."""
    return document(
        as_of=report.as_of.isoformat(),
        plans=[_plan(plan) for plan in report.plans],
    )


def _plan(status: PlanStatus) -> dict[str, Any]:
    plan, whole, as_of = status.assessment.plan, status.whole, status.assessment.as_of
    return {
        "id": status.id,
        "area": plan.area,
        "title": plan.title,
        "kind": plan.kind,
        "rating_scheme": plan.scheme.name,
        "thresholds": {"behind_days": plan.scheme.behind_days, "stale_days": plan.scheme.stale_days},
        "counts": {
            "commitments": whole.total,
            "overdue": whole.overdue,
            "by_standing": {standing.value: count for standing, count in whole.by_standing.items()},
            "by_kind": dict(status.by_kind),
            "overdue_by_kind": dict(status.overdue_by_kind),
            "reviews_by_others": len(status.assessment.by_others),
            "reviews_by_others_not_held": len(status.assessment.awaited),
        },
        "history": history_read(status.assessment.gap),
        "worst_days_late": whole.worst_days_late,
        "next_due": _day(whole.next_due),
        "commitments": [
            commitment_json(c, plan, status.assessment.gap, as_of) for c in status.assessment.commitments
        ],
        "kpis": [_kpi(kpi) for kpi in status.assessment.kpis],
        "weaknesses": [_weakness(plan, w.ref, w.title) for w in plan.weaknesses],
    }


def commitment_json(commitment: Commitment, plan: Plan, gap: str, as_of: date) -> dict[str, Any]:
    """Return one commitment as the contract has it; moves are null where none is known and there is a gap."""
    c = commitment
    moves, moved_days = known_moves(c, gap)
    declared = c.declared
    return {
        "ref": c.ref,
        "kind": c.kind,
        "workstream": c.workstream,
        "outcome": c.outcome,
        "action": c.item.action.ref if c.kind == "milestone" and c.item.action else None,
        "title": c.title,
        "leads": [plan.role_name(role) for role in c.leads],
        "resource": c.resource,
        "due": due_json(c.due),
        "original_due": due_json(c.original_due),
        "moves": moves,
        "moved_days": moved_days,
        "completed": _day(c.completed),
        "forecast": _day(c.forecast),
        "last_report": _day(c.last_report),
        "days_late": c.days_late,
        "days_late_original": c.days_late_original,
        "slippage_days": c.slippage_days,
        "declared": {"code": declared.code, "date": _day(declared.date)} if declared else None,
        "standing": c.standing.value,
        "ranks_as": c.ranks_as.value,
        "rating": c.rating,
        "reason": say_grounds(c.grounds),
        "overdue": c.overdue,
        "from_others": c.from_others,
        "disagrees": c.disagrees,
        "disagreement": say_disagreement(c.disagreement) or None,
        **promise_json(c, plan, as_of),
    }


def due_json(due: Deadline | None) -> dict[str, Any] | None:
    """Return a promised date: the words, the days it means, and how exactly."""
    if due is None:
        return None
    window = due.window
    return {
        "text": due.text,
        "printed": due.printed,
        "earliest": _day(window.earliest),
        "latest": _day(window.latest),
        "precision": window.precision.value,
    }


def _kpi(state: KpiState) -> dict[str, Any]:
    kpi = state.kpi
    measure = _measure(state.whole)
    measure["baseline"]["state"] = state.baseline_state
    return {
        "ref": kpi.ref,
        "workstream": state.workstream.ref,
        "also_in": list(kpi.also_in),
        "title": kpi.title,
        "aim": kpi.aim,
        "unit": kpi.unit,
        **measure,
        "parts": [{"ref": part.ref, "title": part.title, **_measure(part)} for part in state.parts],
    }


def _measure(measure: MeasureState) -> dict[str, Any]:
    baseline = measure.baseline
    return {
        "baseline": {
            "state": measure.baseline_state,
            "value": _figure(baseline.value if baseline and measure.baseline_state == "known" else None),
            "text": baseline.text if baseline else None,
            "promised": _day(measure.baseline_promised),
            "suppressed": baseline.suppressed if baseline else False,
        },
        "targets": [_target(target) for target in measure.targets],
        "latest": _reading(measure.latest, measure.latest_day),
        "state": measure.verdict,
        "travel": measure.travel,
        "statutory_met": measure.statutory_met,
    }


def _target(target: TargetNow) -> dict[str, Any]:
    stated = target.target
    return {
        "by": stated.by.text if stated.by else None,
        "latest": _day(target.latest),
        "state": target.state,
        "value": _figure(target.value),
        "change": _figure(stated.change if target.state == "set" else None),
        "maintain": stated.maintain if target.state == "set" else False,
        "text": stated.text,
        "promised": _day(target.promised),
    }


def _reading(reading: Reading | None, day: date | None) -> dict[str, Any] | None:
    if reading is None:
        return None
    return {
        "date": _day(day),
        "value": _figure(reading.value),
        "text": reading.text,
        "provisional": reading.provisional,
        "projected": reading.projected,
        "suppressed": reading.suppressed,
    }


def _weakness(plan: Plan, ref: str, title: str) -> dict[str, Any]:
    return {
        "ref": ref,
        "title": title,
        "workstreams": [w.ref for w in plan.workstreams if ref in w.weaknesses],
    }


def _figure(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
