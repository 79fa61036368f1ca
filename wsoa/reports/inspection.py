"""What the inspection behind a plan found: what was strong, what else was found, and where that stands."""

from __future__ import annotations

from dataclasses import dataclass

from wsoa.reports.anchors import Prose, prose
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.words.lists import sentence


@dataclass(frozen=True, slots=True)
class Inspected:
    """Strengths and findings of the inspection as sentences, and the document that tells them."""

    strengths: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    source: Prose = ()

    @property
    def told(self) -> bool:
        """True where the plan says what was found."""
        return bool(self.strengths or self.findings)


def inspected(at: PlanAsAt) -> Inspected:
    """Return what the inspection found; nothing before its report was out, or before it ended."""
    inspection = at.plan.inspection
    if inspection is None or not at.known(inspection.report_published or inspection.ended):
        return Inspected()
    return Inspected(
        strengths=tuple(map(sentence, inspection.strengths)),
        findings=tuple(map(sentence, inspection.findings)),
        source=prose(sentence(f"Source: {inspection.source}")) if inspection.source else (),
    )
