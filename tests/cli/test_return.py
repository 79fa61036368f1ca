"""``wsoa return``: forms go out, filled forms come back, and what is in doubt is listed and never guessed."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from xlsxwriter import Workbook

from tests.cli.conftest import Command, Ran
from tests.cli.filling import Answers, fill
from tests.conftest import PLANS
from wsoa.authoring.returns.form import Form
from wsoa.authoring.returns.prepare import prepare
from wsoa.files.load import load

FORMATS = ("yaml", "xlsx", "docx")


@pytest.fixture
def prepared(wsoa: Command, plans: Path, tmp_path: Path) -> Path:
    """The one return of the small plan, as text."""
    folder = tmp_path / "round"
    words = ("-o", str(folder), "--format", "yaml", "--plans", str(plans))
    assert wsoa("return", "prepare", "anyshire", *words).code == 0
    return folder / "head-of-send.yaml"


@pytest.fixture
def file(plans: Path) -> Path:
    return plans / "anyshire" / "plan.yaml"


def test_one_form_is_printed_for_one_lead(wsoa: Command, plans: Path) -> None:
    ran = wsoa("return", "prepare", "anyshire", "--lead", "head-of-send", "--plans", str(plans))
    assert ran.code == 0
    assert "# Head of SEND, Anyshire Council: return as at 30 June 2026" in ran.out
    late, rest = ran.out.split("# 1.1.2  ") if "# 1.1.2  " in ran.out else ran.out.split("# 1.1.2 ")
    assert "# OVERDUE" in late
    assert "# Due: 31 March 2026, 91 days late\n" in late
    assert "# When do you now expect to finish?\n" in late
    assert "# First promised: 30 April 2026\n" in rest
    assert "# Last words: 20 May 2026: “Two of five clusters agree”\n" in rest


@pytest.mark.parametrize("kind", FORMATS)
def test_a_form_is_the_same_to_the_byte_each_time(
    wsoa: Command, plans: Path, tmp_path: Path, kind: str
) -> None:
    made = []
    for name in ("one", "two"):
        path = tmp_path / f"{name}.{kind}"
        words = ("return", "prepare", "anyshire", "--lead", "head of send, anyshire council")
        assert wsoa(*words, "-o", str(path), "--plans", str(plans)).code == 0
        made.append(path.read_bytes())
    assert made[0] == made[1]


def test_a_form_that_may_be_filled_is_never_overwritten(wsoa: Command, plans: Path, prepared: Path) -> None:
    before = prepared.read_bytes()
    ran = wsoa(
        "return", "prepare", "anyshire", "-o", str(prepared.parent), "--format", "yaml", "--plans", str(plans)
    )
    assert (ran.code, prepared.read_bytes()) == (2, before)
    assert "may be filled in" in ran.err


def test_bare_return_says_what_there_is(wsoa: Command) -> None:
    ran = wsoa("return")
    assert ran.code == 0
    assert "prepare  Make a form" in ran.out
    for name in ("prepare", "apply"):
        ran = wsoa("return", name, "--help")
        assert ran.code == 0
        assert max(len(line) for line in ran.out.splitlines()) <= 80


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--lead", "head-of-sent"), "Did you mean head-of-send?"),
        (("--format", "xlsx"), "name a folder with -o"),
        (("-o", "x.docx"), "x.docx is one file"),
        (("--lead", "head-of-send", "--format", "docx"), "name a file with -o"),
        (("--lead", "head-of-send", "--format", "docx", "-o", "x.yaml"), "does not go with"),
    ],
)
def test_what_cannot_be_prepared_is_said(
    wsoa: Command, plans: Path, words: tuple[str, ...], sentence: str
) -> None:
    ran = wsoa("return", "prepare", "anyshire", *words, "--plans", str(plans))
    assert ran.code == 2
    assert sentence in ran.err


def test_a_folder_is_filled_with_word_documents_unless_something_else_is_asked_for(
    wsoa: Command, plans: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "round"
    assert wsoa("return", "prepare", "anyshire", "-o", str(folder), "--plans", str(plans)).code == 0
    assert [one.name for one in folder.iterdir()] == ["head-of-send.docx"]


@pytest.mark.parametrize("kind", FORMATS)
def test_an_unfilled_return_changes_nothing(
    wsoa: Command, plans: Path, file: Path, tmp_path: Path, kind: str
) -> None:
    folder, before = tmp_path / "round", file.read_bytes()
    wsoa("return", "prepare", "anyshire", "-o", str(folder), "--format", kind, "--plans", str(plans))
    ran = wsoa("return", "apply", str(folder), "--plans", str(plans))
    assert (ran.code, file.read_bytes()) == (0, before)
    assert ran.err == (
        "1 return: 0 filled in, 2 left blank.\nNothing new in 1 return; nothing was written.\n"
    )


@pytest.mark.parametrize("kind", FORMATS)
def test_answers_become_the_lines_they_say(
    wsoa: Command, plans: Path, file: Path, tmp_path: Path, kind: str
) -> None:
    folder = tmp_path / "round"
    wsoa("return", "prepare", "anyshire", "-o", str(folder), "--format", kind, "--plans", str(plans))
    fill(
        folder / f"head-of-send.{kind}",
        {
            "1.1.1": {"happened": "Both started: at last #2", "finished": "1st June 2026"},
            "1.1.2": {
                "happened": "Four of five agree",
                "rating": "g",
                "move_to": "31 October 2026",
                "reason": "One cluster asked for more time",
                "agreed_by": "Improvement board",
            },
        },
    )
    ran = wsoa("return", "apply", str(folder), "--plans", str(plans))
    assert ran.code == 0, ran.out + ran.err
    assert "2 answers are written to 1 file. Review it with git diff." in ran.err
    plan = load(file.parent).plan
    assert plan is not None
    first, second = plan.workstreams[0].outcomes[0].actions
    assert first.completed is not None
    assert (first.completed.text, first.updates[-1].text, first.updates[-1].by) == (
        "2026-06-01", "Both started: at last #2", "head-of-send",
    )  # fmt: skip
    assert second.due is not None
    assert (second.due.text, second.changes[-1].new, second.updates[-1].rating) == (
        "2026-10-31", "2026-10-31", "G",
    )  # fmt: skip
    once = file.read_bytes()
    again = wsoa("return", "apply", str(folder), "--plans", str(plans), WSOA_AS_OF="2026-07-04")
    assert (again.code, file.read_bytes()) == (0, once)
    assert "in the plan already" in again.out
    assert "The plan has changed since a return was prepared; each item was compared." in again.err


def choose(file: Path, words: str) -> list[str | None]:
    """Choose in the last drop-down for a rating as Word does, and return what all of it offer."""
    document = docx.Document(str(file))
    control = document.element.body.xpath(".//w:sdt[w:sdtPr/w:tag[@w:val='rating']]")[-1]
    asked = control.find(qn("w:sdtPr")).find(qn("w:showingPlcHdr"))
    asked.getparent().remove(asked)
    next(control.iter(qn("w:t"))).text = words
    document.save(str(file))
    return [one.get(qn("w:displayText")) for one in control.iter(qn("w:listItem"))]


@pytest.mark.parametrize("words", ["from the list", "g"])
def test_a_rating_is_chosen_from_a_list_or_written_and_what_nobody_chose_is_blank(
    wsoa: Command, plans: Path, file: Path, tmp_path: Path, words: str
) -> None:
    wsoa("return", "prepare", "anyshire", "-o", str(tmp_path / "round"), "--plans", str(plans))
    form = tmp_path / "round" / "head-of-send.docx"
    plan = load(file.parent).plan
    assert plan is not None
    listed = [f"{one.code}: {one.word}" for one in plan.scheme.codes if one.code != "?"]
    green = next(told for told in listed if told.startswith("G"))
    assert choose(form, green if words != "g" else words) == listed
    ran = wsoa("return", "apply", str(form), "--plans", str(plans))
    assert ran.err.startswith("1 return: 1 filled in, 1 left blank.")
    then = load(file.parent).plan
    assert then is not None
    assert then.workstreams[0].outcomes[0].actions[1].updates[-1].rating == "G"


def test_a_dry_run_shows_and_writes_nothing(wsoa: Command, plans: Path, file: Path, prepared: Path) -> None:
    before = file.read_bytes()
    fill(prepared, {"1.1.1": {"expected": "end of July 2026"}})
    ran = wsoa("return", "apply", str(prepared), "-n", "--plans", str(plans))
    assert (ran.code, file.read_bytes()) == (0, before)
    assert "+              - {date: 2026-06-30" in ran.out or "text: Now expected by 31 July 2026." in ran.out


def test_what_is_in_doubt_holds_everything_back(
    wsoa: Command, plans: Path, file: Path, prepared: Path
) -> None:
    before = file.read_bytes()
    fill(prepared, {"1.1.1": {"expected": "hopefully May"}, "1.1.2": {"happened": "Four agree"}})
    ran = wsoa("return", "apply", str(prepared), "--plans", str(plans))
    assert (ran.code, file.read_bytes()) == (1, before)
    assert "In doubt: 1 answer\n" in ran.out
    line = prepared.read_text("utf-8").split("\n").index("    now expected by: hopefully May") + 1
    assert f"{prepared}, line {line}  1.1.1\n" in ran.out
    assert "“hopefully May” – Now expected by: " in ran.out
    ran = wsoa("return", "apply", str(prepared), "--except-doubtful", "--plans", str(plans))
    assert ran.code == 0
    assert "Four agree" in file.read_text("utf-8")
    assert "hopefully" not in file.read_text("utf-8")


def test_a_day_of_the_reports_may_be_named(wsoa: Command, plans: Path, file: Path, prepared: Path) -> None:
    fill(prepared, {"1.1.1": {"happened": "One of two hired"}})
    assert (
        "has yet to come"
        in wsoa("return", "apply", str(prepared), "--date", "1 July 2026", "--plans", str(plans)).err
    )
    ran = wsoa("return", "apply", str(prepared), "--date", "29 June 2026", "--plans", str(plans))
    assert ran.code == 0
    assert "date: 2026-06-29" in file.read_text("utf-8")


def test_returns_of_two_plans_are_applied_one_by_one(wsoa: Command, plans: Path, prepared: Path) -> None:
    other = prepared.with_name("other.yaml")
    other.write_text(prepared.read_text("utf-8").replace(" anyshire ", " othershire "), "utf-8")
    ran = wsoa("return", "apply", str(prepared), str(other), "--plans", str(plans))
    assert ran.code == 2
    assert ran.err == "These returns are for anyshire and othershire; apply those of one plan at a time.\n"


def office(prepared: Path, wsoa: Command, plans: Path, kind: str) -> Path:
    path = prepared.with_name(f"one.{kind}")
    words = ("return", "prepare", "anyshire", "--lead", "head-of-send", "-o", str(path))
    assert wsoa(*words, "--plans", str(plans)).code == 0
    return path


def test_a_formula_is_not_an_answer(wsoa: Command, plans: Path, prepared: Path) -> None:
    path = office(prepared, wsoa, plans, "xlsx")
    fill(path, {"1.1.1": {"happened": "42"}})
    rewrite(path, rb'(<c r="D4"[^>]*?) t="inlineStr"><is><t>42</t></is>', rb"\1><f>6*7</f><v>42</v>")
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 1
    assert "sheet Commitments, D4  1.1.1" in ran.out
    assert "it is a formula" in ran.out


def test_a_workbook_with_macros_is_not_opened(wsoa: Command, plans: Path, prepared: Path) -> None:
    path = office(prepared, wsoa, plans, "xlsx")
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"macro")
    renamed = path.with_suffix(".xlsm")
    renamed.write_bytes(path.read_bytes())
    ran = wsoa("return", "apply", str(path), str(renamed), "--plans", str(plans))
    assert ran.code == 1
    assert ran.out.count("was not opened") == 2


def test_tracked_changes_are_to_be_accepted_first(wsoa: Command, plans: Path, prepared: Path) -> None:
    path = office(prepared, wsoa, plans, "docx")
    document = docx.Document(str(path))
    document.tables[0].cell(0, 1).paragraphs[0]._p.append(OxmlElement("w:ins"))  # noqa: SLF001
    document.save(str(path))
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 1
    assert "accept all changes first" in ran.out


def test_a_file_that_unpacks_to_far_too_much_is_not_opened(
    wsoa: Command, plans: Path, prepared: Path
) -> None:
    path = prepared.with_name("bomb.xlsx")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            archive.writestr(f"xl/{number}.xml", bytes(20_000_000))
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 1
    assert "it was not opened" in ran.out


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("notes.txt", b"hello"),
        ("broken.docx", b"not a zip"),
        ("empty.yaml", b""),
        ("odd.yaml", b"commitments: *x\n"),
        ("binary.yaml", b"\xff\xfe\x00"),
        ("none.xlsx", b"PK\x05\x06" + bytes(18)),
    ],
)
def test_what_is_no_return_is_said_in_a_sentence(
    wsoa: Command, plans: Path, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 1
    assert name in ran.out
    assert "None of these can be read as a return" in ran.err


def test_an_edited_question_makes_no_difference_and_a_lost_box_does(
    wsoa: Command, plans: Path, prepared: Path
) -> None:
    path = office(prepared, wsoa, plans, "docx")
    document = docx.Document(str(path))
    for paragraph in document.paragraphs:
        if paragraph.text.endswith("?"):
            paragraph.text = "We think this question is unfair."
    document.tables[0].cell(1, 0).text = "Anything else"
    document.tables[0].cell(1, 1).text = "Lunch"
    document.save(str(path))
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 1
    assert "“Lunch” – the question beside this box is gone." in ran.out
    assert "In doubt: 1 answer\n" in ran.out


def test_a_real_date_is_read_and_a_month_stays_a_month(
    wsoa: Command, plans: Path, file: Path, prepared: Path
) -> None:
    header = prepared.read_text("utf-8").partition("for the office: ")[2].partition("\n")[0]
    codes = re.findall(r"for the office: (c .*)\n", prepared.read_text("utf-8"))
    path = prepared.with_name("pasted.xlsx")
    with Workbook(str(path)) as book:
        sheet = book.add_worksheet("Mine")
        day, month = (book.add_format({"num_format": code}) for code in ("dd/mm/yyyy", "mmm-yy"))
        sheet.write_row(0, 0, [header])
        sheet.write_row(1, 0, ["Ref", "Finished on", "Now expected by", "For the office"])
        for row, code in enumerate(codes, 2):
            sheet.write_row(row, 0, [code.split()[1], "", "", code])
        sheet.write_datetime(2, 1, datetime(2026, 4, 3), day)  # noqa: DTZ001 - a cell has no zone
        sheet.write_datetime(3, 2, datetime(2026, 10, 1), month)  # noqa: DTZ001
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 0, ran.out + ran.err
    text = file.read_text("utf-8")
    assert "completed: 2026-04-03" in text
    assert "forecast: 2026-10" in text
    assert "forecast: 2026-10-01" not in text


def test_words_outside_every_column_are_not_passed_over(wsoa: Command, plans: Path, prepared: Path) -> None:
    path = office(prepared, wsoa, plans, "xlsx")
    rewrite(
        path, rb'(<c r="O4"[^>]*><v>[0-9]+</v></c>)', rb'\1<c r="R4" t="inlineStr"><is><t>See me</t></is></c>'
    )
    ran = wsoa("return", "apply", str(path), "--plans", str(plans))
    assert ran.code == 1
    assert "“See me” – this column has no heading that a return knows." in ran.out


def test_a_place_that_only_a_person_can_change_is_in_doubt_alone(
    wsoa: Command, plans: Path, file: Path, prepared: Path
) -> None:
    text = file.read_text("utf-8")
    odd = (
        "            due:\n              every: month\n              # on and on\n              from: 2026\n"
    )
    file.write_text(
        text.replace("            due: 2026-09-30\n", odd).replace("to: 2026-09-30", "to: every month"),
        "utf-8",
    )
    prepared.unlink()
    wsoa(
        "return", "prepare", "anyshire", "-o", str(prepared.parent), "--format", "yaml", "--plans", str(plans)
    )
    move = {"move_to": "31 October 2026", "reason": "More time", "agreed_by": "Board"}
    fill(prepared, {"1.1.1": {"happened": "One hired"}, "1.1.2": move})
    ran = wsoa("return", "apply", str(prepared), "--except-doubtful", "--plans", str(plans))
    assert ran.code == 0, ran.err
    assert "edit the plan's file by hand" in ran.out
    assert "One hired" in file.read_text("utf-8")


def rewrite(path: Path, pattern: bytes, by: bytes) -> None:
    """Change the first sheet of a workbook as another program might."""
    made = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                data, count = re.subn(pattern, by, data)
                assert count == 1
            new.writestr(name, data)
    path.write_bytes(made.getvalue())


WINTER = "2021-01-31"
"""A day after everything that the shipped plan of Cumbria records."""


class Round:
    """A month's round for Cumbria: its plan in a repository of its own, and a form for each lead."""

    def __init__(self, wsoa: Command, folder: Path) -> None:
        self.wsoa, self.folder = wsoa, folder
        folder.mkdir(exist_ok=True)
        self.plans, self.forms = folder / "plans", folder / "round"
        shutil.copytree(PLANS / "cumbria", self.plans / "cumbria")
        self.git("init", "-q")
        self.git("add", "-A")
        self.git("-c", "user.name=Officer", "-c", "user.email=officer@example.org", "commit", "-qm", "Before")

    def git(self, *words: str) -> str:
        ran = subprocess.run(
            ["git", "-C", str(self.folder), *words], check=True, capture_output=True, text=True
        )
        return ran.stdout

    def run(self, *words: str) -> Ran:
        return self.wsoa(*words, "--plans", str(self.plans), WSOA_AS_OF=WINTER)

    def prepared(self) -> tuple[Form, ...]:
        plan = load(self.plans / "cumbria").plan
        assert plan is not None
        return prepare(plan, "cumbria", "0", date.fromisoformat(WINTER), 45)


