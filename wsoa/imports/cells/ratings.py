"""What the cells of a row say of how far the work is: ratings, older ones, percentages, reports."""

from __future__ import annotations

import re
from typing import NamedTuple

from wsoa.imports.cells.dates import read_dates
from wsoa.imports.cells.statuses import COLOURS, status_of
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.tables import DataRow
from wsoa.imports.document import Cell
from wsoa.imports.draft import Rating, Step, Told, keep
from wsoa.imports.ledger import Kind, Ledger

_NOW = re.compile(r"\b(?:this|current|now|latest|new|today)\b", re.IGNORECASE)
_BEFORE = re.compile(r"\b(?:last|previous|prior|old|former)\b", re.IGNORECASE)
_HEADING_WORDS = re.compile(
    r"\b(?:updates?|progress|rag|brag|bragb|rating|status|comments?|as at|at|as of|position|report|commentary|for|in|to|indicator)\b",  # noqa: E501
    re.IGNORECASE,
)
_PERCENT = re.compile(
    r"(?P<number>[0-9]{1,3})(?:\.[0-9]+)?\s?%?(?:\s?(?:complete(?:d)?|done))?\Z", re.IGNORECASE
)
_DATED_LINE = re.compile(r"(?P<when>[^:\n]{4,30}?)\s?[:–—]\s+(?P<rest>\S.*)", re.DOTALL)
_CODE_AND_REST = re.compile(r"(?P<code>[A-Za-z/]{1,12})[\s,:;–-]+(?P<rest>[0-9A-Za-z].*)\Z", re.DOTALL)
_DAY = re.compile(r"[0-9]{4}(?:-[0-9]{2}(?:-[0-9]{2})?)?\Z")


class Headed(NamedTuple):
    """A cell with the heading of its column and the date that this names."""

    cell: Cell
    heading: str
    date: str


