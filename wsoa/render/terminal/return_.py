"""What filled returns came to, for the terminal: answers lead by lead, every doubt, every line of figures."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from rich.text import Text

from wsoa.authoring.data_return import Line
from wsoa.authoring.returns.apply import Outcome
from wsoa.authoring.returns.filled import Doubt
from wsoa.plan.base import shown
from wsoa.render.terminal.blocks import screen
from wsoa.render.terminal.options import RenderOptions, canvas, drawn
from wsoa.reports.terminal.blocks import Block, Cell, Column, Entries, Entry, Heading, Table, Toned
from wsoa.words.numbers import count
from wsoa.words.text import one_line

_LONGEST = 160
_FIGURES = (
    Column(head="Line", form="count"),
    Column(head="KPI"),
    Column(head="For"),
    Column(head="Figure", form="count"),
    Column(head="Result", fits="fold"),
)


def outcomes_text(outcomes: Sequence[Outcome], options: RenderOptions) -> str:
    """Draw, lead by lead, the items: what was understood, and below it what that writes."""
    blocks: list[Block] = []
    for lead, told in groupby(outcomes, lambda one: one.lead):
        items = [Entry(one.ref, shown(one.understood, _LONGEST), _writes(one)) for one in told]
        blocks += [Heading(lead or "What no role leads"), Entries(items)]
    return f"{screen(blocks, options)}\n" if blocks else ""


def _writes(one: Outcome) -> str:
    if one.state == "clear":
        return f"Writes: {one.does}"
    return f"Nothing to write: {one.does}" if one.state == "already" else "In doubt; see below"


def doubts_text(doubts: Sequence[Doubt], options: RenderOptions) -> str:
    """List doubts: where, what is written there, and why it cannot be taken."""
    console = canvas(options)
    console.print(Text(f"In doubt: {count(len(doubts), 'answer')}", style="bold red"))
    for one in doubts:
        ref = f"  {one_line(one.ref)}" if one.ref else ""
        console.print(Text(f"{one_line(one.place)}{ref}", style="bold"), soft_wrap=True)
        words = f"“{shown(one_line(one.words), _LONGEST)}” – " if one.words else ""
        why = one_line(one.why)
        console.print(Text(f"    {words}{why}{'' if why.endswith('.') else '.'}"), soft_wrap=True)
    return drawn(console)


def data_return_text(lines: Sequence[Line], options: RenderOptions) -> str:
    """Draw a table: line, KPI, period, figure, and what it came to or why it is refused."""
    return screen([Table(_FIGURES, [_row(line) for line in lines])], options)


def _row(line: Line) -> tuple[Cell, ...]:
    done = line.recorded
    if done is None:
        return line.number, line.ref, line.when, line.value, Toned(f"refused: {line.refusal}", "bad")
    return line.number, done.item.ref, done.when.text, done.value, done.words
