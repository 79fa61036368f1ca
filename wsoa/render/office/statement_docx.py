"""The statement as a Word document for a committee's papers, in the words of the published page."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import TYPE_CHECKING

from wsoa.render.office.office import property_text, without_timestamps
from wsoa.reports.statement.view import StatementView

if TYPE_CHECKING:
    from docx.document import Document


_LINE = 84
"""The longest text, in characters, beside the day or the number on one line of an upright page."""


def export_docx(view: StatementView) -> bytes:
    """Return the document. The same view gives the same bytes: its dates are those of the day."""
    from docx import Document

    from wsoa.render.office.docx_back import back
    from wsoa.render.office.docx_front import front
    from wsoa.render.office.docx_parts import Writer
    from wsoa.render.office.docx_styles import Furniture, first_section, next_section, prepare
    from wsoa.render.office.docx_work import work

    document = Document()
    prepare(document)
    _properties(document, view)
    as_at = f"As at {view.head.as_at.words}"
    name = _short(f"{view.head.area}: {view.head.title}")
    furniture = Furniture((name, as_at), _short(_bodies(view)))
    writer = Writer(document)
    first_section(document, furniture)
    front(writer, view)
    if view.workstreams or view.kpis.groups:
        next_section(document, furniture, on_side=True)
        work(writer, view)
    next_section(document, furniture, on_side=False)
    back(writer, view)
    made = BytesIO()
    document.save(made)
    return without_timestamps(made.getvalue())


def _properties(document: Document, view: StatementView) -> None:
    """Say what the document is and whose, in place of what the empty one says of itself."""
    day = datetime.combine(date.fromisoformat(view.head.as_at.machine), time(), UTC)
    properties = document.core_properties
    properties.title = property_text(view.page_title)
    properties.author = property_text(_bodies(view))
    properties.subject = property_text(f"{view.head.area}: {view.head.kind}")
    properties.language = "en-GB"
    properties.created = properties.modified = day
    properties.comments = property_text(" ".join(_made(view)))
    properties.last_modified_by, properties.keywords, properties.revision = "wsoa", "", 1


def _bodies(view: StatementView) -> str:
    """Return the bodies that answer for the plan, who are the authors; the area where none is named."""
    lines = [line for fact in view.head.facts if fact.label == "Who answers for it" for line in fact.lines]
    return " ".join(span.text for line in lines for span in line) or view.head.area


def _short(words: str) -> str:
    """Return words that fit on the line at the head or the foot of a page."""
    line = " ".join(words.split())
    return line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"


def _made(view: StatementView) -> list[str]:
    return [
        f"{fact.label}: {''.join(span.text for span in line)}."
        for fact in view.about.facts
        for line in fact.lines
    ]
