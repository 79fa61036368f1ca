"""Where each KPI stands: is there a baseline, is there a target, what does the latest reading say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from wsoa.plan.dates import Calendar, When
from wsoa.plan.kpis import Aim, Baseline, Kpi, KpiPart, Reading, Target
from wsoa.plan.models import Plan, Workstream

BaselineState = Literal["known", "promised", "overdue", "missing"]
TargetState = Literal["set", "promised", "overdue", "words"]
Verdict = Literal["met", "to_go", "short", "no_target", "no_data", "withheld"]
Travel = Literal["better", "worse", "level", "unknown"]


class TargetNow(NamedTuple):
    """One target on a day: the figure to reach, by when, or that it is still promised."""

    target: Target
    state: TargetState
    earliest: date | None
    latest: date | None
    promised: date | None
    value: Decimal | None


class MeasureState(NamedTuple):
    """One measure, a KPI or a part of one, on a day.

    ``before`` is what the latest figure is compared with: the reading before it, else the baseline.
    A figure not at its target is ``short`` once the target's day is past, and has way ``to_go`` before.
    ``statutory_met`` is None where the law sets no level or nothing was measured.
    """

    ref: str
    title: str
    baseline: Baseline | None
    baseline_state: BaselineState
    baseline_promised: date | None
    targets: tuple[TargetNow, ...]
    latest: Reading | None
    latest_day: date | None
    in_force: TargetNow | None
    verdict: Verdict
    before: Reading | Baseline | None
    travel: Travel
    statutory_met: bool | None


class KpiState(NamedTuple):
    """A KPI on a day, with its parts."""

    kpi: Kpi
    workstream: Workstream
    whole: MeasureState
    parts: tuple[MeasureState, ...]

    @property
    def has_figure(self) -> bool:
        """True where any figure of it, or of a part of it, was reported by the day."""
        return any(measure.latest for measure in self.measures)

    @property
    def measures(self) -> tuple[MeasureState, ...]:
        """The KPI itself, then its parts."""
        return (self.whole, *self.parts)

    @property
    def baseline_state(self) -> BaselineState:
        """The KPI's baseline; known too where it stands only in its parts."""
        if self.whole.baseline_state == "missing" and self.whole.baseline is None and self.parts:
            states = [part.baseline_state for part in self.parts]
            return max(states, key=("known", "promised", "missing", "overdue").index)
        return self.whole.baseline_state


def kpi_states(plan: Plan, as_of: date) -> tuple[KpiState, ...]:
    """Work out every KPI of a plan on a day, in plan order."""
    return tuple(_states(plan, as_of))


def _states(plan: Plan, as_of: date) -> Iterator[KpiState]:
    for workstream in plan.workstreams:
        for kpi in workstream.kpis:
            calendar = kpi_calendar(plan, kpi)
            whole = _measure(kpi, kpi, kpi.ref, calendar, as_of)
            parts = (_measure(part, kpi, f"{kpi.ref}/{part.ref}", calendar, as_of) for part in kpi.parts)
            yield KpiState(kpi, workstream, whole, tuple(_covered(part, whole) for part in parts))


def _covered(part: MeasureState, whole: MeasureState) -> MeasureState:
    """Let a part without a baseline stand under the promise of one that its KPI makes for all its parts."""
    if part.baseline is not None or whole.baseline_state not in {"promised", "overdue"}:
        return part
    return part._replace(baseline_state=whole.baseline_state, baseline_promised=whole.baseline_promised)


def kpi_calendar(plan: Plan, kpi: Kpi) -> Calendar:
    """Return what dates of a KPI count from: its own kind of year before the plan's."""
    return Calendar(plan.calendar.start, plan.calendar.terms, kpi.year or plan.year)


def _measure(measure: Kpi | KpiPart, kpi: Kpi, ref: str, calendar: Calendar, as_of: date) -> MeasureState:
    start = _value(measure.baseline, calendar, as_of)
    targets = tuple(_target(t, start, calendar, as_of) for t in measure.targets)
    known = _known(measure.readings, calendar, as_of)
    day, latest = known[-1] if known else (None, None)
    value = latest.value if latest else None
    force = _in_force(targets, day or as_of)
    before = known[-2][1] if len(known) > 1 else measure.baseline if start is not None else None
    return MeasureState(
        ref=ref,
        title=measure.title,
        baseline=measure.baseline,
        baseline_state=_baseline_state(measure.baseline, calendar, as_of),
        baseline_promised=_latest(measure.baseline.promised if measure.baseline else None, calendar),
        targets=targets,
        latest=latest,
        latest_day=day,
        in_force=force,
        verdict="withheld" if latest and latest.suppressed else _verdict(value, force, kpi, as_of),
        before=before,
        travel=_travel(before.value if before else None, value, kpi.aim),
        statutory_met=_lawful(value, kpi),
    )


