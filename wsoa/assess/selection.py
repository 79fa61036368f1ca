"""Which of a plan's commitments somebody asks for: by lead, standing, workstream, date and words."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import NamedTuple

from wsoa.assess.assessment import Assessment, Commitment
from wsoa.plan.ratings import Standing

_CLOSED = frozenset({Standing.COMPLETE, Standing.WITHDRAWN})


class Wanted(NamedTuple):
    """What is asked for; an empty part asks nothing. ``leads`` are ids of roles, ``workstreams`` refs.

    ``no_lead`` takes in what names no lead. ``before`` is the first day that is too late; what has no last
    day is then left out. ``words`` must all stand in the ref or the title, in any case.
    """

    leads: Collection[str] = ()
    no_lead: bool = False
    standings: Collection[Standing] = ()
    workstreams: Collection[str] = ()
    before: date | None = None
    words: str = ""
    only_open: bool = False


def selected(assessment: Assessment, wanted: Wanted) -> tuple[Commitment, ...]:
    """Return the area's own commitments that are asked for: by last day, those without one at the end."""
    found = [commitment for commitment in assessment.own if _fits(commitment, wanted)]
    return tuple(sorted(found, key=lambda c: last_day(c) or date.max))


def last_day(commitment: Commitment) -> date | None:
    """Return the last day it is promised for; None where it has no date or no end."""
    due = commitment.due
    return None if due is None or due.endless else due.latest


def _fits(commitment: Commitment, wanted: Wanted) -> bool:
    last = last_day(commitment)
    return (
        _led(commitment, wanted)
        and (not wanted.standings or commitment.standing in wanted.standings)
        and (not wanted.workstreams or commitment.workstream in wanted.workstreams)
        and (wanted.before is None or (last is not None and last < wanted.before))
        and not (wanted.only_open and commitment.standing in _CLOSED)
        and all(word in _text(commitment) for word in wanted.words.casefold().split())
    )


def _led(commitment: Commitment, wanted: Wanted) -> bool:
    if not (wanted.leads or wanted.no_lead):
        return True
    return bool(set(wanted.leads) & set(commitment.leads)) or (wanted.no_lead and not commitment.leads)


def _text(commitment: Commitment) -> str:
    action = commitment.item.action.title if commitment.item.action else ""
    return f"{commitment.ref} {action} {commitment.title}".casefold()
