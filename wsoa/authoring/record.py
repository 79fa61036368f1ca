"""``wsoa record``: a measured figure, or a whole data return of them, becomes readings in the plan.

Nothing here reads or writes a file: words and a plan go in, edits or a refusal in one sentence come out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from wsoa.assess.commitments import after
from wsoa.assess.kpis import kpi_calendar
from wsoa.authoring.dates import read_date
from wsoa.authoring.refusal import AlreadyError, RefusedError
from wsoa.checks.words import listed
from wsoa.files.editing.draft import Edit
from wsoa.files.editing.emit import Value
from wsoa.files.editing.order import keys_of
from wsoa.plan.base import Misread, read_number
from wsoa.plan.dates import Precision, When
from wsoa.plan.find import NoItemError, find
from wsoa.plan.kpis import Baseline, Kpi, Measure, Reading, Target, Unit
from wsoa.plan.models import Plan
from wsoa.plan.walk import Item
from wsoa.words.dates import say_day

WITHHELD = frozenset({"withheld", "suppressed", "*", "[c]"})
"""Words that a data return has in place of a small number."""
_SIGNS = re.compile(r"[%£\s]|\bweeks?\b", re.IGNORECASE)
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_MOST_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as somebody typed it. ``when`` is a date or period in everyday words.

    ``baseline`` is True where it is the figure a measure starts from, ``target`` where it is to be reached by
    ``when``, ``restate`` where it takes the place of one that is there.
    """

    ref: str
    value: str
    when: str
    source: str | None = None
    note: str | None = None
    provisional: bool = False
    projected: bool = False
    baseline: bool = False
    target: bool = False
    restate: bool = False


@dataclass(frozen=True, slots=True)
class Recorded:
    """What one figure comes to: the measure, its edits, and the words that tell it."""

    item: Item
    when: When
    value: str
    edits: tuple[Edit, ...]
    words: str


def record(plan: Plan, figure: Figure, day: date) -> Recorded:
    """Turn one figure into edits. ``day`` is the day nothing measured may lie after.

    Raises:
        RefusedError: it names no measure, cannot be read, or contradicts what is there.
    """
    item, kpi = _measure(plan, figure.ref)
    thing = item.thing
    assert isinstance(thing, Measure)  # noqa: S101 - _measure finds no other
    when = read_date(figure.when, "--period", day)
    value = _value(figure.value, kpi.unit)
    if figure.target:
        return _target(item, thing, figure, when, value, day)
    _check_day(plan, kpi, when, figure, day)
    if figure.baseline:
        return _baseline(item, thing, figure, when, value, day)
    return _reading(item, thing, figure, when, value)


def _measure(plan: Plan, ref: str) -> tuple[Item, Kpi]:
    """Find a KPI or a part of one; a part is written WG3.9/a, as everywhere."""
    try:
        item = find(plan, ref)
    except NoItemError as error:
        hint = f" Did you mean {' or '.join(error.close)}?" if error.close else ""
        raise RefusedError(f"The plan has no KPI called {ref!r}.{hint}") from None
    if item.kpi is None or item.kind not in {"kpi", "part"}:
        raise RefusedError(f"{item.ref} is not a KPI; report on it with wsoa update.")
    return item, item.kpi


def _value(words: str, unit: Unit) -> Decimal | None:
    """Read a figure as people write it, with its sign or its unit; None where it is withheld."""
    if words.strip().casefold() in WITHHELD:
        return None
    if "%" in words and unit != "percent":
        raise RefusedError(f"{words!r} is a percentage, and this KPI counts in another unit: {unit}.")
    plain = _THOUSANDS.sub("", _SIGNS.sub("", words))
    try:
        value = read_number(plain)
    except Misread:
        raise RefusedError(f"{words!r} is not a figure; write one such as 58, 33.5 or 1,204.") from None
    if unit == "percent" and not 0 <= value <= _MOST_PERCENT:
        raise RefusedError(f"{words!r} is no share: a percentage lies between 0 and 100.")
    return value


def _check_day(plan: Plan, kpi: Kpi, when: When, figure: Figure, day: date) -> None:
    calendar = kpi_calendar(plan, kpi)
    if when.endless or when.window(calendar).latest is None:
        raise RefusedError(f"{figure.when!r} is no day or period that a figure can be for.")
    if after(when, calendar, day) and not figure.projected:
        raise RefusedError(
            f"{figure.when!r} is not over on {say_day(day)}; say --projected if the figure is an estimate."
        )


