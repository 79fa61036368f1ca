"""The blocks of a report as Markdown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.render.markdown.escape import md
from wsoa.reports.terminal.blocks import (
    Block,
    Cell,
    Column,
    Entries,
    Entry,
    Facts,
    Heading,
    Lines,
    Paragraph,
    Sentences,
    Space,
    Table,
    Toned,
)
from wsoa.words.numbers import count_days


def markdown(blocks: Sequence[Block]) -> str:
    """Write blocks one below the other, with an empty line between two."""
    told = (block for block in blocks if not isinstance(block, Space))
    return "\n\n".join("\n".join(_lines(block)) for block in told) + "\n"


def _lines(block: Block) -> Iterator[str]:
    if isinstance(block, Heading):
        yield heading(block)
    elif isinstance(block, Paragraph):
        yield md(block.text)
    elif isinstance(block, Sentences):
        yield from (f"- {md(line)}" if block.listed else md(line) for line in block.lines)
    elif isinstance(block, Lines):
        yield from (f"{'  ' * steps}- {md(f'{text} {after}')}" for steps, text, after in block.lines)
    elif isinstance(block, Facts):
        yield from _facts(block)
    elif isinstance(block, Table):
        yield from table(block)
    elif isinstance(block, Entries):
        for one in block.entries:
            yield from entry(one)
        if block.left:
            yield f"- and {block.left:,} more"


def heading(block: Heading) -> str:
    """Write a heading, with how many are named below it of how many there are."""
    below = f": {md(block.below)}" if block.below else ""
    named = f"{block.named:,} of " if block.named is not None else ""
    total = f" ({named}{block.total:,})" if block.total is not None else ""
    return f"{'#' * block.level} {md(block.text)}{below}{total}"


def table(block: Table) -> Iterator[str]:
    """Yield the lines of a table, and after it the sentence that belongs to it."""
    shown = [place for place, column in enumerate(block.columns) if not column.picture]
    columns = [block.columns[place] for place in shown]
    yield row([column.head for column in columns])
    yield "|" + "|".join(" --: " if column.right else " :-- " for column in columns) + "|"
    for cells in block.rows:
        yield row([_cell(block.columns[place], cells[place]) for place in shown])
    if block.total:
        yield row([f"**{_cell(block.columns[place], block.total[place])}**" for place in shown])
    if block.note:
        yield from ("", md(block.note))


def _cell(column: Column, cell: Cell) -> str:
    """Write a cell. Here is room to spell days out, and a nought is easier to hear than a dot."""
    value = cell.value if isinstance(cell, Toned) else cell
    if isinstance(value, int) and column.form == "count":
        return f"{value:,}"
    if isinstance(value, int) and column.form == "days":
        return count_days(value)
    return column.words(cell) if isinstance(value, int) else md(column.words(cell))


def row(cells: Sequence[str]) -> str:
    """Write one line of a table; its cells are Markdown already."""
    return f"| {' | '.join(cells)} |"


def _facts(block: Facts) -> Iterator[str]:
    label = ""
    for given, value in block.rows:
        label = given or label
        yield f"- **{md(label)}**: {md(value)}"


def entry(one: Entry) -> Iterator[str]:
    """Yield the lines of an item in a list: its ref, its title and words, and further lines below it."""
    was = f" (was {md(one.was)})" if one.was else ""
    title = f" {md(one.title)}" if one.title else ""
    words = f": {md(one.words)}" if one.words else ""
    yield f"- **{md(one.ref)}**{was}{title}{words}"
    yield from (f"  - {md(line)}" for line in one.below)
