"""The cells of a table as people read them in a workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from wsoa.plan.ratings import Standing
from wsoa.reports.export.export import Cell, Column

Told = str | int | Decimal | date
"""What a workbook's cell holds: never nothing."""


def heading(column: Column) -> str:
    """Return a column's name as people read it: original_due becomes Original due."""
    words = column.name.replace("_", " ")
    return "KPI" if words == "kpi" else f"{words[:1].upper()}{words[1:]}"


def told(cell: Cell, column: Column) -> Told:
    """Return what a cell says; where there is no value, the column's words for that."""
    if cell is None or cell == "":
        return column.empty
    if isinstance(cell, bool):
        return "Yes" if cell else "No"
    return cell.word if isinstance(cell, Standing) else cell


def told_text(cell: Cell, column: Column) -> str:
    """Return the same as text: a day as 2019-10-31, a figure without signs."""
    value = told(cell, column)
    if isinstance(value, date):
        return value.isoformat()
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
