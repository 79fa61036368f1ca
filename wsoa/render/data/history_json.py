"""The story of a plan or an item as one JSON document."""

from __future__ import annotations

from typing import Any

from wsoa.history.change import Change
from wsoa.history.timeline import Move
from wsoa.history.versions import Commit
from wsoa.render.data.document import document
from wsoa.reports.comparison.history import HistoryReport
from wsoa.words.history_events import question


def history_json(report: HistoryReport) -> str:
    """Return the events, or one item's entries, and every moved deadline."""
    facts: dict[str, Any] = {
        "plan": report.plan_id,
        "complete": report.line.complete,
        "ref": report.item.ref if report.item else None,
        "moves": [_move(move) for move in report.moved],
    }
    if report.item is not None:
        facts["entries"] = [{**_commit(e.commit), **change_json(e.change)} for e in report.entries]
    else:
        facts["events"] = [
            {
                **_commit(event.commit),
                "readable": event.readable,
                "first": event.first,
                "changes": [change_json(change) for change in event.changes],
            }
            for event in report.events
        ]
    return document(**facts)


def change_json(change: Change) -> dict[str, Any]:
    """Return one change; days are calendar days, positive for later."""
    return {
        "kind": change.kind.value,
        "item": change.item.kind,
        "ref": change.item.ref,
        "title": change.item.title,
        "field": change.field or None,
        "old": change.old,
        "new": change.new,
        "days": change.days,
        "flags": sorted(flag.value for flag in change.flags),
        "reason": change.reason,
        "agreed_by": change.agreed_by,
    }


def _move(move: Move) -> dict[str, Any]:
    return {
        "ref": move.item.ref,
        "title": move.item.title,
        "original": move.original,
        "current": move.current,
        "days": move.days,
        "times": len(move.steps),
        "after_due": move.after_due,
        "not_recorded": move.unrecorded,
        "ratings": [{"date": day, "code": code} for day, code in move.ratings],
        "steps": [
            {
                **_commit(s.commit),
                "recorded": s.recorded,
                **change_json(s.change),
                "rule_changed": s.rule is not None,
            }
            for s in move.steps
        ],
        "question": question(move),
    }


def _commit(commit: Commit | None) -> dict[str, Any]:
    if commit is None:
        return {"commit": None, "authored": None, "committed": None, "subject": None}
    return {
        "commit": commit.id,
        "authored": commit.authored.isoformat(),
        "committed": commit.committed.isoformat(),
        "subject": commit.subject,
    }
