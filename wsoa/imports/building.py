"""The walk through a document: headings, outcomes, actions, milestones and measures, in their order."""

from __future__ import annotations

import re
from collections.abc import Iterable

from wsoa.imports.cells import refs
from wsoa.imports.cells.figures import MeasureReader
from wsoa.imports.cells.people import People
from wsoa.imports.cells.promises import CellReader, bullets, flat
from wsoa.imports.cells.row_ref import RefReader
from wsoa.imports.columns.fields import MEASURES, Field
from wsoa.imports.columns.mapping import Map
from wsoa.imports.columns.tables import Banner, DataRow, Event, Labelled, TableReader
from wsoa.imports.document import Cell, Document, Line, Table
from wsoa.imports.draft import Draft, Step, title_and_rest
from wsoa.imports.ledger import Kind, Ledger
from wsoa.imports.position import Where

_OFFICER = re.compile(
    r"(?P<what>accountable officers?|(?:senior )?(?:accountable )?sponsors?\(?s?\)?"
    r"|(?:thematic |priority |area |action )?leads?(?: officers?)?|chairs?|chaired by|led by)"
    r"\s*[:–-]\s*(?P<who>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_IMPACT = re.compile(r"\s*impacts?\b\s*:?", re.IGNORECASE)
_DEEP = 3
_ASKED = re.compile(r"(?:must|should)[ -]do|recommendation|requirement", re.IGNORECASE)

_BESIDE = MEASURES | {Field.MONTHS, Field.COMPARATOR}
"""The columns that tell of a measure where it stands beside an action."""


class Walk:
    """Fills a draft from a document."""

    def __init__(
        self,
        draft: Draft,
        chosen: Map,
        ledger: Ledger,
        years: frozenset[int] = frozenset(),
        *,
        dayfirst: bool | None = None,
    ) -> None:
        self.draft = draft
        self.people = People(ledger)
        self.tables = TableReader(chosen, ledger)
        self._ledger = ledger
        self._cells = CellReader(dayfirst, self.people, ledger, years)
        self._measures = MeasureReader(self.people, ledger)
        self._at = Where(draft, ledger)
        self._refs = RefReader(self._at, ledger)
        self._action: Step | None = None
        self._leads: list[str] = []
        self._inside = False

    def document(self, document: Document) -> None:
        """Read everything."""
        for block in document.blocks:
            if isinstance(block, Line):
                self._line(block)
            else:
                self._table(block)
        self.people.note_likenesses()
        self.draft.roles = self.people.roles

    def _line(self, line: Line) -> None:
        officer = _OFFICER.match(line.text)
        if self._at.weakness(line):
            return
        if officer and self._at.workstream is not None:
            roles = self.people.read(
                officer["who"], line.place, self._at.workstream.ref, officer["what"].lower()
            )
            self._at.add_officers(roles, officer["what"].lower())
            said = "; ".join(self.people.roles[role].name for role in roles)
            self._ledger.add(Kind.SPELT, line.place, officer["what"].lower(), line.text, said)
        elif self._at.heading(line):
            self._leads, self._refs.before = [], ""
        elif (found := refs.leading(line.text)) and found.printed.count(".") > 1:
            self._ledger.add(
                Kind.NOT_READ, line.place, "text", line.text, "it may be an action, but is in no table"
            )
        else:
            self._ledger.add(Kind.SKIPPED, line.place, "text", line.text, "outside tables, so not read")

    def _table(self, table: Table) -> None:
        self._action = None
        self._leads = []
        events = list(self.tables.events(table))
        for event, after in zip(events, [*events[1:], None], strict=False):
            self._event(event, after)

    def _event(self, event: Event, after: Event | None) -> None:
        if isinstance(event, Banner):
            if not self._at.banner(event.text, event.place):
                self._ledger.add(
                    Kind.SKIPPED, event.place, "row", event.text, "one line across the table; not read"
                )
        elif isinstance(event, Labelled):
            self._labelled(event)
        elif event.measures and event.own(Field.ACTION) and Field.KPI in event.cells:
            # an action with the measure of it beside it
            held = {field: cells for field, cells in event.cells.items() if field not in _BESIDE}
            self._row(event._replace(cells=held), None)
            beside = {field: cells for field, cells in event.cells.items() if field in _BESIDE}
            if event.own(Field.KPI):
                self._measure(event._replace(cells=beside))
        elif event.measures:
            self._measure(event)
        else:
            self._row(event, after)

    def _labelled(self, event: Labelled) -> None:
        outcome = self._at.outcome_from(event.outcome.text, event.outcome.place)
        if event.officer is not None:
            outcome.accountable = self.people.read(
                event.officer.text, event.officer.place, outcome.ref, "accountable"
            )
            said = event.officer.label
            self._ledger.add(
                Kind.SPELT, event.officer.place, "accountable", said, event.officer.text, ref=outcome.ref
            )
        self._ledger.add(
            Kind.SPELT, event.outcome.place, "outcome", event.outcome.label, f"{outcome.ref} {outcome.title}"
        )
        self._action, self._leads = None, []

    def _measure(self, row: DataRow) -> None:
        made = self._measures.read(row)
        if made is None:
            self._unread(row, "no measure was understood")
        else:
            self._at.need_workstream(made.ref, row.place).kpis.append(made)

    def _row(self, row: DataRow, after: Event | None) -> None:
        self._enter(row)
        ref = self._refs.printed(row)
        if not self._inside and _is_outcome(row, ref, after):
            self._outcome_row(row, ref)
            return
        text = row.own(Field.ACTION) or self._shared_text(row, ref)
        if self._inside or (row.first(Field.ACTION) is None and self._action is not None):
            self._milestone(row, row.own(Field.MILESTONE) or text)
        elif text and self._goes_on(text, ref):
            self._milestone(row, row.own(Field.MILESTONE))
        elif text or (ref and row.own(Field.MILESTONE)):
            self._new_action(row, ref)
        elif row.own(Field.MILESTONE):
            self._milestone(row, row.own(Field.MILESTONE))
        elif not row.own(Field.OUTCOME) and not row.own(Field.WORKSTREAM):
            self._more_of_action(row)
        for cells in row.cells.values():
            for cell in cells:
                for inner in cell.inner:
                    self._inner(inner)

    def _enter(self, row: DataRow) -> None:
        """Go to the workstream and the outcome that the row names."""
        workstream, outcome = row.first(Field.WORKSTREAM), row.first(Field.OUTCOME)
        if (
            workstream is not None
            and workstream.own
            and self._at.workstream_from(workstream.own, workstream.place)
        ):
            self._leads = []
        if outcome is None or not outcome.own:
            return
        whole = (
            _IMPACT.split(outcome.own, maxsplit=1)
            if re.search(r"(?:^|\n)\s*impacts?\b", outcome.own, re.IGNORECASE)
            else [outcome.own]
        )
        if whole[0].strip() and self._at.is_new(whole[0]):
            entered = self._at.outcome_from(whole[0].strip(), outcome.place)
            entered.accountable = self._cells.leads(row, entered.ref, [], Field.ACCOUNTABLE)
            self._action, self._leads = None, []
        elif whole[0].strip():
            self._ledger.add(Kind.SKIPPED, outcome.place, "outcome", outcome.own, "as in the row above")
        self._at.add_impact(whole[1:])

    def _outcome_row(self, row: DataRow, ref: str) -> None:
        text = row.own(Field.ACTION) or row.own(Field.OUTCOME)
        found = self._refs.leading(text)
        title = found.rest if found and refs.clean(found.printed) == refs.clean(ref) else text
        outcome = self._at.outcome_from(f"{refs.clean(ref)} {title}", row.place)
        outcome.accountable = self._cells.leads(row, outcome.ref, []) or outcome.accountable
        if not refs.is_copied(ref, refs.clean(ref)):
            outcome.printed["ref"] = ref
        self._action, self._leads, self._refs.before = None, [], ""

    def _shared_text(self, row: DataRow, ref: str) -> str:
        """Return the text of a merged cell that several actions share, each with a ref of its own."""
        cell, own = row.first(Field.ACTION), row.first(Field.REF)
        if cell is None or cell.covered != "above" or own is None or not own.own or self._action is None:
            return ""
        return cell.text if refs.clean(ref) not in {"", self._action.ref} else ""

    def _new_action(self, row: DataRow, printed: str) -> None:
        text = row.own(Field.ACTION) or self._shared_text(row, printed)
        found = self._refs.leading(text)
        if found and printed == found.printed:
            text = found.rest
        piece = refs.part(text)
        if piece and not printed:
            printed, text = piece.printed, piece.rest
        step = self._step(row, self._refs.settled(row, printed), text or row.own(Field.MILESTONE))
        action = row.first(Field.ACTION)
        heading = row.headings.get(action.column, "") if action is not None else ""
        if _ASKED.match(heading):
            step.source = flat(heading)
        if printed and not refs.is_copied(printed, step.ref):
            step.printed["ref"] = printed
        parent = self._parent_of(step.ref)
        if parent is not None:
            parent.milestones.append(step)
        else:
            self._action = step
            self._at.home(step.ref, step.place).actions.append(step)
        self._refs.before = step.ref
        dated = bool(row.own(Field.DUE) or row.own(Field.MILESTONE))
        step.leads = self._cells.leads(row, step.ref, self._leads if dated else [])
        self._leads = step.leads or self._leads
        if row.first(Field.OUTCOME) is None:
            step.accountable = self._cells.leads(row, step.ref, [], Field.ACCOUNTABLE)
        elif row.own(Field.ACCOUNTABLE) and self._at.outcome is not None and not self._at.outcome.accountable:
            self._at.outcome.accountable = self._cells.leads(row, step.ref, [], Field.ACCOUNTABLE)
        if text and row.own(Field.MILESTONE):
            self._milestone(row, row.own(Field.MILESTONE))
            self._cells.set_rest(
                step, row._replace(cells=_without(row, *_OF_MILESTONES)), self.draft.resources
            )
        else:
            self._dated(step, row)
            self._cells.set_rest(step, row, self.draft.resources)

    def _step(self, row: DataRow, ref: str, text: str) -> Step:
        title, rest = title_and_rest(text or "No wording given")
        return Step(ref, title, row.place, detail=rest)

    def _dated(self, step: Step, row: DataRow) -> None:
        self._cells.set_dates(step, row)

    def _milestone(self, row: DataRow, text: str) -> None:
        if self._action is None:
            self._unread(row, "a milestone without an action above it")
            return
        if not text:
            self._more_of_action(row)
            return
        lines = bullets(text)
        due = row.first(Field.DUE)
        days = [line for line in (due.own if due else "").split("\n") if line.strip()]
        if due is not None and len(lines) > 1 and len(lines) == len(days):
            made = f"{len(lines)} milestones, each with the date on its own line"
            self._ledger.add(Kind.GUESS, row.place, "milestone", text, made, ref=self._action.ref)
            for line, day in zip(lines, days, strict=True):
                step = self._step(row, "", line)
                self._action.milestones.append(step)
                self._cells.set_due(step, due._replace(text=day))
            return
        step = self._step(row, "", text)
        self._action.milestones.append(step)
        named = Step(f"{self._action.ref}#{len(self._action.milestones)}", step.title, step.place)
        self._dated(named, row)
        step.start, step.due, step.completed, step.finished = (
            named.start,
            named.due,
            named.completed,
            named.finished,
        )
        step.raised, step.closed, step.moves, step.printed = (
            named.raised,
            named.closed,
            named.moves,
            named.printed,
        )
        if named.milestones:
            self._action.milestones[-1:] = [_staged(step, stage) for stage in named.milestones]
        if row.own(Field.LEAD) and self._action.title != step.title:
            step.leads = [
                role for role in self._cells.leads(row, named.ref, []) if role not in self._action.leads
            ]
        rest = _OF_MILESTONES if self._action.place == row.place else (*_OF_MILESTONES, *_OF_BOTH)
        step.ref = named.ref
        self._cells.set_rest(step, row._replace(cells=_only(row, *rest)), self.draft.resources)
        step.ref = ""

    def _more_of_action(self, row: DataRow) -> None:
        """Take a row without an action of its own: a further date for the action above, or unread."""
        due = row.first(Field.DUE)
        if self._action is not None and due is not None and not due.own and self._continues(row):
            return
        if self._action is None or due is None or not due.own:
            self._unread(row, "no action in this row")
            return
        step = Step(self._action.ref, f"Further date for {self._action.ref}", row.place)
        self._cells.set_due(step, due)
        if step.due is None:
            return
        made = f"a further date for {self._action.ref}, made into a milestone"
        self._ledger.add(Kind.GUESS, row.place, "row", due.own, made, ref=self._action.ref)
        step.ref = ""
        self._action.milestones.append(step)

    def _continues(self, row: DataRow) -> bool:
        """Take a row that only goes on with the reports, evidence or notes of the action above."""
        more = _only(row, Field.PROGRESS, Field.EVIDENCE, Field.SUCCESS, Field.IMPACT, Field.NOTE)
        if self._action is None or not any(cell.own for cells in more.values() for cell in cells):
            return False
        if any(cell.own for field, cells in row.cells.items() if field not in more for cell in cells):
            return False
        self._cells.set_rest(self._action, row._replace(cells=more), self.draft.resources)
        made = f"no action in this row, so it goes on with {self._action.ref}"
        said = " | ".join(cell.own for cells in more.values() for cell in cells if cell.own)
        self._ledger.add(Kind.GUESS, row.place, "row", said, made, ref=self._action.ref)
        return True

    def _inner(self, table: Table) -> None:
        """Read a table inside a cell: its rows are milestones of the action they stand beside."""
        action, leads = self._action, self._leads
        self._inside = True
        for event in self.tables.events(table):
            if isinstance(event, DataRow) and not event.measures:
                self._row(event, None)
            else:
                self._ledger.add(Kind.NOT_READ, table.name, "inner table", "", "not read")
        self._inside, self._action, self._leads = False, action, leads

    def _parent_of(self, ref: str) -> Step | None:
        """Return the action that this one is a lettered part of, where that one has no date of its own."""
        action = self._action
        if action is None or action.due or not refs.is_above(action.ref, ref) or not ref[-1:].isalpha():
            return None
        return (
            action
            if all(milestone.ref for milestone in action.milestones) and not action.printed.get("due")
            else None
        )

    def _goes_on(self, text: str, ref: str) -> bool:
        """Tell whether a row repeats the action above, as a flat table does for each milestone."""
        action = self._action
        if action is None or not action.milestones or (ref and refs.clean(ref) != action.ref):
            return False
        found = refs.leading(text, "")
        return title_and_rest(found.rest if found else text) == (action.title, action.detail)

    def _unread(self, row: DataRow, why: str) -> None:
        said: Iterable[str] = (cell.own for cells in row.cells.values() for cell in cells if cell.own)
        self._ledger.add(Kind.NOT_READ, row.place, "row", " | ".join(said), why)


_OF_MILESTONES = (Field.EVIDENCE, Field.PROGRESS, Field.RATING, Field.PERCENT)
_OF_BOTH = (Field.SUCCESS, Field.IMPACT, Field.NOTE, Field.DETAIL, Field.RISK, Field.PRIORITY)


def _without(row: DataRow, *fields: Field) -> dict[Field, list[Cell]]:
    return {field: cells for field, cells in row.cells.items() if field not in fields}


def _only(row: DataRow, *fields: Field) -> dict[Field, list[Cell]]:
    return {field: cells for field, cells in row.cells.items() if field in fields}


def _staged(step: Step, stage: Step) -> Step:
    """Return a milestone for one of several dates that stand beside one milestone."""
    stage.title = title_and_rest(f"{step.title}: {stage.title[:1].lower()}{stage.title[1:]}")[0]
    stage.printed = dict(step.printed)
    return stage


def _is_outcome(row: DataRow, ref: str, after: Event | None) -> bool:
    """Tell whether a row is a heading of the rows below: no date, and a ref one level above the next."""
    if not ref or row.own(Field.DUE) or row.own(Field.MILESTONE) or not isinstance(after, DataRow):
        return False
    child = refs.clean(_raw_ref(after))
    own = refs.clean(ref)
    numbers = [piece for piece in refs.pieces(own) if piece.isdigit()]
    return bool(own) and refs.is_above(own, child) and (child[-1:].isdigit() or len(numbers) < _DEEP)


def _raw_ref(row: DataRow) -> str:
    cell = row.first(Field.REF)
    if cell is not None and (cell.own or cell.label):
        return cell.own or cell.label
    text = row.first(Field.ACTION)
    found = refs.leading(text.own) if text is not None else None
    return found.printed if found else text.label if text is not None else ""
