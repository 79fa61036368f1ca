from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.tools import needs
from wsoa.render.registry import PAGES
from wsoa.reports.registry import REPORTS

STARTS = {"html": b"<!DOCTYPE html>", "markdown": b"# Anyshire", "docx": b"PK", "pdf": b"%PDF-"}
"""How a file of each form begins."""


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("form", PAGES)
def test_every_report_comes_in_every_form_by_the_files_name(
    wsoa: Command, plans: Path, tmp_path: Path, report: str, form: str
) -> None:
    if form in {"docx", "pdf"}:
        needs(form)
    for ending in PAGES[form].endings:
        file = tmp_path / f"page{ending}"
        ran = wsoa("render", "anyshire", "--report", report, "--plans", str(plans), "-o", str(file))
        assert ran.code == 0, ran.err
        assert file.read_bytes().startswith(STARTS[form])


@pytest.mark.parametrize("name", ["board.xlsx", "board.txt", "board.doc", "board.docm", "board.2020"])
def test_a_name_of_no_form_is_refused_with_the_names_there_are(
    wsoa: Command, plans: Path, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    ran = wsoa("render", "anyshire", "--report", "board", "--plans", str(plans), "-o", str(file))
    assert ran.code == 2
    told = "A page is written to a file that ends in .html, .htm, .md, .markdown, .docx or .pdf;"
    assert ran.err.startswith(told)
    assert not file.exists()


def test_a_name_may_be_anything_where_the_form_is_said(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    file = tmp_path / "page.txt"
    words = ("render", "anyshire", "--plans", str(plans), "--format", "markdown", "-o", str(file))
    assert wsoa(*words).code == 0
    assert file.read_text("utf-8").startswith("# ")


def test_a_form_there_is_not_is_refused_with_those_there_are(wsoa: Command, plans: Path) -> None:
    ran = wsoa("render", "anyshire", "--plans", str(plans), "--format", "odt")
    assert ran.code == 2
    assert "'odt' is not one of 'html', 'markdown', 'docx', 'pdf'" in " ".join(ran.err.split())


def test_a_report_that_is_not_there_is_refused_with_those_that_are(wsoa: Command, plans: Path) -> None:
    ran = wsoa("render", "anyshire", "--report", "bord", "--plans", str(plans))
    assert ran.code == 2
    assert "The reports are statement, summary" in ran.err


def test_the_summary_is_a_page_or_markdown_by_the_files_name(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    for name, start in (("summary.html", "<!DOCTYPE html>"), ("summary.md", "# ")):
        file = tmp_path / name
        ran = wsoa("render", "anyshire", "--report", "summary", "--plans", str(plans), "-o", str(file))
        assert ran.code == 0
        text = file.read_text("utf-8")
        assert text.startswith(start)
        assert f"statement{file.suffix}" in text


def test_the_statement_stays_what_render_makes_unless_asked_otherwise(wsoa: Command, plans: Path) -> None:
    ran = wsoa("render", "anyshire", "--plans", str(plans))
    assert 'id="contents"' in ran.out


def test_the_summary_links_to_where_the_statement_stands(wsoa: Command, plans: Path) -> None:
    address = "https://example.org/plan.html"
    ran = wsoa("render", "anyshire", "--report", "summary", "--statement", address, "--plans", str(plans))
    assert f'href="{address}"' in ran.out


@pytest.mark.parametrize("address", ["javascript:go()", "plan.html#top"])
def test_an_address_that_cannot_be_linked_to_is_refused(wsoa: Command, plans: Path, address: str) -> None:
    ran = wsoa("render", "anyshire", "--report", "summary", "--statement", address, "--plans", str(plans))
    assert ran.code == 2
    assert "not an address a page may link to" in ran.err


def test_charts_can_stand_as_files_beside_the_page(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    ran = wsoa("render", "anyshire", "--charts", "file", "--plans", str(plans), "-o", str(page))
    assert ran.code == 0
    text = page.read_text("utf-8")
    named = re.findall(r'<img src="([^"]+)" alt="([^"]+)"', text)
    assert named
    for name, words in named:
        assert words
        assert (tmp_path / name).read_text("utf-8").startswith("<svg xmlns=")


def test_without_pictures_the_tables_of_charts_stay(wsoa: Command, plans: Path) -> None:
    text = wsoa("render", "anyshire", "--charts", "none", "--plans", str(plans)).out
    assert 'class="chart"' in text
    assert "Commitments by standing" in text
    assert "<details>" not in text


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--charts", "file"), "name the page with -o FILE"),
        (("--format", "pdf"), "write it to a file with -o FILE"),
        (("--format", "docx"), "write it to a file with -o FILE"),
        (("--format", "html", "-o", "page.docx"), "page.docx is a name for docx, and --format says html"),
        (("--format", "docx", "--charts", "none"), "are for HTML pages"),
        (("--format", "markdown", "--fragment"), "are for HTML pages"),
        (("--as-of", "2026-06-30", "--to", "2026-06-29"), "name the same day"),
        (("--report", "board", "--from", "2026-07-30"), "is not before"),
    ],
)
def test_what_does_not_go_together_is_refused(
    wsoa: Command, plans: Path, words: tuple[str, ...], sentence: str
) -> None:
    ran = wsoa("render", "anyshire", *words, "--plans", str(plans))
    assert ran.code == 2
    assert sentence in " ".join(ran.err.split())
