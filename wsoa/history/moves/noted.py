"""Moves that no record tells of, noted on a plan beside its change records.

Whoever reads such a plan, from a table to a chart, has the date first promised and how often it moved, as if
each move had a record without a reason. It needs none of what works the moves out, and is quick to import.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from wsoa.history.rewrite import Promising, rewritten
from wsoa.plan.base import Text
from wsoa.plan.head import Change as Record
from wsoa.plan.models import Plan
from wsoa.plan.walk import Path


class SilentMove(Record):
    """A move of a deadline that no record tells of: ``version`` is the commit that put it in force."""

    version: Text


class Noted(NamedTuple):
    """A move, and the item that it is of: its path in the plan, and its title.

    The title too: where the story ends with another version, a path may lead to something else.
    """

    path: Path
    title: str
    move: SilentMove


class InShort(NamedTuple):
    """What most commands need of a plan's story: the folder where it begins, and the moves to note."""

    began: str = ""
    noted: tuple[Noted, ...] = ()


def with_noted(plan: Plan, noted: Sequence[Noted]) -> Plan:
    """Return a plan with moves noted beside its records. The plan itself is not changed."""
    if not noted:
        return plan
    found: defaultdict[tuple[Path, str], list[SilentMove]] = defaultdict(list)
    for one in noted:
        found[one.path, one.title].append(one.move)

    def edit(path: Path, thing: Promising) -> Mapping[str, object]:
        moves = found.get((path, thing.title))
        return {"changes": (*_true(thing.changes, moves), *moves)} if moves else {}

    return rewritten(plan, edit)


def _true(records: tuple[Record, ...], noted: list[SilentMove]) -> tuple[Record, ...]:
    """Leave out a record that tells one of the moves with a wrong start or without a reason: it is noted."""
    told = {(move.field, move.new) for move in noted}
    return tuple(r for r in records if r.reason or (r.field, r.new) not in told)
