"""Who a page is for, and the plan and its story as they may see them."""

from __future__ import annotations

from dataclasses import dataclass

from wsoa.audience.audience import Audience
from wsoa.audience.disclosure_control import line_without_counts, told_then, withheld
from wsoa.audience.redaction import line_for, plan_for
from wsoa.history.timeline import Timeline
from wsoa.plan.models import Plan


@dataclass(frozen=True, slots=True)
class Readers:
    """Who a page is for, and the limit below which counts are withheld from them; 0 withholds nothing."""

    audience: Audience = Audience.PUBLIC
    suppress_below: int = 0

    def plan(self, plan: Plan) -> Plan:
        """Return a plan as these readers may see it."""
        return withheld(plan_for(plan, self.audience), self.suppress_below)

    def line(self, line: Timeline) -> Timeline:
        """Return a plan's story as these readers may see it."""
        return line_without_counts(line_for(line, self.audience), self.suppress_below)

    def older(self, plan: Plan, now: Plan) -> Plan:
        """Return an older version as these readers may see it; ``now`` is the present one as they see it."""
        return told_then(plan_for(plan, self.audience), now, self.suppress_below)
