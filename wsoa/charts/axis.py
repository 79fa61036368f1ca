"""Axes: days and figures to places, with ticks that leave room for their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import pairwise
from math import ceil, floor, log10
from typing import NamedTuple

from wsoa.charts.marks import Number, tidy
from wsoa.plan.dates import MONTHS

_STEPS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000, 24000, 60000, 120000)
"""Months between ticks."""
_YEAR = 12
_LEAST_DAYS = 28
_PAD = 0.02


class Tick(NamedTuple):
    """A place on an axis and what is written there."""

    at: Number
    words: str


@dataclass(frozen=True, slots=True)
class Span:
    """Values from ``low`` to ``high`` laid out from ``start`` to ``end``, which may be the smaller place."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value stands."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)

    def at(self, day: date) -> float:
        """Return where a day stands."""
        return self.place(day.toordinal())


def days_along(days: Iterable[date], start: float, end: float, *, padded: bool = True) -> Span:
    """Lay days out with a little room at both ends; a few days at least, so that one day has a place too."""
    ordinals = [day.toordinal() for day in days]
    low, high = min(ordinals), max(ordinals)
    spare = max(0, _LEAST_DAYS - (high - low)) / 2
    pad = (high - low) * _PAD if padded else 0
    return Span(low - spare - pad, high + spare + pad, start, end)


def day_ticks(span: Span, room: float) -> tuple[Tick, ...]:
    """Return firsts of months, or of years, at least so far apart."""
    per_day = abs(span.end - span.start) / (span.high - span.low)
    for step in _STEPS:
        if step * 30 * per_day >= room:
            return tuple(_ticks(span, step))
    return ()


def _ticks(span: Span, step: int) -> Iterator[Tick]:
    first = _month_number(max(span.low, 1))
    month = ceil(first / step) * step
    while (day := _day_of(month)) is not None and day.toordinal() <= span.high:
        if day.toordinal() >= span.low:
            words = str(day.year) if step % _YEAR == 0 else f"{MONTHS[day.month - 1][:3]} {day.year}"
            yield Tick(tidy(span.at(day)), words)
        month += step


def _month_number(ordinal: float) -> int:
    day = date.fromordinal(floor(ordinal))
    return day.year * _YEAR + day.month - 1


def _day_of(month: int) -> date | None:
    year = month // _YEAR
    return date(year, month % _YEAR + 1, 1) if 1 <= year <= date.max.year else None


def levels(low: Decimal, high: Decimal, most: int = 5, least: Decimal | None = None) -> tuple[Decimal, ...]:
    """Return round figures that take in both ends: at most two more than so many, in steps of 1, 2 or 5."""
    size = high - low
    if not size:
        size = abs(high) / 10 or Decimal(1)
    power = Decimal(10) ** floor(log10(size / most))
    step = next(s for m in (1, 2, 5, 10, 20) if (s := m * power) * most >= size)
    step = max(step, least or step)
    first = (low / step).to_integral_value("ROUND_FLOOR") * step
    last = (high / step).to_integral_value("ROUND_CEILING") * step
    last = last if last > first else first + step
    return tuple(_short(first + step * n) for n in range(int((last - first) / step) + 1))


def _short(value: Decimal) -> Decimal:
    whole = value.to_integral_value()
    return whole if whole == value else value.normalize()


def spread(wanted: Sequence[float], low: float, high: float, gap: float) -> tuple[Number, ...]:
    """Push places apart until each has its gap, none beyond the ends; their order stays."""
    order = sorted(range(len(wanted)), key=lambda n: (wanted[n], n))
    gap = min(gap, (high - low) / max(1, len(order) - 1))
    places = [min(max(value, low), high) for value in wanted]
    for before, after in pairwise(order):
        places[after] = max(places[after], places[before] + gap)
    ceiling = high
    for n in reversed(order):
        places[n] = min(places[n], ceiling)
        ceiling = places[n] - gap
    return tuple(tidy(place) for place in places)
