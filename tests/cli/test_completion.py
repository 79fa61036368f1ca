"""The Tab key, by the protocol that shells speak: a process of its own, asked through the environment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL
from wsoa.checks.pages import codes
from wsoa.cli.app import COMMANDS
from wsoa.cli.shared.completion_index import items
from wsoa.files.load import load
from wsoa.plan.walk import walk

REPOSITORY = Path(__file__).parents[2]
SHIPPED = [REPOSITORY / "plans" / name for name in ("cumbria", "peterborough", "lancashire")]
VALID = [folder for folder in (REPOSITORY / "tests" / "corpus" / "valid").iterdir() if folder.is_dir()]


def ask(
    variables: dict[str, str], folder: Path = REPOSITORY, python: str = "-m wsoa"
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *python.split(" ", 1)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), **variables},
    )


def tab(line: str, folder: Path = REPOSITORY) -> list[str]:
    """What bash offers for a line with the cursor at its end. Nothing else may be said."""
    words = line.split(" ")
    ran = ask(
        {"_WSOA_COMPLETE": "complete_bash", "COMP_WORDS": line, "COMP_CWORD": str(len(words) - 1)}, folder
    )
    assert ran.stderr == ""
    assert ran.returncode == 0
    return ran.stdout.split()


def described(shell: str, line: str, folder: Path = REPOSITORY) -> str:
    """What a shell that shows explanations is told."""
    ran = ask(
        {
            "_WSOA_COMPLETE": f"complete_{shell}",
            "_TYPER_COMPLETE_ARGS": line,
            "_TYPER_COMPLETE_FISH_ACTION": "get-args",
            "_TYPER_COMPLETE_WORD_TO_COMPLETE": line.rpartition(" ")[2],
        },
        folder,
    )
    assert ran.stderr == ""
    return ran.stdout


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("wsoa sta", ["status"]),
        ("wsoa status ", ["cumbria", "lancashire", "peterborough"]),
        ("wsoa status cumbria ", ["lancashire", "peterborough"]),
        ("wsoa show pe", ["peterborough"]),
        ("wsoa show Cumbria WG2.1", ["WG2.1"]),
        ("wsoa history peterborough 1.1b#", ["1.1b#1", "1.1b#2"]),
        ("wsoa show plans/cumbria 6.1.2a", ["6.1.2a"]),
        ("wsoa show --plans plans/archive cumbria-2019-08 1.1.1", ["1.1.1"]),
        ("wsoa explain WSOA30", [code for code in codes() if code.startswith("WSOA30")]),
        ("wsoa explain duplicate-r", ["duplicate-ref"]),
        ("wsoa status --format ", ["table", "plain", "json", "markdown"]),
        ("wsoa new --kind ", ["pap", "improvement", "app", "wsoa"]),
        ("wsoa schema --draft ", ["2020-12", "7"]),
        ("wsoa show --plans /nowhere x", []),
        ("wsoa show nowhere ", []),
    ],
)
def test_tab_offers_what_fits(line: str, offered: list[str]) -> None:
    assert tab(line) == offered


def test_tab_offers_every_command() -> None:
    assert tab("wsoa ") == list(COMMANDS)


@pytest.mark.parametrize("folder", [*SHIPPED, *VALID], ids=lambda folder: folder.name)
def test_the_refs_offered_are_those_of_the_plan(folder: Path) -> None:
    plan = load(folder).plan
    assert plan is not None
    offered = sorted((item.ref, item.title) for item in items(folder))
    assert offered == sorted((item.ref, item.title) for item in walk(plan))


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_refs_come_with_their_titles_where_a_shell_can_show_them(shell: str) -> None:
    told = described(shell, "wsoa show cumbria WG1.1")
    assert "WG1.1" in told
    title = next(item.title for item in items(SHIPPED[0]) if item.ref == "WG1.1")
    assert title.split()[0] in told


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A plan whose words would run something, were a shell to obey them."""
    folder = tmp_path / "plans" / "anyshire"
    folder.mkdir(parents=True)
    bad = r"""Hire \$(touch ran) `touch ran` "; touch ran; ' [red]x[/red]"""
    text = SMALL.replace("title: Hire two plan writers", "title: '" + bad.replace("'", "''") + "'")
    assert text != SMALL
    (folder / "plan.yaml").write_text(text, "utf-8")
    (tmp_path / "plans" / "$(touch ran)").mkdir()
    (tmp_path / "plans" / "$(touch ran)" / "plan.yaml").write_text(SMALL, "utf-8")
    return tmp_path


