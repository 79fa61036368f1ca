"""``wsoa validate --fix``: what is said, shown and written, and what is left for people."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command

WRONG = SMALL.replace("due: 2026-03-31", "due: End March 2026").replace(
    "leads: [head-of-send]\n", "leads: [head-of-sned]\n"
)
SAFELY = WRONG.replace("End March 2026", "2026-03-31")


@pytest.fixture
def file(plans: Path) -> Path:
    """The file of the small plan, with a date in words and a misspelt role."""
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(WRONG, encoding="utf-8")
    return file


@pytest.fixture
def validate(wsoa: Command, plans: Path) -> Command:
    """Run ``wsoa validate`` with some words."""
    return lambda *words, **variables: wsoa("validate", *words, "--plans", str(plans), **variables)


def test_what_is_certain_is_fixed_and_the_rest_is_printed(validate: Command, file: Path) -> None:
    ran = validate("--fix")
    assert ran.code == 1
    assert "WSOA302" in ran.out
    assert "WSOA202" not in ran.out
    assert "anyshire/plan.yaml:22: WSOA202 fixed: due: “End March 2026” is written 2026-03-31\n" in ran.err
    assert ran.err.endswith("1 finding fixed; review with git diff.\n")
    assert file.read_text("utf-8") == SAFELY


def test_what_is_very_likely_is_fixed_when_asked(validate: Command, file: Path) -> None:
    ran = validate("--fix", "--unsafe")
    assert ran.code == 0
    assert file.read_text("utf-8") == SMALL


def test_a_dry_run_shows_the_change_and_writes_nothing(validate: Command, file: Path) -> None:
    ran = validate("--fix", "--dry-run")
    assert ran.code == 1
    assert (
        '+          - {ref: "1.1.1", title: Hire two plan writers, leads: [head-of-send], due: 2026-03-31}'
        in ran.out
    )
    assert ran.err.endswith("1 finding would be fixed.\n")
    assert file.read_text("utf-8") == WRONG


def test_nothing_to_fix_touches_nothing(validate: Command, file: Path) -> None:
    file.write_text(SMALL, encoding="utf-8")
    stamp = file.stat().st_mtime_ns
    ran = validate("--fix")
    assert (ran.code, ran.err) == (0, "Nothing could be fixed safely; --unsafe tries more.\n")
    assert file.stat().st_mtime_ns == stamp


def test_json_stays_json(validate: Command, file: Path) -> None:
    assert validate("--fix", "--format", "json").out.startswith("{")
    assert file.read_text("utf-8") == SAFELY


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--unsafe",), "--unsafe goes with --fix."),
        (("--dry-run",), "--dry-run goes with --fix."),
        (("--fix", "--dry-run", "--format", "json"), "--dry-run shows a diff; leave --format out."),
    ],
)
def test_options_that_make_no_sense_together_are_refused(
    validate: Command, file: Path, words: tuple[str, ...], said: str
) -> None:
    ran = validate(*words)
    assert (ran.code, ran.err) == (2, f"{said}\n")
    assert file.read_text("utf-8") == WRONG


def test_a_read_only_file_leaves_all_as_they_were(validate: Command, file: Path, plans: Path) -> None:
    other = plans / "otherplace"
    other.mkdir()
    (other / "plan.yaml").write_text(WRONG, encoding="utf-8")
    (other / "plan.yaml").chmod(0o444)
    with pytest.raises(OSError, match="you may not write there"):
        validate("--fix")
    assert file.read_text("utf-8") == WRONG


def test_hidden_characters_are_shown_as_a_mark(validate: Command, file: Path) -> None:
    file.write_text(SMALL.replace("Agree a target", "Agree\u202e a target"), encoding="utf-8")
    ran = validate("--fix", "--dry-run")
    assert "\u202e" not in ran.out
    assert "Agree\N{REPLACEMENT CHARACTER} a target" in ran.out


def test_a_plan_that_cannot_be_read_does_not_keep_others_from_being_mended(
    wsoa: Command, plans: Path
) -> None:
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(SMALL.replace("due: 2026-03-31}", "due: 31st March 2026}"), "utf-8")
    (plans / "outside").mkdir()
    (plans / "outside" / "plan.yaml").symlink_to("/etc/hosts")
    ran = wsoa("validate", "--fix", "--plans", str(plans))
    assert ran.code == 1
    assert "WSOA014" in ran.out
    assert "due: 2026-03-31}" in file.read_text("utf-8")
