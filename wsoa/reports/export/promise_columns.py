"""What else a plan holds of an action or milestone, as columns: who asked for it, its state, own keys."""

from __future__ import annotations

from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.assess.commitments import after
from wsoa.plan.dates import When
from wsoa.plan.models import Impact, Plan, Promise
from wsoa.plan.states import Effect
from wsoa.reports.export.export import Cell, Column

SEPARATOR = "; "
"""What stands between several values in one cell."""
PROMISE_COLUMNS = (
    Column("accountable", "string", "Who answers for it, separated by semicolons.", "None recorded"),
    Column(
        "weaknesses",
        "string",
        "Refs of the weaknesses it answers: its own, else those of its outcome or workstream.",
        "None named",
    ),
    Column("source", "string", "What asked for it, such as a recommendation.", "Not stated"),
    Column("raised", "string", "When it was added to the plan, as stated.", "Not stated"),
    Column("priority", "string", "How urgent it is, in the area's words.", "Not stated"),
    Column("risk", "string", "How great the risk is, in the area's words.", "Not stated"),
    Column("groups", "string", "What it is reported by, each as name: value.", "None"),
    Column("success", "string", "How people will know that it worked, with dates where there are.", "None"),
    Column("achieved", "string", "What it has achieved, with dates where there are.", "Nothing recorded"),
    Column("percent", "integer", "How much of it was last reported as done, of a hundred.", "Not reported"),
    Column("paused", "string", "Since when work is stopped, as stated; its date stands.", "Not paused"),
    Column("paused_until", "string", "When work is to go on, as stated.", "Not stated"),
    Column("pause_reason", "string", "Why it is paused.", "No reason recorded"),
    Column("awaiting_sign_off", "string", "Since when it waits for its sign-off, as stated.", "Not awaiting"),
    Column("sign_off_by", "string", "Who is to sign it off.", "Not stated"),
    Column("verified", "string", "When somebody else signed it off, as stated.", "Not signed off"),
    Column("verified_by", "string", "Who signed it off.", "Not signed off"),
    Column("closed", "string", "When the area stopped following it, as stated.", "Not closed"),
    Column("own_keys", "string", "The area's own keys, each as key: text.", "None"),
)


def promise_cells(commitment: Commitment, plan: Plan, as_of: date) -> tuple[Cell, ...]:
    """Return the cells of those columns; a promise of a figure and a review have none of them."""
    promise = commitment.item.thing
    answers = SEPARATOR.join(commitment.item.weaknesses)
    if not isinstance(promise, Promise):
        return (None, answers, *(None for _ in PROMISE_COLUMNS[2:]))

    def known(when: When | None) -> str | None:
        return when.text if when is not None and not after(when, plan.calendar, as_of) else None

    pause = promise.paused if promise.paused and known(promise.paused.date) else None
    waits = promise.awaiting_sign_off
    waits = waits if waits and known(waits.date) else None
    signed = promise.verified if promise.verified and known(promise.verified.date) else None
    achieved = [one for one in promise.impact if one.date is None or known(one.date)]
    return (
        SEPARATOR.join(plan.role_name(role) for role in commitment.item.accountable),
        answers,
        promise.source,
        known(promise.raised),
        promise.priority,
        promise.risk,
        SEPARATOR.join(f"{name}: {value}" for name, value in commitment.item.groups.items()),
        SEPARATOR.join(_dated(one) for one in promise.success),
        SEPARATOR.join(_dated(one) for one in achieved),
        percent_of(commitment),
        pause.date.text if pause else None,
        pause.until.text if pause and pause.until else None,
        pause.reason if pause else None,
        waits.date.text if waits else None,
        waits.by if waits else None,
        signed.date.text if signed else None,
        signed.by if signed else None,
        known(promise.closed),
        SEPARATOR.join(f"{key}: {text}" for key, text in promise.extras.items()),
    )


def percent_of(commitment: Commitment) -> int | None:
    """Return how much of a promise was last reported as done."""
    return next((one.percent for one in commitment.updates[::-1] if one.percent is not None), None)


def _dated(one: Impact | Effect) -> str:
    when = one.by if isinstance(one, Impact) else one.date
    return f"{one.text} ({when.text})" if when else one.text
