from __future__ import annotations

import re
from datetime import date

import pytest

from tests.reports.charts.plans import on
from tests.reports.charts.shapes import labels
from wsoa.assess.assessment import Assessment, assess
from wsoa.assess.rollup import By, grouped, roll_up
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.marks import Box
from wsoa.charts.standing_bar import MOST_ROWS, PHONE, standing_bar
from wsoa.charts.text import width_of
from wsoa.files.load import LoadedPlan
from wsoa.plan.ratings import Standing
from wsoa.render.html.charts import svg_file

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


def test_each_segment_has_its_count_in_it_or_in_the_key_and_the_title_says_what_they_come_to() -> None:
    chart = drawn(on(DAY, DONE, LATE, LATE, SILENT))
    assert labels(chart, "letter") == ["C 1", "? 1", "X 2"]
    assert [(k.sign, k.words) for k in chart.key] == [
        ("C", "complete 1"),
        ("?", "not known 1"),
        ("X", "unreported 2"),
    ]
    assert chart.title == "1 of 4 complete; 2 past their date"
    assert chart.desc == "4 commitments: 1 complete, 1 not known and 2 unreported."
    assert chart.table.rows == (("All", "1", "1", "2", "4", "244 days"),)


def test_segments_are_as_long_as_their_counts_and_fill_the_bar_end_to_end() -> None:
    chart = drawn(on(DAY, DONE, SILENT, *[LATE] * 298))
    one, silent, rest = boxes(chart)
    assert percent(rest.width) == pytest.approx(298 * percent(one.width), rel=0.01)
    assert percent(silent.width) == percent(one.width)
    assert percent(silent.x) == pytest.approx(percent(one.x) + percent(one.width), abs=0.01)
    assert percent(rest.x) + percent(rest.width) == pytest.approx(99.8, abs=0.1)
    assert labels(chart, "letter") == ["X 298"]
    assert [k.words for k in chart.key] == ["complete 1", "not known 1", "unreported 298"]


@pytest.mark.parametrize("area", ["cumbria", "lancashire", "peterborough"])
@pytest.mark.parametrize("by", [None, "workstream", "lead", "weakness"])
def test_every_length_in_the_picture_is_a_count_on_one_scale(
    area: str, by: By | None, request: pytest.FixtureRequest
) -> None:
    """The counts come from the assessment, the lengths from the SVG as a browser gets it."""
    plan = request.getfixturevalue(area).plan
    assert plan is not None
    assessment = assess(plan, date(2020, 11, 30))
    chart = standing_bar(assessment, "b", by)
    assert isinstance(chart, Chart)
    rows = grouped(assessment, by) if by else (roll_up("", "", assessment.own, assessment.as_of),)
    if by == "lead":
        rows = tuple(sorted(rows, key=lambda row: (-row.overdue, -row.total, row.title)))
    drawn_rows = [row for row in rows if row.total][:MOST_ROWS]
    scale = max(row.live for row in drawn_rows)
    svg = svg_file(chart)
    for standing in Standing:
        group = re.search(rf'<g class="c-{standing.value}".*?</g>', svg)
        widths = re.findall(r' width="([0-9.]+)%"', group[0]) if group else []
        counts = [row.by_standing[standing] for row in drawn_rows if row.by_standing[standing]]
        assert [float(width) * scale / 99.6 for width in widths] == pytest.approx(counts, abs=0.02)


def test_what_has_no_room_in_a_bar_is_told_below_it() -> None:
    other = {**DONE, "leads": ["b"]}
    many = [{**LATE, "leads": ["a"]}] * 60
    roles = {"a": {"name": "A"}, "b": {"name": "B"}}
    chart = standing_bar(on(DAY, *many, {**SILENT, "leads": ["a"]}, other, roles=roles), "b", "lead")
    assert isinstance(chart, Chart)
    assert (labels(chart, "letter"), labels(chart, "count")) == (["X 60"], ["? 1", "C 1"])


def test_an_empty_standing_has_no_segment() -> None:
    assert labels(drawn(on(DAY, LATE)), "letter") == ["X 1"]


GONE = {"due": "2020-03", "withdrawn": {"date": "2020-01-01"}}


def test_what_was_withdrawn_is_told_beside_the_bar_and_outside_it() -> None:
    chart = drawn(on(DAY, DONE, LATE, GONE))
    assert chart.title == "1 of 3 complete; 1 past their date; 1 withdrawn"
    assert chart.desc == "3 commitments: 1 complete, 1 unreported and 1 withdrawn."
    assert labels(chart, "letter") == ["C 1", "X 1"]
    assert [percent(box.width) for box in boxes(chart)] == [49.8, 49.8]
    assert [k.words for k in chart.key] == ["complete 1", "unreported 1", "withdrawn, outside the bar 1"]


def test_a_part_says_beside_its_name_how_many_were_withdrawn() -> None:
    chart = standing_bar(on(DAY, DONE, LATE, GONE), "b", "workstream")
    assert isinstance(chart, Chart)
    assert labels(chart, "name") == ["A Timely plans: 2, 1 withdrawn"]
    assert [k.words for k in chart.key] == ["complete", "unreported"]
    assert chart.table.rows == (("A Timely plans", "1", "1", "1", "3", "244 days"),)


def test_where_all_was_withdrawn_there_is_no_bar() -> None:
    assert standing_bar(on(DAY, GONE), "b") == Instead("b", "All that was promised here was withdrawn.")


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
