"""What of a plan an audience may see.

A plan is made ready before anything is worked out from it, so that no page can show what its readers may
not see. Dates, standings and counts are the same for every audience.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from functools import cache
from types import NoneType
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from wsoa.audience.audience import Audience
from wsoa.history.change import Change
from wsoa.history.moves.courses import Course
from wsoa.history.timeline import Event, Timeline
from wsoa.plan.dates import When
from wsoa.plan.head import Evidence, Role
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, Thing

_PLAIN = frozenset({str, bool, int, Decimal, When, NoneType, Ellipsis})
NOT_PUBLISHED = "Evidence that is not published"
_Part = TypeVar("_Part", bound=BaseModel)


def plan_for(plan: Plan, audience: Audience) -> Plan:
    """Return a plan as an audience may see it; the plan itself where nothing need be left out."""
    return plan if audience is Audience.ADVISER else _part(plan, audience)


def _part(part: _Part, audience: Audience) -> _Part:
    given = part.__dict__
    changed = {
        name: shown
        for name in _fields(type(part))
        if (shown := _value(given[name], audience)) is not given[name]
    }
    if isinstance(part, Role) and part.holder is not None and not audience.sees_names:
        changed["holder"] = None
    return part.model_copy(update=changed) if changed else part


@cache
def _fields(model: type[BaseModel]) -> tuple[str, ...]:
    """Return the fields of a model below which something may stand that not everybody sees.

    Most of a plan is text, dates and figures; what cannot hold evidence or a role is not looked through.
    """
    return tuple(name for name, field in model.model_fields.items() if _may_hide(field.annotation))


def _may_hide(kind: Any) -> bool:  # noqa: ANN401 - what a field is declared as, however that is written
    """True for every declaration that is not known to hold neither evidence nor a role."""
    if kind in _PLAIN or get_origin(kind) is Literal:
        return False
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return issubclass(kind, (Evidence, Role)) or bool(_fields(kind))
    inside = get_args(kind)[:1] if get_origin(kind) is Annotated else get_args(kind)
    return not inside or any(_may_hide(one) for one in inside)


def _value(value: Any, audience: Audience) -> Any:  # noqa: ANN401 - whatever a field of a plan holds
    """Return the same object where nothing in it need be left out, so that little is copied."""
    if isinstance(value, Evidence):
        return value if value.public or audience.sees_evidence else _unnamed(value)
    if isinstance(value, BaseModel):
        return _part(value, audience)
    if type(value) is tuple and value and isinstance(value[0], BaseModel):
        shown = tuple(_value(one, audience) for one in value)
        return value if all(a is b for a, b in zip(shown, value, strict=True)) else shown
    if isinstance(value, dict) and any(isinstance(one, BaseModel) for one in value.values()):
        pairs = {key: _value(one, audience) for key, one in value.items()}
        return value if all(pairs[key] is value[key] for key in value) else pairs
    return value


def _unnamed(evidence: Evidence) -> Evidence:
    """Keep that there is evidence and from when: to say there is none would be untrue."""
    return Evidence.model_construct(title=NOT_PUBLISHED, date=evidence.date, public=False)


def line_for(line: Timeline, audience: Audience) -> Timeline:
    """Return a plan's story as an audience may see it; what stays out of the plan stays out of its past."""
    if audience is Audience.ADVISER:
        return line
    events = [told for event in line.events if (told := event_for(event, audience)) is not None]
    return line._replace(
        events=tuple(events),
        first=plan_for(line.first, audience) if line.first else None,
        newest=plan_for(line.newest, audience) if line.newest else None,
        courses=tuple(_courses(line.courses, audience)),
    )


def _courses(courses: Iterable[Course], audience: Audience) -> Iterator[Course]:
    """Yield the courses as an audience may see them; an item has several, and is looked through once."""
    shown: dict[int, Thing] = {}
    for one in courses:
        thing = one.item.thing
        if id(thing) not in shown:
            shown[id(thing)] = _value(thing, audience)
        yield one._replace(item=one.item._replace(thing=shown[id(thing)]))


def event_for(event: Event, audience: Audience) -> Event | None:
    """Return one version's changes as an audience may see them; None where nothing else happened in it."""
    kept = tuple(told for change in event.changes if (told := _change(change, audience)) is not None)
    return event._replace(changes=kept) if kept or not event.changes else None


def _change(change: Change, audience: Audience) -> Change | None:
    """Leave out of a change what may not be seen; None where nothing is left of it."""
    shown = change._replace(
        item=_item(change.item, audience),
        old=_value(_untied(change.old), audience),
        new=_value(_untied(change.new), audience),
    )
    return None if shown.old == shown.new and change.old != change.new else shown


def _untied(value: Any) -> Any:  # noqa: ANN401 - whatever a change holds
    """Leave the evidence beside an update or a release out of the past; the plan itself shows what it may."""
    evidence = getattr(value, "evidence", None)
    if not evidence:
        return value
    return value.model_copy(update={"evidence": () if isinstance(evidence, tuple) else None})


def _item(item: Item, audience: Audience) -> Item:
    return item._replace(thing=_value(item.thing, audience))
