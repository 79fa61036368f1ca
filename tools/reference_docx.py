"""Make ``templates/reference.docx``, the Word document whose styles every document of ours bears.

    python tools/reference_docx.py

It holds no text: a council may open it in Word, change its styles, margins, header and footer, and keep it
as ``reference.docx`` in its own template folder. A test holds the file that is shipped to what is made here.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

FILE = Path(__file__).resolve().parents[1] / "templates" / "reference.docx"
INK, MUTED, LINK, LINE, FAINT = "15191C", "565C62", "1B4F80", "A6ADB3", "8A9096"
STANDINGS = {
    "complete": ("083D29", "CFE4DC", ""),
    "on track": ("083D29", "", "single"),
    "underway": ("0F385C", "D9E6F2", ""),
    "unknown": ("2F353A", "E3E6E8", ""),
    "not started": ("2F353A", "E3E6E8", ""),
    "behind": ("6B3415", "FDEAB0", ""),
    "unreported": ("651B1B", "", "dashed"),
    "off track": ("651B1B", "F4D7D7", ""),
    "withdrawn": None,
}
"""The page's own looks: text, tint and edge. What is promised or passed in silence has an edge alone."""
TWIPS = 1440 / 25.4
"""Twentieths of a point in a millimetre, the measure of Word."""
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Look(NamedTuple):
    """A style of paragraphs: sizes in points, indents in millimetres; a list by its number and level."""

    name: str
    size: float = 11
    before: float = 0
    after: float = 6
    bold: bool = False
    colour: str = INK
    keep: bool = False
    left: float = 0
    first: float = 0
    outline: int = -1
    based: str = "Normal"
    listed: tuple[int, int] | None = None
    more: str = ""


LOOKS = (
    Look("Title", 24, after=4, bold=True, keep=True),
    Look("heading 1", 18, before=24, bold=True, keep=True, outline=0),
    Look("heading 2", 14, before=18, after=4, bold=True, keep=True, outline=1),
    Look("heading 3", 11.5, before=12, after=3, bold=True, keep=True, outline=2),
    Look("heading 4", 11, before=10, after=3, bold=True, keep=True, outline=3),
    Look("heading 5", 11, before=8, after=2, colour=MUTED, keep=True, outline=4),
    Look("Over title", after=2, colour=MUTED, keep=True),
    Look("Lead text", 13, after=8),
    Look("Small print", 9.5, before=2, after=4, colour=MUTED),
    Look(
        "Fact",
        after=3,
        left=46,
        first=-46,
        more=f'<w:tabs><w:tab w:val="left" w:pos="{46 * TWIPS:.0f}"/></w:tabs>',
    ),
    Look("Log entry", before=6, after=1, keep=True),
    Look("List Bullet", after=3, listed=(1, 0)),
    Look("List Bullet 2", after=3, listed=(1, 1)),
    Look("List Bullet 3", after=3, listed=(1, 2)),
    Look("List Number", after=3, listed=(2, 0)),
    Look("List Continue", after=3, left=6),
    Look("List note", 9.5, after=4, colour=MUTED, left=6),
    Look("Quote", left=8),
    Look(
        "Rule",
        4,
        after=6,
        more=f'<w:pBdr><w:bottom w:val="single" w:sz="4" w:space="1" w:color="{LINE}"/></w:pBdr>',
    ),
    Look("Table caption", 9.5, before=6, after=2, bold=True, keep=True),
    Look("Table heading", 9.5, after=2, bold=True, keep=True),
    Look("Table ref", 9.5, after=2, bold=True),
    Look("Table text", 9.5, after=2),
    Look("Table note", 9.5, after=2, colour=MUTED),
    Look("Table number", based="Table text", size=9.5, after=2, more='<w:jc w:val="right"/>'),
    Look("Table number heading", 9.5, after=2, bold=True, keep=True, more='<w:jc w:val="right"/>'),
    Look("Table figure", 20, after=2, bold=True),
    Look("Table gap", 4, after=0),
    Look("Contents line", 10.5, before=4, after=1),
    Look("Contents below", 9.5, after=1, left=6),
    Look("Form question", before=3, after=3, bold=True),
    Look("Table label", 9.5, after=2, based="Table text"),
    Look("Table office", 7, after=0, colour=FAINT, based="Table text"),
    Look("header", 8.5, after=0, colour=MUTED),
    Look("footer", 8.5, after=0, colour=MUTED),
)
HIDDEN = ("Table gap", "header", "footer")
"""Styles that nobody picks by hand."""


