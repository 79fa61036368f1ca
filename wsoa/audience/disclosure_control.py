"""Small numbers kept back, so that no child can be recognised in a figure, and their totals protected.

A count above nothing and below the limit is withheld. Where a KPI has parts, one part alone kept back could
be worked out from the total and the others; so the next smallest is kept back with it, until what is hidden
adds up to the limit at least, and the total itself where too few parts are left. Figures in other units, and
numbers written in text, stay as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import NamedTuple

from wsoa.history.change import Change
from wsoa.history.timeline import Timeline
from wsoa.plan.kpis import Kpi, Measure, Reading
from wsoa.plan.models import Plan

_WHOLE = -1
_BASELINE = "baseline"


class _Spot(NamedTuple):
    """Where a figure stands: in the KPI itself (-1) or a part; its baseline, or a reading by position."""

    measure: int
    place: int | str


def withheld(plan: Plan, below: int) -> Plan:
    """Return a plan without its counts below a limit; the plan itself where the limit is 0."""
    if below <= 0:
        return plan
    workstreams = tuple(
        w.model_copy(update={"kpis": tuple(_kpi(kpi, below) for kpi in w.kpis)}) if w.kpis else w
        for w in plan.workstreams
    )
    return plan.model_copy(update={"workstreams": workstreams})


def line_without_counts(line: Timeline, below: int) -> Timeline:
    """Return a plan's story without any figure of a count: an older version may hold what is withheld now."""
    if below <= 0:
        return line
    told = [(e, tuple(change for change in e.changes if not _counts(change))) for e in line.events]
    return line._replace(
        events=tuple(e._replace(changes=left) for e, left in told if left or not e.changes),
        first=withheld(line.first, below) if line.first else None,
        newest=withheld(line.newest, below) if line.newest else None,
    )


def _counts(change: Change) -> bool:
    """True where a change tells a figure; a part does not say what it counts, so every part's goes."""
    unit = getattr(change.item.thing, "unit", "count")
    figure = change.field.startswith(("reading", _BASELINE))
    return figure and change.item.kind in {"kpi", "part"} and unit == "count"


def _kpi(kpi: Kpi, below: int) -> Kpi:
    if kpi.unit != "count":
        return kpi
    hidden = {spot for figures in _together(kpi) for spot in _hidden(figures, Decimal(below))}
    if not hidden:
        return kpi
    parts = tuple(
        part.model_copy(update=_changed(part, index, hidden)) for index, part in enumerate(kpi.parts)
    )
    return kpi.model_copy(update={**_changed(kpi, _WHOLE, hidden), "parts": parts})


def _together(kpi: Kpi) -> Iterator[Mapping[_Spot, Decimal]]:
    """Yield the figures of one date together: the whole and its parts can give each other away."""
    groups: dict[str, dict[_Spot, Decimal]] = {}
    for index, measure in enumerate((kpi, *kpi.parts), _WHOLE):
        for place, when, value in _figures(measure):
            groups.setdefault(when, {})[_Spot(index, place)] = value
    yield from groups.values()


def _figures(measure: Measure) -> Iterator[tuple[int | str, str, Decimal]]:
    start = measure.baseline
    if start is not None and start.value is not None:
        yield _BASELINE, _BASELINE, start.value
    for place, reading in enumerate(measure.readings):
        when = reading.date or reading.period
        if reading.value is not None and when is not None:
            yield place, when.text, reading.value


def _hidden(figures: Mapping[_Spot, Decimal], below: Decimal) -> set[_Spot]:
    """Return what to keep back of the figures of one date: what is small, and enough to protect it."""
    whole = {spot for spot in figures if spot.measure == _WHOLE}
    small = {spot for spot, value in figures.items() if 0 < value < below}
    parts = small - whole
    if not whole or whole & small or not parts:
        return small
    larger = sorted(spot for spot in figures.keys() - small - whole if figures[spot] > 0)
    for spot in sorted(larger, key=figures.__getitem__):
        if _several(parts, figures, below):
            break
        parts.add(spot)
    return parts if _several(parts, figures, below) else parts | whole


def _several(parts: set[_Spot], figures: Mapping[_Spot, Decimal], below: Decimal) -> bool:
    """True where more than one part is hidden and their sum, which the total gives away, is not small."""
    return len(parts) > 1 and sum(figures[spot] for spot in parts) >= below


def _changed(measure: Measure, index: int, hidden: set[_Spot]) -> dict[str, object]:
    """Return the fields of a measure that hold what is kept back, without it."""
    changed: dict[str, object] = {}
    if _Spot(index, _BASELINE) in hidden and measure.baseline is not None:
        kept_back = {"value": None, "text": None, "suppressed": True}
        changed["baseline"] = measure.baseline.model_copy(update=kept_back)
    if any(spot.measure == index and spot.place != _BASELINE for spot in hidden):
        changed["readings"] = tuple(
            _unread(reading) if _Spot(index, place) in hidden else reading
            for place, reading in enumerate(measure.readings)
        )
    return changed


def _unread(reading: Reading) -> Reading:
    return reading.model_copy(update={"value": None, "text": None, "note": None, "suppressed": True})
