"""The blocks of a report drawn for the terminal."""

from __future__ import annotations

import re
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
    Lines,
    Paragraph,
    Sentences,
    Space,
    Table,
    Tone,
    Toned,
)
from wsoa.words.lists import sentence
from wsoa.words.text import one_line

WIDE = 110
"""From so many columns on, the heads of a table are written out."""
NARROWEST = 16
READABLE = 24
"""How wide a column that gives way must stay before a picture is drawn beside it."""
NARROWEST_FIGURE = 3
_GAP = 2
NARROWEST_FOLDED = 8
"""A column that folds keeps so much of a terminal, however narrow that is."""
_STEP = "  "
_TYPED = re.compile(r"(`[^`]+`)")
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
        text = _marked(block) if block.marked else Text(one_line(block.text), "dim" if block.quiet else "")
        console.print(text if block.whole else Padding(text, (0, 0, 0, block.indent)), soft_wrap=block.whole)
    elif isinstance(block, Sentences):
        _lines((line for text in block.lines for line in _hung(text, 0, console.width)), console)
    elif isinstance(block, Lines):
        _lines(_told(block, console), console)
    elif isinstance(block, Facts):
        columns = (Column(), Column(fits="fold"))
        rows = [(Toned(label, "quiet"), value) for label, value in block.rows]
        console.print(_fitted(Table(columns, rows, headed=False), console.width))
    elif isinstance(block, Table):
        _table(block, console)
    else:
        _entries(block, console)


def _marked(block: Paragraph) -> Text:
    """Draw what is to be typed bold; its backticks stay, for where nothing is drawn bold."""
    text = Text()
    for place, part in enumerate(_TYPED.split(one_line(block.text))):
        text.append(part, "bold" if place % 2 else "")
    return text


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
        console.print(_fitted(block, console.width))
        return
    pictures = any(column.picture for column in block.columns)
    wide = console.width >= WIDE
    short = any(column.short for column in block.columns) and (
        not wide or (pictures and not _has_room(block, console.width))
    )
    block = block if wide else _narrow(block)
    console.print(_measured(block, console.width, short=short))
    letters = [f"{c.short} {c.head.lower()}" for c in block.columns if len(c.short) == 1] if short else []
    notes = (" · ".join(letters), block.note, block.drawn if wide and pictures else "")
    note = " ".join(sentence(one) for one in notes if one)
    if note:
        console.print(Text(one_line(note), style="dim"))


def _narrow(block: Table) -> Table:
    """Leave out the columns that only a wide terminal has room for."""
    kept = [place for place, column in enumerate(block.columns) if not (column.picture or column.wide)]
    if len(kept) == len(block.columns):
        return block
    rows = [[row[place] for place in kept] for row in block.rows]
    total = [block.total[place] for place in kept] if block.total else ()
    return block._replace(columns=[block.columns[place] for place in kept], rows=rows, total=total)


def _has_room(block: Table, width: int) -> bool:
    """True where the columns that give way stay readable beside all the others."""
    natural = _natural([column.head for column in block.columns], _cells(block))
    cut = _cut(block.columns)
    fixed = sum(size for place, size in enumerate(natural) if place not in cut)
    room = width - fixed - block.gap * len(natural)
    return room >= sum(min(natural[place], READABLE) for place in cut)


def _cut(columns: Sequence[Column]) -> list[int]:
    """Return which columns give way: the first where none says that it does."""
    return [place for place, column in enumerate(columns) if column.fits == "cut"] or [0]


def _cells(block: Table) -> list[list[Text]]:
    rows = [*block.rows, block.total] if block.total else block.rows
    return [[_cell(*pair) for pair in zip(block.columns, row, strict=True)] for row in rows]


def _natural(heads: Sequence[str], rows: Sequence[Sequence[Text]]) -> list[int]:
    """Return how wide each column would like to be."""
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in heads]
    return [
        max([NARROWEST_FIGURE, len(head), *(cell.cell_len for cell in column)])
        for head, column in zip(heads, columns, strict=True)
    ]


def _measured(block: Table, width: int, *, short: bool) -> RichTable:
    """Build a table in which some columns give way, cut with an ellipsis; the others stay whole."""
    table = RichTable(
        box=None, padding=(0, block.gap, 0, 0), show_edge=False, show_header=block.headed,
        header_style="dim", pad_edge=False,
    )  # fmt: skip
    heads = [column.short if short and column.short else column.head for column in block.columns]
    rows = _cells(block)
    widths = _natural(heads if block.headed else [""] * len(heads), rows)
    cut = _cut(block.columns)
    room = width - block.gap * len(widths) - sum(size for at, size in enumerate(widths) if at not in cut)
    _share(room, widths, cut, NARROWEST)
    for column, head, size in zip(block.columns, heads, widths, strict=True):
        table.add_column(
            head, justify="right" if column.right else "left", no_wrap=True, overflow="ellipsis", width=size
        )
    last = len(rows) - 1 if block.total else None
    above: Sequence[Cell] = [None] * len(block.columns)
    for number, row in enumerate(rows):
        given = block.total if number == last else block.rows[number]
        again = (c.once and cell == over for c, cell, over in zip(block.columns, given, above, strict=True))
        shown = [Text() if hide else cell for hide, cell in zip(again, row, strict=True)]
        table.add_row(*shown, style="bold" if number == last else "")
        above = given
    return table


def _share(room: int, widths: list[int], places: Sequence[int], least: int) -> None:
    """Narrow columns to the room that they share; one that needs little keeps what it has."""
    for left, place in enumerate(sorted(places, key=lambda place: widths[place])):
        widths[place] = min(widths[place], max(least, room // (len(places) - left)))
        room -= widths[place]


def _fitted(block: Table, width: int) -> RichTable:
    """Build a table in which the columns that fold take what room the others leave."""
    table = RichTable(box=None, padding=(0, _GAP, 0, 0), show_header=block.headed, header_style="dim")
    heads = [column.head if block.headed else "" for column in block.columns]
    widths = _natural(heads, _cells(block))
    whole = [place for place, column in enumerate(block.columns) if column.fits != "fold"]
    folded = len(widths) - len(whole)
    _share(width - _GAP * len(widths) - NARROWEST_FOLDED * folded, widths, whole, 1)
    for place, column in enumerate(block.columns):
        folds = column.fits == "fold"
        table.add_column(
            column.head, justify="right" if column.right else "left", no_wrap=not folds,
            overflow="fold" if folds else "ellipsis", width=None if folds else widths[place],
        )  # fmt: skip
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
    """Draw lines at once, each as long as it is: one look at the console costs more than a line."""
    texts = [Text(line) if isinstance(line, str) else line for line in lines]
    if texts:
        console.print(Text("\n").join(texts), soft_wrap=True)


def _told(block: Lines, console: Console) -> Iterator[str | Text]:
    """Yield lines whole; prose in colour is for people: it is folded, and a line above others stands out."""
    for place, line in enumerate(block.lines):
        after = f"{_STEP}{one_line(line.after)}" if line.after else ""
        told = f"{one_line(line.text)}{after}"
        if not block.prose or console.no_color:
            yield f"{_STEP * line.steps}{told}"
            continue
        above = not line.steps and any(below.steps for below in block.lines[place + 1 : place + 2])
        for folded in _folded(told, len(_STEP) * line.steps, console.width):
            yield Text(folded, "bold" if above else "")


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
    return _folded(one_line(text), indent, width)


def _folded(line: str, indent: int, width: int) -> list[str]:
    margin = " " * indent
    return wrap(
        line, width, initial_indent=margin, subsequent_indent=margin + _STEP,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
