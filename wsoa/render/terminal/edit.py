"""A unified diff for a terminal: what goes in red, what comes in green, and in any case behind - and +."""

from __future__ import annotations

from wsoa.render.terminal.line import CYAN, GREEN, RED, drawn, line
from wsoa.render.terminal.options import RenderOptions

_COLOURS = {"+": GREEN, "-": RED, "@": CYAN}


def edit_text(diff: str, look: RenderOptions) -> str:
    """Draw a diff without wrapping any line of it."""
    if not look.colour:
        return diff
    lines = ((text, _COLOURS.get(text[:1])) for text in diff.splitlines())
    return drawn((line(text, *([how] if how else [])) for text, how in lines), colour=True)
