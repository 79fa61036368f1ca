"""The blocks of a report drawn for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from rich.console import Console
from rich.padding import Padding
from rich.table import Table as RichTable
from rich.text import Text

from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.reports.terminal.blocks import (
    Block,
    Cell,
    Column,
    Entries,
    Facts,
    Heading,
    Line,
    Lines,
    Paragraph,
    Sentences,
    Space,
    Table,
    Tone,
    Toned,
)
from wsoa.words.text import one_line

WIDE = 110
"""From so many columns on, the heads of a table are written out."""
NARROWEST = 16
NARROWEST_FIGURE = 3
_STEP = "  "
_TONES: Mapping[Tone, str] = {"": "", "bad": "red", "poor": "yellow", "good": "green", "quiet": "dim"}


def screen(blocks: Sequence[Block], options: RenderOptions) -> str:
    """Draw blocks one below the other."""
    console = canvas(options)
    for block in blocks:
        _draw(block, console)
    return drawn(console)


def _draw(block: Block, console: Console) -> None:
    if isinstance(block, Space):
        console.print()
    elif isinstance(block, Heading):
        _heading(block, console)
    elif isinstance(block, Paragraph):
        text = Text(one_line(block.text), "dim" if block.quiet else "")
        console.print(text if block.whole else Padding(text, (0, 0, 0, block.indent)), soft_wrap=block.whole)
    elif isinstance(block, Sentences):
        _lines((line for text in block.lines for line in _hung(text, 0, console.width)), console)
    elif isinstance(block, Lines):
        _lines(map(_whole, block.lines), console)
    elif isinstance(block, Facts):
        columns = (Column(), Column(fits="fold"))
        rows = [(Toned(label, "quiet"), value) for label, value in block.rows]
        console.print(_fitted(Table(columns, rows, headed=False)))
    elif isinstance(block, Table):
        _table(block, console)
    else:
        _entries(block, console)


def _heading(block: Heading, console: Console) -> None:
    text = Text("\n".join(_hung(block.text, 0, console.width)), style="bold")
    if block.total is not None:
        cut = block.named is not None and block.named < block.total
        text.append(f"  {block.named:,} of {block.total:,}" if cut else f"  {block.total:,}", "not bold dim")
    console.print(text)
    if block.below:
        console.print(Text(one_line(block.below), style="dim"))


def _table(block: Table, console: Console) -> None:
    if any(column.fits == "fold" for column in block.columns):
        console.print(_fitted(block))
        return
    short = console.width < WIDE and any(column.short for column in block.columns)
    console.print(_measured(block, console.width, short=short))
    letters = [f"{c.short} {c.head.lower()}" for c in block.columns if len(c.short) == 1] if short else []
    note = ". ".join(filter(None, (" · ".join(letters), block.note)))
    if note:
        console.print(Text(one_line(note), style="dim"))


def _measured(block: Table, width: int, *, short: bool) -> RichTable:
    """Build a table in which only the first column gives way, cut with an ellipsis; the others stay whole."""
    table = RichTable(
        box=None, padding=(0, block.gap, 0, 0), show_edge=False, header_style="dim", pad_edge=False
    )
    heads = [column.short if short and column.short else column.head for column in block.columns]
    rows = [[_cell(*pair) for pair in zip(block.columns, row, strict=True)] for row in block.rows]
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in heads]
    widths = [
        max([NARROWEST_FIGURE, len(head), *(cell.cell_len for cell in column)])
        for head, column in zip(heads, columns, strict=True)
    ]
    room = width - sum(widths[1:]) - block.gap * len(widths)
    first = min(widths[0], max(NARROWEST, room))
    table.add_column(heads[0], no_wrap=True, overflow="ellipsis", width=first)
    for head, size in zip(heads[1:], widths[1:], strict=True):
        table.add_column(head, justify="right", no_wrap=True, width=size)
    for row in rows:
        table.add_row(*row)
    return table


def _fitted(block: Table) -> RichTable:
    """Build a table in which the columns that fold take what room the others leave."""
    table = RichTable(box=None, padding=(0, 2, 0, 0), show_header=block.headed, header_style="dim")
    for column in block.columns:
        folds = column.fits == "fold"
        table.add_column(
            column.head, justify="right" if column.right else "left", no_wrap=not folds, overflow="fold"
        )
    above: Sequence[Cell] = [None] * len(block.columns)
    for row in block.rows:
        cells = zip(block.columns, row, above, strict=True)
        table.add_row(*(Text() if c.once and cell == last else _cell(c, cell) for c, cell, last in cells))
        above = row
    return table


def _cell(column: Column, cell: Cell) -> Text:
    if not isinstance(cell, Toned):
        return Text(one_line(column.words(cell)))
    text = Text(one_line(column.words(cell.value)), _TONES[cell.tone])
    return text.append(f" {one_line(cell.aside)}", "dim") if cell.aside else text


def _entries(block: Entries, console: Console) -> None:
    lines = _stories(block, console.width) if block.told else _listed(block, console.width)
    _lines(lines, console)
    if block.left:
        console.print(Text(f"  and {block.left:,} more"))


def _lines(lines: Iterator[str | Text], console: Console) -> None:
    for line in lines:
        console.print(Text(line) if isinstance(line, str) else line, soft_wrap=True)


def _whole(line: Line) -> str:
    after = f"{_STEP}{one_line(line.after)}" if line.after else ""
    return f"{_STEP * line.steps}{one_line(line.text)}{after}"


def _listed(block: Entries, width: int) -> Iterator[str | Text]:
    """Yield each title after its ref, long ones hanging below their start, and the quieter words below."""
    indent = max((len(entry.ref) for entry in block.entries), default=0) + 3
    room = max(NARROWEST, width - indent)
    for ref, title, words, below, was in block.entries:
        named = f"{title} (was {was})" if was else title
        for number, line in enumerate(wrap(one_line(named), room, break_on_hyphens=False)):
            yield f" {one_line(ref) if number == 0 else '':<{indent - 1}}{line}"
        for told in (words, *below):
            for line in wrap(one_line(told), room, break_on_hyphens=False):
                yield Text(f"{'':{indent}}{line}", style="dim")


def _stories(block: Entries, width: int) -> Iterator[str | Text]:
    """Yield each item with what is told of it set in below."""
    for ref, title, words, below, _ in block.entries:
        yield from _hung(f"{ref} {title}", block.indent, width)
        for told in (words, *below):
            yield from _hung(told, block.indent + 2, width)


def _hung(text: str, indent: int, width: int) -> list[str]:
    """Fold text at the width, the lines after the first set in further; a long word stays whole."""
    margin = " " * indent
    return wrap(
        one_line(text), width, initial_indent=margin, subsequent_indent=margin + _STEP,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
