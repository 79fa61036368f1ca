"""A table becomes rows of known fields: headings found, repeated headings passed over, banners set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wsoa.imports.cells.refs import looks_like
from wsoa.imports.columns.by_content import Squares, by_content, is_urgency, looks_like_actions, of_rows
from wsoa.imports.columns.fields import MANY, MEASURES, STEPS, Field
from wsoa.imports.columns.headings import are_headings, field_of, normal, together
from wsoa.imports.columns.mapping import Column, Map
from wsoa.imports.document import Cell, Table
from wsoa.imports.draft import own_key
from wsoa.imports.ledger import Kind, Ledger

_OUTCOME = re.compile(r"(?:priority area|outcome|objective)s?\s*[:\n-]?\s*(?=\S)", re.IGNORECASE)
_OFFICER = re.compile(
    r"(?:accountable|responsible|lead|senior responsible) (?:officers?|owners?|leads?)\s*[:\n-]?\s*(?=\S)",
    re.IGNORECASE,
)


class Banner(NamedTuple):
    """A row that is one line of text across the table."""

    text: str
    place: str


class Labelled(NamedTuple):
    """A row whose cells name themselves: PRIORITY AREA 1.1 …, ACCOUNTABLE OFFICER …."""

    outcome: Cell
    officer: Cell | None


class DataRow(NamedTuple):
    """A row of the table with its cells by what they hold."""

    cells: dict[Field, list[Cell]]
    place: str
    headings: dict[int, str]
    measures: bool

    def first(self, field: Field) -> Cell | None:
        """Return the first cell of a field, or None where the table has no such column."""
        return self.cells[field][0] if field in self.cells else None

    def own(self, field: Field) -> str:
        """Return the text of a field's first cell where it is not covered by the cell above."""
        cell = self.first(field)
        return cell.own if cell else ""


Event = Banner | Labelled | DataRow


class Heads(NamedTuple):
    """What the columns of a table hold, and what their headings say."""

    fields: tuple[Field | None, ...]
    headings: tuple[str, ...]

    @property
    def measures(self) -> bool:
        """True for a table of KPIs."""
        known = set(self.fields)
        return Field.KPI in known or (bool(known & MEASURES) and not known & STEPS)


