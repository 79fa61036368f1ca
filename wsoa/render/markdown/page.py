"""A report in Markdown, for a repository, a pull request or a wiki: the blocks of its page as plain text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from wsoa.render.document.blocks import (
    PLAIN,
    Block,
    Facts,
    Heading,
    Listing,
    Paragraph,
    Quotation,
    Rule,
    Span,
    Spans,
    Table,
    lines_of,
    plain,
    sentences,
)
from wsoa.render.document.read import blocks_of
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.escape import md
from wsoa.reports.anchors import safe_address
from wsoa.reports.context import PageView

_PLAIN = PageStyle()
_ENDS_ADDRESS = re.compile(r"[<>|\\`\s]")
_PLACE_IN_MARKDOWN = re.compile(r"[^:]*\.(?:md|markdown)#", re.IGNORECASE)
_MARKS = {"strong": "**", "emphasis": "*", "struck": "~~"}


def page_markdown(view: PageView, page_style: PageStyle = _PLAIN) -> str:
    """Return a report as Markdown, from the HTML of its page; the same view gives the same text.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    text = markdown(blocks_of(page_html(view, page_style._replace(seal=""))))
    return text + (f"\n<!-- wsoa {page_style.seal} -->\n" if page_style.seal else "")


def markdown(blocks: Iterable[Block]) -> str:
    """Write blocks as Markdown in which no text of a plan does anything."""
    return "\n".join(_written(blocks)).strip("\n") + "\n"


def _written(blocks: Iterable[Block]) -> list[str]:
    """Return the lines of blocks, an empty one between two of them."""
    lines: list[str] = []
    last = ""
    for block in blocks:
        made = _block(block, last)
        last = made[0][:1] if made and not isinstance(block, Paragraph) else ""
        lines += [*([""] if lines and made else []), *made]
    return lines


def _block(block: Block, last: str) -> list[str]:
    """Return the lines of a block; ``last`` is the mark of the list that stands before it.

    Two lists that follow each other have different marks, for else they would be read as one.
    """
    if isinstance(block, Heading):
        return [f"{'#' * block.level} {_heading(block)}"]
    if isinstance(block, Paragraph):
        return _inline(_line(block)).split("\n")
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Rule | Quotation):
        return ["***"] if isinstance(block, Rule) else [f"> {one}".rstrip() for one in _written(block.blocks)]
    bullet = "*" if last == "-" else "-"
    if isinstance(block, Listing):
        return _list(block, bullet)
    return _figures(block) if block.kind == "figures" else _facts(block, bullet)


def _list(listing: Listing, bullet: str) -> list[str]:
    lines: list[str] = []
    for number, item in enumerate(listing.items, 1):
        mark = f"{number}." if listing.kind == "numbers" else bullet
        lead = next((place for place, one in enumerate(item) if not isinstance(one, Paragraph)), len(item))
        between = ": " if listing.kind == "contents" else ". "
        body = _inline(sentences(map(_line, item[:lead]), between)).split("\n") if lead else []
        tight = lead < len(item) and isinstance(item[lead], Listing)
        below = _written(item[lead:])
        body += [*([""] if body and below and not tight else []), *below]
        indent = " " * (len(mark) + 1)
        lines += [f"{mark} {body[0]}", *(f"{indent}{line}".rstrip() for line in body[1:])]
    return lines


def _line(block: Block) -> Spans:
    """Return a paragraph as text in a longer line."""
    if not isinstance(block, Paragraph):
        return ()
    strong = block.role == "mark"
    return tuple(
        one._replace(style=one.style._replace(strong=strong or one.style.strong)) for one in block.spans
    )


def _facts(facts: Facts, bullet: str) -> list[str]:
    lines = []
    for fact in facts.rows:
        label = md(plain(fact.label)).removesuffix(":")
        told = _inline(sentences(lines_of(fact.blocks), "; "), on_one_line=True)
        lines.append(" ".join(part for part in (bullet, f"**{label}:**" if label else "", told) if part))
    return lines


def _figures(facts: Facts) -> list[str]:
    """Return figures as a table of one row."""
    numbers = [_inline(sentences(lines_of(fact.blocks), "; "), on_one_line=True) for fact in facts.rows]
    return _rows([md(plain(fact.label)) for fact in facts.rows], [True] * len(numbers), [numbers])


def _table(table: Table) -> list[str]:
    caption = [_inline(table.caption), ""] if table.shown and table.caption else []
    names = [_inline(name or (), on_one_line=True) for name, _ in zip_longest(table.names, table.numbers)]
    rows = [
        [_inline(sentences(lines_of(cell.blocks), "; "), on_one_line=True) for cell in row]
        for row in table.rows
    ]
    return [*caption, *_rows(names, table.numbers, rows)]


def _rows(names: Sequence[str], numbers: Sequence[bool], rows: Iterable[Sequence[str]]) -> list[str]:
    under = ["---:" if number else "---" for number in numbers]
    return [f"| {' | '.join(cells)} |" for cells in (names, under, *rows)]


def _heading(heading: Heading) -> str:
    between = " – " if ":" in plain(heading.label) else ": "
    spans = (*heading.label, Span(between), *heading.spans) if heading.label else heading.spans
    text = _inline(
        [one._replace(style=PLAIN._replace(address=one.style.address)) for one in spans], on_one_line=True
    )
    return f"{text[:-1]}\\#" if text.endswith("#") else text


def _inline(spans: Iterable[Span], *, on_one_line: bool = False) -> str:
    """Return text with its marks; spaces stand outside of them, as Markdown wants it."""
    text = ""
    shut = False
    for span in spans:
        words = span.text.replace("\n", " ") if on_one_line else span.text
        inside = words.strip(" \n")
        if not inside:
            text += " " if words and not text.endswith(" ") else ""
            shut = False
            continue
        before, after = words[: words.index(inside)], words[words.index(inside) + len(inside) :]
        marks = "".join(mark for name, mark in _MARKS.items() if getattr(span.style, name))
        address = _linked(span.style.address)
        text += before
        touches = not before and text[-1:].isalnum()
        if (shut and not before and inside[0].isalnum()) or (marks and touches and not inside[0].isalnum()):
            text += " "
        if marks and text.endswith(("*", "~")):
            text += " "
        told = "\\\n".join(md(line) for line in inside.split("\n"))
        told = f"[{told}](<{address}>)" if address else told
        text += f"{marks}{told}{marks[::-1]}" + after
        shut = bool(marks) and not after and not inside[-1].isalnum()
    return text.strip(" ")


def _linked(address: str) -> str:
    """Return the address of a link; empty for a place in Markdown, which has no anchors."""
    safe = safe_address(address)
    return (
        ""
        if _PLACE_IN_MARKDOWN.match(safe)
        else _ENDS_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", safe)
    )
