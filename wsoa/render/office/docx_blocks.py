"""The blocks of a page as Word paragraphs and tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from wsoa.render.document.blocks import (
    Block,
    Cell,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Role,
    Rule,
    Span,
    Spans,
    Table,
    lines_of,
    plain,
    sentences,
)
from wsoa.render.office.docx_parts import Grid, Para, Run, Writer
from wsoa.render.office.docx_reference import Pages, letters_of
from wsoa.render.office.docx_widths import Columns, is_short, is_wide, measured, widths
from wsoa.reports.anchors import safe_address

_PARAGRAPHS: dict[Role, str] = {
    "": "Normal",
    "lead": "Leadtext",
    "small": "Smallprint",
    "label": "Overtitle",
    "mark": "Logentry",
}
_BULLETS = ("ListBullet", "ListBullet2", "ListBullet3")
_PLACE_IN_WORD = re.compile(r"[^:]*\.docx#", re.IGNORECASE)
_LAST_HEADING = 5
_FEW = 4
_SECTION = 2
"""The level of headings that start a part of a report."""


def tag_style(key: str) -> str:
    """Return the character style of a standing."""
    return f"Standing{key.replace('_', '')}"


class BlockWriter:
    """Writes blocks in order; a part of the report with a wide table lies on its side.

    ``dense``: the report is a paper of few pages.
    """

    def __init__(self, writer: Writer, pages: Pages, blocks: Sequence[Block], *, dense: bool = False) -> None:
        self.writer, self.pages, self.blocks, self.dense = writer, pages, blocks, dense
        self.letters = letters_of(writer.document)
        self.places = {span.anchor for line in lines_of(blocks) for span in line if span.anchor}
        self.columns: dict[tuple[str, ...], Columns] = {}
        for table in _tables(blocks):
            self.columns[_names(table)] = measured(table, self.columns.get(_names(table), ()))

    def write(self) -> None:
        """Write the whole report."""
        for part in _parts(self.blocks):
            self.pages.turn(on_side=any(map(self._is_wide, _tables(part))))
            self._blocks(part)

    def _is_wide(self, table: Table) -> bool:
        return is_wide(self.columns[_names(table)], self.pages.upright, self.letters, dense=self.dense)

    def _blocks(self, blocks: Sequence[Block]) -> None:
        for place, block in enumerate(blocks):
            if isinstance(block, Table):
                self._table(block)
            elif isinstance(block, Facts) and block.kind == "figures":
                self._figures(block)
            elif isinstance(block, Quotation):
                self.writer.add(*(Para(self._runs(line), "Quote") for line in lines_of(block.blocks)))
            else:
                keep = _leads_on(blocks, place)
                self.writer.add(*(one._replace(keep=keep) for one in self._paragraphs(block)))

    def _paragraphs(self, block: Block) -> Iterator[Para]:
        if isinstance(block, Heading):
            yield from self._heading(block)
        elif isinstance(block, Paragraph):
            yield Para(self._runs(block.spans, strong=block.role == "mark"), _PARAGRAPHS[block.role])
        elif isinstance(block, Listing):
            yield from self._contents(block) if block.kind == "contents" else self._list(block, 0)
        elif isinstance(block, Facts):
            for fact in block.rows:
                told = [run for line in lines_of(fact.blocks) for run in (Run("\n"), *self._runs(line))]
                label = (*self._marks(fact.label), Run(plain(fact.label), "Muted"))
                yield Para((*label, Run("\t"), *told[1:]), "Fact")
        elif isinstance(block, Rule):
            yield Para((), "Rule")

    def _heading(self, heading: Heading) -> Iterator[Para]:
        label, marks = plain(heading.label), self._marks((*heading.label, *heading.spans))
        if heading.level == 1:
            yield from [Para((Run(label),), "Overtitle")] if label else []
            yield Para((*marks, Run(plain(heading.spans))), "Title")
            return
        words = f"{label}: {plain(heading.spans)}" if label else plain(heading.spans)
        yield Para((*marks, Run(words)), f"Heading{min(heading.level - 1, _LAST_HEADING)}")

    def _list(self, listing: Listing, depth: int) -> Iterator[Para]:
        """Yield a list; the entries of a log stand apart without a mark, unless each is a single line."""
        apart = listing.kind == "log" and any(len(item) > 1 for item in listing.items)
        number = self.writer.new_list() if listing.kind == "numbers" else ""
        first = "Logentry" if apart else "ListNumber" if number else _BULLETS[min(depth, len(_BULLETS) - 1)]
        for item in listing.items:
            entry = tuple(_run_in(item)) if self.dense else item
            lines: list[Para] = []
            for block in entry:
                if isinstance(block, Listing):
                    yield from _together(lines)
                    lines = []
                    yield from self._list(block, depth if apart else depth + 1)
                else:
                    style = Para((), first, listed=number) if block is entry[0] else Para((), "")
                    lines += self._entry(block, style, apart=apart)
            yield from _together(lines)

    def _entry(self, block: Block, style: Para, *, apart: bool) -> Iterator[Para]:
        """Yield a block of an entry: the first in the style of the list, what follows below it."""
        role: Role = block.role if isinstance(block, Paragraph) else ""
        below = _PARAGRAPHS[role] if apart else "Listnote" if role == "small" else "ListContinue"
        for line in lines_of([block]):
            yield style._replace(runs=self._runs(line, strong=role == "mark"), style=style.style or below)
            style = Para((), "")

    def _contents(self, listing: Listing, style: str = "Contentsline") -> Iterator[Para]:
        for item in listing.items:
            lines = [*lines_of(one for one in item if not isinstance(one, Listing))]
            counts = [Run(f"  {plain(line)}", "Muted") for line in lines[1:]]
            yield Para((*self._runs(lines[0] if lines else ()), *counts), style)
            for below in item:
                if isinstance(below, Listing):
                    yield from self._contents(below, "Contentsbelow")

    def _table(self, table: Table) -> None:
        if table.shown and table.caption:
            self.writer.add(Para(self._runs(table.caption), "Tablecaption"))
        columns = self.columns[_names(table)]
        numbers = [column.number for column in columns]
        heads = tuple(
            (Para(self._runs(name), "Tablenumberheading" if number else "Tableheading"),)
            for name, number in zip(table.names, numbers, strict=bool(table.names))
        )
        rows = [
            tuple(tuple(self._cell(cell, number=number)) for cell, number in zip(row, numbers, strict=True))
            for row in table.rows
        ]
        headed = all(row[0].heading for row in table.rows)
        if is_short(table):
            rows[:-1] = [
                tuple(tuple(one._replace(keep=True) for one in cell) for cell in row) for row in rows[:-1]
            ]
        wide = widths(columns, self.pages.across, self.letters)
        self.writer.table(Grid(plain(table.caption), heads, wide, rows, row_headings=headed))

    def _cell(self, cell: Cell, *, number: bool) -> Iterator[Para]:
        style = "Tableref" if cell.heading else "Tablenumber" if number else "Tabletext"
        empty = True
        for block in cell.blocks:
            role = block.role if isinstance(block, Paragraph) else ""
            for line in lines_of([block]):
                yield Para(self._runs(line), "Tablenote" if role == "small" else style)
                empty = False
        if empty:
            yield Para((), style)

    def _figures(self, facts: Facts) -> None:
        """Write the few figures as a table of one row."""
        names = tuple((Para(self._runs(_capital(fact.label)), "Tableheading"),) for fact in facts.rows)
        row = tuple(
            tuple(Para(self._runs(line), "Tablefigure") for line in lines_of(fact.blocks)) or (Para(()),)
            for fact in facts.rows
        )
        wide = (self.pages.across / len(names),) * len(names)
        self.writer.table(Grid("Figures in short", names, wide, [row], row_headings=False))

    def _marks(self, spans: Spans) -> tuple[Run, ...]:
        return tuple(Run("", name=span.anchor) for span in spans if span.anchor)

    def _runs(self, spans: Spans, *, strong: bool = False) -> tuple[Run, ...]:
        return tuple(self._run(span, strong=strong) for span in spans)

    def _run(self, span: Span, *, strong: bool) -> Run:
        style = span.style
        if span.anchor:
            return Run("", name=span.anchor)
        strong = strong or style.strong
        if style.address.startswith("#"):
            place = style.address[1:]
            return Run(span.text, anchor=place if place in self.places else "", strong=strong)
        if style.address and not _PLACE_IN_WORD.match(style.address):
            return Run(span.text, url=safe_address(style.address), strong=strong)
        if style.tag:
            return Run(span.text, tag_style(style.tag))
        named = (
            (style.struck, "Struck"),
            (strong, "Strong"),
            (style.emphasis, "Emphasis"),
            (style.small, "Muted"),
        )
        return Run(span.text, next((name for is_so, name in named if is_so), ""))


def _capital(spans: Spans) -> Spans:
    """Return a label as it stands at the head of a column."""
    first = next((at for at, span in enumerate(spans) if span.text), None)
    if first is None:
        return spans
    words = spans[first].text
    return (*spans[:first], spans[first]._replace(text=words[:1].upper() + words[1:]), *spans[first + 1 :])


def _names(table: Table) -> tuple[str, ...]:
    """Return what tells tables of one kind, which all have columns of the same width."""
    return tuple(map(plain, table.names)) or (str(len(table.numbers)),)


def _parts(blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Yield the parts of a report, each from one heading to the next."""
    part: list[Block] = []
    for block in blocks:
        if (
            isinstance(block, Heading)
            and block.level <= _SECTION
            and any(isinstance(one, Heading) for one in part)
        ):
            yield part
            part = []
        part.append(block)
    if part:
        yield part


