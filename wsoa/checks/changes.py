"""2xx: change records and reports that do not fit together."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wsoa.checks.references import all_updates
from wsoa.checks.rule import Hit, View, rule
from wsoa.checks.words import written
from wsoa.findings import Severity
from wsoa.plan.base import Misread
from wsoa.plan.dates import INTERVALS, NotCanonicalError, parse
from wsoa.plan.models import Change, Promise, Update
from wsoa.plan.spoken import understand
from wsoa.plan.walk import Path

_RECURRING = re.compile(rf"every (?:{'|'.join(INTERVALS)})(?: on \S+)?(?: from \S+)?(?: until \S+)?\Z")


def _moves(promise: Promise) -> list[tuple[int, Change]]:
    return [(index, change) for index, change in enumerate(promise.changes) if change.field == "due"]


@rule("WSOA210", "change-not-a-date", Severity.ERROR, "structure")
def change_not_a_date(view: View) -> Iterator[Hit]:
    """A recorded change of a deadline whose old or new date cannot be read."""
    for item, promise in view.promises:
        for index, change in _moves(promise):
            for key, text in (("from", change.old), ("to", change.new)):
                misread = _misread(text)
                if misread is not None:
                    yield view.inside((*item.path, "changes", index, key), misread.message, misread.help)


def _misread(text: str | None) -> Misread | None:
    if text is None or _RECURRING.match(text):
        return None
    try:
        parse(text)
    except NotCanonicalError:
        return understand(text)
    except Misread as misread:
        return misread
    return None


@rule("WSOA211", "change-does-not-match", Severity.WARNING, "structure")
def change_does_not_match(view: View) -> Iterator[Hit]:
    """Recorded moves of a deadline that do not lead from one to the next and to the date in force."""
    for item, promise in view.promises:
        moves = _moves(promise)
        for (_, before), (index, change) in pairwise(moves):
            if before.new != change.old:
                message = (
                    f"this change starts from {_say(change.old)}, but the last ended at {_say(before.new)}"
                )
                advice = "list changes oldest first, each from where the last one ended"
                yield view.inside((*item.path, "changes", index), message, advice)
        due = promise.due.text if promise.due else None
        if moves and moves[-1][1].new != due:
            index, last = moves[-1]
            message = f"the last change moves the date to {_say(last.new)}, but {item.ref} has {_say(due)}"
            yield view.inside(
                (*item.path, "changes", index, "to"), message, "make due: and the last change agree"
            )


def _say(text: str | None) -> str:
    try:
        return written(parse(text)) if text else "no date"
    except Misread:
        return f"“{text}”"


@rule("WSOA212", "updates-out-of-order", Severity.WARNING, "structure")
def updates_out_of_order(view: View) -> Iterator[Hit]:
    """An update that stands after a later one. One finding for each list."""
    for path, updates in _lists(view):
        for index, (before, update) in enumerate(pairwise(updates), 1):
            earlier, later = view.window(update.date).latest, view.window(before.date).earliest
            if earlier is not None and later is not None and earlier < later:
                message = f"this update of {written(update.date)} stands after one of {written(before.date)}"
                yield view.inside(
                    (*path, "updates", index),
                    message,
                    "list updates oldest first, and add new ones at the end",
                )
                break


def _lists(view: View) -> Iterator[tuple[Path, Sequence[Update]]]:
    gathered: dict[Path, list[Update]] = {}
    for path, update in all_updates(view):
        gathered.setdefault(path[:-2], []).append(update)
    yield from gathered.items()


RULES = (change_not_a_date, change_does_not_match, updates_out_of_order)
