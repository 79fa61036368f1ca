"""Moves that only a plan's versions tell of, beside its change records: a move is a move everywhere.

A plan on which they are noted gives every reader of it, from a table to a chart, the date first promised
and how often it moved, as if each move had a record without a reason. The plan itself is not changed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from wsoa.history.moves.moves import Step, moves
from wsoa.history.rewrite import Promising, rewritten
from wsoa.history.timeline import Timeline
from wsoa.plan.base import Text
from wsoa.plan.dates import parse
from wsoa.plan.head import Change as Record
from wsoa.plan.models import Plan
from wsoa.plan.walk import Path

_COUNTED = frozenset({"due", "baseline", "target promised"})
"""The dates of commitments, by the names that change records give them."""


class SilentMove(Record):
    """A move of a deadline that no record tells of: ``version`` is the commit that put it in force."""

    version: Text


def with_silent_moves(plan: Plan, line: Timeline | None) -> Plan:
    """Return a plan with every committed move that nobody recorded noted beside the records.

    ``line`` is the story of the same plan; None leaves the plan as it is. What is not committed yet has no
    day and is left out.
    """
    found: defaultdict[tuple[Path, str], list[SilentMove]] = defaultdict(list)
    for move in moves(line) if line is not None else ():
        if move.name in _COUNTED:
            for step in move.steps:
                if step.recorded == "not recorded" and step.commit is not None:
                    found[move.item.path, move.item.title].append(_noted(step, move.name))
    if not found:
        return plan

    def edit(path: Path, thing: Promising) -> Mapping[str, object]:
        # The title too: where the story ends with another version, a path may lead to something else.
        noted = found.get((path, thing.title))
        return {"changes": (*_true(thing.changes, noted), *noted)} if noted else {}

    return rewritten(plan, edit)


def _noted(step: Step, name: str) -> SilentMove:
    assert step.commit is not None  # noqa: S101 - the caller looked
    old, new = step.texts
    day = parse(step.commit.committed.isoformat())
    return SilentMove.model_construct(
        date=day, field=name, old=old, new=new, reason=None, agreed_by=None, minute=None,
        version=step.commit.short,
    )  # fmt: skip


def _true(records: tuple[Record, ...], noted: list[SilentMove]) -> tuple[Record, ...]:
    """Leave out a record that tells one of the moves with a wrong start or without a reason: it is noted."""
    told = {(move.field, move.new) for move in noted}
    return tuple(r for r in records if r.reason or (r.field, r.new) not in told)