class TableReader:
    """Reads the tables of one document; remembers headings for a table that goes on without its own."""

    def __init__(self, chosen: Map, ledger: Ledger) -> None:
        self._map = chosen
        self._ledger = ledger
        self._heads: Heads | None = None
        self.columns: list[Column] = []

    def events(self, table: Table) -> Iterator[Event]:
        """Yield what each row is, in order; what is passed over goes into the ledger."""
        if table.name in self._map.leave_out:
            for row in table.rows:
                text = " | ".join(cell.text for cell in _own(row))
                if text:
                    self._ledger.add(
                        Kind.SKIPPED, _own(row)[0].place, "table", text, "left out, as the map says"
                    )
            return
        start = next(
            (n for n in range(len(table.rows)) if self._heading_size(table.rows, n)), len(table.rows)
        )
        heads = self._supposed(table, table.rows[:start])
        unknown: list[Squares] = []
        number = 0
        while number < len(table.rows):
            row = table.rows[number]
            size = self._heading_size(table.rows, number) if number >= start else 0
            if size:
                heads = self._headed(table, number, size, heads)
                number += size
                continue
            number += 1
            event = self._event(row, heads)
            if event is not None:
                yield event
            elif heads is None and _own(row):
                unknown.append(row)
        self._note_unknown(unknown)

    def _event(self, row: Squares, heads: Heads | None) -> Event | None:
        own = _own(row)
        if not own:
            return None
        labelled = _labelled(own)
        if labelled:
            return labelled
        if len(own) == 1 and (heads is None or _spans(own[0], row)):
            return Banner(own[0].text, own[0].place)
        return self._data(row, heads) if heads else None

    def _data(self, row: Squares, heads: Heads) -> DataRow:
        cells: dict[Field, list[Cell]] = {}
        for cell, field in zip(row, heads.fields, strict=True):
            if field is not Field.LEAVE_OUT and cell.covered != "left":
                cells.setdefault(field or Field.NOTE, []).append(cell)
        headings = {cell.column: heading for cell, heading in zip(row, heads.headings, strict=True)}
        return DataRow(
            cells,
            _own(row)[0].place.rpartition(", column")[0] or _own(row)[0].place,
            headings,
            heads.measures,
        )

    def _heading_size(self, rows: Sequence[Squares], number: int) -> int:
        """Return how many rows the headings that start here take; 0 where none start."""
        own = _own(rows[number])
        texts = [cell.text for cell in own]
        mapped = sum(normal(text) in self._map.columns for text in texts)
        wanted = len({heading for heading in self._map.columns if not heading.startswith("(no heading")})
        if not (mapped and mapped >= min(2, wanted)):
            if any(looks_like(text) or cell.day for text, cell in zip(texts, own, strict=True)):
                return 0
            if not are_headings(texts):
                return 0
        return 2 if number + 1 < len(rows) and self._goes_below(rows[number], rows[number + 1]) else 1

    def _goes_below(self, upper: Squares, lower: Squares) -> bool:
        """Tell whether the next row only splits a heading that spans several columns: 6 month, 12 month."""
        own = _own(lower)
        spanned = {cell.column for cell in upper if cell.covered == "left"}
        spanned |= {column - 1 for column in spanned}
        blank = {cell.column for cell in upper if not cell.text}
        spread = spanned | blank
        return (
            bool(own)
            and all(cell.column in spread for cell in own)
            and all(field_of(cell.text) is not None for cell in own)
        )

    def _headed(self, table: Table, number: int, size: int, before: Heads | None) -> Heads:
        headings = _headings(table.rows[number : number + size])
        body = list(_body(table.rows, number + size))
        heads = Heads(self._fields(headings, body, table.name), headings)
        if before is not None and heads.headings == before.headings:
            first = _own(table.rows[number])[0].place
            self._ledger.add(
                Kind.SKIPPED,
                first.rpartition(", column")[0] or first,
                "row",
                " | ".join(filter(None, headings)),
                "headings repeated",
            )
            return before
        self._heads = heads
        for row in table.rows[number : number + size]:
            text = " | ".join(cell.text for cell in _own(row))
            first = _own(row)[0].place if _own(row) else table.name
            self._ledger.add(Kind.SKIPPED, first.rpartition(", column")[0] or first, "row", text, "headings")
        return heads

    def _fields(
        self, headings: Sequence[str], body: Sequence[Squares], table: str
    ) -> tuple[Field | None, ...]:
        told = [self._field(heading, column, body) for column, heading in enumerate(headings)]
        named = [field if how == "its heading" else None for field, how in told]
        settled = together(headings, named)
        fields: list[Field | None] = []
        for column, heading in enumerate(headings):
            how = told[column][1]
            field = settled[column] if how == "its heading" else told[column][0]
            if field in fields and field not in MANY and field is not Field.LEAVE_OUT:
                field = Field.DETAIL if field is Field.ACTION else None
            if field is not None or _said(body, column):
                self._learn(
                    Column(heading or f"(no heading, column {column + 1})", field, how, table), body, column
                )
            fields.append(field)
        if Field.LEAD not in fields and Field.ACCOUNTABLE in fields and Field.DUE in fields:
            fields[fields.index(Field.ACCOUNTABLE)] = Field.LEAD
        return tuple(fields)

    def _field(self, heading: str, column: int, body: Sequence[Squares]) -> tuple[Field | None, str]:
        words = normal(heading or f"(no heading, column {column + 1})")
        if words in self._map.columns:
            return self._map.columns[words], "the map"
        if heading:
            named = field_of(heading)
            if named is Field.WORKSTREAM and is_urgency(_said(body, column)):
                named = Field.PRIORITY
            return named, "its heading"
        return by_content(_said(body, column)), "what it holds"

    def _learn(self, column: Column, body: Sequence[Squares], index: int) -> None:
        """Keep what a column was read as; say once what is left unread or was told by its cells alone."""
        cells = _said(body, index)
        if column.field is None:
            made = f"{len(cells)} cells kept under {own_key(column.heading)}; a map file can say what the column holds"  # noqa: E501
            self._ledger.add(Kind.NOT_READ, cells[0].place, "column", column.heading, made)
        elif column.field is Field.NOTE:
            made = f"kept as notes under {own_key(column.heading)}"
            self._ledger.add(Kind.GUESS, column.table, "column", column.heading, made)
        elif column.field is Field.LEAVE_OUT:
            made = " | ".join(cell.text for cell in cells)
            self._ledger.add(
                Kind.SKIPPED, column.table, "column", f"{column.heading}: {made}", "left out, as the map says"
            )
        elif column.how == "what it holds":
            self._ledger.add(
                Kind.GUESS, column.table, "column", column.heading, f"read as {column.field.value}"
            )
        if not any(c.heading == column.heading and c.field == column.field for c in self.columns):
            self.columns.append(column)

    def _supposed(self, table: Table, rows: Sequence[Squares]) -> Heads | None:
        """Return what the columns hold in rows above any headings: as in the last table, or by the cells.

        A table often goes on after a page without its headings.
        """
        full = [row for row in rows if len(_own(row)) > 1 and not _labelled(_own(row))]
        if not full:
            return None
        if self._heads is not None and len(self._heads.fields) == len(full[0]) and _own(rows[0])[1:]:
            made = "no headings, so read under those of the table before"
            self._ledger.add(Kind.GUESS, table.name, "table", "", made)
            return self._heads
        fields = of_rows(full)
        if fields is None:
            return None
        made = f"no headings; read by its cells as {', '.join(f.value if f else 'not read' for f in fields)}"
        self._ledger.add(Kind.GUESS, table.name, "table", "", made)
        return Heads(fields, tuple(f.value if f else "" for f in fields))

    def _note_unknown(self, rows: Sequence[Squares]) -> None:
        """Write down what stands under no headings: row by row where it may be actions, else once."""
        lost = [row for row in rows if looks_like_actions(row)]
        for row in lost:
            said = " | ".join(cell.text for cell in _own(row))
            self._ledger.add(
                Kind.NOT_READ, _own(row)[0].place, "row", said, "under no headings that say what it is"
            )
        for row in rows:
            if row not in lost:
                said = " | ".join(cell.text for cell in _own(row))
                made = "not read: no headings of actions or measures"
                self._ledger.add(Kind.SKIPPED, _own(row)[0].place, "table", said, made)


