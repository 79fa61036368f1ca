"""The four kinds of plan, and the words and dates a new one of each starts with.

The kinds are one shape under four names: what inspectors found is called a significant weakness, a concern,
an area for priority action or an area for improvement, and it is reviewed in another rhythm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from wsoa.plan.models import Kind


class FirstReview(NamedTuple):
    """A review a new plan starts with; ``due`` is a date as plans write it."""

    title: str
    kind: str
    due: str


class KindWords(NamedTuple):
    """What a new plan of one kind starts with. ``months`` count from the plan's start, first to last."""

    kind: Kind
    name: str
    when: str
    weakness: str
    weaknesses: str
    finding: str
    months: tuple[int, int, int]
    reviews: tuple[FirstReview, ...]
    reviews_note: str
    workstream: str = "workstream"


_BY = "by the Department for Education and NHS England"

KINDS: Mapping[Kind, KindWords] = {
    words.kind: words
    for words in (
        KindWords(
            "pap",
            "Priority action plan",
            "inspectors found areas for priority action (since 2023)",
            "area for priority action",
            "areas for priority action",
            "Education, health and care plans come too late and say too little",
            (6, 12, 18),
            (
                FirstReview(f"Example: Stocktake {_BY}", "stocktake", "{every: half-year}"),
                FirstReview("Example: Monitoring inspection", "monitoring", "18 months"),
            ),
            "Reviews that are planned. The months are examples: put the dates you were told.",
        ),
        KindWords(
            "improvement",
            "Improvement plan for special educational needs and disabilities",
            "inspectors found areas for improvement, or you made it unasked",
            "area for improvement",
            "areas for improvement",
            "Families wait too long for help from health services",
            (3, 6, 12),
            (
                FirstReview(
                    "Example: Review of the plan by the improvement board", "stocktake", "{every: quarter}"
                ),
            ),
            "Reviews that are planned. The rhythm is an example: put your own.",
        ),
        KindWords(
            "app",
            "Accelerated progress plan",
            "a re-visit found too little progress",
            "area of concern",
            "areas of concern",
            "Too little progress was made in working with parents and carers",
            (3, 6, 12),
            tuple(
                FirstReview(f"Example: Review at {months} months {_BY}", "stocktake", f"{months} months")
                for months in (6, 12)
            ),
            "Formal reviews. They are often every six months; put the dates you were told.",
        ),
        KindWords(
            "wsoa",
            "Written statement of action",
            "inspectors found areas of significant weakness (before 2023)",
            "area of significant weakness",
            "areas of significant weakness",
            "Education, health and social care do not plan services together",
            (6, 12, 18),
            (
                FirstReview(f"Example: Monitoring visit {_BY}", "monitoring", "{every: quarter}"),
                FirstReview("Example: Re-visit by the inspectors", "revisit", "18 months"),
            ),
            "Visits that are planned. The rhythm is an example: put the dates you were told.",
        ),
    )
}
"""Every kind, the one that is made today first."""
