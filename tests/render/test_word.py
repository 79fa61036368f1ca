"""Reports as Word documents: built for screen readers, printers and editors, in a council's own dress."""

from __future__ import annotations

import re
import runpy
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.render.brief import report_of
from tests.render.forms import addresses, headings, opened, said_in_word
from tests.render.hostile import poisoned_plan
from tests.render.small import PLAN, load_plan, small_view
from wsoa.provenance.seal import read_seal
from wsoa.render.document.read import blocks_of
from wsoa.render.html.style import PageStyle
from wsoa.render.html.theme import Theme
from wsoa.render.office.docx_blocks import BlockWriter
from wsoa.render.office.docx_page import page_docx
from wsoa.render.office.docx_parts import Writer
from wsoa.render.office.docx_reference import Furniture, Pages, started
from wsoa.render.office.office import unpacked
from wsoa.render.templates import TemplateFaultError, shipped

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def statement() -> Any:  # noqa: ANN401 - the library is not typed
    """The statement of the small plan, opened."""
    return opened(page_docx(small_view()))


def written(html: str, *, dense: bool = False) -> Any:  # noqa: ANN401 - the library is not typed
    """A piece of HTML as a Word document."""
    document = started(dense=dense)
    pages = Pages(document, Furniture(("left", "right"), "foot"))
    BlockWriter(Writer(document), pages, blocks_of(html), dense=dense).write()
    return document


