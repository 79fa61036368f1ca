from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.history.test_timeline import STEPS
from tests.reports.charts.plans import forecast, moved, on
from tests.reports.charts.shapes import areas, labels, overlapping
from wsoa.assess.assessment import Assessment, assess
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.expected import MOST_TRACKS, expected_dates
from wsoa.charts.forecasts import Forecast, drifts
from wsoa.charts.marks import Dot
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Timeline, timeline

DAY = "2020-11-30"
SLIPPED = {
    "due": "2020-12-31",
    "changes": [moved("2020-05-20", "2020-06-30", "2020-12-31")],
    "updates": [forecast("2020-11-10", "2021-01-15")],
}


def drawn(assessment: Assessment, line: Timeline | None = None) -> Chart:
    made = expected_dates(assessment, "t", line)
    assert isinstance(made, Chart)
    return made


def spots(chart: Chart, *styles: str) -> list[float]:
    """How far across the dots of some styles stand, in per cent."""
    groups = [g for g in chart.groups if g.style in styles]
    return [float(str(m.x).rstrip("%")) for g in groups for m in g.marks if isinstance(m, Dot)]


def test_a_track_runs_from_the_first_date_to_the_one_now_and_its_name_says_how_far() -> None:
    chart = drawn(on(DAY, SLIPPED, {"due": "2021-03-31"}, accepted="2019-10-18"))
    ((first,), (between,), (now,)) = (spots(chart, style) for style in ("first", "dot", "behind"))
    assert first < between < now
    assert labels(chart, "row") == ["1, 199 days later: Action 1"]
    assert chart.title == "1 expected date moved later"
    assert chart.desc == "1 moved most, 199 days later."
    assert chart.table.rows == (
        (
            "1",
            "Action 1",
            "30 June 2020",
            "31 December 2020 (on 20 May 2020); 15 January 2021 (on 10 November 2020)",
            "199 days later",
        ),
    )


def test_a_finished_track_ends_on_the_day_it_was_finished() -> None:
    done = {
        "due": "2020-06-30", "completed": "2020-08-14",
        "updates": [forecast("2020-06-01", "2020-07-31"), forecast("2020-10-01", "2020-12-31")],
    }  # fmt: skip
    [drift] = drifts(on(DAY, done, accepted="2019-10-18"))
    assert drift.forecasts[-1] == Forecast(date(2020, 8, 14), date(2020, 8, 14))
    assert drift.days == 45


def test_the_furthest_moved_stand_first_ten_at_most_and_every_move_is_in_the_table() -> None:
    many = [
        {"due": "2020-06-30", "updates": [forecast("2020-03-01", f"2021-01-{day:02d}")]}
        for day in range(1, 21)
    ]
    chart = drawn(on(DAY, *many, {"due": "2021-03-31"}, accepted="2019-10-18"))
    assert labels(chart, "row")[0] == "20, 204 days later: Action 20"
    assert len(labels(chart, "row")) == MOST_TRACKS
    assert len(chart.table.rows) == 20
    assert chart.desc.endswith("The 10 that moved most are drawn; the table has all 20.")


def test_what_was_reported_on_and_held_is_counted_in_words() -> None:
    held = {"due": "2021-03-31", "updates": [forecast("2020-06-01", "2021-03-31")]}
    assert drawn(on(DAY, SLIPPED, held, accepted="2019-10-18")).desc.endswith("1 was reported on and held.")
    made = expected_dates(on(DAY, held, accepted="2019-10-18"), "t")
    assert made == Instead("t", "No expected date has moved.")


def test_of_a_period_only_open_dates_that_moved_in_it_are_drawn() -> None:
    done = {"due": "2020-06-30", "completed": "2020-11-14", "updates": [forecast("2020-06-01", "2020-12-31")]}
    before = {"due": "2020-06-30", "updates": [forecast("2020-03-01", "2021-01-31")]}
    made = expected_dates(on(DAY, SLIPPED, done, before, accepted="2019-10-18"), "t", since=date(2020, 8, 31))
    assert isinstance(made, Chart)
    assert labels(made, "row") == ["1, 199 days later: Action 1"]


def test_of_a_period_six_are_drawn_and_the_table_has_the_date_now_and_counts_those_between() -> None:
    many = [
        {"due": "2020-06-30", "updates": [forecast("2020-11-01", f"2021-01-{n:02d}")]} for n in range(1, 8)
    ]
    made = expected_dates(on(DAY, SLIPPED, *many, accepted="2019-10-18"), "t", since=date(2020, 8, 31))
    assert isinstance(made, Chart)
    assert (len(labels(made, "row")), len(made.table.rows)) == (6, 8)
    assert made.table.rows[0][2:] == ("30 June 2020", "15 January 2021", "1 date", "199 days later")
    assert made.table.rows[1][2:] == ("30 June 2020", "7 January 2021", "None", "191 days later")


@pytest.mark.parametrize("wide", [320, 760])
def test_nothing_meets_on_a_phone_or_on_a_desk(wide: int) -> None:
    dues = ["2019-12-31", "2020-06-30", "2020-10-31", "2022-03-31"]
    plans = [
        {"due": due, "title": "Long " * 40, "updates": [forecast("2020-11-01", "2021-05-31")]} for due in dues
    ]
    chart = replace(drawn(on(DAY, *plans, accepted="2019-10-18")), width=wide)
    seen = [g for g in chart.groups if g.style != ("name" if wide == 320 else "brief")]
    bare = [replace(g, attributes=tuple(a for a in g.attributes if a[0] != "display")) for g in seen]
    chart = replace(chart, groups=tuple(bare))
    assert overlapping(chart) == []
    assert all(area.left >= 0 and area.right <= wide for area in areas(chart))


def test_one_report_is_no_move() -> None:
    words = "No report up to 30 November 2020 gives a date other than the one first planned."
    finished = {"due": "2020-06-30", "completed": "2020-08-14"}
    for plan in ([], [{"due": "2021-03-31"}], [finished], [{"due": "ongoing"}]):
        assert expected_dates(on(DAY, *plan, accepted="2019-10-18"), "t") == Instead("t", words)


def test_without_a_first_day_the_reports_alone_make_the_track() -> None:
    told = {"updates": [forecast("2020-03-01", "2020-07-31"), forecast("2020-06-01", "2020-12-31")]}
    assert labels(drawn(on(DAY, told)), "row") == ["1, 153 days later: Action 1"]


def test_deadlines_that_moved_between_versions_are_on_the_day_of_the_version() -> None:
    days = [date.fromisoformat(day) for day, _ in STEPS]
    held = [
        (Commit(day.isoformat(), day, day, "Edit"), {"plan.yaml": text.encode()})
        for day, (_, text) in zip(days, STEPS, strict=True)
    ]
    line = timeline(from_memory("anyshire", held))
    assert line.newest is not None
    [drift] = drifts(assess(line.newest, date(2026, 8, 1)), line)
    assert drift.forecasts == (
        Forecast(date(2026, 3, 25), date(2026, 6, 30)),
        Forecast(date(2026, 7, 20), date(2026, 9, 30)),
    )
    [early] = drifts(assess(line.newest, date(2026, 4, 1)), line)
    assert early.forecasts == (Forecast(date(2026, 3, 25), date(2026, 6, 30)),)