def style_id(name: str) -> str:
    """Return the id by which a document names a style."""
    joined = name.replace(" ", "")
    return joined[:1].upper() + joined[1:]


def paragraph_style(look: Look) -> str:
    """Return a style of paragraphs."""
    keep = "<w:keepNext/>" if look.keep else ""
    listed = (
        f'<w:numPr><w:ilvl w:val="{look.listed[1]}"/><w:numId w:val="{look.listed[0]}"/></w:numPr>'
        if look.listed
        else ""
    )
    jc = look.more if look.more.startswith("<w:jc") else ""
    between = look.more if look.more and not jc else ""
    indent = (
        f'<w:ind w:left="{look.left * TWIPS:.0f}"'
        + (f' w:hanging="{-look.first * TWIPS:.0f}"' if look.first else "")
        + "/>"
        if look.left
        else ""
    )
    outline = f'<w:outlineLvl w:val="{look.outline}"/>' if look.outline >= 0 else ""
    pick = "" if look.name in HIDDEN else "<w:qFormat/>"
    after = (
        '<w:next w:val="Normal"/>'
        if look.keep and look.name[0] in "hT" and not look.name.startswith("Table")
        else ""
    )
    return (
        f'<w:style w:type="paragraph" w:styleId="{style_id(look.name)}"><w:name w:val="{look.name}"/>'
        f'<w:basedOn w:val="{style_id(look.based)}"/>{after}{pick}'
        f"<w:pPr>{keep}{listed}{between}"
        f'<w:spacing w:before="{look.before * 20:.0f}" w:after="{look.after * 20:.0f}"/>'
        f"{indent}{jc}{outline}</w:pPr>"
        f'<w:rPr>{"<w:b/>" if look.bold else ""}<w:color w:val="{look.colour}"/>'
        f'<w:sz w:val="{look.size * 2:.0f}"/><w:szCs w:val="{look.size * 2:.0f}"/></w:rPr></w:style>'
    )


def character_style(name: str, looks: str) -> str:
    """Return a style of characters."""
    return (
        f'<w:style w:type="character" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f"<w:qFormat/><w:rPr>{looks}</w:rPr></w:style>"
    )


def standing_style(name: str, look: tuple[str, str, str] | None) -> str:
    """Return the style of the word for a standing: dark text on a light tint, or with an edge."""
    if look is None:
        return character_style(f"Standing {name}", "")
    ink, tint, edge = look
    drawn = f'<w:bdr w:val="{edge}" w:sz="4" w:space="0" w:color="{ink}"/>' if edge else ""
    drawn += f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint else ""
    return character_style(f"Standing {name}", f'<w:b/><w:color w:val="{ink}"/>{drawn}')


def table_style(name: str, borders: str, margins: str, first_row: str = "") -> str:
    """Return a style of tables."""
    return (
        f'<w:style w:type="table" w:styleId="{style_id(name)}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="TableNormal"/><w:qFormat/><w:tblPr><w:tblBorders>{borders}</w:tblBorders>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>{first_row}</w:style>"
    )


def edges(names: str, size: int, colour: str) -> str:
    """Return lines along edges."""
    return "".join(
        f'<w:{one} w:val="single" w:sz="{size}" w:space="0" w:color="{colour}"/>' for one in names.split()
    )


def margins(top: int, left: int, bottom: int, right: int) -> str:
    """Return the space inside cells, in twentieths of a point."""
    sides = {"top": top, "left": left, "bottom": bottom, "right": right}
    return "".join(f'<w:{side} w:w="{wide}" w:type="dxa"/>' for side, wide in sides.items())