def paragraphs(document: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - the library is not typed
    return [(one.style.name, one.text) for one in document.paragraphs]


def dressed(folder: Path, theme: Theme | None = None) -> Any:  # noqa: ANN401 - the library is not typed
    look = PageStyle(folder, theme or Theme())
    return opened(page_docx(small_view(), look))


def test_headings_are_real(statement: Any) -> None:  # noqa: ANN401
    found = headings(statement)
    assert found[0] == (0, "Full statement")
    top = [text for level, text in found if level == 1]
    assert top[:3] == ["In short", "What the area wants", "What changed"]
    assert top[3:5] == ["What the inspection found", "Areas of concern"]
    assert "Working group WG1: Assessment" in top


def test_an_action_has_its_dates_standing_and_last_word(statement: Any) -> None:  # noqa: ANN401
    table = next(t for t in statement.tables if t.rows[0].cells[0].text == "Ref")
    assert [cell.text for cell in table.rows[0].cells] == [
        "Ref", "Action", "Action lead", "Due", "Standing", "Last word",
    ]  # fmt: skip
    ref, title, leads, due, standing, last = (cell.text for cell in table.rows[1].cells)
    assert (ref, title.splitlines()[0]) == ("1.1.1", "Hire two plan writers")
    assert leads == "SEND Lead, Westshire Council\nHealth Lead (vacant)"
    assert due == "31 December 2020\nfirst promised 31 December 2019"
    assert standing.splitlines() == ["On track", "Moved twice, 366 days later"]
    assert last.startswith("10 November 2020: One writer has started.")
    struck = [run.text for run in table.rows[1].cells[3].paragraphs[1].runs if run.style.name == "Struck"]
    assert struck == ["31 December 2019"]


def test_the_language_is_british_english(statement: Any) -> None:  # noqa: ANN401
    languages = {one.get(qn("w:val")) for one in statement.styles.element.iter(qn("w:lang"))}
    assert languages == {"en-GB"}
    assert statement.core_properties.language == "en-GB"


def test_the_document_says_what_it_is(statement: Any) -> None:  # noqa: ANN401
    told = statement.core_properties
    assert told.title == "Westshire: Priority action plan for SEND, as at 30 November 2020"
    assert told.author == "Westshire Council and NHS Westshire"
    assert told.created.replace(tzinfo=UTC) == datetime(2020, 11, 30, tzinfo=UTC)
    assert "python-docx" not in f"{told.comments}{told.last_modified_by}{told.author}"


def test_every_page_names_the_plan_the_day_and_its_number(statement: Any) -> None:  # noqa: ANN401
    for section in statement.sections:
        head = section.header.paragraphs[0].text
        assert head == "Westshire: Priority action plan for SEND\tAs at 30 November 2020"
        foot = section.footer.paragraphs[0]
        assert foot.text.startswith("Westshire Council and NHS Westshire\tPage ")
        assert [one.get(qn("w:instr")) for one in foot._p.iter(qn("w:fldSimple"))] == ["PAGE", "NUMPAGES"]  # noqa: SLF001


def test_the_pages_are_a4_with_wide_tables_on_their_side(statement: Any) -> None:  # noqa: ANN401
    pages = [(s.page_width.mm, s.page_height.mm, s.left_margin.mm) for s in statement.sections]
    assert [tuple(round(side) for side in page) for page in pages] == [
        (210, 297, 19),
        (297, 210, 19),
        (210, 297, 19),
    ]


def test_columns_of_tables_of_one_kind_have_one_width_and_fill_the_line(statement: Any) -> None:  # noqa: ANN401
    for table in statement.tables:
        across = sum(column.width for column in table.columns)
        assert any(abs(across - Mm(line)) < Mm(1) for line in (172, 259))
    html = "<table><tr><th>A<th>B<tr><td>one<td>{}</table>"
    document = written(html.format("x") + html.format("a long text " * 20))
    first, second = ([column.width for column in table.columns] for table in document.tables)
    assert first == second


NINE = (
    *("Complete", "On track", "Underway", "Not known", "Not started", "Behind", "Unreported", "Off track"),
    *("Overdue", "Direction of travel"),
)


def test_a_paper_of_few_pages_stays_upright_with_a_column_for_each_standing() -> None:
    heads = "".join(f"<th>{name}" for name in ("Priority", *NINE))
    cells = "<td>12" * (len(NINE) - 1) + "<td>32 worse, 62 better"
    html = f"<table><tr>{heads}<tr><th>P1 Plan for and meet the needs of young people{cells}</table>"
    assert [section.page_width.mm for section in written(html, dense=True).sections] == [
        pytest.approx(210, 0.1)
    ]
    (table,) = written(html, dense=True).tables
    assert table.columns[7].width > Mm(16), "“Unreported” stands on one line"


def test_a_figure_with_its_unit_is_not_broken() -> None:
    row = "<tr><th>1.1.2 milestone 3<td>" + "Agree one timetable. " * 9 + "<td>295 days"
    (table,) = written(f"<table><tr><th>Ref<th>Commitment<th>Moved{row}</table>", dense=True).tables
    assert table.columns[2].width > Mm(15)
    assert table.columns[1].width > table.columns[0].width * 2


def test_in_a_paper_of_few_pages_a_remark_follows_on_the_same_lines() -> None:
    entry = "<ul class=entries><li><p>Meet{}</p><p class=small>Late.</p></ul>"
    html = f"<ul class=marked><li><p class=mark>May</p>{entry}</ul>"
    assert paragraphs(written(html.format(""), dense=True)) == [
        ("Log entry", "May"),
        ("List Bullet", "Meet. Late."),
    ]
    assert [text for _, text in paragraphs(written(html.format("!"), dense=True))] == ["May", "Meet! Late."]
    assert [text for _, text in paragraphs(written(html.format("")))] == ["May", "Meet", "Late."]


def test_words_between_a_heading_and_its_list_stay_with_both() -> None:
    document = written("<h2>Measures</h2><p>6 of 7 have a figure.</p><ul><li>One</ul>")
    assert [one.paragraph_format.keep_with_next for one in document.paragraphs][1] is True


def test_an_address_that_is_not_well_formed_breaks_no_file() -> None:
    allowed = re.compile(r"[A-Za-z0-9%/:?#\[\]@!$&'()*+,;=~._-]*")
    for address in ("https://[", "https://e.org/\x00\ud800", 'https://e.org/"<>|é{}'):
        found = addresses(opened(page_docx(report_of("statement", poisoned_plan(address)))))
        assert all(allowed.fullmatch(one) for one in found)


def test_controls_and_what_xml_cannot_hold_are_shown() -> None:
    document = opened(
        page_docx(report_of("statement", poisoned_plan("a\x00\x0b\x1b[31m\u202e\ufffe b\tc\nd")))
    )
    assert not re.search("[\x00-\x08\x0b-\x1f\u202e\ufffe]", said_in_word(document))
    assert "b c d" in said_in_word(document)


def test_a_very_long_title_and_address_do_no_harm() -> None:
    long = "https://example.org/" + "a" * 3_000
    document = opened(page_docx(report_of("statement", poisoned_plan(long))))
    assert len(document.core_properties.title) <= 255
    assert max((len(one) for one in addresses(document)), default=0) <= 2_079


def test_a_plan_without_a_lead_or_a_kpi_still_makes_a_document() -> None:
    view = report_of("statement", load_plan(PLAN.partition("    kpis:\n")[0]))
    assert "no kpi is recorded" in said_in_word(opened(page_docx(view)))


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<h1><span class='label'>Area</span>Plan</h1>", [("Over title", "Area"), ("Title", "Plan")]),
        ("<h2><span class='label'>Group 1</span>Voice</h2>", [("Heading 1", "Group 1: Voice")]),
        ("<h6>Deep</h6>", [("Heading 5", "Deep")]),
        ("<p>one<p class='small'>two<hr>", [("Normal", "one"), ("Small print", "two"), ("Rule", "")]),
        ("<ul><li>one<ul><li>two</ul></ul>", [("List Bullet", "one"), ("List Bullet 2", "two")]),
        ("<ul class='log'><li><p>one<p>two</ul>", [("Log entry", "one"), ("Normal", "two")]),
        ("<ul><li><p>one<p>two</ul>", [("List Bullet", "one"), ("List Continue", "two")]),
        ("<blockquote>one</blockquote>", [("Quote", "one")]),
        ("<dl><dt>One<dd>two<dd>three</dl>", [("Fact", "One\ttwo\nthree")]),
        ("<p>a &lt;b&gt; &amp;amp;</p>", [("Normal", "a <b> &amp;")]),
        ("<p><img alt='A chart'> <b>b</b></p></div>c", [("Normal", "A chart b"), ("Normal", "c")]),
    ],
)
def test_plain_html_of_any_kind_is_kept(html: str, expected: list[tuple[str, str]]) -> None:
    assert paragraphs(written(html)) == expected


