"""The story of a plan is kept in the user's cache folder, unless one says that it is not to be."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.history.repositories import with_versions
from tests.history.test_timeline import STEPS
from wsoa.history.cache import told as reading


@pytest.mark.parametrize("words", [("--no-cache", "history"), ("history", "--no-cache")])
def test_without_the_cache_nothing_is_kept_and_the_same_is_told(
    wsoa: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    monkeypatch.setattr(reading, "LEAST", 2)
    folder, cache = with_versions(tmp_path / "repository", STEPS), tmp_path / "cache"
    variables = {"PATH": os.environ["PATH"], "WSOA_CACHE": str(cache)}
    plans = ("anyshire", "--plans", str(folder.parent))
    without = wsoa(*words, *plans, **variables)
    assert without.code == 0
    assert not cache.exists()
    runs = [wsoa("history", *plans, **variables) for _ in range(2)]
    assert len([file for file in cache.rglob("*") if file.is_file()]) == 1
    assert {run.out for run in runs} == {without.out}
