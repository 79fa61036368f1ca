"""The page of a rule as it is written, which is Markdown."""

from __future__ import annotations

from wsoa.checks.pages import Page


def rule_markdown(page: Page) -> str:
    """Return the page's own text."""
    return page.text
