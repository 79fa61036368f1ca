"""The look of a Word document: A4, one plain typeface, styles for everything, British English."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from wsoa.plan.ratings import Standing
from wsoa.render.office.docx_parts import foot_line, head_line

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import Section

MARGIN, SHORT, LONG = 19, 210, 297
"""Millimetres: the margin, and the sides of a sheet of A4."""
_INK, _MUTED, _LINK, _LINE = "15191C", "565C62", "1B4F80", "A6ADB3"
_FACT = 46
"""How far in, in millimetres, the value of a fact stands."""
_APPLICATION = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.openxmlformats.org'
    b'/officeDocument/2006/extended-properties"><Application>wsoa</Application></Properties>'
)
_PALETTE = {
    Standing.ON_TRACK: ("083D29", "CFE4DC"),
    Standing.UNDERWAY: ("0F385C", "D9E6F2"),
    Standing.UNKNOWN: ("2F353A", "E3E6E8"),
    Standing.NOT_STARTED: ("2F353A", "E3E6E8"),
    Standing.BEHIND: ("6B3415", "FDEAB0"),
    Standing.OFF_TRACK: ("651B1B", "F4D7D7"),
}
"""The page's own colours: text and tint. What is complete or withdrawn asks for nothing and has none."""


class _Look(NamedTuple):
    name: str
    size: float
    before: float = 0
    after: float = 6
    bold: bool = False
    colour: str = _INK
    keep: bool = False


_HEADINGS = (
    _Look("Title", 24, after=4, bold=True, keep=True),
    _Look("Heading 1", 18, before=24, after=6, bold=True, keep=True),
    _Look("Heading 2", 14, before=18, after=4, bold=True, keep=True),
    _Look("Heading 3", 11.5, before=12, after=3, bold=True, keep=True),
)
_BODY = (
    _Look("Over title", 11, after=2, colour=_MUTED, keep=True),
    _Look("Lead text", 13, after=8),
    _Look("Small print", 9.5, after=4, colour=_MUTED),
    _Look("Fact", 11, after=3),
    _Look("Log entry", 11, before=6, after=1, keep=True),
    _Look("Table heading", 9.5, after=2, bold=True, keep=True),
    _Look("Table ref", 9.5, after=2, bold=True),
    _Look("Table text", 9.5, after=2),
    _Look("Table note", 9.5, after=2, colour=_MUTED),
    _Look("Table figure", 20, after=2, bold=True),
    _Look("Table gap", 4, after=0),
    _Look("Contents line", 10.5, before=4, after=1),
    _Look("Contents below", 9.5, after=1),
)


def tag_style(key: str) -> str:
    """Return the character style of a standing."""
    return f"Standing{key.replace('_', '')}"


def prepare(document: Document) -> None:
    """PageStyle an empty document."""
    _defaults(document)
    for look in _HEADINGS:
        _dress(document.styles[look.name], look)
    for look in _BODY:
        style = document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.quick_style = document.styles["Normal"], True
        _dress(style, look)
    _dress(document.styles["List Bullet"], _Look("List Bullet", 11, after=3))
    _indent(document.styles["Fact"])
    document.styles["Contents below"].paragraph_format.left_indent = Mm(6)
    for name in ("Header", "Footer"):
        _dress(document.styles[name], _Look(name, 8.5, after=0, colour=_MUTED))
        document.styles[name].paragraph_format.tab_stops.clear_all()
    _characters(document)
    _table_style(document)
    _settings(document)


def _defaults(document: Document) -> None:
    """Set the typeface and the language of everything that says nothing else."""
    root = document.styles.element
    run = root.find(f"{qn('w:docDefaults')}/{qn('w:rPrDefault')}/{qn('w:rPr')}")
    _typeface(run)
    for language in root.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")
    normal = document.styles["Normal"]
    _dress(normal, _Look("Normal", 11))
    normal.paragraph_format.line_spacing = 1.15
    normal.paragraph_format.widow_control = True


def _typeface(run: Any) -> None:  # noqa: ANN401 - an element of a library that is not typed
    for old in run.findall(qn("w:rFonts")):
        run.remove(old)
    fonts = OxmlElement("w:rFonts")
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), "Arial")
    run.insert(0, fonts)


def _dress(style: Any, look: _Look) -> None:  # noqa: ANN401 - the library is not typed
    _typeface(style.element.get_or_add_rPr())
    font, paragraph = style.font, style.paragraph_format
    font.size, font.bold, font.italic = Pt(look.size), look.bold or None, None
    font.color.rgb = RGBColor.from_string(look.colour)
    paragraph.space_before, paragraph.space_after = Pt(look.before), Pt(look.after)
    paragraph.keep_with_next = look.keep
    for border in style.element.iter(qn("w:pBdr")):
        border.getparent().remove(border)


