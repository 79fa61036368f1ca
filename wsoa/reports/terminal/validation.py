"""The findings of several plans, counted and with the lines they stand on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, Severity


class PlanFindings(NamedTuple):
    """One plan's findings, in file order, with the text of its files for the frames around them."""

    id: str
    findings: tuple[Finding, ...]
    files: int
    lines: Mapping[str, Sequence[str]]


class Validation(NamedTuple):
    """What was checked and what was found.

    ``as_of`` is None where no rule looked at the date. ``least`` is the least grave finding to spell out
    for people; the others are only counted.
    """

    as_of: date | None
    plans: tuple[PlanFindings, ...]
    least: Severity = Severity.WARNING

    @property
    def findings(self) -> tuple[Finding, ...]:
        """Every finding of every plan."""
        return tuple(finding for plan in self.plans for finding in plan.findings)

    def count(self, severity: Severity) -> int:
        """How many findings have a severity."""
        return Counter(finding.severity for finding in self.findings)[severity]

    def reaches(self, severity: Severity) -> bool:
        """True where a finding is at least as grave as a severity."""
        return any(finding.severity.rank <= severity.rank for finding in self.findings)


def validation(
    loaded: Sequence[LoadedPlan],
    findings: Mapping[str, tuple[Finding, ...]],
    as_of: date | None,
    least: Severity = Severity.WARNING,
) -> Validation:
    """Gather the findings of each plan with what is needed to show them."""
    plans = (
        PlanFindings(
            one.id, findings[one.id], len(one.sources.files), {f.file: f.lines for f in one.sources.files}
        )
        for one in loaded
    )
    return Validation(as_of, tuple(plans), least)
