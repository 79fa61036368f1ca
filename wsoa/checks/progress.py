"""5xx: what the reports say, and what they leave out, as things stood on a day."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta

from wsoa.assess.assessment import Commitment
from wsoa.assess.commitments import after
from wsoa.checks.rule import Hit, View, about, rule
from wsoa.checks.words import listed, restated, written
from wsoa.findings import Severity
from wsoa.plan.models import Promise, Update
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Path
from wsoa.words.dates import day_or_none
from wsoa.words.numbers import count_days
from wsoa.words.standings import say_disagreement

MANY = 5
SHARED = 3
_OVER = frozenset({Standing.COMPLETE, Standing.WITHDRAWN})
_FIGURES = frozenset({"baseline", "target"})


def _hit(c: Commitment, message: str, advice: str) -> Hit:
    return Hit(c.path, message, advice, c.ref)


def _each_or_all(
    view: View, lacking: Sequence[Commitment], of: int, one: Callable[[Commitment], Hit], all_of_them: str
) -> Iterator[Hit]:
    """Yield a hit each; a single one for the plan where five or more have the same lack without exception."""
    if len(lacking) == of >= MANY:
        refs = listed([c.ref for c in lacking])
        yield view.inside((), f"{all_of_them.format(count=of)}: {refs}", one(lacking[0]).advice)
        return
    yield from map(one, lacking)


def _finished(view: View) -> list[Commitment]:
    """Finished actions, milestones and the area's own reviews; the date of a figure is the figure's own."""
    done = (c for c in view.commitments if c.standing is Standing.COMPLETE and not c.from_others)
    return [c for c in done if c.kind not in _FIGURES]


@rule("WSOA501", "complete-without-date", Severity.WARNING, "progress")
def complete_without_date(view: View) -> Iterator[Hit]:
    """Reported as finished, but not when, so that nobody can tell whether it was late."""
    finished = _finished(view)
    undated = [c for c in finished if c.completed is None]
    yield from _each_or_all(
        view,
        undated,
        len(finished),
        lambda c: _hit(
            c,
            f"{c.kind} {c.ref} is complete, but nothing says when it was finished",
            "add completed: with the date",
        ),
        "none of the {count} finished commitments says when it was finished",
    )


@rule("WSOA502", "complete-without-evidence", Severity.INFO, "progress")
def complete_without_evidence(view: View) -> Iterator[Hit]:
    """Finished, with nothing to show for it."""
    finished = [c for c in _finished(view) if c.kind != "review"]
    bare = [c for c in finished if not _shown(c)]
    yield from _each_or_all(
        view,
        bare,
        len(finished),
        lambda c: _hit(
            c,
            f"{c.kind} {c.ref} is complete, but no evidence is recorded",
            "add evidence: with a title and where it can be read",
        ),
        "none of the {count} finished commitments has evidence recorded",
    )


def _shown(c: Commitment) -> bool:
    thing = c.item.thing
    return isinstance(thing, Promise) and (bool(thing.evidence) or any(u.evidence for u in thing.updates))


@rule("WSOA503", "complete-before-prerequisite", Severity.WARNING, "progress")
def complete_before_prerequisite(view: View) -> Iterator[Hit]:
    """Finished before something that it depends on."""
    by_ref = {c.ref: c for c in view.commitments}
    for c in view.commitments:
        thing = c.item.thing
        if c.standing is not Standing.COMPLETE or not isinstance(thing, Promise):
            continue
        for index, ref in enumerate(thing.depends_on):
            needed = by_ref.get(ref)
            problem = _too_soon(c, needed) if needed else ""
            if problem:
                yield about(c.item, problem, "check both, or delete the dependency", "depends_on", index)


def _too_soon(c: Commitment, needed: Commitment) -> str:
    if needed.standing is Standing.WITHDRAWN:
        return ""
    if needed.standing is not Standing.COMPLETE:
        return (
            f"{c.ref} is complete, but {needed.ref}, on which it depends, is {needed.standing.word.lower()}"
        )
    if c.completed is None or needed.completed is None or c.completed >= needed.completed:
        return ""
    theirs = f"{needed.ref}, on which it depends, by {day_or_none(needed.completed)}"
    return f"{c.ref} was finished by {day_or_none(c.completed)}, but {theirs}"


@rule("WSOA504", "overdue-without-update", Severity.WARNING, "progress")
def overdue_without_update(view: View) -> Iterator[Hit]:
    """Past its date, with nothing reported since."""
    overdue = [c for c in view.commitments if c.overdue and c.kind not in _FIGURES]
    silent = [c for c in overdue if c.standing is Standing.UNREPORTED]
    yield from _each_or_all(
        view,
        silent,
        len(overdue),
        lambda c: _hit(
            c, _overdue(c), "add an update: what was done, what is left and when it is now expected"
        ),
        "none of the {count} overdue commitments has been reported on since its date",
    )


def _overdue(c: Commitment) -> str:
    last = (
        f"the last report is of {day_or_none(c.last_report)}"
        if c.last_report
        else "nothing has been reported"
    )
    due = day_or_none(c.due.latest if c.due else None)
    return f"{c.kind} {c.ref} was due by {due} and is {count_days(c.days_late)} late; {last}"


@rule("WSOA505", "stale-update", Severity.WARNING, "progress")
def stale_update(view: View) -> Iterator[Hit]:
    """Open, and the last report is older than the plan allows."""
    day = view.assessment.as_of if view.assessment else None
    limit = view.plan.scheme.stale_days
    open_ones = [
        c for c in view.commitments if c.standing not in {*_OVER, Standing.UNREPORTED} and c.last_report
    ]
    stale = [c for c in open_ones if day and c.last_report and day - c.last_report > timedelta(days=limit)]
    yield from _each_or_all(
        view,
        stale,
        len(open_ones),
        lambda c: _hit(
            c,
            f"{c.kind} {c.ref} was last reported on {day_or_none(c.last_report)}, "
            f"more than {count_days(limit)} ago",
            "add an update",
        ),
        f"the last report on each of {{count}} open commitments is more than {count_days(limit)} old",
    )


def _known_updates(view: View) -> Iterator[tuple[Path, Update]]:
    """Updates that were known on the day."""
    day = view.assessment.as_of if view.assessment else None
    return (
        (path, u)
        for path, u in view.updates
        if day is not None and not after(u.date, view.plan.calendar, day)
    )


@rule("WSOA506", "copied-update", Severity.WARNING, "progress")
def copied_update(view: View) -> Iterator[Hit]:
    """The same words twice under one item, or under three items on one date."""
    on_item: dict[tuple[Path, str], Update] = {}
    on_date: dict[tuple[str, str], list[Path]] = {}
    for path, update in _known_updates(view):
        words = " ".join(update.text.casefold().split())
        first = on_item.setdefault((path[:-2], words), update)
        if first is not update:
            message = f"this update repeats the one of {written(first.date)} word for word"
            yield view.inside(path, message, "say what has changed since, or that nothing has")
        elif update.text != restated(update.rating, update.forecast, update.blocker, update.help_needed):
            on_date.setdefault((update.date.text, words), []).append(path)
    for paths in on_date.values():
        if len(paths) >= SHARED:
            refs = [view.inside(path, "").ref for path in paths]
            yield view.inside(
                paths[0], f"the same update stands under {listed(refs)}", "say of each what was done for it"
            )


@rule("WSOA507", "rating-disagrees", Severity.WARNING, "progress")
def rating_disagrees(view: View) -> Iterator[Hit]:
    """The owner's rating is better than the facts allow."""
    for c in view.commitments:
        if c.disagreement:
            yield _hit(
                c,
                f"{c.kind} {c.ref} is {say_disagreement(c.disagreement)}",
                "update the rating, or record the change of date with its reason",
            )


