from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.tools import needs
from wsoa.cli.render import Format
from wsoa.render.registry import FORMATS
from wsoa.reports.registry import REPORTS


def test_every_format_has_a_renderer() -> None:
    assert {one.value for one in Format} - {"pdf"} <= FORMATS["page"].keys()


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("suffix", ["html", "md"])
def test_every_report_comes_in_every_format(
    wsoa: Command, plans: Path, tmp_path: Path, report: str, suffix: str
) -> None:
    file = tmp_path / f"page.{suffix}"
    assert wsoa("render", "anyshire", "--report", report, "--plans", str(plans), "-o", str(file)).code == 0
    assert "Anyshire" in file.read_text("utf-8")


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


def test_a_page_can_be_had_as_a_pdf(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    needs("pdf")
    file = tmp_path / "page.pdf"
    assert wsoa("render", "anyshire", "--report", "summary", "--plans", str(plans), "-o", str(file)).code == 0
    assert file.read_bytes().startswith(b"%PDF-")