def a_months_answers(forms: Iterable[Form]) -> tuple[dict[str, Answers], set[str]]:
    """Answer as leads do: some finish, some forecast, one in twenty moves a date, many leave it blank.

    Returns the answers by file, and the refs of those that are in doubt.
    """
    kinds: tuple[Mapping[str, str], ...] = (
        {"happened": "Work goes on with step {n}", "rating": "A"},
        {"finished": "29 January 2021", "evidence": "Minutes {n}", "address": "https://example.org/{n}"},
        {"expected": "end of June 2021", "happened": "Held up by step {n}: schools are shut"},
        {"move_to": "30 September 2021", "reason": "Schools are shut", "agreed_by": "SEND Improvement Board"},
        {"expected": "hopefully May {n}"},
        {"move_to": "30 September 2021", "reason": "It slipped"},
    )
    answers: dict[str, Answers] = {}
    doubtful: set[str] = set()
    asked: set[str] = set()
    number = 0
    for form in forms:
        mine: dict[str, Mapping[str, str]] = {}
        for entry in form.entries:
            number += 1
            kind = number % 10
            if entry.ref in asked or entry.group == "done":
                continue
            asked.add(entry.ref)
            if entry.kind != "commitment":
                if kind == 1:
                    mine[entry.ref] = {"figure": str(number % 50), "period": "December 2020"}
            elif kind < len(kinds) and (kind < 3 or number % 20 == kind):
                mine[entry.ref] = {key: words.format(n=number) for key, words in kinds[kind].items()}
                doubtful |= {entry.ref} if kind in {4, 5} else set()
        if mine:
            answers[form.name] = mine
    return answers, doubtful


