"""Many commitments in one line: counts by standing and the worst of them. Order never matters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Literal, NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.plan.ratings import Standing

By = Literal["workstream", "outcome", "lead", "weakness", "group"]
NO_LEAD = "no lead recorded"
WHOLE_PLAN = "whole plan"
NO_WEAKNESS = "no weakness named"
NO_GROUP = "no group named"


class RollUp(NamedTuple):
    """A group of commitments. ``worst`` leaves the withdrawn out and is None for an empty group.

    ``worst_ranks_as`` is the standing whose gravity and code the worst one has.
    """

    key: str
    title: str
    total: int
    by_standing: Mapping[Standing, int]
    overdue: int
    worst_days_late: int
    next_due: date | None
    worst: Standing | None
    worst_ranks_as: Standing | None

    @property
    def live(self) -> int:
        """How many are still promised: all but the withdrawn."""
        return self.total - self.by_standing[Standing.WITHDRAWN]


def roll_up(key: str, title: str, commitments: Iterable[Commitment], as_of: date) -> RollUp:
    """Count a group of commitments by standing; a withdrawn one counts only under withdrawn."""
    group = list(commitments)
    counts = Counter(c.standing for c in group)
    late = [c.days_late for c in group if c.overdue]
    ahead = [day for c in group if (day := open_due(c)) is not None and day >= as_of]
    worst = gravest(group)
    return RollUp(
        key=key,
        title=title,
        total=len(group),
        by_standing={standing: counts.get(standing, 0) for standing in Standing},
        overdue=len(late),
        worst_days_late=max(late, default=0),
        next_due=min(ahead, default=None),
        worst=worst.standing if worst else None,
        worst_ranks_as=worst.ranks_as if worst else None,
    )


def gravest(commitments: Iterable[Commitment]) -> Commitment | None:
    """Return the one that stands worst, the first of equals; None where all are withdrawn."""
    live = (c for c in commitments if c.standing is not Standing.WITHDRAWN)
    return max(live, key=lambda c: (c.ranks_as.severity, c.standing.severity), default=None)


def open_due(commitment: Commitment) -> date | None:
    """Return the last day of an unfinished commitment; None where it is finished, withdrawn or endless."""
    if commitment.standing in {Standing.COMPLETE, Standing.WITHDRAWN} or commitment.due is None:
        return None
    return None if commitment.due.endless else commitment.due.latest


def grouped(assessment: Assessment, by: By) -> tuple[RollUp, ...]:
    """Roll a plan up by workstream, outcome, lead, weakness or group, in plan order; not reviews by others.

    Weaknesses gather through workstreams, where no action or outcome names its own, so one commitment may
    count under several of them; so may one with several leads, or in several groups.
    """
    groups = _titles(assessment, by)
    members: dict[str, list[Commitment]] = {key: [] for key in groups}
    keys_of = _KEYS[by]
    for commitment in assessment.own:
        for key in dict.fromkeys(keys_of(commitment)):
            members.setdefault(key, []).append(commitment)
    return tuple(
        roll_up(key, groups.get(key, key), group, assessment.as_of)
        for key, group in members.items()
        if group or by in {"workstream", "weakness"}
    )


def _titles(assessment: Assessment, by: By) -> dict[str, str]:
    plan = assessment.plan
    if by == "workstream":
        return {w.ref: w.title for w in plan.workstreams}
    if by == "outcome":
        return {o.ref: o.title for w in plan.workstreams for o in w.outcomes}
    if by == "weakness":
        return {w.ref: w.title for w in plan.weaknesses}
    if by == "group":
        return {}
    used = {lead for c in assessment.commitments for lead in c.leads}
    return {role: plan.role_name(role) for role in plan.roles if role in used}


def _workstream(c: Commitment) -> tuple[str, ...]:
    return (c.workstream or WHOLE_PLAN,)


def _outcome(c: Commitment) -> tuple[str, ...]:
    return (c.outcome,) if c.outcome else (("KPIs",) if c.kind in {"baseline", "target"} else (WHOLE_PLAN,))


def _lead(c: Commitment) -> tuple[str, ...]:
    return c.leads or (NO_LEAD,)


def _weakness(c: Commitment) -> tuple[str, ...]:
    return c.item.weaknesses or (NO_WEAKNESS,)


def _group(c: Commitment) -> tuple[str, ...]:
    return tuple(f"{name}: {value}" for name, value in c.item.groups.items()) or (NO_GROUP,)


_KEYS: Mapping[str, Callable[[Commitment], tuple[str, ...]]] = {
    "workstream": _workstream,
    "outcome": _outcome,
    "lead": _lead,
    "weakness": _weakness,
    "group": _group,
}
