"""What the terminal or file that a report is printed on can do."""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from rich.console import Console


_HEIGHT = 25
"""Nothing is fitted to it, but without one the console asks the terminal for its size at every line."""


class RenderOptions(NamedTuple):
    """How many columns wide, whether in colour, and how many items to name in each list."""

    width: int = 100
    colour: bool = False
    limit: int = 5


def canvas(options: RenderOptions) -> Console:
    """Return a console that draws into memory and takes nothing in plan text for markup."""
    from rich.console import Console

    return Console(
        file=StringIO(), width=options.width, height=_HEIGHT, no_color=not options.colour,
        force_terminal=options.colour, color_system="standard" if options.colour else None, markup=False,
        highlight=False, emoji=False, legacy_windows=False, force_interactive=False,
    )  # fmt: skip


def drawn(console: Console) -> str:
    """Return what was drawn, without spaces at line ends."""
    file = console.file
    assert isinstance(file, StringIO)  # noqa: S101 - canvas() made it
    return "\n".join(line.rstrip() for line in file.getvalue().split("\n"))
