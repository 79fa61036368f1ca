"""A new row among the commitments becomes the draft of an action, or says what it lacks."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date

from wsoa.authoring.dates import read_date
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.returns.apply import Outcome
from wsoa.authoring.returns.fields import in_their_words, label_of
from wsoa.authoring.returns.filled import Doubt, unfit
from wsoa.authoring.returns.prepare import role_called
from wsoa.authoring.update import edits_for
from wsoa.authoring.update_request import UpdateRequest
from wsoa.authoring.workbook.compare import Row
from wsoa.checks.words import restated
from wsoa.files.editing.draft import Edit
from wsoa.files.editing.emit import Value
from wsoa.files.editing.order import keys_of
from wsoa.files.text import split_lines
from wsoa.plan.base import Misread, read_ref
from wsoa.plan.dates import When, parse
from wsoa.plan.models import Action, Plan
from wsoa.plan.models import Outcome as Heading
from wsoa.plan.walk import Item, walk

NOTE = "Draft from a workbook; not agreed yet"
"""What a drafted action says of itself until somebody agrees it and takes this out."""
_WORDS = ("resource", "source", "priority", "risk")
_TAKEN = ("plan", "kind", "workstream", "outcome", "ref", "title", "leads", "due", *_WORDS)
_REPORTED = ("completed", "forecast", "declared")


def drafted(plan: Plan, row: Row, refs: Collection[str], day: date) -> Outcome:
    """Return what a new row comes to. ``refs`` are those of the other new rows, which it may not share."""
    ref = row.words("ref")
    cells = {name: _line(row.words(name)) for name in (*_TAKEN[5:], *_REPORTED)}
    told = "; ".join(f"{name}: {words}" for name, words in cells.items() if words)
    outcome = Outcome(row.given.place, ref, "New rows", "clear", told)
    try:
        heading = _heading(plan, row)
        values = _values(plan, row, ref, refs, day)
        values |= _report(plan, row, values, day)
    except RefusedError as error:
        doubt = Doubt(row.given.place, ref, _line(row.words("title")), in_their_words(str(error)))
        return replace(outcome, state="doubtful", doubts=(doubt,))
    order = keys_of(Action)
    action = {key: values[key] for key in sorted(values, key=order.index)}
    edit = Edit((*heading.path, "actions"), action, add=True, order=keys_of(Heading))
    return replace(outcome, does=f"the draft of a new action below {heading.ref}", edits=(edit,))


def _heading(plan: Plan, row: Row) -> Item:
    """Find the outcome that a new action belongs to.

    Raises:
        RefusedError: the row names none, or one of another workstream.
    """
    ref, workstream = row.words("outcome"), row.words("workstream")
    if not ref:
        raise RefusedError("A new action needs the ref of its outcome.")
    found = [item for item in walk(plan) if item.kind == "outcome" and item.ref == ref]
    if len(found) != 1:
        raise RefusedError(f"The plan has {'two outcomes' if found else 'no outcome'} called {ref!r}.")
    if workstream and found[0].workstream and found[0].workstream.ref != workstream:
        raise RefusedError(f"{ref} is an outcome of {found[0].workstream.ref}, not of {workstream}.")
    return found[0]


def _values(plan: Plan, row: Row, ref: str, refs: Collection[str], day: date) -> dict[str, Value]:
    """Return the keys of a new action.

    Raises:
        RefusedError: a cell cannot be taken.
    """
    if row.words("kind").casefold() not in {"", "action"}:
        raise RefusedError(
            f"A new {row.words('kind')} is written in the plan's file; a new row here is an action."
        )
    _check_ref(plan, ref, refs)
    for column in row.sheet.columns:
        words = row.words(column.name)
        copied = bool(words) and row.was_copied(column)
        if copied and column.name in _REPORTED:
            raise RefusedError(
                f"“{column.heading}” was copied from another row; clear it, or say what is so."
            )
        if words and not copied and column.name not in {*_TAKEN, *_REPORTED}:
            raise RefusedError(f"“{column.heading}” is worked out; leave it blank in a new row.")
        if why := unfit(words):
            raise RefusedError(f"“{column.heading}”: {why}.")
    if not row.words("title"):
        raise RefusedError("A new action needs its title.")
    due = row.words("due")
    found: dict[str, Value | None] = {
        "ref": ref,
        "title": _line(row.words("title")),
        "leads": [role_called(plan, name) for name in _names(row.words("leads"))],
        "raised": parse(day.isoformat()),
        "due": read_date(due, "Due", day) if due else None,
        **{name: row.words(name) or None for name in _WORDS},
        "note": NOTE,
    }
    return {key: value for key, value in found.items() if value}


def _check_ref(plan: Plan, ref: str, refs: Collection[str]) -> None:
    if not ref:
        raise RefusedError("A new row needs a ref that the plan does not have yet.")
    try:
        read_ref(ref)
    except Misread as misread:
        raise RefusedError(f"{misread.message}.") from None
    if ref in refs:
        raise RefusedError(f"Two new rows are called {ref}; give each a ref of its own.")
    same = next((item for item in walk(plan) if item.ref.casefold() == ref.casefold()), None)
    if same is not None:
        raise RefusedError(f"{ref} is a {same.kind} of the plan already; give the new action another ref.")


def _names(leads: str) -> list[str]:
    return [name for line in split_lines(leads) for part in line.split(";") if (name := part.strip())]


def _report(plan: Plan, row: Row, values: dict[str, Value], day: date) -> dict[str, Value]:
    """Return what a new row reports beside its promise, by the rules of any report."""
    ref, boxes = str(values["ref"]), {key: said.words for key, said in row.given.boxes.items()}
    rating, forecast = row.words("declared") or None, row.words("forecast") or None
    expected: When | None = read_date(forecast, "--forecast", day) if forecast else None
    wanted = UpdateRequest(
        note=boxes.pop("happened", None) or restated(rating, expected) or None,
        rating=rating, forecast=forecast, complete=row.words("completed") or None,
    )  # fmt: skip
    for key in boxes:
        raise RefusedError(f"“{label_of(key)}” is not for a new row.")
    if wanted.empty:
        return {}
    item = Item("action", ref, (), Action.model_validate({"ref": ref, "title": str(values["title"])}))
    edits = edits_for(plan, item, wanted, day)
    return {str(one.path[-1]): [one.value] if one.add else one.value for one in edits}


def _line(words: str) -> str:
    return " ".join(words.split())
