"""Which commit of a merged branch wrote a date that the merge put in force."""

from __future__ import annotations

from wsoa.history.moves.deadlines import promised_dates
from wsoa.history.repository.versions import Commit, Version
from wsoa.plan.dates import Deadline
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk


def writer(version: Version, item: Item, name: str, wanted: Deadline | None) -> Commit | None:
    """Return the last commit of a merged branch that brought a date; the merge itself where none did.

    The item is known in the branch by its kind and ref, or by its title.
    """
    if version.branch is None:
        return version.commit
    found = version.commit
    for one, base in version.branch():
        if _has(one, item, name, wanted) and not _has(base, item, name, wanted):
            found = one.commit
    return found


def _has(version: Version | None, item: Item, name: str, wanted: Deadline | None) -> bool:
    plan = version.loaded.plan if version and version.loaded else None
    if plan is None:
        return False
    there = _find(plan, item)
    if there is None:
        return False
    stated = [p.date for p in promised_dates(there, plan.calendar) if p.name == name and p.date is not None]
    return wanted in stated if wanted is not None else not stated


def _find(plan: Plan, item: Item) -> Item | None:
    if item.kind == "plan":
        return Item("plan", plan.area, (), plan)
    items = [one for one in walk(plan) if one.kind == item.kind]
    named = [one for one in items if one.ref == item.ref]
    titled = [one for one in items if one.title == item.title]
    both = [one for one in named if one.title == item.title]
    return next(iter(both or (titled if len(titled) == 1 else ()) or named), None)