def _reading(item: Item, measure: Measure, figure: Figure, when: When, value: Decimal | None) -> Recorded:
    spot = next(
        (n for n, r in enumerate(measure.readings) if (r.date or r.period or when).text == when.text), None
    )
    made = _kept(
        **{_date_key(when): when}, value=value, projected=figure.projected or None,
        provisional=figure.provisional or None, suppressed=value is None or None,
        source=figure.source, note=figure.note,
    )  # fmt: skip
    if spot is None:
        edit = Edit((*item.path, "readings"), made, add=True, order=keys_of(type(measure)))
        return Recorded(item, when, _told(value), (edit,), "added")
    old = measure.readings[spot]
    if not figure.restate:
        raise _there(item, when, old, value)
    if not figure.note:
        raise RefusedError("--restate needs --note: say why the figure changed.")
    order = keys_of(Reading)
    edits = [
        Edit((*item.path, "readings", spot, key), new, order=order)
        for key, new in made.items()
        if key != _date_key(when) and getattr(old, key) != new
    ]
    return Recorded(item, when, _told(value), tuple(edits), f"restated; it was {_told(old.value)}")


def _there(item: Item, when: When, old: Reading, value: Decimal | None) -> RefusedError:
    if old.value == value:
        return AlreadyError(f"{item.ref} has {_told(value)} for {when.text} already.")
    return RefusedError(
        f"{item.ref} has {_told(old.value)} for {when.text}; to change it to {_told(value)}, say --restate."
    )


def _baseline(
    item: Item, measure: Measure, figure: Figure, when: When, value: Decimal | None, day: date
) -> Recorded:
    old = measure.baseline
    if old is not None and (old.value is not None or old.suppressed):
        same = AlreadyError if old.value == value else RefusedError
        raise same(f"{item.ref} starts from {_told(old.value)} already; a baseline is set once.")
    at = "at" if when.precision in {Precision.DAY, Precision.MONTH} else "period"
    promised = old is not None and old.promised is not None
    made = _kept(
        value=value, **{at: when}, provisional=figure.provisional or None, suppressed=value is None or None,
        set=day if promised else None, source=figure.source,
    )  # fmt: skip
    if old is None:
        edits = [Edit((*item.path, "baseline"), made, order=keys_of(type(measure)))]
    else:
        order = keys_of(Baseline)
        edits = [Edit((*item.path, "baseline", key), new, order=order) for key, new in made.items()]
    return Recorded(
        item, when, _told(value), tuple(edits), "the promised baseline is set" if promised else "baseline"
    )


def _target(
    item: Item, measure: Measure, figure: Figure, when: When, value: Decimal | None, day: date
) -> Recorded:
    """Set a promised target: the one for that date, or the one that names no date yet."""
    if value is None:
        raise RefusedError("A target is a figure to reach; it cannot be withheld.")
    owed = [
        (n, t) for n, t in enumerate(measure.targets) if t.promised and t.value is None and t.change is None
    ]
    fits = [n for n, t in owed if t.by is not None and t.by.text == when.text] or [
        n for n, t in owed if t.by is None
    ]
    if not owed:
        raise RefusedError(f"{item.ref} has no promised target that waits for its figure.")
    if len(fits) != 1:
        dates = listed([t.by.text if t.by else "no date" for _, t in owed])
        raise RefusedError(f"{item.ref} has promised targets for {dates}; name one of them with --period.")
    [place] = fits
    by = when if measure.targets[place].by is None else None
    made = _kept(by=by, value=value, set=day, source=figure.source)
    order = keys_of(Target)
    edits = [Edit((*item.path, "targets", place, key), new, order=order) for key, new in made.items()]
    return Recorded(item, when, _told(value), tuple(edits), "the promised target is set")


def _date_key(when: When) -> str:
    return "date" if when.precision is Precision.DAY else "period"


def _told(value: Decimal | None) -> str:
    return "a withheld figure" if value is None else f"{value:,f}"


def _kept(**given: Value | None) -> dict[str, Value]:
    return {key: value for key, value in given.items() if value is not None}