class ProgressReader:
    """Reads ratings and reports."""

    def __init__(self, ledger: Ledger, years: frozenset[int]) -> None:
        self._ledger = ledger
        self._years = years

    def read(self, step: Step, row: DataRow) -> None:
        """Give a step everything that its row says of how far it is."""
        self._ratings(step, row)
        self._percent(step, row.first(Field.PERCENT))
        for cell in row.cells.get(Field.PROGRESS, ()):
            if cell.own:
                self._report(step, self._headed(cell, row))

    def _headed(self, cell: Cell, row: DataRow) -> Headed:
        heading = row.headings.get(cell.column, "")
        words = " ".join(_HEADING_WORDS.sub(" ", heading).split()).strip(" ()-–:")
        read = read_dates(words, years=self._years) if re.search("[0-9]", words) else None
        due = read.due if read is not None and isinstance(read.due, str) and not read.doubt else ""
        return Headed(cell, heading, due if _DAY.match(due) else "")

    def _ratings(self, step: Step, row: DataRow) -> None:
        cells = [
            self._headed(cell, row) for cell in row.cells.get(Field.RATING, ()) if cell.own or _shaded(cell)
        ]
        read = [(one, self._rating(step, one)) for one in cells]
        rated = [(one, rating) for one, rating in read if rating is not None]
        if not rated:
            return
        newest = _newest([one for one, _ in rated])
        for one, rating in rated:
            if one is newest:
                step.rating = rating
            else:
                self._older(step, one, rating)

    def _rating(self, step: Step, one: Headed) -> Rating | None:
        cell = one.cell
        if not cell.own:
            return self._by_shade(step, one)
        text = " ".join(cell.text.split())
        status, day = status_of(cell.text), one.date
        if status.standing is None and not status.colour and (found := _CODE_AND_REST.match(cell.text)):
            dated = read_dates(found["rest"].strip(" ()"), years=self._years)
            code = status_of(found["code"])
            if isinstance(dated.due, str) and not dated.doubt and (code.standing or code.colour):
                status, day = code, dated.due
        read = read_dates(text, years=self._years) if status.standing is None and not status.colour else None
        if read is not None and (read.completed or read.finished) and not read.problem:
            step.completed = step.completed or read.completed
            self._ledger.add(
                Kind.SPELT, cell.place, "rating", text, f"completed {read.completed}", ref=step.ref
            )
            return Rating("complete", "", text, "", cell.place)
        if status.percent is not None:
            step.told.append(Told(text, day, status.percent))
        if status.words and status.standing is not None:
            made = f"read as {_word(status.standing)}; “{status.words}” is kept under printed"
            self._ledger.add(Kind.GUESS, cell.place, "rating", text, made, ref=step.ref)
        return Rating(status.standing, status.colour, text, day, cell.place)

    def _by_shade(self, step: Step, one: Headed) -> Rating:
        colour = "amber" if one.cell.shade == "yellow" else one.cell.shade
        made = f"read as {colour.capitalize()} by the colour of the cell, which holds no text"
        if colour != one.cell.shade:
            made += f"; {one.cell.shade} is nearest to it"
        self._ledger.add(Kind.GUESS, one.cell.place, "rating", f"({one.cell.shade})", made, ref=step.ref)
        status = status_of(colour)
        return Rating(status.standing, COLOURS[colour], colour.capitalize(), one.date, one.cell.place)

    def _older(self, step: Step, one: Headed, rating: Rating) -> None:
        """Keep an older rating: as an update where its heading dates it, else under its heading."""
        if one.date:
            step.told.append(Told(f"Rated {rating.printed}", one.date, rating=rating))
            self._ledger.add(
                Kind.SPELT, one.cell.place, one.heading, rating.printed, f"update of {one.date}", ref=step.ref
            )
            return
        key = keep(step.extras, one.heading, rating.printed)
        made = f"an older rating without a date; kept under {key}"
        self._ledger.add(Kind.NOT_READ, one.cell.place, "rating", rating.printed, made, ref=step.ref)

    def _percent(self, step: Step, cell: Cell | None) -> None:
        if cell is None or not cell.own:
            return
        found = _PERCENT.match(cell.text.strip())
        number = int(found["number"]) if found else -1
        share = re.fullmatch(r"(?:0?\.[0-9]+|1\.0+)", cell.text.strip())
        if share:
            number = round(float(share[0]) * 100)
        if 0 <= number <= 100:  # noqa: PLR2004 - of a hundred
            step.told.insert(0, Told(f"{number}% complete", "", number))
            return
        key = keep(step.extras, "percent complete", " ".join(cell.text.split()))
        made = f"no percentage was understood; kept under {key}"
        self._ledger.add(Kind.NOT_READ, cell.place, "percent", cell.text, made, ref=step.ref)

    def _report(self, step: Step, one: Headed) -> None:
        """Keep what was reported; a line that begins with a date is a report of its own."""
        open_text: list[str] = []
        entries: list[Told] = []
        for line in one.cell.text.split("\n"):
            found = _DATED_LINE.match(line)
            read = read_dates(found["when"], years=self._years) if found else None
            if found and read and isinstance(read.due, str) and not read.doubt and _DAY.match(read.due):
                entries.append(Told(" ".join(found["rest"].split()), read.due))
                self._ledger.add(
                    Kind.SPELT, one.cell.place, "progress", found["when"], read.due, ref=step.ref
                )
            elif entries:
                entries[-1] = entries[-1]._replace(
                    text=f"{entries[-1].text} {' '.join(line.split())}".strip()
                )
            else:
                open_text.append(line)
        text = " ".join(" ".join(open_text).split())
        if text:
            entries.insert(0, Told(text, one.date))
        step.told += entries


def _newest(cells: list[Headed]) -> Headed:
    """Return the newest of several ratings: by date, by the words of its heading, else the last column."""
    dated = [one for one in cells if one.date]
    if len(dated) == len(cells):
        return max(dated, key=lambda one: one.date)
    now = [one for one in cells if _NOW.search(one.heading)]
    if now:
        return now[-1]
    rest = [one for one in cells if not _BEFORE.search(one.heading)]
    return (rest or cells)[-1]


def _shaded(cell: Cell) -> bool:
    return bool(cell.shade) and not cell.covered and not cell.text


def _word(standing: object) -> str:
    return str(getattr(standing, "value", standing)).replace("_", " ")
