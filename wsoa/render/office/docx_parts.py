"""Paragraphs and tables of a Word document, made so that screen readers, printers and editors can use them.

Everything bears a style, so that a council can restyle the document. Tables have no merged cells,
their headings repeat on every page, and their rows are not broken across pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, urlsplit

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from wsoa.render.office.office import holdable

if TYPE_CHECKING:
    from docx.document import Document

Element = Any
"""An lxml element of a library that is not typed."""
TABLE, GAP, LINK = "Plantable", "Tablegap", "Hyperlink"
"""The styles that are used here, as Word knows them."""
_TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre, the measure of Word."""
LONGEST_ADDRESS = 2_079
"""The longest address that Word links to, in characters."""


class Run(NamedTuple):
    """A run of text in a character style; a link where ``url`` or ``anchor`` is not empty.

    ``name`` marks the place for links; such a run has no text. ``strong`` is for a link or a standing, which
    have a style already.
    """

    text: str
    style: str = ""
    url: str = ""
    anchor: str = ""
    name: str = ""
    strong: bool = False


class Para(NamedTuple):
    """A paragraph in a style; ``keep`` holds it on the page of the next, ``listed`` numbers its list."""

    runs: tuple[Run, ...]
    style: str = "Normal"
    keep: bool = False
    listed: str = ""


Cell = tuple[Para, ...]


class Grid(NamedTuple):
    """A table: a title for those who do not see it, headings, widths in millimetres, and rows of cells.

    The first cell of a row is its heading, unless ``row_headings`` is False. Without headings, no row is
    repeated.
    """

    title: str
    headings: tuple[Cell, ...]
    widths: tuple[float, ...]
    rows: Sequence[tuple[Cell, ...]]
    row_headings: bool = True


def well_formed(address: str) -> str:
    """Return an address as RFC 3986 spells it, for Word may refuse a file with any other; else nothing."""
    try:
        urlsplit(address)
        spelt = quote(address, safe="%/:?#[]@!$&'()*+,;=~")
    except ValueError:
        return ""
    return spelt if len(spelt) <= LONGEST_ADDRESS else ""


def text(words: str, style: str = "Normal") -> Para:
    """Return a paragraph of plain text."""
    return Para((Run(words),), style)


class Writer:
    """Writes at the end of a document."""

    def __init__(self, document: Document) -> None:
        self.document = document
        body: Element = document._body._element  # noqa: SLF001 - the library hides the body
        # What stands last in every body. The library looks through all that is there to find it.
        self._end: Element = body.get_or_add_sectPr()
        self._names: dict[str, str] = {}
        self._marked: set[str] = set()

    def add(self, *paragraphs: Para) -> None:
        """Write paragraphs."""
        for paragraph in paragraphs:
            self._paragraph(self._put(OxmlElement("w:p")), paragraph)

    def table(self, grid: Grid) -> None:
        """Write a table, and a small paragraph below it, for Word joins tables that touch."""
        made = self._put(_table(grid))
        if grid.headings:
            made.append(self._row(grid.headings, grid, first=True))
        for row in grid.rows:
            made.append(self._row(row, grid))
        self.add(Para((), GAP))

    def _put(self, made: Element) -> Element:
        self._end.addprevious(made)
        return made

    def _row(self, cells: Sequence[Cell], grid: Grid, *, first: bool = False) -> Element:
        row = OxmlElement("w:tr")
        settings = _add(row, "w:trPr")
        _add(settings, "w:cantSplit")
        if first:
            _add(settings, "w:tblHeader")
        for cell, width in zip(cells, grid.widths, strict=True):
            made = _add(row, "w:tc")
            _add(_add(made, "w:tcPr"), "w:tcW", w=twips(width), type="dxa")
            for paragraph in cell:
                self._paragraph(_add(made, "w:p"), paragraph)
        return row

    def _paragraph(self, made: Element, paragraph: Para) -> None:
        settings = _add(made, "w:pPr")
        if paragraph.style != "Normal":
            _add(settings, "w:pStyle", val=paragraph.style)
        if paragraph.keep:
            _add(settings, "w:keepNext")
        if paragraph.listed:
            listed = _add(settings, "w:numPr")
            _add(listed, "w:ilvl", val="0")
            _add(listed, "w:numId", val=paragraph.listed)
        for run in paragraph.runs:
            self._run(made, run)

    def new_list(self) -> str:
        """Return the number of a new list of numbers, which starts at 1."""
        numbering = self.document.part.numbering_part.element
        made = numbering.add_num(self._numbers())
        made.add_lvlOverride(0).add_startOverride(1)
        return str(made.numId)

    def _numbers(self) -> int:
        """Return which kind of list has numbers; the first there is where none has."""
        numbering = self.document.part.numbering_part.element
        for kind in numbering.iter(qn("w:abstractNum")):
            formats = [one.get(qn("w:val")) for one in kind.iter(qn("w:numFmt"))]
            if formats[:1] == ["decimal"]:
                return int(kind.get(qn("w:abstractNumId")))
        return 0

    def _run(self, made: Element, run: Run) -> None:
        if run.name:
            self._mark(made, run.name)
        elif run.anchor:
            link = _add(made, "w:hyperlink", anchor=self._name(run.anchor), history="1")
            _text(link, run.text, LINK, strong=run.strong)
        elif address := well_formed(run.url):
            key = self.document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
            link = _add(made, "w:hyperlink", history="1")
            link.set(qn("r:id"), key)
            _text(link, run.text, LINK, strong=run.strong)
        else:
            _text(made, run.text, run.style, strong=run.strong)

    def _mark(self, made: Element, name: str) -> None:
        """Mark a place, the first time that it is named."""
        if name not in self._marked:
            number = str(len(self._marked))
            self._marked.add(name)
            _add(made, "w:bookmarkStart", id=number, name=self._name(name))
            _add(made, "w:bookmarkEnd", id=number)

    def _name(self, anchor: str) -> str:
        """Return a bookmark's name: Word takes letters, digits and few of them, so anchors are numbered."""
        return self._names.setdefault(anchor, f"item_{len(self._names) + 1}")