@pytest.mark.parametrize("shell", ["zsh", "fish", "powershell"])
def test_no_word_of_a_plan_reaches_a_shell_as_something_to_obey(hostile: Path, shell: str) -> None:
    told = described(shell, "wsoa show anyshire 1.1.1", hostile)
    assert "Hire" in told
    shown = told[told.index("Hire") :]
    assert not set("$`;\\[]<>|&!") & set(shown)
    assert shown.count('"') == (shell == "zsh")
    assert "touch ran" not in described(shell, "wsoa show ", hostile)


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs bash")
def test_bash_completes_with_the_script_it_is_given(hostile: Path) -> None:
    script = ask({"_WSOA_COMPLETE": "source_bash"}).stdout
    bin_ = hostile / "bin"
    bin_.mkdir()
    (bin_ / "wsoa").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m wsoa "$@"\n', "utf-8")
    (bin_ / "wsoa").chmod(0o755)
    play = f"""{script}
COMP_WORDS=(wsoa show anyshire 1.1.); COMP_CWORD=3
_wsoa_completion wsoa
printf '%s\\n' "${{COMPREPLY[@]}}"
"""
    environ = {**os.environ, "PATH": f"{bin_}:{os.environ['PATH']}", "PYTHONPATH": str(REPOSITORY)}
    ran = subprocess.run(
        ["bash", "--norc", "-c", play], cwd=hostile, env=environ, capture_output=True, text=True, check=False
    )
    assert ran.stdout.split() == ["1.1.1", "1.1.2"]
    assert not (hostile / "ran").exists()


def test_a_file_broken_half_way_still_gives_what_stands_before(hostile: Path) -> None:
    file = hostile / "plans" / "anyshire" / "plan.yaml"
    file.write_text(file.read_text("utf-8") + '\n  - ref: "unfinished\n', "utf-8")
    assert tab("wsoa show anyshire 1.1.", hostile) == ["1.1.1", "1.1.2"]


@pytest.mark.parametrize(
    "variables",
    [
        {"_WSOA_COMPLETE": "complete_bash"},
        {"_WSOA_COMPLETE": "complete_bash", "COMP_WORDS": "wsoa 'unclosed", "COMP_CWORD": "many"},
        {"_WSOA_COMPLETE": "complete_tcsh"},
        {"_WSOA_COMPLETE": "nonsense"},
    ],
)
def test_a_shell_that_asks_oddly_is_never_answered_with_an_error(variables: dict[str, str]) -> None:
    ran = ask(variables)
    assert (ran.stdout.strip(), ran.stderr) == ("", "")


def test_nothing_is_written_and_little_is_imported(hostile: Path) -> None:
    before = sorted(hostile.rglob("*"))
    code = (
        "import os, sys, wsoa.__main__ as m\n"
        "sys.argv = ['wsoa']\n"
        "try: m.main()\n"
        "except SystemExit: pass\n"
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    asked = {"_WSOA_COMPLETE": "complete_bash", "COMP_WORDS": "wsoa show anyshire 1.1.", "COMP_CWORD": "3"}
    ran = ask(asked, hostile, f"-c {code}")
    assert ran.stdout.split() == ["1.1.1", "1.1.2"]
    for heavy in ("jinja2", "rich", "wsoa.cli.status", "wsoa.plan.models", "wsoa.files.load"):
        assert f"'{heavy}'" not in ran.stderr
    assert sorted(hostile.rglob("*")) == before


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_every_shell_gets_its_script(shell: str) -> None:
    assert "_WSOA_COMPLETE" in ask({"_WSOA_COMPLETE": f"source_{shell}"}).stdout
