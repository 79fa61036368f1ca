"""Findings as Markdown, for a job summary: gravest first, a table each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.findings import Finding, Severity
from wsoa.plan.base import shown
from wsoa.render.markdown.blocks import heading, row, table
from wsoa.render.markdown.escape import md
from wsoa.reports.terminal.blocks import Column, Heading, Table
from wsoa.reports.terminal.validation import Validation
from wsoa.words.dates import long_day
from wsoa.words.numbers import count

MOST_BYTES = 900_000
"""GitHub refuses the whole of a step's summary above 1,024 KiB; the rest is room for other text."""
LONGEST = 600
"""Characters of one cell."""

_HEADS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "For information"}
_HEAD = tuple(table(Table([Column(head=head) for head in ("Where", "Rule", "What", "Way out")], ())))


def findings_markdown(report: Validation) -> str:
    """Return the counts, then a table for each severity that is spelt out, cut before it gets too long."""
    lines = [f"## {_headline(report)}", ""]
    room = MOST_BYTES
    for severity, head in _HEADS.items():
        found = [finding for finding in report.findings if finding.severity is severity]
        if not found or severity.rank > report.least.rank:
            continue
        rows = list(_rows(found, room))
        room -= sum(_size(row) for row in rows)
        lines += [heading(Heading(head, 3, total=len(found))), "", *(_HEAD if rows else ()), *rows]
        if rest := len(found) - len(rows):
            lines += ["", f"And {rest:,} more: run `wsoa validate` to see them all."]
        lines.append("")
    day = f", as at {long_day(report.as_of)}" if report.as_of else ""
    lines.append(f"Checked {count(sum(plan.files for plan in report.plans), 'file')}{day}.")
    return "\n".join(lines) + "\n"


def _headline(report: Validation) -> str:
    found = [
        count(report.count(Severity.ERROR), "error"),
        count(report.count(Severity.WARNING), "warning"),
        f"{report.count(Severity.INFO):,} for information",
    ]
    return f"Checks of the plans: {', '.join(found)}"


def _rows(findings: Sequence[Finding], room: int) -> Iterator[str]:
    for finding in findings:
        where = f"{finding.place.file}:{finding.place.line}"
        cells = (where, f"{finding.code} {finding.name}", finding.message, finding.help)
        line = row([md(shown(cell, LONGEST)) for cell in cells])
        room -= _size(line)
        if room < 0:
            return
        yield line


def _size(row: str) -> int:
    return len(row.encode("utf-8", "replace")) + 1
