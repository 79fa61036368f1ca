"""The one registry of output formats: which report can be had in which format, and who draws it.

A renderer is a function ``(report, look) -> str``. It is imported only when it is asked for. A few formats
are files of bytes: :data:`BINARY` names them, and their renderers are functions ``(report) -> bytes``.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module

from wsoa.render.look import Look

FORMATS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "table": "wsoa.render.status_table:status_table",
        "plain": "wsoa.render.status_plain:status_plain",
        "json": "wsoa.render.status_json:status_json",
        "markdown": "wsoa.render.status_markdown:status_markdown",
    },
    "item": {
        "text": "wsoa.render.item_text:item_text",
        "json": "wsoa.render.item_json:item_json",
    },
    "upcoming": {
        "table": "wsoa.render.upcoming_table:upcoming_table",
        "plain": "wsoa.render.upcoming_plain:upcoming_plain",
        "json": "wsoa.render.upcoming_json:upcoming_json",
    },
    "bridge": {
        "text": "wsoa.render.bridge_text:bridge_text",
        "markdown": "wsoa.render.bridge_markdown:bridge_markdown",
        "json": "wsoa.render.bridge_json:bridge_json",
    },
    "restatement": {
        "text": "wsoa.render.restatement_text:restatement_text",
        "json": "wsoa.render.restatement_json:restatement_json",
    },
    "findings": {
        "text": "wsoa.render.findings_text:findings_text",
        "json": "wsoa.render.findings_json:findings_json",
        "github": "wsoa.render.findings_github:findings_github",
        "gitlab": "wsoa.render.findings_gitlab:findings_gitlab",
        "sarif": "wsoa.render.findings_sarif:findings_sarif",
        "junit": "wsoa.render.findings_junit:findings_junit",
        "markdown": "wsoa.render.findings_markdown:findings_markdown",
    },
    "diff": {
        "text": "wsoa.render.diff_text:diff_text",
        "markdown": "wsoa.render.diff_markdown:diff_markdown",
        "json": "wsoa.render.diff_json:diff_json",
    },
    "history": {
        "text": "wsoa.render.history_text:history_text",
        "json": "wsoa.render.history_json:history_json",
    },
    "export": {
        "ics": "wsoa.render.export_ics:export_ics",
        "atom": "wsoa.render.export_atom:export_atom",
    },
    "page": {
        "html": "wsoa.render.html:page_html",
        "markdown": "wsoa.render.markdown:page_markdown",
        "css": "wsoa.render.html:page_css",
    },
}

BINARY: Mapping[str, Mapping[str, str]] = {
    "export": {"xlsx": "wsoa.render.export_xlsx:export_xlsx"},
    "statement": {"docx": "wsoa.render.export_docx:export_docx"},
}
"""Formats that are bytes and not text, for a file only. They need packages: see :mod:`wsoa.render.extras`."""

INERT = frozenset({"json", "gitlab", "sarif", "junit", "atom"})
"""Formats for programs, spelt so that a CI runner that prints them finds no command in them."""


def render(report: str, output_format: str, view: object, look: Look) -> str:
    """Draw a report in a format; both names come from :data:`FORMATS`."""
    module, _, function = FORMATS[report][output_format].partition(":")
    text = getattr(import_module(module), function)(view, look)
    return str(text)


def render_bytes(report: str, output_format: str, view: object) -> bytes:
    """Draw a report in a format that is not text; both names come from :data:`BINARY`."""
    module, _, function = BINARY[report][output_format].partition(":")
    return bytes(getattr(import_module(module), function)(view))
