"""One item of a plan: everything known about it, and where it stands in the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.commitments import after
from wsoa.assess.kpis import KpiState
from wsoa.assess.rollup import RollUp, roll_up
from wsoa.files.load import LoadedPlan
from wsoa.findings import Place
from wsoa.plan.dates import When
from wsoa.plan.find import NoItemError, find
from wsoa.plan.head import Review
from wsoa.plan.models import Change, Plan, Update
from wsoa.plan.walk import Item
from wsoa.words.kpis import Measured, measures_of

WHOLE = "plan"
"""What the plan itself is called, unless it has an item of that name."""
Dated = TypeVar("Dated", Update, Change)


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One item on a day.

    ``commitments`` are the item's own and those of everything below it. ``measured`` is a KPI and its parts,
    with what is needed to say them; none for another item. ``gap`` says how much of the plan's
    history could not be read, as :class:`Assessment` has it.
    """

    plan_id: str
    plan: Plan
    as_of: date
    item: Item
    place: Place
    commitments: tuple[Commitment, ...]
    kpi: KpiState | None
    whole: RollUp
    gap: str = ""
    measured: tuple[Measured, ...] = ()

    @property
    def own(self) -> Commitment | None:
        """The commitment that the item itself is, if it is one."""
        return next((c for c in self.commitments if c.ref == self.item.ref), None)

    def knows(self, when: When | None) -> bool:
        """True where something so dated was known on the day, or bears no date."""
        return when is None or self.is_past(when)

    def known(self, dated: Sequence[Dated]) -> list[Dated]:
        """Keep the updates or changes dated up to the day."""
        return [one for one in dated if self.is_past(one.date)]

    def is_past(self, when: When) -> bool:
        """True where what is dated so was known on the day."""
        return not after(when, self.plan.calendar, self.as_of)

    def told(self, review: Review) -> bool:
        """True where what a review found may be told: it was held by the day, or bears no date."""
        return review.date is None or self.is_past(review.date)


def item(loaded: LoadedPlan, assessment: Assessment, ref: str) -> ItemReport:
    """Find an item by its ref, its printed ref, or its kind and ref (“weakness 4”); or the plan, as “plan”.

    Raises:
        NoItemError: nothing in the plan is called that.
    """
    plan = assessment.plan
    found = _found(plan, ref)
    below = tuple(c for c in assessment.commitments if c.path[: len(found.path)] == found.path)
    kpi = next((k for k in assessment.kpis if found.kpi is not None and k.kpi is found.kpi), None)
    return ItemReport(
        plan_id=loaded.id,
        plan=plan,
        as_of=assessment.as_of,
        item=found,
        place=loaded.sources.place(found.path, key=True),
        commitments=below,
        kpi=kpi,
        whole=roll_up(found.ref, found.title, below, assessment.as_of),
        gap=assessment.gap,
        measured=measures_of(assessment, kpi) if kpi else (),
    )


def _found(plan: Plan, ref: str) -> Item:
    try:
        return find(plan, ref)
    except NoItemError:
        if ref.strip().casefold() != WHOLE:
            raise
        return Item("plan", WHOLE, (), plan)
