"""Tables as Parquet, a file a table, with the type and meaning of each column. Text is as the plan has it."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from wsoa.render.data.stored import text_of
from wsoa.reports.export.export import Cell, FieldType, Table

_TYPES: dict[FieldType, Any] = {
    "string": pa.string(), "integer": pa.int64(), "number": pa.float64(), "date": pa.date32(),
    "boolean": pa.bool_(),
}  # fmt: skip
_GROUP = 50_000
"""How many rows wait until they are written together: readers want large groups, and memory small ones."""


class ParquetTables:
    """A folder of files, filled plan by plan. The same rows give the same bytes with the same pyarrow."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[str, _File] = {}

    def add(self, tables: Iterable[Table]) -> None:
        """Put the rows of some tables below those that are there."""
        for table in tables:
            if table.name not in self._files:
                self._files[table.name] = _File(self._folder / f"{table.name}.parquet", table)
            self._files[table.name].add(table.rows)

    def close(self) -> tuple[Path, ...]:
        """Finish, and return the files that were written."""
        return tuple(one.close() for one in self._files.values())


class _File:
    def __init__(self, path: Path, table: Table) -> None:
        self._path = path
        fields = [
            pa.field(one.name, _TYPES[one.type], metadata={"description": one.meaning})
            for one in table.columns
        ]
        self._schema = pa.schema(fields, metadata={"title": table.title})
        self._writer = pq.ParquetWriter(path, self._schema, compression="zstd")
        self._rows: list[tuple[Cell, ...]] = []

    def add(self, rows: Iterable[tuple[Cell, ...]]) -> None:
        self._rows += rows
        while len(self._rows) >= _GROUP:
            self._write(self._rows[:_GROUP])
            self._rows = self._rows[_GROUP:]

    def _write(self, rows: list[tuple[Cell, ...]]) -> None:
        columns = zip(*rows, strict=True) if rows else ([] for _ in self._schema)
        arrays = [
            pa.array([_cell(cell) for cell in column], field.type)
            for column, field in zip(columns, self._schema, strict=True)
        ]
        self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema), row_group_size=_GROUP)

    def close(self) -> Path:
        self._write(self._rows)
        self._writer.close()
        return self._path


def _cell(cell: Cell) -> Cell | float:
    if isinstance(cell, Decimal):
        return float(cell)
    return text_of(cell) if isinstance(cell, str) else cell
