"""Tables as one SQLite database: a day is text as 2020-03-31, true is 1, and text is as the plan has it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from pathlib import Path

from wsoa.render.data.stored import text_of
from wsoa.reports.export.export import Cell, FieldType, Table

_TYPES: dict[FieldType, str] = {
    "string": "TEXT", "integer": "INTEGER", "number": "REAL", "date": "TEXT", "boolean": "INTEGER",
}  # fmt: skip


class SqliteTables:
    """A database, filled plan by plan. The same rows give the same bytes with the same SQLite."""

    def __init__(self, folder: Path) -> None:
        self._file = folder / "plans.sqlite"
        self._database = sqlite3.connect(self._file)
        self._known: set[str] = set()

    def add(self, tables: Iterable[Table]) -> None:
        """Put the rows of some tables below those that are there."""
        for table in tables:
            if table.name not in self._known:
                self._known.add(table.name)
                columns = ", ".join(f'"{one.name}" {_TYPES[one.type]}' for one in table.columns)
                self._database.execute(f'CREATE TABLE "{table.name}" ({columns})')
            places = ", ".join("?" * len(table.columns))
            # names of tables are ours; every value is bound
            words = f'INSERT INTO "{table.name}" VALUES ({places})'  # noqa: S608
            self._database.executemany(words, ([_cell(cell) for cell in row] for row in table.rows))

    def close(self) -> tuple[Path, ...]:
        """Finish, and return the files that were written."""
        self._database.commit()
        self._database.close()
        return (self._file,)


def _cell(cell: Cell) -> str | int | float | None:
    if isinstance(cell, Decimal):
        return float(cell)
    if isinstance(cell, date):
        return cell.isoformat()
    return text_of(cell) if isinstance(cell, str) else cell
