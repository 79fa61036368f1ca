"""A table for the terminal in which only the first column gives way when there is no room."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from wsoa.render.words import one_line

NARROWEST = 16
NARROWEST_FIGURE = 3


def grid(heads: Sequence[str], rows: Sequence[Sequence[Text]], width: int) -> Table:
    """Build a table: the first column cut with an ellipsis where it must be, the others whole."""
    table = Table(box=None, padding=(0, 1, 0, 0), show_edge=False, header_style="dim", pad_edge=False)
    columns = list(zip(*rows, strict=True)) if rows else [() for _ in heads]
    widths = [
        max([NARROWEST_FIGURE, len(head), *(cell.cell_len for cell in column)])
        for head, column in zip(heads, columns, strict=True)
    ]
    room = width - sum(widths[1:]) - len(widths)
    table.add_column(heads[0], no_wrap=True, overflow="ellipsis", width=min(widths[0], max(NARROWEST, room)))
    for head, size in zip(heads[1:], widths[1:], strict=True):
        table.add_column(head, justify="right", no_wrap=True, width=size)
    for row in rows:
        table.add_row(*row)
    return table


def listing(items: Sequence[tuple[str, str, str]]) -> Table:
    """Build a list of items: the ref, its title, and a quieter line below it."""
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 1), pad_edge=True)
    table.add_column(no_wrap=True, min_width=max((len(ref) for ref, _, _ in items), default=0))
    table.add_column(overflow="fold")
    for ref, title, words in items:
        table.add_row(Text(one_line(ref)), Text(one_line(title)))
        table.add_row(Text(""), Text(one_line(words), style="dim"))
    return table
