from __future__ import annotations

from datetime import date

from tests.history.test_timeline import STEPS
from tests.reports.charts.plans import forecast, moved, on
from tests.reports.charts.shapes import corners, labels
from wsoa.assess.assessment import Assessment, assess
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.forecasts import Forecast, drifts
from wsoa.charts.marks import Stroke
from wsoa.charts.trend import MOST_LINES, trend
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
    made = trend(assessment, "t", line)
    assert isinstance(made, Chart)
    return made


def lines(chart: Chart) -> list[list[tuple[float, float]]]:
    styles = [f"l{n}" for n in range(1, MOST_LINES + 1)]
    return [
        list(corners(m.path))
        for g in chart.groups
        if g.style in styles
        for m in g.marks
        if isinstance(m, Stroke)
    ]


def test_a_line_rises_where_its_date_slipped_and_its_name_says_how_far() -> None:
    chart = drawn(on(DAY, SLIPPED, {"due": "2021-03-31"}, accepted="2019-10-18"))
    slipped, held = lines(chart)
    assert [y for _, y in slipped] == sorted((y for _, y in slipped), reverse=True)
    assert len({y for _, y in held}) == 1
    assert labels(chart, "name") == ["1: 199 days later", "2: held"]
    assert chart.title == "1 expected date moved later"
    assert chart.table.rows == (
        (
            "1",
            "Action 1",
            "30 June 2020",
            "31 December 2020 (on 20 May 2020); 15 January 2021 (on 10 November 2020)",
            "199 days later",
        ),
        ("2", "Action 2", "31 March 2021", "No other date", "held"),
    )


def test_a_finished_line_stops_where_its_day_is_its_date() -> None:
    done = {
        "due": "2020-06-30", "completed": "2020-08-14",
        "updates": [forecast("2020-06-01", "2020-07-31"), forecast("2020-10-01", "2020-12-31")],
    }  # fmt: skip
    [drift] = drifts(on(DAY, done, accepted="2019-10-18"))
    assert drift.forecasts[-1] == Forecast(date(2020, 8, 14), date(2020, 8, 14))
    assert drift.days == 45


def test_an_unfinished_line_stops_where_its_date_passed_without_a_new_one() -> None:
    lapsed = {"due": "2020-06-30", "updates": [forecast("2020-03-01", "2020-07-31")]}
    chart = drawn(on(DAY, lapsed, {"due": "2021-03-31"}, accepted="2019-10-18"))
    ended, held = lines(chart)
    assert ended[-1][0] < held[-1][0]
    assert [key.sign for key in chart.key] == ["Circle", "Dotted slope"]


def test_what_held_the_same_date_is_one_line() -> None:
    chart = drawn(on(DAY, SLIPPED, *[{"due": "2021-03-31"}] * 5, accepted="2019-10-18"))
    assert labels(chart, "name") == ["1: 199 days later", "2 and 4 more: held"]


def test_there_are_eight_lines_at_most_and_every_move_is_in_the_table() -> None:
    many = [
        {"due": "2020-06-30", "updates": [forecast("2020-03-01", f"2021-01-{day:02d}")]}
        for day in range(1, 21)
    ]
    chart = drawn(on(DAY, *many, {"due": "2021-03-31"}, accepted="2019-10-18"))
    assert len(lines(chart)) == MOST_LINES
    assert len([row for row in chart.table.rows if row[-1] != "held"]) == 20
    assert "21: held" in labels(chart, "name")


def test_one_report_is_no_trend() -> None:
    words = "No report up to 30 November 2020 gives a date other than the one first planned."
    finished = {"due": "2020-06-30", "completed": "2020-08-14"}
    for plan in ([], [{"due": "2021-03-31"}], [finished], [{"due": "ongoing"}]):
        assert trend(on(DAY, *plan, accepted="2019-10-18"), "t") == Instead("t", words)


def test_without_a_first_day_the_reports_alone_make_the_line() -> None:
    told = {"updates": [forecast("2020-03-01", "2020-07-31"), forecast("2020-06-01", "2020-12-31")]}
    assert labels(drawn(on(DAY, told)), "name") == ["1: 153 days later"]


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
