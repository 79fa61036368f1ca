"""``wsoa update``: what is written, shown and refused, on a terminal and off it, alone and beside others."""

from __future__ import annotations

import builtins
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.files import write
from wsoa.files.load import load


@pytest.fixture
def file(plans: Path) -> Path:
    """The file of the small plan."""
    return plans / "anyshire" / "plan.yaml"


@pytest.fixture
def update(wsoa: Command, plans: Path) -> Command:
    """Run ``wsoa update anyshire`` with some words."""
    return lambda *words, **variables: wsoa("update", "anyshire", *words, "--plans", str(plans), **variables)


def test_a_rating_in_words_is_told_its_code(update: Command) -> None:
    ran = update("1.1.2", "--note", "Three of five agree", "--rating", "green")
    assert ran.code != 0
    assert "The rating scheme has no code 'green'; did you mean G? The codes are C, G" in ran.err


def test_a_note_is_written_shown_and_confirmed(update: Command, file: Path) -> None:
    ran = update("1.1.2", "--note", "Three of five agree", "--rating", "g", "--date", "yesterday")
    added = "              - {date: 2026-06-29, text: Three of five agree, rating: G}\n"
    assert ran.code == 0
    assert file.read_text(encoding="utf-8") == SMALL + added
    assert [line for line in ran.out.splitlines() if line.startswith("+ ")] == [f"+{added.rstrip()}"]
    assert ran.err.endswith("Review it with git diff.\n")
    assert ran.err.startswith("1.1.2 is updated in ")


def test_a_moved_date_and_its_record_are_one_change(update: Command, file: Path) -> None:
    ran = update("1.1.1", "--move-to", "30 June 2026", "--reason", "Two left", "--agreed-by", "Board")
    assert ran.code == 0
    plan = load(file.parent).plan
    assert plan is not None
    action = plan.workstreams[0].outcomes[0].actions[0]
    assert action.due is not None
    assert (action.due.text, action.changes[0].old, action.changes[0].new) == (
        "2026-06-30",
        "2026-03-31",
        "2026-06-30",
    )


def test_a_dry_run_shows_the_change_and_writes_nothing(update: Command, file: Path) -> None:
    ran = update("1.1.1", "--complete", "1st March 2026", "--dry-run")
    assert ran.code == 0
    assert "completed: 2026-03-01" in ran.out
    assert file.read_text(encoding="utf-8") == SMALL


def test_what_the_checks_say_of_the_item_now_is_shown_and_of_others_is_not(update: Command) -> None:
    ran = update("1.1.1", "--complete", "1st March 2026", "-n")
    assert ran.err == "info: action 1.1.1 is complete, but no evidence is recorded (WSOA502)\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("1.1.9", "--note", "x"), "The plan has nothing called '1.1.9'. Did you mean 1.1.2 or 1.1.1"),
        (("1.1.1", "--move-to", "July 2026"), "--move-to needs --reason and --agreed-by"),
        (("1.1.1", "--complete", "3/4/26"), "could be two different days; write 2026-04-03 for day first"),
        (("1.1.1",), "Say what to write, such as --note or --complete; see wsoa update --help."),
    ],
)
def test_a_refusal_is_one_sentence_and_writes_nothing(
    wsoa: Command, plans: Path, file: Path, words: tuple[str, ...], said: str
) -> None:
    ran = wsoa("update", "anyshire", *words, "--plans", str(plans))
    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err
    assert ran.err.count("\n") == 1
    assert file.read_text(encoding="utf-8") == SMALL


def test_the_same_update_again_is_refused(update: Command, file: Path) -> None:
    words = ("1.1.2", "--note", "Three agree")
    assert update(*words).code == 0
    written = file.read_bytes()
    ran = update(*words)
    assert (ran.code, ran.err) == (2, "This is recorded for 1.1.2 already; nothing was written.\n")
    assert file.read_bytes() == written


def test_a_plan_with_errors_is_not_touched(wsoa: Command, broken: Path) -> None:
    ran = wsoa("update", "brokenshire", "1.1.1", "--note", "x", "--plans", str(broken))
    assert ran.code == 1
    assert "cannot be read until its errors are fixed" in ran.err


def test_a_read_only_file_is_one_sentence(update: Command, file: Path) -> None:
    file.chmod(0o444)
    with pytest.raises(OSError, match="you may not write there; the file is as it was"):
        update("1.1.1", "--note", "x")
    assert file.read_text(encoding="utf-8") == SMALL


def test_a_linked_plan_stays_a_link_and_its_mode_stays(update: Command, file: Path, tmp_path: Path) -> None:
    kept = tmp_path / "kept.yaml"
    file.replace(kept)
    file.symlink_to(kept)
    kept.chmod(0o640)
    assert update("1.1.1", "--note", "x").code == 0
    assert file.is_symlink()
    assert kept.stat().st_mode & 0o777 == 0o640
    assert "text: x" in kept.read_text(encoding="utf-8")


