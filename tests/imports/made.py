"""Small documents made inside a test, and what an import makes of them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import xlsxwriter
from docx import Document
from docx.document import Document as WordDocument
from docx.table import _Cell as WordCell

from wsoa.files.load import assemble, read_text
from wsoa.files.sources import Sources
from wsoa.imports.importing import Chosen, Imported, import_file
from wsoa.imports.ledger import Entry, Kind
from wsoa.imports.writing import plan_files
from wsoa.plan.models import Action, Plan

HEADINGS = ("Ref", "Action", "Lead", "Due")


class Result(NamedTuple):
    """The plan that came out, and the ledger beside it."""

    plan: Plan
    imported: Imported

    @property
    def actions(self) -> dict[str, Action]:
        """Every action by its ref."""
        return {a.ref: a for w in self.plan.workstreams for o in w.outcomes for a in o.actions}

    @property
    def dues(self) -> dict[str, str]:
        """Every action's due date as the plan spells it; empty where it has none."""
        return {ref: action.due.text if action.due else "" for ref, action in self.actions.items()}

    @property
    def leads(self) -> dict[str, list[str]]:
        """The names of every action's leads."""
        return {ref: [self.plan.role_name(r) for r in a.leads] for ref, a in self.actions.items()}

    def entries(self, kind: Kind, what: str = "") -> list[Entry]:
        """The ledger's lines of one sort, about one thing if it is named."""
        return [e for e in self.imported.entries if e.kind is kind and what in {"", e.what}]


def imported(folder: Path, name: str, data: bytes | str, chosen: Chosen | None = None) -> Result:
    """Import a document and load the plan that came out by the road that files take."""
    file = folder / name
    file.write_bytes(data.encode() if isinstance(data, str) else data)
    found = import_file(file, chosen or Chosen())
    read = [read_text(text.encode(), part) for part, text in plan_files(found.draft, name).items()]
    sources = Sources(read[0][0], tuple(source for source, _ in read[1:]))
    loaded = assemble("draft", folder, sources, [f for _, findings in read for f in findings])
    assert loaded.plan is not None, loaded.findings
    return Result(loaded.plan, found)


def csv_of(*rows: Sequence[str], headings: Sequence[str] = HEADINGS) -> str:
    """Write a csv file with these rows below the headings."""
    lines = (",".join(f'"{cell}"' for cell in row) for row in (headings, *rows))
    return "\n".join(lines) + "\n"


def word(*tables: Sequence[Sequence[str]], before: Sequence[str] = ()) -> WordDocument:
    """Make a Word document with these tables; cells that repeat ``^`` are merged with the one above."""
    document = Document()
    for line in before:
        document.add_heading(line, 1)
    for rows in tables:
        table = document.add_table(rows=0, cols=len(rows[0]))
        anchors: dict[int, WordCell] = {}
        for row in rows:
            cells = table.add_row().cells
            for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
                if text == "^":
                    anchors[column] = anchors[column].merge(cell)
                else:
                    _write(cell, text)
                    anchors[column] = cell
    return document


def _write(cell: WordCell, text: str) -> None:
    first, *others = text.split("\n")
    cell.paragraphs[0].text = first
    for line in others:
        cell.add_paragraph(line)


def saved(document: WordDocument) -> bytes:
    """The bytes of a Word document."""
    stream = BytesIO()
    document.save(stream)
    return stream.getvalue()


def workbook(fill: Callable[[xlsxwriter.Workbook], None]) -> bytes:
    """The bytes of a workbook that a function fills."""
    stream = BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True})
    fill(book)
    book.close()
    return stream.getvalue()
