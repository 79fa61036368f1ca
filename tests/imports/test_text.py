"""Tables in text: csv with its separators and its characters, Markdown, drawn tables, tabs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.imports.made import csv_of, imported
from wsoa.imports.document import ImportStop, Line
from wsoa.imports.ledger import Kind
from wsoa.imports.readers.text import read_plain

WANTED = {"1.1.1": "2020-05", "1.1.2": "2020-06-30"}

MARKDOWN = """\
# Anyshire priority action plan

## Workstream 1: Timely plans

| No. | What we will do | Who | By when |
| --- | --- | --- | --- |
| 1.1.1 | **Ask** families | Head of SEND | May 2020 |
| 1.1.2 | Answer \\| tell | Head of SEND<br>Parent Forum Chair | 30 June 2020 |
"""
DRAWN = """\
+-------+---------------+--------------+--------------+
| Ref   | Action        | Lead         | Due          |
+=======+===============+==============+==============+
| 1.1.1 | Ask families, | Head of SEND | May 2020     |
|       | all of them   |              |              |
+-------+---------------+--------------+--------------+
| 1.1.2 | Answer        | Head of SEND | 30 June 2020 |
+-------+---------------+--------------+--------------+
"""
ALIGNED = """\
Ref    Action         Lead          Due
1.1.1  Ask families   Head of SEND  May 2020
1.1.2  Answer         Head of SEND  30 June 2020
"""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("plan.md", MARKDOWN),
        ("plan.txt", DRAWN),
        ("plan.txt", ALIGNED),
        (
            "plan.txt",
            "Ref\tAction\tLead\tDue\n1.1.1\tAsk\tHead of SEND\tMay 2020\n1.1.2\tTell\tSENCO\t30 June 2020\n",
        ),
        (
            "plan.tsv",
            "Ref\tAction\tLead\tDue\n1.1.1\tAsk\tHead of SEND\tMay 2020\n1.1.2\tTell\tSENCO\t30 June 2020\n",
        ),
        ("plan.csv", "Ref;Action;Lead;Due\n1.1.1;Ask;Head of SEND;May 2020\n1.1.2;Tell;SENCO;30 June 2020\n"),
    ],
    ids=["markdown", "drawn", "aligned", "tabs", "tsv", "semicolons"],
)
def test_every_way_to_write_a_table_gives_the_same_dates(tmp_path: Path, name: str, text: str) -> None:
    assert imported(tmp_path, name, text).dues == WANTED


def test_markdown_signs_are_not_part_of_the_text(tmp_path: Path) -> None:
    result = imported(tmp_path, "plan.md", MARKDOWN)
    assert [action.title for action in result.actions.values()] == ["Ask families", "Answer | tell"]
    assert result.leads["1.1.2"] == ["Head of SEND", "Parent Forum Chair"]
    assert (result.plan.title, result.plan.kind, result.plan.area) == (
        "Anyshire priority action plan", "pap", "Anyshire",
    )  # fmt: skip


def test_a_line_that_a_drawn_column_wraps_is_one_line(tmp_path: Path) -> None:
    assert imported(tmp_path, "plan.txt", DRAWN).actions["1.1.1"].title == "Ask families, all of them"


def test_a_file_from_windows_is_read_and_that_is_said(tmp_path: Path) -> None:
    data = csv_of(("1.1.1", "Spend £5 – the children’s share", "Head of SEND", "May 2020")).encode("cp1252")
    result = imported(tmp_path, "plan.csv", data)
    assert result.actions["1.1.1"].title == "Spend £5 – the children’s share"
    assert "Windows-1252" in result.entries(Kind.GUESS, "file")[0].made


def test_excels_mark_at_the_start_of_a_csv_is_no_part_of_the_first_heading(tmp_path: Path) -> None:
    data = csv_of(("1.1.1", "Ask", "Head of SEND", "May 2020")).encode("utf-8-sig")
    assert list(imported(tmp_path, "plan.csv", data).actions) == ["1.1.1"]


def test_a_cell_may_have_several_lines_and_rows_below_keep_their_line_numbers(tmp_path: Path) -> None:
    text = 'Ref,Action,Lead,Due\n1.1.1,"Ask\nand ask again",Head of SEND,May 2020\n1.1.2,Tell,SENCO,soon\n'
    result = imported(tmp_path, "plan.csv", text)
    assert result.actions["1.1.1"].title == "Ask and ask again"
    assert [e.place for e in result.entries(Kind.NOT_READ, "due")] == ["line 4, column 4"]


def test_a_picture_with_a_csv_name_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ImportStop, match="not a text file"):
        imported(tmp_path, "plan.csv", b"\x89PNG\x00\x01")


@pytest.mark.parametrize(
    ("name", "way_out"), [("plan.rtf", "save it as .docx"), ("plan.doc", "save it as .docx")]
)
def test_a_kind_that_cannot_be_read_is_refused_with_the_way_out(
    tmp_path: Path, name: str, way_out: str
) -> None:
    with pytest.raises(ImportStop, match=way_out):
        imported(tmp_path, name, b"x")


@pytest.mark.parametrize(
    "rules", ["---\n|---|---|", "|---|---|\n|---|---|\n|---|---|", "---\n---\n---", "+---+\n+---+"]
)
def test_lines_that_only_part_others_are_no_table(rules: str) -> None:
    read = read_plain(f"# A plan\n\n{rules}\n\nWords below\n".encode(), "plan.md")
    assert all(isinstance(block, Line) for block in read.blocks)
    assert [block.text for block in read.blocks if isinstance(block, Line)][-1] == "Words below"
