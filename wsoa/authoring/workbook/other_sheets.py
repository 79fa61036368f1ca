"""The sheets beside the commitments: new rows become reports and figures, changed ones are in doubt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from wsoa.authoring.record import Figure, record
from wsoa.authoring.refusal import AlreadyError, RefusedError
from wsoa.authoring.returns.apply import Outcome, State, does
from wsoa.authoring.returns.fields import in_their_words
from wsoa.authoring.returns.filled import Doubt
from wsoa.authoring.update import edits_for, locate
from wsoa.authoring.update_request import UpdateRequest
from wsoa.authoring.workbook.compare import KEYS, Row, keys_in
from wsoa.authoring.workbook.sheets import Sheet, SheetColumn
from wsoa.files.editing.draft import Edit
from wsoa.plan.models import Plan

_NAMES = frozenset({"plan", "kind", "ref", "kpi", "date_latest", "date_earliest"})
_SAID = (
    *("date", "by", "rating", "confidence", "forecast", "source"),
    *("blocker", "help_needed", "percent"),
)
_CHANGED: Mapping[str, str] = {
    "updates": "reports are added to, never rewritten: put this row back, and add a new row for what is new",
    "kpis": "figures are not rewritten here: put this row back, and use wsoa record --restate",
}
_ADDED: Mapping[str, str] = {
    "changes": "a change is not added here: change the date on the sheet commitments, with its reason",
}
_FILE = "this sheet is not read back; edit the plan's file"
_UNSURE = (
    "nothing tells any more whether this row is new or an old one that was changed; "
    "add it to a workbook that was exported anew"
)


def others(plan: Plan, rows: Sequence[Row], sheet: Sheet, day: date) -> Iterator[Outcome]:
    """Yield what the changed and the new rows of a sheet come to; those that are as they were say nothing."""
    if sheet.name in KEYS:
        yield from _named(rows)
        return
    left = Counter(keys_in(sheet))
    marked = any(row.mark is not None for row in rows)
    for row, altered in _fresh(rows, left):
        if altered:
            columns = ", ".join(f"“{column.heading}”" for column in altered)
            yield _doubtful(row, f"{columns} changed here; {_CHANGED.get(sheet.name, _FILE)}")
        elif sheet.name not in _CHANGED:
            yield _doubtful(row, _ADDED.get(sheet.name, _FILE))
        elif not marked and left.total():
            yield _doubtful(row, _UNSURE)
        else:
            yield _taken(plan, row, sheet, day)


def _fresh(rows: Sequence[Row], left: Counter[str]) -> list[tuple[Row, list[SheetColumn]]]:
    """Return the rows that the plan does not have, each with the columns that were changed in it.

    ``left`` counts the rows of the plan; those that are found are taken from it. A new row that was copied
    from another still has that one's mark, and nothing of it counts as changed.
    """
    own = {row.mark.row for row in rows if row.mark is not None and not _altered(row)}
    fresh: list[tuple[Row, list[SheetColumn]]] = []
    for row in rows:
        altered = _altered(row)
        if left[row.key] > 0:
            left[row.key] -= 1
        elif row.mark is None or (altered and row.mark.row in own):
            fresh.append((row, []))
        elif altered:
            fresh.append((row, altered))
    return fresh


def _named(rows: Sequence[Row]) -> Iterator[Outcome]:
    """Yield a doubt for each row of a sheet that only tells, where it was changed or added."""
    for row in rows:
        changed = [cell for cell in row.changes() if cell.state != "unknown"]
        if row.now is None and not row.known_before:
            yield _doubtful(row, _FILE)
        elif changed:
            columns = ", ".join(f"“{cell.column.heading}”" for cell in changed)
            yield _doubtful(row, f"{columns} changed here; {_FILE}")


def _altered(row: Row) -> list[SheetColumn]:
    """Return the columns of a marked row whose cells no longer hold what they held."""
    there = ((column, row.given.cells.get(column.name)) for column in row.sheet.columns)
    return [column for column, said in there if said is not None and row.held(column, said.words) is False]


def _taken(plan: Plan, row: Row, sheet: Sheet, day: date) -> Outcome:
    """Return what a new row of reports or figures comes to."""
    try:
        edits = (_report if sheet.name == "updates" else _figure)(plan, row, day)
    except AlreadyError:
        return replace(_outcome(row, "already"), does="in the plan already")
    except RefusedError as error:
        return _doubtful(row, in_their_words(str(error)))
    return replace(_outcome(row, "clear"), does=does(edits), edits=tuple(edits))


def _report(plan: Plan, row: Row, day: date) -> Sequence[Edit]:
    """Return the edits of a new report.

    Raises:
        RefusedError: it names no item, lacks its words or its day, or cannot be taken.
    """
    kind, ref = row.words("kind"), row.words("ref")
    item = locate(plan, "plan" if kind == "plan" or not (kind or ref) else f"{kind} {ref}".strip())
    if not row.words("text"):
        raise RefusedError("This report has no text; say in a sentence what is known.")
    said = {name: row.words(name) or None for name in _SAID}
    wanted = UpdateRequest(
        note=row.words("text"), rating=said["rating"], confidence=said["confidence"], by=said["by"],
        forecast=said["forecast"], date=said["date"], source=said["source"], blocker=said["blocker"],
        help_needed=said["help_needed"], percent=said["percent"],
    )  # fmt: skip
    return edits_for(plan, item, wanted, day)


def _figure(plan: Plan, row: Row, day: date) -> Sequence[Edit]:
    """Return the edits of a new figure.

    Raises:
        RefusedError: it names no measure, lacks the figure or its date, or contradicts what is there.
    """
    sort = row.words("figure").casefold() or "reading"
    value = "withheld" if _says_yes(row, "suppressed") else row.words("value")
    if sort not in {"reading", "baseline", "target"}:
        raise RefusedError(f"{row.words('figure')!r} is neither a reading, a baseline nor a target.")
    if not value or not row.words("date"):
        raise RefusedError("A figure needs its value and the date or period it is for.")
    figure = Figure(
        row.words("ref") or row.words("kpi"), value, row.words("date"), source=row.words("source") or None,
        note=row.words("text") or None, provisional=_says_yes(row, "provisional"),
        projected=_says_yes(row, "projected"), baseline=sort == "baseline", target=sort == "target",
    )  # fmt: skip
    return record(plan, figure, day).edits


def _says_yes(row: Row, column: str) -> bool:
    return row.words(column).casefold() in {"yes", "true"}


def _doubtful(row: Row, why: str) -> Outcome:
    doubt = Doubt(row.given.place, _ref(row), _understood(row), why)
    return replace(_outcome(row, "doubtful"), doubts=(doubt,))


def _outcome(row: Row, state: State) -> Outcome:
    return Outcome(row.given.place, _ref(row), f"Sheet {row.sheet.name}", state, _understood(row))


def _ref(row: Row) -> str:
    return row.given.cells["ref"].words if "ref" in row.given.cells else ""


def _understood(row: Row) -> str:
    """Say in a line what a row holds, but for what names it."""
    said = {
        column.heading: row.words(column.name) for column in row.sheet.columns if column.name not in _NAMES
    }
    return "; ".join(
        f"{heading.lower()}: {' '.join(words.split())}" for heading, words in said.items() if words
    )
