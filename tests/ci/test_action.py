"""The action's own steps: nobody's words are run, exit codes are kept, and what was found is written."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ci.conftest import REPOSITORY, WSOA, Runner
from tests.cli.conftest import SMALL

HOSTILE = (
    '"; touch pwned; "',
    "$(touch pwned)",
    "`touch pwned`",
    "'; touch pwned; '",
    "x\ntouch pwned\n",
    "x && touch pwned",
    "--output=pwned",
    "*",
    "${IFS}touch${IFS}pwned",
)
COMMENTS = "repos/anyshire/plans/issues"


@pytest.mark.parametrize("value", HOSTILE)
def test_what_an_input_says_is_never_run(runner: Runner, value: str) -> None:
    (runner.workspace / "bystander").write_text("", encoding="utf-8")
    before = runner.everything()
    ran = runner.run(
        "validate", WSOA_PLANS=value, WSOA_AREAS=value, WSOA_PROGRESS=value, WSOA_AS_OF=value,
        WSOA_FAIL_ON=value,
    )  # fmt: skip
    [words] = ran.calls
    assert f"--plans={value}" in words
    assert f"--fail-on={value}" in words
    assert "--progress" not in words
    assert list(words[words.index("--") + 1 :]) == value.split()
    assert not [file for file in runner.everything() - before if "pwned" in file]


@pytest.mark.parametrize("value", HOSTILE)
def test_what_a_revision_is_called_is_never_run(runner: Runner, value: str) -> None:
    before = runner.everything()
    ran = runner.run("diff", WSOA_PLANS=value, WSOA_BASE=value)
    [words] = ran.calls
    assert words[-2:] == ("--", value)
    assert not [file for file in runner.everything() - before if "pwned" in file]


@pytest.mark.parametrize("code", [0, 1, 2, 3])
def test_the_exit_code_is_kept_and_what_was_found_is_written(runner: Runner, code: int) -> None:
    ran = runner.run("validate", WSOA_PLANS="plans", WSOA_FAIL_ON="error", WSOA_STUB_CODE=str(code))
    assert ran.code == code
    assert ran.outputs == {
        "exit-code": str(code),
        "summary": str(runner.out / "findings.md"),
        "sarif": str(runner.out / "findings.sarif"),
    }
    assert ran.summary == f"found by {runner.out}/findings.md\n"
    assert ran.out == "printed by wsoa\n"


def test_areas_are_words_and_progress_is_asked_for(runner: Runner) -> None:
    ran = runner.run(
        "validate", WSOA_PLANS="plans", WSOA_AREAS=" cumbria\n lancashire ", WSOA_PROGRESS="true"
    )
    [words] = ran.calls
    assert "--progress" in words
    assert words[-3:] == ("--", "cumbria", "lancashire")


def test_no_areas_are_no_words(runner: Runner) -> None:
    [words] = runner.run("validate", WSOA_PLANS="plans").calls
    assert words[-1] == "--"


def test_the_real_command_annotates_and_fills_the_summary(runner: Runner) -> None:
    plan = runner.workspace / "plans" / "anyshire" / "plan.yaml"
    plan.parent.mkdir(parents=True)
    plan.write_text(SMALL.replace("due: 2026-03-31", "due: 2026-02-30"), encoding="utf-8")
    python = f'#!/usr/bin/env bash\nPYTHONPATH="{REPOSITORY}" exec "{sys.executable}" -m wsoa "$@"\n'
    runner.program("wsoa", python)
    ran = runner.run("validate", WSOA_PLANS="plans", WSOA_FAIL_ON="error", GITHUB_ACTIONS="true")
    assert ran.code == 1
    assert ran.outputs["exit-code"] == "1"
    assert ran.out.startswith("::error title=wsoa (WSOA201 due-date-not-real),file=plans/anyshire/plan.yaml,")
    assert "| plans/anyshire/plan.yaml:22 | WSOA201 due-date-not-real |" in ran.summary
    assert "stop-commands" not in ran.summary
    assert (runner.out / "findings.sarif").read_text(encoding="utf-8").startswith("{")


def test_what_changed_is_told_from_where_the_branch_began(runner: Runner) -> None:
    def git(*words: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        ran = subprocess.run(
            ["git", *who, *words], cwd=runner.workspace, check=True, capture_output=True, text=True
        )
        return ran.stdout.strip()

    git("init", "-q", "-b", "main")
    git("commit", "-q", "--allow-empty", "-m", "first")
    first = git("rev-parse", "HEAD")
    git("checkout", "-q", "-b", "work")
    git("commit", "-q", "--allow-empty", "-m", "work")
    git("checkout", "-q", "main")
    git("commit", "-q", "--allow-empty", "-m", "meanwhile")
    meanwhile = git("rev-parse", "HEAD")
    git("checkout", "-q", "work")
    ran = runner.run("diff", WSOA_PLANS="plans", WSOA_BASE=meanwhile)
    assert ran.calls == (("diff", "--plans=plans", "--format=markdown", "--", first),)
    assert ran.code == 0
    assert ran.summary == "printed by wsoa\n"
    assert Path(ran.outputs["diff"]).read_text(encoding="utf-8") == "printed by wsoa\n"


def test_a_diff_that_cannot_be_made_fails_and_leaves_no_comment(runner: Runner) -> None:
    ran = runner.run("diff", WSOA_PLANS="plans", WSOA_BASE="main", WSOA_STUB_CODE="2")
    assert ran.code == 2
    assert ran.outputs == {}
    assert ran.summary == ""


@pytest.fixture
def changed(runner: Runner) -> str:
    """What the comment is to say, in a file."""
    file = runner.out / "diff.md"
    file.write_text(
        "<!-- wsoa-diff -->\n1.1.2 moved <!-- wsoa-diff --> @all $(touch pwned)\n", encoding="utf-8"
    )
    return str(file)


def test_the_first_comment_is_written_with_one_mark_to_find_it_by(runner: Runner, changed: str) -> None:
    ran = runner.run("Keep one comment on the pull request", WSOA_DIFF=changed, WSOA_PULL="7")
    listed, written = ran.calls
    assert listed[-1] == f"{COMMENTS}/7/comments?per_page=100"
    assert written[:5] == ("api", "--silent", "--method", "POST", f"{COMMENTS}/7/comments")
    assert runner.posted == "<!-- wsoa-diff -->\n1.1.2 moved <!-- wsoa-diff --> @all $(touch pwned)\n"
    assert ran.code == 0
    assert not (runner.workspace / "pwned").exists()


def test_the_next_one_changes_the_comment_that_is_there(runner: Runner, changed: str) -> None:
    ran = runner.run(
        "Keep one comment on the pull request", WSOA_DIFF=changed, WSOA_PULL="7", GH_FOUND="41\n42\n"
    )
    assert ran.calls[1][3:5] == ("PATCH", f"{COMMENTS}/comments/41")


def test_only_the_workflows_own_comment_is_changed(runner: Runner, changed: str) -> None:
    ran = runner.run("Keep one comment on the pull request", WSOA_DIFF=changed, WSOA_PULL="7")
    chosen = ran.calls[0][ran.calls[0].index("--jq") + 1]
    assert 'select(.user.login == "github-actions[bot]")' in chosen
    assert 'select(.body | contains("<!-- wsoa-diff -->"))' in chosen


def test_a_comment_that_may_not_be_written_is_a_warning(runner: Runner, changed: str) -> None:
    ran = runner.run("Keep one comment on the pull request", WSOA_DIFF=changed, WSOA_PULL="7", GH_FAILS="1")
    assert ran.code == 0
    assert ran.out.startswith("::warning title=wsoa::The comment on what changed could not be written")
    assert len(ran.calls) == 1


def test_the_install_never_imports_from_the_workspace(runner: Runner) -> None:
    (runner.workspace / "pip.py").write_text("open('pwned', 'w')", encoding="utf-8")
    fake = runner.program("python", WSOA)
    home = runner.folder / "temp" / "wsoa" / "env" / "bin"
    home.mkdir(parents=True)
    (home / "python").write_text(WSOA, encoding="utf-8")
    (home / "python").chmod(0o755)
    ran = runner.run("install", WSOA_PYTHON=str(fake))
    assert ran.code == 0, ran.err
    assert [call[:2] for call in ran.calls] == [("-I", "-m")] * 3
    assert ran.calls[1][-1] == f"{REPOSITORY}/.github/requirements.txt"
    assert ran.calls[2][-1] == str(REPOSITORY)
    assert ran.outputs["wsoa"] == str(home / "wsoa")
