"""Every rule in one list: its code, how grave it is, its name, and what it means in a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsoa.checks.pages import Page
from wsoa.findings import Severity
from wsoa.reports.terminal.blocks import SPACE, Block, Column, Paragraph, Table, Tone, Toned

_TONES: Mapping[Severity, Tone] = {Severity.ERROR: "bad", Severity.WARNING: "poor", Severity.INFO: "quiet"}
_COLUMNS = (
    Column(head="Code"),
    Column(head="Severity"),
    Column(head="Name and meaning", fits="fold"),
)


def layout(pages: Sequence[Page], _limit: int) -> Iterator[Block]:
    """Lay out the list."""
    rows = [(p.code, Toned(p.severity.value, _TONES[p.severity]), f"{p.name}: {p.means}") for p in pages]
    yield Table(_COLUMNS, rows)
    yield SPACE
    yield Paragraph("`wsoa explain CODE` says why one of them matters and how to fix it.", marked=True)
