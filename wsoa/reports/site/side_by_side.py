"""Areas side by side: each plan in a row, its standings as a small bar, and how all stood over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wsoa.assess.over_time import added_up
from wsoa.assess.plan_line import PlanLine
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.small_bar import SmallBar, small_bar
from wsoa.charts.standings_over_time import standings_over_time
from wsoa.plan.ratings import LIVE, Standing
from wsoa.reports.anchors import Span
from wsoa.reports.parts import Moment
from wsoa.words.dates import short_day
from wsoa.words.numbers import count_days


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One plan as cells."""

    area: Span
    commitments: str
    bar: SmallBar
    complete: str
    overdue: str
    longest: str
    moved: str
    last_report: Moment
    next_due: Moment


@dataclass(frozen=True, slots=True)
class KeyPart:
    """What a colour of the small bars stands for."""

    standing: str
    word: str


@dataclass(frozen=True, slots=True)
class SideBySide:
    """Every plan in a table, what the colours mean, and how all of them stood over time."""

    rows: tuple[PlanRow, ...]
    key: tuple[KeyPart, ...]
    over_time: Chart | Instead


def side_by_side(lines: Mapping[str, PlanLine], names: Mapping[str, str]) -> SideBySide:
    """Lay plans out beside one another; both are given by folder."""
    longest = max((line.whole.live for line in lines.values()), default=0)
    shown = [one for one in LIVE if any(line.whole.by_standing[one] for line in lines.values())]
    over_time = added_up([line.over_time for line in lines.values()])
    return SideBySide(
        rows=tuple(_row(folder, names[folder], line, longest) for folder, line in lines.items()),
        key=tuple(KeyPart(one.value, one.word) for one in shown),
        over_time=standings_over_time(over_time, "over-time"),
    )


def _row(folder: str, name: str, line: PlanLine, longest: int) -> PlanRow:
    return PlanRow(
        area=Span(name, f"{folder}/index.html"),
        commitments=f"{line.whole.total:,}",
        bar=small_bar(line.whole.by_standing, longest),
        complete=f"{line.whole.by_standing[Standing.COMPLETE]:,}",
        overdue=f"{line.whole.overdue:,}",
        longest=count_days(line.whole.worst_days_late) if line.whole.overdue else "None",
        moved=_moved(line),
        last_report=_moment(line.last_report),
        next_due=_moment(line.whole.next_due),
    )


def _moved(line: PlanLine) -> str:
    """Count moved deadlines; where not all of the history was read, there may be more."""
    if not line.gap:
        return f"{line.moved:,}"
    return f"{line.moved:,} or more" if line.moved else "Not known"


def _moment(day: date | None) -> Moment:
    return Moment(short_day(day), day.isoformat()) if day else Moment("None")
