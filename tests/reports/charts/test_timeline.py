from __future__ import annotations

import pytest

from tests.reports.charts.plans import forecast, moved, on
from tests.reports.charts.shapes import areas, labels, overlapping
from wsoa.assess.assessment import Assessment
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.marks import Dot
from wsoa.charts.timeline import MOST_ROWS, timeline, timelines

DAY = "2020-11-30"


def drawn(assessment: Assessment) -> Chart:
    made = timeline(assessment, "t")
    assert isinstance(made, Chart)
    return made


def discs(chart: Chart, style: str) -> list[float]:
    """How far across the dots of a style stand, in per cent."""
    marks = [m for g in chart.groups if g.style == style for m in g.marks]
    return [float(str(m.x).rstrip("%")) for m in marks if isinstance(m, Dot)]


def test_the_title_is_the_message_and_the_table_has_the_facts() -> None:
    chart = drawn(
        on(
            DAY,
            {"due": "2020-09-30", "completed": "2020-10-09"},
            {"due": "2020-10-31"},
            {"due": "2021-01-31", "updates": [forecast("2020-11-01", "2021-02-14")]},
        )
    )
    assert chart.title == "1 of 3 finished; 1 past their date"
    assert chart.desc == (
        "3 commitments, planned from 30 September 2020 to 31 January 2021. The longest delay is 30 days: 2."
    )
    assert [row[2:] for row in chart.table.rows] == [
        ("30 September 2020", "Finished by 9 October 2020", "Complete"),
        ("31 October 2020", "30 days late so far", "Unreported"),
        ("31 January 2021", "Expected by 14 February 2021", "Behind"),
    ]
    assert labels(chart, "row") == ["1 Action 1", "2 Action 2", "3 Action 3"]
    assert [(key.sign, key.words) for key in chart.key] == [
        ("C", "complete"),
        ("B", "behind"),
        ("X", "unreported"),
    ]


def test_what_is_late_stands_at_the_day_and_what_was_early_stands_before_its_circle() -> None:
    chart = drawn(on(DAY, {"due": "2020-06-30"}, {"due": "2020-06-30", "completed": "2020-03-31"}))
    (late,), (early,) = discs(chart, "unreported"), discs(chart, "complete")
    first, other = discs(chart, "first")
    assert early < first == other < late


def test_a_moved_deadline_keeps_the_first_date_as_its_circle_and_says_what_is_due_now() -> None:
    chart = drawn(
        on(DAY, {"due": "2021-03-31", "changes": [moved("2020-03-01", "2020-03-31", "2021-03-31")]})
    )
    assert [column.words for column in chart.table.columns][2:4] == ["First planned", "Due now"]
    assert chart.table.rows[0][2:] == (
        "31 March 2020",
        "31 March 2021",
        "Expected by 31 March 2021",
        "Not known, moved once, 365 days later",
    )
    assert len(discs(chart, "first")) == 1


def test_nothing_that_was_written_later_is_shown() -> None:
    known = {"due": "2020-12-31", "updates": [forecast("2020-11-01", "2020-12-20")]}
    later = {
        "due": "2021-06-30",
        "changes": [moved("2020-12-15", "2020-12-31", "2021-06-30")],
        "updates": [forecast("2020-11-01", "2020-12-20"), forecast("2020-12-01", "2021-06-01")],
        "completed": "2021-05-01",
    }
    assert timeline(on(DAY, known), "t") == timeline(on(DAY, later), "t")


def test_a_finish_without_a_day_is_drawn_dashed_at_its_planned_date() -> None:
    chart = drawn(on(DAY, {"due": "2020-03-31", "rating": {"code": "C", "date": "2020-06"}}))
    assert len(discs(chart, "undated")) == 1
    assert chart.table.rows[0][3] == "Finished, day not recorded"
    assert chart.key[-1].words == "finished on a day not recorded"


def test_what_was_withdrawn_says_so_and_has_no_delay() -> None:
    chart = drawn(on(DAY, {"due": "2020-03-31", "withdrawn": {"date": "2020-02-01"}}))
    assert (chart.title, chart.table.rows[0][3]) == ("0 of 1 finished; none past their date", "Withdrawn")
    assert discs(chart, "withdrawn")


def test_what_has_no_last_day_is_in_the_table_alone() -> None:
    chart = drawn(on(DAY, {"due": "2020-03-31"}, {"due": "ongoing"}, {}))
    assert len(labels(chart, "row")) == 1
    assert [row[3] for row in chart.table.rows] == ["244 days late so far", "No last day", "No last day"]
    assert chart.desc.endswith("2 without a last day are in the table alone.")


def test_nothing_to_draw_is_said_in_a_sentence() -> None:
    assert timeline(on(DAY), "t") == Instead("t", "Nothing is promised by a date yet.")
    assert timelines(on(DAY), "t") == (Instead("t", "Nothing is promised by a date yet."),)
    made = timeline(on(DAY, {"due": "ongoing"}), "t", about="A Timely plans")
    assert made == Instead("t", "A Timely plans: 1 commitment, none with a last day to show on a timeline.")


def test_five_hundred_commitments_become_many_pictures_with_each_of_them_once() -> None:
    assessment = on(DAY, *({"due": f"2020-{1 + n % 12:02d}"} for n in range(500)))
    made = timelines(assessment, "t")
    charts = [one for one in made if isinstance(one, Chart)]
    assert len(charts) == 28
    assert [row[0] for chart in charts for row in chart.table.rows] == [str(n) for n in range(1, 501)]
    assert max(len(chart.table.rows) for chart in charts) == MOST_ROWS
    assert charts[1].title.startswith("A Timely plans (part 2 of 28): ")
    with pytest.raises(ValueError, match="500 commitments"):
        timeline(assessment, "t")


@pytest.mark.parametrize(
    ("day", "dues"),
    [
        ("2020-11-30", ["2020-11-30", "2020-11-30"]),
        ("2020-11-30", ["1990-01-31", "2049-12-31"]),
        ("2020-11-30", ["0001-01-01", "9900-12-31"]),
        ("0001-01-01", ["0001-01-01"]),
        ("9999-12-31", ["9900-12-31"]),
    ],
    ids=["one day", "sixty years", "all of the calendar", "its first day", "its last day"],
)
def test_any_stretch_of_time_fits(day: str, dues: list[str]) -> None:
    chart = drawn(on(day, *({"due": due, "title": "Wide " * 40} for due in dues)))
    assert all(area.left >= 0 and area.right <= chart.width for area in areas(chart))
    assert overlapping(chart) == []
    assert labels(chart, "name")[0].endswith("…")
    assert chart.table.rows[0][1] == ("Wide " * 40).strip()
