"""The demo, written once, and a copy of it for each test that writes in it."""

from __future__ import annotations

import os
import shlex
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from wsoa.cli.app import run
from wsoa.demo.build import Demo, build

Walk = Callable[[str], tuple[int, str]]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    """The demo, to look at only."""
    return build(tmp_path_factory.mktemp("county") / "demo", os.environ)


@pytest.fixture
def in_demo(demo: Demo, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the demo, in which the test stands."""
    folder = tmp_path / "demo"
    shutil.copytree(demo.folder, folder)
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def walk(capsys: pytest.CaptureFixture[str]) -> Walk:
    """Run a line as a shell does that knows only ``wsoa``; return the exit code and all that was said."""

    def walked(line: str) -> tuple[int, str]:
        first, *words = shlex.split(line, comments=True)
        assert first == "wsoa", line
        code = run(words, {**os.environ, "COLUMNS": "80", "WSOA_AS_OF": "2025-09-30"})
        captured = capsys.readouterr()
        return code, captured.out + captured.err

    return walked
