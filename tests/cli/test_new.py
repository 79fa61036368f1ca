"""``wsoa new`` as an officer runs it: with flags, with questions on a terminal, and twice."""

from __future__ import annotations

import os
import select
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from wsoa.authoring.kinds import KINDS
from wsoa.authoring.new import Answers
from wsoa.cli.new import Kind
from wsoa.cli.shared.new_questions import ask_for


@pytest.fixture(autouse=True)
def in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def files() -> list[str]:
    return sorted(path.as_posix() for path in Path().rglob("*") if path.is_file())


def test_the_kinds_on_the_command_line_are_those_there_are() -> None:
    assert [kind.value for kind in Kind] == list(KINDS)


@pytest.mark.parametrize("kind", [kind.value for kind in Kind])
def test_a_new_plan_validates_has_a_status_and_renders_at_once(wsoa: Command, kind: str) -> None:
    assert wsoa("new", "anyshire", "--kind", kind).code == 0
    assert wsoa("validate").out == "anyshire: 0 errors, 0 warnings. Checked 2 files.\n"
    ran = wsoa("validate", "--progress")
    assert ran.code == 0
    assert "WSOA536 the plan's history is not here" in ran.out
    assert "anyshire: 0 errors, 1 warning." in ran.out
    assert "Anyshire" in wsoa("status").out
    for report in ("statement", "summary"):
        for page in ("page.html", "page.md"):
            assert wsoa("render", "anyshire", "--report", report, "-o", page).code == 0
            assert "Example: " in Path(page).read_text("utf-8")


def test_it_says_what_it_wrote_and_the_three_next_steps(wsoa: Command) -> None:
    ran = wsoa("new", "anyshire")
    listed = [line.strip() for line in ran.out.split("\n\n")[0].splitlines()[1:]]
    assert sorted(listed) == files()
    steps = ran.out.split("Next:\n")[1]
    assert [f"{n}. " in steps for n in (1, 2, 3, 4)] == [True, True, True, False]
    for said in ("wsoa validate anyshire", "wsoa status anyshire", "git add plans/anyshire .github schema"):
        assert said in steps


def test_the_next_steps_are_right_for_another_folder(wsoa: Command) -> None:
    steps = wsoa("new", "anyshire", "--plans", "send/plans", "--no-ci").out
    assert "wsoa validate anyshire --plans send/plans" in steps
    assert "git add send/plans/anyshire send/schema\n" in steps
    assert wsoa("validate", "anyshire", "--plans", "send/plans").code == 0


def test_flags_fill_the_plan(wsoa: Command) -> None:
    ran = wsoa(
        *("new", "Westmorland and Furness", "--kind", "app", "--title", "SEND plan", "--body", "One Council"),
        *("--body", "NHS Two", "--workstream", "Early help", "--workstream", "Adulthood"),
        *("--document-date", "15 January 2026", "--inspected", "8 September 2025 to 12 September 2025"),
        *("--received", "3 Nov 2025"),
    )
    assert ran.code == 0, ran.err
    folder = Path("plans/westmorland-and-furness")
    assert [f.name for f in sorted((folder / "workstreams").iterdir())] == [
        "1-early-help.yaml",
        "2-adulthood.yaml",
    ]
    head = (folder / "plan.yaml").read_text("utf-8")
    for said in (
        "kind: app",
        'title: "SEND plan"',
        "date: 2026-01-15",
        "started: 2025-09-08",
        "received: 2025-11-03",
    ):
        assert said in head
    assert "0 errors, 0 warnings" in wsoa("validate").out


def test_a_dry_run_lists_the_files_and_writes_none(wsoa: Command) -> None:
    ran = wsoa("new", "anyshire", "--dry-run")
    assert ran.code == 0
    assert "Would be written:\n  plans/anyshire/plan.yaml\n" in ran.out
    assert files() == []


