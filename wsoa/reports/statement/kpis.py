"""How the difference will be known: each KPI in words, then its baseline, targets and parts."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from wsoa.assess.commitments import after
from wsoa.assess.kpis import KpiState, MeasureState, TargetNow, kpi_calendar
from wsoa.plan.dates import Calendar, Precision, When
from wsoa.plan.kpis import Comparator, Kpi, Measure, Reading
from wsoa.reports.anchors import prose
from wsoa.reports.parts import Fact
from wsoa.reports.plan_as_at import PlanAsAt, fact, note
from wsoa.reports.statement.view import KpiGroup, KpiSection, KpiView, PartRow
from wsoa.words.phrases import capital, count, plural, say_number, say_when, sentence, small

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
WITHHELD = "withheld because the numbers are small"


@dataclass(frozen=True, slots=True)
class Measured:
    """One measure, a KPI or a part of one, with what is needed to say it."""

    at: PlanAsAt
    kpi: Kpi
    measure: Measure
    state: MeasureState
    calendar: Calendar

    def known(self, when: When | None) -> bool:
        """True where something so dated was known on the day, or bears no date."""
        return when is None or not after(when, self.calendar, self.at.as_of)

    def say(self, when: When) -> str:
        """Say a date by the KPI's own calendar."""
        return say_when(when, self.calendar)

    def dated(self, when: When) -> str:
        """Say a date with the word before it: on 30 September 2020, in March 2021."""
        return f" {'on' if when.precision is Precision.DAY else 'in'} {self.say(when)}"

    def number(self, value: Decimal) -> str:
        """Write a figure with the KPI's unit."""
        return say_number(value, self.kpi.unit)


def kpi_section(at: PlanAsAt) -> KpiSection:
    """Lay out every KPI, by workstream, in plan order."""
    label = at.plan.labels.kpi
    states = at.assessment.kpis
    groups = []
    for index, workstream in enumerate(at.plan.workstreams):
        own = [s for s in states if s.workstream is workstream]
        anchor = at.anchors.by_path["workstreams", index]
        if own:
            views = tuple(
                _kpi(at, state, ("workstreams", index, "kpis", place)) for place, state in enumerate(own)
            )
            groups.append(KpiGroup(f"kpis-{anchor}", f"{workstream.ref} {workstream.title}", views))
    return KpiSection("How we will know", _intro(at, label), tuple(groups))


def _intro(at: PlanAsAt, label: str) -> str:
    states = at.assessment.kpis
    if not states:
        return f"No {label} is recorded in this plan."
    known = sum(1 for s in states if s.baseline_state == "known")
    late = sum(1 for s in states if s.baseline_state == "overdue")
    read = sum(1 for s in states if any(m.latest for m in s.measures))
    promised = f"{late:,} with a baseline promised and not yet published"
    lines = [f"{count(len(states), label)}: {known:,} with a baseline, {promised}."]
    lines.append(
        f"{read:,} {'has' if read == 1 else 'have'} a figure reported."
        if read
        else "No figure has been reported for any of them."
    )
    return " ".join(lines)


def measures_of(at: PlanAsAt, state: KpiState) -> tuple[Measured, ...]:
    """Return a KPI, then its parts, each with what is needed to say it."""
    kpi = state.kpi
    calendar = kpi_calendar(at.plan, kpi)
    things = (kpi, *kpi.parts)
    return tuple(
        Measured(at, kpi, thing, s, calendar) for thing, s in zip(things, state.measures, strict=True)
    )


def _kpi(at: PlanAsAt, state: KpiState, path: tuple[str | int, ...]) -> KpiView:
    kpi = state.kpi
    whole, *parts = measures_of(at, state)
    return KpiView(
        anchor=at.anchors.by_path[path],
        ref=kpi.ref,
        title=kpi.title,
        aim=sentence(say_aim(whole)),
        facts=(*_where(whole, has_parts=bool(parts)), *further_facts(whole)),
        parts=tuple(_part(part) for part in parts),
        parts_elsewhere=any(part.measure.comparators for part in parts),
        remarks=(
            *at.printed(kpi.printed),
            *note(kpi.note),
            *(remark for p in kpi.parts for remark in note(p.note)),
        ),
    )


def _where(measured: Measured, *, has_parts: bool) -> tuple[Fact, ...]:
    """Say where the measure is, where it started and where it should go; else that its parts do."""
    label = "Targets" if len(measured.measure.targets) > 1 else "Target"
    told = (
        ("Latest", [_latest(measured)], measured.state.latest is None),
        ("Baseline", [say_baseline(measured)], measured.measure.baseline is None),
        (label, _targets(measured), not measured.measure.targets),
    )
    return tuple(
        Fact(
            name,
            tuple(prose(capital(line)) for line in (["see the parts"] if has_parts and absent else lines)),
        )
        for name, lines, absent in told
    )


