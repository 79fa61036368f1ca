"""One item as a JSON document."""

from __future__ import annotations

from wsoa.assess.assessment import history_read
from wsoa.render.data.document import document
from wsoa.render.data.status_json import commitment_json
from wsoa.reports.terminal.item import ItemReport
from wsoa.reports.terminal.item_layout import lines


def item_json(report: ItemReport) -> str:
    """Return the item, what is known of it in words, and every commitment in it."""
    return document(
        as_of=report.as_of.isoformat(),
        plan=report.plan_id,
        kind=report.item.kind,
        ref=report.item.ref,
        title=report.item.title,
        file=report.place.file,
        line=report.place.line,
        facts=[{"label": label, "value": value} for label, value in _labelled(report)],
        history=history_read(report.gap),
        commitments=[commitment_json(c, report.plan, report.gap, report.as_of) for c in report.commitments],
    )


def _labelled(report: ItemReport) -> list[tuple[str, str]]:
    labelled: list[tuple[str, str]] = []
    for label, value in lines(report):
        labelled.append((label or labelled[-1][0], value))
    return labelled
