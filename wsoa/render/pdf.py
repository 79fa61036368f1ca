"""A published page as a tagged PDF, made to the rules of PDF/UA-1 (ISO 14289-1) from the same HTML.

The page's print style is used. Nothing is fetched: a page of ours holds everything it shows.
"""

from __future__ import annotations

from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.reports.context import PageView

if TYPE_CHECKING:
    from weasyprint import HTML, Document

VARIANT = "pdf/ua-1"
_QUIET = 60
"""A level of logging that nothing reaches: what WeasyPrint leaves out of a style sheet is no news."""
_STYLE = """
.facts { display: block !important }
.facts > div { display: grid !important; grid-template-columns: 42mm 1fr; gap: 0 6mm; margin-bottom: 1.5mm }
tbody { break-before: avoid }
"""
"""What WeasyPrint needs beside the page's own style.

It knows no ``display: contents``, and leaves the headings of a table alone at the foot of a page.
"""
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
    """Return a whole page as a PDF, with the page's own language and title.

    The same page and day give the same bytes where WeasyPrint and the fonts are the same: the identifier is
    made from the page, the dates are the day. Call :func:`wsoa.render.extras.ready` before any work.
    """
    from weasyprint import CSS
    from weasyprint.logger import LOGGER

    LOGGER.setLevel(_QUIET)
    document = _page(html).render(pdf_variant=VARIANT, stylesheets=[CSS(string=_STYLE)])
    document.metadata.created = document.metadata.modified = as_of.isoformat()
    identifier = sha256(html.encode()).digest()[:16]
    made = document.write_pdf(pdf_variant=VARIANT, pdf_identifier=identifier, finisher=_tidied)
    return bytes(made)


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
