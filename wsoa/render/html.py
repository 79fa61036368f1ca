"""The statement as one accessible HTML page: no scripts, nothing fetched, its style named by its hash."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import fields
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from wsoa.render.look import Look
from wsoa.render.templates import TemplateFaultError, environment, fill
from wsoa.reports.statement_view import StatementView

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_PAGE = "statement.html"
_STYLE = "style.css"


def statement_html(view: StatementView, look: Look | None = None) -> str:
    """Render the statement as a whole page; the same view gives the same bytes.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    templates = _environment(look.templates if look else None)
    style = _style(templates, view)
    values = {field.name: getattr(view, field.name) for field in fields(view)}
    safe = Markup(style)  # noqa: S704 - _style refuses whatever could end the style element
    return fill(templates, _PAGE, {**values, "style": safe, "style_hash": style_hash(style)})


def style_hash(style: str) -> str:
    """Return the name a content security policy knows a style sheet by."""
    return "sha256-" + b64encode(sha256(style.encode()).digest()).decode()


@cache
def _environment(template_dir: Path | None) -> ImmutableSandboxedEnvironment:
    return environment(template_dir, {"css": css_text})


def _style(templates: ImmutableSandboxedEnvironment, view: StatementView) -> str:
    """Render the style sheet, whose page footers name the area and the day."""
    footer = f"{view.head.area}, as at {view.head.as_at.words}"
    style = fill(templates, _STYLE, {"footer": footer, "lead": view.words.lead})
    if "</" in style:
        raise TemplateFaultError(f"{_STYLE}: a style sheet cannot hold “</”")
    return style


def css_text(text: str) -> Markup:
    """Return text as a quoted CSS string in which no character can end the string or the style sheet."""
    quoted = "".join(c if c.isascii() and (c.isalnum() or c == " ") else f"\\{ord(c):x} " for c in text)
    return Markup(f'"{quoted}"')  # noqa: S704 - only letters, digits, spaces and escapes are left
