"""Every plan in a line, as a JSON document."""

from __future__ import annotations

from datetime import date
from typing import Any

from wsoa.assess.assessment import history_read
from wsoa.assess.over_time import Then
from wsoa.plan.ratings import Standing
from wsoa.render.data.document import document
from wsoa.reports.terminal.portfolio import Portfolio


def portfolio_json(report: Portfolio) -> str:
    """Return each plan's counts and how it stood over the last year, and the same of all together."""
    return document(
        as_of=report.as_of.isoformat(),
        plans=[
            {
                "id": one.id,
                "area": one.area,
                "title": one.title,
                "commitments": one.whole.total,
                "by_standing": {standing.value: number for standing, number in one.whole.by_standing.items()},
                "overdue": one.whole.overdue,
                "worst_days_late": one.whole.worst_days_late,
                "moved": one.moved,
                "history": history_read(one.gap),
                "last_report": _day(one.last_report),
                "next_due": _day(one.whole.next_due),
                "over_time": [_then(then) for then in one.over_time],
            }
            for one in report.plans
        ],
        over_time=[_then(then) for then in report.over_time],
    )


def _then(then: Then) -> dict[str, Any]:
    return {
        "day": then.day.isoformat(),
        "plans": then.plans,
        "commitments": then.total,
        "by_standing": {standing.value: then.by_standing.get(standing, 0) for standing in Standing},
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None
