"""A report's table as tab-separated records, for other programs: the same columns for every plan."""

from __future__ import annotations

from datetime import date

from wsoa.reports.terminal.blocks import Cell, Table, Toned
from wsoa.words.text import one_line


def records(table: Table) -> str:
    """Return a line of names, then one line a row: whole figures, and days as 2020-03-31."""
    lines = ["\t".join(column.name for column in table.columns)]
    lines += ["\t".join(map(_plain, row)) for row in table.rows]
    return "\n".join(lines) + "\n"


def _plain(cell: Cell) -> str:
    value = cell.value if isinstance(cell, Toned) else cell
    if isinstance(value, date):
        return value.isoformat()
    return "" if value is None else one_line(str(value))