def _own(row: Squares) -> list[Cell]:
    """Return the cells of a row that say something of their own."""
    return [cell for cell in row if not cell.covered and (cell.text or cell.label or cell.struck)]


def _spans(cell: Cell, row: Squares) -> bool:
    """Tell whether a cell stretches over most of its row."""
    covered = sum(other.covered == "left" for other in row)
    return len(row) > 1 and covered >= (len(row) - 1) / 2 and cell.column == 0


def _labelled(own: Sequence[Cell]) -> Labelled | None:
    """Read a row in which every cell begins with its own label."""
    outcome = officer = None
    for cell in own:
        if found := _OUTCOME.match(cell.text):
            outcome = cell._replace(text=cell.text[found.end() :], label=cell.text)
        elif found := _OFFICER.match(cell.text):
            officer = cell._replace(text=cell.text[found.end() :], label=cell.text)
        else:
            return None
    if outcome is None or (officer is None and not re.match(r"[A-Z]{0,3}[0-9]", outcome.text)):
        return None
    return Labelled(outcome, officer)


def _headings(rows: Sequence[Squares]) -> tuple[str, ...]:
    """Return one heading a column: the lower one where a heading is split below."""
    found = []
    for squares in zip(*rows, strict=True):
        texts = [" ".join(cell.text.split()) for cell in squares if cell.text and cell.covered != "above"]
        found.append(texts[-1] if texts else "")
    return tuple(found)


def _body(rows: Sequence[Squares], start: int) -> Iterator[Squares]:
    for row in rows[start:]:
        if are_headings(cell.text for cell in _own(row)):
            return
        yield row


def _said(body: Sequence[Squares], column: int) -> list[Cell]:
    return [row[column] for row in body if column < len(row) and (row[column].own or row[column].label)]
