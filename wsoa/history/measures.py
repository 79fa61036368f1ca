"""What changed in a KPI's figures: baselines, targets, promises and readings."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from wsoa.assess.kpis import reaches
from wsoa.history.change import Change, Flag, Kind
from wsoa.history.dues import moved
from wsoa.history.fields import text_of
from wsoa.plan.kpis import Baseline, Measure, Target
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item


def measure_changes(old: Item, new: Item, before: Plan, after: Plan) -> Iterator[Change]:
    """Tell what changed in one KPI or part of one."""
    was, now = old.thing, new.thing
    if not isinstance(was, Measure) or not isinstance(now, Measure) or was is now:
        return
    yield from _stated(new, "baseline", was.baseline, now.baseline, before, after)
    for key, (first, second) in _by_date(was.targets, now.targets).items():
        yield from _stated(new, f"target {key}".strip(), first, second, before, after)
    readings = {text_of(r): r for r in was.readings}
    for reading in now.readings:
        if text_of(reading) not in readings:
            yield Change(Kind.ADDED, new, "reading", None, text_of(reading))
    kept = {text_of(r) for r in now.readings}
    for text in readings:
        if text not in kept:
            yield Change(Kind.REMOVED, new, "reading", text, None)


def _by_date(
    old: tuple[Target, ...], new: tuple[Target, ...]
) -> dict[str, tuple[Target | None, Target | None]]:
    first, second = _keyed(old), _keyed(new)
    return {key: (first.get(key), second.get(key)) for key in dict.fromkeys([*first, *second])}


def _keyed(targets: tuple[Target, ...]) -> dict[str, Target]:
    keyed: dict[str, Target] = {}
    for target in targets:
        name = f"by {target.by.text}" if target.by else ""
        while name in keyed:
            name += " again"
        keyed[name] = target
    return keyed


def _stated(
    item: Item,
    field: str,
    old: Baseline | Target | None,
    new: Baseline | Target | None,
    before: Plan,
    after: Plan,
) -> Iterator[Change]:
    was, now = text_of(old), text_of(new)
    if was == now:
        return
    flags: set[Flag] = set()
    days = 0
    first, second = _figure(old), _figure(new)
    if first is None and second is not None:
        flags.add(Flag.NUMBER_GIVEN)
    elif first is not None and second is not None and first != second and field.startswith("target"):
        flags |= _strictness(first, second, item)
    elif second is None and old and new and old.promised and new.promised:
        days, flags = moved(old.promised.window(before.calendar), new.promised.window(after.calendar))
    yield Change(Kind.CHANGED, item, field, was, now, frozenset(flags), days)


def _strictness(first: Decimal, second: Decimal, item: Item) -> set[Flag]:
    """Tell whether a target became harder or easier; a figure to stay at or near is neither."""
    aim = item.kpi.aim if item.kpi else "increase"
    if aim in {"maintain", "near"}:
        return set()
    return {Flag.TARGET_TIGHTENED if reaches(second, first, aim) else Flag.TARGET_LOOSENED}


def _figure(stated: Baseline | Target | None) -> Decimal | None:
    if stated is None:
        return None
    return stated.value if stated.value is not None else getattr(stated, "change", None)
