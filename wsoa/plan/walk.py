"""Every item of a plan in plan order, with its ref, its parents and the path to it in the file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Literal, NamedTuple

from wsoa.plan.head import Review, Weakness
from wsoa.plan.kpis import Kpi, KpiPart
from wsoa.plan.models import Action, Milestone, Outcome, Plan, Promise, Workstream

Path = tuple[str | int, ...]
ItemKind = Literal[
    "plan", "weakness", "workstream", "outcome", "action", "milestone", "kpi", "part", "review"
]  # fmt: skip
Thing = Plan | Weakness | Workstream | Outcome | Action | Milestone | Kpi | KpiPart | Review


class Item(NamedTuple):
    """One item of a plan: what it is, how it is called, what it belongs to, where it stands."""

    kind: ItemKind
    ref: str
    path: Path
    thing: Thing
    workstream: Workstream | None = None
    outcome: Outcome | None = None
    action: Action | None = None
    kpi: Kpi | None = None

    @property
    def title(self) -> str:
        """The item's one plain line."""
        return self.thing.title

    @property
    def weaknesses(self) -> tuple[str, ...]:
        """The weaknesses it answers: those named for its action, else its outcome, else its workstream."""
        for holder in (self.action, self.outcome, self.workstream):
            if holder is not None and holder.weaknesses:
                return holder.weaknesses
        return ()

    @property
    def accountable(self) -> tuple[str, ...]:
        """The roles that answer for it: its own, else its action's, else its outcome's."""
        held = (self.thing if isinstance(self.thing, Promise) else None, self.action, self.outcome)
        return next((one.accountable for one in held if one is not None and one.accountable), ())

    @property
    def groups(self) -> dict[str, str]:
        """The groups that it is reported by, those of its action included."""
        own = self.thing.groups if isinstance(self.thing, Promise) else {}
        return {**(self.action.groups if self.action else {}), **own}


def is_workstream(path: Path) -> bool:
    """True for the path of a workstream, not of what it holds."""
    return len(path) == 2 and path[0] == "workstreams"  # noqa: PLR2004 - workstreams, and its place


def walk(plan: Plan, leave: Collection[int] = ()) -> Iterator[Item]:
    """Yield weaknesses, then each workstream with everything in it, then reviews.

    ``leave`` are identities (``id``) of items to leave out with all they hold; milestones and parts of KPIs
    are not looked at.
    """
    for index, weakness in enumerate(plan.weaknesses):
        if id(weakness) not in leave:
            yield Item("weakness", weakness.ref, ("weaknesses", index), weakness)
    for index, workstream in enumerate(plan.workstreams):
        if id(workstream) not in leave:
            yield from walk_workstream(workstream, ("workstreams", index), leave)
    for index, review in enumerate(plan.reviews):
        if id(review) not in leave:
            yield Item("review", review.ref or f"R{index + 1}", ("reviews", index), review)


def walk_workstream(workstream: Workstream, path: Path, leave: Collection[int] = ()) -> Iterator[Item]:
    """Yield a workstream, its outcomes with their actions and milestones, and its KPIs with their parts."""
    yield Item("workstream", workstream.ref, path, workstream, workstream)
    for index, outcome in enumerate(workstream.outcomes):
        if id(outcome) in leave:
            continue
        at = (*path, "outcomes", index)
        yield Item("outcome", outcome.ref, at, outcome, workstream, outcome)
        for number, action in enumerate(outcome.actions):
            if id(action) in leave:
                continue
            yield from _walk_action(workstream, outcome, action, (*at, "actions", number))
    for index, kpi in enumerate(workstream.kpis):
        if id(kpi) in leave:
            continue
        at = (*path, "kpis", index)
        yield Item("kpi", kpi.ref, at, kpi, workstream, kpi=kpi)
        for number, part in enumerate(kpi.parts):
            yield Item("part", f"{kpi.ref}/{part.ref}", (*at, "parts", number), part, workstream, kpi=kpi)


def _walk_action(workstream: Workstream, outcome: Outcome, action: Action, path: Path) -> Iterator[Item]:
    yield Item("action", action.ref, path, action, workstream, outcome, action)
    for index, milestone in enumerate(action.milestones):
        ref = milestone.ref or f"{action.ref}#{index + 1}"
        yield Item("milestone", ref, (*path, "milestones", index), milestone, workstream, outcome, action)


def promises(plan: Plan) -> Iterator[tuple[Item, Promise]]:
    """Yield every action and milestone with what they have in common."""
    for item in walk(plan):
        if isinstance(item.thing, Promise):
            yield item, item.thing
