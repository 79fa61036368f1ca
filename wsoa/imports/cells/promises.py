"""What the cells of a row come to: dates, people, success, evidence, each with its doubt in the ledger."""

from __future__ import annotations

import re

from wsoa.imports.cells.dates import Phrase, read_dates
from wsoa.imports.cells.people import People
from wsoa.imports.cells.ratings import ProgressReader
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.tables import DataRow
from wsoa.imports.document import Cell
from wsoa.imports.draft import Aim, Move, Step, Told, keep, title_and_rest
from wsoa.imports.ledger import Kind, Ledger

_BULLET = re.compile(r"(?:^|\n)\s*[•·▪◦*–-]\s+|(?:^|\n)\s*[•·▪◦]\s*")
_RESOURCE = re.compile(r"[A-Z]{1,6}(?:\s*/\s*[A-Z]{1,6})?\Z")
_MONTHS = re.compile(r"([0-9]{1,2})(?:\s*(?:-|–|to)\s*([0-9]{1,2}))?\s*-?months?", re.IGNORECASE)
_YES = re.compile(r"(?:yes|y|complete(?:d)?|done|✓|✔|☑|closed|achieved|true)\Z", re.IGNORECASE)
_NO = re.compile(
    r"(?:no|n|not yet|not complete(?:d)?|incomplete|ongoing|open|false|n/?a|[-–—✗✘]+)\Z", re.IGNORECASE
)
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")
_NOTES = re.compile(r"(?:(?:additional|other|general)\s+)?(?:notes?|remarks?)\Z", re.IGNORECASE)

_LONGEST_GROUP = 80
"""A longer text names no group to report by: it is what asked for the action."""


