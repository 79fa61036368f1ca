"""Many plans: read one by one, shared between processes, and the same to the letter with any number."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.cli.shared.progress import progress
from wsoa.errors import WsoaError
from wsoa.publish.workers import LEAST, FailedError, Task, made_of_each, processes
from wsoa.render.joined import joined
from wsoa.render.registry import formats_of


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Five plans of which no two are alike, and one that cannot be read."""
    for number in range(6):
        folder = tmp_path / "plans" / f"area-{number}"
        folder.mkdir(parents=True)
        text = SMALL.replace("Anyshire", f"Area {number}").replace("2026-03-31", f"2026-0{number + 3}-28")
        (folder / "plan.yaml").write_text(text.replace("format: 1", "format: x") if number == 4 else text)
    return tmp_path / "plans"


@pytest.mark.parametrize("output_format", formats_of("status"))
def test_status_gives_the_same_bytes_from_any_number_of_processes(
    wsoa: Command, many: Path, output_format: str
) -> None:
    words = ("status", "--plans", str(many), "--format", output_format, "--fail-on", "overdue")
    one = wsoa(*words, "--jobs", "1")
    assert one.code == 1
    assert "area-4" in one.err
    assert one.out.count("Area ") + one.out.count("area-") >= 5
    assert wsoa(*words, "--jobs", "3") == one


@pytest.mark.parametrize(
    "words", [("upcoming",), ("validate",), ("validate", "--progress"), ("validate", "--format", "json")]
)
def test_other_commands_over_plans_give_the_same_bytes_too(
    wsoa: Command, many: Path, words: tuple[str, ...]
) -> None:
    one = wsoa(*words, "--plans", str(many), "--jobs", "1")
    assert "area-4" in one.out + one.err
    assert wsoa(*words, "--plans", str(many), "--jobs", "2") == one


@pytest.mark.parametrize("output_format", ["csv", "ics", "json", "xlsx"])
def test_an_export_holds_every_plan_and_is_the_same_from_any_number_of_processes(
    wsoa: Command, many: Path, tmp_path: Path, output_format: str
) -> None:
    words = ("export", "--plans", str(many), "--format", output_format, "--as-of", "2026-04-01")
    made = [tmp_path / jobs for jobs in "13"]
    ran = [wsoa(*words, "--jobs", out.name, "-o", str(out)) for out in made]
    told = [one._replace(err=one.err.replace(str(out), "OUT")) for one, out in zip(ran, made, strict=True)]
    assert told[0] == told[1]
    assert told[0].code == 1
    assert "area-4" in told[0].err
    one, other = ({file.name: file.read_bytes() for file in _files(out)} for out in made)
    assert list(one.values()) == list(other.values())
    if output_format != "xlsx":
        text = b"".join(one.values()).decode()
        assert [number for number in range(6) if f"Area {number}" in text] == [0, 1, 2, 3, 5]


def _files(out: Path) -> list[Path]:
    return sorted(out.iterdir()) if out.is_dir() else [out]


def test_a_revision_that_no_plan_has_is_one_sentence_from_any_process(wsoa: Command, many: Path) -> None:
    words = ("status", "--plans", str(many), "--known-at", "nonsense")
    one = wsoa(*words, "--jobs", "1")
    assert one.code == 2
    assert one.out == ""
    assert wsoa(*words, "--jobs", "2") == one


def test_a_few_plans_stay_in_one_process_and_many_use_the_cores_there_are() -> None:
    assert processes(None, cores=8, many=3) == 1
    assert processes(None, cores=8, many=2 * LEAST) == 2
    assert processes(None, cores=2, many=1000) == 2
    assert processes(5, cores=2, many=3) == 3
    assert processes(5, cores=2, many=0) == 1


def doubled(number: int) -> int:
    """Work that stops, fails or is killed at some numbers."""
    if number == 13:
        raise WsoaError("Thirteen is too many.", 3)
    if number == 17:
        raise OSError(28, "the disk is full", "seventeen.txt")
    if number == 19:
        raise KeyError(number)
    if number == 23:
        os.kill(os.getpid(), signal.SIGKILL)
    return number * 2


def tasks(*numbers: int) -> list[Task[int]]:
    return [Task(f"number {number}", number) for number in numbers]


@pytest.mark.parametrize("many", [1, 2, 5])
def test_what_is_made_comes_in_the_order_of_the_tasks(many: int) -> None:
    with made_of_each(doubled, tasks(5, 4, 3, 2, 1, 0), many) as each:
        assert list(each) == [10, 8, 6, 4, 2, 0]


@pytest.mark.parametrize("many", [1, 2])
def test_what_goes_wrong_with_one_is_the_same_error_and_names_it(many: int) -> None:
    with (
        pytest.raises(WsoaError, match="Thirteen is too many") as stop,
        made_of_each(doubled, tasks(1, 13, 2), many) as each,
    ):
        list(each)
    assert stop.value.code == 3
    with (
        pytest.raises(OSError, match="the disk is full") as full,
        made_of_each(doubled, tasks(1, 17), many) as each,
    ):
        list(each)
    assert full.value.filename == "seventeen.txt"
    with (
        pytest.raises(FailedError, match="number 19: KeyError: 19"),
        made_of_each(doubled, tasks(19, 1), many) as each,
    ):
        list(each)


def test_a_process_that_is_killed_is_told_with_what_it_worked_on() -> None:
    with (
        pytest.raises(WsoaError, match="worked on number 23 was ended by signal 9") as stop,
        made_of_each(doubled, tasks(1, 23, 2), 2) as each,
    ):
        list(each)
    assert stop.value.code == 3


KILLED = """
import os, signal
from wsoa.publish.workers import Task, made_of_each
with made_of_each(abs, [Task("one", -1), Task("two", -2), Task("three", -3)], 2) as each:
    assert next(each) == 1
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_the_workers_of_a_command_that_was_killed_end_too() -> None:
    """They hold its standard output; it reaches its end when the last of them has ended."""
    ran = subprocess.run([sys.executable, "-c", KILLED], check=False, capture_output=True, timeout=20)
    assert ran.returncode == -signal.SIGKILL
    assert ran.stderr == b""


class Terminal(StringIO):
    """Standard error on a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("stream", "many", "seen"), [(Terminal, 20, 1), (Terminal, 3, 0), (StringIO, 20, 0)])
def test_how_far_it_is_is_shown_on_a_terminal_where_there_are_many(
    monkeypatch: pytest.MonkeyPatch, stream: type[StringIO], many: int, seen: int
) -> None:
    shown = stream()
    monkeypatch.setattr("sys.stderr", shown)
    monkeypatch.setenv("TERM", "xterm")
    with progress("Reading plans", many) as step:
        for _ in range(many):
            step()
    assert ("Reading plans" in shown.getvalue()) == bool(seen)


def test_reports_of_other_formats_are_not_joined_in_silence() -> None:
    assert joined("# None\n", []) == "# None\n"
    with pytest.raises(ValueError, match="no report of one plan"):
        joined("# None\n", ["# Another\n"])
