"""What comes next, as a JSON document."""

from __future__ import annotations

from wsoa.assess.assessment import history_read
from wsoa.render.data.document import document
from wsoa.reports.terminal.upcoming import UpcomingReport
from wsoa.words.standings import say_grounds


def upcoming_json(report: UpcomingReport) -> str:
    """Return every plan's events, soonest first."""
    return document(
        as_of=report.as_of.isoformat(),
        days=report.days,
        plans=[
            {
                "id": plan.id,
                "history": history_read(plan.gap),
                "events": [
                    {
                        "day": event.day.isoformat(),
                        "event": event.kind,
                        "ref": event.ref,
                        "kind": event.about,
                        "title": event.title,
                        "leads": list(event.leads),
                        "before": event.before.value,
                        "after": event.after.value,
                        "reason": say_grounds(event.grounds),
                    }
                    for event in plan.events
                ],
            }
            for plan in report.plans
        ],
    )