def _lawful(value: Decimal | None, kpi: Kpi) -> bool | None:
    """Tell whether a figure is at the level the law requires, which may be none at all."""
    return None if value is None or kpi.statutory is None else reaches(value, kpi.statutory, kpi.aim)


def reaches(value: Decimal, goal: Decimal, aim: Aim, tolerance: Decimal = Decimal(0)) -> bool:
    """True where a value is at the goal or beyond it on the better side, within the tolerance."""
    if aim == "increase":
        return value >= goal - tolerance
    if aim in {"reduce", "reduce-variation"}:
        return value <= goal + tolerance
    return abs(value - goal) <= tolerance


def _latest(when: When | None, calendar: Calendar) -> date | None:
    return when.window(calendar).latest if when else None


def _value(baseline: Baseline | None, calendar: Calendar, as_of: date) -> Decimal | None:
    """Return the baseline's figure, where it was set by the day."""
    return baseline.value if baseline and _baseline_state(baseline, calendar, as_of) == "known" else None


def _baseline_state(baseline: Baseline | None, calendar: Calendar, as_of: date) -> BaselineState:
    if baseline is None:
        return "missing"
    set_on = _latest(baseline.set, calendar)
    if (baseline.value is not None or baseline.suppressed) and (set_on is None or set_on <= as_of):
        return "known"
    if baseline.promised is None:
        return "missing"
    due = _latest(baseline.promised, calendar)
    return "overdue" if due is not None and due < as_of else "promised"


def _target(target: Target, start: Decimal | None, calendar: Calendar, as_of: date) -> TargetNow:
    window = target.by.window(calendar) if target.by else None
    promised = _latest(target.promised, calendar)
    set_on = _latest(target.set, calendar)
    settled = set_on is None or set_on <= as_of
    value = _goal(target, start) if settled else None
    if settled and (target.value is not None or target.change is not None or target.maintain):
        state: TargetState = "set"
    elif target.promised is None:
        state = "words"
    else:
        state = "overdue" if promised is not None and promised < as_of else "promised"
    return TargetNow(
        target, state, window.earliest if window else None, window.latest if window else None, promised, value
    )


def _goal(target: Target, start: Decimal | None) -> Decimal | None:
    if target.value is not None:
        return target.value
    if target.change is not None and start is not None:
        return start + target.change
    return start if target.maintain else None


def _known(readings: tuple[Reading, ...], calendar: Calendar, as_of: date) -> list[tuple[date, Reading]]:
    """Return readings of a day or period that was over by the day, oldest first."""
    dated = [(_latest(r.date or r.period, calendar), r) for r in readings]
    return sorted(
        ((day, r) for day, r in dated if day is not None and day <= as_of), key=lambda pair: pair[0]
    )


def _in_force(targets: tuple[TargetNow, ...], day: date) -> TargetNow | None:
    """Return the next target with a figure on or after a day; the last one where all lie behind it."""
    numbered = [t for t in targets if t.value is not None]
    ahead = [t for t in numbered if t.latest is not None and t.latest >= day]
    return min(ahead, key=lambda t: t.latest or date.max) if ahead else (numbered[-1] if numbered else None)


def _verdict(value: Decimal | None, force: TargetNow | None, kpi: Kpi, as_of: date) -> Verdict:
    if value is None:
        return "no_data"
    if force is None or force.value is None:
        return "no_target"
    if reaches(value, force.value, kpi.aim, kpi.tolerance or Decimal(0)):
        return "met"
    return "short" if force.latest is not None and force.latest < as_of else "to_go"


def _travel(before: Decimal | None, now: Decimal | None, aim: Aim) -> Travel:
    if before is None or now is None or aim in {"maintain", "near"}:
        return "unknown"
    if before == now:
        return "level"
    return "better" if (now > before) == (aim == "increase") else "worse"
