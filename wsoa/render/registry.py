"""The one registry of output formats: which report can be had in which format, and who draws it.

A renderer is a function ``(report, look) -> str``. It is imported only when it is asked for. A few formats
are files of bytes: :data:`BINARY` names them, and their renderers are functions ``(report) -> bytes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

from wsoa.render.look import RenderOptions

FORMATS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "table": "wsoa.render.terminal.status_table:status_table",
        "plain": "wsoa.render.terminal.status_plain:status_plain",
        "json": "wsoa.render.data.status_json:status_json",
        "markdown": "wsoa.render.markdown.status:status_markdown",
    },
    "item": {
        "text": "wsoa.render.terminal.item:item_text",
        "json": "wsoa.render.data.item_json:item_json",
    },
    "upcoming": {
        "table": "wsoa.render.terminal.upcoming_table:upcoming_table",
        "plain": "wsoa.render.terminal.upcoming_plain:upcoming_plain",
        "json": "wsoa.render.data.upcoming_json:upcoming_json",
    },
    "bridge": {
        "text": "wsoa.render.terminal.attribution:bridge_text",
        "markdown": "wsoa.render.markdown.attribution:bridge_markdown",
        "json": "wsoa.render.data.attribution_json:bridge_json",
    },
    "restatement": {
        "text": "wsoa.render.terminal.restatement:restatement_text",
        "json": "wsoa.render.data.restatement_json:restatement_json",
    },
    "findings": {
        "text": "wsoa.render.terminal.findings:findings_text",
        "json": "wsoa.render.data.findings_json:findings_json",
        "github": "wsoa.render.ci.github:findings_github",
        "gitlab": "wsoa.render.ci.gitlab:findings_gitlab",
        "sarif": "wsoa.render.ci.sarif:findings_sarif",
        "junit": "wsoa.render.ci.junit:findings_junit",
        "markdown": "wsoa.render.markdown.findings:findings_markdown",
    },
    "diff": {
        "text": "wsoa.render.terminal.diff:diff_text",
        "markdown": "wsoa.render.markdown.diff:diff_markdown",
        "json": "wsoa.render.data.diff_json:diff_json",
    },
    "history": {
        "text": "wsoa.render.terminal.history:history_text",
        "json": "wsoa.render.data.history_json:history_json",
    },
    "export": {
        "ics": "wsoa.render.data.ics:export_ics",
        "atom": "wsoa.render.data.atom:export_atom",
    },
}

BINARY: Mapping[str, Mapping[str, str]] = {
    "export": {"xlsx": "wsoa.render.office.workbook:export_xlsx"},
}
"""Formats that are bytes and not text, for a file only. They need packages: see :mod:`wsoa.render.extras`."""


class PageForm(NamedTuple):
    """A form of a page: who makes it, and the endings of its files, the usual one first."""

    renderer: str
    endings: tuple[str, ...]


PAGES: Mapping[str, PageForm] = {
    "html": PageForm("wsoa.render.html.page:page_html", (".html", ".htm")),
    "markdown": PageForm("wsoa.render.markdown.page:page_markdown", (".md", ".markdown")),
    "docx": PageForm("wsoa.render.office.docx_page:page_docx", (".docx",)),
    "pdf": PageForm("wsoa.render.pdf:page_pdf", (".pdf",)),
}
"""The forms that every page comes in: all are made from its HTML. The command line is made from here."""

INERT = frozenset({"json", "gitlab", "sarif", "junit", "atom"})
"""Formats for programs, spelt so that a CI runner that prints them finds no command in them."""


def render(report: str, output_format: str, view: object, look: RenderOptions) -> str:
    """Draw a report in a format; both names come from :data:`FORMATS`."""
    module, _, function = FORMATS[report][output_format].partition(":")
    text = getattr(import_module(module), function)(view, look)
    return str(text)


def render_page(form: str, view: object, look: RenderOptions) -> str | bytes:
    """Make a page in a form, which comes from :data:`PAGES`; some are text, some are bytes."""
    module, _, function = PAGES[form].renderer.partition(":")
    made: str | bytes = getattr(import_module(module), function)(view, look)
    return made


def render_bytes(report: str, output_format: str, view: object) -> bytes:
    """Draw a report in a format that is not text; both names come from :data:`BINARY`."""
    module, _, function = BINARY[report][output_format].partition(":")
    return bytes(getattr(import_module(module), function)(view))
