"""4xx: whether the plan answers what was found, and how anybody will know."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.checks.rule import Hit, View, about, rule
from wsoa.findings import Severity
from wsoa.plan.kpis import Baseline, Kpi, Target
from wsoa.plan.models import Outcome, Workstream
from wsoa.plan.walk import Item


@rule("WSOA404", "weakness-without-action", Severity.WARNING, "fitness")
def weakness_without_action(view: View) -> Iterator[Hit]:
    """A weakness that no workstream with actions answers. One finding where no workstream names any."""
    workstreams = view.plan.workstreams
    if not view.weaknesses or not workstreams:
        return
    if not any(w.weaknesses for w in workstreams):
        message = f"no workstream says which weaknesses it answers; the plan has {len(view.weaknesses)}"
        yield view.inside(
            ("weaknesses",), message, 'add weaknesses: to each workstream, such as weaknesses: ["1"]'
        )
        return
    answered = {ref for w in workstreams if any(o.actions for o in w.outcomes) for ref in w.weaknesses}
    for ref, item in view.weaknesses.items():
        if ref not in answered:
            yield about(
                item,
                f"no workstream with actions answers weakness {ref}",
                f'add "{ref}" to weaknesses: of a workstream',
            )


@rule("WSOA405", "outcome-without-measure", Severity.WARNING, "fitness")
def outcome_without_measure(view: View) -> Iterator[Hit]:
    """An outcome with no impact of its own in a workstream with no KPI. One finding for each workstream."""
    unmeasured: dict[str, list[Item]] = {}
    for item in view.items:
        outcome, workstream = item.thing, item.workstream
        if (
            isinstance(outcome, Outcome)
            and workstream
            and not outcome.impact
            and not _measured(view, workstream)
        ):
            unmeasured.setdefault(workstream.ref, []).append(item)
    for ref, (first, *more) in unmeasured.items():
        others = f", nor for {len(more)} more of {ref}" if more else ""
        message = f"nothing says how anybody will know that outcome {first.ref} is reached{others}"
        yield about(first, message, f"add impact: to the outcome, or kpis: to {ref}")


def _measured(view: View, workstream: Workstream) -> bool:
    return bool(workstream.kpis) or any(
        workstream.ref in kpi.also_in for w in view.plan.workstreams for kpi in w.kpis
    )


@rule("WSOA406", "kpi-without-number-or-promise", Severity.WARNING, "fitness")
def kpi_without_number_or_promise(view: View) -> Iterator[Hit]:
    """A KPI that has, parts included, no figure and no date by which there will be one."""
    for item in view.items:
        kpi = item.thing
        if isinstance(kpi, Kpi) and kpi.unit != "text" and not any(map(_settled, _cells(kpi))):
            message = f"KPI {item.ref} has no figure, for its baseline or a target, and none is promised"
            yield about(
                item, message, "add a baseline: such as {value: 58, at: 2019-09} or {promised: 2019-12}"
            )


def _cells(kpi: Kpi) -> Iterator[Baseline | Target]:
    for measure in (kpi, *kpi.parts):
        if measure.baseline is not None:
            yield measure.baseline
        yield from measure.targets


def _settled(cell: Baseline | Target) -> bool:
    other = cell.change is not None if isinstance(cell, Target) else cell.suppressed
    return cell.value is not None or cell.promised is not None or other


RULES = (weakness_without_action, outcome_without_measure, kpi_without_number_or_promise)
