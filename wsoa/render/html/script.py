"""The small script that a page may carry: our own, whatever templates are laid over ours."""

from __future__ import annotations

from functools import cache

from wsoa.render.templates import TemplateFaultError, shipped


@cache
def script_of(report: str) -> str:
    """Return the script of a report, ``REPORT.js``; empty for none.

    Raises:
        TemplateFaultError: it holds what would end its element.
    """
    file = shipped() / f"{report}.js"
    text = file.read_text("utf-8") if file.is_file() else ""
    if "</" in text or "<!--" in text:
        raise TemplateFaultError(f"{file.name}: a script cannot hold “</” or “<!--”")
    return text


def with_script(page: str, script: str) -> str:
    """Put a script at the end of a page's body. No text of a plan is near it: that is escaped."""
    before, end, after = page.rpartition("</body>")
    return f"{before}<script>{script}</script>\n{end}{after}" if end and script else page
