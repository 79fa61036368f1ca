"""A unified diff for a terminal: what goes in red, what comes in green, and in any case behind - and +."""

from __future__ import annotations

from rich.text import Text

from wsoa.render.terminal.options import RenderOptions, canvas, drawn

_STYLES = {"+": "green", "-": "red", "@": "cyan"}


def edit_text(diff: str, look: RenderOptions) -> str:
    """Draw a diff without wrapping any line of it."""
    if not look.colour:
        return diff
    console = canvas(look)
    for line in diff.splitlines():
        console.print(Text(line, style=_STYLES.get(line[:1], "")), soft_wrap=True)
    return drawn(console)
