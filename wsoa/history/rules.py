"""Findings that need a plan's history: deadlines that moved, items that vanished, facts that were undone.

They are warnings in neutral words. A change that a record explains is not a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, Severity, in_order
from wsoa.history.change import Change, Flag
from wsoa.history.moves.moves import Dropped, Move, Step, drops, moves
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Timeline
from wsoa.plan.dates import Precision
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk

ELEVENTH_HOUR_DAYS = 14
"""A deadline moved this few days before it falls was moved at the eleventh hour."""
SERIAL_MOVES = 3
"""A deadline moved this often slips in series."""

RULES = (
    ("WSOA521", "moved-without-record", Severity.WARNING),
    ("WSOA522", "moved-after-due", Severity.WARNING),
    ("WSOA523", "eleventh-hour-move", Severity.INFO),
    ("WSOA524", "serial-slip", Severity.WARNING),
    ("WSOA525", "vanished", Severity.WARNING),
    ("WSOA526", "ref-recycled", Severity.WARNING),
    ("WSOA527", "completion-undone", Severity.WARNING),
    ("WSOA528", "target-loosened", Severity.WARNING),
    ("WSOA529", "update-rewritten", Severity.WARNING),
    ("WSOA530", "deadline-dropped", Severity.WARNING),
    ("WSOA534", "record-rewritten", Severity.WARNING),
    ("WSOA535", "date-altered", Severity.INFO),
    ("WSOA536", "history-not-known", Severity.WARNING),
)
"""Every code of this room, with its name and severity."""
_KNOWN = {code: (name, severity) for code, name, severity in RULES}


def history_findings(line: Timeline, loaded: LoadedPlan) -> tuple[Finding, ...]:
    """Return what a plan's history gives reason to ask about, at the places where the items stand now."""
    plan = loaded.plan
    if plan is None:
        return ()
    found = [finding for move in moves(line) for finding in _moved(move, loaded)]
    found += [finding for dropped in drops(line) for finding in _dropped(dropped, loaded)]
    here = _Here(line, plan)
    for event in line.events:
        for change in event.changes:
            found += _undone(change, event.commit, here, loaded)
    if line.gap:
        found.append(history_unknown(loaded, line.gap))
    return in_order(found)


def history_unknown(loaded: LoadedPlan, gap: str) -> Finding:
    """Say that the history, or part of it, could not be looked at; something may be there all the same."""
    lacking = "only part of the plan's history is here" if gap == "part" else "the plan's history is not here"
    message = f"{lacking}, so whether anything changed unseen is not known"
    way_out = "fetch the whole history, git fetch --unshallow, and look again where git can read it"
    name, severity = _KNOWN["WSOA536"]
    return Finding(
        "WSOA536", name, severity, message, loaded.sources.place((), key=True), way_out, "", "history"
    )


class _Here:
    """What the items of a plan's past are now, if they are still there."""

    def __init__(self, line: Timeline, plan: Plan) -> None:
        items = (Item("plan", plan.area, (), plan), *walk(plan))
        self._known = {line.identities.get(item.path, 0): item for item in items}
        self._refs: dict[tuple[str, str], Item] = {(item.kind, item.ref): item for item in walk(plan)}

    def of(self, change: Change) -> Item | None:
        """Return what the item of a change is now; None where it is gone."""
        if change.identity:
            return self._known.get(change.identity)
        return self.named(change)

    def named(self, change: Change) -> Item | None:
        """Return what has the ref of a change's item now."""
        return self._refs.get((change.item.kind, change.item.ref))


def _moved(move: Move, loaded: LoadedPlan) -> Iterator[Finding]:
    for number, step in enumerate(move.steps, 1):
        field = f"due.{number}" if move.name == "due" else f"{move.name}.{number}"
        if step.recorded == "not recorded":
            moved = f"the date of {move.item.ref} moved {_from_to(step)}"
            words = f"{moved} with no reason recorded{_where(step)}"
            yield _finding("WSOA521", words, _way_out(step, move.name), move.item, loaded, field)
        if Flag.AFTER_DUE in step.change.flags and step.recorded != "recorded":
            words = f"the date of {move.item.ref} moved {_from_to(step)} after it had passed{_where(step)}"
            yield _finding("WSOA522", words, _with_the_move(step, move.name), move.item, loaded, field)
        elif eleventh_hour(step) and step.recorded != "recorded":
            words = f"the date of {move.item.ref} moved {_from_to(step)} in its last days{_where(step)}"
            yield _finding("WSOA523", words, _with_the_move(step, move.name), move.item, loaded, field)
    if len([step for step in move.steps if step.change.days > 0]) >= SERIAL_MOVES:
        words = f"the date of {move.item.ref} has moved {len(move.steps)} times, by {move.days:,} days in all"
        way_out = "ask what stands in the way, and set a date that will be kept"
        yield _finding("WSOA524", words, way_out, move.item, loaded, "due.series")


