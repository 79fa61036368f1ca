"""Fixes for what stands in the way of reading a file: odd characters, missing quotes, lines too many."""

from __future__ import annotations

import codecs
import re

from wsoa.authoring.problem import Fix, Problem, at
from wsoa.files.editing.emit import Quoted, scalar
from wsoa.files.editing.layout import line_end, line_start, next_line
from wsoa.files.editing.splice import Splice, characters
from wsoa.files.nodes import MappingNode, SequenceNode
from wsoa.files.text import is_hidden, split_lines

_ENTRY = re.compile(r"(?P<lead>[ ]*(?:-[ ]+)*(?:[a-z_]+:[ ]+)?)(?P<value>\S.*?)[ \t]*\Z")
_RESERVED = "@`%"
_NO_QUOTES = re.compile(r"[\"'#\[\]{}]|:[ ]*\Z")
_NBSP_INDENT = re.compile(r"(?<![^\r\n])[ ]*\u00a0[ \u00a0]*")
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_MISREAD = re.compile("[\x80-\x84\x86-\x9f]")
_ESCAPE = re.compile(
    r"\\(?:x(?P<x>[0-9A-Fa-f]{2})|u(?P<u>[0-9A-Fa-f]{4})|U(?P<U>[0-9A-Fa-f]{8})|(?P<named>[^xuU]))", re.DOTALL
)
_NAMED = {
    "0": "\0",
    "a": "\a",
    "b": "\b",
    "v": "\v",
    "f": "\f",
    "e": "\x1b",
    "N": "\x85",
    "L": "\u2028",
    "P": "\u2029",
}
_DIRECTIVES = re.compile(r"(?:%[^\r\n]*(?:\r\n|\r|\n)|#[^\r\n]*(?:\r\n|\r|\n)|[ ]*(?:\r\n|\r|\n))*(?=---)")
_DIRECTIVE = re.compile(r"(?<![^\r\n])%[^\r\n]*(?:\r\n|\r|\n)")


def quote_line(problem: Problem) -> Fix | None:
    """Put quotes round a text on one line that cannot be read without them."""
    place, lines = problem.finding.place, problem.source.lines
    line = lines[place.line - 1] if place.line <= len(lines) else ""
    found = _ENTRY.match(line)
    if found is None or _goes_on(lines, place.line - 1):
        return None
    value = found["value"]
    reserved = value[0] in _RESERVED
    colon = (
        ": " in value and "colon followed by a space" in problem.finding.message and found["lead"].strip(" -")
    )
    if _NO_QUOTES.search(value) or not (reserved or colon):
        return None
    start = _position(problem.source.text, place.line) + found.start("value")
    splice = Splice(start, start + len(value), scalar(Quoted(value)))
    return Fix("the text is put in quotes", (splice,), safe=reserved)


def _goes_on(lines: list[str], index: int) -> bool:
    """Tell whether the line after one stands deeper, so that it may belong to its text."""
    below = lines[index + 1] if index + 1 < len(lines) else ""
    line = lines[index]
    column = len(line) - len(line.lstrip(" -"))
    return bool(below.strip()) and len(below) - len(below.lstrip(" ")) > column


def _position(text: str, line: int) -> int:
    """Return where a line, counted from 1, starts."""
    at = 0
    for _ in range(line - 1):
        at = next_line(text, at)
    return at


def save_as_utf8(problem: Problem) -> Fix | None:
    """Turn a file in UTF-16, or one that can be Windows-1252, into UTF-8."""
    utf16 = problem.data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = problem.data.decode("utf-16" if utf16 else "cp1252")
    except UnicodeDecodeError:
        return None
    if not utf16 and "\0" in text:
        return None
    was = "UTF-16" if utf16 else "Windows-1252"
    return Fix(f"the file is saved as UTF-8; it was {was}", (), safe=utf16, data=text.encode())


