"""From a file to a draft plan, its columns and its ledger."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from wsoa.imports.accounting import unaccounted
from wsoa.imports.building import Walk
from wsoa.imports.cells.dates import read_dates, settled_order
from wsoa.imports.cells.rating_key import printed_key
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.headings import field_of
from wsoa.imports.columns.layouts import arranged
from wsoa.imports.columns.mapping import Column, Map
from wsoa.imports.document import Document, ImportStop, Line
from wsoa.imports.draft import Draft, title_and_rest
from wsoa.imports.finish import finish
from wsoa.imports.ledger import Entry, Kind, Ledger
from wsoa.imports.readers.choose import read_document
from wsoa.imports.readers.limits import Budget
from wsoa.imports.writing import plan_values
from wsoa.plan.models import Kind as PlanKind

_KINDS: tuple[tuple[PlanKind, str], ...] = (
    ("wsoa", r"written statement of action|\bwsoa\b"),
    ("app", r"accelerated progress plan|\bapp\b"),
    ("pap", r"priority action plan|\bpap\b"),
    ("improvement", r"improvement plan|action plan"),
)
_AFTER_AREA = re.compile(
    r"\b(?:local area|send|sen|special|council|county|city|borough|written|accelerated|priority|improvement|partnership"  # noqa: E501
    r"|metropolitan|action plan|self-evaluation|strateg(?:y|ic))\b",
    re.IGNORECASE,
)
_LONGEST_AREA = 60
_OPENING = 15


class Chosen(NamedTuple):
    """What the user said about the plan; whatever is empty is taken from the document."""

    area: str = ""
    kind: PlanKind | None = None
    title: str = ""
    date: str = ""
    start: str = ""
    how: Map = Map()


class NothingFound(ImportStop):
    """The document was read, and no action or measure was told in it; ``columns`` are what its tables hold."""  # noqa: E501

    def __init__(self, message: str, columns: tuple[Column, ...]) -> None:
        super().__init__(message)
        self.columns = columns


class Imported(NamedTuple):
    """What an import came to."""

    draft: Draft
    columns: tuple[Column, ...]
    entries: tuple[Entry, ...]


def import_file(file: Path, chosen: Chosen) -> Imported:
    """Read a document into a draft plan. Nothing is written.

    Raises:
        ImportStop: the document cannot be read, or holds no actions and no measures.
    """
    document = read_document(file)
    _check_length(document, file.name)
    _check_not_ours(document, file.name)
    ledger = Ledger()
    ledger.entries += document.notes
    draft = _head(document, chosen, ledger)
    texts = _all_text(document)
    years = frozenset(int(year) for text in texts for year in _YEAR.findall(text))
    dayfirst = chosen.how.dayfirst
    if dayfirst is None:
        dayfirst = settled_order(texts)
        if dayfirst is not None and any(_EITHER.search(text) for text in texts):
            order = "day first" if dayfirst else "month first"
            made = f"dates such as 03/04/20 are read {order}, as others in the document can only be so"
            ledger.add(Kind.GUESS, document.name, "dates", "", made)
    key = printed_key(document)
    walk = Walk(draft, chosen.how, ledger, years, dayfirst=dayfirst)
    walk.document(arranged(document, chosen.how.columns, ledger))
    if not draft.actions() and not draft.kpis():
        raise NothingFound(
            f"{file.name} has no table that looks like actions or measures; "
            "give its columns their meaning with --map (docs/import.md says how).",
            _heads_of(document, walk.tables.columns),
        )
    columns = tuple(walk.tables.columns)
    finish(draft, ledger, led=any(column.field is Field.LEAD for column in columns), key=key)
    _account(document, draft, columns, ledger)
    return Imported(draft, columns, tuple(ledger.entries))


_YEAR = re.compile(r"(?<![0-9])20[0-4][0-9](?![0-9])")
_EITHER = re.compile(
    r"(?<![0-9/.-])(?:0?[1-9]|1[0-2])[/.-](?:0?[1-9]|1[0-2])[/.-](?:[0-9]{4}|[0-9]{2})(?![0-9])"
)


def _check_length(document: Document, name: str) -> None:
    """Refuse a document that holds more text than any plan, whatever kind of file it was.

    Raises:
        ImportStop: it does.
    """
    budget = Budget(name)
    for block in document.blocks:
        if isinstance(block, Line):
            budget.take(block.text)
            continue
        for row in block.rows:
            budget.take("".join(cell.text for cell in row if not cell.covered))


_OURS = frozenset({"ref", "kind", "due earliest", "due latest", "original due", "days late", "slippage days"})
"""Headings that stand together only in the tables that ``wsoa export`` makes."""


def _check_not_ours(document: Document, name: str) -> None:
    """Refuse tables that wsoa itself exported: they are no new plan, and what was changed there must not be lost.

    Raises:
        ImportStop: it is such a table; the message names the way its changes go.
    """  # noqa: E501
    for block in document.blocks:
        if isinstance(block, Line) or not block.rows:
            continue
        heads = [cell.text.casefold().replace("_", " ") for cell in block.rows[0]]
        if not set(heads) >= _OURS:
            continue
        column = heads.index("plan") if "plan" in heads else 0
        plans = {row[column].text for row in block.rows[1:] if row[column].text}
        plan = next(iter(plans)) if len(plans) == 1 else "AREA"
        if name.lower().endswith(".xlsx"):
            raise ImportStop(
                f"{name} is a workbook that wsoa export made of the plan {plan}, not a new plan; "
                f"what was changed in it goes into the plan with: wsoa return apply {name} --dry-run"
            )
        raise ImportStop(
            f"{name} is a table that wsoa export made of the plan {plan}, not a new plan; to change it, "
            f"edit the workbook (wsoa export {plan} --format xlsx) and use wsoa return apply"
        )


def _heads_of(document: Document, known: Sequence[Column]) -> tuple[Column, ...]:
    """Return the columns that were told, and the first row of every table that was not, for a map to name."""
    told = {column.table for column in known}
    found = list(known)
    for block in document.blocks:
        if not isinstance(block, Line) and block.name not in told:
            first = next((row for row in block.rows if sum(bool(cell.own) for cell in row) > 1), ())
            found += [
                Column(" ".join(cell.text.split()), field_of(cell.text), "its heading", block.name)
                for cell in first
                if cell.own
            ]
    return tuple(found)


def _all_text(document: Document) -> list[str]:
    """Return the text of every line and every cell."""
    texts = []
    for block in document.blocks:
        if isinstance(block, Line):
            texts.append(block.text)
        else:
            texts += [cell.text for row in block.rows for cell in row if cell.own]
    return texts


def _account(document: Document, draft: Draft, columns: Sequence[Column], ledger: Ledger) -> None:
    """Write a line for whatever is neither in the plan nor in the ledger."""
    names = {role_id: role.name for role_id, role in draft.roles.items()}
    headings = [column.heading for column in columns]
    held = [*plan_values(draft), headings]
    ledger.entries += unaccounted(document, held, names, ledger.entries)


def _head(document: Document, chosen: Chosen, ledger: Ledger) -> Draft:
    """Take the plan's name, kind, area and date from the first lines, where the user gave none."""
    lines = [block for block in document.blocks if isinstance(block, Line)][:_OPENING]
    opening = " ".join((document.title, *(line.text for line in lines)))
    title = chosen.title or document.title or next((line.text for line in lines if line.level), "")
    title = title_and_rest(title or (lines[0].text if lines else Path(document.name).stem))[0]
    if not chosen.title:
        ledger.add(
            Kind.GUESS, document.name, "title", title, "taken for the plan's title; --title says otherwise"
        )
    return Draft(
        kind=chosen.kind or _kind(opening + " " + document.name, document.name, ledger),
        area=chosen.area or _area(title, document.name, ledger),
        title=title,
        date=chosen.date or _date(lines, ledger),
        start=chosen.start,
    )


