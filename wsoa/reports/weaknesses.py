"""What is known of a weakness beyond the work on it: whether it is monitored, and what reviews judged."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wsoa.plan.head import Review, Weakness
from wsoa.reports.anchors import Prose, Span, safe_address
from wsoa.reports.plan_as_at import PlanAsAt

JUDGED = {"sufficient": "Sufficient progress", "insufficient": "Not sufficient progress"}


class Judged(NamedTuple):
    """What one review found of a weakness, and the day it was held, in words."""

    found: str
    review: Review
    day: str

    @property
    def line(self) -> str:
        """The judgement with its review, as a sentence."""
        return f"{self.found}: {self.review.title}, {self.day}."


def judgements(at: PlanAsAt, weakness: Weakness) -> Iterator[Judged]:
    """Yield what the reviews held by the day judged of a weakness, in plan order."""
    for review in at.plan.reviews:
        found = next((p.progress for p in review.weaknesses if p.ref == weakness.ref), None)
        if found and review.date is not None and at.known(review.date):
            yield Judged(JUDGED[found], review, at.say(review.date))


def monitoring(at: PlanAsAt, weakness: Weakness) -> Prose:
    """Say whether a weakness is still monitored; empty where the plan does not say."""
    state = weakness.monitoring
    if state is None:
        return ()
    if state.state != "released" or not at.known(state.date):
        return (Span("Still monitored."),)
    released = Span(f"Released from monitoring{f' on {at.say(state.date)}' if state.date else ''}.")
    letter = state.evidence
    if letter is None or not letter.public:
        return (released,)
    return (released, Span(" Letter: "), Span(letter.title, safe_address(letter.url)), Span("."))
