"""What was written only afterwards, as a JSON document."""

from __future__ import annotations

from typing import Any

from wsoa.history.restatement import Restatement
from wsoa.render.data.document import document
from wsoa.reports.comparison.restatement import RestatementReport


def restatement_json(report: RestatementReport) -> str:
    """Return every entry with its own date and the commit and day it was written."""
    return document(
        plan=report.plan_id,
        day=report.day.isoformat(),
        known=report.found.known.id if report.found.known else None,
        entries=[{**_entry(line.fact), "sentence": line.sentence} for line in report.lines],
    )


def _entry(fact: Restatement) -> dict[str, Any]:
    return {
        "ref": fact.item.ref,
        "kind": fact.item.kind,
        "title": fact.item.title,
        "field": fact.field,
        "dated": fact.dated.isoformat(),
        "restated": fact.kind.value,
        "old": fact.old,
        "new": fact.new,
        "commit": fact.commit.id if fact.commit else None,
        "committed": fact.commit.committed.isoformat() if fact.commit else None,
        "authored": fact.commit.authored.isoformat() if fact.commit else None,
        "days_after": fact.days_after,
    }