def _together(lines: Sequence[Para]) -> Iterator[Para]:
    """Keep the few lines of an entry on one page."""
    for place, line in enumerate(lines):
        yield line._replace(keep=place + 1 < len(lines) <= _FEW)


def _leads_on(blocks: Sequence[Block], place: int) -> bool:
    """Tell whether a block belongs on the page of the next.

    So do small print under a heading or above more of it, the words between a heading and a list, and the few
    lines before a table.
    """
    if place and isinstance(blocks[place - 1], Heading) and isinstance(blocks[place], Paragraph):
        after = blocks[place + 1 : place + 2]
        if after and isinstance(after[0], Listing):
            return True
    small = [isinstance(one, Paragraph) and one.role == "small" for one in blocks[place : place + 2]]
    if small[0] and (all(small[1:]) or (place and isinstance(blocks[place - 1], Heading))):
        return True
    for following in blocks[place : place + _FEW]:
        if isinstance(following, Table):
            return True
        if not isinstance(following, Paragraph | Facts):
            return False
    return False


def _run_in(item: Sequence[Block]) -> Iterator[Block]:
    """Put the small print of an entry behind the words that it follows, on the same lines."""
    words: Paragraph | None = None
    for block in item:
        small = isinstance(block, Paragraph) and block.role == "small"
        if words is not None and small and isinstance(block, Paragraph):
            note = tuple(span._replace(style=span.style._replace(small=True)) for span in block.spans)
            words = replace(words, spans=sentences([words.spans, note], ". "))
            continue
        if words is not None:
            yield words
        words = block if isinstance(block, Paragraph) and block.role == "" else None
        if words is None:
            yield block
    if words is not None:
        yield words


def _tables(blocks: Iterable[Block]) -> Iterator[Table]:
    return (block for block in blocks if isinstance(block, Table))