def _table(grid: Grid) -> Element:
    table = OxmlElement("w:tbl")
    settings = _add(table, "w:tblPr")
    _add(settings, "w:tblStyle", val=TABLE)
    _add(settings, "w:tblW", w=twips(sum(grid.widths)), type="dxa")
    _add(settings, "w:tblLayout", type="fixed")
    value, first = ("06A0", "1") if grid.row_headings else ("0620", "0")
    _add(
        settings, "w:tblLook", val=value, firstRow="1", lastRow="0", firstColumn=first, lastColumn="0",
        noHBand="1", noVBand="1",
    )  # fmt: skip
    _add(settings, "w:tblCaption", val=holdable(grid.title))
    columns = _add(table, "w:tblGrid")
    for width in grid.widths:
        _add(columns, "w:gridCol", w=twips(width))
    return table


def twips(millimetres: float) -> str:
    """Return a length as Word measures it."""
    return str(round(millimetres * _TWIPS))


def _text(parent: Element, words: str, style: str, *, strong: bool = False) -> None:
    """Add text; a line end becomes a line break, and a tab moves on to the next stop."""
    made = _add(parent, "w:r")
    if style or strong:
        looks = _add(made, "w:rPr")
        if style:
            _add(looks, "w:rStyle", val=style)
        if strong:
            _add(looks, "w:b")
    for place, line in enumerate(holdable(words).split("\n")):
        if place:
            _add(made, "w:br")
        for stop, part in enumerate(line.split("\t")):
            if stop:
                _add(made, "w:tab")
            if part:
                told = _add(made, "w:t")
                told.text = part
                told.set(qn("xml:space"), "preserve")


def head_line(paragraph: Element, left: str, right: str, across: float) -> None:
    """Write the line at the head of pages: one text at each margin."""
    _stop(paragraph, across)
    _text(paragraph, f"{' '.join(left.split())}\t{right}", "")


def foot_line(paragraph: Element, left: str, across: float) -> None:
    """Write the line at the foot of pages, with the number of the page and of all pages."""
    _stop(paragraph, across)
    _text(paragraph, f"{' '.join(left.split())}\tPage ", "")
    _add_field(paragraph, "PAGE")
    _text(paragraph, " of ", "")
    _add_field(paragraph, "NUMPAGES")


def _stop(paragraph: Element, across: float) -> None:
    """Set the one tab stop of a line, at the right margin."""
    settings = paragraph.get_or_add_pPr()
    _add(_add(settings, "w:tabs"), "w:tab", val="right", pos=twips(across))


def _add_field(paragraph: Element, instruction: str) -> None:
    """Add a field that Word works out by itself."""
    _text(_add(paragraph, "w:fldSimple", instr=instruction), "1", "")


def _add(parent: Element, tag: str, **values: str) -> Element:
    """Add an element with values in Word's own name space."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    parent.append(made)
    return made
