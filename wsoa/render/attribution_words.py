"""The bridge as a table of text: each standing before, each cause's share, each standing after."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.history.attribution import ORDER, Cause
from wsoa.reports.comparison.attribution import HEADS, RatingsReport
from wsoa.words.dates import short_day
from wsoa.words.numbers import MINUS

LEVEL = "·"
"""What stands where a cause made no difference."""


def table(report: RatingsReport) -> tuple[tuple[str, ...], ...]:
    """Return the heads and the rows, with a column for every cause that made a difference."""
    shown = [cause for cause in ORDER if any(line.parts[cause] for line in report.lines)]
    return (tuple(_heads(report, shown)), *_rows(report, shown))


def _heads(report: RatingsReport, shown: list[Cause]) -> Iterator[str]:
    same = report.old_day == report.new_day
    yield "Standing"
    yield "Before" if same else short_day(report.old_day)
    yield from (HEADS[cause] for cause in shown)
    yield "After" if same else short_day(report.new_day)


def _rows(report: RatingsReport, shown: list[Cause]) -> Iterator[tuple[str, ...]]:
    for line in report.lines:
        shares = (signed(line.parts[cause]) for cause in shown)
        yield (line.standing.word, f"{line.before:,}", *shares, f"{line.after:,}")


def signed(change: int) -> str:
    """Write a share with its sign, plus or minus; a dot for none."""
    if not change:
        return LEVEL
    return f"{'+' if change > 0 else MINUS}{abs(change):,}"
