"""Web pages: lines, and tables with their spans and shading. Nothing in them is run."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from wsoa.imports.document import Document, ImportStop, Line, Table, tidy
from wsoa.imports.readers.colours import colour_name
from wsoa.imports.readers.delimited import decoded
from wsoa.imports.readers.limits import check_size
from wsoa.imports.readers.spans import Piece, spread

_SILENT = frozenset({"script", "style", "template", "noscript", "svg", "title", "head"})
_LINES = frozenset({"p", "div", "li", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "br", "section", "article", "summary",  # noqa: E501
                    "ul", "ol", "dl", "header", "footer", "main", "nav", "caption", "blockquote", "pre", "hr"})  # fmt: skip  # noqa: E501
_COLOUR = re.compile(
    r"background(?:-color)?\s*:\s*(?:#(?P<hex>[0-9a-f]{6}|[0-9a-f]{3})|(?P<name>red|amber|orange|yellow|green|blue|grey|gray)\b)",
    re.IGNORECASE,
)
_STRUCK = frozenset({"s", "del", "strike"})
_DEEPEST = 10


def read_html(data: bytes, name: str) -> Document:
    """Read a web page that was saved.

    Raises:
        ImportStop: it is not text, or a table in it is too large.
    """
    text, notes = decoded(data, name)
    reader = _Reader()
    reader.feed(text)
    reader.close()
    blocks = reader.finished()
    if reader.deepest > _DEEPEST:
        raise ImportStop(f"{name} nests tables too deep to be a plan; save it as .docx and import that.")
    return Document(name, tidy(reader.title), tuple(blocks), notes)


class _Open:
    """A table that is still read: its rows, and the cell that is open."""

    def __init__(self) -> None:
        self.rows: list[list[Piece]] = []
        self.cell: dict[str, str] | None = None
        self.text: list[str] = []
        self.struck: list[str] = []
        self.inner: list[list[list[Piece]]] = []


class _Reader(HTMLParser):
    """Gathers lines and tables."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.title = ""
        self.deepest = 0
        self._blocks: list[Line | list[list[Piece]]] = []
        self._tables: list[_Open] = []
        self._text: list[str] = []
        self._level = 0
        self._silent: list[str] = []
        self._struck = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open what a tag begins."""
        if tag in _SILENT:
            self._silent.append(tag)
        elif tag in _STRUCK:
            self._struck += 1
        elif tag == "table":
            self._line()
            self._tables.append(_Open())
            self.deepest = max(self.deepest, len(self._tables))
        elif self._tables and tag == "tr":
            self._end_cell()
            self._tables[-1].rows.append([])
        elif self._tables and tag in {"td", "th"}:
            self._end_cell()
            if not self._tables[-1].rows:
                self._tables[-1].rows.append([])
            self._tables[-1].cell = {key: value or "" for key, value in attrs}
        elif tag in _LINES:
            self._break()
            self._level = int(tag[1]) if re.fullmatch("h[1-6]", tag) else 0

    def handle_endtag(self, tag: str) -> None:
        """Close what a tag ends."""
        if self._silent and tag == self._silent[-1]:
            self._silent.pop()
        elif tag in _STRUCK:
            self._struck = max(0, self._struck - 1)
        elif tag == "table" and self._tables:
            self._end_table()
        elif self._tables and tag in {"td", "th", "tr"}:
            self._end_cell()
        elif tag in _LINES:
            self._break()
            self._level = 0

    def handle_data(self, data: str) -> None:
        """Take text."""
        if self._silent:
            if self._silent[-1] == "title":
                self.title += data
            return
        text = re.sub(r"\s+", " ", data)
        if self._tables and self._tables[-1].cell is not None:
            (self._tables[-1].struck if self._struck else self._tables[-1].text).append(text)
        elif self._tables:
            if text.strip():
                self._text.append(text)
        else:
            self._text.append(text)

    def _break(self) -> None:
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].text.append("\n")
        elif not self._tables:
            self._line()

    def _line(self) -> None:
        text = tidy("".join(self._text))
        self._text = []
        if text:
            self._blocks.append(Line(text, f"line {len(self._blocks) + 1}", self._level))

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.cell is None:
            return
        shade = _shade(f"{table.cell.get('style', '')};background:{table.cell.get('bgcolor', '')}")
        piece = Piece(
            tidy("".join(table.text)), _span(table.cell.get("rowspan")), _span(table.cell.get("colspan")),
            shade, tidy("".join(table.struck)), tuple(table.inner),
        )  # fmt: skip
        table.rows[-1].append(piece)
        table.cell, table.text, table.struck, table.inner = None, [], [], []

    def _end_table(self) -> None:
        self._end_cell()
        done = self._tables.pop().rows
        if self._tables and self._tables[-1].cell is not None:
            self._tables[-1].inner.append(done)
        else:
            self._line()
            self._blocks.append(done)

    def finished(self) -> list[Line | Table]:
        """Return everything in order."""
        while self._tables:
            self._end_table()
        self._line()
        made: list[Line | Table] = []
        tables = 0
        for block in self._blocks:
            if isinstance(block, Line):
                made.append(block)
                continue
            tables += 1
            table = spread(block, f"table {tables}")
            check_size(len(table.rows), len(table.rows[0]) if table.rows else 0, table.name)
            if table.rows:
                made.append(table)
        return made


def _span(text: str | None) -> int:
    return max(1, min(int(text), 1000)) if text and text.isdecimal() and len(text) < 5 else 1  # noqa: PLR2004


def _shade(style: str) -> str:
    found = _COLOUR.search(style)
    if found is None:
        return ""
    if found["name"]:
        return {"orange": "amber", "gray": "grey"}.get(found["name"].lower(), found["name"].lower())
    code = found["hex"] if len(found["hex"]) == 6 else "".join(letter * 2 for letter in found["hex"])  # noqa: PLR2004
    return colour_name(code)
