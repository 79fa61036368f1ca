"""4xx: who does it, who answers for it, and by when."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.checks.rule import Hit, View, about, rule
from wsoa.checks.words import listed, written
from wsoa.findings import Severity
from wsoa.plan.models import Action, Outcome, Workstream
from wsoa.plan.walk import Item

_ADD_LEADS = "add leads: with the id of a role under roles:"
_ADD_OFFICER = "add accountable: with the id of a role under roles:"


@rule("WSOA401", "no-lead", Severity.WARNING, "fitness")
def no_lead(view: View) -> Iterator[Hit]:
    """An action that nobody leads. One finding for the whole plan where no action has a lead."""
    actions = [(item, item.thing) for item, _ in view.live if isinstance(item.thing, Action)]
    orphans = [item for item, action in actions if not _is_led(action)]
    if len(orphans) == len(actions) > 1:
        message = f"none of the {len(actions)} actions of this plan has a lead"
        yield view.inside(("workstreams",), message, f"in each action {_ADD_LEADS}")
        return
    for item in orphans:
        yield about(item, f"action {item.ref} has no lead", _ADD_LEADS)


def _is_led(action: Action) -> bool:
    return bool(action.leads) or (bool(action.milestones) and all(m.leads for m in action.milestones))


@rule("WSOA402", "no-accountable-officer", Severity.WARNING, "fitness")
def no_accountable_officer(view: View) -> Iterator[Hit]:
    """An outcome that nobody answers for. One finding for a plan, or a workstream, where none is named."""
    workstreams = [item for item in view.items if isinstance(item.thing, Workstream)]
    outcomes = [item for item in view.items if isinstance(item.thing, Outcome)]
    if len(outcomes) > 1 and not any(_answered(item) for item in outcomes):
        message = f"none of the {len(outcomes)} outcomes of this plan has an accountable officer"
        yield view.inside(
            ("workstreams",), message + _sponsored(workstreams), f"in each outcome {_ADD_OFFICER}"
        )
        return
    for workstream in workstreams:
        yield from _unanswered(workstream, [item for item in outcomes if item.workstream is workstream.thing])


def _answered(item: Item) -> bool:
    return isinstance(item.thing, Outcome) and bool(item.thing.accountable)


def _unanswered(workstream: Item, outcomes: list[Item]) -> Iterator[Hit]:
    if len(outcomes) > 1 and not any(_answered(item) for item in outcomes):
        message = f"none of the {len(outcomes)} outcomes of {workstream.ref} has an accountable officer"
        yield about(workstream, message + _sponsored([workstream]), f"in each outcome {_ADD_OFFICER}")
        return
    for item in outcomes:
        if not _answered(item):
            message = f"outcome {item.ref} has no accountable officer{_sponsored([workstream])}"
            yield about(item, message, _ADD_OFFICER)


def _sponsored(workstreams: list[Item]) -> str:
    sponsored = [w.ref for w in workstreams if isinstance(w.thing, Workstream) and w.thing.sponsors]
    return (
        f"; {listed(sponsored)} {'has a sponsor' if len(sponsored) == 1 else 'have sponsors'}"
        if sponsored
        else ""
    )


@rule("WSOA403", "no-due-date", Severity.WARNING, "fitness")
def no_due_date(view: View) -> Iterator[Hit]:
    """An action or a milestone with no date. An action is dated by its milestones where it has any."""
    for item, promise in view.live:
        if promise.due is not None or (isinstance(promise, Action) and promise.milestones):
            continue
        whole = item.outcome.due if item.outcome else None
        known = f"; its outcome {item.outcome.ref} says {written(whole)}" if item.outcome and whole else ""
        yield about(
            item,
            f"{item.kind} {item.ref} has no due date{known}",
            "add due:, or due: ongoing where it has no end",
        )


RULES = (no_lead, no_accountable_officer, no_due_date)
