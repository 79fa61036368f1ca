"""Why ratings changed, for the terminal."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from wsoa.render.attribution_words import table
from wsoa.render.terminal.options import RenderOptions
from wsoa.reports.comparison.attribution import KEY, Group, RatingsReport, Story
from wsoa.words.text import number, one_line

_GAP = 2
_HANG = 2


def bridge_text(report: RatingsReport, look: RenderOptions) -> str:
    """Return the sentences, the table of causes, and the commitments that each cause changed."""
    lines = [line for text in (*report.sentences, report.whole.sentence) for line in _folded(text, 0, look)]
    for sentence in (*report.rules, *(span.sentence for span in report.workstreams)):
        lines += _folded(sentence, 0, look)
    if report.groups:
        lines += ["", *_table(report), "", *_folded(KEY, 0, look)]
    for group in report.groups:
        lines += ["", *_group(group, look)]
    return "\n".join(lines) + "\n"


def _folded(text: str, indent: int, look: RenderOptions) -> list[str]:
    margin = " " * indent
    hang = margin + " " * _HANG
    return wrap(
        one_line(text),
        look.width,
        initial_indent=margin,
        subsequent_indent=hang,
        break_on_hyphens=False,
        break_long_words=False,
    )


def _table(report: RatingsReport) -> Iterator[str]:
    rows = table(report)
    widths = [max(len(cell) for cell in column) for column in zip(*rows, strict=True)]
    for row in rows:
        figures = (f"{cell:>{width + _GAP}}" for cell, width in zip(row[1:], widths[1:], strict=True))
        yield f"{row[0]:<{widths[0]}}{''.join(figures)}"


def _group(group: Group, look: RenderOptions) -> Iterator[str]:
    title = f"{group.title}: {number(len(group.stories), 'commitment')}"
    yield from (f"\x1b[1m{line}\x1b[0m" if look.colour else line for line in _folded(title, 0, look))
    for story in group.stories[: look.limit]:
        yield from _story(story, look)
    if (rest := len(group.stories) - look.limit) > 0:
        yield f"  and {rest:,} more"


def _story(story: Story, look: RenderOptions) -> Iterator[str]:
    commitment = story.chain.commitment
    yield from _folded(f"{commitment.ref}  {commitment.title}", 2, look)
    yield from _folded(f"{story.ends}. {story.declared}", 4, look)
    for step in story.steps:
        yield from _folded(step, 4, look)
