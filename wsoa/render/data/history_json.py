"""The story of a plan or an item as one JSON document."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from wsoa.history.change import Change, Kind, Value
from wsoa.history.fields import text_of
from wsoa.history.moves.courses import Kept
from wsoa.history.moves.moves import Move, Step
from wsoa.history.repository.versions import Commit
from wsoa.plan.dates import Deadline
from wsoa.plan.ratings import RatingScheme
from wsoa.render.data.document import document
from wsoa.reports.comparison.history import HistoryReport
from wsoa.words.history_events import question

Told = Callable[[Commit | None], dict[str, Any]]
"""What is said of a commit: with the name of its author or without."""


def history_json(report: HistoryReport) -> str:
    """Return the events, or one item's entries, and every moved deadline."""
    told = _named if report.authors else _commit
    facts: dict[str, Any] = {
        "plan": report.plan_id,
        "complete": report.line.complete,
        "began": _began(report),
        "ref": report.item.ref if report.item else None,
        "moves": [_move(move, told, report.plan.scheme) for move in report.moved],
        "dropped": [
            {"ref": one.item.ref, "title": one.item.title, "what": one.name, **_step(one.step, told)}
            for one in report.dropped
        ],
        "gone": [_move(move, told, report.plan.scheme) for move in report.gone],
    }
    if report.item is not None:
        facts["entries"] = [{**told(e.commit), **change_json(e.change)} for e in report.entries]
    else:
        facts["events"] = [
            {
                **told(event.commit),
                "readable": event.readable,
                "away": event.away,
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
        "old": canonical(change, change.old),
        "new": canonical(change, change.new),
        "old_latest": _latest(change.dates[0]),
        "new_latest": _latest(change.dates[1]),
        "since": change.since.when.text if change.since else None,
        "days": change.days,
        "flags": sorted(flag.value for flag in change.flags),
        "reason": change.reason,
        "agreed_by": change.agreed_by,
    }


def _latest(date: Deadline | None) -> str | None:
    return date.latest.isoformat() if date and date.latest else None


def canonical(change: Change, value: Value) -> str | None:
    """Return a value of a change as canonical text; the refs of a split or a merger with commas."""
    if change.kind in {Kind.SPLIT, Kind.MERGED} and isinstance(value, tuple):
        return ", ".join(value)
    return text_of(value)


def _began(report: HistoryReport) -> dict[str, Any]:
    """Return where the story starts, and what went in that commit and may have been the same plan."""
    began = report.line.began
    return {**_commit(began.commit), "folder": began.folder or None, "stood": list(began.stood)}


def _move(move: Move, told: Told, scheme: RatingScheme) -> dict[str, Any]:
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
        "what": move.name,
        "steps": [_step(step, told) for step in move.steps],
        "question": question(move, scheme),
    }


def _step(step: Step, told: Told) -> dict[str, Any]:
    return {
        **told(step.commit),
        "written": told(step.written),
        "recorded": step.recorded,
        **change_json(step.change),
        "record": _record(step.record),
        "rule_changed": step.rule is not None,
    }


def _record(kept: Kept | None) -> dict[str, Any] | None:
    """Return the record that explains a move: its own day, and the version it came with."""
    if kept is None:
        return None
    return {"date": kept.record.date.text, "minute": kept.record.minute, **_commit(kept.commit)}


def _commit(commit: Commit | None) -> dict[str, Any]:
    if commit is None:
        return {"commit": None, "authored": None, "committed": None, "subject": None}
    return {
        "commit": commit.id,
        "authored": commit.authored.isoformat(),
        "committed": commit.committed.isoformat(),
        "subject": commit.subject,
    }


def _named(commit: Commit | None) -> dict[str, Any]:
    """Return a commit with the name of its author."""
    return {**_commit(commit), "author": commit.author if commit else None}
