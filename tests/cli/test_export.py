"""``wsoa export``: what comes out, where, and what is said when it cannot."""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest
from docx import Document
from icalendar import Calendar
from python_calamine import CalamineWorkbook

from tests.cli.conftest import SMALL, Command
from tests.conftest import PLANS
from tests.history.repositories import ENVIRONMENT, commit, fingerprint, git, new_repository
from wsoa.cli.app import run

FILES = [
    "changes.csv",
    "commitments.csv",
    "datapackage.json",
    "kpis.csv",
    "roles.csv",
    "updates.csv",
    "weaknesses.csv",
]
ATOM = "{http://www.w3.org/2005/Atom}"


def test_csv_is_a_folder_of_tables(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    folder = tmp_path / "out" / "tables"
    ran = wsoa("export", "--format", "csv", "--plans", str(plans), "-o", str(folder))
    assert (ran.code, ran.out) == (0, "")
    assert sorted(file.name for file in folder.iterdir()) == FILES
    assert (folder / "roles.csv").read_bytes().endswith(b"\r\n")
    assert json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))["as_of"] == "2026-06-30"


def test_csv_twice_is_the_same_and_leaves_other_files_alone(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    words = ("export", "--format", "csv", "--plans", str(plans), "-o", str(tmp_path / "tables"))
    wsoa(*words)
    (tmp_path / "tables" / "mine.txt").write_text("mine", encoding="utf-8")
    before = fingerprint(tmp_path / "tables")
    assert wsoa(*words).code == 0
    assert fingerprint(tmp_path / "tables") == before


def test_cumbrias_tables_can_be_read(wsoa: Command, tmp_path: Path) -> None:
    ran = wsoa("export", "cumbria", "--format", "csv", "--plans", str(PLANS), "-o", str(tmp_path / "cumbria"))
    assert ran.code == 0
    with (tmp_path / "cumbria" / "commitments.csv").open(encoding="utf-8", newline="") as file:
        refs = [row["ref"] for row in csv.DictReader(file)]
    document = json.loads(wsoa("export", "cumbria", "--format", "json", "--plans", str(PLANS)).out)
    assert refs == [c["ref"] for c in document["plans"][0]["commitments"]]
    with (tmp_path / "cumbria" / "kpis.csv").open(encoding="utf-8", newline="") as file:
        kpis = {row["kpi"] for row in csv.DictReader(file)}
    assert len(kpis) == 61


def test_cumbrias_calendar_can_be_read(wsoa: Command) -> None:
    ran = wsoa("export", "cumbria", "--format", "ics", "--as-of", "2020-03-31", "--plans", str(PLANS))
    found = Calendar.from_ical(ran.out).walk("VEVENT")
    assert len(found) > 100
    assert len({str(event["UID"]) for event in found}) == len(found)


def test_the_files_name_tells_the_format(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    for name, start in (("a.ics", "BEGIN:VCALENDAR"), ("a.json", "{")):
        assert wsoa("export", "--plans", str(plans), "-o", str(tmp_path / name)).code == 0
        assert (tmp_path / name).read_text(encoding="utf-8").startswith(start)


def test_a_workbook_can_be_read(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    file = tmp_path / "plans.xlsx"
    assert wsoa("export", "--plans", str(plans), "-o", str(file))[:2] == (0, "")
    rows = CalamineWorkbook.from_path(str(file)).get_sheet_by_name("commitments").to_python()
    assert [row[0] for row in rows] == ["Ref", "1.1.1", "1.1.2"]


def test_a_word_document_is_the_statement_as_it_is_rendered(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    file, rendered = tmp_path / "anyshire.docx", tmp_path / "rendered.docx"
    ran = wsoa("export", "anyshire", "--plans", str(plans), "-o", str(file))
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith("anyshire: the history was not looked at.")
    assert Document(str(file)).core_properties.title == "Anyshire: Priority action plan, as at 30 June 2026"
    assert wsoa("render", "anyshire", "--plans", str(plans), "-o", str(rendered)).code == 0
    assert file.read_bytes() == rendered.read_bytes()


def test_a_council_s_templates_reach_what_is_exported_to_word(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    (plans.parent / "wsoa.toml").write_text('templates = "ours"\n', "utf-8")
    (plans.parent / "ours").mkdir()
    (plans.parent / "ours" / "statement.html").write_text("<h1>Our own {{ head.area }}</h1>", "utf-8")
    file = tmp_path / "anyshire.docx"
    assert wsoa("export", "anyshire", "--plans", str(plans), "-o", str(file)).code == 0
    assert [one.text for one in Document(str(file)).paragraphs] == ["Our own Anyshire"]


def test_a_word_document_holds_one_plan(wsoa: Command, tmp_path: Path) -> None:
    ran = wsoa("export", "--plans", str(PLANS), "-o", str(tmp_path / "all.docx"))
    assert (ran.code, ran.err) == (2, "docx is a report of one plan: name one area.\n")


@pytest.mark.parametrize("output_format", ["xlsx", "docx"])
def test_bytes_may_go_to_another_program(
    capsysbinary: pytest.CaptureFixture[bytes], plans: Path, tmp_path: Path, output_format: str
) -> None:
    file = tmp_path / f"out.{output_format}"
    words = ["export", "--as-of", "2026-06-30", "--plans", str(plans), "--format", output_format, "-o"]
    assert run([*words, "-"], {}) == run([*words, str(file)], {}) == 0
    assert capsysbinary.readouterr().out == file.read_bytes()


def test_bytes_do_not_go_to_a_terminal(wsoa: Command, plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    ran = wsoa("export", "--plans", str(plans), "--format", "xlsx", "-o", "-")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith("xlsx is not text to read here: write it to a file with -o FILE.\n")


@pytest.mark.parametrize(("output_format", "module"), [("xlsx", "xlsxwriter"), ("docx", "docx")])
def test_a_missing_package_is_said_before_any_work(
    wsoa: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, output_format: str, module: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    file = tmp_path / f"out.{output_format}"
    ran = wsoa("export", "--plans", str(tmp_path / "nowhere"), "-o", str(file))
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert ran.err.endswith("pip install 'wsoa[office]'.\n")
    assert not file.exists()


def test_json_is_the_status(wsoa: Command, plans: Path) -> None:
    assert (
        wsoa("export", "--format", "json", "--plans", str(plans)).out
        == wsoa("status", "--format", "json", "--plans", str(plans)).out
    )


def test_the_feed_is_read_from_git(wsoa: Command, tmp_path: Path) -> None:
    repository = new_repository(tmp_path / "demonstration")
    file = "plans/anyshire/plan.yaml"
    commit(repository, {file: SMALL}, "2026-01-05")
    commit(repository, {file: SMALL.replace("due: 2026-03-31", "due: 2026-05-31")}, "2026-04-20")
    last = commit(repository, {file: SMALL.replace("due: 2026-03-31", "due: 2026-08-31")}, "2026-07-01")
    (repository / file).write_text(SMALL.replace("due: 2026-03-31", "due: 2026-09-01"), encoding="utf-8")
    words = ("export", "--format", "atom", "--plans", str(repository / "plans"))
    ran = wsoa(*words, **ENVIRONMENT)
    assert (ran.code, ran.err) == (0, "anyshire: what is not committed yet is not in the feed.\n")
    days = [e.findtext(f"{ATOM}updated") for e in fromstring(ran.out).findall(f"{ATOM}entry")]  # noqa: S314
    assert days == ["2026-04-20T00:00:00Z", "2026-01-05T00:00:00Z"]
    assert last in wsoa(*words, "--as-of", "2026-07-01", **ENVIRONMENT).out


def test_without_git_there_is_no_feed(wsoa: Command, plans: Path) -> None:
    ran = wsoa("export", "--format", "atom", "--plans", str(plans), PATH="", HOME="/nonexistent")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "csv"], "csv is a folder of files: name it with -o DIR."),
        (["--format", "csv", "-o", "-"], "csv is a folder of files: name it with -o DIR."),
        (["--format", "csv", "-o", "FILE"], "is a file; csv needs a folder."),
        (["--format", "ics", "-o", "."], "is a folder; ics needs a file."),
        (["--format", "json", "--excel"], "--excel and --exact go with --format csv only."),
        (["--format", "csv", "-o", "out", "--excel", "--exact"], "does not go with --excel."),
        (["--format", "xlsx"], "xlsx is not text to read here: write it to a file with -o FILE."),
        (["--format", "docx"], "docx is not text to read here: write it to a file with -o FILE."),
        (["--format", "xlsx", "-o", "."], "is a folder; xlsx needs a file."),
        (["--format", "docx", "--excel", "-o", "a.docx"], "--excel and --exact go with --format csv only."),
        ([], "Say what to write: --format csv, ics, atom, json, xlsx, docx, parquet or sqlite."),
    ],
)
def test_wrong_usage_is_one_sentence(
    wsoa: Command, plans: Path, tmp_path: Path, words: list[str], said: str
) -> None:
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    given = [str(tmp_path / "file") if word == "FILE" else word for word in words]
    ran = wsoa("export", "--plans", str(plans), *given)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"{said}\n")
    assert ran.err.count("\n") == 1


def test_a_broken_plan_is_named_and_the_others_are_exported(
    wsoa: Command, broken: Path, tmp_path: Path
) -> None:
    ran = wsoa("export", "--plans", str(broken), "-o", str(tmp_path / "due.ics"))
    assert ran.code == 1
    assert "brokenshire cannot be read" in ran.err
    assert "Anyshire" in (tmp_path / "due.ics").read_text(encoding="utf-8")


def test_where_no_plan_can_be_read_nothing_is_written(wsoa: Command, broken: Path, tmp_path: Path) -> None:
    ran = wsoa("export", "brokenshire", "--plans", str(broken), "-o", str(tmp_path / "due.ics"))
    assert ran.code == 1
    assert not (tmp_path / "due.ics").exists()


def test_small_counts_are_withheld_from_every_format_that_has_figures(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    kpis = (
        "    kpis:\n      - {ref: K1, title: Children waiting, aim: reduce, unit: count, "
        "baseline: {value: 41}, readings: [{date: 2026-05-31, value: 3}]}\n"
    )
    (plans / "anyshire" / "plan.yaml").write_text(SMALL + kpis, "utf-8")
    for below, shown in (("0", True), ("5", False)):
        words = ("--suppress-below", below, "--plans", str(plans))
        folder = tmp_path / f"tables-{below}"
        assert wsoa("export", "--format", "csv", "-o", str(folder), *words).code == 0
        assert (",3," in (folder / "kpis.csv").read_text("utf-8")) is shown
        [plan] = json.loads(wsoa("export", "--format", "json", *words).out)["plans"]
        assert (plan["kpis"][0]["latest"]["value"] == 3) is shown


def test_a_calendar_keeps_its_events_when_the_folder_of_the_plan_is_renamed(
    wsoa: Command, tmp_path: Path
) -> None:
    folder = new_repository(tmp_path)
    commit(folder, {"plans/anyshire/plan.yaml": SMALL}, "2026-01-05")
    words = ("export", "--format", "ics", "--plans", str(folder / "plans"))
    before = [line for line in wsoa(*words).out.splitlines() if line.startswith("UID:")]
    git(folder, "mv", "plans/anyshire", "plans/newshire")
    git(folder, "commit", "-qm", "Another name", day="2026-02-05")
    assert [line for line in wsoa(*words).out.splitlines() if line.startswith("UID:")] == before
    assert len(set(before)) == 2
