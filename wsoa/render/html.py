"""A report as one accessible HTML page: no scripts, nothing fetched, its style named by its hash."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from wsoa.render.look import Look
from wsoa.render.templates import TemplateFaultError, environment, fill
from wsoa.reports.statement_view import StatementView
from wsoa.reports.summary_view import SummaryView

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_STYLE = ("style.css",)
_SUMMARY_STYLE = ("style.css", "summary.css")


def statement_html(view: StatementView, look: Look | None = None) -> str:
    """Render the statement as a whole page; the same view gives the same bytes.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    return _page("statement.html", _STYLE, view, look)


def summary_html(view: SummaryView, look: Look | None = None) -> str:
    """Render the summary as a whole page; the same view gives the same bytes.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    return _page("summary.html", _SUMMARY_STYLE, view, look)


def _page(name: str, sheets: Sequence[str], view: StatementView | SummaryView, look: Look | None) -> str:
    templates = _environment(look.templates if look else None)
    style = _style(templates, sheets, view)
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    safe = Markup(style)  # noqa: S704 - _style refuses whatever could end the style element
    return fill(templates, name, {**values, "style": safe, "style_hash": style_hash(style)})


def style_hash(style: str) -> str:
    """Return the name a content security policy knows a style sheet by."""
    return "sha256-" + b64encode(sha256(style.encode()).digest()).decode()


@cache
def _environment(template_dir: Path | None) -> ImmutableSandboxedEnvironment:
    return environment(template_dir, {"css": css_text})


def _style(
    templates: ImmutableSandboxedEnvironment, sheets: Sequence[str], view: StatementView | SummaryView
) -> str:
    """Render style sheets as one; page footers name the area and the day."""
    footer = f"{view.head.area}, as at {view.head.as_at.words}"
    values = {"footer": footer, "lead": view.words.lead}
    style = "".join(fill(templates, sheet, values) for sheet in sheets)
    if "</" in style:
        raise TemplateFaultError(f"{', '.join(sheets)}: a style sheet cannot hold “</”")
    return style


def css_text(text: str) -> Markup:
    """Return text as a quoted CSS string in which no character can end the string or the style sheet."""
    quoted = "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{quoted}"')  # noqa: S704 - only letters, digits, spaces and escapes are left
