"""2xx: dates that cannot be worked out, or that do not fit each other or the plan."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from wsoa.checks.rule import Hit, View, about, rule
from wsoa.checks.words import written
from wsoa.findings import Severity
from wsoa.plan.dates import Precision, When
from wsoa.plan.models import Action, Promise
from wsoa.plan.walk import Item, Path
from wsoa.words.dates import day_or_none

_FAR = 3653  # days in ten years
_EARLY = 1096  # days in three
_PROMISED = frozenset({"due", "by", "promised"})


@rule("WSOA205", "offset-without-start", Severity.ERROR, "structure")
def offset_without_start(view: View) -> Iterator[Hit]:
    """A date such as “6 months” in a plan that does not say from when."""
    if view.plan.start is not None:
        return
    for path, when in view.dates:
        if when.precision is Precision.OFFSET:
            message = f"“{when.text}” counts from the start of the plan, but the plan gives no start"
            yield view.inside(path, message, "add start: to plan.yaml, such as start: 2019-10-18")


@rule("WSOA206", "unknown-term", Severity.ERROR, "structure")
def unknown_term(view: View) -> Iterator[Hit]:
    """A school term whose days the plan does not give."""
    known = view.plan.calendar.terms
    for path, when in view.dates:
        if when.precision is Precision.TERM and when.text not in known:
            close = get_close_matches(when.text, list(known), n=1, cutoff=0.8)
            advice = f"add it under terms: in plan.yaml: {when.text}: {{starts: …, ends: …}}"
            yield view.inside(
                path,
                f"the plan does not say when the {when.text} is",
                f"did you mean {close[0]}? Or {advice}" if close else advice,
            )


@rule("WSOA207", "date-outside-plan", Severity.WARNING, "fitness")
def date_outside_plan(view: View) -> Iterator[Hit]:
    """A date so far from the plan's own that a digit is probably wrong."""
    anchor, ends = _anchor(view), _life_end(view)
    if anchor is None:
        return
    for path, when in view.dates:
        window = view.window(when)
        early, late = window.latest or window.earliest, window.earliest or window.latest
        if early is None or late is None:
            continue
        if (anchor - early).days > _FAR or (late - anchor).days > _FAR:
            yield view.inside(
                path,
                f"{written(when)} is more than 10 years from the plan's own date, {day_or_none(anchor)}",
                "check the year",
            )
        elif path[-1] in _PROMISED:
            yield from _promised_outside(view, path, when, (anchor, ends), (early, late))


def _promised_outside(
    view: View, path: Path, when: When, life: tuple[date, date | None], window: tuple[date, date]
) -> Iterator[Hit]:
    anchor, ends = life
    early, late = window
    start = view.plan.start.fixed.earliest if view.plan.start and view.plan.start.fixed and ends else None
    if (anchor - early).days > _EARLY:
        before = f"when the plan was written, {day_or_none(anchor)}"
        message = f"{written(when)} was already more than three years past {before}"
        yield view.inside(path, message, "check the year")
    elif ends is not None and late > ends:
        yield view.inside(
            path,
            f"{written(when)} is after the end of the plan, {day_or_none(ends)}",
            "check the date, or move ends:",
        )
    elif start is not None and early < start:
        yield view.inside(
            path,
            f"{written(when)} is before the start of the plan, {day_or_none(start)}",
            "check the date, or move start:",
        )


def _anchor(view: View) -> date | None:
    """The day the plan was written, as near as it says."""
    plan = view.plan
    known = (plan.document.date if plan.document else None, plan.accepted, plan.submitted, plan.start)
    return next((day for when in known if when is not None and (day := view.window(when).latest)), None)


def _life_end(view: View) -> date | None:
    """The last day of the plan, where it gives both a start and an end."""
    plan = view.plan
    return view.window(plan.ends).latest if plan.ends is not None and plan.start is not None else None


@rule("WSOA208", "milestone-after-action", Severity.WARNING, "fitness")
def milestone_after_action(view: View) -> Iterator[Hit]:
    """A step that ends after the action it belongs to."""
    for item, milestone in view.live:
        action = item.action
        if item.kind != "milestone" or action is None:
            continue
        mine, whole = _last_day(view, milestone.due), _last_day(view, action.due)
        if mine is not None and whole is not None and mine > whole:
            message = (
                f"milestone {item.ref} is due by {day_or_none(mine)}, but its action by {day_or_none(whole)}"
            )
            yield about(item, message, "change one of the two dates, with a record under changes:", "due")


@rule("WSOA209", "due-before-prerequisite", Severity.WARNING, "fitness")
def due_before_prerequisite(view: View) -> Iterator[Hit]:
    """Something due before what it depends on is due."""
    for item, promise in view.live:
        mine = _end_of(view, item) if promise.depends_on else None
        for index, ref in enumerate(promise.depends_on if mine else ()):
            needed = view.numbered.get(ref)
            theirs = _end_of(view, needed) if needed else None
            if mine is not None and theirs is not None and mine < theirs:
                first = f"depends on {ref}, due by {day_or_none(theirs)}"
                message = f"{item.ref} is due by {day_or_none(mine)}, but {first}"
                path = (*item.path, "depends_on", index)
                yield view.inside(path, message, "check both dates, or delete the dependency")


def _end_of(view: View, item: Item) -> date | None:
    """The last day of an action or milestone; an undated action ends with its milestones."""
    thing = item.thing
    if not isinstance(thing, Promise) or thing.withdrawn is not None:
        return None
    if thing.due is not None or not isinstance(thing, Action):
        return _last_day(view, thing.due)
    return max((day for m in thing.milestones if (day := _last_day(view, m.due))), default=None)


def _last_day(view: View, due: When | None) -> date | None:
    return view.window(due).latest if due is not None else None


RULES = (
    offset_without_start,
    unknown_term,
    date_outside_plan,
    milestone_after_action,
    due_before_prerequisite,
)
