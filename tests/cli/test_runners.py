"""What a CI runner takes from what is printed: commands only where they are meant, and files whole."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from xml.etree.ElementTree import fromstring

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.render.registry import FORMATS

RUNNERS = {"GITHUB_ACTIONS": "true", "GITLAB_CI": "true", "TF_BUILD": "True"}
OBEYED = {
    "GITHUB_ACTIONS": re.compile(r"^\s*::|##\["),
    "GITLAB_CI": re.compile(r"^\s*section_(start|end):|section_(start|end):\d+:\S+\r\x1b\[0K"),
    "TF_BUILD": re.compile(r"##(vso)?\["),
}
TEXTS = (
    "::error::Gone",
    "  ::set-env name=A::b",
    "##vso[task.complete result=Failed]Gone",
    "Done ##[error]Gone",
    "section_start:1700000000:gone",
)
COMMANDS = (
    *((f"validate --progress --format {one}") for one in FORMATS["findings"] if one != "github"),
    *(f"status --format {one}" for one in FORMATS["status"]),
    *(f"upcoming --days 120 --format {one}" for one in FORMATS["upcoming"]),
    *(f"show {{area}} 1.1.2 --format {one}" for one in FORMATS["item"]),
)


def obeyed(runner: str, text: str) -> list[str]:
    """The lines that a runner would take for commands."""
    found, token = [], ""
    for line in text.split("\n"):
        stop = re.fullmatch("::stop-commands::([0-9a-f]{32})", line) if runner == "GITHUB_ACTIONS" else None
        if token:
            token = "" if line == f"::{token}::" else token
        elif stop:
            token = stop[1]
        elif OBEYED[runner].search(line):
            found.append(line)
    return found


@pytest.fixture
def hostile(plans: Path) -> Path:
    """A folder with a plan that is full of commands, in its name too, and one that cannot be read."""
    text = SMALL
    for words, command in {
        "area: Anyshire": f'area: "{TEXTS[3]}"',
        "Timely plans": f'"{TEXTS[0]}"',
        "Hire two plan writers": f'"{TEXTS[1]}"',
        "Agree a target with schools": f'"{TEXTS[2]}"',
        "Schools asked for more time": f'"{TEXTS[4]}"',
        "text: Two of five clusters agree": 'text: "' + "\\n".join(TEXTS) + '"',
        "Head of SEND, Anyshire Council": TEXTS[4],
    }.items():
        assert words in text
        text = text.replace(words, command)
    broken = text.replace("due: 2026-03-31", 'due: "::error::never\\r\\e[0K"')
    for name, plan in {"::error::anyshire": text, "##[error]brokenshire": broken}.items():
        (plans / name).mkdir()
        (plans / name / "plan.yaml").write_text(plan, encoding="utf-8")
    return plans


@pytest.mark.parametrize("runner", RUNNERS)
@pytest.mark.parametrize("words", COMMANDS)
def test_no_text_of_a_plan_is_a_command_to_a_runner(
    wsoa: Command, hostile: Path, monkeypatch: pytest.MonkeyPatch, runner: str, words: str
) -> None:
    monkeypatch.chdir(hostile)
    ran = wsoa(*words.format(area="::error::anyshire").split(), "--plans", ".", **{runner: RUNNERS[runner]})
    assert ran.out
    assert obeyed(runner, ran.out) == []
    assert obeyed(runner, ran.err) == []


def test_this_plan_would_reach_a_runner_that_is_not_guarded(
    wsoa: Command, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    out = wsoa("validate", "--plans", ".").out
    assert obeyed("GITHUB_ACTIONS", out)
    assert obeyed("TF_BUILD", out)


@pytest.mark.parametrize("runner", RUNNERS)
def test_an_error_message_is_no_command_either(wsoa: Command, hostile: Path, runner: str) -> None:
    ran = wsoa("status", "x\n::error::x ##vso[x]", "--plans", str(hostile), **{runner: RUNNERS[runner]})
    assert ran.code == 2
    assert obeyed(runner, ran.err) == []


def test_on_github_the_github_format_is_obeyed_and_one_line_a_finding(
    wsoa: Command, hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    out = wsoa("validate", "--plans", ".", "--format", "github", GITHUB_ACTIONS="true").out
    assert all(re.match("::(error|warning|notice) title=wsoa", line) for line in out.splitlines())


@pytest.mark.parametrize("words", ["status --format json", "validate --format sarif"])
def test_json_for_another_program_is_json_on_a_runner_too(wsoa: Command, plans: Path, words: str) -> None:
    json.loads(wsoa(*words.split(), "--plans", str(plans), GITHUB_ACTIONS="true").out)


def test_what_is_sent_to_a_file_is_not_for_a_runner(plans: Path, tmp_path: Path) -> None:
    target = tmp_path / "status.md"
    with target.open("w", encoding="utf-8") as stream:
        subprocess.run(
            [sys.executable, "-m", "wsoa", "status", "--plans", str(plans), "--format", "markdown"],
            stdout=stream, check=True, env={**os.environ, "GITHUB_ACTIONS": "true"},
        )  # fmt: skip
    assert target.read_text(encoding="utf-8").startswith("# How the plans stand")


def test_several_reports_are_written_in_one_run(wsoa: Command, broken: Path, tmp_path: Path) -> None:
    formats = ("json", "gitlab", "sarif", "junit", "markdown", "text")
    words = [word for one in formats for word in ("--report", f"{one}={tmp_path / one}")]
    ran = wsoa("validate", "--plans", str(broken), *words)
    assert ran.code == 1
    assert ran.out == (tmp_path / "text").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "json").read_text(encoding="utf-8"))["summary"]["error"] == 1
    errors = [i for i in json.loads((tmp_path / "gitlab").read_text("utf-8")) if i["severity"] == "major"]
    assert len(errors) == 1
    assert fromstring((tmp_path / "junit").read_text(encoding="utf-8")).attrib["failures"] == "1"  # noqa: S314
    assert "### Errors (1)" in (tmp_path / "markdown").read_text(encoding="utf-8")


def test_a_plan_in_order_still_gives_every_report(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    ran = wsoa("validate", "--plans", str(plans), "--report", f"junit={tmp_path / 'junit.xml'}")
    assert ran.code == 0
    assert (tmp_path / "junit.xml").exists()


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--report", "xml=a"), "the formats are text, json, github, gitlab, sarif, junit, markdown"),
        (("--report", "sarif"), "name a file, for example sarif=report.sarif"),
        (("--report", "sarif=a", "--report", "json=a"), "already to hold another report"),
        (("--report", "sarif=a", "-o", "a"), "already to hold another report"),
    ],
)
def test_a_report_that_cannot_be_meant_is_refused_before_anything_is_read(
    wsoa: Command, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    ran = wsoa("validate", "--plans", str(tmp_path / "nowhere"), *words)
    assert ran.code == 2
    assert said in ran.err
