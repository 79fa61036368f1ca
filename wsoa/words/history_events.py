"""The sentences of a plan's history, the same in every format."""

from __future__ import annotations

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.timeline import Event, Move, Step
from wsoa.history.versions import Commit
from wsoa.words.dates import long_day
from wsoa.words.numbers import count, count_days

_FIELDS = {
    "due": "date",
    "leads": "lead",
    "title": "wording",
    "rating": "published rating",
    "completed": "completion",
}
_NOTES = {
    Flag.AFTER_DUE: "after it had passed",
    Flag.NOT_RECORDED: "no reason recorded",
    Flag.THRESHOLD: "the rule behind the ratings",
    Flag.LOST_LEAD: "no lead any more",
    Flag.COMPLETION_UNDONE: "no longer complete",
    Flag.UPDATE_REWRITTEN: "written again after the fact",
    Flag.TARGET_LOOSENED: "easier to reach",
    Flag.VANISHED: "without having been withdrawn",
    Flag.REF_RECYCLED: "the ref stood for something else",
}


def where(commit: Commit | None) -> str:
    """Name a version: its commit and day; both days where they differ."""
    if commit is None:
        return "not committed yet"
    written = f", written {long_day(commit.authored)}" if commit.authored != commit.committed else ""
    return f"{commit.short}, {long_day(commit.committed)}{written}"


def change_words(change: Change) -> str:
    """Tell one change in a line."""
    what = _what(change)
    notes = [_moved(change)] if change.moved and change.days else []
    notes += [words for flag, words in _NOTES.items() if flag in change.flags]
    if change.reason:
        late = " recorded later" if Flag.RECORDED_LATE in change.flags else ""
        notes.append(f"reason{late}: {change.reason}")
    if change.agreed_by:
        notes.append(f"agreed by {change.agreed_by}")
    return f"{what} ({'; '.join(notes)})" if notes else what


def _what(change: Change) -> str:
    if change.kind is Kind.ADDED:
        return f"{change.field} added: {change.new}" if change.field else f"added: {change.item.title}"
    if change.kind is Kind.REMOVED:
        return (
            f"{change.field} taken out: {change.old}" if change.field else f"taken out: {change.item.title}"
        )
    if change.kind is Kind.SPLIT:
        return f"split into {change.new}"
    if change.kind is Kind.MERGED:
        return f"merged from {change.old}"
    if change.kind is Kind.RENUMBERED:
        return f"ref changed from {change.old} to {change.new}"
    name = _FIELDS.get(change.field, change.field)
    return f"{name} changed from {change.old or 'nothing'} to {change.new or 'nothing'}"


def _moved(change: Change) -> str:
    return f"{count_days(abs(change.days))} {'later' if change.days > 0 else 'earlier'}"


def move_words(move: Move) -> str:
    """Sum a moved deadline up: from where to where, how far, how often, what is not recorded."""
    way = "later" if move.days >= 0 else "earlier"
    words = f"{move.original} → {move.current}: {count_days(abs(move.days))} {way}"
    words += f", moved {'once' if len(move.steps) == 1 else f'{len(move.steps)} times'}"
    if move.after_due:
        words += f", {'once' if move.after_due == 1 else f'{move.after_due} times'} after it had passed"
    if move.unrecorded:
        words += f", {count(move.unrecorded, 'move')} with no reason recorded"
    return words


def step_words(step: Step) -> str:
    """Tell one move of a deadline with its version."""
    told = f"{where(step.commit)}: {change_words(step.change)}"
    if step.rule is not None:
        told += f"; in the same version the rule behind the ratings changed from {_rule(step.rule.old)}"
        told += f" to {_rule(step.rule.new)}"
    return told


def _rule(text: str | None) -> str:
    """Name a rating scheme in words: behind up to 90 days, and so on."""
    if not text:
        return "the usual one"
    parts = dict(part.split(" ", 1) for part in text.split("; ") if " " in part)
    words = [parts["preset"]] if "preset" in parts else []
    words += [f"behind up to {parts['behind_days']} days"] if "behind_days" in parts else []
    words += [f"stale after {parts['stale_days']} days"] if "stale_days" in parts else []
    return ", ".join(words) or text


def rating_words(move: Move) -> str:
    """Say what the owner rated it while the date moved; empty where no rating was given."""
    codes = list(dict.fromkeys(code for _, code in move.ratings))
    if not codes:
        return ""
    if len(codes) == 1:
        times = "once" if len(move.ratings) == 1 else f"all {len(move.ratings)} times"
        return f"Rated {codes[0]} {times}, last at {move.ratings[-1][0]}"
    return "Rated " + ", ".join(f"{code} at {day}" for day, code in move.ratings)


def event_words(event: Event) -> str:
    """Say what a version is, before its changes."""
    if not event.readable:
        return "could not be read as a plan"
    if event.first:
        return "first version"
    return count(len(event.changes), "change")


def question(move: Move) -> str:
    """Ask what a councillor would ask of a moved deadline, from its facts alone."""
    ref = move.item.ref
    asked = f"What will keep the new date of {ref}?"
    if move.unrecorded:
        passed = " after it had passed" if move.after_due else ""
        asked = f"Why was the date of {ref} moved{passed}, and who agreed?"
    if move.rules:
        asked += " Why did the rule behind the ratings change in the same version?"
    if len({code for _, code in move.ratings}) == 1 and move.days > 0:
        asked += f" On what evidence did its rating stay {move.ratings[-1][1]}?"
    return asked
