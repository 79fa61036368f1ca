"""What several formats say of a finding: one sentence or two, and a fingerprint of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from hashlib import sha256

from wsoa.findings import Finding
from wsoa.reports.terminal.validation import Validation


def said(finding: Finding) -> str:
    """Return the message and the way out as sentences."""
    if not finding.help:
        return finding.message
    return f"{finding.message}. {finding.help[0].upper()}{finding.help[1:]}"


def fingerprinted(report: Validation) -> Iterator[tuple[Finding, str]]:
    """Yield every finding with sixteen hexadecimal digits of its own.

    Readers of these reports hide a finding whose fingerprint they have seen. Two plans may use the same
    refs, so the plan is part of it; where one plan has several findings of one print, they are numbered
    in file order.
    """
    seen: Counter[str] = Counter()
    for plan in report.plans:
        for finding in plan.findings:
            first = _digest(plan.id, finding.fingerprint)
            seen[first] += 1
            yield finding, first if seen[first] == 1 else _digest(first, str(seen[first]))


def _digest(*parts: str) -> str:
    return sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:16]