def test_a_months_round_for_cumbria_ends_in_one_reviewable_change(wsoa: Command, tmp_path: Path) -> None:
    month = Round(wsoa, tmp_path)
    ran = month.run("return", "prepare", "cumbria", "-o", str(month.forms), "--format", "yaml")
    assert ran.code == 0
    answers, doubtful = a_months_answers(month.prepared())
    assert len(list(month.forms.iterdir())) == len(month.prepared()) > 30
    assert len(doubtful) > 4
    for name, said in answers.items():
        fill(month.forms / f"{name}.yaml", said)

    held = month.run("return", "apply", str(month.forms))
    assert held.code == 1
    assert month.git("status", "--porcelain", "plans") == ""
    listed = held.out.partition("In doubt:")[2]
    assert set(re.findall(r"\.yaml, line [0-9]+  (\S+)\n", listed)) == doubtful

    taken = month.run("return", "apply", str(month.forms), "--except-doubtful")
    assert taken.code == 0
    written = {ref for said in answers.values() for ref in said} - doubtful
    assert f"{len(written)} answers are written to" in taken.err

    diff = month.git("diff", "-U0", "plans")
    gone = [line[1:].strip() for line in diff.splitlines() if re.match(r"-(?!--)", line)]
    assert all(line.startswith("due: ") or "baseline" in line for line in gone)
    assert diff.count("+        completed: 2021-01-29") == sum(
        "finished" in one for said in answers.values() for one in said.values()
    )
    assert "hopefully" not in diff
    assert month.run("validate", "cumbria").code == 0

    once = month.git("diff")
    again = month.run("return", "apply", str(month.forms), "--except-doubtful")
    assert "nothing was written" in again.err
    assert month.git("diff") == once


def test_office_files_carry_a_whole_round_too(wsoa: Command, tmp_path: Path) -> None:
    diffs = []
    for kind in FORMATS:
        month = Round(wsoa, tmp_path / kind)
        leads = ("ad-education-and-skills-ccc", "none")
        month.forms.mkdir()
        for lead in leads:
            words = ("return", "prepare", "cumbria", "--lead", lead, "--format", kind)
            assert month.run(*words, "-o", str(month.forms)).code == 0
        answers, _ = a_months_answers(
            form for form in month.prepared() if form.header.lead in {leads[0], "-"}
        )
        for name, said in answers.items():
            fill(month.forms / f"{name}.{kind}", said)
        assert month.run("return", "apply", str(month.forms), "--except-doubtful").code == 0
        diffs.append(month.git("diff", "plans"))
    assert diffs[0]
    assert diffs[0] == diffs[1] == diffs[2]
