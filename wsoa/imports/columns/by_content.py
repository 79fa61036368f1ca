"""What columns hold when no heading says so, told by their cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from wsoa.imports.cells.dates import read_dates
from wsoa.imports.cells.people import names_post
from wsoa.imports.cells.refs import leading, looks_like
from wsoa.imports.columns.fields import Field
from wsoa.imports.document import Cell

_CODE = re.compile(r"(?:[A-Z]|n/?s|red|amber|green|blue|grey|complete|not started)\Z", re.IGNORECASE)
_URGENCY = re.compile(r"(?:high|medium|low|urgent|h|m|l|[1-5])\Z", re.IGNORECASE)
_SHARE = 0.6
_LONGEST_NAME = 160

Squares = tuple[Cell, ...]


def by_content(cells: Sequence[Cell]) -> Field | None:
    """Guess what one column without a heading holds, in a table whose other columns have theirs."""
    for field, test in (
        (Field.REF, lambda cell: looks_like(cell.text or cell.label)),
        (Field.RATING, lambda cell: bool(_CODE.match(cell.text))),
        (Field.DUE, lambda cell: bool(cell.day)),
    ):
        if _mostly(cells, test):
            return field
    return None


def is_urgency(cells: Sequence[Cell]) -> bool:
    """Tell whether a column called “priority” says how urgent a row is, not which priority it is of."""
    return _mostly(cells, lambda cell: bool(_URGENCY.match(cell.text)))


def of_rows(rows: Sequence[Squares]) -> tuple[Field | None, ...] | None:
    """Guess what every column of a table without headings holds; None where they are no actions."""
    columns = [[cell for cell in column if cell.own or cell.label] for column in zip(*rows, strict=True)]
    fields = [_field(cells) for cells in columns]
    if Field.REF in fields and Field.ACTION not in fields:
        left = [index for index, field in enumerate(fields) if field is None and columns[index]]
        if left:
            fields[max(left, key=lambda index: sum(len(cell.text) for cell in columns[index]))] = Field.ACTION
    once = [field if field not in fields[:index] else None for index, field in enumerate(fields)]
    return tuple(once) if {Field.ACTION, Field.DUE} <= set(once) else None


def looks_like_actions(row: Squares) -> bool:
    """Tell whether a row starts with the ref of an action or holds a date, so that it must be told of."""
    own = [cell for cell in row if cell.own]
    refs = any((found := leading(cell.text)) and found.printed.count(".") > 1 for cell in own)
    return refs or any(cell.day or _is_date(cell) for cell in own)


def _field(cells: Sequence[Cell]) -> Field | None:
    tests: tuple[tuple[Field, Callable[[Cell], bool]], ...] = (
        (Field.REF, lambda cell: looks_like(cell.text or cell.label)),
        (Field.ACTION, lambda cell: leading(cell.text) is not None),
        (Field.DUE, _is_date),
        (Field.LEAD, lambda cell: len(cell.text) <= _LONGEST_NAME and names_post(cell.text)),
    )
    return next((field for field, test in tests if _mostly(cells, test)), None)


def _is_date(cell: Cell) -> bool:
    if cell.day:
        return True
    read = read_dates(cell.text) if len(cell.text) <= _LONGEST_NAME else None
    return (
        read is not None and (read.due is not None or bool(read.stages)) and "passed over" not in read.doubt
    )


def _mostly(cells: Sequence[Cell], test: Callable[[Cell], bool]) -> bool:
    return bool(cells) and sum(map(test, cells)) >= _SHARE * len(cells)
