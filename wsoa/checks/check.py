"""One plan in, every finding out."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

from wsoa.assess.assessment import assess
from wsoa.checks.registry import RULES
from wsoa.checks.rule import View
from wsoa.checks.silences import PAST, UNUSED, silenced
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, in_order


def check(
    loaded: LoadedPlan,
    *,
    as_of: date | None = None,
    past: Sequence[Finding] | None = None,
    codes: Collection[str] | None = None,
) -> tuple[Finding, ...]:
    """Return what was found while reading, and what every rule finds, less what the plan silences.

    Without a day only structure and fitness are looked at, and the result is the same on any day; with one,
    progress is too. ``past`` are the findings of the plan's history, None where it was not looked at; they
    are silenced like the others. A plan that could not be built has only the findings of reading.

    With ``codes`` only findings of these are returned, the same as among all of them, and no more rules run
    than that takes. Whether a silence is used depends on every rule; whatever else a rule finds, on none.
    """
    if loaded.plan is None:
        return _of(codes, loaded.findings)
    wanted = None if codes is None or UNUSED[0] in codes else codes
    ran = [
        rule
        for rule in RULES
        if (as_of is not None or rule.kind != "progress") and (wanted is None or rule.code in wanted)
    ]
    day = as_of if any(rule.kind == "progress" for rule in ran) else None
    view = View(loaded.plan, loaded.sources, assess(loaded.plan, day) if day else None)
    findings = [*loaded.findings, *(finding for rule in ran for finding in rule(view)), *(past or ())]
    looked_for = {rule.code for rule in ran} | (PAST if past is not None else set())
    return _of(codes, tuple(silenced(findings, view, looked_for, as_of)))


def _of(codes: Collection[str] | None, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    return in_order([one for one in findings if codes is None or one.code in codes])