def test_a_second_plan_leaves_what_is_there_and_says_so(wsoa: Command) -> None:
    wsoa("new", "anyshire")
    Path(".github/CODEOWNERS").write_text("mine", "utf-8")
    ran = wsoa("new", "othershire")
    assert "Left as they are:\n  schema/plan.json\n" in ran.out
    assert "  .github/CODEOWNERS\n" in ran.out
    assert Path(".github/CODEOWNERS").read_text("utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("anyshire",), "There is a plan in plans/anyshire already"),
        ((), "A plan needs the name of its area"),
        (("b", "--received", "03/04/25"), "could be two different days"),
        (("b", "--inspected", "ongoing"), "is not a day or a month"),
        (("b", "--action", "x/wsoa@main"), "OWNER/NAME@COMMIT"),
        (("b", "--title", "two\nlines"), "hidden character"),
    ],
)
def test_what_cannot_be_made_is_one_sentence_and_no_file(
    wsoa: Command, words: tuple[str, ...], said: str
) -> None:
    wsoa("new", "anyshire")
    before = files()
    ran = wsoa("new", *words)
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert files() == before


def answered(*lines: str, answers: Answers | None = None, kind_given: bool = False) -> tuple[Answers, str]:
    """Answer the questions line by line; gives the answers and all that was said."""
    waiting = list(lines)
    said: list[str] = []

    def ask(question: str) -> str:
        said.append(question)
        if not waiting:
            raise EOFError
        return waiting.pop(0)

    got = ask_for(answers or Answers(""), Path("plans"), ask, said.append, kind_given=kind_given)
    assert waiting == []
    return got, "".join(said)


def test_enter_takes_every_default() -> None:
    got, said = answered("anyshire", "", "", "", "", "", "", "")
    assert got == Answers("anyshire")
    assert said.count("[") >= 7


def test_questions_take_words_and_ask_again_where_they_are_not_understood() -> None:
    got, said = answered(
        *("anyshire", "plan", "app", "", "One Council", "NHS Two", "", "Early help", ""),
        *("", "31 September 2025", "8 Sept 2025 to 12 Sept 2025", "3 November 2025"),
    )
    assert "Write one of pap, improvement, app, wsoa." in said
    assert "September 2025 has 30 days" in said
    assert (got.kind, got.bodies, got.workstreams) == ("app", ("One Council", "NHS Two"), ("Early help",))
    assert (got.document, got.inspected, got.received) == (None, ("2025-09-08", "2025-09-12"), "2025-11-03")


def test_an_area_that_has_a_plan_is_asked_for_again_at_once(wsoa: Command) -> None:
    wsoa("new", "anyshire")
    got, said = answered("Anyshire", "Othershire", "", "", "", "", "", "", "")
    assert "There is a plan in plans/anyshire already" in said
    assert got.area == "Othershire"


def test_what_was_said_with_flags_is_not_asked() -> None:
    known = Answers(
        "anyshire", "app", "T", ("B",), ("W",), "2026-01", ("2025-09-08", "2025-09-12"), "2025-11"
    )
    got, said = answered(answers=known, kind_given=True)
    assert got == known
    assert "?" not in said


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal that a program can play")
@pytest.mark.parametrize(("last", "code", "written"), [("", 0, True), ("n", 0, False), ("\x04", 130, False)])
def test_on_a_terminal_it_asks_shows_what_it_will_write_and_writes_on_yes(
    tmp_path: Path, last: str, code: int, *, written: bool
) -> None:
    said, ended = on_a_terminal(["new", "anyshire"], ["", "", "", "", "", "", "", last], tmp_path)
    assert "What sort of plan is it?" in said
    assert "Write these 7 files" in said
    assert ended == code
    assert (tmp_path / "plans" / "anyshire" / "plan.yaml").exists() is written
    assert ("nothing was written" in said.lower()) is not written


def on_a_terminal(words: list[str], lines: list[str], folder: Path) -> tuple[str, int]:
    """Run wsoa with a terminal on all sides, and type one line after each question."""
    import pty  # noqa: PLC0415 - not on Windows

    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "wsoa", *words]
    with subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs, cwd=folder) as running:
        os.close(theirs)
        said, waiting = "", list(lines)
        while piece := read_soon(ours, running):
            said += piece
            if waiting and said.endswith(("] ", "? ")):
                line = waiting.pop(0)
                os.write(ours, (line if line == "\x04" else f"{line}\n").encode())
        os.close(ours)
    return said, running.returncode


def read_soon(terminal: int, running: subprocess.Popen[bytes]) -> str:
    """Read what a program prints next; nothing once it has ended, or hangs."""
    ready, _, _ = select.select([terminal], [], [], 30)
    if not ready:
        running.kill()
        return ""
    try:
        return os.read(terminal, 4096).decode("utf-8", "replace")
    except OSError:
        return ""
