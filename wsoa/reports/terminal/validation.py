"""The findings of several plans, counted and with the lines they stand on."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.files.load import LoadedPlan
from wsoa.files.sources import Source
from wsoa.findings import Finding, Severity

BEFORE = 2
"""How many lines are shown before the one that a finding stands on."""


class PlanFindings(NamedTuple):
    """One plan's findings, in file order, with the lines of its files that the frames around them show."""

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


def plan_findings(loaded: LoadedPlan, findings: Sequence[Finding]) -> PlanFindings:
    """Gather one plan's findings with what is needed to show them; the plan itself can be let go then."""
    files = loaded.sources.files
    places: defaultdict[str, list[int]] = defaultdict(list)
    for one in findings:
        places[one.place.file].append(one.place.line)
    lines = {file.file: tuple(_told(file, places[file.file])) for file in files}
    return PlanFindings(loaded.id, tuple(findings), len(files), lines)


def _told(source: Source, places: Sequence[int]) -> Iterator[str]:
    """Yield a file's lines up to the last that is shown; those that no frame shows stand there empty."""
    shown = {line for place in places for line in range(place - BEFORE, place + 1)}
    for number in range(1, min(max(places), len(source.lines)) + 1) if places else ():
        yield source.lines[number - 1] if number in shown else ""


def unread(loaded: LoadedPlan) -> PlanFindings | None:
    """Return the errors for which a plan could not be read; None where it could."""
    if loaded.plan is not None:
        return None
    return plan_findings(loaded, [one for one in loaded.findings if one.severity is Severity.ERROR])
