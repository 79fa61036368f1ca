"""Tables in text with separators: csv and tsv."""

from __future__ import annotations

import csv
from io import StringIO

from wsoa.imports.document import Cell, Document, ImportStop, Table, squared, tidy
from wsoa.imports.ledger import Entry, Kind
from wsoa.imports.readers.limits import check_size

_SEPARATORS = ",;\t|"
_SAMPLE = 20
_WORDS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}


def decoded(data: bytes, name: str) -> tuple[str, tuple[Entry, ...]]:
    """Return the text of a file: UTF-8, else as Windows writes it, which is said.

    Raises:
        ImportStop: it is neither.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), ()
    if b"\x00" in data:
        raise ImportStop(f"{name} is not a text file.")
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        note = Entry(
            Kind.GUESS, f"line {line}", "file", name, "not UTF-8, so read as Windows-1252; check £ and quotes"
        )
        return data.decode("cp1252", "replace"), (note,)


def read_delimited(data: bytes, name: str) -> Document:
    """Read a csv or tsv file as one table.

    Raises:
        ImportStop: it is not text, or it is too large.
    """
    text, notes = decoded(data, name)
    separator = _separator(text)
    reader = csv.reader(StringIO(text, newline=""), delimiter=separator)
    rows: list[list[Cell]] = []
    start = 1
    try:
        for values in reader:
            rows.append(
                [
                    Cell(tidy(value), f"line {start}, column {column + 1}", len(rows), column)
                    for column, value in enumerate(values)
                ]
            )
            start = reader.line_num + 1
    except csv.Error as error:
        raise ImportStop(f"{name} cannot be read as a table near line {start}: {error}.") from None
    width = max(map(len, rows), default=0)
    check_size(len(rows), width, name)
    if separator != ",":
        notes = (
            *notes,
            Entry(Kind.GUESS, "line 1", "file", name, f"columns are separated by {_WORDS[separator]}"),
        )
    return Document(name, "", (Table("the table", squared(rows, width, "the table")),), notes)


def _separator(text: str) -> str:
    """Return the separator that splits most of the first lines into the same number of columns."""

    def score(separator: str) -> tuple[int, int]:
        lengths = []
        try:
            for row in csv.reader(StringIO(text, newline=""), delimiter=separator):
                lengths += [len(row)] if any(row) else []
                if len(lengths) == _SAMPLE:
                    break
        except csv.Error:
            return (0, 0)
        most = max(lengths, default=1)
        return (lengths.count(most) if most > 1 else 0, most)

    return max(_SEPARATORS, key=score)
