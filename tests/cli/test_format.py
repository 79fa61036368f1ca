"""``wsoa format``: what it writes, what it only says, and what it leaves alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import SMALL, Command
from wsoa.files import write
from wsoa.files.builder import Builder
from wsoa.files.load import load

UNTIDY = SMALL.replace(
    "        title: Plans are finished", "        # the one that matters\n        title: Plans are finished"
)
UNTIDY = UNTIDY.replace("- ref: A\n    title: Timely plans\n", "- title: Timely plans\n    ref: A  # first\n")
TIDY = UNTIDY.replace(
    "- title: Timely plans\n    ref: A  # first\n", '- ref: "A"  # first\n    title: Timely plans\n'
)


@pytest.fixture
def file(plans: Path) -> Path:
    """The file of the small plan, written by somebody in a hurry."""
    file = plans / "anyshire" / "plan.yaml"
    file.write_text(UNTIDY, encoding="utf-8")
    return file


@pytest.fixture
def layout(wsoa: Command, plans: Path) -> Command:
    """Run ``wsoa format`` with some words."""
    return lambda *words, **variables: wsoa("format", *words, "--plans", str(plans), **variables)


def test_a_file_is_laid_out_and_says_what_it_said(layout: Command, file: Path) -> None:
    before = load(file.parent).plan
    ran = layout()
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "1 file laid out; review with git diff.\n"
    assert file.read_text("utf-8") == TIDY
    assert load(file.parent).plan == before


def test_a_second_run_changes_nothing(layout: Command, file: Path) -> None:
    layout()
    stamp = file.stat().st_mtime_ns
    assert layout().err == "1 file is laid out as it should be.\n"
    assert file.stat().st_mtime_ns == stamp


def test_a_text_is_parsed_once_and_again_only_after_a_change(
    layout: Command, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parsed: list[Builder] = []
    build = Builder.build

    def counted(builder: Builder, events: Iterator[Any]) -> object:
        parsed.append(builder)
        return build(builder, events)

    monkeypatch.setattr(Builder, "build", counted)
    layout()
    assert len(parsed) == 3  # as it was, with its keys in order, and with its refs in quotes
    parsed.clear()
    layout("--check")
    assert len(parsed) == 1
    assert file.read_text("utf-8") == TIDY


def test_check_names_the_files_and_writes_nothing(layout: Command, file: Path) -> None:
    ran = layout("--check")
    assert ran.code == 1
    assert ran.out.rstrip("\n").endswith("anyshire/plan.yaml")
    assert ran.err == "1 file would change.\n"
    assert file.read_text("utf-8") == UNTIDY
    layout()
    assert layout("--check").code == 0


def test_diff_shows_the_lines_and_writes_nothing(layout: Command, file: Path) -> None:
    ran = layout("--diff")
    assert ran.code == 1
    assert [line for line in ran.out.splitlines() if line[:1] in "+-"][2:] == [
        "-  - title: Timely plans",
        "-    ref: A  # first",
        '+  - ref: "A"  # first',
        "+    title: Timely plans",
    ]
    assert file.read_text("utf-8") == UNTIDY


def test_a_broken_file_is_left_alone_and_the_others_are_done(
    layout: Command, file: Path, broken: Path
) -> None:
    other = broken / "brokenshire" / "plan.yaml"
    before = other.read_bytes()
    (broken / "worse").mkdir()
    (broken / "worse" / "plan.yaml").write_text("title: [", encoding="utf-8")
    ran = layout()
    assert ran.code == 1
    assert "brokenshire/plan.yaml:1: left alone: it has errors; wsoa validate lists them.\n" in ran.err
    assert "worse/plan.yaml:2: left alone: " in ran.err
    assert (file.read_text("utf-8"), other.read_bytes()) == (TIDY, before)


def test_only_the_areas_named_are_done(layout: Command, file: Path, broken: Path) -> None:
    assert layout("anyshire").code == 0
    assert layout("somewhere").code == 2
    assert (broken / "brokenshire" / "plan.yaml").is_file()
    assert file.read_text("utf-8") == TIDY


def test_a_place_no_program_should_touch_is_said_with_its_line(layout: Command, file: Path) -> None:
    odd = SMALL.replace("area: Anyshire\n", "? area\n: Anyshire\n")
    file.write_text(odd, encoding="utf-8")
    ran = layout()
    assert ran.code == 1
    assert "plan.yaml:3: left alone: " in ran.err
    assert file.read_text("utf-8") == odd


def test_a_file_that_changes_meanwhile_is_not_overwritten(
    layout: Command, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def changed(_: object, wanted: write.Replacement, **__: object) -> None:
        raise write.ChangedError(wanted.file)

    monkeypatch.setattr(write, "_checked", changed)
    ran = layout()
    assert ran.code == 3
    assert "was changed by somebody else meanwhile; nothing was written; run it again." in ran.err
    assert file.read_text("utf-8") == UNTIDY


def test_every_file_of_a_split_plan_is_laid_out(layout: Command, plans: Path) -> None:
    head, _, part = SMALL.partition("workstreams:\n")
    folder = plans / "anyshire"
    (folder / "workstreams").mkdir()
    (folder / "plan.yaml").write_bytes(b"\xef\xbb\xbf" + head.replace("\n", "\r\n").rstrip().encode())
    lines = [line[4:] for line in part.splitlines()]
    (folder / "workstreams" / "a.yaml").write_text(
        "\n".join(lines).replace("ref: A", "ref:   A"), encoding="utf-8"
    )
    assert layout().err == "2 files laid out; review with git diff.\n"
    assert (folder / "plan.yaml").read_bytes() == b"\xef\xbb\xbf" + head.replace("\n", "\r\n").encode()
    assert (folder / "workstreams" / "a.yaml").read_text("utf-8").startswith('ref:   "A"\ntitle: Timely')
    assert load(folder).plan is not None
