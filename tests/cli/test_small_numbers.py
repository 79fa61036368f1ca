"""A withheld count stands in no output of a plan, and follows from none: not now, and not from its past.

The figures are large and odd, so that none of them turns up by chance; the limit is larger still.
"""

from __future__ import annotations

import sqlite3
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pdfplumber
import pytest

from tests.cli.conftest import SMALL, Command
from tests.history.repositories import commit, new_repository

BELOW = "50000"
WITHHELD = {
    "a part's baseline": 31415,
    "the next part's baseline": 620031,
    "a part's reading": 27182,
    "the next part's reading": 580417,
    "an older version's reading of that part": 570093,
    "a small figure without parts": 14142,
    "the sum of months less the others": 17320,
}
KPIS = """\
    kpis:
      - ref: K1
        title: Children waiting
        aim: reduce
        unit: count
        printed: {baseline: "31,415 children in the north"}
        note: In the north it was 31415 at first
        baseline: {value: 651446, at: 2025-09}
        targets: [{by: 2026-12, value: 500000}]
        readings: [{period: 2026-03, value: 607599}]
        parts:
          - ref: north
            title: North
            baseline: {value: 31415, at: 2025-09, text: about 31415}
            targets: [{by: 2026-12, change: -1415, value: 30000}]
            readings: [{date: 2026-03-31, value: 27182, text: 27182 in all, note: it was 27182}]
          - {ref: south, title: South, baseline: {value: 620031, at: 2025-09}, readings: [READING]}
      - ref: K2
        title: Children out of school
        aim: reduce
        unit: count
        baseline: {value: 14142, at: 2025-09-30}
        targets: [{by: 2026-12, change: -10}, {by: 2027-12, maintain: true}]
        readings:
          - {period: 2026-01, value: 17320}
          - {period: 2026-02, value: 222222}
          - {period: 2026-03, value: 333333}
          - {period: 2026-Q1, value: 572875}
"""


def plan(south: str) -> str:
    reading = f"{{date: 2026-03-31, value: {south}}}"
    head = SMALL.replace("    outcomes:\n", KPIS.replace("READING", reading) + "    outcomes:\n")
    assert "K2" in head
    return head


@pytest.fixture
def plans_with_counts(tmp_path: Path) -> Path:
    repository = new_repository(tmp_path / "repository")
    commit(repository, {"plans/anyshire/plan.yaml": plan("570093")}, "2026-04-01")
    commit(repository, {"plans/anyshire/plan.yaml": plan("580417")}, "2026-05-01")
    return repository / "plans"


def texts(file: Path) -> Iterator[str]:
    """Yield all that is readable in a file, also in one that packs others."""
    if file.suffix == ".pdf":
        with pdfplumber.open(file) as document:
            yield from (page.extract_text() for page in document.pages)
            yield str(document.metadata)
    elif file.suffix in {".xlsx", ".docx"}:
        with zipfile.ZipFile(file) as archive:
            yield from (archive.read(name).decode("utf-8", "replace") for name in archive.namelist())
    else:
        yield file.read_bytes().decode("utf-8", "replace")


def spelt(figure: int) -> set[str]:
    return {f"{figure}", f"{figure:,}", f"{figure:,}".replace(",", "\u202f"), f"{figure:,}".replace(",", " ")}


def made(wsoa: Command, plans: Path, folder: Path, below: str) -> dict[str, str]:
    """Make every output there is of the plan, and return its text by name."""
    folder.mkdir()
    limit, where = ("--suppress-below", below), ("--plans", str(plans))
    assert wsoa("render", "--site", str(folder / "site"), *limit, *where).code == 0
    for report in ("statement", "summary", "board", "evidence", "questions", "scorecard", "timeline"):
        for ending in ("html", "md", "docx"):
            period = ("--from", "2026-04-10") if report == "board" else ()
            out = ("--report", report, "-o", str(folder / f"{report}.{ending}"))
            assert wsoa("render", "anyshire", *period, *limit, *where, *out).code == 0
    for report in ("statement", "scorecard"):
        out = ("--report", report, "-o", str(folder / f"{report}.pdf"))
        assert wsoa("render", "anyshire", *limit, *where, *out).code == 0
    for ending in ("ics", "atom", "json", "xlsx", "docx"):
        assert wsoa("export", "anyshire", *limit, *where, "-o", str(folder / f"data.{ending}")).code == 0
    assert wsoa("export", "--format", "csv", *limit, *where, "-o", str(folder / "csv")).code == 0
    told = {}
    database = folder / "data.sqlite"
    assert wsoa("export", "--versions", *limit, *where, "-o", str(database)).code == 0
    with closing(sqlite3.connect(database)) as rows:
        told["every version in SQLite"] = "\n".join(rows.iterdump())
    for words in (
        ("history", "anyshire"), ("history", "anyshire", "K1/south"), ("history", "anyshire", "K1"),
        ("history", "anyshire", "--format", "json"), ("diff", "HEAD~1"), ("diff", "HEAD~1", "HEAD"),
        ("diff", "HEAD~1", "--format", "markdown"), ("diff", "HEAD~1", "--format", "json"),
        ("diff", "HEAD~1", "--ratings"),
    ):  # fmt: skip
        ran = wsoa(*words, *limit, *where)
        assert ran.code == 0, ran.err
        told[" ".join(words)] = ran.out
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            told[file.relative_to(folder).as_posix()] = "\n".join(texts(file))
    return told


def test_no_output_holds_a_withheld_count(wsoa: Command, plans_with_counts: Path, tmp_path: Path) -> None:
    told = made(wsoa, plans_with_counts, tmp_path / "out", BELOW)
    leaks = [
        f"{what}: {name}"
        for name, text in told.items()
        for what, figure in WITHHELD.items()
        if any(one in text for one in spelt(figure))
    ]
    assert leaks == []
    assert any("607,599" in text for text in told.values())


def test_the_same_outputs_hold_them_where_nothing_is_withheld(
    wsoa: Command, plans_with_counts: Path, tmp_path: Path
) -> None:
    """Else the test above would look in the wrong place."""
    told = made(wsoa, plans_with_counts, tmp_path / "out", "0")
    seen = {what for what, n in WITHHELD.items() if any(one in t for t in told.values() for one in spelt(n))}
    assert seen == WITHHELD.keys()
    for name in (
        "scorecard.html",
        "scorecard.pdf",
        "csv/kpis.csv",
        "data.xlsx",
        "data.docx",
        "data.json",
        "every version in SQLite",
        "diff HEAD~1",
    ):
        assert any(one in told[name] for n in WITHHELD.values() for one in spelt(n)), name


def test_what_was_restated_is_not_told_to_those_from_whom_counts_are_withheld(
    wsoa: Command, plans_with_counts: Path
) -> None:
    words = ("--restated", "2026-04-15", "--suppress-below", "5", "--plans", str(plans_with_counts))
    ran = wsoa("history", "anyshire", *words)
    assert ran.code == 2
    assert "--suppress-below does not go with it" in ran.err
