"""What changed between two versions as Markdown: one comment on a pull request, moved deadlines first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.plan.base import shown
from wsoa.render.markdown.blocks import entry, heading, table
from wsoa.render.markdown.escape import md
from wsoa.reports.comparison.diff import ChangesReport, Line, PlanChanges, Section
from wsoa.reports.terminal import diff as laid_out
from wsoa.reports.terminal.blocks import Table
from wsoa.reports.terminal.diff import FIRST, compared, summary
from wsoa.words.numbers import count

MARKER = "<!-- wsoa-diff -->"
"""The first line, which nobody sees: by it the one comment of a pull request is found again."""
MOST = 65_000
"""How long a comment may be, in characters. GitHub takes 65,536."""
OPEN = 12
"""A section with more lines than this is folded, unless it is one that comes first."""
LONGEST_TITLE, LONGEST_WORDS, LONGEST_REF = 160, 600, 60


def diff_markdown(report: ChangesReport) -> str:
    """Return a comment that GitHub accepts. What has no room is counted and not shown."""
    blocks = list(_blocks(report))
    room = MOST - sum(len(block.least) for block in blocks)
    told = []
    for block in blocks:
        text = block.text(room + len(block.least))
        room -= len(text) - len(block.least)
        told.append(text)
    return "".join(told).rstrip("\n") + "\n"


class _Block:
    """Some lines of the comment that are told whole, or cut where there is no room for them."""

    def __init__(
        self, lines: Sequence[str], least: str | None = None, section: Section | None = None
    ) -> None:
        self._whole = "\n".join([*lines, ""])
        self.least = self._whole if least is None else least
        self._section = section

    def text(self, room: int) -> str:
        """Return as much as there is room for, in characters."""
        if len(self._whole) <= room:
            return self._whole
        if self._section is None or self._section.key not in FIRST:
            return self.least
        return _cut(self._section, room)


def _blocks(report: ChangesReport) -> Iterator[_Block]:
    yield _Block([MARKER, f"## What changed in the plan{'s' * (len(report.plans) != 1)}", ""])
    yield _Block([f"{md(shown(compared(report), LONGEST_WORDS))}", ""])
    if not report.plans:
        yield _Block(["No plan on either side.", ""])
    for plan in report.plans:
        yield from _plan(plan)


def _plan(plan: PlanChanges) -> Iterator[_Block]:
    area, title = (md(shown(text, LONGEST_TITLE)) for text in (plan.area, plan.title))
    yield _Block([f"### {area}: {title}", "", md(summary(plan)), ""])
    for part in laid_out.parts(plan):
        yield _Block([*table(part), ""]) if isinstance(part, Table) else _section(part)


def _section(section: Section) -> _Block:
    least = f"{_heading(section)}\n\n- {count(len(section.lines), 'change')}, not shown here\n\n"
    lines = [_line(line) for line in section.lines]
    if len(lines) <= OPEN or section.key in FIRST:
        return _Block([_heading(section), "", *lines, ""], least, section)
    folded = f"<details><summary>Show all {len(lines):,}</summary>"
    return _Block([_heading(section), "", folded, "", *lines, "", "</details>", ""], least, section)


def _cut(section: Section, room: int) -> str:
    head = f"{_heading(section)}\n\n"
    used, kept = len(head) + len("- and 1,000,000 more, not shown here\n\n"), []
    for line in map(_line, section.lines):
        used += len(line) + 1
        if used > room:
            break
        kept.append(f"{line}\n")
    return f"{head}{''.join(kept)}- and {len(section.lines) - len(kept):,} more, not shown here\n\n"


def _heading(section: Section) -> str:
    return heading(laid_out.heading(section))


def _line(line: Line) -> str:
    cut = line._replace(
        ref=shown(line.ref, LONGEST_REF),
        was=line.was and shown(line.was, LONGEST_REF),
        title=shown(line.title, LONGEST_TITLE),
        words=shown(line.words, LONGEST_WORDS),
    )
    return "\n".join(entry(laid_out.entry(cut)))
