"""A run that was killed half way: the next one says so, and one that writes finishes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.files.folder import JOURNAL
from wsoa.files.journal import Step, written
from wsoa.files.write import digest

NEW = SMALL.replace("Agree a target", "Agree a better target").encode()


@pytest.fixture
def interrupted(plans: Path) -> Path:
    """A plan whose new text waits beside the old, with the journal that says so."""
    folder = plans / "anyshire"
    (folder / ".wsoa-abcdefgh.tmp").write_bytes(NEW)
    step = Step(".wsoa-abcdefgh.tmp", "plan.yaml", digest(SMALL.encode()), digest(NEW))
    (folder / JOURNAL).write_bytes(written([step]))
    return plans


@pytest.mark.parametrize(
    "words",
    [("status",), ("validate",), ("update", "anyshire", "1.1.1", "--note", "x", "-n"), ("format", "--check")],
)
def test_reading_tells_it_and_changes_nothing(
    wsoa: Command, interrupted: Path, words: tuple[str, ...]
) -> None:
    ran = wsoa(*words, "--plans", str(interrupted))
    if words[0] != "format":
        assert ran.code == 1
        assert "a run of wsoa was ended while it wrote this file" in ran.out + ran.err
    assert (interrupted / "anyshire" / "plan.yaml").read_text("utf-8") == SMALL
    assert (interrupted / "anyshire" / JOURNAL).exists()


@pytest.mark.parametrize(
    "words",
    [("update", "anyshire", "1.1.1", "--note", "Out"), ("format",), ("validate", "--fix")],
)
def test_writing_finishes_it_first_and_says_so(
    wsoa: Command, interrupted: Path, words: tuple[str, ...]
) -> None:
    ran = wsoa(*words, "--plans", str(interrupted))
    assert ran.code == 0
    assert "An earlier run was ended while it wrote here; it is finished now" in ran.err
    assert "Agree a better target" in (interrupted / "anyshire" / "plan.yaml").read_text("utf-8")
    assert sorted(one.name for one in (interrupted / "anyshire").iterdir()) == ["plan.yaml"]
