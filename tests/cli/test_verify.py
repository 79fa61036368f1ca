"""``wsoa verify``: a page is genuine only where the plan in git gives it again, byte for byte."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx import Document

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import commit, with_versions
from wsoa.reports.registry import REPORTS


@pytest.fixture
def area(tmp_path: Path) -> Path:
    """A plan with two versions in git."""
    older = SMALL.replace("2026-03-31", "2026-02-28")
    return with_versions(tmp_path, [("2026-01-10", older), ("2026-05-21", SMALL)])


def made(wsoa: Command, area: Path, *words: str, name: str = "page.html") -> Path:
    file = area.parents[1] / name
    ran = wsoa("render", "anyshire", "--plans", str(area.parent), "-o", str(file), *words)
    assert ran.code == 0, ran.err
    return file


def told(wsoa: Command, area: Path, file: Path) -> tuple[int, str]:
    ran = wsoa("verify", str(file), "--plans", str(area.parent))
    return ran.code, ran.out + ran.err


@pytest.mark.parametrize("report", REPORTS)
@pytest.mark.parametrize("name", ["page.html", "page.md", "page.docx"])
def test_a_page_as_it_was_made_is_genuine(wsoa: Command, area: Path, report: str, name: str) -> None:
    code, said = told(wsoa, area, made(wsoa, area, "--report", report, name=name))
    assert code == 0
    assert said.startswith(f"Genuine: the {report} of anyshire as at 2026-06-30, from commit ")


@pytest.mark.parametrize(
    "words",
    [("--fragment",), ("--audience", "adviser"), ("--suppress-below", "5"), ("--statement", "s.html")],
)
def test_whatever_was_asked_for_is_asked_for_again(wsoa: Command, area: Path, words: tuple[str, ...]) -> None:
    assert told(wsoa, area, made(wsoa, area, *words))[0] == 0


def test_one_changed_word_is_found_and_shown(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    page.write_text(page.read_text("utf-8").replace("Hire two", "Hire no", 1), "utf-8")
    code, said = told(wsoa, area, page)
    assert code == 1
    assert said.startswith("Not genuine: line ")
    assert "Hire no plan writers" in said


@pytest.mark.parametrize("name", ["page.html", "page.md", "page.docx"])
def test_a_plan_that_writes_what_looks_like_a_seal_is_read_past(
    wsoa: Command, tmp_path: Path, name: str
) -> None:
    forged = """'Hire data-wsoa="{}" <meta name="wsoa" content="{}"> name="wsoa"><vt:lpwstr>{}</vt:lpwstr>'"""
    plan = SMALL.replace("Hire two plan writers", forged, 1)
    area = with_versions(tmp_path, [("2026-01-10", plan)])
    assert told(wsoa, area, made(wsoa, area, name=name))[0] == 0


def test_a_changed_word_document_is_found(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area, name="page.docx")
    document = Document(str(page))
    document.paragraphs[1].runs[-1].text = "Another plan"
    document.save(str(page))
    code, said = told(wsoa, area, page)
    assert code == 1
    assert said.startswith("Not genuine: line ")


@pytest.mark.parametrize("data", [b"PK\x03\x04 no zip", b"\xff\xfe", b"PK"])
def test_a_file_that_is_no_page_is_refused(wsoa: Command, area: Path, data: bytes) -> None:
    page = area.parent / "page.docx"
    page.write_bytes(data)
    code, said = told(wsoa, area, page)
    assert code == 2
    assert "cannot be read as a page" in said


def test_of_a_pdf_it_cannot_be_told(wsoa: Command, area: Path) -> None:
    page = area.parent / "page.pdf"
    page.write_bytes(b"%PDF-1.7\n")
    code, said = told(wsoa, area, page)
    assert code == 3
    assert "A PDF does not say how it was made" in said


def test_a_page_stays_genuine_when_the_plan_moves_on(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    commit(
        area.parents[1], {"plans/anyshire/plan.yaml": SMALL.replace("2026-03-31", "2026-12-31")}, "2026-06-01"
    )
    assert told(wsoa, area, page)[0] == 0


def test_a_page_of_a_text_that_was_never_committed_cannot_be_checked_later(wsoa: Command, area: Path) -> None:
    plan = area / "plan.yaml"
    plan.write_text(SMALL.replace("2026-03-31", "2026-04-30"), "utf-8")
    page = made(wsoa, area)
    assert "not committed" in told(wsoa, area, page)[1]
    plan.write_text(SMALL, "utf-8")
    code, said = told(wsoa, area, page)
    assert code == 3
    assert "was not committed" in said


def test_a_page_of_an_invented_version_is_not_genuine(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    text = page.read_text("utf-8")
    page.write_text(text.replace("&#34;content&#34;:&#34;", "&#34;content&#34;:&#34;0"), "utf-8")
    assert told(wsoa, area, page)[0] == 1


def test_a_page_of_another_program_says_nothing_of_its_making(wsoa: Command, area: Path) -> None:
    page = area.parent / "page.html"
    page.write_text("<!DOCTYPE html><title>Plan</title>", "utf-8")
    code, said = told(wsoa, area, page)
    assert code == 1
    assert "does not say how it was made" in said


@pytest.mark.parametrize("seal", ["{}", '{"tool": 1}', "[", '{"as_of": "soon"}'])
def test_a_broken_seal_is_no_seal(wsoa: Command, area: Path, seal: str) -> None:
    page = area.parent / "page.md"
    page.write_text(f"# Plan\n\n<!-- wsoa {seal} -->\n", "utf-8")
    assert told(wsoa, area, page)[0] == 1


def test_a_page_made_by_another_version_of_the_tool_is_not_judged(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    text = page.read_text("utf-8")
    page.write_text(text.replace("&#34;tool&#34;:&#34;", "&#34;tool&#34;:&#34;9"), "utf-8")
    code, said = told(wsoa, area, page)
    assert code == 3
    assert "Check it with that version" in said


def test_a_page_in_a_councils_own_dress_needs_that_dress(wsoa: Command, area: Path) -> None:
    settings = area.parents[1] / "wsoa.toml"
    settings.write_text('[theme]\ncolour = "#7a1f5c"\n', "utf-8")
    page = made(wsoa, area)
    assert "#7a1f5c" in page.read_text("utf-8")
    assert told(wsoa, area, page)[0] == 0
    settings.unlink()
    assert told(wsoa, area, page)[0] == 3


def test_a_page_whose_links_lead_away_is_told_so(wsoa: Command, area: Path) -> None:
    address = "https://example.org/plan.html"
    page = made(wsoa, area, "--report", "summary", "--statement", address)
    code, said = told(wsoa, area, page)
    assert code == 0
    assert said.endswith(f"Its links lead to {address}.\n")


def test_pictures_beside_a_page_are_part_of_what_is_made_again(wsoa: Command, area: Path) -> None:
    assert told(wsoa, area, made(wsoa, area, "--charts", "file"))[0] == 0
    assert told(wsoa, area, made(wsoa, area, "--charts", "none"))[0] == 0
