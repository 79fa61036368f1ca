"""What an area wants for its children and young people, in its own lines: vision, ambitions, pledge."""

from __future__ import annotations

from dataclasses import dataclass

from wsoa.reports.anchors import Prose, prose
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.words.lists import sentence


@dataclass(frozen=True, slots=True)
class Vision:
    """The vision, what is to be so for every child, the pledge, and how families take part."""

    text: str
    ambitions: tuple[str, ...]
    pledge: Prose
    co_production: tuple[str, ...]

    @property
    def told(self) -> bool:
        """True where the plan says any of it."""
        return bool(self.text or self.ambitions or self.pledge or self.co_production)


def vision(at: PlanAsAt) -> Vision:
    """Return what the plan says of it, as sentences."""
    plan = at.plan
    return Vision(
        text=sentence(plan.vision) if plan.vision else "",
        ambitions=tuple(map(sentence, plan.ambitions)),
        pledge=prose(sentence(plan.pledge)) if plan.pledge else (),
        co_production=tuple(map(sentence, plan.co_production)),
    )
