"""Tables and headings in Markdown and plain text: pipes, grids, tabs, and columns kept apart by spaces."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from wsoa.imports.document import Cell, Document, Line, Table, squared, tidy
from wsoa.imports.readers.delimited import decoded
from wsoa.imports.readers.limits import check_size

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\Z")
_RULE = re.compile(r"[\s|:+=-]*\Z")
_PIPES = re.compile(r"\s*\|.*\||[^|]*\|[^|]*\|")
_BAR = re.compile(r"(?<!\\)\|")
_GAP = re.compile(r"\s{2,}")
_BREAK = re.compile(r"</?(?:br|p|ul|ol|li)\b[^<>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_MARKUP = re.compile(
    r"\*\*(.{1,2000}?)\*\*|__(.{1,2000}?)__|(?<![\w*])\*(?!\s)(.{1,2000}?)\*(?![\w*])"
    r"|`([^`]{1,2000})`|\[([^\[\]]{0,500})\]\([^()]{0,500}\)"
)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+.!|<>~-])")
_BULLET = re.compile(r"\s*[•*–-]\s")
_LEAST_ROWS = 2

Row = tuple[int, list[str]]


def read_plain(data: bytes, name: str) -> Document:
    """Read Markdown or plain text.

    Raises:
        ImportStop: it is not text, or a table in it is too large.
    """
    text, notes = decoded(data, name)
    text = _COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)
    blocks: list[Line | Table] = []
    for start, lines in _runs(re.split(r"\r\n|\r|\n", text)):
        for piece in _pieces(start, lines):
            if isinstance(piece, Line):
                blocks.append(piece)
            else:
                number = sum(isinstance(block, Table) for block in blocks) + 1
                blocks.append(_table(piece, f"table {number}"))
    title = next((block.text for block in blocks if isinstance(block, Line)), "")
    return Document(name, title, tuple(blocks), notes)


def _runs(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each run of lines without an empty one between them, with the number of its first line."""
    run: list[str] = []
    for number, line in enumerate([*lines, ""], 1):
        if line.strip():
            run.append(line.rstrip())
        elif run:
            yield number - len(run), run
            run = []


def _pieces(start: int, lines: list[str]) -> Iterator[Line | list[Row]]:
    """Split one run of lines into headings, paragraphs and the rows of tables."""
    at = 0
    while at < len(lines):
        found = _HEADING.match(lines[at])
        size = 0 if found else _table_size(lines[at:])
        if found:
            yield Line(_plain(found[2]), f"line {start + at}", len(found[1]))
            at += 1
        elif size:
            yield _rows(start + at, lines[at : at + size])
            at += size
        else:
            yield Line(_plain(lines[at].lstrip("> ")), f"line {start + at}")
            at += 1


def _table_size(lines: list[str]) -> int:
    """Return how many of the first lines are one table; 0 where they are none."""
    first = lines[0]
    ways: tuple[Callable[[str], bool], ...] = (
        lambda line: line.lstrip().startswith(("+", "|")) and "|" in line + first,
        lambda line: bool(_PIPES.match(line)) or ("|" in line and bool(_RULE.match(line))),
        lambda line: "\t" in line,
        lambda line: bool(_GAP.search(line.strip())) or bool(_RULE.match(line)),
    )
    for belongs in ways:
        size = next((n for n, line in enumerate(lines) if not belongs(line)), len(lines))
        if size >= _LEAST_ROWS and not all(_RULE.match(line) for line in lines[:size]):
            return size
    return 0


def _rows(start: int, lines: list[str]) -> list[Row]:
    if lines[0].lstrip().startswith("+"):
        return _grid_rows(start, lines)
    if "|" in lines[0]:
        cut = [
            (n, _BAR.split(line.strip().removeprefix("|").removesuffix("|")))
            for n, line in _real(start, lines)
        ]
        return [(number, [_plain(cell) for cell in cells]) for number, cells in cut]
    if any("\t" in line for line in lines):
        return [(number, [_plain(cell) for cell in line.split("\t")]) for number, line in _real(start, lines)]
    return _aligned_rows(start, lines)


def _real(start: int, lines: list[str]) -> Iterator[tuple[int, str]]:
    """Yield the lines that say something, with their numbers; a line of dashes says nothing."""
    for number, line in enumerate(lines, start):
        if not _RULE.match(line) or "\t" in line:
            yield number, line


def _grid_rows(start: int, lines: list[str]) -> list[Row]:
    """Read a table drawn with +---+: what stands between two drawn lines is one row."""
    rows: list[tuple[int, list[list[str]]]] = []
    for number, line in enumerate(lines, start):
        if line.lstrip().startswith("+"):
            rows.append((number + 1, []))
            continue
        cells = line.strip().removeprefix("|").removesuffix("|").split("|")
        known = rows[-1][1]
        known += [[] for _ in range(len(cells) - len(known))]
        for column, cell in enumerate(cells):
            known[column].append(cell)
    return [(number, [_unwrapped(cell) for cell in cells]) for number, cells in rows if cells]


def _unwrapped(lines: list[str]) -> str:
    """Join lines that end only because the drawn column does: the next word would not have fitted."""
    text = ""
    for above, line in zip(["", *lines], lines, strict=False):
        room = len(line) - len(above.rstrip())
        word = line.split(maxsplit=1)[0] if line.strip() else ""
        joint = " " if word and len(word) + 2 > room and not _BULLET.match(line) else "\n"
        text = f"{text}{joint}{_plain(line)}"
    return text.strip()


def _aligned_rows(start: int, lines: list[str]) -> list[Row]:
    """Cut lines where the columns of the first line begin."""
    real = list(_real(start, lines))
    head = real[0][1]
    starts = [0, *(found.end() for found in _GAP.finditer(head) if found.start() > 0)]
    ends = [*starts[1:], None]
    return [(number, [_plain(line[a:b]) for a, b in zip(starts, ends, strict=True)]) for number, line in real]


def _table(rows: list[Row], place: str) -> Table:
    width = max(len(cells) for _, cells in rows)
    check_size(len(rows), width, place)
    cells = [
        [Cell(text, f"line {line}, column {column + 1}", number, column) for column, text in enumerate(texts)]
        for number, (line, texts) in enumerate(rows)
    ]
    return Table(place, squared(cells, width, place))


def _plain(text: str) -> str:
    """Return text without Markdown's own signs."""
    bare = _MARKUP.sub(lambda found: next(group or "" for group in found.groups() if group is not None), text)
    return tidy(_ESCAPE.sub(r"\1", _BREAK.sub("\n", bare)))
