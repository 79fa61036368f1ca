"""Actions that are laid out as blocks or as lists become rows of a table, so that all is read in one way.

A block is a table whose cells name themselves in turn: “Lead | Head of SEND”. A list has a heading for each
action and labelled lines below it: “Lead: Head of SEND”.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from wsoa.imports.columns.fields import MANY, Field
from wsoa.imports.columns.headings import are_headings, field_of, normal
from wsoa.imports.document import Cell, Document, Line, Table
from wsoa.imports.ledger import Kind, Ledger

_LABELLED = re.compile(r"(?P<label>[^\W\d_][^:\n]{1,60}?)\s*(?::|\s[–—-])\s+(?P<value>\S.*)", re.DOTALL)
_FEWEST = 2
_SHARE = 0.6
_ABOUT_ACTIONS = frozenset(
    {
        Field.LEAD,
        Field.DUE,
        Field.RATING,
        Field.PROGRESS,
        Field.ACCOUNTABLE,
        Field.DUE_NEW,
        Field.COMPLETED,
        Field.MILESTONE,
    }
)
_NO_LABEL = "Action"


class _Pair(NamedTuple):
    """A label with its value."""

    label: str
    value: Cell


_Block = list[_Pair]


def arranged(document: Document, chosen: Mapping[str, Field], ledger: Ledger) -> Document:
    """Return a document in which blocks and lists of actions are tables; what was turned is told.

    ``chosen`` are the headings that a map names.
    """
    known = _Known(chosen)
    made: list[Line | Table] = []
    waiting: list[_Block] = []
    blocks = list(document.blocks)
    at = 0
    while at < len(blocks):
        block = blocks[at]
        found: list[_Block] = []
        taken = 1
        if isinstance(block, Table):
            found = known.of_table(block)
            if found and made and not waiting_has_action(found, known) and isinstance(made[-1], Line):
                found = [
                    _with_title(one, made[-1], known) if index == 0 else one
                    for index, one in enumerate(found)
                ]
                if any(pair.label == _NO_LABEL for pair in found[0]):
                    made.pop()
        else:
            found, taken = known.of_lines(blocks[at:])
        if found:
            waiting += found
        else:
            made += _flushed(waiting, ledger)
            waiting = []
            made.append(block)
            taken = 1
        at += taken
    made += _flushed(waiting, ledger)
    return document._replace(blocks=tuple(made))


def waiting_has_action(found: Sequence[_Block], known: _Known) -> bool:
    """Tell whether a block says itself what will be done."""
    return any(known.field(pair.label) is Field.ACTION for pair in found[0])


class _Known:
    """Knows labels."""

    def __init__(self, chosen: Mapping[str, Field]) -> None:
        self._chosen = chosen

    def field(self, label: str) -> Field | None:
        """Return what a label says that its value is."""
        return self._chosen.get(normal(label)) or field_of(label.rstrip(" :"))

    def of_table(self, table: Table) -> list[_Block]:
        """Return the blocks that a table is made of; none where it has headings or labels nothing."""
        if len(table.rows) < _FEWEST or len(table.rows[0]) < 2:  # noqa: PLR2004 - a label and a value
            return []
        if any(
            are_headings(cell.text for cell in row if cell.own) and not self._in_turn(row)
            for row in table.rows[:3]
        ):
            return []
        rows = [[cell for cell in row if not cell.covered and cell.text] for row in table.rows]
        labelled = sum(
            1 for row in rows if row and self.field(row[0].text) is not None and len(row) in {1, 2, 4}
        )
        if labelled < max(_FEWEST, _SHARE * len([row for row in rows if row])):
            return []
        return self._split([pair for row in table.rows for pair in self._pairs(row)])

    def _in_turn(self, row: Sequence[Cell]) -> bool:
        """Tell whether a row is label, value, label, value."""
        own = [cell for cell in row if cell.own]
        fields = [self.field(cell.text) is not None for cell in own]
        return len(own) in {2, 4} and fields[::2].count(True) == len(fields[::2]) and not any(fields[1::2])

    def _pairs(self, row: Sequence[Cell]) -> Iterator[_Pair]:
        own = [cell for cell in row if not cell.covered and (cell.text or cell.shade)]
        if not own:
            return
        if len(own) == 1 and self.field(own[0].text) is None:
            found = _LABELLED.match(own[0].text)
            if found and self.field(found["label"]) is not None:
                yield _Pair(found["label"], own[0]._replace(text=found["value"]))
            else:
                yield _Pair(_NO_LABEL, own[0])
            return
        for index in range(0, len(own), 2):
            label = own[index].text.rstrip(" :")
            value = own[index + 1] if index + 1 < len(own) else own[index]._replace(text="")
            yield _Pair(label, value)

    def _split(self, pairs: Sequence[_Pair]) -> list[_Block]:
        """Part the pairs of several actions: a new one begins where a label comes again."""
        blocks: list[_Block] = []
        seen: set[str] = set()
        for pair in pairs:
            if not blocks or (normal(pair.label) in seen and self._begins(pair, blocks[0])):
                blocks.append([])
                seen = set()
            blocks[-1].append(pair)
            seen.add(normal(pair.label))
        about = {field for pair in pairs if (field := self.field(pair.label)) is not None}
        return blocks if about & _ABOUT_ACTIONS and len(about) >= _FEWEST else []

    @staticmethod
    def _begins(pair: _Pair, first: _Block) -> bool:
        return normal(pair.label) == normal(first[0].label)

    def of_lines(self, blocks: Sequence[Line | Table]) -> tuple[list[_Block], int]:
        """Return the block that a line and the labelled lines below it make, and how many lines it took."""
        head = blocks[0]
        if not isinstance(head, Line):
            return [], 0
        pairs: _Block = []
        own = self._labelled(head)
        start = 0 if own is not None and self.field(own.label) in {Field.ACTION, Field.REF} else 1
        taken = start
        for block in blocks[start:]:
            pair = self._labelled(block) if isinstance(block, Line) and not (block.level and pairs) else None
            if pair is None or (pairs and normal(pair.label) in {normal(one.label) for one in pairs}):
                break
            pairs.append(pair)
            taken += 1
        fields = {self.field(pair.label) for pair in pairs}
        if len(fields & _ABOUT_ACTIONS) < _FEWEST:
            return [], 0
        if start and Field.ACTION not in fields:
            title = Cell(f"{head.label} {head.text}".strip(), head.place, 0, 0)
            pairs.insert(0, _Pair(_NO_LABEL, title))
        elif start:
            return [], 0
        return [pairs], taken

    def _labelled(self, line: Line) -> _Pair | None:
        found = _LABELLED.match(line.text)
        if found is None or self.field(found["label"]) is None:
            return None
        return _Pair(found["label"], Cell(found["value"], line.place, 0, 0))


def _with_title(block: _Block, line: Line, known: _Known) -> _Block:
    """Take the line above a block for what will be done, where it is a heading of an action."""
    text = f"{line.label} {line.text}".strip()
    if any(known.field(pair.label) is Field.ACTION for pair in block) or len(text) > 300:  # noqa: PLR2004
        return block
    return [_Pair(_NO_LABEL, Cell(text, line.place, 0, 0)), *block]


def _key(label: str) -> str:
    field = field_of(label)
    return field.value if field is not None and field not in MANY else normal(label)


def _flushed(blocks: Sequence[_Block], ledger: Ledger) -> list[Line | Table]:
    """Make one table of the blocks that follow each other; labels that say the same are one column."""
    if not blocks:
        return []
    labels: list[str] = []
    for block in blocks:
        for pair in block:
            if _key(pair.label) not in {_key(label) for label in labels}:
                labels.append(pair.label)
    name = f"the blocks from {blocks[0][0].value.place}"
    rows = [tuple(Cell(label, blocks[0][0].value.place, 0, column) for column, label in enumerate(labels))]
    for number, block in enumerate(blocks, 1):
        cells = []
        for column, label in enumerate(labels):
            values = [pair for pair in block if _key(pair.label) == _key(label)]
            text = "\n".join(pair.value.text for pair in values if pair.value.text)
            place = values[0].value.place if values else block[0].value.place
            shade = values[0].value.shade if values else ""
            cells.append(Cell(text, place, number, column, shade=shade))
            for pair in values:
                if pair.label != _NO_LABEL:
                    ledger.add(
                        Kind.SPELT,
                        pair.value.place.rpartition(", column")[0] or pair.value.place,
                        "label",
                        pair.label,
                        "a label of this block, read as a heading",
                    )
        rows.append(tuple(cells))
    return [Table(name, tuple(rows))]
