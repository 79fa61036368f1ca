"""Word documents: paragraphs and tables, with merged cells, inner tables and automatic numbers.

The XML is walked here, because python-docx repeats the text of merged cells and passes over content controls.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from wsoa.imports.document import Cell, Document, ImportStop, Line, Table, squared, tidy
from wsoa.imports.ledger import Entry, Kind
from wsoa.imports.readers.colours import colour_name
from wsoa.imports.readers.limits import Budget, check_archive, check_size
from wsoa.imports.readers.numbering import Numbering, W

_TRACKED = tuple(
    f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")
)
_WRAPPERS = frozenset(
    f"{W}{name}" for name in ("sdt", "sdtContent", "customXml", "smartTag", "hyperlink", "body")
)
_SIGNS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
_LEVEL = re.compile(r"heading\s*([1-9])|(title)\Z", re.IGNORECASE)


def read_word(data: bytes, name: str) -> Document:
    """Read a Word document.

    Raises:
        ImportStop: it is not one, it is damaged or too large, or it holds tracked changes.
    """
    import docx  # noqa: PLC0415 - an extra

    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            check_archive(archive, name)
        opened = docx.Document(BytesIO(data))
    except ImportStop:
        raise
    except Exception as error:
        raise ImportStop(
            f"{name} is not a Word document that can be read; save it again as .docx."
        ) from error
    body = opened.element.body
    tracked = next(body.iter(*_TRACKED), None)
    if tracked is not None:
        raise ImportStop(
            f"{name} holds tracked changes; accept all changes first (Review, Accept) and save it."
        )
    return _Walk(opened, name).document(name)


class _Walk:
    """One pass through a document, in order, so that automatic numbers come out as printed."""

    def __init__(self, opened: Any, name: str) -> None:  # noqa: ANN401 - python-docx's document
        self._budget = Budget(name)
        self._body = opened.element.body
        self._names = {style.style_id: style.name or "" for style in opened.styles}
        parts = {relation.reltype.rsplit("/", 1)[-1]: relation for relation in opened.part.rels.values()}
        numbering = parts["numbering"].target_part.element if "numbering" in parts else None
        self._numbering = Numbering(numbering, opened.styles.element)
        self._title = _title(opened)
        self._tables = 0
        self._lines = 0
        self._comments = "comments" in parts

    def document(self, name: str) -> Document:
        """Return everything in the body."""
        blocks = tuple(self._blocks(self._body))
        notes = []
        if self._comments:
            notes.append(
                Entry(Kind.SKIPPED, "the margin", "comments", "", "comments in the margin are not read")
            )
        if next(self._body.iter(f"{W}txbxContent"), None) is not None:
            notes.append(Entry(Kind.NOT_READ, "a text box", "text box", "", "text boxes are not read"))
        return Document(name, tidy(self._title), blocks, tuple(notes))

    def _blocks(self, parent: Any) -> Iterator[Line | Table]:  # noqa: ANN401
        for child in parent:
            if child.tag == f"{W}p":
                yield from self._line(child)
            elif child.tag == f"{W}tbl":
                self._tables += 1
                yield self._table(child, f"table {self._tables}")
            elif child.tag in _WRAPPERS:
                yield from self._blocks(child)

    def _line(self, paragraph: Any) -> Iterator[Line]:  # noqa: ANN401
        said, through = _text(paragraph)
        self._budget.take(said)
        label, text = self._numbering.label(paragraph), tidy(f"{said} {through}")
        self._lines += 1
        if text:
            yield Line(text, f"paragraph {self._lines}", self._level(paragraph), label)

    def _level(self, paragraph: Any) -> int:  # noqa: ANN401
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        found = _LEVEL.match(self._names.get(style.get(f"{W}val"), "")) if style is not None else None
        return int(found[1] or 1) if found else 0

    def _table(self, table: Any, name: str) -> Table:  # noqa: ANN401
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}
        for row in _children(table, f"{W}tr"):
            rows.append(self._row(row, len(rows), name, above))
            check_size(len(rows), len(rows[-1]), name)
        return Table(name, squared(rows, max(map(len, rows), default=0), name))

    def _row(self, row: Any, number: int, name: str, above: dict[int, Cell]) -> list[Cell]:  # noqa: ANN401
        """Read one row. ``above`` holds the cell that each column goes on with where cells are merged."""
        cells: list[Cell] = []
        before = row.find(f"{W}trPr/{W}gridBefore")
        for _ in range(_number(before)):
            cells.append(Cell("", f"{name}, row {number + 1}", number, len(cells)))
        for element in _children(row, f"{W}tc"):
            column = len(cells)
            merge = element.find(f"{W}tcPr/{W}vMerge")
            below = merge is not None and merge.get(f"{W}val", "continue") == "continue" and column in above
            place = f"{name}, row {number + 1}, column {column + 1}"
            read = self._cell(element, place, number, column)
            cell = read._replace(text=above[column].text, label="", covered="above") if below else read
            if not below:
                above.pop(column, None)
            if merge is not None and not below:
                above[column] = cell
            span = max(1, _number(element.find(f"{W}tcPr/{W}gridSpan")))
            check_size(1, column + span, name)
            cells.append(cell)
            cells += [
                cell._replace(column=column + extra, covered="left", inner=()) for extra in range(1, span)
            ]
        return cells

    def _cell(self, element: Any, place: str, row: int, column: int) -> Cell:  # noqa: ANN401
        lines: list[str] = []
        inner: list[Table] = []
        struck: list[str] = []
        first = ""
        for child in _flat(element):
            if child.tag == f"{W}tbl":
                inner.append(self._table(child, f"{place}, inner table {len(inner) + 1}"))
                continue
            said, through = _text(child)
            self._budget.take(said)
            label, text = self._numbering.label(child), tidy(said)
            struck.append(tidy(through))
            if not lines:
                first = label
            if text or (label and not lines):
                lines.append(f"{label} {text}".strip() if lines else text)
        return Cell(
            "\n".join(lines).strip(), place, row, column, label=first, inner=tuple(inner),
            shade=_shade(element), struck=" ".join(filter(None, struck)),
        )  # fmt: skip


def _title(opened: Any) -> str:  # noqa: ANN401
    """Return the title in the document's properties; empty where they are not as Word writes them."""
    try:
        return opened.core_properties.title or ""
    except (AttributeError, ValueError, KeyError):
        return ""


