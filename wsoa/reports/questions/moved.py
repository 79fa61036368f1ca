"""Questions on what changed: dates that moved, what was withdrawn or undone, the rule behind the ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wsoa.findings import Finding
from wsoa.history.change import Flag
from wsoa.history.moves.moves import Move, Step
from wsoa.history.moves.noted import SilentMove
from wsoa.history.repository.versions import Commit
from wsoa.history.rules import eleventh_hour
from wsoa.plan.base import Misread
from wsoa.plan.change_records import moves_date
from wsoa.plan.dates import parse
from wsoa.plan.models import Change
from wsoa.plan.walk import Item, promises
from wsoa.reports.changes import change_line, days_moved, recorded, withdrawal_line
from wsoa.reports.questions.asked import COMMITMENT, Asked, Brief, Subject, Wording, ask
from wsoa.reports.questions.view import Named
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, sentence
from wsoa.words.nothing import NO_REASON
from wsoa.words.standings import say_moved
from wsoa.words.values import say_deadline

_UNEXPLAINED = Wording(
    Subject.MOVED, 3,
    "Why did [this date|these {n} dates] move, and who agreed?",
    "{n} [date|dates] moved with no reason recorded, or with no record of who agreed.",
    "the reason, who agreed and when, and where the decision can be read.",
    each=True,
)  # fmt: skip
_TOO_LATE = Wording(
    Subject.MOVED, 3,
    "How does the plan make sure that a new date is agreed before the old one falls?",
    "{n} [date|dates] moved after [it|they] had passed, or in [its|their] last two weeks.",
    "When the need for more time was known, who was told, and what will make it known earlier.",
)  # fmt: skip
_AGAIN = Wording(
    Subject.MOVED, 2,
    "What will keep the new [date|dates] of {the} moved more than once?",
    "{n} moved more than once.",
    "what is different this time, and who will say early if it is not.",
    each=True,
)  # fmt: skip
_MEANT = Wording(
    Subject.MOVED, 1,
    "What does it mean for families that {the} moved, and how were they told?",
    "{n} [date|dates] moved; the reason and who agreed are recorded.",
    "what families wait for longer, what they have meanwhile, and when they were told.",
    each=True,
)  # fmt: skip
_RULE = Wording(
    Subject.MOVED, 3,
    "Why did the rule behind the ratings change, and which ratings did it change?",
    "The rule changed in {n} [version|versions] of the plan.",
    "The reason, who agreed, and how the ratings stood before and after.",
)  # fmt: skip
_WITHDRAWN = Wording(
    Subject.RECORD, 2,
    "What became of {the} withdrawn with no reason recorded?",
    "{n} [is|are] no longer promised, and the plan does not say why.",
    "the reason, who agreed, and what takes its place.",
    each=True,
)  # fmt: skip
_GONE = Wording(
    Subject.RECORD, 3,
    "What became of {the} that the plan no longer holds?",
    "{n} [is|are] gone without being withdrawn, or [its ref stands|their refs stand] for something else.",
    "whether it was finished, is still promised, or was given up, and who agreed.",
    each=True,
)  # fmt: skip
_UNDONE = Wording(
    Subject.RECORD, 3,
    "What is the full story of {the} whose record was changed afterwards?",
    "{n} had a completion date that was taken out, or a report that was edited later.",
    "what happened, and why the earlier entry did not stand.",
    each=True,
)  # fmt: skip
_LOOSENED = Wording(
    Subject.FIGURES, 3,
    "Why did the [target|targets] of {the} become easier to reach, and who agreed?",
    "{n} [has|have] a target that is easier to reach than the one first published.",
    "the reason, who agreed, and what the first target was.",
    each=True,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Move:
    """One date that moved, by its record or by a version without one."""

    item: Item
    says: str
    explained: bool
    too_late: bool
    days: int


def _moves(brief: Brief) -> list[_Move]:
    """List every move known on the day, furthest first."""
    found = [
        _recorded(brief, item, change)
        for item, change in recorded(brief.at.plan)
        if moves_date(change) and brief.at.known(change.date) and not isinstance(change, SilentMove)
    ]
    found += _unrecorded(brief)
    return sorted(found, key=lambda move: -abs(move.days))


def _recorded(brief: Brief, item: Item, change: Change) -> _Move:
    line = change_line(brief.at, item, change)
    says = f"Moved from {line.old} to {line.new}; record of {line.date.words}. {line.reason} {line.agreed}"
    return _Move(
        item,
        says,
        explained=bool(change.reason and change.agreed_by),
        too_late=_after_due(brief, change),
        days=days_moved(brief.at, change),
    )


def _after_due(brief: Brief, change: Change) -> bool:
    """True where the record is dated after the old date had passed."""
    calendar = brief.at.plan.calendar
    try:
        old = parse(change.old).window(calendar).latest if change.old else None
    except Misread:
        return False
    agreed = change.date.window(calendar).earliest
    return old is not None and agreed is not None and agreed > old


def _unrecorded(brief: Brief) -> Iterator[_Move]:
    for move in brief.moves:
        for step in move.steps:
            if step.recorded == "not recorded":
                too_late = Flag.AFTER_DUE in step.change.flags or eleventh_hour(step)
                says = _stepped(brief, move, step)
                yield _Move(move.item, says, explained=False, too_late=too_late, days=step.change.days)


def _stepped(brief: Brief, move: Move, step: Step) -> str:
    calendar, change = brief.at.plan.calendar, step.change
    old, new = (say_deadline(date, calendar) for date in change.dates)
    codes = {code for _, code in move.ratings}
    told = [f"Moved from {old} to {new}, {_version(step.commit)}.", NO_REASON]
    told += [f"Rated {brief.at.code(codes.pop())} throughout."] if len(codes) == 1 and change.days > 0 else []
    told += ["The rule behind the ratings changed in the same version."] if step.rule else []
    return " ".join(told)


def _version(commit: Commit | None) -> str:
    return f"version {commit.short} of {say_day(commit.committed)}" if commit else "not committed yet"


def unexplained(brief: Brief) -> Asked | None:
    """Ask about moves with no reason, or with no record of who agreed."""
    return _ask(brief, _UNEXPLAINED, [move for move in _moves(brief) if not move.explained])


def too_late(brief: Brief) -> Asked | None:
    """Ask about moves made after the date had passed, or just before."""
    return _ask(brief, _TOO_LATE, [move for move in _moves(brief) if move.too_late])


def meant(brief: Brief) -> Asked | None:
    """Ask what the explained moves mean for families."""
    return _ask(brief, _MEANT, [move for move in _moves(brief) if move.explained])


def _ask(brief: Brief, wording: Wording, found: Sequence[_Move]) -> Asked | None:
    return ask(wording, len(found), "date", (brief.named(move.item, move.says) for move in found))


def again(brief: Brief) -> Asked | None:
    """Ask about dates that moved more than once."""
    times: dict[str, list[_Move]] = {}
    for move in _moves(brief):
        times.setdefault(move.item.ref, []).append(move)
    found = [group for group in times.values() if len(group) > 1]
    noun = brief.noun([c for c in brief.work if c.ref in times])
    items = (brief.named(group[0].item, _series(group)) for group in found)
    return ask(_AGAIN, len(found), noun, items)


def _series(group: Sequence[_Move]) -> str:
    days = sum(move.days for move in group)
    moved = capital(say_moved(len(group), days))
    return f"{moved} in all." if days else f"{moved}."


def rule(brief: Brief) -> Asked | None:
    """Ask about changes of the rule behind the ratings."""
    line = brief.line
    events = [e for e in line.events if any(Flag.THRESHOLD in c.flags for c in e.changes)] if line else []
    items = (brief.plain(capital(_version(event.commit)), "The rating scheme changed.") for event in events)
    return ask(_RULE, len(events), "version", items)


def withdrawn(brief: Brief) -> Asked | None:
    """Ask about what is no longer promised with no reason recorded."""
    found = [
        (item, withdrawal_line(brief.at, item, promise.withdrawn))
        for item, promise in promises(brief.at.plan)
        if promise.withdrawn is not None and brief.at.withdrawn(promise) and not promise.withdrawn.reason
    ]
    items = (
        brief.named(
            item, f"Withdrawn {line.date.words}{f', {line.effect}' if line.effect else ''}. {line.agreed}"
        )
        for item, line in found
    )
    return ask(_WITHDRAWN, len(found), COMMITMENT, items)


def gone(brief: Brief) -> Asked | None:
    """Ask about what vanished, and refs that now stand for something else."""
    return _from_history(brief, _GONE, {"WSOA525", "WSOA526"}, "entry")


def undone(brief: Brief) -> Asked | None:
    """Ask about completions that were undone and reports that were edited."""
    return _from_history(brief, _UNDONE, {"WSOA527", "WSOA529"}, "entry")


def loosened(brief: Brief) -> Asked | None:
    """Ask about targets that became easier to reach."""
    return _from_history(brief, _LOOSENED, {"WSOA528"}, brief.at.plan.labels.kpi)


def _from_history(brief: Brief, wording: Wording, codes: set[str], noun: str) -> Asked | None:
    found = [f for f in brief.past if f.code in codes]
    return ask(wording, len(found), noun, (_found(brief, f) for f in found))


def _found(brief: Brief, finding: Finding) -> Named:
    item = brief.items.get(finding.ref)
    says = sentence(finding.message)
    return brief.named(item, says) if item is not None else brief.plain(finding.ref, says)


MAKERS = (unexplained, too_late, again, meant, rule, withdrawn, gone, undone, loosened)
