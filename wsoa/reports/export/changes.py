"""The recorded changes of promises for a table: what was promised, what is promised now, why, who agreed."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.assess.commitments import after
from wsoa.plan.models import Change, Plan, Withdrawal
from wsoa.plan.walk import promises
from wsoa.reports.export.export import Cell, Column, Exported

Row = tuple[Cell, ...]
CHANGE_COLUMNS = (
    Column("kind", "string", "action or milestone."),
    Column("ref", "string", "The ref of what changed."),
    Column("title", "string", "What is promised."),
    Column("date", "string", "When the change was agreed, as stated: a day or a month."),
    Column("date_latest", "date", "The last day that date can mean."),
    Column("field", "string", "What changed: due, title, leads and so on; withdrawn where it was given up."),
    Column("old", "string", "What it was.", "Not applicable"),
    Column("new", "string", "What it became; for what was withdrawn, the ref that takes its place.", "None"),
    Column("reason", "string", "Why.", "No reason recorded"),
    Column("agreed_by", "string", "The board or role that agreed."),
    Column("minute", "string", "The minute or letter that records it."),
)


def change_rows(exported: Exported) -> Iterator[Row]:
    """Yield every change known on the day, in plan order; a withdrawal last among those of its promise."""
    plan, as_of = exported.plan, exported.assessment.as_of
    for item, promise in promises(plan):
        given = (*promise.changes, *((promise.withdrawn,) if promise.withdrawn else ()))
        for change in given:
            if not after(change.date, plan.calendar, as_of):
                yield (item.kind, item.ref, promise.title, *_change(change, plan))


def _change(change: Change | Withdrawal, plan: Plan) -> Row:
    dated = change.date.text, change.date.window(plan.calendar).latest
    if isinstance(change, Withdrawal):
        by = plan.role_name(change.by) if change.by else None
        return *dated, "withdrawn", None, change.superseded_by, change.reason, by, None
    by = plan.role_name(change.agreed_by) if change.agreed_by else None
    return *dated, change.field, change.old, change.new, change.reason, by, change.minute
