"""4xx: targets that go the wrong way, or that stay short of the law."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wsoa.assess.kpis import reaches
from wsoa.checks.rule import Hit, View, rule
from wsoa.checks.words import written
from wsoa.findings import Severity
from wsoa.plan.kpis import Baseline, Kpi, Measure, Target
from wsoa.plan.walk import Path

_DIRECTED = frozenset({"increase", "reduce", "reduce-variation"})


@dataclass(frozen=True, slots=True)
class _Goal:
    """A target with a figure: where it stands, the figure, and the last day it is for."""

    path: Path
    target: Target
    value: Decimal
    day: date | None

    @property
    def said(self) -> str:
        by = f" by {written(self.target.by)}" if self.target.by else ""
        return f"the target of {self.value}{by}"


def _measures(view: View) -> Iterator[tuple[Kpi, Measure, Path]]:
    for item in view.items:
        if isinstance(item.thing, Measure) and item.kpi is not None:
            yield item.kpi, item.thing, item.path


def _goals(view: View, measure: Measure, path: Path, start: Decimal | None) -> list[_Goal]:
    """Targets with a figure, in date order; a change counts from the start."""
    goals = []
    for index, target in enumerate(measure.targets):
        value = target.value
        if value is None and start is not None:
            value = start + target.change if target.change is not None else start if target.maintain else None
        if value is not None:
            day = view.window(target.by).latest if target.by else None
            goals.append(_Goal((*path, "targets", index), target, value, day))
    return sorted(goals, key=lambda goal: goal.day or date.max)


@rule("WSOA407", "target-worse-than-baseline", Severity.WARNING, "fitness")
def target_worse_than_baseline(view: View) -> Iterator[Hit]:
    """A target on the wrong side of its baseline or of an earlier target, or one that stays where it is."""
    for kpi, measure, path in _measures(view):
        if kpi.aim not in _DIRECTED:
            continue
        start = measure.baseline.value if measure.baseline else None
        goals = _goals(view, measure, path, start)
        for before, goal in zip([None, *goals], goals, strict=False):
            message = _wrong_way(kpi, measure.baseline, before, goal) or _shared(kpi, measure, goal)
            if message:
                yield view.inside(
                    goal.path, message, "check the figures and the aim; say under note: why, if it is meant"
                )
        if goals and goals[-1].target.maintain:
            message = f"the aim is to {_to(kpi)}, but the last target that is set is to stay at the baseline"
            yield view.inside(goals[-1].path, message, "check the aim, or set a target that moves")


def _to(kpi: Kpi) -> str:
    return kpi.aim.replace("-", " ")


def _worse(kpi: Kpi, value: Decimal, than: Decimal) -> bool:
    return not reaches(value, than, kpi.aim)


def _wrong_way(kpi: Kpi, baseline: Baseline | None, before: _Goal | None, goal: _Goal) -> str:
    start = baseline.value if baseline else None
    if start is not None and _worse(kpi, goal.value, start):
        return f"the aim is to {_to(kpi)}, but {goal.said} is worse than the baseline of {start}"
    if before is not None and _worse(kpi, goal.value, before.value):
        return f"the aim is to {_to(kpi)}, but {goal.said} is worse than {before.said}"
    return ""


def _shared(kpi: Kpi, measure: Measure, goal: _Goal) -> str:
    """Hold a target of the whole against the parts that have a baseline but no target of their own."""
    if measure is not kpi or measure.baseline is not None:
        return ""
    for part in kpi.parts:
        start = part.baseline.value if part.baseline and not part.targets else None
        if start is not None and _worse(kpi, goal.value, start):
            worse = f"{goal.said} is worse than the baseline of {start} for {part.title}"
            return f"the aim is to {_to(kpi)}, but {worse}"
    return ""


@rule("WSOA408", "target-below-statutory", Severity.WARNING, "fitness")
def target_below_statutory(view: View) -> Iterator[Hit]:
    """A last target that stays short of the level the law requires. Earlier ones may be on their way."""
    for kpi, measure, path in _measures(view):
        goals = _goals(view, measure, path, measure.baseline.value if measure.baseline else None)
        if kpi.statutory is not None and goals and _worse(kpi, goals[-1].value, kpi.statutory):
            message = f"{goals[-1].said} stays short of the {kpi.statutory} that the law requires"
            yield view.inside(
                goals[-1].path, message, "add a later target that meets the law, or check statutory:"
            )


RULES = (target_worse_than_baseline, target_below_statutory)
