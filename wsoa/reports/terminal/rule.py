"""The page of a rule laid out: headings, sentences, and examples as they are written in a file."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from wsoa.checks.pages import Page
from wsoa.reports.terminal.blocks import SPACE, Block, Heading, Line, Lines, Paragraph, Sentences

_FENCE = "```"
_STEP = 2
"""How many blanks a level of an example is set in by."""


def layout(page: Page, _limit: int) -> Iterator[Block]:
    """Lay a page out; its Markdown holds headings, paragraphs, lists and fenced examples."""
    first = True
    for part in _parts(page.text.splitlines()):
        if not first:
            yield SPACE
        first = False
        yield _block(part)


def _parts(lines: list[str]) -> Iterator[list[str]]:
    """Yield what stands between empty lines; an example with its empty lines is one part."""
    fenced: list[str] = []
    part: list[str] = []
    for line in lines:
        if fenced:
            fenced.append(line)
            if line == _FENCE:
                yield fenced
                fenced = []
        elif line.startswith(_FENCE):
            fenced = [line]
        elif line.strip():
            part.append(line)
        elif part:
            yield part
            part = []
    if part:
        yield part


def _block(part: list[str]) -> Block:
    if part[0].startswith(_FENCE):
        return Lines([_set_in(line) for line in part[1:-1]])
    marks, _, text = part[0].partition(" ")
    if marks and not marks.strip("#"):
        return Heading(text, len(marks))
    if part[0].startswith("- "):
        return Sentences(_listed(part))
    return Paragraph(" ".join(part), marked=True)


def _set_in(line: str) -> Line:
    """Return a line of an example as far to the right as it is set in."""
    text = line.lstrip(" ")
    return Line(1 + (len(line) - len(text)) // _STEP, text)


def _listed(part: list[str]) -> list[str]:
    """Return the entries of a list, each on one line."""
    number = 0
    numbered: list[tuple[int, str]] = []
    for line in part:
        number += line.startswith("- ")
        numbered.append((number, line.removeprefix("- ").strip()))
    return [
        f"- {' '.join(line for _, line in entry)}" for _, entry in groupby(numbered, key=lambda pair: pair[0])
    ]
