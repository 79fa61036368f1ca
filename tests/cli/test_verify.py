"""``wsoa verify``: a page is genuine only where the plan in git gives it again, byte for byte."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from html import escape, unescape
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


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("Hire two", "Hire  two", "space, not “t”"),
        ("Hire two", "Hire\u00a0two", "no-break space, not space"),
        ("Hire two", "Hire tw\u043e", "cyrillic small letter o, not “o”"),
    ],
)
def test_what_looks_the_same_is_named_and_shown_where_it_differs(
    wsoa: Command, area: Path, old: str, new: str, place: str
) -> None:
    page = made(wsoa, area)
    text = page.read_text("utf-8")
    page.write_text(f"{text.replace(old, new, 1)}", "utf-8")
    code, said = told(wsoa, area, page)
    assert code == 1
    assert re.search(r"line [\d,]+, character [\d,]+ of the page differs", said)
    assert place in said
    shown = said.splitlines()[1:3]
    assert shown[0].removeprefix("  page: ") != shown[1].removeprefix("  plan: ")


def test_the_place_of_a_difference_far_along_a_line_is_shown_in_both(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    lines = page.read_text("utf-8").split("\n")
    longest = max(range(len(lines)), key=lambda n: len(lines[n]))
    lines[longest] = f"{lines[longest][:-20]}#{lines[longest][-19:]}"
    page.write_text("\n".join(lines), "utf-8")
    said = told(wsoa, area, page)[1].splitlines()
    assert f"line {longest + 1}, character {len(lines[longest]) - 19} of the page" in said[0]
    assert "#" in said[1]
    assert said[1].removeprefix("  page: ") != said[2].removeprefix("  plan: ")


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


# Pages that somebody, or some program, has touched.


def seal_with(page: str, /, **changed: object) -> str:
    """Return a page with other words in its seal."""
    found = re.search(r'<meta name="wsoa" content="([^"]*)"', page)
    assert found is not None
    seal = json.loads(unescape(found[1])) | changed
    return page.replace(found[1], escape(json.dumps(seal, separators=(",", ":"))))


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda page: page.replace(b"\n", b"\r\n"), "its lines end as on Windows"),
        (lambda page: page.rstrip(b"\n"), "line ends are missing at its end"),
        (lambda page: page + b"\n", "line ends are too many at its end"),
        (lambda page: page.rstrip(b"\n").replace(b"\n", b"\r\n"), "line ends are missing at its end"),
    ],
)
@pytest.mark.parametrize("name", ["page.html", "page.md"])
def test_a_page_whose_line_ends_were_rewritten_is_told_so(
    wsoa: Command, area: Path, name: str, change: Callable[[bytes], bytes], says: str
) -> None:
    page = made(wsoa, area, name=name)
    page.write_bytes(change(page.read_bytes()))
    code, said = told(wsoa, area, page)
    assert code == 1
    assert "the words are the same" in said
    assert says in said


def test_a_change_far_along_a_line_is_shown_where_it_is(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    text = page.read_text("utf-8")
    long = max(text.split("\n"), key=len)
    page.write_text(text.replace(long, f"{long[:-3]}?!{long[-3:]}"), "utf-8")
    _, said = told(wsoa, area, page)
    _, shown, expected = said.rstrip("\n").split("\n")
    assert "?!" in shown
    assert shown.removeprefix("  page: ") != expected.removeprefix("  plan: ")


def test_a_page_made_where_git_writes_other_line_ends_is_genuine_everywhere(
    wsoa: Command, area: Path
) -> None:
    plan = area / "plan.yaml"
    same = plan.read_bytes()
    plan.write_bytes(same.replace(b"\n", b"\r\n"))
    page = made(wsoa, area)
    assert "commit not known" not in page.read_text("utf-8")
    assert told(wsoa, area, page)[0] == 0
    plan.write_bytes(same)
    assert told(wsoa, area, page)[0] == 0


def test_a_page_that_ends_early_says_so(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    page.write_text("\n".join(page.read_text("utf-8").split("\n")[:-4]), "utf-8")
    assert "(nothing, the text has ended)" in told(wsoa, area, page)[1]


@pytest.mark.parametrize(
    "changed",
    [
        {"as_of": "9999-12-31"},
        {"as_of": "0001-01-01"},
        {"since": "9999-12-31"},
        {"plan": "any\x00shire"},
        {"page": "a\x00b", "items": "./"},
        {"commit": "--output=x"},
        {"commit": "HEAD"},
        {"plan": "x" * 100_000},
        {"fragment": 10**30},
        {"fragment": -1},
        {"suppress_below": -1},
        {"items": "../../evil/"},
        {"items": "./"},
        {"audience": "nobody"},
        {"statement": "a\nb"},
    ],
)
def test_a_seal_that_we_would_not_have_written_is_none(
    wsoa: Command, area: Path, changed: dict[str, object]
) -> None:
    page = made(wsoa, area)
    page.write_text(seal_with(page.read_text("utf-8"), **changed), "utf-8")
    code, said = told(wsoa, area, page)
    assert code == 1
    assert "does not say how it was made" in said


def test_a_seal_nested_too_deeply_is_none(wsoa: Command, area: Path) -> None:
    page = made(wsoa, area)
    page.write_text(
        re.sub(r'(name="wsoa" content=")[^"]*', rf"\g<1>{'[' * 100_000}", page.read_text("utf-8"))
    )
    assert told(wsoa, area, page)[0] == 1


def test_a_page_says_where_its_links_lead_if_that_is_not_the_usual_place(wsoa: Command, area: Path) -> None:
    assert "Its links lead" not in told(wsoa, area, made(wsoa, area, "--report", "summary"))[1]
    elsewhere = made(wsoa, area, "--report", "summary", "--statement", "elsewhere/page.html")
    code, said = told(wsoa, area, elsewhere)
    assert code == 0
    assert said.rstrip().endswith("Its links lead to elsewhere/page.html.")


def test_a_file_that_is_no_page_is_one_sentence(wsoa: Command, area: Path, tmp_path: Path) -> None:
    for name, data in (("a.html", b"\xff\xfe"), ("b.html", b""), ("c.html", b"\x00")):
        (tmp_path / name).write_bytes(data)
        code, said = told(wsoa, area, tmp_path / name)
        assert code in {1, 2}
        assert said.count("\n") == 1
    for name, says in (("a.html", "it is not text in UTF-8"), ("no.html", "there is no such file")):
        assert says in told(wsoa, area, tmp_path / name)[1]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_pipe_in_place_of_a_page_is_refused_at_once(wsoa: Command, area: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "page.html")
    code, said = told(wsoa, area, tmp_path / "page.html")
    assert code == 2
    assert "it is not an ordinary file" in said
