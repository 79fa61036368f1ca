"""One plan in, every finding out."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from wsoa.assess.assessment import assess
from wsoa.checks.registry import RULES
from wsoa.checks.rule import View
from wsoa.checks.silences import PAST, silenced
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, in_order


def check(
    loaded: LoadedPlan, *, as_of: date | None = None, past: Sequence[Finding] | None = None
) -> tuple[Finding, ...]:
    """Return what was found while reading, and what every rule finds, less what the plan silences.

    Without a day only structure and fitness are looked at, and the result is the same on any day; with one,
    progress is too. ``past`` are the findings of the plan's history, None where it was not looked at; they
    are silenced like the others. A plan that could not be built has only the findings of reading.
    """
    if loaded.plan is None:
        return in_order(loaded.findings)
    view = View(loaded.plan, loaded.sources, assess(loaded.plan, as_of) if as_of else None)
    ran = [rule for rule in RULES if as_of is not None or rule.kind != "progress"]
    findings = [*loaded.findings, *(finding for rule in ran for finding in rule(view)), *(past or ())]
    looked_for = {rule.code for rule in ran} | (PAST if past is not None else set())
    return in_order(tuple(silenced(findings, view, looked_for, as_of)))
