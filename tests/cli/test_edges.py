"""The far ends of what surrounds a command: days, widths, revisions, streams. One sentence each."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.history.repositories import commit, new_repository


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2200-01-01", "9999-12-31"])
def test_a_day_that_no_plan_can_be_judged_on_is_one_sentence(wsoa: Command, plans: Path, day: str) -> None:
    for words in (("status",), ("upcoming",), ("render", "anyshire", "--report", "board")):
        for given in (("--as-of", day, "--plans", str(plans)), ("--plans", str(plans))):
            ran = wsoa(*words, *given, WSOA_AS_OF=day)
            assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
            assert "is no day to judge a plan on: the first is 1900-01-01, the last 2199-12-31" in ran.err


@pytest.mark.parametrize("day", ["1900-01-01", "2199-12-31"])
def test_on_the_first_and_on_the_last_day_everything_works(
    wsoa: Command, plans: Path, day: str, tmp_path: Path
) -> None:
    site, form = str(tmp_path / "site"), str(tmp_path / "return.yaml")
    for words in (
        ("status",), ("upcoming", "--days", "366"), ("validate", "--progress"), ("show", "anyshire", "1.1.1"),
        ("export", "--format", "json"), ("export", "--format", "ics"), ("render", "--site", site),
        ("return", "prepare", "anyshire", "--lead", "head-of-send", "--days", "3660", "-o", form),
    ):  # fmt: skip
        assert wsoa(*words, "--plans", str(plans), WSOA_AS_OF=day).code in {0, 1}, words


@pytest.mark.parametrize("epoch", ["99999999999999", "9" * 400, "-1", "x", "1e9", "\N{SUPERSCRIPT TWO}"])
def test_a_moment_that_leads_to_no_day_is_one_sentence(wsoa: Command, plans: Path, epoch: str) -> None:
    ran = wsoa("status", "--plans", str(plans), WSOA_AS_OF="", SOURCE_DATE_EPOCH=epoch)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "SOURCE_DATE_EPOCH" in ran.err


@pytest.mark.parametrize(
    "columns", ["9" * 400, "999999999999999", "\N{SUPERSCRIPT TWO}", "-5", "0", "1", "x"]
)
def test_no_width_of_a_terminal_stops_anything(wsoa: Command, plans: Path, columns: str) -> None:
    for words in (("status",), ("show", "anyshire", "1.1.1"), ("validate",), ("upcoming",)):
        ran = wsoa(*words, "--plans", str(plans), COLUMNS=columns)
        assert ran.code in {0, 1}
        assert max(map(len, ran.out.split("\n"))) <= 1_000


@pytest.mark.parametrize(
    "revision", ["^HEAD", "HEAD..HEAD", "--all", "-x", ":/", "HEAD^{/x}", "\x00", "@{-1}", "HEAD^@"]
)
def test_what_is_no_one_revision_is_one_sentence(wsoa: Command, plans: Path, revision: str) -> None:
    commit(new_repository(plans.parent), {}, "2026-01-10")
    ran = wsoa("diff", "--plans", str(plans), "--", revision)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    assert "There is no revision" in ran.err


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of Windows cannot close a stream")
@pytest.mark.parametrize(("closed", "code"), [("<&-", 0), (">&-", 3), ("2>&-", 0), ("<&- >&- 2>&-", 3)])
def test_a_closed_stream_is_no_fault_of_ours(plans: Path, closed: str, code: int) -> None:
    line = f'"{sys.executable}" -m wsoa status --plans "{plans}" --as-of 2026-06-30 {closed}'
    ran = subprocess.run(["sh", "-c", line], capture_output=True, text=True, check=False)
    assert ran.returncode == code
    assert "WSOA901" not in ran.stderr
    assert "Traceback" not in ran.stderr
    if closed == ">&-":
        assert (
            ran.stderr == "wsoa could not finish: standard output is closed, so there is nowhere to answer.\n"
        )
