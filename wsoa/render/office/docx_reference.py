"""The Word document that ours start from: its styles, its pages, and what stands at their head and foot.

It is ``reference.docx`` among the templates, made by ``tools/reference_docx.py``; a council's own takes its
place. Of a council's document the styles, the sheet, the margins, and the head and foot of pages are kept;
styles of ours that it lacks are added to it.
"""

from __future__ import annotations

from copy import deepcopy
from html import escape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.shared import Mm

from wsoa.render.html.theme import Theme
from wsoa.render.office.docx_parts import GAP, TABLE, foot_line, head_line
from wsoa.render.office.docx_widths import Letters
from wsoa.render.office.office import holdable, without_timestamps
from wsoa.render.templates import TemplateFaultError, shipped

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

_NAME = "reference.docx"
_KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/custom-properties"
_SEAL = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
    'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">'
    '<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="wsoa">'
    "<vt:lpwstr>{}</vt:lpwstr></property></Properties>"
)
_GENERIC = frozenset({"serif", "sans-serif", "monospace", "system-ui", "cursive", "fantasy"})
_LEAST_SIZE, _DENSE, _DENSE_LARGE, _DENSE_LINE = 8.5, 0.84, 0.7, 0.94
_DENSE_ROOM, _DENSE_SIDE = 0.45, 0.75
"""Of a paper of few pages: the least size of letters in points, the share left of sizes, of large ones and of
the height of a line; and of room above and below, and of room beside what stands in a cell."""
_LARGE = 28
"""The size from which letters are large, in half points."""
_DENSE_TOP, _DENSE_FOOT, _DENSE_HEAD = 18, 14, 8
"""Its margins above and below, and how far its head and foot are from the edge, in millimetres."""
_TEXT = 19
"""The size of letters in tables where no style states it, in half points."""
_HALF_POINT, _BORDER = 25.4 / 144, 0.4
"""In millimetres."""
_LINE = 84
"""The longest text, in characters, beside the day or the number on one line of an upright page."""


class Furniture(NamedTuple):
    """What stands at the head and the foot of every page."""

    head: tuple[str, str]
    foot: str


def started(templates: Path | None = None, theme: Theme | None = None, *, dense: bool = False) -> Document:
    """Return an empty document in our styles, or in those of a council's own reference document.

    ``dense`` makes our styles smaller, for a paper of few pages; a council's stay as they are.

    Raises:
        TemplateFaultError: its reference document cannot be read.
    """
    ours = docx.Document(str(shipped() / _NAME))
    own = templates / _NAME if templates is not None else None
    if dense:
        _tighten(ours)
    document = ours if own is None or not own.is_file() else _opened(own, ours)
    if theme is not None:
        _dress(document, theme)
    return document


def _opened(file: Path, ours: Document) -> Document:
    """Open a council's document, take its text out, and add the styles of ours that it lacks."""
    try:
        document = docx.Document(str(file))
    except Exception as error:  # noqa: BLE001 - the library says in many ways that a file is no Word document
        raise TemplateFaultError(f"{file} cannot be read as a Word document: {error}") from None
    body = document.element.body
    for child in [one for one in body if one.tag != qn("w:sectPr")]:
        body.remove(child)
    if not document.sections:
        raise TemplateFaultError(f"{file} has no page to start from: give it a page in Word and save it")
    styles = document.styles.element
    known = {one.get(qn("w:styleId")) for one in styles.iter(qn("w:style"))}
    for style in ours.styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) not in known:
            styles.append(_without_list(style))
    return document


def _without_list(style: Any) -> Any:  # noqa: ANN401 - an element of a library that is not typed
    """Copy a style; the numbers of lists in one document mean nothing in another."""
    copied = deepcopy(style)
    for listed in list(copied.iter(qn("w:numPr"))):
        listed.getparent().remove(listed)
    return copied


def _tighten(document: Document) -> None:
    """Make letters, the room between paragraphs and the margins smaller, nothing below the least size."""
    least = round(2 * _LEAST_SIZE)
    for size in document.styles.element.iter(qn("w:sz"), qn("w:szCs")):
        if size.getparent().tag == qn("w:rPr"):
            given = int(size.get(qn("w:val")))
            share = _DENSE if given < _LARGE else _DENSE_LARGE
            size.set(qn("w:val"), str(max(min(given, least), round(given * share))))
    for spacing in document.styles.element.iter(qn("w:spacing")):
        for side in (qn("w:before"), qn("w:after")):
            if spacing.get(side):
                spacing.set(side, str(round(int(spacing.get(side)) * _DENSE_ROOM)))
        if spacing.get(qn("w:line")):
            spacing.set(qn("w:line"), str(round(int(spacing.get(qn("w:line"))) * _DENSE_LINE)))
    for room in document.styles.element.iter(qn("w:tblCellMar")):
        for side in room:
            left = _DENSE_ROOM if side.tag in {qn("w:top"), qn("w:bottom")} else _DENSE_SIDE
            side.set(qn("w:w"), str(round(int(side.get(qn("w:w"))) * left)))
    for section in document.sections:
        section.top_margin, section.bottom_margin = Mm(_DENSE_TOP), Mm(_DENSE_FOOT)
        section.header_distance = section.footer_distance = Mm(_DENSE_HEAD)