def delete_directives(problem: Problem) -> Fix | None:
    """Delete the lines before the first --- that start with %."""
    text = problem.source.text
    head = _DIRECTIVES.match(text)
    splices = tuple(
        Splice(found.start(), found.end(), "")
        for found in _DIRECTIVE.finditer(text, 0, head.end() if head else 0)
    )
    return Fix("the directive is deleted", splices, safe=True) if splices else None


def delete_repeated(problem: Problem) -> Fix | None:
    """Delete the second of two lines that give one key one value."""
    lines, place = problem.source.lines, problem.finding.place
    first = problem.finding.related[0].line - 1
    line = lines[place.line - 1]
    same = line == lines[first] and line[: place.column - 1].strip() == ""
    whole = re.match(r"[^:]+:[ ]+[^\s|>\[{&*!]", line) is not None
    if not (same and whole) or _goes_on(lines, first) or _goes_on(lines, place.line - 1):
        return None
    start = _position(problem.source.text, place.line)
    splice = Splice(start, next_line(problem.source.text, start), "")
    return Fix(f"the second {problem.finding.field} is deleted; both said the same", (splice,), safe=True)


def delete_hidden(problem: Problem) -> Fix | None:
    """Delete every hidden character of a file, or those that a text writes as escapes."""
    text = characters(problem.data)
    splices = [
        Splice(index, index + 1, _instead(character))
        for index, character in enumerate(text)
        if is_hidden(character) and not _MISREAD.match(character)
    ]
    spot = at(problem)
    if (
        not splices
        and spot is not None
        and text[spot.spot.start_mark.index : spot.spot.end_mark.index][:1] == '"'
    ):
        splices = [
            Splice(found.start(), found.end(), _instead(character))
            for found in _ESCAPE.finditer(text, spot.spot.start_mark.index + 1, spot.spot.end_mark.index - 1)
            if (character := _escaped(found)) and is_hidden(character)
        ]
    return Fix("what no reader can see is deleted", tuple(splices), safe=True) if splices else None


def _instead(character: str) -> str:
    return " " if character in _LINE_BREAKS else ""


def _escaped(found: re.Match[str]) -> str:
    """Return the character that an escape stands for; empty where that is an ordinary one."""
    if found["named"] is not None:
        return _NAMED.get(found["named"], "")
    code = int(found["x"] or found["u"] or found["U"], 16)
    return chr(code) if code <= 0x10FFFF else ""  # noqa: PLR2004 - the last character there is


def plain_indents(problem: Problem) -> Fix | None:
    """Turn every non-breaking space that a line starts with into an ordinary one."""
    splices = tuple(
        Splice(found.start(), found.end(), " " * len(found[0]))
        for found in _NBSP_INDENT.finditer(characters(problem.data))
    )
    return Fix("the lines start with ordinary spaces", splices, safe=True) if splices else None


def quote_with_comment(problem: Problem) -> Fix | None:
    """Put quotes round a text and the comment that follows it on its line."""
    found = at(problem)
    if found is None or not isinstance(found.value, str):
        return None
    text, start = problem.source.text, found.spot.start_mark.index
    single = found.spot.start_mark.line == found.spot.end_mark.line
    whole = text[start : line_end(text, start)].rstrip()
    if not single or _in_brackets(problem.source.root, text, found.path) or is_hidden(whole):
        return None
    splice = Splice(start, start + len(whole), scalar(Quoted(whole)))
    return Fix(
        "the text is put in quotes with what followed the #", (splice,), safe=False, paths=(found.path,)
    )


def _in_brackets(node: MappingNode | SequenceNode | None, text: str, path: tuple[str | int, ...]) -> bool:
    for step in path:
        if isinstance(node, (MappingNode, SequenceNode)) and text[node.spot.start_mark.index] in "[{":
            return True
        node = node[step] if isinstance(node, (MappingNode, SequenceNode)) else None  # type: ignore[index]
    return False


def line_of(text: str, position: int) -> int:
    """Return the line of a character, counted from 1."""
    return len(split_lines(text[: line_start(text, position)]))
