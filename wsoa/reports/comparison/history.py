"""The story of a plan or of one item: every date, forecast, rating, lead and wording it ever had."""

from __future__ import annotations

from typing import NamedTuple

from wsoa.history.moves.moves import Dropped, Move, drops, gone_moves, moves
from wsoa.history.timeline import Entry, Event, Timeline, story
from wsoa.plan.find import find
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item

SHALLOW = (
    "Only part of the history is here, so what happened before is not known. "
    "Run git fetch --unshallow to bring the rest."
)


class HistoryReport(NamedTuple):
    """What to tell: one item's entries, or every event, or only the moved deadlines.

    ``authors`` is True where the writers of versions are to be named.
    """

    plan_id: str
    plan: Plan
    line: Timeline
    item: Item | None
    entries: tuple[Entry, ...]
    moved: tuple[Move, ...]
    only_moves: bool
    dropped: tuple[Dropped, ...] = ()
    gone: tuple[Move, ...] = ()
    authors: bool = False

    @property
    def known(self) -> str:
        """What to put beside a count of moves where older versions are, or may be, missing; empty else."""
        if not self.line.complete:
            return " since the first version that is here"
        return " since its history starts" if self.line.began.stood else ""

    @property
    def events(self) -> tuple[Event, ...]:
        """The plan's events, oldest first."""
        return self.line.events


def history(
    plan_id: str, line: Timeline, plan: Plan, ref: str | None, *, only_moves: bool, authors: bool = False
) -> HistoryReport:
    """Gather the story of a plan, or of the item with a ref.

    Raises:
        NoItemError: the newest version has nothing of that ref.
    """
    item = find(plan, ref) if ref is not None else None
    entries = story(line, item) if item is not None else ()
    found, dropped, gone = moves(line), drops(line), gone_moves(line)
    if item is not None:
        found = tuple(move for move in found if move.item.path[: len(item.path)] == item.path)
        dropped = tuple(one for one in dropped if one.item.path[: len(item.path)] == item.path)
        gone = ()
    return HistoryReport(plan_id, plan, line, item, entries, found, only_moves, dropped, gone, authors)
