"""The rows of KPI tables: what is measured, where it starts, where it should go."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from wsoa.imports.cells import refs
from wsoa.imports.cells.dates import read_dates
from wsoa.imports.cells.people import People
from wsoa.imports.columns.fields import Field
from wsoa.imports.columns.tables import DataRow
from wsoa.imports.document import Cell
from wsoa.imports.draft import Measure, keep, title_and_rest
from wsoa.imports.ledger import Kind, Ledger

_NUMBER = re.compile(
    r"(?P<sign>[-+])?(?P<money>£\s?)?(?P<figure>[0-9]{1,12}(?:,[0-9]{3})*(?:\.[0-9]+)?)\s*(?P<percent>%)?"
)
_CHANGE = re.compile(
    r"(?P<way>increase|reduce|decrease|rise|fall|cut)[a-z]*\s+(?:by|of)\s+"
    r"(?P<figure>[0-9][0-9,]*(?:\.[0-9]+)?)\s*%?\Z",
    re.IGNORECASE,
)
_PROMISE = re.compile(
    r"(?:baselines?|targets?|data|figures?|available)\b.{0,40}?\b(?:by|from|in)?\s*"
    r"(?P<when>(?:[0-9]{1,2}\S*\s+)?[A-Z][a-z]{2,8}[\s-]*(?:20)?[0-9]{2})\Z",
    re.IGNORECASE,
)
_PARTS = re.compile(r"(?:\A|\s)([a-h])\)\s+")
_MONTHS = re.compile(r"([0-9]{1,2})(?:\s*(?:-|–|to)\s*([0-9]{1,2}))?\s*-?months?", re.IGNORECASE)
_YEARS = re.compile(r"(?<![0-9])(?:20)?([0-9]{2})\s*[/-]\s*(?:20)?([0-9]{2})(?![0-9])")
_AIMS: Mapping[str, str] = {
    "increase": "increase", "up": "increase", "higher": "increase", "improve": "increase", "high": "increase",
    "reduce": "reduce", "decrease": "reduce", "down": "reduce", "lower": "reduce", "low": "reduce",
    "maintain": "maintain", "stay": "maintain", "reduce variation": "reduce-variation",
}  # fmt: skip
_FREQUENCIES: Mapping[str, str] = {
    "monthly": "monthly", "bi-monthly": "bi-monthly", "bimonthly": "bi-monthly", "quarterly": "quarterly",
    "termly": "termly", "six-monthly": "six-monthly", "six monthly": "six-monthly",
    "6 monthly": "six-monthly", "annual": "annual", "annually": "annual", "yearly": "annual",
}  # fmt: skip
_UNITS = (
    ("percent", re.compile(r"%|\bper ?cent|\bpercentage|\bproportion", re.IGNORECASE)),
    ("money", re.compile(r"£|\bfinancial value|\bcosts?\b|\bspend", re.IGNORECASE)),
    ("weeks", re.compile(r"\bweeks?\b|\bwaiting times?\b", re.IGNORECASE)),
    ("rate", re.compile(r"\brate\b|\bper 1,?0+", re.IGNORECASE)),
    ("ratio", re.compile(r"\bratio\b", re.IGNORECASE)),
    ("count", re.compile(r"\bnumbers?\b|\bcount\b", re.IGNORECASE)),
    ("score", re.compile(r"\bscore|\bprogress 8|\battainment 8", re.IGNORECASE)),
)
_NONE = re.compile(r"(?:n/?a|not available|not known|-|–)?\Z", re.IGNORECASE)


class MeasureReader:
    """Reads the rows of KPI tables."""

    def __init__(self, people: People, ledger: Ledger) -> None:
        self._people = people
        self._ledger = ledger

    def read(self, row: DataRow) -> Measure | None:
        """Return the measure of a row; None where it names none."""
        printed, text = _named(row)
        if not text:
            return None
        ref = refs.clean(printed)
        title, rest = title_and_rest(_PARTS.split(text)[0].strip() or text)
        made = Measure(ref, title, row.place)
        if not ref:
            self._ledger.add(Kind.GUESS, row.place, "KPI ref", printed, "no ref is printed; one was made")
        elif not refs.is_copied(printed, ref):
            made.printed["ref"] = printed
            self._ledger.add(Kind.REPAIRED, row.place, "KPI ref", printed, f"read as {ref}", ref=ref)
        made.notes += [rest] if rest else []
        made.parts = [Measure(letter, title_and_rest(words)[0], row.place) for letter, words in _parts(text)]
        self._set_words(made, row, text)
        self._set_figures(made, row)
        if all(str(target.get("by", "2000"))[:2] == "20" for target in made.targets):
            made.targets.sort(key=lambda target: str(target.get("by", "9999")))
        if not made.aim:
            self._guess_aim(made, row)
        for field in (Field.NOTE, Field.PROGRESS, Field.DETAIL, Field.RATING, Field.EVIDENCE, Field.DUE):
            for cell in row.cells.get(field, ()):
                if cell.own and not (field is Field.DETAIL and cell.text == text):
                    keep(
                        made.extras, row.headings.get(cell.column) or field.value, " ".join(cell.own.split())
                    )
        return made

    def _set_words(self, made: Measure, row: DataRow, text: str) -> None:
        aim = " ".join(row.own(Field.AIM).lower().split())
        made.aim = _AIMS.get(aim, "")
        cell = row.first(Field.AIM)
        if made.aim and cell is not None and made.aim != aim:
            self._ledger.add(Kind.SPELT, cell.place, "aim", cell.text, made.aim, ref=made.ref)
        figures = " ".join(
            cell.text
            for field in (Field.BASELINE, Field.TARGET, Field.LATEST)
            for cell in row.cells.get(field, ())
        )
        titled = "percent" if "%" in figures else _titled_unit(text)
        made.unit = titled or _unit(figures)
        if not titled:
            self._ledger.add(
                Kind.GUESS, row.place, "unit", text, f"the unit {made.unit} was written", ref=made.ref
            )
        owner = row.first(Field.LEAD) or row.first(Field.ACCOUNTABLE)
        if owner is not None and owner.text:
            made.owner = self._people.read(owner.text, owner.place, made.ref, "owner")
            if len(made.owner) > 1:
                first = f"only {made.owner[0]}: a measure has one owner"
                self._ledger.add(Kind.NOT_READ, owner.place, "owner", owner.text, first, ref=made.ref)
        made.frequency = _FREQUENCIES.get(row.own(Field.FREQUENCY).lower().strip(), "")
        if row.own(Field.FREQUENCY) and not made.frequency:
            cell = row.first(Field.FREQUENCY)
            self._ledger.add(
                Kind.NOT_READ,
                cell.place if cell else "",
                "frequency",
                row.own(Field.FREQUENCY),
                "not read",
                ref=made.ref,
            )

    def _guess_aim(self, made: Measure, row: DataRow) -> None:
        """Say which way is better where no column does: the way from the baseline to the targets."""
        cell = row.first(Field.AIM)
        start = made.baseline.get("value")
        ends = [target["value"] for target in made.targets if "value" in target]
        made.aim = "increase"
        why = "increase was written; say which way is better"
        if start is not None and ends and all(end < start for end in ends):
            made.aim, why = "reduce", "reduce was written, as every target is below the baseline"
        elif start is not None and ends and all(end > start for end in ends):
            why = "increase was written, as every target is above the baseline"
        elif start is not None and ends and all(end == start for end in ends):
            made.aim, why = "maintain", "maintain was written, as every target is the baseline"
        printed = cell.text if cell is not None else ""
        self._ledger.add(
            Kind.GUESS, cell.place if printed and cell else row.place, "aim", printed, why, ref=made.ref
        )

    def _set_figures(self, made: Measure, row: DataRow) -> None:  # noqa: C901
        baseline = row.first(Field.BASELINE)
        if baseline is not None and baseline.text:
            made.baseline = self._value(baseline, made, "baseline")
            for part, (_, words) in zip(made.parts, _parts(baseline.text), strict=False):
                part.baseline = self._value(baseline._replace(text=words), made, "baseline")
        for field in (Field.TARGET, Field.LATEST, Field.COMPARATOR):
            for cell in row.cells.get(field, ()):
                if cell.own and _NONE.match(cell.text):
                    self._ledger.add(
                        Kind.SPELT, cell.place, field.value, cell.text, "no figure", ref=made.ref
                    )
        for cell in row.cells.get(Field.TARGET, ()):
            if cell.text and not _NONE.match(cell.text):
                by = _by(row.headings[cell.column])
                made.targets.append(by | self._value(cell, made, "target"))
        for cell in row.cells.get(Field.LATEST, ()):
            self._latest(cell, row.headings[cell.column], made, baseline)
        for cell in row.cells.get(Field.COMPARATOR, ()):
            if cell.text and not _NONE.match(cell.text):
                heading = row.headings[cell.column]
                made.comparators.append({"name": heading} | self._value(cell, made, "comparator"))

    def _latest(self, cell: Cell, heading: str, made: Measure, baseline: Cell | None) -> None:
        """Take the last figure for the baseline where there is no other, with the year its heading names."""
        if not cell.text or _NONE.match(cell.text):
            return
        period = _by(heading).get("by", "")
        value = self._value(cell, made, "latest figure")
        if baseline is None:
            made.baseline = {**value, **({"period": period} if period else {})}
            self._ledger.add(
                Kind.GUESS, cell.place, "latest figure", cell.text, "taken for the baseline", ref=made.ref
            )
        elif period:
            made.readings.append({"period": period, **value})
        else:
            self._ledger.add(
                Kind.NOT_READ,
                cell.place,
                "latest figure",
                cell.text,
                "no date or period is given",
                ref=made.ref,
            )

    def _value(self, cell: Cell, made: Measure, what: str) -> dict[str, Any]:
        """Return a figure, a change, a promise or words. What a figure leaves unsaid goes into the ledger."""
        text = " ".join(cell.text.split())
        change = _CHANGE.match(text)
        if change and what == "target":
            self._ledger.add(Kind.SPELT, cell.place, what, text, "a change from the baseline", ref=made.ref)
            figure = Decimal(change["figure"].replace(",", ""))
            return {"change": figure if change["way"].lower() in {"increase", "rise"} else -figure}
        number = _NUMBER.fullmatch(text)
        if number:
            value = Decimal((number["sign"] or "") + number["figure"].replace(",", ""))
            if str(value) != text:
                self._ledger.add(Kind.SPELT, cell.place, what, text, str(value), ref=made.ref)
            return {"value": value}
        promise = _PROMISE.match(text)
        when = read_dates(promise["when"]) if promise else None
        if (
            when
            and isinstance(when.due, str)
            and not when.doubt
            and what in {"baseline", "target", "comparator"}
        ):
            self._ledger.add(Kind.SPELT, cell.place, what, text, f"promised {when.due}", ref=made.ref)
            return {"promised": when.due}
        found = list(_NUMBER.finditer(text))
        if len(found) == 1 and _lone(text, found[0]) and what != "comparator":
            self._ledger.add(
                Kind.GUESS, cell.place, what, text, f"the figure {found[0]['figure']}", ref=made.ref
            )
            return {"value": Decimal(found[0]["figure"].replace(",", "")), "text": text}
        if found:
            self._ledger.add(
                Kind.NOT_READ, cell.place, what, text, "kept as words; no single figure", ref=made.ref
            )
        return {"text": text}


def _named(row: DataRow) -> tuple[str, str]:
    """Return the ref and the text of a measure."""
    cell = row.first(Field.REF)
    printed = (cell.own or cell.label) if cell is not None else ""
    text = row.own(Field.KPI) or row.own(Field.ACTION) or row.own(Field.OUTCOME)
    found = refs.leading(text) if not printed else None
    return (found.printed, found.rest) if found else (printed, text)


def _parts(text: str) -> list[tuple[str, str]]:
    """Split “a) 40% b) 29%” into its parts; nothing where there are fewer than two."""
    split = _PARTS.split(text)
    pairs = list(zip(split[1::2], split[2::2], strict=True))
    return [(letter, " ".join(words.split())) for letter, words in pairs] if len(pairs) > 1 else []


def _by(heading: str) -> dict[str, Any]:
    """Return when a column of targets is for: 6 months, 2018/19, March 2020; empty where it does not say."""
    if found := _MONTHS.search(heading):
        return {"by": f"{found[1]}-{found[2]} months" if found[2] else f"{found[1]} months"}
    found = _YEARS.search(heading)
    if found and (int(found[1]) + 1) % 100 == int(found[2]):
        return {"by": f"20{found[1]}/{found[2]}"}
    words = re.sub(
        r"(?i)\b(?:targets?|by|for|latest|performance|actuals?|current|figure|data|value|trajectory|outturn"
        r"|milestones?(?: [0-9]{1,2}(?= ?[-–—]))?)\b[ –—-]*",
        " ",
        heading,
    )
    read = read_dates(words.strip(" –—-")) if words.strip() else None
    return {"by": read.due} if read and isinstance(read.due, str) and not read.doubt else {}


def _titled_unit(title: str) -> str:
    """Return the unit that a measure's own words name; empty where they name none."""
    return next((unit for unit, pattern in _UNITS if pattern.search(title)), "")


def _unit(figures: str) -> str:
    if "%" in figures:
        return "percent"
    return "count" if re.search(r"[0-9]", figures) else "text"


def _lone(text: str, number: re.Match[str]) -> bool:
    """Tell whether a figure stands at the edge of a few words, such as “Good 40%” or “62,000 per month”."""
    return len(text) <= 40 and (number.start() == 0 or number.end() == len(text)) and not _YEARS.search(text)  # noqa: PLR2004
