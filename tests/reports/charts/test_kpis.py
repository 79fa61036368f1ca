"""KPIs in words first, their small lines, and run charts from twelve figures on."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from tests.render.small import AS_OF, load_plan
from tests.reports.charts.plans import on
from tests.reports.charts.shapes import areas, corners, labels, overlapping
from wsoa.assess.assessment import Assessment, assess
from wsoa.charts.burn_up import burn_up
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.kpi_chart import kpi_charts
from wsoa.charts.marks import Dot, Stroke
from wsoa.charts.run_chart import run_charts, shifts
from wsoa.charts.sparkline import KpiRows, Value, kpi_rows
from wsoa.plan.dates import parse

DAY = "2020-11-30"


def kpi(**facts: Any) -> dict[str, Any]:  # noqa: ANN401 - whatever a KPI holds
    return {"ref": "K1", "title": "On time", "aim": "increase", "unit": "percent", **facts}


def readings(*values: int) -> list[dict[str, str]]:
    """Monthly figures from January 2019."""
    return [
        {"date": f"{2019 + n // 12}-{n % 12 + 1:02d}", "value": str(value)} for n, value in enumerate(values)
    ]


def words(**facts: Any) -> str:  # noqa: ANN401
    rows = kpi_rows(on(DAY, kpis=[kpi(**facts)]), "k")
    assert isinstance(rows, KpiRows)
    return rows.rows[0].words


def test_the_latest_figure_its_target_and_where_it_came_from_in_words() -> None:
    plan = load_plan().plan
    assert plan is not None
    rows = kpi_rows(assess(plan, AS_OF), "k")
    assert isinstance(rows, KpiRows)
    assert rows.rows[0].words == (
        "58% (provisional), target 70% by March 2021, up from 41% in September 2019, the law requires 100%"
    )
    assert rows.rows[1].words == (
        "No figure reported, target promised for 18 April 2020 (6 months), not yet published"
    )
    assert rows.table.rows[0] == (
        "K1 Plans finished in twenty weeks", "58% (provisional)", "70% by March 2021",
        "41% in September 2019", "100%",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, "No figure reported, no target in figures"),
        ({"baseline": {"value": "41"}}, "No figure reported, no target in figures"),
        (
            {"baseline": {"value": "41", "at": "2019-09"}},
            "No figure reported, no target in figures, started at 41% in September 2019",
        ),
        ({"readings": readings(50)}, "50%, no target in figures"),
        ({"readings": readings(50, 40)}, "40%, no target in figures, down from 50% in January 2019"),
        ({"readings": readings(50, 50)}, "50%, no target in figures, level with 50% in January 2019"),
        (
            {"readings": [*readings(50), {"date": "2020-01", "suppressed": "true"}]},
            "Withheld because the numbers are small, no target in figures",
        ),
        ({"readings": [{"date": "2020-12", "value": "99"}]}, "No figure reported, no target in figures"),
    ],
)
def test_what_is_missing_is_said(facts: dict[str, Any], said: str) -> None:
    assert words(**facts) == said


def test_the_small_line_has_its_target_dashed_and_the_law_dotted_inside_its_frame() -> None:
    facts = kpi(readings=readings(41, 58), targets=[{"by": "2021-03", "value": "70"}], statutory="100")
    rows = kpi_rows(on(DAY, kpis=[facts]), "k")
    assert isinstance(rows, KpiRows)
    spark = rows.rows[0].spark
    assert spark is not None
    heights = {
        g.style: [y for m in g.marks if isinstance(m, Stroke) for _, y in corners(m.path)]
        for g in spark.groups
    }
    assert heights["law"][0] < heights["target"][0] < min(heights["spark"])
    assert all(0 <= y <= spark.height for places in heights.values() for y in places)


def test_one_figure_is_no_line_and_no_kpi_is_a_sentence() -> None:
    rows = kpi_rows(on(DAY, kpis=[kpi(readings=readings(50))]), "k")
    assert isinstance(rows, KpiRows)
    assert rows.rows[0].spark is None
    assert kpi_rows(on(DAY), "k") == Instead("k", "No KPI is recorded in this plan.")


def values(*figures: int) -> tuple[Value, ...]:
    days = [date(2019 + n // 12, n % 12 + 1, 1) for n in range(len(figures))]
    return tuple(Value(day, Decimal(n), parse(day.isoformat())) for day, n in zip(days, figures, strict=True))


def test_six_in_a_row_on_one_side_of_the_median_are_a_shift() -> None:
    [low, high] = shifts(values(1, 2, 1, 2, 1, 2, 8, 9, 8, 9, 8, 9))
    assert (low.length, low.above, high.length, high.above) == (6, False, 6, True)
    assert shifts(values(1, 2, 1, 2, 1, 9, 8, 9, 8, 9, 1, 8)) == ()


def test_a_figure_on_the_median_neither_counts_nor_breaks_the_row() -> None:
    [low, _] = shifts(values(1, 1, 1, 5, 1, 1, 1, 9, 9, 9, 9, 9, 9))
    assert (low.length, low.first.day, low.last.day) == (6, date(2019, 1, 1), date(2019, 7, 1))


def run(*figures: int) -> tuple[Chart, ...]:
    return run_charts(on(DAY, kpis=[kpi(readings=readings(*figures))]), "r")


def test_a_run_chart_is_drawn_from_twelve_figures_on() -> None:
    assert run(*range(11)) == ()
    [chart] = run(40, 41, 40, 42, 41, 40, 55, 56, 54, 55, 56, 57)
    assert chart.title == "K1 On time: a shift, 6 in a row above the median"
    assert chart.desc == (
        "12 figures, 31 January 2019 to 31 December 2019. A shift: 6 figures in a row are above the median, "
        "48%, from July 2019 to December 2019."
    )
    assert chart.table.rows[0] == ("January 2019", "40%", "Below")
    assert overlapping(chart) == []


def test_figures_that_go_up_and_down_are_no_shift() -> None:
    [chart] = run(*[40, 60] * 6)
    assert chart.title == "K1 On time: no shift"
    assert chart.desc.endswith("No shift: never six or more in a row on one side of the median, 50%.")


@pytest.mark.parametrize("figure", [0, 7, -3, 10**14])
def test_any_figures_fit_even_where_all_are_the_same(figure: int) -> None:
    for chart in (*run(*[figure] * 12), *run(*[0] * 11, figure)):
        assert all(a.left >= 0 and a.right <= chart.width for a in areas(chart)), labels(chart, "level")
        assert all(a.top >= 0 and a.bottom <= chart.height for a in areas(chart))


def on_day(day: str) -> Assessment:
    return on(day, kpis=[kpi(readings=readings(*range(20)))])


def test_figures_of_later_days_are_not_drawn() -> None:
    assert len(run_charts(on_day("2020-03-31"), "r")[0].table.rows) == 15
    assert run_charts(on_day("2019-11-30"), "r") == ()


def drawn_kpi(day: str = DAY, **facts: Any) -> list[tuple[str, Chart]]:  # noqa: ANN401
    assessment = on(day, kpis=[kpi(**facts)])
    return list(kpi_charts(assessment, assessment.kpis[0], "k"))


def test_two_figures_make_a_chart_with_baseline_target_law_and_elsewhere() -> None:
    ((ref, chart),) = drawn_kpi(
        baseline={"value": "41", "at": "2019-09"},
        readings=[{"date": "2020-09", "value": "58"}],
        targets=[{"by": "2020-03", "value": "50"}, {"by": "2021-03", "value": "70"}],
        statutory="100",
        comparators=[{"name": "England", "value": "60", "period": "2019"}],
    )
    assert ref == "K1"
    assert chart.title == "58% in September 2020; target 70% by March 2021"
    assert chart.desc == (
        "2 figures, from 41% in September 2019 to 58% in September 2020: up. "
        "Lines across: target 50%, target 70%, the law 100%, England 60%."
    )
    assert chart.table.rows == (
        ("Baseline", "September 2019", "41%"),
        ("Figure", "September 2020", "58%"),
        ("Target", "March 2020", "50%"),
        ("Target", "March 2021", "70%"),
        ("The law requires", "At any time", "100%"),
        ("England", "2019", "60%"),
    )
    assert labels(chart, "row") == ["the law 100%", "England 60%", "target 70%"]
    assert labels(chart, "day-before") == ["30 November 2020"]
    styles = [group.style for group in chart.groups]
    assert {"law", "promised", "target", "open", "spark", "point", "first"} <= set(styles)


def test_a_target_is_dashed_to_its_date_and_the_next_goes_on_from_there() -> None:
    ((_, chart),) = drawn_kpi(
        readings=readings(40, 45),
        targets=[{"by": "2020-03", "value": "50"}, {"by": "2021-03", "value": "70"}],
    )
    (line,) = [m for g in chart.groups if g.style == "target" for m in g.marks if isinstance(m, Stroke)]
    start, end, on_from, last = corners(line.path)
    ends = [m for g in chart.groups if g.style == "open" for m in g.marks if isinstance(m, Dot)]
    assert end[0] == on_from[0] == ends[0].x
    assert last[0] == ends[1].x
    assert start[1] == end[1] > on_from[1] == last[1]


def test_one_figure_is_no_chart_and_later_figures_are_not_drawn() -> None:
    assert drawn_kpi(readings=readings(40)) == []
    assert drawn_kpi("2019-01-31", readings=readings(40, 45)) == []


def test_each_part_with_two_figures_has_a_chart_of_its_own() -> None:
    parts = [
        {"ref": "north", "title": "North", "readings": readings(3, 4)},
        {"ref": "south", "title": "South"},
    ]
    assert [ref for ref, _ in drawn_kpi(parts=parts)] == ["K1/north"]


@pytest.mark.parametrize("figures", [(7, 7), (-3, 10**9), (0, 0, 1)])
def test_any_figures_fit_a_phone(figures: tuple[int, ...]) -> None:
    ((_, chart),) = drawn_kpi(
        readings=readings(*figures), statutory=str(figures[0]), unit="count",
        targets=[{"by": "2021-03", "value": str(figures[-1])}],
        comparators=[{"name": "Statistical neighbours of the area " * 3, "value": "5"}],
    )  # fmt: skip
    assert chart.fits
    assert all(a.left >= 0 and a.right <= chart.width for a in areas(chart))
    assert all(a.top >= 0 and a.bottom <= chart.height for a in areas(chart))


def test_a_burn_up_and_a_run_chart_are_drawn_again_for_a_phone() -> None:
    assessment = on(DAY, {"due": "2020-03-31"}, kpis=[kpi(readings=readings(*range(12)))])
    for made in (burn_up(assessment, "b"), run_charts(assessment, "r")[0]):
        assert isinstance(made, Chart)
        assert made.narrow is not None
        assert made.narrow.fits
        assert overlapping(made.narrow) == []
        assert all(a.left >= 0 and a.right <= made.narrow.width for a in areas(made.narrow))