def test_each_list_of_numbers_starts_at_one() -> None:
    document = written("<ol><li>one<li>two</ol><p>and</p><ol><li>three</ol>")
    listed = [one.get(qn("w:val")) for one in document.element.body.iter(qn("w:numId"))]
    assert listed[0] == listed[1] != listed[2]
    numbering = document.part.numbering_part.element
    starts = {
        one.get(qn("w:numId")): list(one.iter(qn("w:startOverride"))) for one in numbering.iter(qn("w:num"))
    }
    assert starts[listed[0]]
    assert starts[listed[2]]


def test_cells_that_reach_across_leave_a_table_without_merged_cells() -> None:
    document = written("<table><tr><th>A<th>B<tr><td colspan=2>x<tr><td rowspan=2>y<td>z<tr><td>w</table>")
    assert [[cell.text for cell in row.cells] for row in document.tables[0].rows] == [
        ["A", "B"], ["x", ""], ["y", "z"], ["", "w"],
    ]  # fmt: skip


def test_the_seal_is_a_property_of_the_document() -> None:
    words = (
        '{"tool":"1","rules":"1","plan":"w","content":"","commit":"","as_of":"2020-11-30",'
        '"report":"board","form":"docx","audience":"public"}'
    )
    data = page_docx(small_view(), PageStyle(seal=words))
    seal = read_seal(unpacked(data))
    assert seal is not None
    assert seal.written() == words


def test_the_shipped_reference_document_is_the_one_its_script_makes() -> None:
    made = runpy.run_path(str(ROOT / "tools" / "reference_docx.py"))["reference"]()
    assert unpacked(made) == unpacked((shipped() / "reference.docx").read_bytes())


def test_every_style_that_a_document_names_is_there(statement: Any) -> None:  # noqa: ANN401
    known = {one.get(qn("w:styleId")) for one in statement.styles.element.iter(qn("w:style"))}
    named = statement.element.body.iter(qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle"))
    assert {one.get(qn("w:val")) for one in named} <= known


def test_a_council_s_own_reference_document_brings_its_styles_and_its_letterhead(tmp_path: Path) -> None:
    own = Document()
    own.add_paragraph("Delete this line")
    own.styles["Heading 1"].font.name = "Georgia"
    own.sections[0].header.paragraphs[0].text = "Westshire letterhead"
    own.sections[0].left_margin = Mm(30)
    own.save(str(tmp_path / "reference.docx"))
    document = dressed(tmp_path)
    assert "delete this line" not in said_in_word(document)
    assert document.styles["Heading 1"].font.name == "Georgia"
    assert document.styles["Standing off track"].font.bold
    assert {section.header.paragraphs[0].text for section in document.sections} == {"Westshire letterhead"}
    assert {round(section.left_margin.mm) for section in document.sections} == {30}
    assert said_in_word(document) == said_in_word(opened(page_docx(small_view())))


def test_a_reference_document_that_is_none_is_a_fault_with_its_name(tmp_path: Path) -> None:
    (tmp_path / "reference.docx").write_text("no document", "utf-8")
    with pytest.raises(
        TemplateFaultError, match=re.escape("reference.docx cannot be read as a Word document")
    ):
        dressed(tmp_path)


def test_a_council_s_templates_and_theme_reach_word(tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "partials" / "glossary.html").write_text(
        "<h2>Our words</h2><p>For {{ head.area }}</p>", "utf-8"
    )
    document = dressed(tmp_path, Theme(font="'Gill Sans', sans-serif", colour="#7a1f5c", help="Ring us."))
    assert "our words for westshire" in said_in_word(document)
    assert said_in_word(document).endswith("ring us.")
    fonts = {one.get(qn("w:ascii")) for one in document.styles.element.iter(qn("w:rFonts"))}
    assert fonts == {"Gill Sans"}
    assert str(document.styles["Hyperlink"].font.color.rgb) == "7A1F5C"


def test_no_time_of_making_is_in_the_file() -> None:
    with ZipFile(BytesIO(page_docx(small_view()))) as file:
        assert {one.date_time[:3] for one in file.infolist()} == {(1980, 1, 1)}
        assert b"Microsoft" not in file.read("docProps/app.xml")


def test_a_table_named_by_a_heading_has_its_words_for_those_who_hear_it() -> None:
    tables = opened(page_docx(small_view())).element.body.iter(qn("w:tblCaption"))
    names = [one.get(qn("w:val")) for one in tables]
    assert "Priority area 1.1 Plans are finished in twenty weeks" in names
    assert "" not in names
