"""Which expected dates moved, and how far: a track each, from the date first expected to the one now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from wsoa.assess.assessment import Assessment
from wsoa.charts.chart import Chart, ChartTable, Column, Instead, Key, chart, table
from wsoa.charts.forecasts import Drift, drifts
from wsoa.charts.tracks import Track, height_of, tracks_drawn
from wsoa.history.timeline import Timeline
from wsoa.plan.ratings import Standing
from wsoa.words.dates import say_day
from wsoa.words.items import name_of, short_name, title_of
from wsoa.words.numbers import count, days_later

MOST_TRACKS, MOST_OF_PERIOD = 10, 6
"""How many tracks are drawn, and how many in the report of a period, whose paper is short."""
_ONLY_FINISHED = 2
"""A first date and the day it was finished: no report between them said anything."""


def expected_dates(
    assessment: Assessment,
    id: str,  # noqa: A002 - the word the page uses
    line: Timeline | None = None,
    since: date | None = None,
) -> Chart | Instead:
    """Draw the expected dates that moved, the furthest first, ten at most; all are in the table.

    ``since`` leaves out what is finished, and that of which no date was reported after that day. Six are
    drawn then, and the table counts the dates that were given between the first and the one now.
    """
    known = [d for d in drifts(assessment, line) if d.reports > 1 and _fresh(d, since)]
    told = [d for d in known if not (d.finished and d.reports == _ONLY_FINISHED)]
    moved = sorted((d for d in known if d.days), key=lambda d: -abs(d.days))
    if not told or not moved:
        return Instead(id, _nothing(assessment, told, since))
    shown = moved[: MOST_OF_PERIOD if since else MOST_TRACKS]
    tracks = [_track(drift) for drift in shown]
    words = (_title(moved), _subtitle(assessment, since), _desc(assessment, moved, told, len(shown)))
    return chart(
        id, words, height_of(tracks), tracks_drawn(tracks, assessment.as_of),
        _table(assessment, moved, since), key=_key(shown), fluid=True,
    )  # fmt: skip


def _fresh(drift: Drift, since: date | None) -> bool:
    return since is None or (drift.finished is None and drift.forecasts[-1].reported > since)


def _nothing(assessment: Assessment, told: Sequence[Drift], since: date | None) -> str:
    if told:
        return "No expected date has moved."
    start = f"after {say_day(since)} and " if since else ""
    return (
        f"No report {start}up to {say_day(assessment.as_of)} gives a date other than the one first planned."
    )


def _track(drift: Drift) -> Track:
    standing = drift.commitment.standing
    ref, title = short_name(drift.commitment.item), drift.commitment.title
    passed = _passed(drift)
    first, last = drift.forecasts[0].expected, drift.forecasts[-1].expected
    name = f"{ref}, {_moved(drift.days)}: {title}"
    return Track(name, first, last, standing.value, standing.letter, passed)


def _passed(drift: Drift) -> tuple[date, ...]:
    """Return the dates that were expected between the first and the last."""
    return tuple(dict.fromkeys(f.expected for f in drift.forecasts[1:-1]))


def _moved(days: int) -> str:
    return days_later(days) or "held"


def _title(moved: Sequence[Drift]) -> str:
    later = sum(d.days > 0 for d in moved)
    earlier = len(moved) - later
    parts = [f"{later:,} {_dates(later)} moved later"] if later else []
    parts += [f"{earlier:,} {'' if later else _dates(earlier) + ' '}moved earlier"] if earlier else []
    return "; ".join(parts)


def _dates(number: int) -> str:
    return "expected date" if number == 1 else "expected dates"


def _subtitle(assessment: Assessment, since: date | None) -> str:
    when = f", reported after {say_day(since)}" if since else ""
    what = "First expected date (circle) and the one now (lettered disc)"
    return f"{what}{when}, as at {say_day(assessment.as_of)}"


def _desc(assessment: Assessment, moved: Sequence[Drift], told: Sequence[Drift], shown: int) -> str:
    most = moved[0]
    said = f"{name_of(most.commitment.item, assessment.plan.labels)} moved most, {_moved(most.days)}."
    if len(moved) > shown:
        said += f" The {shown} that moved most are drawn; the table has all {len(moved):,}."
    held = sum(not d.days for d in told)
    return said + (f" {held:,} {'were' if held > 1 else 'was'} reported on and held." if held else "")


def _key(shown: Sequence[Drift]) -> Iterator[Key]:
    standings = {d.commitment.standing for d in shown}
    yield from (Key(s.letter, s.word.lower()) for s in Standing if s in standings)
    if any(d.reports > _ONLY_FINISHED for d in shown):
        yield Key("Dots", "dates expected between")


def _table(assessment: Assessment, moved: Sequence[Drift], since: date | None) -> ChartTable:
    then = (Column("Now expected"), Column("Between", number=True)) if since else (Column("Then reported"),)
    columns = (
        Column("Ref"), Column("Commitment"), Column("First expected"), *then, Column("Moved", number=True),
    )  # fmt: skip
    cells = _cells_of_period if since else _cells
    return table(_subtitle(assessment, since), columns, (cells(assessment, d) for d in moved))


def _cells_of_period(assessment: Assessment, drift: Drift) -> list[str]:
    first, last = drift.forecasts[0].expected, drift.forecasts[-1].expected
    between = len(set(_passed(drift)) - {first, last})
    return [
        name_of(drift.commitment.item, assessment.plan.labels),
        title_of(drift.commitment),
        say_day(first),
        say_day(last),
        count(between, "date") if between else "None",
        _moved(drift.days),
    ]


def _cells(assessment: Assessment, drift: Drift) -> list[str]:
    told = [
        f"{say_day(f.expected)} (on {say_day(f.reported)})"
        for f in drift.forecasts[1:]
        if f.reported != drift.finished
    ]
    if drift.finished:
        told.append(f"finished {say_day(drift.finished)}")
    return [
        name_of(drift.commitment.item, assessment.plan.labels),
        title_of(drift.commitment),
        say_day(drift.forecasts[0].expected),
        "; ".join(told) or "No other date",
        _moved(drift.days),
    ]
