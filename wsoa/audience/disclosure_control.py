"""Small counts kept out of a plan before anything is made from it, and out of its past.

Which counts go is settled in :mod:`wsoa.audience.suppression`. Figures in other units, and numbers written in
sentences, stay as they are; but what stands beside a withheld figure and may repeat it goes with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from wsoa.assess.kpis import kpi_calendar
from wsoa.audience.suppression import WHOLE, Count, suppressed
from wsoa.history.change import Change
from wsoa.history.timeline import Timeline
from wsoa.plan.change_records import is_date, moves_date
from wsoa.plan.dates import Calendar, When
from wsoa.plan.head import Change as Record
from wsoa.plan.kpis import Baseline, Kpi, Measure, Reading, Target
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item

_COUNT = "count"
_BASELINE = "baseline"
_DIGIT = re.compile(r"\d")
_NAMES = frozenset({"ref", "title"})
_FIGURES = ("reading", _BASELINE, "printed", "note")


class _Spot(NamedTuple):
    """Where a figure stands: in the KPI itself (-1) or a part; its baseline, or a reading by position."""

    measure: int
    place: int | str


_M = TypeVar("_M", bound=Measure)
Keep = Callable[[_Spot, Baseline | Reading], bool]


def withheld(plan: Plan, below: int) -> Plan:
    """Return a plan without its small counts and those that would give them away; itself where 0 is given."""
    return _each_kpi(plan, lambda kpi: _kpi(kpi, kpi_calendar(plan, kpi), below)) if below > 0 else plan


def told_then(older: Plan, now: Plan, below: int) -> Plan:
    """Return an older version of a plan with no count but those that the present one, as published, tells.

    A count that was corrected or taken out since could be set against the present ones, and give away what
    they withhold. So only those stay that stand in both. ``now`` is the present version as published.
    """
    if below <= 0:
        return older
    known = {kpi.ref: kpi for workstream in now.workstreams for kpi in workstream.kpis}
    return _each_kpi(older, lambda kpi: _as_now(kpi, known.get(kpi.ref)))


def line_without_counts(line: Timeline, below: int) -> Timeline:
    """Return a plan's story without any figure of a count: an older version may hold what is withheld now."""
    if below <= 0:
        return line
    told = [(event, tuple(_kept(event.changes))) for event in line.events]
    newest = withheld(line.newest, below) if line.newest else None
    first = told_then(line.first, newest, below) if line.first and newest else None
    return line._replace(
        events=tuple(e._replace(changes=left) for e, left in told if left or not e.changes),
        first=first,
        newest=newest,
    )


def _kept(changes: tuple[Change, ...]) -> Iterator[Change]:
    """Yield the changes of one version that tell no figure of a count.

    What counted until now has figures of a count on its old side; so has what was a part, which does not say
    what it counts.
    """
    until_now = {
        change.ref
        for change in changes
        if change.field == "kind of item" or (change.field == "unit" and _COUNT in {change.old, change.new})
    }
    for change in changes:
        if not _counts(change.item) and change.ref not in until_now:
            yield change
        elif (bare := _bare(change)) is not None:
            yield bare


def _counts(item: Item) -> bool:
    """True for a KPI that counts, and for every part, which does not say what it counts."""
    return item.kind in {"kpi", "part"} and getattr(item.thing, "unit", _COUNT) == _COUNT


def _bare(change: Change) -> Change | None:
    """Take the figures out of a change and of the measure it is about; None where nothing is left to tell."""
    if change.field.startswith(_FIGURES):
        return None
    old, new = _figureless(change.old), _figureless(change.new)
    if old == new and change.old != change.new:
        return None
    thing = change.item.thing
    return change._replace(
        item=change.item._replace(thing=_empty(thing)) if isinstance(thing, Measure) else change.item,
        old=old,
        new=new,
        records=tuple(filter(_of_dates, change.records)),
    )


def _figureless(value: Any) -> Any:  # noqa: ANN401 - whatever a change holds
    """Return what a change tells without what gives a figure away; None for the record of a figure."""
    if isinstance(value, Target):
        return _from_nowhere(value)
    return None if isinstance(value, Record) and not _of_dates(value) else value


def _empty(measure: _M) -> _M:
    """Return a measure without its figures, and without what may repeat them."""
    bare: dict[str, object] = {
        "baseline": None,
        "readings": (),
        "note": None,
        "changes": tuple(filter(_of_dates, measure.changes)),
        "targets": tuple(map(_from_nowhere, measure.targets)),
    }
    if isinstance(measure, Kpi):
        bare |= {"parts": tuple(map(_empty, measure.parts)), "printed": {}}
    return measure.model_copy(update=bare)


def _each_kpi(plan: Plan, change: Callable[[Kpi], Kpi]) -> Plan:
    workstreams = tuple(
        w.model_copy(update={"kpis": tuple(map(change, w.kpis))}) if w.kpis else w for w in plan.workstreams
    )
    return plan.model_copy(update={"workstreams": workstreams})


def _kpi(kpi: Kpi, calendar: Calendar, below: int) -> Kpi:
    if kpi.unit != _COUNT:
        return kpi
    kpi = _without_figures_in_records(kpi)
    figures = dict(_figures(kpi, calendar))
    spots = list(figures)
    hidden = {spots[n] for n in suppressed(list(figures.values()), Decimal(below))}
    return _without(kpi, lambda spot, _: spot not in hidden) if hidden else kpi


