"""A table for the terminal in which only the first column gives way when there is no room."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import wrap

from rich.table import Table
from rich.text import Text

from wsoa.words.text import one_line

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


def listing(items: Sequence[tuple[str, str, str]], width: int) -> Text:
    """Write a list of items: the ref, its title, a quieter line below; long lines hang under the title."""
    indent = max((len(ref) for ref, _, _ in items), default=0) + 3
    whole = Text()
    for ref, title, words in items:
        for number, line in enumerate(_folded(title, width - indent)):
            whole.append(f" {one_line(ref) if number == 0 else '':<{indent - 1}}{line}\n")
        for line in _folded(words, width - indent):
            whole.append(f"{'':{indent}}{line}\n", style="dim")
    whole.rstrip()
    return whole


def _folded(text: str, width: int) -> list[str]:
    return wrap(one_line(text), max(NARROWEST, width), break_on_hyphens=False)