def _kind(text: str, name: str, ledger: Ledger) -> PlanKind:
    found: PlanKind = "improvement"
    found = next((kind for kind, words in _KINDS if re.search(words, text, re.IGNORECASE)), found)
    ledger.add(Kind.GUESS, name, "kind", "", f"{found}; --kind says otherwise")
    return found


def _area(title: str, name: str, ledger: Ledger) -> str:
    found = _AFTER_AREA.search(title[:400])
    before = title[: found.start()].strip(" -–—:,") if found else ""
    before = re.sub(r"['’]s?\Z", "", before)
    fits = 0 < len(before) <= _LONGEST_AREA and before[:1].isupper() and not re.search(r"[.:;|0-9]", before)
    area = before if fits else re.split(r"[\W_]+", Path(name).stem)[0].capitalize() or "Area"
    ledger.add(Kind.GUESS, name, "area", title, f"{area}; --area says otherwise")
    ledger.add(Kind.GUESS, name, "bodies", "", f"{area}; name the council and the NHS bodies under bodies")
    return area


def _date(lines: list[Line], ledger: Ledger) -> str:
    """Take a line of the opening that is a date and nothing else for the document's date."""
    for line in lines:
        read = read_dates(line.text)
        if (
            isinstance(read.due, str)
            and not read.doubt
            and re.fullmatch(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?", read.due)
        ):
            ledger.add(
                Kind.GUESS, line.place, "date", line.text, f"{read.due} is taken for the document's date"
            )
            return read.due
    return ""
