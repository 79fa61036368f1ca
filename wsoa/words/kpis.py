"""KPIs in words: what is measured, where a measure starts, where it should go and where it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wsoa.assess.assessment import Assessment
from wsoa.assess.commitments import after
from wsoa.assess.kpis import KpiState, MeasureState, TargetNow, kpi_calendar
from wsoa.plan.dates import Calendar, Precision, When
from wsoa.plan.kpis import Comparator, Kpi, Measure, Reading, Unit
from wsoa.words.dates import say_when
from wsoa.words.lists import capital, small
from wsoa.words.numbers import say_number
from wsoa.words.sources import say_sources

AIMS = {
    "increase": "should rise",
    "reduce": "should fall",
    "maintain": "should stay as it is",
    "reduce-variation": "should vary less",
    "near": "should stay near its target",
}
UNITS = {
    "percent": "a percentage",
    "count": "a number",
    "rate": "a rate",
    "ratio": "a ratio",
    "weeks": "weeks",
    "score": "a score",
    "money": "pounds",
    "text": "told in words",
}
_TRAVEL = {
    "better": "better than the figure before it",
    "worse": "worse than the figure before it",
    "level": "level with the figure before it",
}
NO_FIGURE = "No figure reported"
NOT_SAID = "Not recorded"
NO_TARGET = "No target in figures"
WITHHELD = "withheld because the numbers are small"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure, a KPI or a part of one, with what is needed to say it."""

    kpi: Kpi
    measure: Measure
    state: MeasureState
    calendar: Calendar
    as_of: date

    def known(self, when: When | None) -> bool:
        """True where something so dated was known on the day, or bears no date."""
        return when is None or not after(when, self.calendar, self.as_of)

    def say(self, when: When) -> str:
        """Say a date by the KPI's own calendar."""
        return say_when(when, self.calendar)

    def dated(self, when: When | None) -> str:
        """Say a date with the word before it: on 30 September 2020, in March 2021; empty for none."""
        if when is None:
            return ""
        return f" {'on' if when.precision is Precision.DAY else 'in'} {self.say(when)}"

    def number(self, value: Decimal) -> str:
        """Write a figure with the KPI's unit."""
        return say_number(value, self.kpi.unit)


def measures_of(assessment: Assessment, state: KpiState) -> tuple[Measured, ...]:
    """Return a KPI, then its parts, each with what is needed to say it."""
    kpi = state.kpi
    calendar = kpi_calendar(assessment.plan, kpi)
    return tuple(
        Measured(kpi, thing, own, calendar, assessment.as_of)
        for thing, own in zip((kpi, *kpi.parts), state.measures, strict=True)
    )


def say_aim(measured: Measured) -> str:
    """Say which way is better, what is counted and how often."""
    kpi = measured.kpi
    often = f"; measured {'yearly' if kpi.frequency == 'annual' else kpi.frequency}" if kpi.frequency else ""
    near = (
        f"; within {measured.number(kpi.tolerance)} counts as reaching it"
        if kpi.tolerance is not None
        else ""
    )
    return f"{capital(AIMS[kpi.aim])}; {UNITS[kpi.unit]}{often}{near}"


def say_latest(measured: Measured) -> str:
    """Say the latest figure, how it stands to its target and to the law, and which way it went."""
    reading, state = measured.state.latest, measured.state
    if reading is None:
        return NO_FIGURE
    words = say_reading(measured, reading)
    if state.in_force is not None and state.in_force.value is not None and reading.value is not None:
        held = {"met": ", which meets", "short": ", short of"}.get(state.verdict, "; not yet at")
        words += f"{held} the target of {say_target(measured, state.in_force)}"
    if state.travel in _TRAVEL:
        words += f"; {_TRAVEL[state.travel]}"
    if state.statutory_met is not None and measured.kpi.statutory is not None:
        level = measured.number(measured.kpi.statutory)
        words += (
            f"; {'at or beyond' if state.statutory_met else 'short of'} the level the law requires, {level}"
        )
    return words


def say_value(measured: Measured, reading: Reading) -> str:
    """Say one figure alone: 58%; what was reported in its place; that it is withheld or not there."""
    if reading.suppressed:
        return capital(WITHHELD)
    return measured.number(reading.value) if reading.value is not None else reading.text or NO_FIGURE


