"""What was written only afterwards, laid out: every entry below the item it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wsoa.reports.comparison.restatement import RestatementReport
from wsoa.reports.terminal.blocks import SPACE, Block, Entries, Entry, Paragraph


def layout(report: RestatementReport, _limit: int) -> Iterator[Block]:
    """Lay out a headline and the entries in the order of writing, each item named once for those together."""
    yield Paragraph(report.headline, whole=True)
    for ref, lines in groupby(report.lines, lambda line: line.fact.item.ref):
        told = list(lines)
        entry = Entry(ref, told[0].fact.item.title, "", [line.sentence for line in told])
        yield from (SPACE, Entries([entry], told=True, indent=0))
