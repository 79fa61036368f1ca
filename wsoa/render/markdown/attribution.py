"""Why ratings changed, as Markdown for a pull request or a note to a board."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.render.attribution_words import table
from wsoa.render.terminal.options import RenderOptions
from wsoa.render.markdown.escape import md
from wsoa.reports.comparison.attribution import KEY, Group, RatingsReport
from wsoa.words.text import number


def bridge_markdown(report: RatingsReport, look: RenderOptions) -> str:
    """Return the sentences, the table of causes, and as many commitments a cause as the look allows."""
    lines = ["## Why ratings changed", "", *_bullets(report.sentences)]
    lines += _bullets((report.whole.sentence, *report.rules))
    lines += _bullets([span.sentence for span in report.workstreams])
    if report.groups:
        heads, *rows = table(report)
        lines += ["", _row(heads), "| :-- |" + " --: |" * (len(heads) - 1), *map(_row, rows), "", KEY]
    for group in report.groups:
        lines += ["", *_group(group, look.limit)]
    return "\n".join(lines) + "\n"


def _bullets(sentences: Sequence[str]) -> list[str]:
    return [f"- {md(sentence)}" for sentence in sentences]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _group(group: Group, limit: int) -> Iterator[str]:
    yield f"### {group.title}: {number(len(group.stories), 'commitment')}"
    yield ""
    for story in group.stories[:limit]:
        commitment = story.chain.commitment
        said = f" {md(story.declared)}" if story.declared else ""
        yield f"- **{md(commitment.ref)}** {md(commitment.title)}: {md(story.ends)}.{said}"
        yield from (f"  - {md(step)}" for step in story.steps)
    if (rest := len(group.stories) - limit) > 0:
        yield f"- and {rest:,} more"
