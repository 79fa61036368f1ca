"""A report in Markdown, for a repository, a pull request or a wiki: same order, same words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from wsoa.render.html.style import PageStyle
from wsoa.render.markdown.escape import md
from wsoa.render.templates import environment, fill, values_of
from wsoa.reports.anchors import Span
from wsoa.reports.context import PageView

if TYPE_CHECKING:
    from jinja2.sandbox import ImmutableSandboxedEnvironment

_PLAIN = PageStyle()
_BLANK_LINES = re.compile(r"\n{3,}")
_ENDS_ADDRESS = re.compile(r"[<>|\\`\s]")


def page_markdown(view: PageView, page_style: PageStyle = _PLAIN) -> str:
    """Render a report as Markdown by its template ``REPORT.md``; the same view gives the same text.

    Raises:
        TemplateFaultError: a template cannot be used.
    """
    text = fill(_environment(page_style.templates), f"{view.report}.md", values_of(view))
    seal = f"\n<!-- wsoa {page_style.seal} -->\n" if page_style.seal else ""
    return _BLANK_LINES.sub("\n\n", text).strip() + "\n" + seal


@cache
def _environment(template_dir: Path | None) -> ImmutableSandboxedEnvironment:
    return environment(template_dir, {"md": inert, "md_prose": inert_prose})


def inert(text: object) -> Markup:
    """Return text that reads the same in Markdown and does nothing there."""
    return Markup(md(str(text)))  # noqa: S704 - md is the escaping


def inert_prose(spans: Sequence[Span]) -> Markup:
    """Return text with its links, each span made inert and each address closed in."""
    return Markup("").join(_span(span) for span in spans if span.text)


def _span(span: Span) -> Markup:
    words = inert(span.text)
    if span.url:
        address = _ENDS_ADDRESS.sub(lambda found: f"%{ord(found[0]):02X}", span.url)
        return Markup("[{}](<{}>)").format(words, Markup(address))  # noqa: S704 - nothing is left that ends it
    before = " " if span.text[:1].isspace() else ""
    after = " " if span.text[-1:].isspace() else ""
    return Markup("{}{}{}").format(before, words, after)
