from __future__ import annotations

from datetime import date

import pytest

from tests.reports.charts.plans import on
from tests.reports.charts.shapes import labels
from wsoa.assess.assessment import Assessment, assess
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.marks import Box
from wsoa.charts.standing_bar import MOST_ROWS, PHONE, standing_bar
from wsoa.charts.text import width_of
from wsoa.files.load import LoadedPlan

DAY = "2020-11-30"
DONE, LATE, SILENT = {"due": "2020-03", "completed": "2020-03-01"}, {"due": "2020-03"}, {"due": "2021-03"}


def drawn(assessment: Assessment) -> Chart:
    made = standing_bar(assessment, "b")
    assert isinstance(made, Chart)
    return made


def boxes(chart: Chart) -> list[Box]:
    found = [m for g in chart.groups for m in g.marks if isinstance(m, Box)]
    return sorted(found, key=lambda box: percent(box.x))


def percent(along: float | str) -> float:
    assert isinstance(along, str)
    return float(along.removesuffix("%"))


def test_each_segment_has_its_letter_and_count_and_the_title_says_what_they_come_to() -> None:
    chart = drawn(on(DAY, DONE, LATE, LATE, SILENT))
    assert labels(chart, "letter") == ["C 1", "? 1", "X 2"]
    assert chart.title == "1 of 4 complete; 2 past their date"
    assert chart.desc == "4 commitments: 1 complete, 1 not known and 2 unreported."
    assert chart.table.rows == (("Whole plan", "1", "1", "2", "4", "244 days"),)


def test_segments_fill_the_bar_in_proportion_with_a_gap_between() -> None:
    left, middle, right = boxes(drawn(on(DAY, DONE, LATE, LATE, SILENT)))
    assert percent(left.width) == percent(middle.width)
    assert percent(right.width) == pytest.approx(2 * percent(left.width), abs=0.2)
    assert percent(right.x) + percent(right.width) == pytest.approx(99.8, abs=0.1)
    assert percent(middle.x) - percent(left.x) - percent(left.width) == pytest.approx(0.6, abs=0.1)


def test_a_share_too_small_to_read_is_drawn_wide_enough_for_its_words_on_a_phone() -> None:
    chart = drawn(on(DAY, DONE, SILENT, *[LATE] * 300))
    for box, words in zip(boxes(chart), labels(chart, "letter"), strict=True):
        assert percent(box.width) * PHONE / 100 >= width_of(words, bold=True)


def test_an_empty_standing_has_no_segment() -> None:
    assert labels(drawn(on(DAY, LATE)), "letter") == ["X 1"]


def test_an_empty_plan_is_said_in_a_sentence() -> None:
    assert standing_bar(on(DAY), "b") == Instead(
        "b", "This plan holds nothing yet that is promised by a date."
    )


def test_each_part_of_a_plan_has_a_bar_with_its_name_and_total(peterborough: LoadedPlan) -> None:
    assert peterborough.plan is not None
    chart = standing_bar(assess(peterborough.plan, date(2020, 3, 31)), "b", "workstream")
    assert isinstance(chart, Chart)
    assert chart.title == "Most past their date: WS1 Joint planning and commissioning including…, 13 of 36"
    assert labels(chart, "name")[1] == "WS2 SEND quality assurance: 21"
    assert [row[-2] for row in chart.table.rows] == ["36", "21", "14", "24", "12"]
    assert [name.rpartition(": ")[2] for name in labels(chart, "name")] == ["36", "21", "14", "24", "12"]
    assert chart.table.rows[0][0] == "WS1 Joint planning and commissioning including intervention"
    assert labels(chart, "name")[0] == "WS1 Joint planning and commissioning including intervention: 36"
    assert labels(chart, "brief")[0] == "WS1 Joint planning and commissioni…: 36"
    assert all(width_of(name) <= PHONE for name in labels(chart, "brief"))


def test_many_leads_are_led_by_those_with_most_past_their_date() -> None:
    roles = {f"lead-{n}": {"name": f"Lead {n}"} for n in range(40)}
    actions = [{**(LATE if n == 7 else SILENT), "leads": [f"lead-{n}"]} for n in range(40)]
    chart = standing_bar(on(DAY, *actions, roles=roles), "b", "lead")
    assert isinstance(chart, Chart)
    assert labels(chart, "name")[0] == "Lead 7: 1"
    assert (len(labels(chart, "name")), len(chart.table.rows)) == (MOST_ROWS, 40)


def test_what_belongs_nowhere_is_never_said_to_be_the_worst_part() -> None:
    chart = standing_bar(on(DAY, LATE, LATE, DONE), "b", "weakness")
    assert isinstance(chart, Chart)
    assert chart.title == "1 of 3 complete; 2 past their date"
    assert labels(chart, "name") == ["No weakness named: 3"]
