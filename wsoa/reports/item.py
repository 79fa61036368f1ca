"""One item of a plan: everything known about it, and where it stands in the file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from typing import TypeVar

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.assess.commitments import after
from wsoa.assess.kpis import KpiState
from wsoa.assess.rollup import RollUp, roll_up
from wsoa.files.load import LoadedPlan
from wsoa.findings import Place
from wsoa.plan.models import Change, Plan, Update
from wsoa.plan.walk import Item, Path, walk

Dated = TypeVar("Dated", Update, Change)


@dataclass(frozen=True, slots=True)
class ItemReport:
    """One item on a day.

    ``commitments`` are the item's own and those of everything below it; ``findings`` name what the
    checks say of it elsewhere.
    """

    plan_id: str
    plan: Plan
    as_of: date
    item: Item
    place: Place
    commitments: tuple[Commitment, ...]
    kpi: KpiState | None
    whole: RollUp

    @property
    def own(self) -> Commitment | None:
        """The commitment that the item itself is, if it is one."""
        return next((c for c in self.commitments if c.ref == self.item.ref), None)

    def known(self, dated: Sequence[Dated]) -> list[Dated]:
        """Keep the updates or changes dated up to the day."""
        return [one for one in dated if not after(one.date, self.plan.calendar, self.as_of)]


class NoItemError(Exception):
    """The plan has no such ref; ``close`` are the nearest it has."""

    def __init__(self, ref: str, close: Sequence[str]) -> None:
        super().__init__(ref)
        self.ref, self.close = ref, tuple(close)


def item(loaded: LoadedPlan, assessment: Assessment, ref: str) -> ItemReport:
    """Find an item by its ref, its printed ref, or its kind and ref (“weakness 4”).

    Raises:
        NoItemError: nothing in the plan is called that.
    """
    plan = assessment.plan
    found = find(plan, ref)
    below = tuple(c for c in assessment.commitments if _under(c.path, found.path))
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
    )


def _under(path: Path, top: Path) -> bool:
    return path[: len(top)] == top


def find(plan: Plan, ref: str) -> Item:
    """Find an item by ref, by kind and ref, or by its printed ref.

    Raises:
        NoItemError: nothing in the plan is called that.
    """
    items = list(walk(plan))
    wanted = ref.strip().casefold()
    for matches in _MATCHERS:
        hits = [i for i in items if matches(i, wanted)]
        if hits:
            return min(hits, key=lambda i: i.kind == "weakness")
    bare = wanted.partition("#")[0]
    if bare != wanted:
        return find(plan, bare)
    known = {i.ref for i in items}
    raise NoItemError(ref, get_close_matches(ref, known, n=3, cutoff=0.5))


def _by_ref(item: Item, wanted: str) -> bool:
    return item.ref.casefold() == wanted


def _by_kind(item: Item, wanted: str) -> bool:
    return f"{item.kind} {item.ref}".casefold() == wanted


def _by_printed(item: Item, wanted: str) -> bool:
    printed = getattr(item.thing, "printed", {})
    return str(printed.get("ref", "")).casefold() == wanted


_MATCHERS = (_by_ref, _by_kind, _by_printed)


def refs(plan: Plan) -> Iterator[str]:
    """Yield every ref that :func:`item` can find."""
    for found in walk(plan):
        yield f"weakness {found.ref}" if found.kind == "weakness" else found.ref
