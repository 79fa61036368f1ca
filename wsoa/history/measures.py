"""What changed in a KPI's figures: baselines, targets, promises, readings and what they are compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from wsoa.assess.kpis import reaches
from wsoa.history.change import Change, Flag, Kind
from wsoa.history.fields import dates_in, text_of
from wsoa.history.matching.match import Match
from wsoa.history.moves.deadlines import calendar_of, paired_targets
from wsoa.history.moves.dues import Field, Versions, date_change
from wsoa.history.moves.records import fresh
from wsoa.plan.change_records import NAMES
from wsoa.plan.dates import deadline
from wsoa.plan.head import Change as Record
from wsoa.plan.kpis import Baseline, Comparator, Measure, Target
from wsoa.plan.walk import Item


def measure_changes(pair: Match, versions: Versions) -> Iterator[Change]:
    """Tell what changed in one KPI or part of one."""
    was, now = pair.old.thing, pair.new.thing
    if not isinstance(was, Measure) or not isinstance(now, Measure):
        return
    yield from _stated(pair, Field("baseline", "baseline", was.baseline, now.baseline), versions)
    names = _names(was.targets), _names(now.targets)
    ties = paired_targets(was.targets, now.targets)
    for i, target in enumerate(was.targets):
        j = ties.get(i)
        new = now.targets[j] if j is not None else None
        name = names[0][i] if j is None or names[0][i] == names[1][j] else "target"
        yield from _stated(pair, Field("target", name, target, new), versions)
    for j, target in enumerate(now.targets):
        if j not in ties.values():
            yield from _stated(pair, Field("target", names[1][j], None, target), versions)
    yield from _compared(pair, was.comparators, now.comparators, versions)
    yield from _read(pair.new, was, now)


def _names(targets: Sequence[Target]) -> list[str]:
    names: list[str] = []
    for target in targets:
        name = f"target by {target.by.text}" if target.by else "target"
        while name in names:
            name += " again"
        names.append(name)
    return names


def _stated(pair: Match, what: Field, versions: Versions) -> Iterator[Change]:
    """Tell of a baseline or a target: its dates as promises, its figure, and anything else it says."""
    old, new = what.old, what.new
    dated = list(_dated(pair, what, versions))
    if text_of(old) == text_of(new):
        yield from dated
        return
    flags: set[Flag] = set()
    first, second = _figure(old), _figure(new)
    if first is None and second is not None:
        flags.add(Flag.NUMBER_GIVEN)
    elif first is not None and second is not None and first != second and what.name == "target":
        flags |= _strictness(first, second, pair.new)
    eased = flags & {Flag.TARGET_LOOSENED, Flag.TARGET_TIGHTENED}
    record = _figure_record(pair, first, second) if eased else None
    if record is not None:
        flags.add(Flag.RECORDED)
    if _altered(old, new):
        flags.add(Flag.DATE_ALTERED)
    by_record = (record.reason, record.agreed_by) if record else (None, None)
    used = (record,) if record else ()
    if not dated:
        yield Change(
            Kind.CHANGED, pair.new, what.field, old, new, frozenset(flags), 0, *by_record, records=used
        )
        return
    head = dated[0]
    reason, agreed = head.reason or by_record[0], head.agreed_by or by_record[1]
    yield head._replace(
        flags=head.flags | flags, reason=reason, agreed_by=agreed, records=(*used, *head.records)
    )
    yield from dated[1:]


def _dated(pair: Match, what: Field, versions: Versions) -> Iterator[Change]:
    """Tell of the dates in a baseline or target that are promises; not of one that was kept by its figure."""
    if what.name == "target":
        yield from _date(pair, what, "by", versions)
    if not (_kept(what.old) or _kept(what.new)):
        name = "target promised" if what.name == "target" else what.name
        yield from _date(pair, what._replace(name=name), "promised", versions)


def _kept(stated: Baseline | Target | None) -> bool:
    """True where a figure stands and nothing is promised any more."""
    if stated is None or stated.promised is not None:
        return False
    return _figure(stated) is not None or stated.set is not None or getattr(stated, "suppressed", False)


def _date(pair: Match, what: Field, key: str, versions: Versions) -> Iterator[Change]:
    before, after = calendar_of(pair.old, versions.old.calendar), calendar_of(pair.new, versions.new.calendar)
    dates = deadline(getattr(what.old, key, None), before), deadline(getattr(what.new, key, None), after)
    change = date_change(pair, what, dates, versions)
    if change is not None:
        yield change


def _altered(old: Baseline | Target | None, new: Baseline | Target | None) -> bool:
    """True where a date that is no promise was stated, and is another one now or none."""
    known = [getattr(old, name, None) for name in ("at", "period", "set")]
    now = [getattr(new, name, None) for name in ("at", "period", "set")]
    return any(was is not None and was != stands for was, stands in zip(known, now, strict=True))


def _strictness(first: Decimal, second: Decimal, item: Item) -> set[Flag]:
    """Tell whether a target became harder or easier; a figure to stay at or near is neither."""
    aim = item.kpi.aim if item.kpi else "increase"
    if aim in {"maintain", "near"}:
        return set()
    return {Flag.TARGET_TIGHTENED if reaches(second, first, aim) else Flag.TARGET_LOOSENED}


def _figure_record(pair: Match, first: Decimal | None, second: Decimal | None) -> Record | None:
    """Return the record that came with a changed figure: from the old one to the new, with a reason."""
    own = fresh(getattr(pair.old.thing, "changes", ()), getattr(pair.new.thing, "changes", ()))
    for record in own:
        texts = record.old in {None, text_of(first)} and record.new == text_of(second)
        if record.field in NAMES["target"] and texts and record.reason:
            return record
    return None


def _figure(stated: Baseline | Target | None) -> Decimal | None:
    if stated is None:
        return None
    return stated.value if stated.value is not None else getattr(stated, "change", None)


def _compared(
    pair: Match, old: Sequence[Comparator], new: Sequence[Comparator], versions: Versions
) -> Iterator[Change]:
    first, second = ({one.name: one for one in side} for side in (old, new))
    for name in dict.fromkeys([*first, *second]):
        was, now = first.get(name), second.get(name)
        what = Field("comparator", "comparators", was, now)
        dated = list(_date(pair, what, "promised", versions))
        kept = now is not None and (now.value is not None or now.text is not None) and now.promised is None
        if dated and not kept:
            yield from dated
        elif text_of(was) != text_of(now):
            altered = was is not None and was.period is not None and (now is None or now.period != was.period)
            flags = frozenset({Flag.DATE_ALTERED}) if altered else frozenset[Flag]()
            yield Change(Kind.CHANGED, pair.new, "comparators", was, now, flags)


def _read(item: Item, was: Measure, now: Measure) -> Iterator[Change]:
    """Tell of readings that came, and of those that were changed or taken out after they were reported."""
    before = {text_of(reading): reading for reading in was.readings}
    after = {text_of(reading): reading for reading in now.readings}
    for text, reading in after.items():
        if text not in before:
            yield Change(Kind.ADDED, item, "reading", None, reading)
    for text, reading in before.items():
        if text not in after:
            yield Change(Kind.REMOVED, item, "reading", reading, None, frozenset({Flag.DATE_ALTERED}))


def stated_dates_gone(old: object, new: object) -> bool:
    """True where a value stated a date that it states no more: changed to another, or taken out."""
    left = list(dates_in(old))
    for text in dates_in(new):
        if text in left:
            left.remove(text)
    return bool(left)
