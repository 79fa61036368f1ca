"""The sentences of a plan's history, the same in every format."""

from __future__ import annotations

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.moves.moves import Dropped, Move, Step
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Beginning, Event
from wsoa.plan.dates import Calendar
from wsoa.plan.ratings import RatingScheme, SchemeChoice
from wsoa.words.changes import Words
from wsoa.words.dates import long_day, say_text
from wsoa.words.lists import listed
from wsoa.words.numbers import count, days_later, times
from wsoa.words.text import one_line
from wsoa.words.values import say_deadline

_DATES = {
    "due": "date",
    "ends": "end of the plan",
    "impact": "date by which people should notice",
    "baseline": "date for the baseline",
    "target": "date of a target",
    "target promised": "date for setting a target",
    "comparator": "date for a comparison",
}
_NONE = Calendar()


def where(commit: Commit | None, written: Commit | None = None, *, authors: bool = False) -> str:
    """Name a version: its commit and day; both days where it was written before it came into force.

    ``written`` is the commit of a merged branch that wrote it. With ``authors`` its writer is named.
    """
    if commit is None:
        return "not committed yet"
    by = f", by {one_line((written or commit).author)}" if authors and (written or commit).author else ""
    if written is not None and written.id != commit.id:
        return (
            f"{written.short}, written {long_day(written.day_written)}{by}, "
            f"in force {long_day(commit.committed)} with {commit.short}"
        )
    own = f", written {long_day(commit.authored)}" if commit.authored != commit.committed else ""
    return f"{commit.short}, {long_day(commit.committed)}{own}{by}"


def began_words(began: Beginning, *, complete: bool) -> str:
    """Say where a plan's story starts, and what stood there before and may have been the same plan."""
    if began.commit is None:
        return ""
    at = f"{began.commit.short}, {long_day(began.commit.committed)}"
    folder = f", in {began.folder}" if began.folder else ""
    told = f"The history {'starts' if complete else 'that is here starts'} with {at}{folder}."
    if not began.stood:
        return told
    one = len(began.stood) == 1
    gone = f"{listed(began.stood)} went in that commit"
    which = "that was this plan under another name" if one else "one of them was this plan"
    return f"{told} {gone}: if {which}, what moved before is not known."


def date_name(name: str) -> str:
    """Name one of the dates of an item: date, date of a target, and so on."""
    return _DATES.get(name, name)


def change_words(change: Change, words: Words) -> str:
    """Tell one change in a line."""
    told = words.of(change)
    if change.kind is Kind.RENUMBERED:
        return f"ref changed: {told}"
    if change.kind in {Kind.ADDED, Kind.REMOVED} and not change.field:
        verb = "taken out" if change.kind is Kind.REMOVED else "added"
        return f"{verb}: {change.item.title}, {told}"
    return f"date: {told}" if change.field == "due" else told


def move_words(move: Move) -> str:
    """Sum a moved deadline up: from where to where, how far, how often, what is not recorded."""
    first, last = say_deadline(move.steps[0].old, _NONE), say_deadline(move.steps[-1].new, _NONE)
    words = f"{first} → {last}: {days_later(move.days) or 'back where it was'}"
    if move.name != "due":
        words = f"{date_name(move.name)}: {words}"
    words += f", moved {times(len(move.steps))}"
    if move.after_due:
        words += f", {times(move.after_due)} after it had passed"
    if move.unrecorded:
        words += f", {count(move.unrecorded, 'move')} with no reason recorded"
    return words


def step_words(step: Step, words: Words, *, authors: bool = False) -> str:
    """Tell one move of a deadline with its version, what stood between, and the record that explains it."""
    told = f"{where(step.commit, step.written, authors=authors)}: {_moved(step, words)}"
    late = {Flag.RECORDED_LATE, Flag.BACKDATED} & step.change.flags
    if step.record is not None and late and step.record.commit:
        dated = say_text(step.record.record.date.text, _NONE)
        told += f"; its record is dated {dated} and was written {long_day(step.record.commit.day_written)}"
    if step.rule is not None:
        told += f"; in the same version the rule behind the ratings changed from {_rule(step.rule.old)}"
        told += f" to {_rule(step.rule.new)}"
    return told


def _moved(step: Step, words: Words) -> str:
    change = step.change
    told = change_words(
        change._replace(field="due", since=None, flags=change.flags - {Flag.BACKDATED}), words
    )
    between = list(dict.fromkeys(_between(step)))
    return f"{told}; in between {' and '.join(between)}" if between else told


def _between(step: Step) -> list[str]:
    said = []
    for state in step.between:
        if not state.there:
            said.append("it was not in the plan")
        elif state.date is None:
            said.append("it had no date")
        else:
            said.append(f"it was {say_deadline(state.date, _NONE)}")
    return said


def drop_words(dropped: Dropped, words: Words, *, authors: bool = False) -> str:
    """Tell of a deadline that has no date any more."""
    step = dropped.step
    at = where(step.commit, step.written, authors=authors)
    return f"{at}: {change_words(step.change._replace(field='due'), words)}"


def _rule(rule: SchemeChoice | None) -> str:
    """Name a rating scheme in words: behind up to 90 days, and so on."""
    if rule is None:
        return "the usual one"
    words: list[str] = [rule.preset] if rule.preset else []
    words += [f"behind up to {rule.behind_days} days"] if rule.behind_days is not None else []
    words += [f"stale after {rule.stale_days} days"] if rule.stale_days is not None else []
    return ", ".join(words) or "the usual one"


def rating_words(move: Move) -> str:
    """Say what the owner rated it while the date moved; empty where no rating was given."""
    codes = list(dict.fromkeys(code for _, code in move.ratings))
    if not codes:
        return ""
    if len(codes) == 1:
        often = "once, at" if len(move.ratings) == 1 else f"all {len(move.ratings)} times, last at"
        return f"Rated {codes[0]} {often} {say_text(move.ratings[-1][0], _NONE)}"
    return "Rated " + ", ".join(f"{code} at {say_text(day, _NONE)}" for day, code in move.ratings)


def event_words(event: Event) -> str:
    """Say what a version is, before its changes."""
    if event.away:
        return "the plan was not there"
    if not event.readable:
        return "could not be read as a plan"
    if event.first:
        return "first version"
    return count(len(event.changes), "change")


def _says_late(scheme: RatingScheme, code: str) -> bool:
    standing = scheme.claims(code)
    return standing is not None and standing.is_late


def question(move: Move, scheme: RatingScheme) -> str:
    """Ask what a councillor would ask of a moved deadline, from its facts alone.

    A rating that says it is late needs no evidence; one that went on saying otherwise does.
    """
    ref = move.item.ref
    asked = f"What will keep the new date of {ref}?"
    if move.unrecorded:
        passed = " after it had passed" if move.after_due else ""
        asked = f"Why was the date of {ref} moved{passed}, and who agreed?"
    if move.rules:
        asked += " Why did the rule behind the ratings change in the same version?"
    codes = {code for _, code in move.ratings}
    if len(codes) == 1 and move.days > 0 and not _says_late(scheme, next(iter(codes))):
        rated = "was it rated" if len(move.ratings) == 1 else "did its rating stay"
        asked += f" On what evidence {rated} {next(iter(codes))}?"
    return asked