def _flat(element: Any) -> Iterator[Any]:  # noqa: ANN401
    for child in element:
        if child.tag in {f"{W}p", f"{W}tbl"}:
            yield child
        elif child.tag in _WRAPPERS and not _prompts(child):
            yield from _flat(child)


def _children(element: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401
    """Yield children of a kind, content controls opened."""
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _WRAPPERS:
            yield from _children(child, tag)


def _shade(cell: Any) -> str:  # noqa: ANN401
    """Return the colour a cell is shaded in, by its plain name."""
    shade = cell.find(f"{W}tcPr/{W}shd")
    if shade is None:
        return ""
    fill = shade.get(f"{W}fill", "")
    return colour_name(fill) if fill not in {"", "auto"} else ""


def _text(paragraph: Any) -> tuple[str, str]:  # noqa: ANN401
    """Return a paragraph's text as Word shows it, and apart from it what is struck through.

    Fields stand by their result; nothing is told that is in a text box.
    """
    parts: list[str] = []
    struck: list[str] = []
    for node, is_struck in _runs(paragraph):
        if node.tag == f"{W}t":
            (struck if is_struck else parts).append(node.text or "")
        elif node.tag in _SIGNS:
            (struck if is_struck else parts).append(_SIGNS[node.tag])
    return "".join(parts), " ".join(struck)


def _runs(element: Any, *, struck: bool = False) -> Iterator[tuple[Any, bool]]:  # noqa: ANN401
    for child in element:
        if child.tag == f"{W}r":
            yield from _runs(child, struck=_is_struck(child))
        elif child.tag in _WRAPPERS or child.tag == f"{W}fldSimple":
            yield from () if _prompts(child) else _runs(child, struck=struck)
        else:
            yield child, struck


def _prompts(control: Any) -> bool:  # noqa: ANN401
    """True for a content control that nobody filled: it holds only the words that ask for something."""
    return _is_on(control.find(f"{W}sdtPr/{W}showingPlcHdr"))


def _is_on(setting: Any) -> bool:  # noqa: ANN401
    return setting is not None and setting.get(f"{W}val", "true") not in {"0", "false", "off"}


def _is_struck(run: Any) -> bool:  # noqa: ANN401
    found = [run.find(f"{W}rPr/{W}{name}") for name in ("strike", "dstrike")]
    return any(map(_is_on, found))


def _number(element: Any) -> int:  # noqa: ANN401
    text = element.get(f"{W}val", "") if element is not None else ""
    return min(int(text), 10_000) if text.isdecimal() and len(text) < 6 else 0  # noqa: PLR2004 - no table is wider
