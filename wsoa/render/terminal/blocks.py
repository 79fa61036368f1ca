"""The blocks of a report drawn for the terminal."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from textwrap import wrap

from wsoa.render.terminal.line import (
    BOLD,
    DIM,
    GREEN,
    RED,
    YELLOW,
    Line,
    Run,
    also,
    drawn,
    filled,
    folded,
    line,
    text_of,
    width_of,
)
from wsoa.render.terminal.options import RenderOptions
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
NARROWEST_FOLDED = 8
_FOLDED_GAP = 2
_STEP = "  "
_TYPED = re.compile(r"(`[^`]+`)")
_TONES: Mapping[Tone, tuple[int, ...]] = {
    "": (), "bad": (RED,), "poor": (YELLOW,), "good": (GREEN,), "quiet": (DIM,)
}  # fmt: skip


def screen(blocks: Sequence[Block], options: RenderOptions) -> str:
    """Draw blocks one below the other."""
    lines = (one for block in blocks for one in _lines_of(block, options))
    return drawn(lines, colour=options.colour)


def _lines_of(block: Block, options: RenderOptions) -> Iterator[Line]:
    width = options.width
    if isinstance(block, Space):
        yield ()
    elif isinstance(block, Heading):
        yield from _heading(block, width)
    elif isinstance(block, Paragraph):
        yield from _paragraph(block, width)
    elif isinstance(block, Sentences):
        yield from (line(text) for sentences in block.lines for text in _hung(sentences, 0, width))
    elif isinstance(block, Lines):
        yield from _told(block, options)
    elif isinstance(block, Facts):
        columns = (Column(), Column(fits="fold"))
        rows = [(Toned(label, "quiet"), value) for label, value in block.rows]
        yield from _fitted(Table(columns, rows, headed=False), width)
    elif isinstance(block, Table):
        yield from _table(block, width)
    else:
        yield from _entries(block, width)


def _paragraph(block: Paragraph, width: int) -> Iterator[Line]:
    text = one_line(block.text)
    runs = _marked(text) if block.marked else line(text, *([DIM] if block.quiet else []))
    if block.whole:
        yield runs
        return
    margin = Run(" " * block.indent)
    yield from ((margin, *part) for part in folded(runs, max(1, width - block.indent)))


def _marked(text: str) -> Line:
    """Draw what is to be typed bold; its backticks stay, for where nothing is drawn bold."""
    parts = enumerate(_TYPED.split(text))
    return tuple(Run(part, (BOLD,) if place % 2 else ()) for place, part in parts)


def _heading(block: Heading, width: int) -> Iterator[Line]:
    lines = [line(text, BOLD) for text in _hung(block.text, 0, width)] or [line("")]
    if block.total is not None:
        cut = block.named is not None and block.named < block.total
        of = f"  {block.named:,} of {block.total:,}" if cut else f"  {block.total:,}"
        lines[-1] = (*lines[-1], Run(of, (DIM,)))
    for one in lines:
        yield from folded(one, width)
    if block.below:
        yield from folded(line(one_line(block.below), DIM), width)


def _table(block: Table, width: int) -> Iterator[Line]:
    if any(column.fits == "fold" for column in block.columns):
        yield from _fitted(block, width)
        return
    pictures = any(column.picture for column in block.columns)
    wide = width >= WIDE
    short = any(column.short for column in block.columns) and (
        not wide or (pictures and not _has_room(block, width))
    )
    block = block if wide else _narrow(block)
    yield from _measured(block, width, short=short)
    letters = [f"{c.short} {c.head.lower()}" for c in block.columns if len(c.short) == 1] if short else []
    notes = (" · ".join(letters), block.note, block.drawn if wide and pictures else "")
    note = " ".join(sentence(one) for one in notes if one)
    if note:
        yield from folded(line(one_line(note), DIM), width)


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
    natural = _natural([column.head for column in block.columns], _cells(block), NARROWEST_FIGURE)
    cut = _cut(block.columns)
    fixed = sum(size for place, size in enumerate(natural) if place not in cut)
    room = width - fixed - block.gap * len(natural)
    return room >= sum(min(natural[place], READABLE) for place in cut)


def _cut(columns: Sequence[Column]) -> list[int]:
    """Return which columns give way: the first where none says that it does."""
    return [place for place, column in enumerate(columns) if column.fits == "cut"] or [0]


def _rows(block: Table) -> Sequence[Sequence[Cell]]:
    return [*block.rows, block.total] if block.total else block.rows


def _cells(block: Table) -> list[list[Line]]:
    return [[_cell(*pair) for pair in zip(block.columns, row, strict=True)] for row in _rows(block)]


def _natural(heads: Sequence[str], cells: Sequence[Sequence[Line]], least: int = 0) -> list[int]:
    """Return how wide each column would like to be."""
    columns = list(zip(*cells, strict=True)) if cells else [() for _ in heads]
    return [
        max([least, len(head), *(width_of(text_of(cell)) for cell in column)])
        for head, column in zip(heads, columns, strict=True)
    ]


def _measured(block: Table, width: int, *, short: bool) -> Iterator[Line]:
    """Draw a table in which some columns give way, cut with an ellipsis; the others stay whole."""
    heads = [(column.short if short else "") or column.head for column in block.columns]
    cells = _cells(block)
    widths = _natural(heads if block.headed else [""] * len(heads), cells, NARROWEST_FIGURE)
    cut = _cut(block.columns)
    room = width - block.gap * len(widths) - sum(size for at, size in enumerate(widths) if at not in cut)
    for left, place in enumerate(sorted(cut, key=lambda place: widths[place])):
        widths[place] = min(widths[place], max(NARROWEST, room // (len(cut) - left)))
        room -= widths[place]
    rooms = _squeezed(widths, block.gap, width + block.gap)  # nothing stands after the last column's gap
    if block.headed:
        yield _row(block, [line(head, DIM) for head in heads], rooms, block.gap)
    last = len(cells) - 1 if block.total else None
    for number, row in enumerate(_shown(block, cells)):
        yield _row(block, [also(cell, BOLD) for cell in row] if number == last else row, rooms, block.gap)


def _fitted(block: Table, width: int) -> Iterator[Line]:
    """Draw a table in which the column that folds takes what room the others leave."""
    heads = [column.head if block.headed else "" for column in block.columns]
    cells = _cells(block)
    widths = _natural(heads, cells)
    folds = next(place for place, column in enumerate(block.columns) if column.fits == "fold")
    others = sum(widths) - widths[folds] + _FOLDED_GAP * len(widths)
    widths[folds] = min(widths[folds], max(NARROWEST_FOLDED, width - others))
    rooms = _squeezed(widths, _FOLDED_GAP, width, folds)
    headed = [[line(head, DIM) for head in heads]] if block.headed else []
    for row in (*headed, *_shown(block, cells)):
        for number, part in enumerate(folded(row[folds], widths[folds])):
            beside = row if number == 0 else [()] * len(row)
            yield _row(block, [*beside[:folds], part, *beside[folds + 1 :]], rooms, _FOLDED_GAP)


def _shown(block: Table, cells: Sequence[Sequence[Line]]) -> Iterator[Sequence[Line]]:
    """Yield the cells of each row, but those that repeat what stands above and need not be said again."""
    above: Sequence[Cell] = [None] * len(block.columns)
    for given, row in zip(_rows(block), cells, strict=True):
        again = (c.once and cell == over for c, cell, over in zip(block.columns, given, above, strict=True))
        yield [() if hide else cell for hide, cell in zip(again, row, strict=True)]
        above = given


def _squeezed(widths: Sequence[int], gap: int, width: int, stays: int | None = None) -> list[int]:
    """Return how much room each column has with the gap after it.

    On a terminal that is too narrow each has less, but for one that ``stays`` as it is.
    """
    rooms = [size + gap for size in widths]
    excess = max(0, sum(rooms) - width)
    giving = [place for place in range(len(rooms)) if place != stays]
    for left, place in zip(range(len(giving), 0, -1), giving, strict=True):
        less = min(rooms[place], round(excess / left))
        rooms[place] -= less
        excess -= less
    return rooms


def _row(block: Table, cells: Sequence[Line], rooms: Sequence[int], gap: int) -> Line:
    """Set cells beside one another, each in its room."""
    placed: list[Run] = []
    for column, cell, room in zip(block.columns, cells, rooms, strict=True):
        placed += filled(cell, max(0, room - gap), right=column.right)
        placed.append(Run(" " * min(gap, room)))
    return tuple(placed)


def _cell(column: Column, cell: Cell) -> Line:
    if not isinstance(cell, Toned):
        return line(one_line(column.words(cell)))
    toned = line(one_line(column.words(cell.value)), *_TONES[cell.tone])
    if not cell.aside:
        return toned
    return (*toned, *also(line(f" {one_line(cell.aside)}", *_TONES[cell.tone]), DIM))


def _entries(block: Entries, width: int) -> Iterator[Line]:
    yield from _stories(block, width) if block.told else _listed(block, width)
    if block.left:
        yield from folded(line(f"  and {block.left:,} more"), width)


def _told(block: Lines, options: RenderOptions) -> Iterator[Line]:
    """Yield lines whole; prose in colour is for people: it is folded, and a line above others stands out."""
    for place, one in enumerate(block.lines):
        after = f"{_STEP}{one_line(one.after)}" if one.after else ""
        told = f"{one_line(one.text)}{after}"
        if not block.prose or not options.colour:
            yield line(f"{_STEP * one.steps}{told}")
            continue
        above = not one.steps and any(below.steps for below in block.lines[place + 1 : place + 2])
        for text in _folded(told, len(_STEP) * one.steps, options.width):
            yield line(text, *([BOLD] if above else []))


def _listed(block: Entries, width: int) -> Iterator[Line]:
    """Yield each title after its ref, long ones hanging below their start, and the quieter words below."""
    indent = max((len(entry.ref) for entry in block.entries), default=0) + 3
    room = max(NARROWEST, width - indent)
    for ref, title, words, below, was in block.entries:
        named = f"{title} (was {was})" if was else title
        for number, text in enumerate(wrap(one_line(named), room, break_on_hyphens=False)):
            yield line(f" {one_line(ref) if number == 0 else '':<{indent - 1}}{text}")
        for told in (words, *below):
            for text in wrap(one_line(told), room, break_on_hyphens=False):
                yield line(f"{'':{indent}}{text}", DIM)


def _stories(block: Entries, width: int) -> Iterator[Line]:
    """Yield each item with what is told of it set in below."""
    for ref, title, words, below, _ in block.entries:
        for text, indent in (
            (f"{ref} {title}", block.indent),
            *((t, block.indent + 2) for t in (words, *below)),
        ):
            yield from (line(part) for part in _hung(text, indent, width))


def _hung(text: str, indent: int, width: int) -> list[str]:
    """Fold text at the width, the lines after the first set in further; a long word stays whole."""
    return _folded(one_line(text), indent, width)


def _folded(text: str, indent: int, width: int) -> list[str]:
    margin = " " * indent
    return wrap(
        text, width, initial_indent=margin, subsequent_indent=margin + _STEP,
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
