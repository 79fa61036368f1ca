"""What went wrong in a file that is not YAML, in words that help the person who wrote it."""

from __future__ import annotations

import re

from wsoa.files.text import split_lines
from wsoa.findings import Finding, Place, Severity

_LISTED = r"^\s*(?:-\s+)?(?:[A-Za-z_]+:\s+)?"
_STARTS: tuple[tuple[str, str, str], ...] = (
    (_LISTED + r"(?P<at>@)", "text that starts with @ needs quotes", 'write it as "@…"'),
    (_LISTED + r"(?P<at>`)", "text that starts with ` needs quotes", "write it in double quotes"),
    (_LISTED + r"(?P<at>%)", "text that starts with % needs quotes", 'write it as "%…"'),
    (_LISTED + r"(?P<at>\*)", "text that starts with * needs quotes", 'write it as "*…"'),
    (_LISTED + r"(?P<at>&)", "text that starts with & needs quotes", 'write it as "&…"'),
    (_LISTED + r"(?P<at>[\[{])", "text that starts with [ or { is read as a list, and this one does not end well", "put the text in double quotes, or close the bracket"),
    (_LISTED + r"(?P<at>[|>])\s*\S", "text that starts with | or > needs quotes", "put the text in double quotes"),
)  # fmt: skip
_TAB = re.compile(r"^[ ]*(?P<at>\t)")
_COLON = re.compile(_LISTED + r"[^\"'#\[{].*?(?P<at>:)(?:\s|$)")
_AFTER_QUOTE = re.compile(_LISTED + r"(?P<q>[\"'])(?:(?!(?P=q)).)*(?P=q)(?P<at>\s*[^\s,#:\]}])")


def explain(error: Exception, text: str, file: str) -> Finding:
    """Turn whatever the parser raised into a finding with a line, a column and a way out."""
    line, column = _where(error)
    lines = split_lines(text)
    message, way_out, column = _cause(error, lines, line, column)
    place = Place(file, line + 1, column + 1)
    return Finding("WSOA001", "not-yaml", Severity.ERROR, message, place, way_out)


def _where(error: Exception) -> tuple[int, int]:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _cause(error: Exception, lines: list[str], line: int, column: int) -> tuple[str, str, int]:
    problem = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    current = lines[line] if line < len(lines) else ""
    if found := _TAB.search(current):
        return "this line is indented with a tab", "use spaces, two for each step", found.start("at")
    if "mapping values are not allowed" in problem and (found := _COLON.search(current)):
        return "a colon followed by a space needs quotes around the text", _quoted(current), found.start("at")
    if "scanning a quoted scalar" in problem or "end of stream" in problem:
        return "a quotation mark that opens here is never closed", "close it, or double it inside the text", _context(error, column)
    for pattern, message, way_out in _STARTS:
        if found := re.search(pattern, current):
            return message, way_out, found.start("at")
    if found := _AFTER_QUOTE.search(current):
        return "text goes on after the closing quotation mark", "put the whole text inside the quotes", found.start("at")
    if "could not find expected ':'" in problem or "expected ':'" in problem:
        return "a line just above has a key without a colon", "write key: value, with a space after the colon", column
    return (
        "the indentation or punctuation here does not fit the lines above",
        "keep the keys of one item in one column, two spaces deeper than the line they belong to",
        column,
    )


def _context(error: Exception, column: int) -> int:
    mark = getattr(error, "context_mark", None)
    return mark.column if mark is not None else column


def _quoted(line: str) -> str:
    key, _, value = line.strip().partition(": ")
    value = value.strip().replace('"', "'")
    shown = value if len(value) < 60 else value[:57] + "…"  # noqa: PLR2004 - fits one line of a terminal
    return f'write {key}: "{shown}"'
