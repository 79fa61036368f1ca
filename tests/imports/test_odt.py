"""OpenDocument texts: tables with merged cells and shading, headings, and what is refused."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from tests.imports.made import imported
from wsoa.imports.document import ImportStop

NAMES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in {
        "office": "office", "text": "text", "table": "table", "style": "style", "fo": "xsl-fo-compatible",
    }.items()
)  # fmt: skip
STYLES = """<office:automatic-styles>
<style:style style:name="red" style:family="table-cell">
<style:table-cell-properties fo:background-color="#ff0000"/></style:style>
<style:style style:name="green" style:family="table-cell">
<style:table-cell-properties fo:background-color="#00b050"/></style:style>
</office:automatic-styles>"""


def odt(body: str) -> bytes:
    """The bytes of a text with this body."""
    made = BytesIO()
    content = (
        f"<office:document-content {NAMES}>{STYLES}<office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", content)
    return made.getvalue()


def row(*cells: str) -> str:
    """A row of a table; a cell that is a piece of XML stands as it is."""
    made = (
        c if c.startswith("<") else f"<table:table-cell><text:p>{c}</text:p></table:table-cell>"
        for c in cells
    )
    return f"<table:table-row>{''.join(made)}</table:table-row>"


HEADS = row("Ref", "Action", "Lead", "Due date", "RAG")


def shaded(style: str) -> str:
    return f'<table:table-cell table:style-name="{style}"><text:p/></table:table-cell>'


def test_a_table_is_read_with_its_shading(tmp_path: Path) -> None:
    rows = row("1.1", "Hire writers", "Head of SEND", "31 May 2025", shaded("green")) + row(
        "1.2", "Ask families", "Head of SEND", "June 2025", shaded("red")
    )
    title = '<text:h text:outline-level="1">Anyshire improvement plan</text:h>'
    result = imported(tmp_path, "plan.odt", odt(f"{title}<table:table>{HEADS}{rows}</table:table>"))
    assert result.dues == {"1.1": "2025-05-31", "1.2": "2025-06"}
    assert [one.rating and one.rating.code for one in result.actions.values()] == ["G", "R"]
    assert result.plan.area == "Anyshire"


def test_a_lead_cell_that_spans_rows_leads_them_all(tmp_path: Path) -> None:
    spanning = (
        '<table:table-cell table:number-rows-spanned="2"><text:p>Head of SEND</text:p></table:table-cell>'
    )
    rows = row("1.1", "Hire writers", spanning, "May 2025", "") + row(
        "1.2", "Ask families", "<table:covered-table-cell/>", "June 2025", ""
    )
    result = imported(tmp_path, "plan.odt", odt(f"<table:table>{HEADS}{rows}</table:table>"))
    assert {ref: action.leads for ref, action in result.actions.items()} == {
        "1.1": ("head-of-send",),
        "1.2": ("head-of-send",),
    }


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"not a zip", "is not an OpenDocument text that can be read"),
        (
            odt("<text:tracked-changes><text:changed-region/></text:tracked-changes>"),
            "accept all changes first",
        ),
    ],
)
def test_what_cannot_be_read_is_one_sentence(tmp_path: Path, data: bytes, why: str) -> None:
    with pytest.raises(ImportStop, match=why):
        imported(tmp_path, "plan.odt", data)
