"""The one registry of output formats: which report can be had in which format, and who draws it.

The options of the commands are made from it. A report for the terminal is laid out in blocks by the function
that :data:`LAYOUTS` names, and the terminal and Markdown are one writer of blocks each. Every other renderer
is a function of the report. Whatever draws for the terminal is also told its width, colour and limit. A
renderer is imported only when it is asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, NamedTuple

from wsoa.render.terminal.options import RenderOptions

if TYPE_CHECKING:
    from pathlib import Path

    from wsoa.render.data.stored import Stored
    from wsoa.render.html.style import PageStyle
    from wsoa.reports.context import PageView

SCREEN = "wsoa.render.terminal.blocks:screen"
MARKDOWN = "wsoa.render.markdown.blocks:markdown"
RECORDS = "wsoa.render.data.records:records"

FORMATS: Mapping[str, Mapping[str, str]] = {
    "status": {
        "table": SCREEN,
        "plain": RECORDS,
        "json": "wsoa.render.data.status_json:status_json",
        "markdown": MARKDOWN,
    },
    "portfolio": {
        "table": SCREEN,
        "plain": RECORDS,
        "json": "wsoa.render.data.portfolio_json:portfolio_json",
        "markdown": MARKDOWN,
    },
    "list": {
        "table": SCREEN,
        "plain": RECORDS,
        "json": "wsoa.render.data.list_json:list_json",
        "markdown": MARKDOWN,
    },
    "item": {
        "text": SCREEN,
        "json": "wsoa.render.data.item_json:item_json",
        "markdown": MARKDOWN,
    },
    "role": {
        "text": SCREEN,
        "json": "wsoa.render.data.role_json:role_json",
        "markdown": MARKDOWN,
    },
    "upcoming": {
        "table": SCREEN,
        "plain": RECORDS,
        "json": "wsoa.render.data.upcoming_json:upcoming_json",
        "markdown": MARKDOWN,
    },
    "bridge": {
        "text": SCREEN,
        "markdown": MARKDOWN,
        "json": "wsoa.render.data.attribution_json:bridge_json",
    },
    "restatement": {
        "text": SCREEN,
        "json": "wsoa.render.data.restatement_json:restatement_json",
        "markdown": MARKDOWN,
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
    "rule": {
        "text": SCREEN,
        "markdown": "wsoa.render.markdown.rule:rule_markdown",
    },
    "rules": {
        "text": SCREEN,
        "markdown": MARKDOWN,
    },
    "diff": {
        "text": SCREEN,
        "markdown": "wsoa.render.markdown.diff:diff_markdown",
        "json": "wsoa.render.data.diff_json:diff_json",
    },
    "history": {
        "text": SCREEN,
        "json": "wsoa.render.data.history_json:history_json",
        "markdown": MARKDOWN,
    },
    "export": {
        "ics": "wsoa.render.data.ics:export_ics",
        "atom": "wsoa.render.data.atom:export_atom",
        "json": "wsoa.render.data.status_json:status_json",
    },
    "return": {
        "yaml": "wsoa.render.data.return_yaml:return_yaml",
    },
}

LAYOUTS: Mapping[str, str] = {
    "status": "wsoa.reports.terminal.status",
    "portfolio": "wsoa.reports.terminal.portfolio",
    "list": "wsoa.reports.terminal.commitments",
    "item": "wsoa.reports.terminal.item_layout",
    "role": "wsoa.reports.terminal.role",
    "upcoming": "wsoa.reports.terminal.upcoming",
    "bridge": "wsoa.reports.terminal.attribution",
    "restatement": "wsoa.reports.terminal.restatement",
    "rule": "wsoa.reports.terminal.rule",
    "rules": "wsoa.reports.terminal.rules",
    "diff": "wsoa.reports.terminal.diff",
    "history": "wsoa.reports.terminal.history",
}
"""Who lays a report out: its function ``layout(report, limit)``, and for records ``records(report)``."""

BINARY: Mapping[str, Mapping[str, str]] = {
    "export": {
        "xlsx": "wsoa.render.office.workbook:export_xlsx",
        "docx": "wsoa.render.office.docx_page:page_docx",
    },
    "return": {
        "xlsx": "wsoa.render.office.return_xlsx:return_xlsx",
        "docx": "wsoa.render.office.return_docx:return_docx",
    },
}
"""Formats that are bytes and not text, for a file only. They need packages: see :mod:`wsoa.render.extras`."""

FOLDERS = {"export": frozenset({"csv", "parquet"})}
"""Formats that are a folder of files."""

FOLDER_TEXTS: Mapping[str, Mapping[str, str]] = {"export": {"csv": "wsoa.render.data.csv_tables:export_csv"}}
"""Formats that are a folder of texts."""


STORES: Mapping[str, Mapping[str, str]] = {
    "export": {
        "parquet": "wsoa.render.data.parquet:ParquetTables",
        "sqlite": "wsoa.render.data.sqlite:SqliteTables",
    }
}
"""Formats that hold tables for a database, written as the plans come: see :mod:`wsoa.render.data.stored`."""


class PageForm(NamedTuple):
    """A form of a page: who makes it, and the endings of its files, the usual one first."""

    renderer: str
    endings: tuple[str, ...]


PAGES: Mapping[str, PageForm] = {
    "html": PageForm("wsoa.render.html.page:page_html", (".html", ".htm")),
    "markdown": PageForm("wsoa.render.markdown.page:page_markdown", (".md", ".markdown")),
    "docx": PageForm("wsoa.render.office.docx_page:page_docx", (".docx",)),
    "pdf": PageForm("wsoa.render.pdf.page:page_pdf", (".pdf",)),
}
"""The forms that every page comes in: all are made from its HTML. The command line is made from here."""

INERT = frozenset({"json", "gitlab", "sarif", "junit", "atom"})
"""Formats for programs, spelt so that a CI runner that prints them finds no command in them."""


def formats_of(report: str) -> tuple[str, ...]:
    """Return the name of every format that a report can be had in."""
    return tuple(name for kind in (FOLDER_TEXTS, FORMATS, BINARY, STORES) for name in kind.get(report, ()))


def render(report: str, output_format: str, view: object, options: RenderOptions | None = None) -> str:
    """Draw a report in a format; both names come from :data:`FORMATS`."""
    writer = FORMATS[report][output_format]
    options = options or RenderOptions()
    drawn: Any = view
    if writer in {SCREEN, MARKDOWN}:
        drawn = list(_function(f"{LAYOUTS[report]}:layout")(view, options.limit))
    elif writer == RECORDS:
        drawn = _function(f"{LAYOUTS[report]}:records")(view)
    for_terminal = writer.startswith("wsoa.render.terminal.")
    return str(_function(writer)(drawn, options) if for_terminal else _function(writer)(drawn))


def render_page(form: str, view: PageView, page_style: PageStyle) -> str | bytes:
    """Make a page in a form, which comes from :data:`PAGES`; some are text, some are bytes.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    made: str | bytes = _function(PAGES[form].renderer)(view, page_style)
    return made


def store(report: str, output_format: str, folder: Path) -> Stored:
    """Begin tables in a folder, in a format of :data:`STORES`."""
    made: Stored = _function(STORES[report][output_format])(folder)
    return made


def render_bytes(report: str, output_format: str, view: object) -> bytes:
    """Draw a report in a format that is not text; both names come from :data:`BINARY`."""
    return bytes(_function(BINARY[report][output_format])(view))


def _function(place: str) -> Any:  # noqa: ANN401 - each takes the report it draws
    module, _, name = place.partition(":")
    return getattr(import_module(module), name)
