from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import Command
from wsoa.cli.render import Format, Report
from wsoa.render.registry import FORMATS


def test_every_report_comes_in_every_format() -> None:
    for report in Report:
        assert [one.value for one in Format] == list(FORMATS[report])


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