def _without_figures_in_records(kpi: Kpi) -> Kpi:
    """Return a KPI without the change records that may tell a figure it once had; those of dates stay."""
    parts = tuple(map(_dates_only, kpi.parts))
    return _dates_only(kpi if parts == kpi.parts else kpi.model_copy(update={"parts": parts}))


def _of_dates(record: Record) -> bool:
    """True for the record of a promised date that names no figure, not even as what came of the promise."""
    return moves_date(record) and all(text is None or is_date(text) for text in (record.old, record.new))


def _dates_only(measure: _M) -> _M:
    kept = tuple(filter(_of_dates, measure.changes))
    return measure if kept == measure.changes else measure.model_copy(update={"changes": kept})


def _as_now(kpi: Kpi, now: Kpi | None) -> Kpi:
    if kpi.unit != _COUNT and (now is None or now.unit != _COUNT):
        return kpi
    kpi = _without_figures_in_records(kpi)
    told = dict(_told(now)) if now else {}

    def keep(spot: _Spot, figure: Baseline | Reading) -> bool:
        ref = "" if spot.measure == WHOLE else kpi.parts[spot.measure].ref
        return told.get((ref, spot.place == _BASELINE, _text(figure))) == figure.value

    return _without(kpi, keep)


def _told(kpi: Kpi) -> Iterator[tuple[tuple[str, bool, str], Decimal]]:
    """Yield the figures of a KPI as published: whose, whether a baseline, of when, and how many."""
    for measure in (kpi, *kpi.parts):
        ref = "" if measure is kpi else measure.ref
        if measure.baseline is not None and measure.baseline.value is not None:
            yield (ref, True, _text(measure.baseline)), measure.baseline.value
        for reading in measure.readings:
            if reading.value is not None:
                yield (ref, False, _text(reading)), reading.value


def _figures(kpi: Kpi, calendar: Calendar) -> Iterator[tuple[_Spot, Count]]:
    for index, measure in enumerate((kpi, *kpi.parts), WHOLE):
        start = measure.baseline
        if start is not None and (start.value is not None or start.suppressed):
            yield _Spot(index, _BASELINE), Count(index, start.value, *_days(start, calendar), baseline=True)
        for place, reading in enumerate(measure.readings):
            if reading.value is not None or reading.suppressed:
                yield _Spot(index, place), Count(index, reading.value, *_days(reading, calendar))


def _days(figure: Baseline | Reading, calendar: Calendar) -> tuple[date | None, date | None]:
    """Return the first and the last day a figure covers; an end that is open lies as far as dates go."""
    when = _when(figure)
    if when is None:
        return None, None
    window = when.window(calendar)
    if window.earliest is None and window.latest is None and not when.endless:
        return None, None
    return window.earliest or date.min, window.latest or date.max


def _when(figure: Baseline | Reading) -> When | None:
    return (figure.at if isinstance(figure, Baseline) else figure.date) or figure.period


def _text(figure: Baseline | Reading) -> str:
    when = _when(figure)
    return when.text if when else ""


def _without(kpi: Kpi, keep: Keep) -> Kpi:
    """Return a KPI without the figures that are not to be kept, and without what may repeat them."""
    whole = _left_of(kpi, WHOLE, keep)
    parts = tuple(_left_of(part, index, keep) for index, part in enumerate(kpi.parts))
    if not any(map(_withholds, (whole, *parts))):
        return kpi
    printed = {key: words for key, words in kpi.printed.items() if key in _NAMES or not _DIGIT.search(words)}
    return _beside(whole).model_copy(update={"parts": tuple(map(_beside, parts)), "printed": printed})


def _withholds(measure: Measure) -> bool:
    """True where a figure of a measure is withheld, here or by the plan itself."""
    start = measure.baseline
    return (start is not None and start.suppressed) or any(reading.suppressed for reading in measure.readings)


def _left_of(measure: _M, index: int, keep: Keep) -> _M:
    """Return a measure without the figures that are not to be kept; itself where all are."""
    changed: dict[str, object] = {}
    start = measure.baseline
    if start is not None and start.value is not None and not keep(_Spot(index, _BASELINE), start):
        kept_back = {"value": None, "text": None, "suppressed": True}
        changed["baseline"] = start.model_copy(update=kept_back)
        changed["targets"] = tuple(map(_from_nowhere, measure.targets))
    readings = tuple(
        _unread(reading) if reading.value is not None and not keep(_Spot(index, place), reading) else reading
        for place, reading in enumerate(measure.readings)
    )
    if any(a is not b for a, b in zip(readings, measure.readings, strict=True)):
        changed["readings"] = readings
    return measure.model_copy(update=changed) if changed else measure


def _beside(measure: _M) -> _M:
    """Return a measure without remarks that name a number, which may be one withheld beside it.

    What the plan says of a figure that it withholds itself is meant to be read.
    """
    readings = tuple(
        r if r.suppressed or _wordy(r.note) == r.note else r.model_copy(update={"note": None})
        for r in measure.readings
    )
    return measure.model_copy(update={"note": _wordy(measure.note), "readings": readings})


def _unread(reading: Reading) -> Reading:
    return reading.model_copy(update={"value": None, "text": None, "note": None, "suppressed": True})


def _from_nowhere(target: Target) -> Target:
    """Leave out of a target the figure that, less the change from the baseline, would give the baseline."""
    told = target.value is not None and (target.change is not None or target.maintain)
    return target.model_copy(update={"value": None, "text": _wordy(target.text)}) if told else target


def _wordy(text: str | None) -> str | None:
    """Return a remark that names no number; one that does may repeat what is withheld."""
    return text if text is None or not _DIGIT.search(text) else None
