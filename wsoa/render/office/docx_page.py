"""A report as a Word document, for a committee's papers, from the blocks of its page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from typing import TYPE_CHECKING

from wsoa.render.document.read import blocks_of
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle
from wsoa.render.office.docx_blocks import BlockWriter
from wsoa.render.office.docx_parts import Writer
from wsoa.render.office.docx_reference import Furniture, Pages, saved, sealed, short, started
from wsoa.render.office.office import property_text
from wsoa.reports.context import PageView

if TYPE_CHECKING:
    from docx.document import Document


_PLAIN = PageStyle()


def page_docx(view: PageView, page_style: PageStyle = _PLAIN) -> bytes:
    """Return a report as a Word document, from the HTML of its page; the same view gives the same bytes.

    Raises:
        TemplateFaultError: a template or the reference document cannot be used.
    """
    page = page_html(view, page_style._replace(seal=""))
    dense = bool(getattr(view, "dense", False))
    document = started(page_style.templates, page_style.theme, dense=dense)
    head = view.head
    name = short(f"{head.area}: {head.title}")
    pages = Pages(document, Furniture((name, f"As at {head.as_at.words}"), short(head.bodies or head.area)))
    BlockWriter(Writer(document), pages, blocks_of(page), dense=dense).write()
    _describe(document, view)
    if page_style.seal:
        sealed(document, page_style.seal)
    return saved(document)


def _describe(document: Document, view: PageView) -> None:
    """Say in its properties what the document is, whose, and of which day."""
    properties, head = document.core_properties, view.head
    properties.title = property_text(view.page_title)
    properties.author = property_text(head.bodies or head.area)
    properties.subject = property_text(f"{head.area}: {head.kind}")
    properties.language = "en-GB"
    properties.created = properties.modified = datetime.combine(
        date.fromisoformat(head.as_at.machine), time(), UTC
    )
    properties.last_modified_by, properties.comments, properties.keywords, properties.revision = (
        "wsoa",
        "",
        "",
        1,
    )
