"""Moves that only a plan's versions tell of, to be noted beside its records: a move is a move everywhere."""

from __future__ import annotations

from wsoa.history.moves.moves import Step, moves
from wsoa.history.moves.noted import InShort, Noted, SilentMove, with_noted
from wsoa.history.timeline import Timeline
from wsoa.plan.dates import parse
from wsoa.plan.models import Plan

_COUNTED = frozenset({"due", "baseline", "target promised"})
"""The dates of commitments, by the names that change records give them."""


def in_short(line: Timeline) -> InShort:
    """Return where a story begins, and every committed move of a deadline that nobody recorded.

    What is not committed yet has no day and is left out.
    """
    noted = (
        Noted(move.item.path, move.item.title, _noted(step, move.name))
        for move in moves(line)
        if move.name in _COUNTED
        for step in move.steps
        if step.recorded == "not recorded" and step.commit is not None
    )
    return InShort(line.began.folder, tuple(noted))


def with_silent_moves(plan: Plan, line: Timeline | None) -> Plan:
    """Return a plan with every move noted that its story tells of and no record does.

    ``line`` is the story of the same plan; None leaves the plan as it is.
    """
    return with_noted(plan, in_short(line).noted) if line is not None else plan


def _noted(step: Step, name: str) -> SilentMove:
    assert step.commit is not None  # noqa: S101 - the caller looked
    old, new = step.texts
    day = parse(step.commit.committed.isoformat())
    return SilentMove.model_construct(
        date=day, field=name, old=old, new=new, reason=None, agreed_by=None, minute=None,
        version=step.commit.short,
    )  # fmt: skip
