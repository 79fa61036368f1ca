"""What every command has in common: help, exit codes, bad input, streams, files."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from tests.cli.conftest import Command
from wsoa import __version__
from wsoa.__main__ import why
from wsoa.cli.app import COMMANDS, build
from wsoa.render.registry import formats_of

REPOSITORY = Path(__file__).parents[2]


def shell(*words: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the real command in a process of its own."""
    environ = {**os.environ, "WSOA_AS_OF": "2026-06-30", **variables}
    return subprocess.run(
        [sys.executable, "-m", "wsoa", *words],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environ,
        check=False,
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(wsoa: Command, name: str) -> None:
    ran = wsoa(name, "--help")
    assert ran.code == 0
    assert f"Usage: wsoa {name}" in ran.out
    assert max(len(line) for line in ran.out.splitlines()) <= 80


def test_bare_wsoa_prints_help_and_succeeds(wsoa: Command) -> None:
    ran = wsoa()
    assert ran.code == 0
    assert all(name in ran.out for name in COMMANDS)


def test_the_version_is_printed_before_anything_is_imported() -> None:
    code = (
        "import sys; held = set(sys.modules); import wsoa.__main__ as m; sys.argv = ['wsoa', '--version']; "
        "m.main(); print(sorted(set(sys.modules) - held))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    version, modules = ran.stdout.splitlines()
    assert version == f"wsoa {__version__}"
    heavy = (
        "typer",
        "pydantic",
        "ruamel",
        "rich",
        "jinja2",
        "re",
        "enum",
        "typing",
        "contextlib",
        "collections",
    )
    assert not [name for name in heavy if f"'{name}'" in modules]


@pytest.mark.parametrize("name", ["status", "validate", "list", "show"])
@pytest.mark.parametrize("form", ["json", "table"])
def test_commands_import_only_what_they_need(plans: Path, name: str, form: str) -> None:
    forms = {"validate": "text", "show": "text"} if form == "table" else {}
    named = ["anyshire", "1.1"] if name == "show" else []
    words = [name, *named, "--plans", str(plans), "--format", forms.get(name, form)]
    code = (
        f"import sys; from wsoa.cli.app import run; run({words!r}, {{}}); "
        "print(sorted(sys.modules), file=sys.stderr)"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = ["jinja2", *(["rich"] if form == "json" else [])]
    assert not [module for module in heavy if f"'{module}'" in ran.stderr]


def test_a_plan_in_the_plainest_spelling_needs_no_parser() -> None:
    words = ["status", "peterborough", "--plans", str(REPOSITORY / "plans"), "--no-history", "-o", os.devnull]
    code = f"import sys; from wsoa.cli.app import run; run({words!r}, {{}}); print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "'wsoa.files.plain'" in ran.stdout
    assert "'ruamel.yaml'" not in ran.stdout


def test_help_for_every_command_reads_no_plan_and_draws_nothing() -> None:
    code = (
        "import sys; from wsoa.cli.app import COMMANDS, build; build(list(COMMANDS)); "
        "print(sorted(sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = ("pydantic", "ruamel.yaml", "jinja2", "rich", "docx", "wsoa.plan.models")
    assert not [module for module in heavy if f"'{module}'" in ran.stdout]


@pytest.mark.parametrize("output_format", formats_of("status"))
def test_status_imports_nothing_of_pages_and_draws_only_on_a_terminal(
    plans: Path, output_format: str
) -> None:
    words = ["status", "--plans", str(plans), "--format", output_format, "-o", os.devnull]
    code = f"import sys; from wsoa.cli.app import run; run({words}, {{}}); print(sorted(sys.modules))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    heavy = ["jinja2", "wsoa.render.html", "wsoa.render.templates"]
    heavy += ["rich.console"] if output_format != "table" else []
    assert not [module for module in heavy if f"'{module}'" in ran.stdout]


WITH_FORMATS = {
    "status": "status",
    "list": "list",
    "upcoming": "upcoming",
    "show": "item",
    "diff": "diff",
    "history": "history",
    "validate": "findings",
    "export": "export",
}
"""The report of the registry whose formats a command has."""


@pytest.mark.parametrize(("command", "report"), WITH_FORMATS.items())
def test_help_and_a_refusal_name_every_format_of_the_registry(
    wsoa: Command, command: str, report: str
) -> None:
    known = formats_of(report)
    told = wsoa(command, "--help", COLUMNS="200").out
    assert f"<{'|'.join(known)}>" in told
    refused = wsoa(command, "anyshire", "1.1.2", "--format", "papyrus")
    assert refused.code == 2
    said = " ".join(refused.err.split())
    assert f"'papyrus' is not one of {', '.join(map(repr, known))}." in said


def test_no_two_options_of_a_command_share_a_name() -> None:
    app: Any = get_command(build(list(COMMANDS)))
    for command in app.commands.values():
        names = [name for parameter in command.params for name in parameter.opts]
        assert len(names) == len(set(names))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("stauts",), "status"),
        (("status", "--fromat", "json"), "--format"),
        (("status", "--format", "yaml"), "json"),
    ],
)
def test_wrong_usage_exits_2_and_suggests(wsoa: Command, words: tuple[str, ...], said: str) -> None:
    ran = wsoa(*words)
    assert ran.code == 2
    assert said in ran.err
    assert ran.out == ""


def test_an_unknown_area_is_answered_with_the_nearest(wsoa: Command, plans: Path) -> None:
    ran = wsoa("status", "anyshir", "--plans", str(plans))
    assert ran.code == 2
    assert "Did you mean anyshire?" in ran.err


def test_a_day_that_is_none_is_refused(wsoa: Command, plans: Path) -> None:
    ran = wsoa("status", "--plans", str(plans), "--as-of", "31/02/2020")
    assert ran.code == 2
    assert "write it as 2020-03-31" in ran.err


def test_a_folder_without_plans_is_said_so(wsoa: Command, tmp_path: Path) -> None:
    ran = wsoa("status", "--plans", str(tmp_path))
    assert ran.code == 2
    assert "There is no plan in" in ran.err
    assert "--plans" in ran.err


def test_the_day_comes_from_the_option_then_the_environment_then_the_build(
    wsoa: Command, plans: Path
) -> None:
    def day(*words: str, **variables: str) -> str:
        ran = wsoa("status", "--plans", str(plans), "--format", "json", *words, **variables)
        return str(json.loads(ran.out)["as_of"])

    assert day("--as-of", "2026-01-02", WSOA_AS_OF="2026-01-03") == "2026-01-02"
    assert day(WSOA_AS_OF="2026-01-03", SOURCE_DATE_EPOCH="1767744000") == "2026-01-03"
    assert day(WSOA_AS_OF="", SOURCE_DATE_EPOCH="1767744000") == "2026-01-07"


def test_the_day_in_england_is_not_that_of_a_runner_in_utc(wsoa: Command, plans: Path) -> None:
    half_past_eleven_at_night_utc_in_june = "1782862200"
    ran = wsoa(
        "status",
        "--plans",
        str(plans),
        "--format",
        "json",
        WSOA_AS_OF="",
        SOURCE_DATE_EPOCH=half_past_eleven_at_night_utc_in_june,
    )
    assert json.loads(ran.out)["as_of"] == "2026-07-01"


def test_a_file_is_written_whole_or_not_at_all(wsoa: Command, plans: Path, tmp_path: Path) -> None:
    target = tmp_path / "out" / "status.json"
    with pytest.raises(OSError, match="No such file or directory") as refused:
        wsoa("status", "--plans", str(plans), "--format", "json", "-o", str(target))
    assert refused.value.filename == str(target)
    said = f"there is no folder {target.parent} for {target}: make it, or name one that is there"
    assert why(refused.value) == said
    target.parent.mkdir()
    assert why(refused.value) == f"No such file or directory ({target})"
    target.write_text("old", encoding="utf-8")
    target.chmod(0o640)
    ran = wsoa("status", "--plans", str(plans), "--format", "json", "-o", str(target))
    assert ran[:2] == (0, "")
    assert json.loads(target.read_text(encoding="utf-8"))["schema_version"] == 1
    assert target.stat().st_mode & 0o777 == 0o640
    assert [file.name for file in target.parent.iterdir()] == ["status.json"]


def test_a_full_disk_is_one_sentence_and_exit_3(plans: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("no /dev/full here")
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        ran = subprocess.run(
            [sys.executable, "-m", "wsoa", "status", "--plans", str(plans), "--format", "json"],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert ran.returncode == 3
    assert ran.stderr.startswith("wsoa could not finish: No space left on device")
    assert ran.stderr.count("\n") == 1


def test_a_reader_that_leaves_early_is_no_error() -> None:
    command = f"{sys.executable} -m wsoa status --plans {REPOSITORY / 'plans'} --format json | head -1"
    ran = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command], capture_output=True, text=True, check=False
    )
    assert ran.stdout == "{\n"
    assert ran.stderr == ""
    assert ran.returncode == 0


def test_reading_never_writes_into_the_users_tree(plans: Path) -> None:
    before = {
        file: (file.stat().st_mtime_ns, file.read_bytes()) for file in plans.rglob("*") if file.is_file()
    }
    for words in (("status",), ("validate", "--progress"), ("upcoming",), ("show", "anyshire", "1.1")):
        shell(*words, "--plans", str(plans))
    assert {
        file: (file.stat().st_mtime_ns, file.read_bytes()) for file in plans.rglob("*") if file.is_file()
    } == before


def test_an_error_of_its_own_is_a_sentence_and_not_a_traceback(plans: Path) -> None:
    code = (
        "import sys, wsoa.cli.app, wsoa.__main__ as m\n"
        "def fail(*_): raise RuntimeError('lost')\n"
        "wsoa.cli.app.run = fail\n"
        f"sys.argv = ['wsoa', 'status', '--plans', {str(plans)!r}]\n"
        "sys.exit(m.main())"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert ran.returncode == 3
    assert "an error of its own (RuntimeError: lost)" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_a_runner_takes_no_plan_text_for_commands(wsoa: Command, plans: Path) -> None:
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(
        file.read_text(encoding="utf-8")
        .replace("Hire two", '"::error::Hire two')
        .replace("writers,", 'writers",'),
        encoding="utf-8",
    )
    lines = wsoa("status", "--plans", str(plans), GITHUB_ACTIONS="true").out.splitlines()
    token = lines[0].removeprefix("::stop-commands::")
    assert lines[0].startswith("::stop-commands::")
    assert lines[-1] == f"::{token}::"


@pytest.mark.parametrize("encoding", ["cp1252", "ascii"])
def test_a_console_with_few_letters_still_works(plans: Path, encoding: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "wsoa", "status", "--plans", str(plans)],
        capture_output=True, check=False,
        env={**os.environ, "PYTHONIOENCODING": encoding, "WSOA_AS_OF": "2026-06-30"},
    )  # fmt: skip
    assert ran.returncode == 0, ran.stderr