def _latest(measured: Measured) -> str:
    reading, state = measured.state.latest, measured.state
    if reading is None:
        return NO_FIGURE
    words = say_reading(measured, reading)
    if state.in_force is not None and state.in_force.value is not None and reading.value is not None:
        met = "which meets" if state.verdict == "met" else "short of"
        words += f", {met} the target of {say_target(measured, state.in_force)}"
    if state.travel in _TRAVEL:
        words += f"; {_TRAVEL[state.travel]}"
    if state.statutory_met is not None and measured.kpi.statutory is not None:
        level = measured.number(measured.kpi.statutory)
        words += (
            f"; {'at or beyond' if state.statutory_met else 'short of'} the level the law requires, {level}"
        )
    return words


def say_reading(measured: Measured, reading: Reading) -> str:
    """Say one figure with its date and its marks: 58% on 30 September 2020 (provisional)."""
    value = measured.number(reading.value) if reading.value is not None else reading.text or ""
    if reading.suppressed:
        value = capital(WITHHELD)
    marks = [
        word
        for word, is_so in (("projected", reading.projected), ("provisional", reading.provisional))
        if is_so
    ]
    when = reading.date or reading.period
    dated = measured.dated(when) if when else ""
    return f"{value or NO_FIGURE}{dated}" + (f" ({', '.join(marks)})" if marks else "")


def further_facts(measured: Measured) -> tuple[Fact, ...]:
    """Say what else is known of a KPI: how it is measured, its figures, elsewhere, the law, its owner."""
    kpi, at = measured.kpi, measured.at
    law = [measured.number(kpi.statutory)] if kpi.statutory is not None else []
    return (
        *fact("Measured as", [kpi.definition] if kpi.definition else []),
        *fact("Figures", say_figures(measured)),
        *fact("Elsewhere", [say_comparator(measured, c) for c in kpi.comparators]),
        *fact("Required by law", law),
        *fact("Owner", [at.role(kpi.owner)] if kpi.owner else []),
        *fact(
            f"Shared with {plural(at.plan.labels.workstream)}",
            [", ".join(kpi.also_in)] if kpi.also_in else [],
        ),
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


def say_baseline(measured: Measured) -> str:
    """Say where the measure starts, or that this is still promised."""
    given, state = measured.measure.baseline, measured.state.baseline_state
    if given is None:
        return NOT_SAID
    if state == "known":
        when = given.at or given.period
        dated = measured.dated(when) if when else ""
        value = WITHHELD if given.suppressed or given.value is None else measured.number(given.value)
        return value + dated + (" (provisional)" if given.provisional else "")
    if given.promised is not None:
        yet = ", not yet published" if state == "overdue" else ""
        return f"promised for {measured.say(given.promised)}{yet}"
    return small(given.text) if given.text else small(NOT_SAID)


def _targets(measured: Measured) -> list[str]:
    return [capital(say_target(measured, target)) for target in measured.state.targets] or [NOT_SAID]


def say_target(measured: Measured, now: TargetNow) -> str:
    """Say one target, or that it is still to be set."""
    target = now.target
    by = f" by {measured.say(target.by)}" if target.by else ""
    if now.state in {"promised", "overdue"} and target.promised is not None:
        yet = ", not yet published" if now.state == "overdue" else ""
        return f"to be set by {measured.say(target.promised)}{yet}"
    if target.value is not None:
        return measured.number(target.value) + by
    if target.change is not None:
        sign = "+" if target.change > 0 else ""
        return f"a change of {sign}{measured.number(target.change)} from the baseline{by}"
    if target.maintain:
        return f"to stay at the baseline{by}"
    return f"{by.strip()}: {small(target.text or NOT_SAID)}" if by else small(target.text or NOT_SAID)


def say_figures(measured: Measured) -> list[str]:
    """List the figures known on the day, newest first, where there is more to say than the latest one."""
    shown = [r for r in reversed(measured.measure.readings) if measured.known(r.date or r.period)]
    more = len(shown) > 1 or any(r.source or r.note for r in shown)
    return [_sourced(measured, r) for r in shown] if more else []


def _sourced(measured: Measured, reading: Reading) -> str:
    parts = (
        capital(say_reading(measured, reading)),
        reading.note,
        f"Source: {reading.source}" if reading.source else "",
    )
    return ". ".join(part for part in parts if part)


def say_comparator(measured: Measured, elsewhere: Comparator) -> str:
    """Say the same measure elsewhere: England: 60.4% in 2019."""
    if elsewhere.value is not None:
        words = measured.number(elsewhere.value)
    elif elsewhere.promised is not None:
        yet = ", not yet published" if measured.known(elsewhere.promised) else ""
        words = f"promised for {measured.say(elsewhere.promised)}{yet}"
    else:
        words = small(elsewhere.text or NOT_SAID)
    period = f" in {measured.say(elsewhere.period)}" if elsewhere.period else ""
    return f"{elsewhere.name}: {words}{period}"


def _part(measured: Measured) -> PartRow:
    own = bool(measured.measure.targets)
    return PartRow(
        title=measured.measure.title,
        baseline=capital(say_baseline(measured)) if measured.measure.baseline else "As for the whole",
        targets="; ".join(_targets(measured)) if own else "As for the whole",
        latest=capital(_latest(measured)),
        elsewhere="; ".join(say_comparator(measured, c) for c in measured.measure.comparators) or NOT_SAID,
    )
