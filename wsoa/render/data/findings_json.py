"""Findings as one JSON document."""

from __future__ import annotations

from typing import Any

from wsoa.findings import Finding, Severity
from wsoa.render.data.document import document
from wsoa.reports.terminal.validation import Validation


def findings_json(report: Validation) -> str:
    """Return the findings of every plan in one list, with a count of each severity."""
    return document(
        as_of=report.as_of.isoformat() if report.as_of else None,
        summary={severity.value: report.count(severity) for severity in Severity},
        findings=[
            {"plan": plan.id, **finding_json(finding)} for plan in report.plans for finding in plan.findings
        ],
    )


def finding_json(finding: Finding) -> dict[str, Any]:
    """Return one finding; lines and columns count from 1."""
    place = finding.place
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity.value,
        "message": finding.message,
        "help": finding.help,
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "end_line": place.end_line or place.line,
        "end_column": place.end_column or place.column,
        "ref": finding.ref or None,
        "field": finding.field or None,
        "fingerprint": finding.fingerprint,
    }
