"""Findings for people: where, what, the lines around it, and a way out."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.findings import Finding, Severity
from wsoa.render.terminal.code_frame import frame
from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.terminal.validation import PlanFindings, Validation
from wsoa.words.dates import long_day
from wsoa.words.numbers import count
from wsoa.words.text import one_line

_COLOURS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


def findings_text(report: Validation, look: RenderOptions) -> str:
    """Return every finding with its frame, a summary line for each plan last."""
    lines: list[str] = []
    for plan in report.plans:
        for finding in plan.findings:
            if finding.severity.rank > report.least.rank:
                continue
            lines += [*_finding(finding, plan, look), ""]
    lines += [_summary(plan, report) for plan in report.plans]
    return "\n".join(lines) + "\n"


def _finding(finding: Finding, plan: PlanFindings, look: RenderOptions) -> Iterator[str]:
    place = finding.place
    severity = finding.severity.value
    if look.colour:
        severity = f"\x1b[{_COLOURS[finding.severity]}m{severity}\x1b[0m"
    where = f"{one_line(place.file)}:{place.line}:{place.column}"
    yield f"{where}: {severity} {finding.code} {one_line(finding.message)}"
    yield from ("  " + line for line in frame(place, plan.lines.get(place.file, ())))
    if finding.ref:
        yield f"  = item: {one_line(finding.ref)}"
    if finding.help:
        yield f"  = help: {one_line(finding.help)}"
    yield f"  = more: wsoa explain {finding.code}"


def _summary(plan: PlanFindings, report: Validation) -> str:
    counts = {s: sum(1 for f in plan.findings if f.severity is s) for s in Severity}
    found = [count(counts[Severity.ERROR], "error"), count(counts[Severity.WARNING], "warning")]
    if counts[Severity.INFO]:
        hidden = " (-v shows them)" if report.least is not Severity.INFO else ""
        found.append(f"{counts[Severity.INFO]:,} for information{hidden}")
    day = f", as at {long_day(report.as_of)}" if report.as_of else ""
    return f"{plan.id}: {', '.join(found)}. Checked {count(plan.files, 'file')}{day}."
