"""Everything promised by a date, in one shape: actions, milestones, KPI baselines and targets, reviews."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple

from wsoa.plan.base import Misread
from wsoa.plan.change_records import about, leading_to
from wsoa.plan.dates import Calendar, Deadline, When, deadline, parse
from wsoa.plan.head import Review
from wsoa.plan.kpis import Baseline, Kpi, Measure, Target
from wsoa.plan.models import Change, Plan, Promise, PublishedRating, Update, Withdrawal
from wsoa.plan.walk import Item, Path, walk

Kind = Literal["action", "milestone", "baseline", "target", "review"]
KINDS: tuple[Kind, ...] = ("action", "milestone", "baseline", "target", "review")


class DatedPromise(NamedTuple):
    """Anything a plan promises by a date, as the plan states it: no day is chosen, so nothing is late yet.

    A :class:`wsoa.plan.models.Promise` is an action or a milestone in the file. A dated promise may also be a
    baseline or target to be published, or a review; assessed on a day, it is a
    :class:`wsoa.assess.assessment.Commitment`.
    """

    kind: Kind
    ref: str
    title: str
    item: Item
    path: Path
    due: When | None = None
    printed_due: str | None = None
    start: When | None = None
    leads: tuple[str, ...] = ()
    resource: str | None = None
    rating: PublishedRating | None = None
    completed: When | None = None
    finished: bool = False
    updates: tuple[Update, ...] = ()
    changes: tuple[Change, ...] = ()
    withdrawn: Withdrawal | None = None
    owner: Promise | Review | Baseline | Target | None = None
    from_others: bool = False
    """True for a review that somebody else owes the area: a visit by the inspectors."""


def promised(plan: Plan) -> Iterator[DatedPromise]:
    """Yield every commitment of a plan, in plan order. An action with milestones gives way to them."""
    for item in walk(plan):
        thing = item.thing
        if item.kind == "action" and item.action is not None and not item.action.milestones:
            yield _from_promise("action", item, item.action, item.action.leads)
        elif item.kind == "milestone" and isinstance(thing, Promise) and item.action is not None:
            yield _from_promise("milestone", item, thing, thing.leads or item.action.leads)
        elif isinstance(thing, Measure) and item.kpi is not None:
            yield from _from_measure(item, thing, item.kpi)
        elif isinstance(thing, Review) and thing.due is not None:
            yield DatedPromise(
                "review", item.ref, thing.title, item, item.path,
                due=thing.due, completed=thing.date, finished=thing.date is not None, changes=thing.changes,
                owner=thing,
                from_others=thing.from_others(plan.own_names),
            )  # fmt: skip


def _from_promise(kind: Kind, item: Item, thing: Promise, leads: tuple[str, ...]) -> DatedPromise:
    resource = thing.resource or (item.action.resource if item.action else None)
    withdrawn = _first_withdrawal(thing, item)
    return DatedPromise(
        kind, item.ref, thing.title, item, item.path,
        due=thing.due, printed_due=thing.printed.get("due"), start=thing.start,
        leads=leads, resource=resource,
        rating=thing.rating, completed=thing.completed, finished=thing.completed is not None,
        updates=thing.updates, changes=thing.changes, withdrawn=withdrawn, owner=thing,
    )  # fmt: skip


def _first_withdrawal(thing: Promise, item: Item) -> Withdrawal | None:
    """Return the withdrawal that came first: of a milestone itself, or of its whole action."""
    both = [p.withdrawn for p in (thing, item.action) if p is not None and p.withdrawn is not None]
    return min(both, key=lambda w: (w.date.fixed.latest if w.date.fixed else None) or date.max, default=None)


def _from_measure(item: Item, measure: Measure, kpi: Kpi) -> Iterator[DatedPromise]:
    leads = (kpi.owner,) if kpi.owner else ()
    baseline = measure.baseline
    if baseline is not None and baseline.promised is not None:
        known = baseline.value is not None or baseline.suppressed
        yield DatedPromise(
            "baseline", f"{item.ref}#baseline", f"Set the baseline: {measure.title}",
            item, (*item.path, "baseline"),
            due=baseline.promised, leads=leads, completed=baseline.set or (baseline.at if known else None),
            finished=known or baseline.set is not None, owner=baseline,
            changes=_records(measure, "baseline", baseline.promised),
        )  # fmt: skip
    for index, target in enumerate(measure.targets):
        if target.promised is not None:
            known = target.value is not None or target.change is not None
            yield DatedPromise(
                "target", f"{item.ref}#target-{index + 1}", f"Set the target: {measure.title}", item,
                (*item.path, "targets", index), due=target.promised, leads=leads, completed=target.set,
                finished=known or target.set is not None, owner=target,
                changes=_records(measure, "target promised", target.promised),
            )  # fmt: skip


def _records(measure: Measure, name: str, now: When) -> tuple[Change, ...]:
    """Return a measure's change records of one of its promised dates, as changes of that date.

    Of several targets, each has the records that lead to its own date.
    """
    own = about(measure.changes, name)
    if name == "target promised" and len(measure.targets) > 1:
        own = leading_to(sorted(own, key=_agreed), now.text)
    return tuple(change.model_copy(update={"field": "due"}) for change in own)


def _agreed(change: Change) -> date:
    return (change.date.fixed.latest if change.date.fixed else None) or date.min


class DueHistory(NamedTuple):
    """A due date as it stood on a day, the date first promised, and how often it had moved by then."""

    current: Deadline | None
    original: Deadline | None
    moves: int
    moved_days: int
    unexplained: int = 0
    """How many of the moves have no reason recorded."""


def due_on(promise: DatedPromise, calendar: Calendar, as_of: date) -> DueHistory:
    """Read the due date as it stood on a day, by the change records dated up to then."""
    if not promise.changes:
        due = deadline(promise.due, calendar, promise.printed_due)
        return DueHistory(due, due, 0, 0)
    known, later = _due_changes(promise.changes, calendar, as_of)
    text = later[0].old if later else None
    current = deadline(_when(text) or promise.due if later else promise.due, calendar, promise.printed_due)
    original = current
    if known:
        first = _when(known[0].old)
        original = deadline(first, calendar, promise.printed_due) if first else current
    if current is not None and original is not None and known:
        current = current._replace(printed=None)
    moved = _days_between(original, current)
    unexplained = sum(1 for change in known if not change.reason)
    return DueHistory(current, original, len(known), moved, unexplained)


def _due_changes(
    changes: Sequence[Change], calendar: Calendar, as_of: date
) -> tuple[list[Change], list[Change]]:
    dated = sorted(
        (change for change in changes if change.field == "due"),
        key=lambda change: change.date.window(calendar).latest or date.min,
    )
    known = [change for change in dated if not after(change.date, calendar, as_of)]
    return known, [change for change in dated if after(change.date, calendar, as_of)]


def after(when: When, calendar: Calendar, as_of: date) -> bool:
    """True where a date is not yet wholly past on a day, so that nothing dated so was known by then."""
    latest = when.window(calendar).latest
    return latest is not None and latest > as_of


def _when(text: str | None) -> When | None:
    try:
        return parse(text) if text else None
    except Misread:
        return None  # a rule reports it; arithmetic goes on without it


def _days_between(original: Deadline | None, current: Deadline | None) -> int:
    if original is None or current is None or original.latest is None or current.latest is None:
        return 0
    return (current.latest - original.latest).days