class CellReader:
    """Reads the cells of actions and milestones."""

    def __init__(
        self,
        dayfirst: bool | None,  # noqa: FBT001 - the map's word
        people: People,
        ledger: Ledger,
        years: frozenset[int] = frozenset(),
    ) -> None:
        self._dayfirst = dayfirst
        self._people = people
        self._ledger = ledger
        self._years = years
        self._progress = ProgressReader(ledger, years)

    def set_dates(self, step: Step, row: DataRow) -> None:
        """Give a step every date of its row."""
        self.set_due(step, row.first(Field.DUE), row.first(Field.DUE_FIRST))
        self._set_start(step, row.first(Field.START))
        self._set_completed(step, row.first(Field.COMPLETED))
        step.raised = self._plain_day(step, row.first(Field.RAISED), "raised")
        step.closed = self._plain_day(step, row.first(Field.CLOSED), "closed")

    def set_due(self, step: Step, cell: Cell | None, first: Cell | None = None) -> None:
        """Give a step its due date, the date it was first due, or the milestones that several dates make."""
        if first is not None and first.text and (cell is None or not cell.text):
            self._due(step, first)
            return
        if cell is None:
            return
        if cell.struck and not cell.text:
            self._ledger.add(
                Kind.NOT_READ,
                cell.place,
                "due",
                cell.struck,
                "struck through, so it is not in force",
                ref=step.ref,
            )
            step.printed["due"] = cell.struck
            return
        self._due(step, cell)
        old = (
            first
            if first is not None and first.text
            else cell._replace(text=cell.struck)
            if cell.struck
            else None
        )
        if old is not None:
            before = self._dates(old._replace(day=old.day if old is first else ""), step, "first due")
            if isinstance(before.due, str) and isinstance(step.due, str):
                self._moved(step, before.due, step.due, old)
            elif (not before.blank and before.due is not None) or not before.blank:
                step.printed["first due"] = " ".join(old.text.split())

    def _moved(self, step: Step, old: str, new: str, cell: Cell) -> None:
        if old == new:
            return
        step.moves.append(Move(old, new, cell.place))

    def _due(self, step: Step, cell: Cell) -> None:
        read = self._dates(cell, step, "due")
        if read.blank:
            return
        if read.doubt:
            step.printed["due"] = " ".join(cell.text.split())
        if read.was and isinstance(read.due, str) and self._two_parts(step):
            self._two_milestones(step, cell, read)
            return
        step.due = read.due
        step.start = step.start or read.start
        step.completed = step.completed or read.completed
        if read.finished and not read.completed:
            step.finished = " ".join(cell.text.split())
        if read.was and isinstance(read.due, str):
            self._moved(step, read.was, read.due, cell)
        for number, stage in enumerate(read.stages, 1):
            title = self._stage_title(step, stage.words, number, len(read.stages))
            step.milestones.append(Step("", title, cell.place, due=stage.due))
        if read.review:
            step.milestones.append(Step("", "Review", cell.place, due=read.review))
            made = f"a review in {read.review}, made into a milestone"
            self._ledger.add(Kind.GUESS, cell.place, "due", cell.text, made, ref=step.ref)

    def _two_parts(self, step: Step) -> bool:
        """Tell whether an action says two things, one for each of two dates."""
        return len(_sentences(step)) == 2  # noqa: PLR2004

    def _two_milestones(self, step: Step, cell: Cell, read: Phrase) -> None:
        step.printed["due"] = " ".join(cell.text.split())
        made = "2 dates for 2 sentences, made into milestones"
        self._ledger.add(Kind.GUESS, cell.place, "due", cell.text, made, ref=step.ref)
        for number, due in enumerate((read.was, read.due), 1):
            step.milestones.append(Step("", self._stage_title(step, "", number, 2), cell.place, due=due))

    def _set_start(self, step: Step, cell: Cell | None) -> None:
        read = self._dates(cell, step, "start")
        step.start = read.due or read.start or step.start
        if cell is not None and not read.blank and (read.doubt or not step.start):
            step.printed["start"] = " ".join(cell.text.split())

    def _set_completed(self, step: Step, cell: Cell | None) -> None:
        """Give a step the day it was finished, or that it is finished on no day that is told."""
        if cell is None or not cell.own:
            return
        text = " ".join(cell.text.split())
        if _YES.match(text):
            step.finished = text
            self._ledger.add(
                Kind.SPELT, cell.place, "completed", text, "complete, on no day that is told", ref=step.ref
            )
            return
        if _NO.match(text):
            self._ledger.add(Kind.SPELT, cell.place, "completed", text, "not complete", ref=step.ref)
            return
        read = self._dates(cell, step, "completed")
        day = read.completed or (read.due if isinstance(read.due, str) else "")
        if _DAY.match(day):
            step.completed = day
            return
        step.printed["completed"] = text
        if not read.doubt:
            self._ledger.add(
                Kind.NOT_READ, cell.place, "completed", text, "no day; kept under printed", ref=step.ref
            )

    def _plain_day(self, step: Step, cell: Cell | None, what: str) -> str:
        """Return a day or month that a cell holds; anything else is kept under printed with its line."""
        if cell is None or not cell.own:
            return ""
        text = " ".join(cell.text.split())
        if _YES.match(text) or _NO.match(text):
            step.printed[what] = text
            self._ledger.add(
                Kind.NOT_READ,
                cell.place,
                what,
                text,
                f"{what}, with no date; kept under printed",
                ref=step.ref,
            )
            return ""
        read = self._dates(cell, step, what)
        if isinstance(read.due, str) and not read.stages:
            return read.due
        if read.completed:
            return read.completed
        step.printed[what] = text
        return ""

    def _dates(self, cell: Cell | None, step: Step, what: str) -> Phrase:
        if cell is None or not cell.text:
            return Phrase(blank=True)
        read = Phrase(cell.day) if cell.day else read_dates(cell.text, self._dayfirst, self._years)
        if read.doubt:
            kind = Kind.NOT_READ if read.empty else Kind.GUESS
            made = read.doubt if read.empty else f"{said(read)}: {read.doubt}"
            self._ledger.add(kind, cell.place, what, cell.text, made, ref=step.ref)
        elif cell.covered == "above":
            self._ledger.add(
                Kind.FILLED, cell.place, what, cell.text, "from the merged cell above", ref=step.ref
            )
        elif said(read) != " ".join(cell.text.split()):
            self._ledger.add(Kind.SPELT, cell.place, what, cell.text, said(read), ref=step.ref)
        return read

    def set_rest(self, step: Step, row: DataRow, resources: dict[str, str]) -> None:
        """Give a step what else its row says."""
        resource = row.own(Field.RESOURCE)
        if _RESOURCE.match(resource):
            step.resource = resource
            resources.setdefault(resource, resource)
        elif resource:
            step.notes.append(f"Resource: {flat(resource)}")
        step.priority = flat(row.own(Field.PRIORITY)) or step.priority
        self._risks(step, row)
        step.source = (
            "; ".join(flat(cell.own) for cell in row.cells.get(Field.SOURCE, ()) if cell.own) or step.source
        )
        step.success += [Aim(line) for cell in row.cells.get(Field.SUCCESS, ()) for line in bullets(cell.own)]
        step.impact += [Told(line) for cell in row.cells.get(Field.IMPACT, ()) for line in bullets(cell.own)]
        step.evidence += [line for cell in row.cells.get(Field.EVIDENCE, ()) for line in bullets(cell.own)]
        for cell in row.cells.get(Field.GROUP, ()):
            if len(cell.own) > _LONGEST_GROUP:
                step.source = "; ".join(filter(None, (step.source, flat(cell.own))))
            elif cell.own:
                step.groups[flat(row.headings[cell.column]).lower()] = flat(cell.own)
        if row.own(Field.POSITION):
            keep(step.extras, "baseline", flat(row.own(Field.POSITION)))
        self._notes(step, row)
        self._months(step, row)
        self._progress.read(step, row)
        more = [flat(cell.own) for cell in row.cells.get(Field.DETAIL, ()) if cell.own]
        step.detail = " ".join(filter(None, (step.detail, *more)))

    def _risks(self, step: Step, row: DataRow) -> None:
        cells = [cell for cell in row.cells.get(Field.RISK, ()) if cell.own or cell.shade]
        for number, cell in enumerate(cells):
            text = flat(cell.own) or cell.shade.capitalize()
            if number == 0:
                step.risk = text
            else:
                keep(step.extras, row.headings.get(cell.column, "risk"), text)

    def _notes(self, step: Step, row: DataRow) -> None:
        for cell in row.cells.get(Field.NOTE, ()):
            text = flat(cell.own) or (cell.shade.capitalize() if cell.shade and not cell.covered else "")
            if not text:
                continue
            heading = row.headings.get(cell.column) or f"column {cell.column + 1}"
            if _NOTES.match(heading):
                step.notes.append(text)
            else:
                keep(step.extras, heading, text)

    def _months(self, step: Step, row: DataRow) -> None:
        """Read columns such as “3 months”: milestones where the heading says so, else success measures."""
        for cell in row.cells.get(Field.MONTHS, ()):
            heading = row.headings.get(cell.column, "")
            found = _MONTHS.search(heading)
            if not cell.own or not found:
                continue
            by = f"{found[1]}-{found[2]} months" if found[2] else f"{found[1]} months"
            by = by if by != "1 months" else "1 month"
            if "milestone" in heading.lower():
                step.milestones += [
                    Step("", title_and_rest(line)[0], cell.place, due=by, detail=title_and_rest(line)[1])
                    for line in bullets(cell.own)
                ]
            else:
                step.success += [Aim(line, by) for line in bullets(cell.own)]

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
                made = "from the merged cell above"
                self._ledger.add(Kind.FILLED, cell.place, field.value, cell.text, made, ref=ref)
        if cells and not given and before:
            made = f"empty, so as in the row above: {'; '.join(before)}"
            self._ledger.add(Kind.FILLED, cells[0].place, field.value, "", made, ref=ref)
            return list(before)
        return found

    def _stage_title(self, step: Step, words: str, number: int, count: int) -> str:
        if words:
            return title_and_rest(words[0].upper() + words[1:])[0]
        sentences = _sentences(step)
        if len(sentences) == count:
            return title_and_rest(sentences[number - 1].strip(" .;"))[0]
        return f"Stage {number} of {count}"


def _sentences(step: Step) -> list[str]:
    text = (step.detail or step.title)[:4000]
    return [part for part in re.split(r"\n|(?<=[.;]) ", text) if part.strip()]


def bullets(text: str) -> list[str]:
    """Split text at its bullets, or at its lines where it has none; each piece on one line."""
    parts = _BULLET.split(text) if _BULLET.search(text) else text.split("\n")
    return [line for part in parts if (line := flat(part))]


def said(read: Phrase) -> str:
    """Say what a cell of dates came to."""
    parts = [
        ", ".join(str(stage.due) for stage in read.stages),
        _spelt(read.due),
        f"first {read.was}" if read.was else "",
        f"started {read.start}" if read.start else "",
        f"completed {read.completed}" if read.completed else "complete" if read.finished else "",
        f"review {read.review}" if read.review else "",
    ]
    return "; ".join(part for part in parts if part)


def _spelt(due: object) -> str:
    if isinstance(due, dict):
        return " ".join(f"{key} {value}" for key, value in due.items())
    return str(due) if due is not None else ""


def flat(text: str) -> str:
    """Return text on one line."""
    return " ".join(text.split())
