"""Findings as a GitLab Code Quality report: a list of issues, in the subset of Code Climate it reads.

The keys, severities and the rule that paths are relative and fingerprints unique are those of GitLab's
page "Code Quality", section "Code Quality report format".
"""

from __future__ import annotations

from typing import Any

from wsoa.findings import Finding, Severity
from wsoa.render.ci.findings_words import fingerprinted, said
from wsoa.render.data.document import dump
from wsoa.reports.terminal.validation import Validation
from wsoa.words.text import one_line

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def findings_gitlab(report: Validation) -> str:
    """Return one JSON list with every finding of every plan."""
    return dump([_issue(finding, mark) for finding, mark in fingerprinted(report)])


def _issue(finding: Finding, mark: str) -> dict[str, Any]:
    place = finding.place
    return {
        "type": "issue",
        "check_name": f"{finding.code} {finding.name}",
        "description": one_line(said(finding)),
        "severity": _SEVERITIES[finding.severity],
        "fingerprint": mark,
        "location": {
            "path": place.file,
            "lines": {"begin": place.line, "end": max(place.line, place.end_line)},
        },
    }
