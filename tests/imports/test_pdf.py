"""PDFs: ruled tables, rows that a page cuts, repeated headings, colours, and files that hold no text."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pikepdf import Array, Encryption, Pdf

from tests.imports.made import imported
from wsoa.imports.document import ImportStop
from wsoa.imports.ledger import Kind

weasyprint = pytest.importorskip("weasyprint")
pytest.importorskip("pdfplumber")

STYLE = """@page { size: A4 landscape; margin: 15mm } body { font: 10pt sans-serif }
table { border-collapse: collapse; width: 100% } td, th { border: 0.5pt solid; padding: 2pt; text-align: left }"""  # noqa: E501


def pdf(body: str, style: str = STYLE) -> bytes:
    """Print a page."""
    return bytes(weasyprint.HTML(string=f"<style>{style}</style>{body}").write_pdf())


def table(*rows: str) -> str:
    """Write a table whose headings come again on every page."""
    heads = "<thead><tr><th>Ref<th>Action<th>Lead<th>Due date<th>RAG</tr></thead>"
    return f"<h1>Anyshire improvement plan</h1><table>{heads}{''.join(rows)}</table>"


def row(ref: str, action: str = "Ask families", colour: str = "") -> str:
    """Write one row."""
    return f"<tr><td>{ref}<td>{action}<td>Head of SEND<td>31 May 2025<td style='background:{colour}'></tr>"


def test_a_ruled_table_over_several_pages_is_one_table(tmp_path: Path) -> None:
    rows = [row(f"1.{number}") for number in range(1, 61)]
    result = imported(tmp_path, "plan.pdf", pdf(table(*rows)))
    assert list(result.actions) == [f"1.{number}" for number in range(1, 61)]
    assert set(result.dues.values()) == {"2025-05-31"}
    assert "headings repeated" in {e.made for e in result.entries(Kind.SKIPPED, "row")}


def test_a_row_that_runs_over_a_page_is_one_action(tmp_path: Path) -> None:
    long = "<br>".join(f"Line {number} of what will be done." for number in range(70))
    result = imported(tmp_path, "plan.pdf", pdf(table(row("1.1"), row("1.2", long), row("1.3"))))
    assert list(result.actions) == ["1.1", "1.2", "1.3"]
    action = result.actions["1.2"]
    assert "Line 69 of what will be done" in f"{action.title} {action.detail}"


def numbered(*rows: tuple[str, str, str]) -> str:
    """Write a table whose actions bear their numbers before their words, as cells of one column."""
    heads = "<tr><th>Action<th>Due date<th>Lead</tr>"
    cells = "".join(f"<tr><td>{what}<td>{due}<td>{lead}</tr>" for what, due, lead in rows)
    return f"<table>{heads}{cells}</table>"


def test_what_a_page_cuts_off_is_the_end_of_a_row_and_no_action_of_its_own(tmp_path: Path) -> None:
    above = [(f"1.{n} Ask families", "31 May 2025", "Head of SEND") for n in range(1, 5)]
    first = numbered(*above, ("1.5 Revise the audit tool", "30 November", "Service Manager"))
    second = numbered(
        ("With schools and health", "2025", ""), ("1.6 Publish it", "June 2026", "Head of SEND")
    )
    body = f"<h1>Plan</h1>{first}<div style='break-before: page'></div>{second.replace('<tr><th>Action<th>Due date<th>Lead</tr>', '')}"  # noqa: E501
    result = imported(tmp_path, "plan.pdf", pdf(body, STYLE + "td { width: 33% }"))
    assert list(result.actions) == ["1.1", "1.2", "1.3", "1.4", "1.5", "1.6"]
    assert result.dues["1.5"] == "2025-11-30"
    whole = result.actions["1.5"]
    assert "With schools and health" in f"{whole.title} {whole.detail}"


def on_its_side(data: bytes) -> bytes:
    """The same pages as a scanner keeps them: drawn sideways, with a note to turn them for the reader."""
    made = BytesIO()
    with Pdf.open(BytesIO(data)) as opened:
        for page in opened.pages:
            width, height = float(page.mediabox[2]), float(page.mediabox[3])
            page.contents_add(f"q 0 1 -1 0 {height} 0 cm\n".encode(), prepend=True)
            page.contents_add(b"\nQ")
            page.mediabox = Array([0, 0, height, width])
            page.rotate(90, relative=False)
        opened.save(made)
    return made.getvalue()


def test_pages_on_their_side_are_read_as_people_read_them(tmp_path: Path) -> None:
    rows = [row(f"1.{number}") for number in range(1, 31)]
    result = imported(tmp_path, "plan.pdf", on_its_side(pdf(table(*rows))))
    assert list(result.actions) == [f"1.{number}" for number in range(1, 31)]
    assert set(result.dues.values()) == {"2025-05-31"}


def test_a_colour_that_shades_a_cell_is_a_rating(tmp_path: Path) -> None:
    result = imported(
        tmp_path, "plan.pdf", pdf(table(row("1.1", colour="#00B050"), row("1.2", colour="#FF0000")))
    )
    assert [a.rating and a.rating.code for a in result.actions.values()] == ["G", "R"]


def test_a_page_that_holds_a_picture_and_no_text_is_refused_with_the_way_out(tmp_path: Path) -> None:
    svg = "<svg width='300' height='300'><rect width='200' height='200'/></svg>"
    with pytest.raises(ImportStop, match="searchable"):
        imported(tmp_path, "plan.pdf", pdf(svg))


def test_a_password_and_a_broken_file_are_one_sentence_each(tmp_path: Path) -> None:
    stream = BytesIO()
    with Pdf.open(BytesIO(pdf(table(row("1.1"))))) as opened:
        opened.save(stream, encryption=Encryption(owner="a", user="b"))
    with pytest.raises(ImportStop, match="password"):
        imported(tmp_path, "plan.pdf", stream.getvalue())
    with pytest.raises(ImportStop, match="not a PDF"):
        imported(tmp_path, "plan.pdf", b"%PDF-1.7 and no more")
