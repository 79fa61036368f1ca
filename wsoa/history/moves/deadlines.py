"""Every date that a plan promises something by, with the days it means by the calendar of its version.

A date is compared by its last day and not by its spelling: "6 months" moves when the plan's start moves, a
term when its end does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from wsoa.plan.base import Part
from wsoa.plan.dates import Calendar, Deadline, deadline
from wsoa.plan.kpis import Kpi, Measure, Target
from wsoa.plan.models import Impact
from wsoa.plan.walk import Item, Thing


class Promised(NamedTuple):
    """One date that an item promises something by.

    ``name`` says which: due, start, ends, baseline, target, target promised, comparator or impact. ``held``
    is what it stands beside, such as the target it is for: by that it is found again in another version.
    """

    name: str
    date: Deadline | None
    held: Part | str | None = None


def calendar_of(item: Item, calendar: Calendar) -> Calendar:
    """Return what an item's dates count from: a KPI may have a year of its own."""
    kpi = item.thing if isinstance(item.thing, Kpi) else item.kpi
    year = kpi.year if kpi else None
    return calendar._replace(year=year) if year else calendar


def promised_dates(item: Item, calendar: Calendar) -> Iterator[Promised]:
    """Yield the dates an item promises something by, with or without a date, in a fixed order."""
    thing = item.thing
    own = calendar_of(item, calendar)
    for name in ("due", "ends"):
        if hasattr(thing, name):
            yield Promised(name, deadline(getattr(thing, name), own))
    if isinstance(thing, Measure):
        yield from _measured(thing, own)
    for impact in expected(thing):
        yield Promised("impact", deadline(impact.by, own), impact)


def expected(thing: Thing) -> tuple[Impact, ...]:
    """Return what people should notice of an item; what an action has achieved is no promise."""
    return tuple(one for one in getattr(thing, "impact", ()) if isinstance(one, Impact))


def _measured(thing: Measure, calendar: Calendar) -> Iterator[Promised]:
    baseline = thing.baseline
    yield Promised("baseline", deadline(baseline.promised if baseline else None, calendar))
    for target in thing.targets:
        yield Promised("target", deadline(target.by, calendar), target)
        yield Promised("target promised", deadline(target.promised, calendar), target)
    for comparator in thing.comparators:
        yield Promised("comparator", deadline(comparator.promised, calendar), comparator.name)


def paired_targets(old: tuple[Target, ...], new: tuple[Target, ...]) -> dict[int, int]:
    """Pair two lists of targets, each place in the old with one in the new.

    First what is the same in both; then by the date a target is for or by its figure, whichever ties more,
    so that targets put off together are not taken for targets that became easier; then the only one left on
    either side.
    """
    found: dict[int, int] = {}
    _tie(found, old, new, lambda target: (target.by, _figure(target)))
    by_date, by_figure = dict(found), dict(found)
    _tie(by_date, old, new, lambda target: target.by)
    _tie(by_figure, old, new, _figure)
    first, second = (by_figure, by_date) if len(by_figure) > len(by_date) else (by_date, by_figure)
    found = first
    for i, j in second.items():
        if i not in found and j not in found.values():
            found[i] = j
    left = [i for i in range(len(old)) if i not in found]
    right = [j for j in range(len(new)) if j not in found.values()]
    if len(left) == len(right) == 1:
        found[left[0]] = right[0]
    return found


def _tie(
    found: dict[int, int],
    old: tuple[Target, ...],
    new: tuple[Target, ...],
    key: Callable[[Target], object],
) -> None:
    """Pair what is free on both sides and has the same key, first with first."""
    free = [j for j in range(len(new)) if j not in found.values()]
    for i in range(len(old)):
        wanted = key(old[i])
        if i in found or wanted is None:
            continue
        j = next((j for j in free if key(new[j]) == wanted), None)
        if j is not None:
            found[i] = j
            free.remove(j)


def _figure(target: Target) -> object:
    """What a target is to reach, whatever the date; None where it does not say."""
    figure = target.value, target.change, target.maintain, target.text
    return figure if any(figure) or target.value is not None else None
