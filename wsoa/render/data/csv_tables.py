"""Tables as CSV (RFC 4180) with their types beside them in datapackage.json (Frictionless Table Schema).

Spreadsheets run a cell that starts like a formula (CWE-1236). Text that does gets an apostrophe in front;
one more where it has one already, so that taking the first off gives the text back. Numbers stay numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from hashlib import sha256
from io import StringIO
from typing import Any

from wsoa.render.data.document import dump
from wsoa.reports.export.export import Cell, Column, Table, TablesExport
from wsoa.words.text import visible

_FORMULA = re.compile("['\\s]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r\n]")
_MARK = "\ufeff"
_GUARDED = (
    "A text that a spreadsheet could take for a formula has an apostrophe in front, and control characters "
    "are shown by visible ones."
)
_EXACT = "Text is exactly as the plan has it: do not open these files in a spreadsheet unchecked."
_ABOUT = (
    "Made from the plans of {areas} as at {day}; nothing dated later is in it. {text} Several values in one "
    "cell are separated by semicolons. Under which licence the data may be used is for the area to say."
)


def export_csv(export: TablesExport, *, exact: bool = False, mark: bool = False) -> Mapping[str, str]:
    """Return the text of every file by name, the description of them all last.

    ``exact`` leaves text as the plan has it, for programs only. ``mark`` puts a byte order mark in front,
    without which Excel misreads anything but plain letters.
    """
    files = {
        f"{table.name}.csv": f"{_MARK if mark else ''}{_drawn(table, exact=exact)}" for table in export.tables
    }
    return {**files, "datapackage.json": dump(_package(export, files, exact=exact))}


def _drawn(table: Table, *, exact: bool) -> str:
    text = StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(cell, exact=exact) for cell in row] for row in table.rows)
    return text.getvalue()


def _cell(cell: Cell, *, exact: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, int | Decimal):
        return f"{cell:f}" if isinstance(cell, Decimal) else str(cell)
    return cell if exact else guarded(cell)


def guarded(text: str) -> str:
    """Return text that no spreadsheet runs and that steers no terminal."""
    shown = visible(text)
    return f"'{shown}" if _FORMULA.match(shown) else shown


def _package(export: TablesExport, files: Mapping[str, str], *, exact: bool) -> dict[str, Any]:
    areas = ", ".join(visible(one.area) for one in export.plans)
    return {
        "profile": "tabular-data-package",
        "name": _slug("-".join(("wsoa", *(one.id for one in export.plans)))),
        "title": f"SEND action plans: {areas}",
        "description": _ABOUT.format(
            areas=areas, day=export.as_of.isoformat(), text=_EXACT if exact else _GUARDED
        ),
        "as_of": export.as_of.isoformat(),
        "tool": {"name": "wsoa", "version": export.tool_version},
        "guarded": not exact,
        "plans": [
            {
                "id": visible(one.id),
                "area": visible(one.area),
                "title": visible(one.title),
                "plan_hash": one.plan_hash,
            }
            for one in export.plans
        ],
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in export.tables],
    }


def _resource(table: Table, text: str) -> dict[str, Any]:
    data = text.encode("utf-8", "replace")
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "dialect": {
            "delimiter": ",", "lineTerminator": "\r\n", "quoteChar": '"', "doubleQuote": True, "header": True,
        },
        "schema": {"fields": [_field(column) for column in table.columns], "missingValues": [""]},
    }  # fmt: skip


def _field(column: Column) -> dict[str, str]:
    return {"name": column.name, "type": column.type, "description": column.meaning}


def _slug(text: str) -> str:
    """Return a name of the letters that Frictionless allows."""
    return re.sub("[^a-z0-9._-]+", "-", text.lower()).strip("-")
