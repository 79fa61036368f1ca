"""What filled returns came to, for the terminal: a table of answers, then every doubt with its place."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from wsoa.authoring.returns.apply import Outcome
from wsoa.authoring.returns.filled import Doubt
from wsoa.plan.base import shown
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.render.terminal.grid import listing
from wsoa.words.text import number, one_line

_LONGEST = 160


def outcomes_text(outcomes: Sequence[Outcome], look: RenderOptions) -> str:
    """Draw, lead by lead, a table of items: what was understood, and below it what that writes."""
    if not outcomes:
        return ""
    console = canvas(look)
    for lead, told in groupby(outcomes, lambda one: one.lead):
        rows = [(one.ref, shown(one_line(one.understood), _LONGEST), _writes(one)) for one in told]
        console.print(Text(one_line(lead) or "What no role leads", style="bold"))
        console.print(listing(rows, look.width))
    return f"{drawn(console)}\n"


def _writes(one: Outcome) -> str:
    if one.state == "clear":
        return f"Writes: {one.does}"
    return f"Nothing to write: {one.does}" if one.state == "already" else "In doubt; see below"


def doubts_text(doubts: Sequence[Doubt], look: RenderOptions) -> str:
    """List doubts: where, what is written there, and why it cannot be taken."""
    console = canvas(look)
    console.print(Text(f"In doubt: {number(len(doubts), 'answer')}", style="bold red"))
    for one in doubts:
        ref = f"  {one_line(one.ref)}" if one.ref else ""
        console.print(Text(f"{one_line(one.place)}{ref}", style="bold"), soft_wrap=True)
        words = f"“{shown(one_line(one.words), _LONGEST)}” " if one.words else ""
        why = one_line(one.why)
        console.print(
            Text(f"    {words}{'– ' if words else ''}{why}{'' if why.endswith('.') else '.'}"), soft_wrap=True
        )
    return drawn(console)
