"""How far a measure has come, in words: how close to its target, which way it moves, what the law asks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from wsoa.assess.kpis import TargetNow
from wsoa.plan.dates import When
from wsoa.plan.kpis import Baseline, Reading, Unit
from wsoa.words.kpis import NO_TARGET, Measured, say_baseline, say_distance, say_reading, say_target
from wsoa.words.lists import capital, sentence
from wsoa.words.numbers import say_number

NO_FIGURE_SINCE = "No figure since the baseline"
NO_FIGURE_YET = "No figure yet"
AT_TARGET = "At target"
SHORT = "Short of target"
NOT_YET = "Not at target yet"
WRONG_WAY = "Moving the wrong way"
_VERDICTS = {
    "met": AT_TARGET,
    "short": SHORT,
    "to_go": NOT_YET,
    "no_target": NO_TARGET,
    "no_data": NO_FIGURE_YET,
    "withheld": "Withheld",
}
_TRAVEL = {"better": "Moving the right way", "worse": WRONG_WAY, "level": "Unchanged"}
_EITHER_WAY = frozenset({"maintain", "near"})


class Reach(NamedTuple):
    """How far one measure has come: where it is, what that comes to, how close and which way.

    ``now`` is a sentence; ``verdict`` sums it up in two or three words, and ``notes`` are the sentences that
    follow it.
    """

    now: str
    verdict: str
    notes: tuple[str, ...]


def reach(measured: Measured, parts: Sequence[Measured] = ()) -> Reach:
    """Say how far a measure has come; ``parts`` are those of a KPI that has any."""
    if measured.state.latest is None:
        told = (_start(measured, parts), _goal(measured), *_overtaken(measured))
        return Reach("", verdict(measured), tuple(line for line in told if line))
    away = close(measured)
    notes = (sentence(away) if away else "", _way(measured), short_of_law(measured), *_overtaken(measured))
    return Reach(_now(measured), verdict(measured), tuple(note for note in notes if note))


def verdict(measured: Measured) -> str:
    """Sum a measure up in two or three words."""
    latest, state = measured.state.latest, measured.state
    if state.verdict == "no_data" and latest is not None and latest.text:
        return "Told in words"
    if state.verdict == "no_data" and state.baseline_state == "known":
        return NO_FIGURE_SINCE
    return _VERDICTS[state.verdict]


def _now(measured: Measured) -> str:
    """Say the latest figure, the target it is held against and what it was before."""
    reading, force = measured.state.latest, measured.state.in_force
    if reading is None:
        return ""
    parts = [capital(say_reading(measured, reading))]
    if force is not None:
        parts.append(f"target {say_target(measured, force)}")
    came = travelled(measured)
    return sentence(", ".join([*parts, came] if came else parts))


def travelled(measured: Measured) -> str:
    """Say what the figure was before: up from 41% in September 2019; empty where that is not known."""
    was, reading = measured.state.before, measured.state.latest
    if was is None or was.value is None or reading is None or reading.value is None:
        return ""
    when = _dated(was)
    then = measured.number(was.value) + measured.dated(when)
    if was.value == reading.value:
        return f"the same as {then}"
    return f"{'up' if reading.value > was.value else 'down'} from {then}"


def _start(measured: Measured, parts: Sequence[Measured]) -> str:
    """Say where a measure without a figure starts; nothing where its parts, or the whole, say so."""
    given = measured.measure.baseline
    if given is None:
        elsewhere = measured.measure is not measured.kpi or any(part.measure.baseline for part in parts)
        return "" if elsewhere else "No baseline recorded."
    known = measured.state.baseline_state == "known"
    colon = "" if known or given.promised is not None else ":"
    return sentence(f"baseline{colon} {say_baseline(measured)}")


def _goal(measured: Measured) -> str:
    """Say the target that matters on the day; nothing for a part that goes by the whole."""
    told = target_told(measured)
    if told is not None:
        return sentence(f"target {say_target(measured, told)}")
    if measured.state.targets:
        return f"{NO_TARGET}."
    return "No target recorded." if measured.measure is measured.kpi else ""


def target_told(measured: Measured) -> TargetNow | None:
    """Return the target in force, else the first set or promised; None where all are in words."""
    return measured.state.in_force or next((t for t in measured.state.targets if t.state != "words"), None)


def gap(measured: Measured) -> Decimal | None:
    """Return how far the latest figure is from its target; None where either is missing."""
    reading, force = measured.state.latest, measured.state.in_force
    if reading is None or reading.value is None or force is None or force.value is None:
        return None
    return abs(reading.value - force.value)


def close(measured: Measured, *, dated: bool = True) -> str:
    """Say how close the latest figure is: 12 of 29 points to go by March 2027, or short of a target now past.

    Empty where either figure is missing. ``dated`` tells the target's date too.
    """
    distance, force = gap(measured), measured.state.in_force
    if distance is None or force is None:
        return ""
    if measured.state.verdict == "met":
        return _met(measured, distance)
    if measured.kpi.aim in _EITHER_WAY:
        return f"{say_distance(distance, measured.kpi.unit)} away"
    unit, whole = measured.kpi.unit, _whole(measured, force)
    left = _left(measured, force, dated=dated)
    if whole is None or distance == whole:
        return f"{say_distance(distance, unit)} {left}"
    if distance < whole:
        return f"{_bare(distance, unit)} of {say_distance(whole, unit)} {left}"
    start = f"further away than the baseline was ({say_distance(whole, unit)})"
    return f"{say_distance(distance, unit)} {left}: {start}"


def _left(measured: Measured, force: TargetNow, *, dated: bool) -> str:
    """Say of a distance that it is still to go and by when, or that a target now past was missed by it."""
    if measured.state.verdict == "short":
        return "short"
    return f"to go by {measured.say(force.target.by)}" if force.target.by and dated else "to go"


def _met(measured: Measured, distance: Decimal) -> str:
    size = say_distance(distance, measured.kpi.unit)
    if not distance:
        return "exactly there"
    reading, force = measured.state.latest, measured.state.in_force
    if measured.kpi.aim in _EITHER_WAY or reading is None or force is None:
        return f"{size} away, which counts as reaching it"
    if reading.value is None or force.value is None:
        return ""
    beyond = (reading.value > force.value) == (measured.kpi.aim == "increase")
    return f"{size} beyond it" if beyond else f"{size} away, which counts as reaching it"


def _whole(measured: Measured, force: TargetNow) -> Decimal | None:
    """Return the whole way from the baseline to the target; None where the target is not ahead of it."""
    start = measured.state.baseline
    known = measured.state.baseline_state == "known"
    if not known or start is None or start.value is None or force.value is None:
        return None
    way = force.value - start.value if measured.kpi.aim == "increase" else start.value - force.value
    return way if way > 0 else None


def _way(measured: Measured) -> str:
    travel, was = travel_words(measured), measured.state.before
    if not travel or was is None:
        return ""
    when = _dated(was)
    return sentence(f"{travel} since {measured.say(when)}" if when else travel)


def _dated(figure: Reading | Baseline) -> When | None:
    return (figure.at if isinstance(figure, Baseline) else figure.date) or figure.period


def travel_words(measured: Measured) -> str:
    """Say which way a measure moves; empty where that cannot be said."""
    return _TRAVEL.get(measured.state.travel, "")


def short_of_law(measured: Measured) -> str:
    """Say how the latest figure stands to the level that the law requires; empty where there is none."""
    level, reading = measured.kpi.statutory, measured.state.latest
    if level is None or reading is None or reading.value is None:
        return ""
    asked = f"the {measured.number(level)} that the law requires"
    if measured.state.statutory_met:
        return f"At or beyond {asked}."
    return f"{capital(say_distance(abs(level - reading.value), measured.kpi.unit))} short of {asked}."


def _overtaken(measured: Measured) -> Iterator[str]:
    """Say where the day of the target in force has passed since the latest figure."""
    state = measured.state
    day = state.in_force.latest if state.in_force else None
    if day is not None and day < measured.as_of and (state.latest_day is None or state.latest_day < day):
        yield f"The date of that target has passed{' since' if state.latest else ''}."


def _bare(value: Decimal, unit: Unit) -> str:
    """Write the first of two distances, whose unit the second gives."""
    return say_number(value, unit) if unit == "money" else f"{value:,f}"
