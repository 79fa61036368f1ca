"""A workbook that came back becomes answers, as if its officer had filled a return, and a list of doubts.

What was not touched says nothing. What was changed is taken where a return could say it; anything else is in
doubt with the way it goes. The rules of returns do the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from wsoa.authoring.returns.apply import Outcome
from wsoa.authoring.returns.fields import COLUMNS, EVERYBODY, label_of
from wsoa.authoring.returns.filled import Answer, Doubt, Filled, unfit
from wsoa.authoring.returns.stamp import Code, Header, stamp_of
from wsoa.authoring.workbook.compare import Cell, Known, Row, rows_by_key
from wsoa.authoring.workbook.marks import row_digits
from wsoa.authoring.workbook.new_rows import drafted
from wsoa.authoring.workbook.other_sheets import others
from wsoa.authoring.workbook.sheets import COMMITMENTS, Workbook
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item, walk

_BOXES: Mapping[str, str] = {heading.casefold(): key for key, heading in COLUMNS.items()}
"""The columns that may be changed, and the box of a return that says the same."""
_STATED = frozenset(
    {
        *(*_BOXES, "workstream", "outcome", "title", "leads", "resource", "accountable", "weaknesses"),
        *("source", "raised", "priority", "risk", "groups", "success", "achieved", "percent", "paused"),
        *("paused_until", "pause_reason", "awaiting_sign_off", "sign_off_by", "verified", "verified_by"),
        *("closed", "own_keys"),
    }
)
"""The columns that the plan states; all others are worked out and change with the day."""


_RENAMED = "this row was made for another ref or kind; put both back, for a workbook does not change them"


class Returned(NamedTuple):
    """What a workbook came to: its answers, what new rows come to, and what it leaves out.

    ``absent`` are the refs of commitments whose rows are not in it any more.
    """

    filled: Filled
    outcomes: tuple[Outcome, ...]
    absent: tuple[str, ...]


def returned(plan: Plan, plan_id: str, book: Workbook, known: Known, day: date) -> Returned:
    """Hold a workbook against the plan. ``day`` is that of the reports, and the last that may be known."""
    answers: list[Answer] = []
    outcomes: list[Outcome] = []
    doubts = list(book.doubts)
    absent: tuple[str, ...] = ()
    for given in book.sheets:
        sheet, then = known.now[given.name], known.then.get(given.name)
        now, before = rows_by_key(sheet), rows_by_key(then) if then else {}
        made = [Row(row, sheet, now, before) for row in given.rows]
        rows = [row for row in made if row.words("plan") in {"", plan_id}]
        if given.name == COMMITMENTS:
            told = _commitments(plan, rows, day)
            answers, doubts = [*answers, *told.filled.answers], [*doubts, *told.filled.doubts]
            outcomes += told.outcomes
            keys = {row.key for row in rows}
            absent = tuple(row["ref"] for key, row in now.items() if key not in keys)
        else:
            outcomes += others(plan, rows, sheet, day)
    source = next((one for one in book.made if one.area == plan_id), None)
    header = Header(plan_id, EVERYBODY, source.as_of if source else day, source.plan_hash if source else "")
    return Returned(Filled(book.file, header, tuple(answers), tuple(doubts)), tuple(outcomes), absent)


def _commitments(plan: Plan, rows: Sequence[Row], day: date) -> Returned:
    items = {f"{item.kind} {item.ref}": item for item in walk(plan)}
    digits = {row_digits(row.key) for row in rows}
    answers: list[Answer] = []
    doubts = list(_twice(rows))
    new: list[Row] = []
    for row in rows:
        item = items.get(f"{row.words('kind')} {row.words('ref')}")
        if row.now is not None and item is not None:
            answers.append(_answer(row, item))
        elif row.now is not None:
            doubts += [
                Doubt(cell.said.place, row.words("ref"), cell.said.words, why)
                for cell in row.changes()
                if (why := _cannot(cell, row.words("kind")))
            ]
        elif row.copied is not None and row.copied.row not in digits:
            doubts.append(Doubt(row.given.place, row.words("ref"), row.words("title"), _RENAMED))
        else:
            new.append(row)
    refs = Counter(row.words("ref") for row in new)
    shared = {ref for ref, count in refs.items() if count > 1}
    drafts = tuple(drafted(plan, row, shared, day) for row in new)
    return Returned(Filled("", None, tuple(answers), tuple(doubts)), drafts, ())


def _twice(rows: Sequence[Row]) -> Iterator[Doubt]:
    """Yield a doubt for each row of an item that has one already."""
    seen: set[str] = set()
    for row in rows:
        if row.now is not None and row.key in seen:
            why = "this item has two rows; keep one"
            yield Doubt(row.given.place, row.words("ref"), row.words("title"), why)
        seen.add(row.key)


def _answer(row: Row, item: Item) -> Answer:
    """Turn the changed cells of a commitment into the boxes of a return."""
    ref = item.ref
    said = dict(row.given.boxes)
    doubts = [
        Doubt(one.place, ref, one.words, f"{label_of(key)}: {why}")
        for key, one in said.items()
        if (why := unfit(one.words))
    ]
    told: set[str] = set()
    for cell in row.changes():
        why = _cannot(cell, item.kind)
        if why:
            doubts.append(Doubt(cell.said.place, ref, cell.said.words, why))
            told.add(cell.column.name)
        if cell.column.name in _BOXES and not cell.emptied:
            said[_BOXES[cell.column.name]] = cell.said
    stamp = stamp_of("commitment", item)
    stamp = stamp._replace(
        title=stamp.title if row.stands("title") else "",
        due=stamp.due if row.stands("due") or "due" in told else "",
        closed=stamp.closed if row.stands("completed") or "completed" in told else "",
    )
    return Answer(Code("commitment", ref, stamp), row.given.place, said, tuple(doubts))


def _cannot(cell: Cell, kind: str) -> str:
    """Say why a changed cell is not taken; nothing where it is, or where it says nothing."""
    if cell.state == "unknown" and cell.column.name not in _STATED:
        return ""
    refusal = next((why for applies, why in _refusals(cell, kind) if applies), "")
    return refusal or unfit(cell.said.words)


def _refusals(cell: Cell, kind: str) -> Iterator[tuple[bool, str]]:
    """Yield each reason not to take a changed cell, and whether it applies; the first that does is told."""
    name, heading, now = cell.column.name, f"“{cell.column.heading}”", cell.now or cell.column.empty
    anew = "export a new workbook or use wsoa update"
    unknown = (
        f"the plan says “{now}” under {heading}, and nothing tells any more which of the two was changed"
    )
    moved_on = (
        f"the plan has changed since this workbook was made: {heading} is “{now}” there now; agree on one"
    )
    record = "use wsoa record for a figure, or edit the plan's file"
    yield cell.state == "unknown", f"{unknown}; {anew}"
    yield name not in _STATED, f"{heading} is worked out from the plan, so it is not taken from a workbook"
    yield name not in _BOXES, f"{heading} is not changed through a workbook; edit the plan's file"
    yield kind not in {"action", "milestone"}, f"a {kind} is not changed on this sheet; {record}"
    yield cell.emptied, f"{heading} was emptied, and a workbook takes nothing away; edit the plan's file"
    yield cell.state == "conflict", f"{moved_on}, and {anew}"
