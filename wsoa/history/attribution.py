"""From one version of a plan to another in stages, one group of facts at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from typing import TypeVar

from wsoa.assess.commitments import DatedPromise, after, due_on
from wsoa.history.matching.match import Match
from wsoa.history.rewrite import Promising, rewritten
from wsoa.plan.base import Part
from wsoa.plan.dates import Calendar, When, parse
from wsoa.plan.head import Review
from wsoa.plan.kpis import Baseline, Measure, Target
from wsoa.plan.models import Action, Milestone, Plan, Promise, Update
from wsoa.plan.walk import Item, Path, Thing


class Cause(StrEnum):
    """What can change a standing or a rating."""

    TIME = "time"
    PROGRESS = "progress"
    FORECAST = "forecast"
    DEADLINE = "deadline"
    SCOPE = "scope"
    RULES = "rules"


ORDER = (Cause.TIME, Cause.PROGRESS, Cause.FORECAST, Cause.DEADLINE, Cause.SCOPE, Cause.RULES)
"""The order in which groups of facts are swapped; it settles where a change with two causes is put down.

First the passage of time: what would be so on the new day had nobody done, said or changed anything since
the old one. It must come first, because what happened between the two days counts only from the new day.
Then what was done and reported, then what is now expected; both against the promises as they were. Last the
yardstick: deadlines, then what is promised at all, then rules and thresholds. Taken last, each is measured on
the facts of the new day, so that a colour kept by moving a deadline or a threshold shows as just that.
"""

YARDSTICK = frozenset({"rating_scheme", "start", "year", "terms"})
"""The fields of a plan that are rules: its rating scheme, and what relative dates count from."""

_COMPLETION = ("completed", "rating", "verified", "evidence")
_DEADLINE = ("due", "start", "changes")
_FIGURE = ("value", "at", "change", "set")
_Figure = TypeVar("_Figure", Baseline, Target)
_Facts = dict[str, object]
_Swap = Callable[[Promising, Thing], _Facts]


def stages(old: Plan, new: Plan, old_day: date, pairs: Sequence[Match]) -> tuple[Plan, ...]:
    """Return the old plan, then the plan after each swap in :data:`ORDER`; the last is the new plan.

    Up to the deadlines every stage has the old plan's items at the old plan's paths; from scope onwards, the
    new plan's. All but the first are to be assessed on the new day.
    """
    partners = {pair.old.path: pair.new.thing for pair in pairs}
    plans = [old, known_on(old, old_day)]
    for swap in (_progress, _forecast, _deadline):
        plans.append(_swapped(plans[-1], partners, swap))
    kept = {field: getattr(new, field) for field in Plan.model_fields if field not in YARDSTICK}
    return (*plans, old.model_copy(update=kept), new)


def known_on(plan: Plan, day: date) -> Plan:
    """Return the plan without any fact dated after a day, and with the deadlines of that day.

    Assessed on that day it stands exactly as the whole plan does; assessed on a later one, as it would if
    nothing had been written since.
    """

    def edit(path: Path, thing: Promising) -> _Facts:
        if isinstance(thing, Action | Milestone):
            return _known_promise(path, thing, plan.calendar, day)
        if isinstance(thing, Review):
            return {"date": None} if _later(thing.date, plan.calendar, day) else {}
        return {
            "baseline": _known_figure(thing.baseline, plan.calendar, day) if thing.baseline else None,
            "targets": tuple(_known_figure(target, plan.calendar, day) for target in thing.targets),
        }

    return rewritten(plan, edit)


def _known_promise(path: Path, thing: Action | Milestone, calendar: Calendar, day: date) -> _Facts:
    facts: dict[str, object] = {
        "due": _due_on(path, thing, calendar, day),
        "changes": tuple(c for c in thing.changes if not after(c.date, calendar, day)),
        "updates": tuple(u for u in thing.updates if not after(u.date, calendar, day)),
    }
    dated = {
        "completed": thing.completed,
        "rating": thing.rating.date if thing.rating else None,
        "withdrawn": thing.withdrawn.date if thing.withdrawn else None,
    }
    return facts | {field: None for field, when in dated.items() if _later(when, calendar, day)}


def _due_on(path: Path, thing: Action | Milestone, calendar: Calendar, day: date) -> When | None:
    item = Item("action", "", path, thing)
    promise = DatedPromise("action", "", "", item, path, due=thing.due, changes=thing.changes)
    then = due_on(promise, calendar, day).current
    moved = then is not None and (thing.due is None or then.text != thing.due.text)
    return parse(then.text) if then is not None and moved else thing.due


def _known_figure(figure: _Figure, calendar: Calendar, day: date) -> _Figure:
    settled = figure.set or (figure.at if isinstance(figure, Baseline) else None)
    if not _later(settled, calendar, day):
        return figure
    return figure.model_copy(update={f: None for f in _FIGURE if f in type(figure).model_fields})


def _later(when: When | None, calendar: Calendar, day: date) -> bool:
    return when is not None and after(when, calendar, day)


def _swapped(plan: Plan, partners: Mapping[Path, Thing], swap: _Swap) -> Plan:
    def edit(path: Path, thing: Promising) -> _Facts:
        partner = partners.get(path)
        return swap(thing, partner) if partner is not None else {}

    return rewritten(plan, edit)


def _progress(here: Promising, there: Thing) -> _Facts:
    if isinstance(here, Promise) and isinstance(there, Promise):
        return _taken(there, _COMPLETION) | {"updates": _told(here.updates, there.updates)}
    if isinstance(here, Review) and isinstance(there, Review):
        return {"date": there.date}
    return _measured(here, there, _FIGURE)


def _forecast(here: Promising, there: Thing) -> _Facts:
    if isinstance(here, Promise) and isinstance(there, Promise):
        return {"updates": there.updates}
    return {}


def _deadline(here: Promising, there: Thing) -> _Facts:
    if isinstance(here, Promise) and isinstance(there, Promise):
        return _taken(there, _DEADLINE)
    if isinstance(here, Review) and isinstance(there, Review):
        return {"due": there.due or here.due}
    return _measured(here, there, ("promised",))


def _taken(there: Part, fields: Sequence[str]) -> _Facts:
    return {field: getattr(there, field) for field in fields}


def _told(before: Sequence[Update], after: Sequence[Update]) -> tuple[Update, ...]:
    """Return the later updates with the forecasts of the earlier ones, matched by day and turn."""
    forecasts = dict(zip(_turns(before), (u.forecast for u in before), strict=True))
    return tuple(
        update.model_copy(update={"forecast": forecasts.get(turn)})
        for turn, update in zip(_turns(after), after, strict=True)
    )


def _turns(updates: Sequence[Update]) -> Iterator[tuple[str, int]]:
    seen: Counter[str] = Counter()
    for update in updates:
        seen[update.date.text] += 1
        yield update.date.text, seen[update.date.text]


def _measured(here: Promising, there: Thing, fields: Sequence[str]) -> _Facts:
    if not isinstance(here, Measure) or not isinstance(there, Measure):
        return {}
    turns = target_pairs(here.targets, there.targets)
    targets = (
        _figured(target, there.targets[turns[i]], fields) if i in turns else target
        for i, target in enumerate(here.targets)
    )
    baseline = here.baseline
    if baseline is not None and there.baseline is not None:
        baseline = _figured(baseline, there.baseline, fields)
    return {"baseline": baseline, "targets": tuple(targets)}


def _figured(here: _Figure, there: _Figure, fields: Sequence[str]) -> _Figure:
    """Take a figure's facts over; a promise that is no longer made stays until scope is swapped."""
    own = {f: getattr(there, f) for f in fields if f in type(here).model_fields}
    if "promised" in own:
        own["promised"] = own["promised"] or here.promised
    return here.model_copy(update=own)


def target_pairs(old: Sequence[Target], new: Sequence[Target]) -> dict[int, int]:
    """Pair two lists of targets by the date they are for; those left over by their place in the list."""
    found: dict[int, int] = {}
    for same in (_same_date, _same_place):
        for i, target in enumerate(old):
            free = [j for j in range(len(new)) if j not in found.values()]
            if i not in found and (j := same(i, target, new, free)) is not None:
                found[i] = j
    return found


def _same_date(_: int, target: Target, new: Sequence[Target], free: Sequence[int]) -> int | None:
    return next((j for j in free if new[j].by == target.by), None)


def _same_place(place: int, _: Target, __: Sequence[Target], free: Sequence[int]) -> int | None:
    return place if place in free else None
