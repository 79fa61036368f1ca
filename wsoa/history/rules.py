"""Findings that need a plan's history: deadlines that moved, items that vanished, facts that were undone.

They are warnings in neutral words. A change that a record explains is not a finding.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding, Severity, in_order
from wsoa.history.change import Change, Flag
from wsoa.history.moves import Move, Step, moves
from wsoa.history.timeline import Timeline
from wsoa.history.versions import Commit
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
)
"""Every code of this room, with its name and severity."""
_KNOWN = {code: (name, severity) for code, name, severity in RULES}


def history_findings(line: Timeline, loaded: LoadedPlan) -> tuple[Finding, ...]:
    """Return what a plan's history gives reason to ask about, at the places where the items stand now."""
    plan = loaded.plan
    if plan is None:
        return ()
    found = [finding for move in moves(line) for finding in _moved(move, loaded)]
    where: dict[tuple[str, str], Item] = {(item.kind, item.ref): item for item in walk(plan)}
    for event in line.events:
        for change in event.changes:
            found += _undone(change, event.commit, where, loaded)
    return in_order(found)


def _moved(move: Move, loaded: LoadedPlan) -> Iterator[Finding]:
    for number, step in enumerate(move.steps, 1):
        field = f"due.{number}"
        if step.recorded == "not recorded":
            moved = f"the date of {move.item.ref} moved {_from_to(step)}"
            words = f"{moved} with no reason recorded{_where(step.commit)}"
            way_out = "add a record under changes: with its date, from, to, reason and agreed_by"
            yield _finding("WSOA521", words, way_out, move.item, loaded, field)
        if Flag.AFTER_DUE in step.change.flags and step.recorded != "recorded":
            words = (
                f"the date of {move.item.ref} moved {_from_to(step)} after it had passed{_where(step.commit)}"
            )
            yield _finding(
                "WSOA522", words, "record why, and who agreed, under changes:", move.item, loaded, field
            )
        elif eleventh_hour(step) and step.recorded != "recorded":
            words = (
                f"the date of {move.item.ref} moved {_from_to(step)} in its last days{_where(step.commit)}"
            )
            yield _finding(
                "WSOA523", words, "record why, and who agreed, under changes:", move.item, loaded, field
            )
    if len([step for step in move.steps if step.change.days > 0]) >= SERIAL_MOVES:
        words = f"the date of {move.item.ref} has moved {len(move.steps)} times, by {move.days:,} days in all"
        way_out = "ask what stands in the way, and set a date that will be kept"
        yield _finding("WSOA524", words, way_out, move.item, loaded, "due.series")


def _from_to(step: Step) -> str:
    old, new = (text or "no date" for text in step.texts)
    return f"from {old} to {new}"


def _where(commit: Commit | None) -> str:
    return f" (commit {commit.short}, {commit.committed.isoformat()})" if commit else " (not committed yet)"


def eleventh_hour(step: Step) -> bool:
    """True where a date was made later in the last days before it fell."""
    day, latest = step.day_written, step.old.latest if step.old else None
    if day is None or latest is None or step.change.days <= 0:
        return False
    return timedelta(0) <= latest - day <= timedelta(ELEVENTH_HOUR_DAYS)


def _undone(
    change: Change, commit: Commit | None, where: dict[tuple[str, str], Item], loaded: LoadedPlan
) -> Iterator[Finding]:
    at = where.get((change.item.kind, change.item.ref))
    for flag, (code, words, way_out) in _UNDONE.items():
        if flag in change.flags and not _back_again(flag, change, at):
            message = words.format(ref=change.item.ref, title=change.item.title) + _where(commit)
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
        "say why in note:, or add a record under changes: of the plan's minutes",
    ),
    Flag.UPDATE_REWRITTEN: (
        "WSOA529",
        "an update on {ref} was edited or taken out after it was written",
        "leave the old update as it was and add a new one that corrects it",
    ),
}


def _back_again(flag: Flag, change: Change, at: Item | None) -> bool:
    """True where what was undone has since been put right."""
    if flag is Flag.VANISHED:
        return at is not None and at.title == change.item.title
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