def say_marks(reading: Reading) -> str:
    """Say in brackets what is uncertain of a figure; empty where nothing is."""
    both = (("projected", reading.projected), ("provisional", reading.provisional))
    marks = [word for word, is_so in both if is_so]
    return f" ({', '.join(marks)})" if marks else ""


def say_reading(measured: Measured, reading: Reading) -> str:
    """Say one figure with its date and its marks: 58% on 30 September 2020 (provisional)."""
    dated = measured.dated(reading.date or reading.period)
    return f"{say_value(measured, reading)}{dated}{say_marks(reading)}"


def say_baseline(measured: Measured) -> str:
    """Say where the measure starts, or that this is still promised."""
    given, state = measured.measure.baseline, measured.state.baseline_state
    if given is None:
        return NOT_SAID
    if state == "known":
        dated = measured.dated(given.at or given.period)
        value = WITHHELD if given.suppressed or given.value is None else measured.number(given.value)
        return value + dated + (" (provisional)" if given.provisional else "")
    if given.promised is not None:
        return f"promised for {measured.say(given.promised)}{not_yet(late=state == 'overdue')}"
    return small(given.text) if given.text else small(NOT_SAID)


def say_target(measured: Measured, now: TargetNow) -> str:
    """Say one target, or that it is still to be set."""
    target = now.target
    by = f" by {measured.say(target.by)}" if target.by else ""
    comes_to = f", which is {measured.number(now.value)}" if now.value is not None else ""
    if now.state in {"promised", "overdue"} and target.promised is not None:
        of = f"{by.strip()}: " if target.by and target.by.text != target.promised.text else ""
        return f"{of}to be set by {measured.say(target.promised)}{not_yet(late=now.state == 'overdue')}"
    if target.value is not None:
        return measured.number(target.value) + by
    if target.change is not None:
        way = "above" if target.change > 0 else "below"
        return f"{say_distance(abs(target.change), measured.kpi.unit)} {way} the baseline{by}{comes_to}"
    if target.maintain:
        return f"to stay at the baseline{by}{comes_to}"
    return f"{by.strip()}: {small(target.text or NOT_SAID)}" if by else small(target.text or NOT_SAID)


def say_distance(value: Decimal, unit: Unit) -> str:
    """Write a distance between two figures: 12 points, 1 point, 3 weeks, £300."""
    if unit == "percent":
        return f"{value:,f} {'point' if value == 1 else 'points'}"
    return say_number(value, unit)


def say_targets(measured: Measured) -> list[str]:
    """Say every target, or that none is recorded."""
    return [capital(say_target(measured, target)) for target in measured.state.targets] or [NOT_SAID]


def say_figures(measured: Measured) -> list[str]:
    """List the figures known on the day, oldest first, where there is more to say than the latest one."""
    shown = [r for r in measured.measure.readings if measured.known(r.date or r.period)]
    shown.sort(key=lambda reading: _day_of(measured, reading))
    more = len(shown) > 1 or any(r.source or r.note for r in shown)
    if not more:
        return []
    sources = say_sources(r.source for r in shown)
    said = (
        (capital(say_reading(measured, r)), r.note, source) for r, source in zip(shown, sources, strict=True)
    )
    return [". ".join(part for part in parts if part) for parts in said]


def _day_of(measured: Measured, reading: Reading) -> date:
    """Return the last day a figure may be of; one without a day goes first."""
    when = reading.date or reading.period
    return (when.window(measured.calendar).latest if when else None) or date.min


def say_comparators(measured: Measured) -> list[str]:
    """Say the same measure elsewhere, for each place whose period was over by the day."""
    known = measured.known
    shown = [c for c in measured.measure.comparators if c.value is None or known(c.period)]
    return [_say_comparator(measured, c) for c in shown]


def _say_comparator(measured: Measured, elsewhere: Comparator) -> str:
    """Say the same measure in one other place: England: 60.4% in 2019."""
    if elsewhere.value is not None:
        words = measured.number(elsewhere.value)
    elif elsewhere.promised is not None:
        late = measured.known(elsewhere.promised)
        words = f"promised for {measured.say(elsewhere.promised)}{not_yet(late=late)}"
    else:
        words = small(elsewhere.text or NOT_SAID)
    period = f" in {measured.say(elsewhere.period)}" if elsewhere.period else ""
    return f"{elsewhere.name}: {words}{period}"


def not_yet(*, late: bool) -> str:
    """Add that a figure promised by now is not there; empty where its date lies ahead."""
    return ", not yet published" if late else ""