def styles() -> str:
    """Return every style."""
    fonts = "".join(f' w:{script}="Arial"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    rows = f"{edges('top', 8, INK)}{edges('bottom', 4, LINE)}{edges('insideH', 4, LINE)}"
    below = (
        f'<w:tblStylePr w:type="firstRow"><w:tcPr><w:tcBorders>{edges("bottom", 8, INK)}</w:tcBorders>'
        '<w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr>'
    )
    return (
        f'{HEAD}<w:styles xmlns:w="{WORD}"><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts{fonts}/>'
        f'<w:color w:val="{INK}"/><w:sz w:val="22"/><w:szCs w:val="22"/>'
        '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/>'
        "<w:qFormat/><w:pPr>"
        '<w:widowControl/><w:spacing w:before="0" w:after="120" w:line="276" w:lineRule="auto"/>'
        "</w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/><w:semiHidden/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        "<w:semiHidden/>"
        f'<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>{margins(0, 0, 0, 0)}</w:tblCellMar>'
        "</w:tblPr></w:style>"
        + "".join(map(paragraph_style, LOOKS))
        + character_style("Strong", "<w:b/>")
        + character_style("Emphasis", "<w:i/>")
        + character_style("Struck", f'<w:strike/><w:color w:val="{MUTED}"/>')
        + character_style("Muted", f'<w:color w:val="{MUTED}"/>')
        + character_style("Hyperlink", f'<w:color w:val="{LINK}"/><w:u w:val="single"/>')
        + "".join(standing_style(name, look) for name, look in STANDINGS.items())
        + table_style("Plan table", rows, margins(70, 0, 70, 170), below)
        + table_style(
            "Form table", edges("top left bottom right insideH insideV", 4, LINE), margins(40, 90, 30, 90)
        )
        + "</w:styles>"
    )


def numbering() -> str:
    """Return the two kinds of lists: bullets and numbers."""
    levels = "".join(level(at, "bullet", mark) for at, mark in enumerate("•–•"))
    return (
        f'{HEAD}<w:numbering xmlns:w="{WORD}">'
        '<w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="hybridMultilevel"/>'
        f"{levels}</w:abstractNum>"
        '<w:abstractNum w:abstractNumId="1"><w:multiLevelType w:val="singleLevel"/>'
        f"{level(0, 'decimal', '%1.')}</w:abstractNum>"
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num><w:num w:numId="2">'
        '<w:abstractNumId w:val="1"/></w:num>'
        "</w:numbering>"
    )


def level(at: int, kind: str, mark: str) -> str:
    """Return a level of a list."""
    left, hanging = round(6 * TWIPS) * (at + 1), round(6 * TWIPS)
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{kind}"/><w:lvlText w:val="{mark}"/>'
        f'<w:lvlJc w:val="left"/><w:pPr><w:ind w:left="{left}" w:hanging="{hanging}"/></w:pPr></w:lvl>'
    )


def document() -> str:
    """Return the document itself: an upright page of A4 and nothing on it."""
    side, top = round(19 * TWIPS), round(23 * TWIPS)
    return (
        f'{HEAD}<w:document xmlns:w="{WORD}"><w:body><w:sectPr>'
        f'<w:pgSz w:w="{round(210 * TWIPS)}" w:h="{round(297 * TWIPS)}"/>'
        f'<w:pgMar w:top="{top}" w:right="{side}" w:bottom="{side}" w:left="{side}" '
        f'w:header="{round(10 * TWIPS)}" '
        f'w:footer="{round(10 * TWIPS)}" w:gutter="0"/></w:sectPr></w:body></w:document>'
    )


def settings() -> str:
    """Return settings that ask for the layout of today's Word."""
    return (
        f'{HEAD}<w:settings xmlns:w="{WORD}"><w:compat><w:compatSetting w:name="compatibilityMode" '
        'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-GB"/></w:settings>'
    )


def relations(*targets: tuple[str, str]) -> str:
    """Return relations of a part: the kind of each and where it stands."""
    told = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'


def content_types(parts: dict[str, str]) -> str:
    """Return what kind of content each part is."""
    told = "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in parts.items())
    return (
        f'{HEAD}<Types xmlns="{PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{told}</Types>'
    )


def reference() -> bytes:
    """Return the document's bytes, always the same."""
    types = {
        "word/document.xml": f"{WORD_TYPE}.document.main+xml",
        **{f"word/{one}.xml": f"{WORD_TYPE}.{one}+xml" for one in ("styles", "settings", "numbering")},
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    members = {
        "[Content_Types].xml": content_types(types),
        "_rels/.rels": relations(
            (f"{OFFICE}/officeDocument", "word/document.xml"),
            (core, "docProps/core.xml"),
            (f"{OFFICE}/extended-properties", "docProps/app.xml"),
        ),
        "word/document.xml": document(),
        "word/_rels/document.xml.rels": relations(
            *((f"{OFFICE}/{one}", f"{one}.xml") for one in ("styles", "settings", "numbering"))
        ),
        "word/styles.xml": styles(),
        "word/settings.xml": settings(),
        "word/numbering.xml": numbering(),
        "docProps/core.xml": f'{HEAD}<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"/>',
        "docProps/app.xml": (
            f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
            "<Application>wsoa</Application></Properties>"
        ),
    }
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as file:
        for name, text in members.items():
            member = ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            member.compress_type, member.external_attr = ZIP_DEFLATED, 0o600 << 16
            file.writestr(member, text.encode())
    return made.getvalue()


if __name__ == "__main__":
    FILE.write_bytes(reference())
