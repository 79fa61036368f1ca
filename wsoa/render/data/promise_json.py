"""What else a plan holds of an action or milestone, for JSON: who asked for it, its state, the own keys."""

from __future__ import annotations

from datetime import date
from typing import Any

from wsoa.assess.assessment import Commitment
from wsoa.assess.commitments import after
from wsoa.plan.dates import When
from wsoa.plan.models import Plan, Promise, Verification
from wsoa.plan.states import Pause, SignOffAwaited
from wsoa.reports.export.promise_columns import percent_of


def promise_json(commitment: Commitment, plan: Plan, as_of: date) -> dict[str, Any]:
    """Return the keys of one commitment that its promise holds. Dates are as stated."""

    def known(when: When | None) -> str | None:
        return when.text if when is not None and not after(when, plan.calendar, as_of) else None

    item, promise = commitment.item, commitment.item.thing
    told: dict[str, Any] = {
        "accountable": [plan.role_name(role) for role in item.accountable],
        "weaknesses": list(item.weaknesses),
        "groups": item.groups,
        "percent": percent_of(commitment),
    }
    if not isinstance(promise, Promise):
        return told
    waits, signed = promise.awaiting_sign_off, promise.verified
    return {
        **told,
        "source": promise.source,
        "raised": known(promise.raised),
        "priority": promise.priority,
        "risk": promise.risk,
        "success": [{"text": one.text, "by": one.by.text if one.by else None} for one in promise.success],
        "achieved": [
            {"text": one.text, "date": known(one.date)}
            for one in promise.impact
            if one.date is None or known(one.date)
        ],
        "paused": _pause(promise.paused) if promise.paused and known(promise.paused.date) else None,
        "awaiting_sign_off": _signed(waits) if waits and known(waits.date) else None,
        "verified": _signed(signed) if signed and known(signed.date) else None,
        "closed": known(promise.closed),
        "own": dict(promise.extras),
    }


def _pause(pause: Pause) -> dict[str, Any]:
    until = pause.until.text if pause.until else None
    return {"date": pause.date.text, "until": until, "reason": pause.reason, "by": pause.by}


def _signed(sign_off: SignOffAwaited | Verification) -> dict[str, Any]:
    return {"date": sign_off.date.text, "by": sign_off.by}
