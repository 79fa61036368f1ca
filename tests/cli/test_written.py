"""What a command says of the file it wrote: one line beside the result, nothing where none was written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.cli.conftest import Command
from tests.tools import needs
from wsoa.words.numbers import say_size

FILES = [
    (["render", "anyshire"], "page.html"),
    (["render", "anyshire"], "page.md"),
    (["export", "--format", "json"], "plans.json"),
    (["status"], "status.txt"),
    (["schema", "plan"], "plan.json"),
]


@pytest.fixture(autouse=True)
def _at_home(plans: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(plans.parent)


@pytest.mark.parametrize(("asked", "name"), FILES)
def test_a_file_is_named_with_its_size(wsoa: Command, tmp_path: Path, asked: list[str], name: str) -> None:
    file = tmp_path / name
    ran = wsoa(*asked, "-o", str(file))
    assert ran.out == ""
    assert ran.err.splitlines()[-1] == f"Wrote {file}: {say_size(file.stat().st_size)}."


def test_a_folder_of_tables_says_how_many_files_it_got(wsoa: Command, tmp_path: Path) -> None:
    ran = wsoa("export", "--format", "csv", "-o", str(tmp_path / "tables"))
    written = list((tmp_path / "tables").iterdir())
    size = say_size(sum(file.stat().st_size for file in written))
    assert ran.err.splitlines()[-1] == f"Wrote {tmp_path / 'tables'}: {len(written)} files, {size}."


def test_a_database_is_named_too(wsoa: Command, tmp_path: Path) -> None:
    file = tmp_path / "plans.sqlite"
    assert f"Wrote {file}: " in wsoa("export", "--format", "sqlite", "-o", str(file)).err


def test_a_word_document_is_named_too(wsoa: Command, tmp_path: Path) -> None:
    needs("docx")
    file = tmp_path / "page.docx"
    assert f"Wrote {file}: " in wsoa("render", "anyshire", "-o", str(file)).err


@pytest.mark.parametrize("place", [[], ["-o", "-"], ["-o", os.devnull]])
def test_nothing_is_said_where_no_file_was_written(wsoa: Command, place: list[str]) -> None:
    assert "Wrote" not in wsoa("status", *place).err


@pytest.mark.parametrize(
    ("size", "words"),
    [(1, "1 byte"), (999, "999 bytes"), (43_400, "43 kB"), (999_600, "1.0 MB"), (1_234_567, "1.2 MB")],
)
def test_sizes_are_said_in_few_digits(size: int, words: str) -> None:
    assert say_size(size) == words
