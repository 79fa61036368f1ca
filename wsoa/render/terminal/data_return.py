"""What each line of a data return came to, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.table import Table
from rich.text import Text

from wsoa.authoring.data_return import Line
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.words.text import one_line


def data_return_text(lines: Sequence[Line], look: RenderOptions) -> str:
    """Draw a table: line, measure, period, figure, and what it came to or why it is refused."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", pad_edge=False)
    table.add_column("Line", justify="right", no_wrap=True)
    table.add_column("KPI", no_wrap=True)
    table.add_column("For", no_wrap=True)
    table.add_column("Figure", justify="right", no_wrap=True)
    table.add_column("Result", overflow="fold")
    for line in lines:
        done = line.recorded
        told = Text(done.words) if done else Text(f"refused: {one_line(line.refusal)}", style="red")
        table.add_row(
            str(line.number),
            Text(one_line(done.item.ref if done else line.ref)),
            Text(one_line(done.when.text if done else line.when)),
            Text(one_line(done.value if done else line.value)),
            told,
        )
    console = canvas(look)
    console.print(table)
    return drawn(console)
