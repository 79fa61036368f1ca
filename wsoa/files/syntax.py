"""What went wrong in a file that is not YAML, in words that help the person who wrote it."""

from __future__ import annotations

import re

from wsoa.files.text import split_lines
from wsoa.findings import Finding, Place, Severity
from wsoa.plan.base import shown

_LISTED = r"^\s*(?:-\s+)?(?:[A-Za-z_]+:\s+)?"
_STARTS: tuple[tuple[str, str, str], ...] = (
    (
        r"^\s*(?P<at>-)[A-Za-z_]+:(?:\s|$)",
        "a dash that starts an item needs a space after it",
        "write the dash, a space and then the key",
    ),
    (_LISTED + r"(?P<at>@)", "text that starts with @ needs quotes", 'write it as "@…"'),
    (_LISTED + r"(?P<at>`)", "text that starts with ` needs quotes", "write it in double quotes"),
    (_LISTED + r"(?P<at>%)", "text that starts with % needs quotes", 'write it as "%…"'),
    (_LISTED + r"(?P<at>\*)", "text that starts with * needs quotes", 'write it as "*…"'),
    (_LISTED + r"(?P<at>&)", "text that starts with & needs quotes", 'write it as "&…"'),
    (
        _LISTED + r"(?<=:\s)\s*(?P<at>-)\s",
        "text that starts with - needs quotes",
        'write it as "- …", or start the list on the next line',
    ),
    (
        _LISTED + r"(?P<at>[\[{])",
        "text that starts with [ or { is read as a list, and this one does not end well",
        "put the text in double quotes, or close the bracket",
    ),
    (
        _LISTED + r"(?P<at>[|>])\s*\S",
        "text that starts with | or > needs quotes",
        "put the text in double quotes",
    ),
    (_LISTED + r"(?<=:\s)\s*(?P<at>\?)\s", "text that starts with ? needs quotes", 'write it as "? …"'),
)
_TAB = re.compile(r"^[ ]*(?P<at>\t)")
_COLON = re.compile(r"^\s*(?:-\s+)*[^\s\"'#\[{][^:]*:\s+[^\s\"'#\[{].*?(?P<at>:)(?:\s|$)")
_RUN_ON = re.compile(r"^\s*(?:-\s+)*(?P<at>[^\s\"'#\[{])[^:]*:(?:\s|$)")
_CLOSE_COLON = re.compile(r"^\s*(?:-\s+)*(?P<key>[A-Za-z_]+)(?P<at>:)(?P<odd>[^\S ]?)(?P<value>(?!//)\S.*)$")
_OPEN_QUOTE = re.compile(r"^\s*(?:-\s+)*(?:[A-Za-z_]+:\s+)?(?P<at>(?P<q>[\"'])(?:(?!(?P=q)).)*)$")
_AFTER_QUOTE = re.compile(_LISTED + r"(?P<q>[\"'])(?:(?!(?P=q)).)*(?P=q)\s*(?P<at>[^\s,#:\]}])")
_ESCAPE = re.compile(
    r"\\(?:x[0-9A-Fa-f]{2}|u(?![dD][89a-fA-F])[0-9A-Fa-f]{4}|U00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4}|[^xuU]|$)|(?P<at>\\)"
)


Cause = tuple[str, str, tuple[int, int]]
"""What is wrong, the way out, and the line and column it stands at, counted from 0."""


def explain(error: Exception, text: str, file: str) -> Finding:
    """Turn whatever the parser raised into a finding with a line, a column and a way out."""
    lines = split_lines(text)
    problem = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or ''}"
    start, mark = _mark(error, "context_mark", "problem_mark"), _mark(error, "problem_mark", "context_mark")
    message, way_out, (line, column) = _opened(problem, lines, start) or _on_line(problem, lines, mark)
    return Finding("WSOA001", "not-yaml", Severity.ERROR, message, Place(file, line + 1, column + 1), way_out)


def _mark(error: Exception, *names: str) -> tuple[int, int]:
    mark = next((found for name in names if (found := getattr(error, name, None)) is not None), None)
    return (mark.line, mark.column) if mark is not None else (0, 0)


