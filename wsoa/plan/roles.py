"""The roles of a plan: finding them by what people call them, and what each of them answers for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from wsoa.plan.kpis import Kpi
from wsoa.plan.models import Outcome, Plan, Promise, Workstream
from wsoa.plan.walk import Item, walk


class Duties(NamedTuple):
    """What a role answers for, in plan order. ``leads`` are the actions and milestones that name it."""

    chairs: tuple[Item, ...]
    sponsors: tuple[Item, ...]
    accountable: tuple[Item, ...]
    leads: tuple[Item, ...]
    owns: tuple[Item, ...]

    @property
    def any(self) -> bool:
        """True where the role answers for anything."""
        return any(self)


_NONE = Duties((), (), (), (), ())


def duties_of(plan: Plan) -> dict[str, Duties]:
    """Return what each role answers for: those the plan defines, in its order, then those only named."""
    found: dict[str, dict[str, list[Item]]] = {role: {} for role in plan.roles}
    for item in walk(plan):
        for duty, roles in _named(item):
            for role in dict.fromkeys(roles):
                found.setdefault(role, {}).setdefault(duty, []).append(item)
    return {role: _NONE._replace(**{d: tuple(i) for d, i in own.items()}) for role, own in found.items()}


def _named(item: Item) -> Iterator[tuple[str, tuple[str, ...]]]:
    thing = item.thing
    if isinstance(thing, Workstream):
        yield from (("chairs", thing.chairs), ("sponsors", thing.sponsors))
    elif isinstance(thing, Outcome):
        yield "accountable", thing.accountable
    elif isinstance(thing, Promise):
        yield "leads", thing.leads
    elif isinstance(thing, Kpi) and thing.owner:
        yield "owns", (thing.owner,)


def roles_called(plan: Plan, words: str) -> tuple[str, ...]:
    """Return the roles that people may mean: the one with this id or name, or all that hold the words."""
    wanted = " ".join(words.split()).casefold()
    spelt = {role: _spellings(plan, role) for role in duties_of(plan)}
    exact = tuple(role for role, names in spelt.items() if wanted in names)
    if exact or not wanted:
        return exact
    return tuple(role for role, names in spelt.items() if any(wanted in name for name in names))


def role_called(plan: Plan, words: str) -> str | None:
    """Return the role with this id or name, in any case; None where no one role has it."""
    wanted = " ".join(words.split()).casefold()
    exact = [role for role in duties_of(plan) if wanted in _spellings(plan, role)]
    return exact[0] if len(exact) == 1 else None


def _spellings(plan: Plan, role: str) -> tuple[str, ...]:
    known = plan.roles.get(role)
    names = (known.name, *known.also) if known else ()
    return tuple(name.casefold() for name in (role, *names))
