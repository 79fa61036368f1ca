"""One page, from its context to its text, with the seal that says how it was made."""

from __future__ import annotations

import os
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from wsoa.errors import WsoaError
from wsoa.files.reach import NotReadError, read_regular, top_above
from wsoa.render.html.page import page_css, pictures
from wsoa.render.html.style import PageStyle
from wsoa.render.registry import render_page
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.context import ReportContext, seal_of
from wsoa.reports.registry import make

_SHOWN_DIGITS = 12
_MOST_BYTES = 1_000_000


class PageWanted(NamedTuple):
    """Which page: its report and its form, both by their names in the registries; or only its style."""

    report: str
    form: str
    css_only: bool = False


class Page(NamedTuple):
    """A page that was made: its text, or for Word and PDF its bytes, and the pictures beside it by name."""

    content: str | bytes
    pictures: Mapping[str, str]


def make_page(wanted: PageWanted, context: ReportContext, page_style: PageStyle) -> Page:
    """Make a sealed page.

    Raises:
        WsoaError: a template cannot be used.
    """
    view = make(wanted.report, context)
    seal = seal_of(context, wanted.report, wanted.form, page_style=own_page_style(page_style))
    told = seal._replace(fragment=page_style.fragment, charts=where_charts(page_style))
    sealed = page_style._replace(seal=told.written())
    try:
        if wanted.css_only:
            return Page(page_css(view, sealed), {})
        return Page(render_page(wanted.form, view, sealed), pictures(view, sealed))
    except TemplateFaultError as error:
        raise WsoaError(f"The page cannot be rendered: {error}.") from None


def where_charts(page_style: PageStyle) -> str:
    """Say where the charts stand, as a seal does: nothing for the usual place."""
    return "" if page_style.charts == "inline" else f"{page_style.charts} {page_style.stem}".strip()


def own_page_style(page_style: PageStyle) -> str:
    """Return the fingerprint of a council's own templates and theme; empty where it has none.

    Raises:
        WsoaError: a template cannot be read.
    """
    whole = sha256(repr(tuple(page_style.theme)).encode())
    folder = page_style.templates
    files = sorted(folder.rglob("*")) if folder is not None and os.path.isdir(folder) else []  # noqa: PTH112
    for file in files:
        if folder is not None and file.is_file():
            whole.update(file.relative_to(folder).as_posix().encode())
            whole.update(_template(file, top_above(folder) or folder))
    return whole.hexdigest()[:_SHOWN_DIGITS] if files or any(page_style.theme) else ""


def _template(file: Path, reach: Path) -> bytes:
    try:
        return read_regular(file, reach, _MOST_BYTES)
    except NotReadError as error:
        raise WsoaError(f"The template {file} cannot be read: {error.why}.") from None
