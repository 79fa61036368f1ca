"""The small file that says how to read a document, for what the headings alone do not tell."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from wsoa.files.parse import parse
from wsoa.files.text import decode
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.headings import normal
from wsoa.imports.document import ImportStop

_KEYS = ("dayfirst", "columns", "leave out")


class Map(NamedTuple):
    """How to read a document.

    ``dayfirst`` True reads 03/04/20 as 3 April 2020, False as 4 March 2020, None refuses to guess.
    ``columns`` gives fields by heading; ``leave_out`` names tables and sheets.
    """

    dayfirst: bool | None = None
    columns: Mapping[str, Field] = {}
    leave_out: frozenset[str] = frozenset()


class Column(NamedTuple):
    """One column of one table as it was read."""

    heading: str
    field: Field | None
    how: str
    table: str


def read_map(data: bytes, name: str) -> Map:
    """Read a map file.

    Raises:
        ImportStop: it is not one; the message names the line.
    """
    text, problems = decode(data, name)
    group, more = parse(text, name) if not problems else (None, [])
    for finding in [*problems, *more]:
        raise ImportStop(f"{name}, line {finding.place.line}: {finding.message}.")
    for key in group or {}:
        if key not in _KEYS:
            raise ImportStop(f"{name}: there is no {key!r} in a map file; the keys are {', '.join(_KEYS)}.")
    found: dict[str, Any] = group if group is not None else {}
    return Map(
        _dayfirst(found.get("dayfirst"), name), _columns(found.get("columns"), name), _tables(found, name)
    )


def _dayfirst(value: object, name: str) -> bool | None:
    if value not in {None, "", "true", "false"}:
        raise ImportStop(f"{name}: dayfirst is true or false.")
    return value == "true" if value else None


def _columns(value: object, name: str) -> dict[str, Field]:
    if value is None or value == "":
        return {}
    if not isinstance(value, dict):
        raise ImportStop(f"{name}: under columns, write one heading a line, such as “By when: due”.")
    words = {field.value: field for field in Field}
    for heading, word in value.items():
        if word not in words:
            raise ImportStop(f"{name}: {heading!r} cannot be {word!r}; write one of {', '.join(words)}.")
    return {normal(heading): words[word] for heading, word in value.items()}


def _tables(found: Mapping[str, object], name: str) -> frozenset[str]:
    value = found.get("leave out", [])
    if not isinstance(value, list) or not all(isinstance(table, str) for table in value):
        raise ImportStop(f"{name}: leave out is a list of tables, such as [table 1, sheet Cover].")
    return frozenset(value)


def written_map(columns: Iterable[Column], dayfirst: bool | None) -> str:  # noqa: FBT001 - a value of the map
    """Return a map file that says what was read, for a person to change."""
    said = "false" if dayfirst is False else "true"
    lines = [
        "# How wsoa import reads this document. Change what is wrong and give it back with --map.",
        "# true reads 03/04/20 as 3 April 2020, false as 4 March 2020; without this line it is not read.",
        f"{'# ' if dayfirst is None else ''}dayfirst: {said}",
        "# Tables and sheets to leave out, by the names that the ledger gives them.",
        "leave out: []",
        f"# Each heading is one of: {', '.join(Field)}.",
        "columns:",
    ]
    seen = set()
    for column in columns:
        if normal(column.heading) not in seen:
            seen.add(normal(column.heading))
            field = column.field or Field.NOTE
            lines.append(f"  {json.dumps(column.heading, ensure_ascii=False)}: {field.value}")
    return "\n".join(lines) + "\n"
