"""What a page is made of once its HTML is read: headings, paragraphs, lists, facts and tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal, NamedTuple

Role = Literal["", "lead", "small", "label", "mark"]
"""What a paragraph is for: the sentence that matters most, a remark, what stands over a title, a short word
that heads an entry."""
ListKind = Literal["bullets", "numbers", "log", "contents"]
"""Entries of a log stand apart and have no mark in front."""
FactsKind = Literal["facts", "figures"]
"""Figures are a few numbers, each with what it counts."""


class Style(NamedTuple):
    """How a run of text looks, and where it leads.

    ``tag`` is the key of the standing that the text names.
    """

    strong: bool = False
    emphasis: bool = False
    struck: bool = False
    small: bool = False
    tag: str = ""
    address: str = ""


PLAIN = Style()


class Span(NamedTuple):
    """A run of text in one style; a line break is a line end. An ``anchor`` without text names the place."""

    text: str
    style: Style = PLAIN
    anchor: str = ""


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, from level 1 down; its label says what kind of thing it heads."""

    level: int
    label: Spans
    spans: Spans


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    spans: Spans
    role: Role = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """A list; an item is blocks."""

    kind: ListKind
    items: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is said under it."""

    label: Spans
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts, one under the other."""

    kind: FactsKind
    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``heading`` where it names its row."""

    blocks: tuple[Block, ...]
    heading: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table: every row has as many cells as there are columns. A caption is shown, or only read out.

    ``numbers`` tells for each column whether it holds figures. ``names`` are empty where no row heads the
    table.
    """

    caption: Spans
    shown: bool
    names: tuple[Spans, ...]
    numbers: tuple[bool, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """What is set in from the rest."""

    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across."""


Block = Heading | Paragraph | Listing | Facts | Table | Quotation | Rule


def plain(spans: Iterable[Span]) -> str:
    """Return the text of spans without their styles."""
    return "".join(span.text for span in spans)


def lines_of(blocks: Iterable[Block]) -> Iterator[Spans]:
    """Yield the text of blocks line by line, for a place where only text can stand, such as a cell."""
    for block in blocks:
        if isinstance(block, Heading):
            yield (*block.label, *([Span(": ")] if block.label else []), *block.spans)
        elif isinstance(block, Paragraph):
            yield block.spans
        elif isinstance(block, Quotation):
            yield from lines_of(block.blocks)
        elif isinstance(block, Listing):
            yield from (line for item in block.items for line in lines_of(item))
        elif isinstance(block, Facts):
            for fact in block.rows:
                yield (*fact.label, Span(": "), *sentences(lines_of(fact.blocks), "; "))
        elif isinstance(block, Table):
            yield from _rows(block)


def _rows(table: Table) -> Iterator[Spans]:
    """Yield a table line by line."""
    if table.shown and table.caption:
        yield table.caption
    cells = ((sentences(lines_of(cell.blocks), "; ") for cell in row) for row in table.rows)
    yield from (sentences(row, "; ") for row in (table.names, *cells) if row)


_ENDS = tuple(".!?:;…")


def sentences(lines: Iterable[Spans], between: str) -> Spans:
    """Join lines into one; ``between`` stands after a line that does not end like a sentence."""
    joined: list[Span] = []
    for line in lines:
        if not plain(line).strip():
            joined += line
            continue
        before = plain(joined).rstrip("”’\"') ")
        if before:
            joined.append(Span(" " if before.endswith(_ENDS) else between))
        joined += line
    return tuple(joined)
