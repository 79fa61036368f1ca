"""The promised dates that move with a change record, whatever kind of item they belong to."""

from __future__ import annotations

import re
from typing import NamedTuple

from wsoa.plan.base import Part
from wsoa.plan.dates import When
from wsoa.plan.find import NoItemError, find
from wsoa.plan.head import Review
from wsoa.plan.kpis import Baseline, Measure, Target
from wsoa.plan.models import Outcome, Plan, Promise
from wsoa.plan.walk import Item, Path

_OF_A_MEASURE = re.compile(
    r"(?P<kpi>.+)#(?:(?P<baseline>baseline)|target-(?P<number>[1-9][0-9]?))\Z", re.IGNORECASE
)


class MovingDate(NamedTuple):
    """A promised date: the keys that lead to it from its item, what a record calls it, and what it is now.

    ``group`` is the kind of part that the last key stands in.
    """

    keys: Path
    name: str
    when: When | None
    group: type[Part]


def moving_date(item: Item) -> MovingDate | None:
    """Return the date of an item that moves; None where it has none, or several and the ref names none."""
    thing = item.thing
    if isinstance(thing, Promise | Review | Outcome):
        return MovingDate(("due",), "due", thing.due, type(thing))
    named = _OF_A_MEASURE.match(item.ref)
    if not isinstance(thing, Measure) or named is None:
        return None
    if named["baseline"]:
        return MovingDate(("baseline", "promised"), "baseline", _promised(thing.baseline), Baseline)
    place = int(named["number"]) - 1
    target = thing.targets[place]
    if target.promised is not None and target.value is None and target.change is None:
        return MovingDate(("targets", place, "promised"), "target promised", target.promised, Target)
    return MovingDate(("targets", place, "by"), "target", target.by, Target)


def date_of_measure(plan: Plan, ref: str) -> Item | None:
    """Find the KPI, or the part of one, of which a ref names a date, as in WG1.1#baseline; None elsewhere."""
    named = _OF_A_MEASURE.match(ref.strip())
    if named is None:
        return None
    try:
        item = find(plan, named["kpi"])
    except NoItemError:
        return None
    if not isinstance(item.thing, Measure):
        return None
    held = (
        item.thing.baseline is not None
        if named["baseline"]
        else len(item.thing.targets) >= int(named["number"])
    )
    date = "baseline" if named["baseline"] else f"target-{named['number']}"
    return item._replace(ref=f"{item.ref}#{date}") if held else None


def _promised(baseline: Baseline | None) -> When | None:
    return baseline.promised if baseline is not None else None
