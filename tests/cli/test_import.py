"""``wsoa import``: a folder that appears whole or not at all, and a ledger beside the plan."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.imports.made import HEADINGS, csv_of, saved, word

ROWS = [
    HEADINGS,
    ("1.1.1", "Ask families", "Head of SEND", "31st October 2026"),
    ("1.1.2", "Answer them", "^", "31 November 2026"),
]


@pytest.fixture
def document(tmp_path: Path) -> Path:
    """A Word file with two actions, one of them with a day that does not exist."""
    file = tmp_path / "Anyshire plan.docx"
    file.write_bytes(
        saved(word(ROWS, before=["Anyshire priority action plan", "Workstream 1: Timely plans"]))
    )
    return file


def test_a_document_becomes_a_plan_that_validates_and_shows_at_once(
    wsoa: Command, document: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "plans" / "anyshire"
    ran = wsoa("import", str(document), "--plans", str(folder.parent))
    assert ran.code == 0
    assert ran.err.startswith(f"Wrote {folder}. Next:\n  1. Read {folder / 'import-ledger.md'}: 1 not read, ")
    assert ran.err.endswith("  5. wsoa render anyshire -o anyshire.html\n")
    assert wsoa("format", "--check", "--plans", str(folder.parent)).code == 0
    said = " ".join(ran.out.split())
    assert "1 workstream, 1 outcome, 2 actions (1 with a date, 2 with a lead)" in said
    assert sorted(f.relative_to(folder).as_posix() for f in folder.rglob("*.*")) == [
        "import-ledger.md", "plan.yaml", "workstreams/01-timely-plans.yaml",
    ]  # fmt: skip
    validated = wsoa("validate", "--plans", str(folder.parent))
    assert validated.code == 0
    assert "0 errors" in validated.out
    assert "Ask families" in wsoa("show", "anyshire", "1.1.1", "--plans", str(folder.parent)).out


def test_the_plan_says_where_each_action_stood(wsoa: Command, document: Path, tmp_path: Path) -> None:
    wsoa("import", str(document), "-o", str(tmp_path / "new"))
    text = (tmp_path / "new" / "workstreams" / "01-timely-plans.yaml").read_text(encoding="utf-8")
    assert '      # from table 1, row 3\n      - ref: "1.1.2"\n' in text


def test_the_ledger_and_the_screen_name_what_was_not_read(
    wsoa: Command, document: Path, tmp_path: Path
) -> None:
    ran = wsoa("import", str(document), "-o", str(tmp_path / "new"))
    ledger = (tmp_path / "new" / "import-ledger.md").read_text(encoding="utf-8")
    row = "| table 1, row 3, column 4 | 1.1.2 | due | 31 November 2026 | no date: November 2026 has 30 days"
    assert row in ledger
    assert "table 1, row 3, column 4" in ran.out


def test_nothing_is_overwritten(wsoa: Command, document: Path, tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    (tmp_path / "new" / "mine.txt").write_text("mine", encoding="utf-8")
    ran = wsoa("import", str(document), "-o", str(tmp_path / "new"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == f"{tmp_path / 'new'} is there already; name a new folder with -o.\n"
    assert [f.name for f in (tmp_path / "new").iterdir()] == ["mine.txt"]


def test_a_dry_run_writes_nothing_and_prints_the_whole_ledger(
    wsoa: Command, document: Path, tmp_path: Path
) -> None:
    before = sorted(tmp_path.rglob("*"))
    ran = wsoa("import", str(document), "-o", str(tmp_path / "new"), "--dry-run")
    assert ran.code == 0
    assert "Nothing was written" in ran.err
    assert sorted(tmp_path.rglob("*")) == before


def test_a_write_that_fails_leaves_nothing_behind(
    wsoa: Command, document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(OSError, match="No space left"):
        wsoa("import", str(document), "-o", str(tmp_path / "new"))
    assert sorted(f.name for f in tmp_path.iterdir()) == ["Anyshire plan.docx"]


def test_the_map_that_was_used_can_be_written_changed_and_given_back(wsoa: Command, tmp_path: Path) -> None:
    file, how = tmp_path / "anyshire.csv", tmp_path / "map.yaml"
    file.write_text(
        csv_of(("1.1.1", "Ask", "Head of SEND", "03/04/26"), headings=("Ref", "Action", "Champion", "Due"))
    )
    assert wsoa("import", str(file), "--dry-run", "--write-map", str(how)).code == 0
    text = how.read_text(encoding="utf-8")
    assert '  "Champion": note\n' in text
    how.write_text(
        text.replace('"Champion": note', '"Champion": lead').replace("# dayfirst", "dayfirst"),
        encoding="utf-8",
    )
    ran = wsoa("import", str(file), "-o", str(tmp_path / "new"), "--map", str(how))
    assert (ran.code, "1 action (1 with a date, 1 with a lead)" in ran.out) == (0, True)
    assert "due: 2026-04-03" in next((tmp_path / "new" / "workstreams").iterdir()).read_text(encoding="utf-8")


def test_what_the_user_says_goes_before_what_the_document_says(
    wsoa: Command, document: Path, tmp_path: Path
) -> None:
    said = (
        "--area",
        "Otherland",
        "--kind",
        "app",
        "--title",
        "Our plan",
        "--date",
        "May 2026",
        "--start",
        "2026-01-05",
    )
    ran = wsoa("import", str(document), "--plans", str(tmp_path / "plans"), *said)
    assert ran.code == 0
    head = (tmp_path / "plans" / "otherland" / "plan.yaml").read_text(encoding="utf-8")
    for line in ("kind: app", "area: Otherland", "title: Our plan", "  date: 2026-05", "start: 2026-01-05"):
        assert f"{line}\n" in head


@pytest.mark.parametrize(("name", "library"), [("plan.docx", "docx"), ("plan.xlsx", "python_calamine")])
def test_a_missing_library_is_one_sentence_with_the_command_to_install_it(
    wsoa: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, library: str
) -> None:
    known = importlib.util.find_spec
    monkeypatch.setattr(
        "wsoa.imports.readers.choose.find_spec", lambda wanted: None if wanted == library else known(wanted)
    )
    (tmp_path / name).write_bytes(b"whatever")
    ran = wsoa("import", str(tmp_path / name), "-o", str(tmp_path / "new"))
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("needs a library that is not installed: pip install 'wsoa[office]'.\n")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["missing.docx"], "missing.docx cannot be read: No such file or directory.\n"),
        (["plan.rtf"], "open it in Word and save it as .docx.\n"),
        (["plan.csv", "--date", "03/04/26"], "could be two different days"),
        (["plan.csv", "--start", "soon"], "--start 'soon' is not a day or a month"),
        (["plan.csv", "--map", "none.yaml"], "none.yaml cannot be read"),
    ],
)
def test_wrong_usage_is_one_sentence(wsoa: Command, words: list[str], said: str) -> None:
    ran = wsoa("import", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1


def test_what_is_said_of_many_places_is_said_once(wsoa: Command, tmp_path: Path) -> None:
    file = tmp_path / "plan.csv"
    rows = "".join(f"1.{n},Do thing {n},Head of SEND,soon\n" for n in range(1, 8))
    file.write_text(f"Ref,Action,Lead,Due\n{rows}", "utf-8")
    ran = wsoa("import", str(file), "-o", str(tmp_path / "out"), "--dry-run")
    told = " ".join(ran.out.split())
    assert told.count("“soon”") == 1
    assert "due of 1.1, 1.2, 1.3, 1.4 and 3 more “soon”" in told


def test_our_own_workbook_is_known_and_the_way_of_its_changes_is_told(wsoa: Command, tmp_path: Path) -> None:
    plans = Path(__file__).parents[2] / "plans"
    book = tmp_path / "tracker.xlsx"
    exported = wsoa("export", "peterborough", "--plans", str(plans), "--format", "xlsx", "-o", str(book))
    assert exported.code == 0
    ran = wsoa("import", str(book), "-o", str(tmp_path / "new"))
    assert (ran.code, ran.out) == (2, "")
    assert "not a new plan" in ran.err
    assert "wsoa return apply" in ran.err
    assert not (tmp_path / "new").exists()


def test_our_own_table_is_known_too(wsoa: Command, tmp_path: Path, plans: Path) -> None:
    tables = tmp_path / "tables"
    assert wsoa("export", "--plans", str(plans), "--format", "csv", "-o", str(tables)).code == 0
    ran = wsoa("import", str(tables / "commitments.csv"), "-o", str(tmp_path / "new"))
    assert (ran.code, ran.out) == (2, "")
    assert "a table that wsoa export made of the plan anyshire" in ran.err


def test_many_lines_of_a_kind_are_one_and_a_long_cell_is_cut_on_the_screen(
    wsoa: Command, tmp_path: Path
) -> None:
    file = tmp_path / "plan.csv"
    rows = "".join(f"1.{n},Do it,Head of SEND,sometime in phase {n}\n" for n in range(1, 400))
    endless = "soon " * 5_000
    file.write_text(f"Ref,Action,Lead,Due\n{rows}2.1,Do it,Head of SEND,{endless}\n", "utf-8")
    ran = wsoa("import", str(file), "-o", str(tmp_path / "out"), "--dry-run")
    told = " ".join(ran.out.split())
    assert len(ran.out.splitlines()) < 60
    assert "“sometime in phase 4” and 395 more" in told
    assert "…”" in told
    whole = wsoa("import", str(file), "-o", str(tmp_path / "out"), "--dry-run", "--verbose")
    assert all(f"“sometime in phase {n}”" in " ".join(whole.out.split()) for n in (1, 200, 399))
