"""What single cells come to: a due date, a colour, a set of leads, each with its doubt in the ledger."""

from __future__ import annotations

import re
from collections.abc import Mapping

from wsoa.imports.cells.dates import Phrase as DateRead, read_dates
from wsoa.imports.cells.people import People
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.tables import DataRow
from wsoa.imports.document import Cell
from wsoa.imports.draft import Colour, Step, title_and_rest
from wsoa.imports.ledger import Kind, Ledger

_WORDS: Mapping[str, str] = {
    "blue": "B", "green": "G", "amber": "A", "red": "R", "grey": "n/s", "gray": "n/s", "yellow": "A",
    "complete": "C", "completed": "C", "not started": "n/s", "ns": "n/s", "n/s": "n/s",
}  # fmt: skip
_CODE = re.compile(rf"(?P<code>{'|'.join(sorted(_WORDS, key=len, reverse=True))}|[a-z])\b\.?", re.IGNORECASE)
_BULLET = re.compile(r"(?:^|\n)\s*[•·▪◦*–-]\s*")
_RESOURCE = re.compile(r"[A-Z]{1,6}(?:\s*/\s*[A-Z]{1,6})?\Z")


class CellReader:
    """Reads the cells of actions and milestones."""

    def __init__(self, dayfirst: bool | None, people: People, ledger: Ledger) -> None:  # noqa: FBT001 - the map's word
        self._dayfirst = dayfirst
        self._people = people
        self._ledger = ledger

    def set_due(self, step: Step, cell: Cell | None) -> None:
        """Give a step its due date, or the milestones that several dates make."""
        read = self._dates(cell, step, "due")
        if cell is None or read.blank:
            return
        step.due = read.due
        if read.doubt:
            step.printed["due"] = " ".join(cell.text.split())
        for number, stage in enumerate(read.stages, 1):
            step.milestones.append(
                Step(
                    "",
                    self._stage_title(step, stage.words, number, len(read.stages)),
                    cell.place,
                    due=stage.due,
                )
            )

    def set_start(self, step: Step, cell: Cell | None) -> None:
        """Give a step its start."""
        read = self._dates(cell, step, "start")
        step.start = read.due
        if cell is not None and not read.blank and (read.doubt or read.due is None):
            step.printed["start"] = " ".join(cell.text.split())

    def set_completed(self, step: Step, cell: Cell | None) -> None:
        """Give a step the day it was finished."""
        read = self._dates(cell, step, "completed")
        if isinstance(read.due, str) and "/" not in read.due and read.due[:1].isdigit():
            step.completed = read.due

    def _dates(self, cell: Cell | None, step: Step, what: str) -> DateRead:
        if cell is None or not cell.text:
            return DateRead(blank=True)
        read = DateRead(cell.day) if cell.day else read_dates(cell.text, self._dayfirst)
        if read.doubt:
            nothing = read.due is None and not read.stages
            made = read.doubt if nothing else f"{said(read)}: {read.doubt}"
            self._ledger.add(
                Kind.NOT_READ if nothing else Kind.GUESS, cell.place, what, cell.text, made, ref=step.ref
            )
        if cell.covered == "above" and not read.doubt:
            self._ledger.add(
                Kind.FILLED, cell.place, what, cell.text, "from the merged cell above", ref=step.ref
            )
        return read

    def set_rating(self, step: Step, cell: Cell | None) -> None:
        """Give a step its colour as the document prints it, and the date printed beside it."""
        if cell is None or not cell.own:
            return
        found = _CODE.match(cell.text)
        code = _WORDS.get(found[0].lower().strip("."), found["code"].upper()) if found else ""
        rest = (cell.text[found.end() :] if found else cell.text).strip(" \n-–:,()")
        read = read_dates(rest) if rest else DateRead(blank=True)
        day = read.due if isinstance(read.due, str) and not read.doubt else ""
        if code and (day or not rest):
            step.rating = Colour(code, day, cell.place)
            return
        step.printed["rating"] = " ".join(cell.text.split())
        made = "a date without a colour" if day else "no colour was understood"
        self._ledger.add(
            Kind.NOT_READ, cell.place, "rating", cell.text, f"{made}; kept under printed", ref=step.ref
        )

    def set_rest(self, step: Step, row: DataRow, resources: dict[str, str]) -> None:
        """Give a step what else its row says: resource, evidence, progress, details."""
        resource = row.own(Field.RESOURCE)
        if _RESOURCE.match(resource):
            step.resource = resource
            resources.setdefault(resource, resource)
        elif resource:
            step.notes.append(f"Resource: {_flat(resource)}")
        step.evidence += [line for cell in row.cells.get(Field.EVIDENCE, ()) for line in bullets(cell.own)]
        step.reports += [_flat(cell.own) for cell in row.cells.get(Field.PROGRESS, ()) if cell.own]
        more = [_flat(cell.own) for cell in row.cells.get(Field.DETAIL, ()) if cell.own]
        step.detail = " ".join(filter(None, (step.detail, *more)))

    def leads(self, row: DataRow, ref: str, before: list[str], field: Field = Field.LEAD) -> list[str]:
        """Return the leads of a row.

        An empty or merged cell takes them from the row above, which is written down.
        """
        cells = row.cells.get(field, [])
        given = [cell for cell in cells if cell.text]
        found: list[str] = []
        for cell in given:
            read = self._people.read(cell.text, cell.place, ref, field.value)
            found += [role for role in read if role not in found]
            if cell.covered == "above":
                self._ledger.add(
                    Kind.FILLED, cell.place, field.value, cell.text, "from the merged cell above", ref=ref
                )
        if cells and not given and before:
            made = f"empty, so as in the row above: {'; '.join(before)}"
            self._ledger.add(Kind.FILLED, cells[0].place, field.value, "", made, ref=ref)
            return list(before)
        return found

    def _stage_title(self, step: Step, words: str, number: int, count: int) -> str:
        if words:
            return title_and_rest(words[0].upper() + words[1:])[0]
        sentences = [part for part in re.split(r"\n|(?<=[.;])\s", step.detail or step.title) if part.strip()]
        if len(sentences) == count:
            return title_and_rest(sentences[number - 1].strip(" .;"))[0]
        return f"Stage {number} of {count}"


def bullets(text: str) -> list[str]:
    """Split text at its bullets, or at its lines where it has none; each piece on one line."""
    parts = _BULLET.split(text) if _BULLET.search(text) else text.split("\n")
    return [line for part in parts if (line := _flat(part))]


def said(read: DateRead) -> str:
    """Say what a cell of dates came to."""
    if read.stages:
        return ", ".join(str(stage.due) for stage in read.stages)
    return " ".join(f"{k} {v}" for k, v in read.due.items()) if isinstance(read.due, dict) else str(read.due)


def _flat(text: str) -> str:
    return " ".join(text.split())
