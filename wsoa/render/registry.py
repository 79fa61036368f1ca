"""The one registry of output formats: which report can be had in which format, and who draws it.

A renderer is a function ``(report, look) -> str``. It is imported only when it is asked for.
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
    "findings": {
        "text": "wsoa.render.findings_text:findings_text",
        "json": "wsoa.render.findings_json:findings_json",
        "github": "wsoa.render.findings_github:findings_github",
    },
    "statement": {
        "html": "wsoa.render.html:statement_html",
        "markdown": "wsoa.render.markdown:statement_markdown",
    },
}


def render(report: str, output_format: str, view: object, look: Look) -> str:
    """Draw a report in a format; both names come from :data:`FORMATS`."""
    module, _, function = FORMATS[report][output_format].partition(":")
    text = getattr(import_module(module), function)(view, look)
    return str(text)
