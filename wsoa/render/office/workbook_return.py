"""What a workbook needs so that its officer can edit it and give it back: boxes to fill, and marks.

The marks are plain text in the last column; what they hold is said in :mod:`wsoa.authoring.workbook.marks`.
"""

from __future__ import annotations

from collections.abc import Sequence

from wsoa.authoring.returns.fields import COMMITMENT, OFFICE
from wsoa.authoring.workbook.compare import key_of
from wsoa.authoring.workbook.marks import Made, mark_of
from wsoa.authoring.workbook.sheets import BOXES, COMMITMENTS, Sheet, SheetColumn
from wsoa.render.office.office import holdable
from wsoa.reports.export.export import Column, Table, TablesExport
from wsoa.reports.export.in_words import heading, told_text
from wsoa.reports.export.promise_columns import PROMISE_COLUMNS

LONGEST_TEXT = 32_767
"""The longest text that a cell holds, in UTF-16 units."""
_FIRST = (
    *("ref", "title", "leads", "due", "standing", "rating", "days_late", "reason"),
    *("forecast", "completed", "declared", "last_report", "kind", "workstream", "outcome"),
)
"""The columns of the commitments that come first, those that say most in front."""
_CUT = "… (cut: a cell holds no more)"
HOW_TO = (
    "On the sheet commitments, Due, Completed, Forecast and Declared may be changed, the boxes behind them "
    "filled, and rows for new actions added below. A new date needs its reason and who agreed. Reports "
    "and figures are new rows on their sheets. Save it as .xlsx and give it back; wsoa return apply shows "
    "what it would write."
)
"""The line of the cover that says how a workbook is changed."""


def boxes_of(table: Table) -> tuple[Column, ...]:
    """Return the columns that a sheet has beside those of its table: boxes to fill, and the mark."""
    hints = {field.key: field for field in COMMITMENT}
    boxes = tuple(
        Column(hints[key].label, "string", f"To fill: {hints[key].hint}", "")
        for key in (BOXES if table.name == COMMITMENTS else ())
    )
    return (*boxes, Column(OFFICE, "string", "Tells later which cells of the row were changed. Leave it."))


def marked(table: Table) -> Table:
    """Return a table with its boxes, still empty, and with the mark of each row."""
    table = _without_unused(table)
    more = boxes_of(table)
    sheet = as_sheet(table)
    names = [column.name for column in sheet.columns]
    rows = []
    for row, told in zip(table.rows, sheet.rows, strict=True):
        cells = [(column.name, text, column.figure) for column, text in zip(sheet.columns, told, strict=True)]
        mark = mark_of(key_of(table.name, dict(zip(names, told, strict=True))), cells)
        rows.append((*row, *(None for _ in more[:-1]), mark))
    return _in_order(table._replace(columns=(*table.columns, *more), rows=tuple(rows)))


def _in_order(table: Table) -> Table:
    """Return the commitments with the columns in front that say most, then the boxes; the mark stays last."""
    if table.name != COMMITMENTS:
        return table
    kept = [name for name in _shown(table) if name in {column.name for column in table.columns}]
    rank = {name: place for place, name in enumerate(kept)}
    last = len(table.columns) - 1
    places = sorted(range(last), key=lambda place: rank.get(table.columns[place].name, len(rank)))
    order = [*places, last]
    rows = tuple(tuple(row[place] for place in order) for row in table.rows)
    return table._replace(columns=tuple(table.columns[place] for place in order), rows=rows)


def folded(table: Table) -> frozenset[str]:
    """Return the columns of a sheet that are folded away until somebody opens them; the mark is none."""
    if table.name != COMMITMENTS:
        return frozenset()
    return frozenset(column.name for column in table.columns[:-1]) - frozenset(_shown(table))


def _shown(table: Table) -> Sequence[str]:
    """Return the columns that are seen at once; the plan's only where rows are of several."""
    place = [column.name for column in table.columns].index("plan")
    several = len({row[place] for row in table.rows}) > 1
    return (*(("plan",) if several else ()), *_FIRST, *(column.name for column in boxes_of(table)[:-1]))


def _without_unused(table: Table) -> Table:
    """Return a table without the columns that few plans use and that hold nothing in any of its rows."""
    may_go = {column.name for column in PROMISE_COLUMNS} if table.name == COMMITMENTS else set()
    kept = [
        place
        for place, column in enumerate(table.columns)
        if column.name not in may_go or any(row[place] not in {None, ""} for row in table.rows)
    ]
    rows = tuple(tuple(row[place] for place in kept) for row in table.rows)
    return table._replace(columns=tuple(table.columns[place] for place in kept), rows=rows)


def as_sheet(table: Table) -> Sheet:
    """Return a table as its sheet holds it, each cell as text."""
    columns = tuple(
        SheetColumn(column.name, heading(column), column.empty, column.type in {"integer", "number"})
        for column in table.columns
    )
    rows = tuple(
        tuple(cut(holdable(told_text(cell, column))) for cell, column in zip(row, table.columns, strict=True))
        for row in table.rows
    )
    return Sheet(table.name, columns, rows)


def made_lines(export: TablesExport) -> Sequence[str]:
    """Return the line of the cover for each plan that says what the workbook was made from."""
    return [str(Made(one.id, export.as_of, one.plan_hash)) for one in export.plans]


def cut(text: str) -> str:
    """Return text no longer than a cell holds, saying so where it was."""
    units = text.encode("utf-16-le")
    if len(units) <= 2 * LONGEST_TEXT:
        return text
    return units[: 2 * (LONGEST_TEXT - len(_CUT))].decode("utf-16-le", "ignore") + _CUT
