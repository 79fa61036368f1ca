"""The short reports of the small plan, and what must hold of every page of one."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.render.pages import Page
from tests.render.small import load_plan, material_of, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.reports.board.board import board
from wsoa.reports.board.view import BoardView
from wsoa.reports.context import Earlier, ReportContext
from wsoa.reports.evidence.evidence import evidence
from wsoa.reports.evidence.view import EvidenceView

START = date(2020, 5, 31)


def board_of(loaded: LoadedPlan, start: date = START) -> BoardView:
    """The board report on a plan from a day to the end of November 2020."""
    made = material_of(loaded)
    return board(ReportContext(loaded, made.provenance, earlier=Earlier(start, made.plan)))


def small_board() -> BoardView:
    """The board report on the small plan."""
    return board_of(load_plan())


def evidence_of(loaded: LoadedPlan) -> EvidenceView:
    """The evidence report on a plan."""
    return evidence(material_of(loaded))


def small_evidence() -> EvidenceView:
    """The evidence report on the small plan."""
    return evidence_of(load_plan())


def astray(page: Page, loaded: LoadedPlan) -> list[str]:
    """Links of a page that lead nowhere: not in the page, not into the statement of the same plan."""
    whole = Page(page_html(view_of(loaded)))
    ids = {"statement.html", *(f"statement.html#{one}" for one in whole.values("id"))}
    onward = [href for href in page.values("href") if not href.startswith(("#", "http"))]
    return page.dead_links + [href for href in onward if href not in ids]


def faults(source: str) -> list[str]:
    """What is wrong in the building of a page, in a word each."""
    page = Page(source)
    levels = [int(one[1]) for one in page.elements if re.fullmatch("h[1-6]", one)]
    found = {
        "unclosed": bool(page.unclosed or page.stray),
        "repeated id": bool(page.repeated_ids),
        "headings": levels.count(1) != 1 or any(after - before > 1 for before, after in pairwise(levels)),
        "empty cell": bool(re.search(r"<t[dh][^>]*>\s*</t[dh]>", source)),
        "script": bool({"script", "link", "img", "iframe", "object", "form"} & set(page.elements)),
        "style by hand": bool(page.values("style")),
    }
    return [fault for fault, is_so in found.items() if is_so]


def tokens(markdown: str) -> list[Token]:
    """Everything a Markdown reader makes of a text, what is inside lines too."""
    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    found: list[Token] = []
    for token in reader.parse(markdown):
        found += [token, *(token.children or [])]
    return found
