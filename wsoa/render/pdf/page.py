"""A published page as a tagged PDF, made to the rules of PDF/UA-1 (ISO 14289-1) from the same HTML.

The page's print style is used. Nothing is fetched: a page of ours holds everything it shows.
"""

from __future__ import annotations

import re
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING

from wsoa.files.load import uncollected
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.pdf.structure import tidied
from wsoa.reports.context import PageView

if TYPE_CHECKING:
    from weasyprint import HTML

VARIANT = "pdf/ua-1"
_QUIET = 60
"""A level of logging that nothing reaches: what WeasyPrint leaves out of a style sheet is no news."""
_STYLE = """
.facts, .kpi dl, .measure dl, .cards, .columns { display: block !important }
nav.contents > ul { columns: auto !important }
.facts > div, .kpi dl > div, .measure dl > div { display: flow-root !important }
.facts > div, .kpi dl > div, .measure dl > div { margin-bottom: 2pt !important }
.facts dt, .kpi dt { float: left !important; width: 38mm !important }
.facts dd, .kpi dd { margin-left: 42mm !important }
.measure dt { float: left !important; width: 26mm !important }
.measure dd { margin-left: 28mm !important }
tbody { break-before: avoid !important }
nav.contents { line-height: 1.2 !important }
nav.contents ul { max-width: 145mm !important }
nav.contents a { display: block !important; position: relative !important }
nav.contents a { padding: .15mm 10mm .15mm 0 !important }
nav.contents a[href^="#"]::after { content: target-counter(attr(href), page) !important }
nav.contents a[href^="#"]::after { position: absolute !important; right: 0 !important }
nav.contents a[href^="#"]::after { bottom: .15mm !important }
nav.contents .count { display: none !important }
nav.contents > ul > li { break-inside: auto !important; margin-bottom: 1mm !important }
nav.contents ul ul { padding-left: 5mm !important }
nav .plain a[href^="#"]::after { content: " (page " target-counter(attr(href), page) ")" }
[aria-labelledby=contents] ol a[href^="#"]::after { content: " (page " target-counter(attr(href), page) ")" }
"""
"""What a PDF has beside the page's own style: the pages in its contents, and no grid.

WeasyPrint knows no ``display: contents``, leaves the headings of a table alone at the foot of a page, and
takes long over a grid and over columns. The counts of the contents stand under the headings that they
lead to as well.
"""
_CONTENTS = re.compile(r'<nav class="contents".*?</nav>\n?', re.DOTALL)
_MAIN = '<main id="main">\n'
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
        made = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=tidied)
    return bytes(made)


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