def _dropped(dropped: Dropped, loaded: LoadedPlan) -> Iterator[Finding]:
    step = dropped.step
    if step.recorded != "not recorded":
        return
    open_ended = step.new is not None and step.new.endless
    became = "was made open-ended" if open_ended else "was taken away"
    old = step.texts[0]
    words = f"the date of {dropped.item.ref}, {old}, {became} with no reason recorded{_where(step)}"
    way_out = f"give it a date again, or {_way_out(step, dropped.name)}"
    yield _finding("WSOA530", words, way_out, dropped.item, loaded, f"{dropped.name}.dropped")


def _way_out(step: Step, name: str) -> str:
    """Say which record explains a change of a date: one of its item, or of what its date counts from."""
    if Flag.BY_CALENDAR in step.change.flags and step.new is not None:
        keys = {Precision.TERM: "terms", Precision.OFFSET: "start"}
        key = keys.get(step.new.window.precision, "year")
        where, name = "to plan.yaml, on its first level,", key
    else:
        where = "to it"
    return f"add {where} a record under changes: with date, field: {name}, from, to, reason and agreed_by"


def _with_the_move(step: Step, name: str) -> str:
    """Say what answers a move whose record had to come with it; nothing written later does."""
    if step.commit is None:
        return _way_out(step, name)
    return "no later record undoes it: say why in an update, and silence it with a reason once it is reported"


def _from_to(step: Step) -> str:
    old, new = (text or "no date" for text in step.texts)
    return f"from {old} to {new}"


def _where(step: Step) -> str:
    """Name the commit that wrote a date and its day, and the day it came into force where that is another."""
    written, commit = step.written, step.commit
    if written is None or commit is None:
        return _at(commit)
    force = f", in force {commit.committed.isoformat()}" if commit.committed != written.day_written else ""
    return f" (commit {written.short}, {written.day_written.isoformat()}{force})"


def _at(commit: Commit | None) -> str:
    return f" (commit {commit.short}, {commit.committed.isoformat()})" if commit else " (not committed yet)"


def eleventh_hour(step: Step) -> bool:
    """True where a date was made later in the last days before it fell."""
    day, latest = step.day_written, step.old.latest if step.old else None
    if day is None or latest is None or step.change.days <= 0:
        return False
    return timedelta(0) <= latest - day <= timedelta(ELEVENTH_HOUR_DAYS)


def _undone(change: Change, commit: Commit | None, here: _Here, loaded: LoadedPlan) -> Iterator[Finding]:
    for flag, (code, words, way_out) in _UNDONE.items():
        at = here.named(change) if flag is Flag.REF_RECYCLED else here.of(change)
        if flag in change.flags and not _explained(flag, change, at):
            what = change.field.replace("_", " ") or "it"
            message = words.format(ref=change.item.ref, title=change.item.title, field=what) + _at(commit)
            field = f"{change.field}.{flag.value}"
            yield _finding(code, message, way_out, at or change.item, loaded, field, gone=at is None)


_UNDONE = {
    Flag.VANISHED: (
        "WSOA525",
        "{ref} is gone without having been withdrawn: {title}",
        "put it back with withdrawn: and a reason",
    ),
    Flag.REF_RECYCLED: (
        "WSOA526",
        "the ref {ref} now stands for something else than before",
        "give the new item a ref of its own; a ref is never used again",
    ),
    Flag.COMPLETION_UNDONE: (
        "WSOA527",
        "{ref} had a completion date, which was taken out",
        "add an update that says what happened",
    ),
    Flag.TARGET_LOOSENED: (
        "WSOA528",
        "a target of {ref} became easier to reach",
        "add a record under changes: with field: target, from, to, reason and agreed_by",
    ),
    Flag.UPDATE_REWRITTEN: (
        "WSOA529",
        "an update on {ref} was edited or taken out after it was written",
        "leave the old update as it was and add a new one that corrects it",
    ),
    Flag.RECORD_REWRITTEN: (
        "WSOA534",
        "a change record of {ref} was edited or taken out after it was written",
        "put the old record back, and add a new one that corrects it",
    ),
    Flag.DATE_ALTERED: (
        "WSOA535",
        "a date in {field} of {ref} was changed or taken out after it was stated",
        "check that it is right now, and say in note: what was wrong",
    ),
}


def _explained(flag: Flag, change: Change, at: Item | None) -> bool:
    """True where what was undone has since been put right, or a record explains it."""
    if flag is Flag.VANISHED:
        return at is not None
    if flag is Flag.TARGET_LOOSENED:
        return Flag.RECORDED in change.flags
    if flag is Flag.COMPLETION_UNDONE:
        return at is not None and getattr(at.thing, "completed", None) is not None
    return False


def _finding(
    code: str, message: str, way_out: str, item: Item, loaded: LoadedPlan, field: str, *, gone: bool = False
) -> Finding:
    """Make a finding at the item's place; of an item that is gone, at the top of the plan."""
    name, severity = _KNOWN[code]
    path = () if gone else (*item.path, "due") if field.startswith("due.") else item.path
    return Finding(
        code, name, severity, message, loaded.sources.place(path, key=True), way_out, item.ref, field
    )