def letters_of(document: Document) -> Letters:
    """Return how large the letters of tables are, and what stays free beside them."""
    styles: Any = document.styles.element
    size = _stated(styles, "Tabletext", "w:sz/@w:val") or _TEXT
    beside = sum(_stated(styles, TABLE, f"w:tblCellMar/w:{side}/@w:w") for side in ("left", "right"))
    return Letters(size * _HALF_POINT, beside / 10 * _HALF_POINT + _BORDER)


def _stated(styles: Any, style: str, place: str) -> int:  # noqa: ANN401 - the library is not typed
    """Return a number that a style states; 0 where it states none."""
    found = styles.xpath(f"w:style[@w:styleId='{style}']//{place}")
    return int(found[0]) if found and found[0].isdecimal() else 0


def _dress(document: Document, theme: Theme) -> None:
    """Lay a council's font and colour over the styles."""
    families = [one.strip(" '\"") for one in theme.font.split(",")]
    family = next((one for one in families if one and one.lower() not in _GENERIC), "")
    for fonts in document.styles.element.iter(qn("w:rFonts")) if family else ():
        for script in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{script}"), family)
    for style in document.styles.element.iter(qn("w:style")) if theme.colour else ():
        for colour in style.iter(qn("w:color")) if style.get(qn("w:styleId")) == "Hyperlink" else ():
            colour.set(qn("w:val"), theme.colour.lstrip("#").upper())


class Pages:
    """The pages of a document: upright at first, and on their side where a table wants it.

    A head or a foot that the reference document has is left as it is.
    """

    def __init__(self, document: Document, furniture: Furniture) -> None:
        first = document.sections[0]
        self.document, self.furniture, self.on_side = document, furniture, False
        self._own = tuple(
            not part.is_linked_to_previous and _says(part) for part in (first.header, first.footer)
        )
        self.upright = self.across
        self._furnish(first)

    @property
    def across(self) -> float:
        """The width of a line, in millimetres."""
        section: Any = self.document.sections[-1]  # a sheet of ours has all its sizes
        return float((section.page_width - section.left_margin - section.right_margin) / Mm(1))

    def turn(self, *, on_side: bool) -> None:
        """Start a new page, upright or on its side, unless the pages lie so already."""
        if on_side == self.on_side:
            return
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        last = self.document.element.body.findall(qn("w:p"))[-1]
        last.get_or_add_pPr().get_or_add_pStyle().val = GAP
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if on_side else WD_ORIENT.PORTRAIT
        self.on_side = on_side
        self._furnish(section)

    def _furnish(self, section: Section) -> None:
        has_head, has_foot = self._own
        if not has_head:
            section.header.is_linked_to_previous = False
            head_line(section.header.paragraphs[0]._p, *self.furniture.head, self.across)  # noqa: SLF001 - its XML
        if not has_foot:
            section.footer.is_linked_to_previous = False
            foot_line(section.footer.paragraphs[0]._p, self.furniture.foot, self.across)  # noqa: SLF001 - its XML


def _says(part: Any) -> bool:  # noqa: ANN401 - the library is not typed
    """Tell whether a head or a foot holds text or a picture."""
    told = part._element.iter(qn("w:t"), qn("w:drawing"), qn("w:pict"), qn("w:fldSimple"))  # noqa: SLF001 - its XML
    return next(told, None) is not None


def sealed(document: Document, words: str) -> None:
    """Write how a document was made into its properties."""
    package = document.part.package
    for key in [key for key, one in package.rels.items() if one.reltype == _KIND]:
        del package.rels[key]
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    blob = _SEAL.format(escape(words, quote=False)).encode()
    package.relate_to(Part(PackURI("/docProps/custom.xml"), kind, blob, package), _KIND)


def saved(document: Document) -> bytes:
    """Return a document's bytes; the same content gives the same bytes."""
    made = BytesIO()
    document.save(made)
    return without_timestamps(made.getvalue())


def short(words: str) -> str:
    """Return words that fit on the line at the head or the foot of a page."""
    line = " ".join(holdable(words).split())
    return line if len(line) <= _LINE else f"{line[: _LINE - 1].rstrip()}…"