@rule("WSOA508", "promise-overdue", Severity.WARNING, "progress")
def promise_overdue(view: View) -> Iterator[Hit]:
    """A baseline or a target that was promised by a date now past."""
    figures = [c for c in view.commitments if c.kind in _FIGURES]
    late = [c for c in figures if c.overdue]
    for c in late:
        day = day_or_none(c.due.latest if c.due else None)
        yield _hit(
            c,
            f"the {c.kind} of KPI {c.item.ref} was promised by {day} and is not yet published",
            "add its value:, or record a change of date",
        )


@rule("WSOA509", "dated-in-the-future", Severity.INFO, "progress")
def dated_in_the_future(view: View) -> Iterator[Hit]:
    """A completion or a report dated after the day, and so not counted. One finding where there are many."""
    day = view.assessment.as_of if view.assessment else None
    if day is None:
        return
    ahead = [path for path, update in view.updates if after(update.date, view.plan.calendar, day)]
    ahead += [
        (*item.path, "completed")
        for item, promise in view.promises
        if promise.completed is not None and after(promise.completed, view.plan.calendar, day)
    ]
    advice = "check the date; it counts once the day has come"
    if len(ahead) > MANY:
        yield view.inside(
            (),
            f"{len(ahead)} updates and completions are dated after {day_or_none(day)} and are not counted",
            advice,
        )
        return
    for path in ahead:
        what = "completion" if path[-1] == "completed" else "update"
        yield view.inside(path, f"this {what} is dated after {day_or_none(day)} and is not counted", advice)


RULES = (
    complete_without_date,
    complete_without_evidence,
    complete_before_prerequisite,
    overdue_without_update,
    stale_update,
    copied_update,
    rating_disagrees,
    promise_overdue,
    dated_in_the_future,
)
