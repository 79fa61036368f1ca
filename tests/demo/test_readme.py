"""Every command of the README works: its second example line by line, its first tables in the demo."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.demo.conftest import Walk

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
EXAMPLE = README.partition("made-up county\n")[2].partition("```sh\n")[2].partition("```")[0].splitlines()
TABLES = README.partition("## What it does")[2].partition("**Start**")[0]
LINES = re.findall(r"^\| `(wsoa [^`]+)` \|", TABLES, re.MULTILINE)
STAYS = {"wsoa serve", "wsoa lsp"}
"""Commands that run until they are stopped; they have tests of their own."""


def test_the_second_example_works_line_by_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, walk: Walk
) -> None:
    monkeypatch.chdir(tmp_path)
    first, _, move = EXAMPLE[0].partition(" && cd ")
    assert walk(first)[0] == 0
    monkeypatch.chdir(tmp_path / move)
    assert len(EXAMPLE) >= 5
    for line in EXAMPLE[1:]:
        code, said = walk(line)
        assert code == 0, f"{line}\n{said}"
    assert (tmp_path / move / "public" / "brackenshire" / "index.html").is_file()


@pytest.mark.usefixtures("in_demo")
def test_every_command_of_the_first_tables_works_in_the_demo(walk: Walk) -> None:
    assert len(LINES) >= 18
    for line in LINES:
        if line not in STAYS | set(EXAMPLE):
            code, said = walk(line)
            assert code == 0, f"{line}\n{said}"
    assert walk("wsoa return apply round/")[0] == 0