def test_a_file_changed_while_the_form_was_open_is_refused(
    update: Command, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = write.replace_all

    def late(wanted: list[write.Replacement]) -> None:
        file.write_text(SMALL + "note: theirs\n", encoding="utf-8")
        real(wanted)

    monkeypatch.setattr("wsoa.files.editing.draft.replace_all", late)
    ran = update("1.1.1", "--note", "x")
    assert ran.code == 3
    assert ran.err.endswith("was changed by somebody else meanwhile; nothing was written; run it again.\n")
    assert file.read_text(encoding="utf-8") == SMALL + "note: theirs\n"


class TestOnATerminal:
    @staticmethod
    def answer(monkeypatch: pytest.MonkeyPatch, *answers: str) -> list[str]:
        """Be a terminal, answer the questions in turn, and note what was asked."""
        for stream in (sys.stdin, sys.stdout):
            monkeypatch.setattr(stream, "isatty", lambda: True, raising=False)
        left: Iterator[str] = iter(answers)
        asked: list[str] = []

        def reply(question: str = "") -> str:
            asked.append(question)
            try:
                return next(left)
            except StopIteration:
                raise EOFError from None

        monkeypatch.setattr(builtins, "input", reply)
        return asked

    def test_the_form_shows_what_is_there_and_writes_on_yes(
        self, update: Command, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = self.answer(monkeypatch, "", "Three agree", "", "x", "g", "May 2026", "", "", "", "y")
        ran = update("1.1.2", "--color", "never")
        assert ran.code == 0
        assert "30 September 2026" in ran.out
        assert "Two of five clusters agree" in ran.out
        assert "The rating scheme has no code 'x'" in ran.out
        assert "May 2026 is past on 30 June 2026" in ran.out
        assert asked[-1] == "Write this? [Y/n] "
        assert file.read_text(encoding="utf-8").endswith(
            "- {date: 2026-06-30, text: Three agree, rating: G}\n"
        )

    def test_no_writes_nothing(self, update: Command, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.answer(monkeypatch, "c", "5 June 2026", "Letter", "", "n")
        ran = update("1.1.1")
        assert (ran.code, ran.err) == (0, "Nothing was written.\n")
        assert "completed: 2026-06-05" in ran.out
        assert file.read_text(encoding="utf-8") == SMALL

    def test_a_move_asks_for_reason_and_approval(
        self, update: Command, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answer(monkeypatch, "m", "3/4/27", "31 March 2027", "", "Two left", "Board", "", "y")
        assert update("1.1.1").code == 0
        assert "reason: Two left" in file.read_text(encoding="utf-8")

    def test_a_withdrawal_asks_what_takes_its_place(
        self, update: Command, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.answer(monkeypatch, "w", "Merged", "", "9.9", "1.1.2", "y")
        assert update("1.1.1").code == 0
        assert 'superseded_by: "1.1.2"' in file.read_text(encoding="utf-8")

    def test_leaving_the_form_writes_nothing(
        self, update: Command, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        for answers in ((), ("n",), ("c", "today", "", "")):
            self.answer(monkeypatch, *answers)
            assert update("1.1.1").code == 130
        assert file.read_text(encoding="utf-8") == SMALL

    def test_a_whole_plan_and_a_finished_item_are_asked_for_a_note_only(
        self, update: Command, file: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        asked = self.answer(monkeypatch, "All well", "The fire", "A marquee", "", "", "", "", "y")
        assert update("plan").code == 0
        assert asked[0].startswith("What is known")
        assert [words for words in asked if "?" in words][:3] == [
            "What is known, in a sentence or two? ",
            "What is in the way? [nothing] ",
            "What help is needed, and from whom? [none] ",
        ]
        written = file.read_text("utf-8").partition("\nupdates:\n")[2]
        assert "text: All well, blocker: The fire, help_needed: A marquee" in written


def test_editors_at_once_each_land_whole_or_are_refused(tmp_path: Path) -> None:
    actions = "".join(f'          - {{ref: "2.{n}", title: Act {n}, due: 2026-09}}\n' for n in range(4))
    folder = tmp_path / "plans" / "anyshire"
    folder.mkdir(parents=True)
    (folder / "plan.yaml").write_text(SMALL + actions, encoding="utf-8")
    environ = {**os.environ, "WSOA_AS_OF": "2026-06-30"}
    editors = {
        f"2.{n}": subprocess.Popen(
            [sys.executable, "-m", "wsoa", "update", "anyshire", f"2.{n}", "--note", f"From {n}"],
            cwd=tmp_path, env=environ, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for n in range(4)
    }  # fmt: skip
    codes = {}
    for ref, editor in editors.items():
        said = editor.communicate()[1]
        codes[ref] = editor.returncode
        assert editor.returncode == 0 or "changed by somebody else meanwhile" in said
    plan = load(folder).plan
    assert plan is not None
    landed = {a.ref for a in plan.workstreams[0].outcomes[0].actions if a.updates and a.ref[0] == "2"}
    assert landed == {ref for ref, code in codes.items() if code == 0}
    assert landed
    assert [entry.name for entry in folder.iterdir()] == ["plan.yaml"]
