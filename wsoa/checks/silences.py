"""Findings that an area has looked at and accepts, each with its reason.

A silence takes away every finding of its code, or those of its code and ref. What stops a plan from being
read, or its dates from being worked out (errors of the families 0xx to 2xx), cannot be silenced, nor can
the findings about silences. An expired silence still silences, so that structural findings never depend on
the day; it is reported instead.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from wsoa.checks.registry import RULES
from wsoa.checks.rule import Hit, View, found
from wsoa.findings import Finding, Severity
from wsoa.plan.head import Silence
from wsoa.words.dates import day_or_none

UNUSED = ("WSOA413", "unused-silence", Severity.WARNING)
EXPIRED = ("WSOA414", "expired-silence", Severity.WARNING)
PAST = frozenset(f"WSOA{number}" for number in range(520, 550))
"""Codes of findings that come from a plan's history; their rules are not in this room."""
SILENCEABLE = PAST | {
    rule.code for rule in RULES if rule.severity is not Severity.ERROR or rule.code.startswith("WSOA3")
}


def silenced(
    findings: Sequence[Finding], view: View, ran: Collection[str], as_of: date | None
) -> Iterator[Finding]:
    """Yield the findings that no silence covers, and those about the silences themselves.

    ``ran`` are the codes that were looked for: a silence for progress may be needed when that is not.
    """
    wanted: dict[tuple[str, str], list[int]] = {}
    for index, silence in enumerate(view.plan.ignore):
        wanted.setdefault((silence.code.upper(), silence.ref or ""), []).append(index)
    used: set[int] = set()
    for finding in findings:
        covering = {*wanted.get((finding.code, finding.ref), ()), *wanted.get((finding.code, ""), ())}
        if covering and finding.code in SILENCEABLE:
            used |= covering
        else:
            yield finding
    for index, silence in enumerate(view.plan.ignore):
        if as_of is not None:
            yield from _expired(index, silence, view, as_of)
        if index not in used and _was_looked_for(silence, ran):
            yield from _unused(index, silence, view)


def _was_looked_for(silence: Silence, ran: Collection[str]) -> bool:
    code = silence.code.upper()
    return code in ran or not code.startswith("WSOA5")


def _expired(index: int, silence: Silence, view: View, as_of: date) -> Iterator[Finding]:
    until = view.window(silence.until).latest if silence.until else None
    if until is not None and until < as_of:
        message = f"the silence of {silence.code} was to be looked at again by {day_or_none(until)}"
        advice = "fix what it silences and delete it, or give it a new until: and a reason that still holds"
        yield found(view.sources, *EXPIRED, _hit(index, silence, message, advice))


def _unused(index: int, silence: Silence, view: View) -> Iterator[Finding]:
    on = f" on {silence.ref}" if silence.ref else ""
    message = f"there is no {silence.code}{on} that could be silenced"
    yield found(view.sources, *UNUSED, _hit(index, silence, message, "delete it, or check its code and ref"))


def _hit(index: int, silence: Silence, message: str, advice: str) -> Hit:
    return Hit(("ignore", index), message, advice, silence.ref or "", f"ignore.{silence.code}")