def _indent(style: Any) -> None:  # noqa: ANN401 - the library is not typed
    paragraph = style.paragraph_format
    paragraph.left_indent, paragraph.first_line_indent = Mm(_FACT), Mm(-_FACT)
    paragraph.tab_stops.add_tab_stop(Mm(_FACT))


def _characters(document: Document) -> None:
    muted = document.styles.add_style("Muted", WD_STYLE_TYPE.CHARACTER)
    muted.font.color.rgb = RGBColor.from_string(_MUTED)
    link = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    link.font.color.rgb, link.font.underline = RGBColor.from_string(_LINK), True
    for standing in Standing:
        style = document.styles.add_style(
            f"Standing {standing.value.replace('_', ' ')}", WD_STYLE_TYPE.CHARACTER
        )
        if standing in _PALETTE:
            ink, tint = _PALETTE[standing]
            style.font.bold, style.font.color.rgb = True, RGBColor.from_string(ink)
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{tint}"/>'
            style.element.get_or_add_rPr().append(parse_xml(shade))


def _table_style(document: Document) -> None:
    """Make the one style of tables: thin lines between rows, a heading row that is flagged as such."""
    style = document.styles.add_style("Plan table", WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{_LINE}"'
    strong = f'w:val="single" w:sz="8" w:space="0" w:color="{_INK}"'
    lines = (
        f"""<w:tblPr {nsdecls("w")}>
        <w:tblBorders><w:top {strong}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>
        <w:tblCellMar><w:top w:w="70" w:type="dxa"/><w:left w:w="0" w:type="dxa"/>
        <w:bottom w:w="70" w:type="dxa"/><w:right w:w="170" w:type="dxa"/></w:tblCellMar></w:tblPr>""",
        f"""<w:tblStylePr {nsdecls("w")} w:type="firstRow"><w:tcPr>
        <w:tcBorders><w:bottom {strong}/></w:tcBorders><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>""",
    )
    for line in lines:
        style.element.append(parse_xml(line))


def _settings(document: Document) -> None:
    """Ask for the layout of today's Word, and drop the thumbnail of somebody else's empty page."""
    settings = document.settings.element
    for compatible in settings.iter(qn("w:compatSetting")):
        if compatible.get(qn("w:name")) == "compatibilityMode":
            compatible.set(qn("w:val"), "15")
    for language in settings.iter(qn("w:themeFontLang")):
        language.set(qn("w:val"), "en-GB")
    _application(document)
    relations = document.part.package.rels
    for key in [key for key, one in relations.items() if one.reltype == RELATIONSHIP_TYPE.THUMBNAIL]:
        del relations[key]


def _application(document: Document) -> None:
    """Say who made the document, in place of the empty one's account of itself."""
    for part in document.part.package.iter_parts():
        if part.partname == "/docProps/app.xml":
            part._blob = _APPLICATION  # noqa: SLF001 - the library only hands it on


class Furniture(NamedTuple):
    """What stands at the head and the foot of every page."""

    head: tuple[str, str]
    foot: str


def first_section(document: Document, furniture: Furniture) -> None:
    """Set up the upright pages a document starts with."""
    _page(document.sections[0], furniture, on_side=False)


def next_section(document: Document, furniture: Furniture, *, on_side: bool) -> None:
    """Start a new page, upright or on its side."""
    section = document.add_section(WD_SECTION.NEW_PAGE)
    last = document.paragraphs[-1]
    last.style = document.styles["Table gap"]
    _page(section, furniture, on_side=on_side)


def _page(section: Section, furniture: Furniture, *, on_side: bool) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE if on_side else WD_ORIENT.PORTRAIT
    width, height = (LONG, SHORT) if on_side else (SHORT, LONG)
    section.page_width, section.page_height = Mm(width), Mm(height)
    section.left_margin = section.right_margin = section.bottom_margin = Mm(MARGIN)
    section.top_margin = Mm(MARGIN + 4)
    section.header_distance = section.footer_distance = Mm(10)
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    across = width - 2 * MARGIN
    head_line(section.header.paragraphs[0]._p, *furniture.head, across)  # noqa: SLF001 - its XML
    foot_line(section.footer.paragraphs[0]._p, furniture.foot, across)  # noqa: SLF001 - its XML
