"""A published page as a tagged PDF, made to the rules of PDF/UA-1 (ISO 14289-1) from the same HTML.

The page's print style is used. Nothing is fetched: a page of ours holds everything it shows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from hashlib import sha256
from logging import INFO, Handler, LogRecord, getLogger
from typing import TYPE_CHECKING, Any

from wsoa.files.load import uncollected
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.reports.context import PageView

if TYPE_CHECKING:
    from weasyprint import HTML, Document

VARIANT = "pdf/ua-1"
_QUIET = 60
"""A level of logging that nothing reaches: what WeasyPrint leaves out of a style sheet is no news."""
_STYLE = """
.facts, .kpi dl, .cards { display: block !important }
.facts > div, .kpi dl > div { display: flow-root !important; margin-bottom: 1.5mm !important }
.facts dt, .kpi dt { float: left !important; width: 42mm !important }
.facts dd, .kpi dd { margin-left: 48mm !important }
tbody { break-before: avoid !important }
nav.contents { line-height: 1.2 !important }
nav.contents a { display: block !important; position: relative !important }
nav.contents a { padding: .15mm 8mm .15mm 0 !important }
nav.contents a[href^="#"]::after { content: target-counter(attr(href), page) !important }
nav.contents a[href^="#"]::after { position: absolute !important; right: 0 !important }
nav.contents a[href^="#"]::after { bottom: .15mm !important }
nav .plain a[href^="#"]::after { content: " (page " target-counter(attr(href), page) ")" }
[aria-labelledby=contents] ol a[href^="#"]::after { content: " (page " target-counter(attr(href), page) ")" }
nav.contents .count { display: none !important }
nav.contents > ul > li { break-inside: auto !important; margin-bottom: 1mm !important }
"""
"""What a PDF has beside the page's own style: the pages in its contents, and no grid.

WeasyPrint knows no ``display: contents``, leaves the headings of a table alone at the foot of a page, and
takes long over a grid. The counts of the contents stand under the headings that they lead to as well.
"""
_CONTENTS = re.compile(r'<nav class="contents".*?</nav>\n?', re.DOTALL)
_LAID_OUT = re.compile(r"Step 5 .* Page (\d+)$")
_WRITING = "Step 6 "
_MAIN = '<main id="main">\n'
_ONCE = frozenset({"/H1", "/H2", "/H3", "/H4", "/Table"})
"""Parts of a document that never stand right inside another of their kind."""


_PLAIN = PageStyle()


def page_pdf(view: PageView, page_style: PageStyle = _PLAIN) -> bytes:
    """Return a report as a PDF, printed from the HTML of its page.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    return pdf_of(page_html(view, page_style), date.fromisoformat(view.head.as_at.machine))


def pdf_of(html: str, as_of: date) -> bytes:
    """Return a whole page as a PDF, with the page's own language and title, its contents first, with pages.

    The same page and day give the same bytes where WeasyPrint and the fonts are the same: the identifier is
    made from the page, the dates are the day. Call :func:`wsoa.render.extras.ready` before any work.
    """
    from weasyprint import CSS
    from weasyprint.logger import LOGGER

    LOGGER.setLevel(_QUIET)
    with uncollected():  # every box of a page lives until the whole is written
        page = _page(_contents_first(html))
        document = page.render(pdf_variant=VARIANT, stylesheets=[CSS(string=_STYLE)])
        document.metadata.created = document.metadata.modified = as_of.isoformat()
        identifier = sha256(html.encode()).digest()[:16]
        made = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=_tidied)
    return bytes(made)


@contextmanager
def steps_told(tell: Callable[[str], None]) -> Iterator[None]:
    """Say how far the making of PDFs is meanwhile, in words, from what WeasyPrint logs of its steps."""
    log = getLogger("weasyprint.progress")
    before = log.level, log.propagate
    handler = _StepHandler(tell)
    log.addHandler(handler)
    log.setLevel(INFO)
    log.propagate = False
    try:
        yield
    finally:
        log.removeHandler(handler)
        log.level, log.propagate = before


class _StepHandler(Handler):
    """Says the steps that a reader may know: which page is laid out, and that the file is written."""

    def __init__(self, tell: Callable[[str], None]) -> None:
        super().__init__()
        self._tell = tell

    def emit(self, record: LogRecord) -> None:
        """Take a line of WeasyPrint's log, such as ``Step 5 - Creating layout - Page 12``."""
        said = record.getMessage()
        if page := _LAID_OUT.match(said):
            self._tell(f"Laying out page {page[1]}")
        elif said.startswith(_WRITING):
            self._tell("Writing the PDF")


def _contents_first(html: str) -> str:
    """Return a page with its contents before the first of its parts, where paper has them."""
    contents = _CONTENTS.search(html)
    if contents is None:
        return html
    rest = html[: contents.start()] + html[contents.end() :]
    return rest.replace(_MAIN, _MAIN + contents[0], 1)


def _page(html: str) -> HTML:
    from weasyprint import HTML
    from weasyprint.urls import URLFetcher

    fetcher = URLFetcher(allowed_protocols=("data",), allow_redirects=False)
    return HTML(string=html, base_url=None, url_fetcher=fetcher, media_type="print")


def _tidied(_document: Document, pdf: Any) -> None:  # noqa: ANN401 - the library is not typed
    """Take out headings in headings and tables in tables.

    WeasyPrint tags the boxes that it makes for its own layout like the element they belong to.
    """
    parts = {part.reference: part for part in _structure(pdf)}
    kinds = {reference: part["S"] for reference, part in parts.items()}
    for part in parts.values():
        if part["S"] in _ONCE and kinds.get(part["P"]) == part["S"]:
            part["S"] = "/NonStruct"


def _structure(pdf: Any) -> list[Any]:  # noqa: ANN401 - the library is not typed
    return [one for one in pdf.objects if isinstance(one, dict) and one.get("Type") == "/StructElem"]
