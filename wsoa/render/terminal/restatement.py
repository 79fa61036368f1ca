"""What was written only afterwards, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.comparison.restatement import Line, RestatementReport
from wsoa.words.text import one_line


def restatement_text(report: RestatementReport, look: RenderOptions) -> str:
    """Return a headline and every entry below the item it belongs to, in the order of writing."""
    lines = [report.headline]
    ref = None
    for line in report.lines:
        lines += _entry(line, look, titled=line.fact.item.ref != ref)
        ref = line.fact.item.ref
    return "\n".join(lines) + "\n"


def _entry(line: Line, look: RenderOptions, *, titled: bool) -> Iterator[str]:
    item = line.fact.item
    if titled:
        yield ""
        yield from _folded(f"{item.ref} {item.title}", 0, look)
    yield from _folded(line.sentence, 2, look)


def _folded(text: str, indent: int, look: RenderOptions) -> list[str]:
    margin = " " * indent
    return wrap(
        one_line(text), look.width, initial_indent=margin, subsequent_indent=f"{margin}  ",
        break_on_hyphens=False, break_long_words=False,
    )  # fmt: skip
