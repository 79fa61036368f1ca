"""Filling returns in as leads do: a text in an editor, a workbook in Excel, a document in Word."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Mapping
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

import docx

from wsoa.authoring.returns.fields import MOVING, known, label_of

Answers = Mapping[str, Mapping[str, str]]
"""By ref, then by the key of the box, what to write."""


def fill(file: Path, answers: Answers) -> None:
    """Fill a return of any kind."""
    by_kind: Mapping[str, Callable[[Path, Answers], None]] = {
        ".yaml": fill_yaml,
        ".xlsx": fill_xlsx,
        ".docx": fill_docx,
    }
    by_kind[file.suffix](file, answers)


def fill_yaml(file: Path, answers: Answers) -> None:
    text = file.read_text("utf-8")
    for ref, said in answers.items():
        start = text.index(f'- ref: "{ref}"\n')
        head, block = text[:start], text[start:]
        for key, words in said.items():
            block = block.replace(f"{label_of(key).lower()}:", f"{label_of(key).lower()}: {words}", 1)
        text = head + block
    file.write_text(text, "utf-8")


def fill_docx(file: Path, answers: Answers) -> None:
    document = docx.Document(str(file))
    moves = [table for table in document.tables if known(table.cell(0, 1).text) == "move_to"]
    free = iter(moves[0].rows[1:] if moves else ())
    for ref, said in answers.items():
        move = {key: words for key, words in said.items() if key in MOVING}
        if move:
            row = next(free)
            for cell, words in zip(row.cells, (ref, *(move.get(key, "") for key in MOVING)), strict=True):
                cell.paragraphs[0].add_run(words)
        for table in document.tables:
            for row in table.rows:
                codes = [cell.text for cell in (row.cells if len(row.cells) > 4 else table.rows[-1].cells)]
                if not codes[-1].partition(" ")[2].startswith(f"{ref} "):
                    continue
                heads = [cell.text for cell in table.rows[0].cells]
                for key, words in said.items():
                    if len(row.cells) > 4 and label_of(key) in heads:
                        row.cells[heads.index(label_of(key))].paragraphs[0].add_run(words)
                    elif row.cells[0].text == label_of(key):
                        row.cells[1].paragraphs[0].add_run(words)
    document.save(str(file))


def fill_xlsx(file: Path, answers: Answers) -> None:
    """Write answers into the empty cells of the sheets' XML, as text."""
    made = BytesIO()
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        shared = re.findall(r"<si>(.*?)</si>", old.read("xl/sharedStrings.xml").decode(), re.DOTALL)
        texts = ["".join(re.findall(r"<t[^>]*>([^<]*)</t>", one)) for one in shared]
        for name in old.namelist():
            data = old.read(name)
            if name.startswith("xl/worksheets/sheet"):
                data = _filled(data.decode(), texts, answers).encode()
            new.writestr(name, data)
    file.write_bytes(made.getvalue())


def _filled(sheet: str, texts: list[str], answers: Answers) -> str:
    columns: dict[str, str] = {}
    refs: dict[str, str] = {}
    for column, row, text in re.findall(r'<c r="([A-Z]+)([0-9]+)"[^>]*t="s"><v>([0-9]+)</v>', sheet):
        if row == "3":
            columns[known(texts[int(text)])] = column
        elif column == "A":
            refs[texts[int(text)]] = row
    for ref, said in answers.items():
        for key, words in said.items():
            if ref in refs and key in columns:
                square = f"{columns[key]}{refs[ref]}"
                sheet = re.sub(
                    rf'<c r="{square}"( s="[0-9]+")/>',
                    lambda found, at=square, words=words: (  # type: ignore[misc]
                        f'<c r="{at}"{found[1]} t="inlineStr"><is><t>{escape(words)}</t></is></c>'
                    ),
                    sheet,
                )
    return sheet
