"""Findings as GitHub annotations.

GitHub shows at most ten annotations of each level from one step and drops the rest in silence. So the
nine gravest of each level are named, and a tenth says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.findings import Finding, Severity
from wsoa.render.ci.findings_words import said
from wsoa.reports.terminal.validation import Validation

MOST = 10
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def findings_github(report: Validation) -> str:
    """Return workflow commands, errors first, one line each."""
    lines: list[str] = []
    for severity, level in _LEVELS.items():
        lines += _level(level, [f for f in report.findings if f.severity is severity])
    return "".join(f"{line}\n" for line in lines)


def _level(level: str, findings: Sequence[Finding]) -> Iterator[str]:
    shown = findings if len(findings) <= MOST else findings[: MOST - 1]
    for finding in shown:
        yield _annotation(level, finding)
    if rest := len(findings) - len(shown):
        yield f"::{level} title=wsoa::and {rest} more; run wsoa validate to see them all"


def _annotation(level: str, finding: Finding) -> str:
    place = finding.place
    properties = {
        "title": f"wsoa ({finding.code} {finding.name})",
        "file": place.file,
        "line": str(place.line),
        "col": str(place.column),
        "endLine": str(place.end_line or place.line),
        "endColumn": str(place.end_column or place.column),
    }
    joined = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    return f"::{level} {joined}::{_data(said(finding))}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