def _opened(problem: str, lines: list[str], start: tuple[int, int]) -> Cause | None:
    """Explain what is best shown where it began: an open quotation mark or bracket, or an escape."""
    if "parsing a flow" in problem and "expected '," in problem:
        return (
            "a [ or { that opens here is not closed, or a comma is missing",
            "close it, or put the text in double quotes",
            start,
        )
    if "quoted scalar" in problem and ("end of stream" in problem or "document separator" in problem):
        return (
            "a quotation mark that opens here is never closed",
            "close it, or double it inside the text",
            start,
        )
    if "could not find expected ':'" in problem:
        return _no_colon(lines, start)
    if "quoted scalar" in problem and (at := _bad_escape(lines, *start)):
        return (
            "a \\ in double quotes starts an escape, and this one means nothing",
            "write \\\\ for a backslash, or use single quotes",
            at,
        )
    return None


def _no_colon(lines: list[str], start: tuple[int, int]) -> Cause:
    """Explain a line that is no key and no text of the key above: its colon lacks a space, or it has none."""
    line = lines[start[0]] if start[0] < len(lines) else ""
    found = _CLOSE_COLON.search(line)
    if found is None:
        return (
            "this line has no key and colon of its own, and does not go on from the one above",
            "write key: value; text that goes on stands further in than its key",
            start,
        )
    way_out = f"write {found['key']}: {shown(found['value'])}"
    at = (start[0], found.start("at"))
    if found["odd"]:
        return "the space after this colon is not an ordinary one; it often comes from Word", way_out, at
    return "this colon has no space after it, so the line is read as text", way_out, at


def _run_over(lines: list[str], mark: tuple[int, int]) -> Cause | None:
    """Explain text after a quotation mark that was to open and did close: an earlier one was never closed."""
    current = lines[mark[0]] if mark[0] < len(lines) else ""
    quote = current[: mark[1]].rstrip()[-1:]
    if quote not in {'"', "'"} or quote in current[: mark[1]].rstrip()[:-1]:
        return None
    for number in range(mark[0] - 1, -1, -1):
        if quote in lines[number]:
            found = _OPEN_QUOTE.search(lines[number])
            if found is None or found["q"] != quote:
                return None
            return (
                f"a quotation mark that opens here is closed only on line {mark[0] + 1}",
                "close it where its text ends",
                (number, found.start("at")),
            )
    return None


def _bad_escape(lines: list[str], line: int, column: int) -> tuple[int, int] | None:
    for number, text in enumerate(lines[line:], line):
        for found in _ESCAPE.finditer(text, column if number == line else 0):
            if found["at"]:
                return number, found.start()
    return None


def _colon(current: str, line: int) -> Cause | None:
    if found := _COLON.search(current):
        message = "a colon followed by a space needs quotes around the text"
        return message, _quoted(current), (line, found.start("at"))
    if found := _RUN_ON.search(current):
        message = "this line goes on from the one above, so it cannot hold a key and a colon"
        way_out = "start it in the same column as the keys above, or put the whole text in quotes"
        return message, way_out, (line, found.start("at"))
    return None


def _on_line(problem: str, lines: list[str], mark: tuple[int, int]) -> Cause:
    line = mark[0]
    current = lines[line] if line < len(lines) else ""
    if found := _TAB.search(current):
        return "this line is indented with a tab", "use spaces, two for each step", (line, found.start("at"))
    if "mapping values are not allowed" in problem and (cause := _colon(current, line)):
        return cause
    if cause := _run_over(lines, mark):
        return cause
    for pattern, message, way_out in _STARTS:
        if found := re.search(pattern, current):
            return message, way_out, (line, found.start("at"))
    if found := _AFTER_QUOTE.search(current):
        return *_after_quote(current, found), (line, found.start("at"))
    return (
        "the indentation or punctuation here does not fit the lines above",
        "keep the keys of one item in one column, two spaces deeper than the line they belong to",
        mark,
    )


def _after_quote(current: str, found: re.Match[str]) -> tuple[str, str]:
    """Say why text stands after a closing quotation mark; an apostrophe closes what single quotes open."""
    inside, at = found["q"] == "'", found.start("at")
    if inside and current[at - 1] == "'" and current[at].isalpha():
        key, _, value = current.strip().removeprefix("- ").partition(": ")
        bare = value.strip().removeprefix("'").removesuffix("'")
        way_out = "put the text in double quotes"
        if value and '"' not in bare and "\\" not in bare:
            way_out = f'write {key}: "{shown(bare)}"'
        return "an apostrophe ends text that is in single quotes", way_out
    return "text goes on after the closing quotation mark", "put the whole text inside the quotes"


def _quoted(line: str) -> str:
    key, _, value = line.strip().removeprefix("- ").partition(": ")
    value = value.strip().replace('"', "'")
    return f'write {key}: "{shown(value)}"'
