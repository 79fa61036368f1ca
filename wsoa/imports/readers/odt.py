"""OpenDocument texts: headings, paragraphs and tables, with their spans and shading."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

from wsoa.imports.document import Document, ImportStop, Line, Table, tidy
from wsoa.imports.ledger import Entry, Kind
from wsoa.imports.readers.colours import colour_name
from wsoa.imports.readers.limits import check_archive, check_size
from wsoa.imports.readers.spans import Piece, spread

_O = "urn:oasis:names:tc:opendocument:xmlns:"
_TEXT, _TABLE, _OFFICE, _STYLE = (f"{{{_O}{name}:1.0}}" for name in ("text", "table", "office", "style"))
_FO = f"{{{_O}xsl-fo-compatible:1.0}}"
_MOST_REPEATED = 1000
_WRAPPERS = frozenset({f"{_TEXT}section", f"{_TEXT}list", f"{_TEXT}list-item", f"{_TEXT}list-header", f"{_TEXT}index-body",  # noqa: E501
                       f"{_TEXT}table-of-content"})  # fmt: skip
_DECLARED = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)


def read_odt(data: bytes, name: str) -> Document:
    """Read an OpenDocument text.

    Raises:
        ImportStop: it is not one, it is damaged, protected or too large, or it holds tracked changes.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_archive(archive, name)
            content = archive.read("content.xml")
        if _DECLARED.search(content):
            raise ImportStop(f"{name} declares entities of its own, as no plan does; save it again as .docx.")  # noqa: TRY301
        root = ET.fromstring(content)  # noqa: S314 - declarations were refused above, so nothing can be expanded
    except ImportStop:
        raise
    except Exception as error:
        raise ImportStop(
            f"{name} is not an OpenDocument text that can be read; save it again as .docx."
        ) from error
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise ImportStop(f"{name} is not an OpenDocument text; save it as .docx.")
    changes = body.find(f"{_TEXT}tracked-changes")
    if changes is not None and len(changes):
        raise ImportStop(f"{name} holds tracked changes; accept all changes first and save it.")
    return _Walk(root, body).document(name)


class _Walk:
    """One pass through a document."""

    def __init__(self, root: ET.Element, body: ET.Element) -> None:
        self._body = body
        self._shades = {}
        self._struck = set()
        for style in root.iter(f"{_STYLE}style"):
            name = style.get(f"{_STYLE}name", "")
            cell = style.find(f"{_STYLE}table-cell-properties")
            text = style.find(f"{_STYLE}text-properties")
            if cell is not None:
                self._shades[name] = colour_name(cell.get(f"{_FO}background-color", ""))
            if text is not None and text.get(f"{_STYLE}text-line-through-style", "none") != "none":
                self._struck.add(name)
        self._lines = self._tables = 0

    def document(self, name: str) -> Document:
        """Return everything in the body."""
        notes = [
            Entry(Kind.SKIPPED, "the margin", "comments", "", "comments in the margin are not read")
        ] if next(self._body.iter(f"{_OFFICE}annotation"), None) is not None else []  # fmt: skip
        return Document(name, "", tuple(self._blocks(self._body)), tuple(notes))

    def _blocks(self, parent: ET.Element) -> Iterator[Line | Table]:
        for child in parent:
            if child.tag in {f"{_TEXT}p", f"{_TEXT}h"}:
                self._lines += 1
                text = tidy(f"{self._said(child)} {self._said(child, struck=True)}")
                level = child.get(f"{_TEXT}outline-level", "0") if child.tag == f"{_TEXT}h" else "0"
                if text:
                    yield Line(text, f"paragraph {self._lines}", int(level) if level.isdecimal() else 1)
            elif child.tag == f"{_TABLE}table":
                self._tables += 1
                name = f"table {self._tables}"
                table = spread(list(self._rows(child)), name)
                check_size(len(table.rows), len(table.rows[0]) if table.rows else 0, name)
                if table.rows:
                    yield table
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child)

    def _rows(self, table: ET.Element) -> Iterator[list[Piece]]:
        for child in table:
            if child.tag in {f"{_TABLE}table-header-rows", f"{_TABLE}table-row-group", f"{_TABLE}table-rows"}:
                yield from self._rows(child)
            elif child.tag == f"{_TABLE}table-row":
                yield [piece for cell in child for piece in self._cell(cell)]

    def _cell(self, cell: ET.Element) -> Iterator[Piece]:
        if cell.tag != f"{_TABLE}table-cell":
            return
        inner = tuple(list(self._rows(table)) for table in cell if table.tag == f"{_TABLE}table")
        lines = [line for line in cell.iter() if line.tag in {f"{_TEXT}p", f"{_TEXT}h"}] if not inner else [
            line for line in cell if line.tag in {f"{_TEXT}p", f"{_TEXT}h"}]  # fmt: skip
        text = tidy("\n".join(self._said(line) for line in lines))
        struck = tidy(" ".join(self._said(line, struck=True) for line in lines))
        shade = self._shades.get(cell.get(f"{_TABLE}style-name", ""), "")
        down, across = (_count(cell.get(f"{_TABLE}number-{way}-spanned")) for way in ("rows", "columns"))
        repeated = _count(cell.get(f"{_TABLE}number-columns-repeated"))
        for _ in range(repeated if text or repeated < 50 else 1):  # noqa: PLR2004 - empty squares to the far edge
            yield Piece(text, down, across, shade, struck, inner)

    def _said(self, element: ET.Element, *, struck: bool = False, inside: bool = False) -> str:
        """Return a paragraph's text; what is struck through is left out, or returned alone with ``struck``."""  # noqa: E501
        through = inside or element.get(f"{_TEXT}style-name", "") in self._struck
        parts = [element.text or ""] if through is struck else []
        for child in element:
            if child.tag == f"{_TEXT}s" and through is struck:
                parts.append(" " * min(_count(child.get(f"{_TEXT}c")), 100))
            elif child.tag == f"{_TEXT}tab" and through is struck:
                parts.append("\t")
            elif child.tag == f"{_TEXT}line-break" and through is struck:
                parts.append("\n")
            elif child.tag in {f"{_TEXT}span", f"{_TEXT}a"}:
                parts.append(self._said(child, struck=struck, inside=through))
            if through is struck:
                parts.append(child.tail or "")
        return "".join(parts)


def _count(text: str | None) -> int:
    return max(1, min(int(text), _MOST_REPEATED)) if text and text.isdecimal() and len(text) < 8 else 1  # noqa: PLR2004
