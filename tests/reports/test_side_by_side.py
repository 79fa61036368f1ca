"""Areas side by side on a site's front: true bars, fair figures, few areas and many."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.render.small import load_plan
from tests.reports.test_site import material_of
from wsoa.assess.assessment import assess
from wsoa.assess.plan_line import PlanLine, plan_line
from wsoa.charts.small_bar import small_bar
from wsoa.files.load import LoadedPlan
from wsoa.plan.ratings import Standing
from wsoa.provenance.seal import Links
from wsoa.render.html.page import page_html
from wsoa.reports.registry import REPORTS
from wsoa.reports.site.area_folder import area_folder
from wsoa.reports.site.area_in_short import AreaInShort, area_in_short
from wsoa.reports.site.index import MOST_TOLD, index_page
from wsoa.reports.site.side_by_side import side_by_side
from wsoa.reports.site.site import area_pages, front_page

DAY = date(2020, 11, 30)


@pytest.fixture
def lines(cumbria: LoadedPlan, lancashire: LoadedPlan) -> dict[str, PlanLine]:
    made = {}
    for loaded in (cumbria, lancashire):
        assert loaded.plan is not None
        made[loaded.id] = plan_line(loaded.id, assess(loaded.plan, DAY))
    return made


def short_of(loaded: LoadedPlan) -> AreaInShort:
    context = replace(material_of(loaded, DAY), links=Links(items="./", front="index.html"))
    return area_in_short("w", area_folder(context))


def test_small_bars_are_as_long_as_their_counts_on_the_scale_of_the_longest(
    lines: dict[str, PlanLine],
) -> None:
    told = side_by_side(lines, {name: name for name in lines})
    longest = max(line.whole.live for line in lines.values())
    for row, line in zip(told.rows, lines.values(), strict=True):
        widths = {part.standing: float(part.width.rstrip("%")) for part in row.bar.parts}
        counts = {s.value: n for s, n in line.whole.by_standing.items() if n and s is not Standing.WITHDRAWN}
        assert widths.keys() == counts.keys()
        for standing, number in counts.items():
            assert widths[standing] == pytest.approx(100 * number / longest, abs=0.006)
        ends = [float(p.left.rstrip("%")) + float(p.width.rstrip("%")) for p in row.bar.parts]
        starts = [float(p.left.rstrip("%")) for p in row.bar.parts]
        assert starts[1:] == pytest.approx(ends[:-1], abs=0.02)


def test_a_bar_says_its_counts_in_words_and_leaves_the_withdrawn_out() -> None:
    counts = dict.fromkeys(Standing, 0) | {Standing.COMPLETE: 3, Standing.WITHDRAWN: 2, Standing.OFF_TRACK: 1}
    bar = small_bar(counts, 4)
    assert bar.words == "3 complete and 1 off track"
    assert [(part.standing, part.left, part.width) for part in bar.parts] == [
        ("complete", "0.00%", "75.00%"),
        ("off_track", "75.00%", "25.00%"),
    ]


def test_a_row_has_the_figures_of_its_plan(lines: dict[str, PlanLine]) -> None:
    row, other = side_by_side(lines, {name: name for name in lines}).rows
    line = lines["cumbria"]
    assert (row.commitments, row.complete, row.overdue) == ("223", "3", str(line.whole.overdue))
    assert (row.longest, row.moved) == ("457 days", "0")
    assert (row.last_report.words, row.last_report.machine) == ("30 Nov 2020", "2020-11-30")
    assert other.area.url == "lancashire/index.html"


@pytest.mark.parametrize(
    ("gap", "moved", "said"),
    [("", 0, "0"), ("", 2, "2"), ("part", 0, "Not known"), ("unread", 2, "2 or more")],
)
def test_moves_that_may_not_be_known_are_not_told_as_none(
    lines: dict[str, PlanLine], gap: str, moved: int, said: str
) -> None:
    line = lines["cumbria"]._replace(gap=gap, moved=moved)
    assert side_by_side({"a": line}, {"a": "A"}).rows[0].moved == said


def test_the_front_page_of_153_areas_is_a_table_of_less_than_250_kilobytes(cumbria: LoadedPlan) -> None:
    short = short_of(cumbria)
    areas = {f"area-{n:03}": short._replace(area=f"The County Council of Area {n:03}") for n in range(153)}
    view = index_page(areas, REPORTS, (), DAY, "")
    assert view.areas == ()
    assert view.head.area == "153 areas"
    assert view.side_by_side is not None
    assert len(view.side_by_side.rows) == 153
    page = page_html(view)
    assert len(page.encode()) < 250_000
    front = front_page(areas, DAY)
    assert [way.text for way in front.ways] == ["All areas"]


def test_a_few_areas_are_told_one_by_one_too() -> None:
    short = short_of(load_plan())
    areas = {f"w{n}": short for n in range(MOST_TOLD)}
    view = index_page(areas, REPORTS, (), DAY, "")
    assert len(view.areas) == MOST_TOLD
    assert len(front_page(areas, DAY).ways) == MOST_TOLD + 1


def test_a_site_of_one_area_has_no_page_across_areas_to_lead_to() -> None:
    short = short_of(load_plan())
    assert [way.text for way in front_page({"w": short}, DAY).ways] == ["Westshire"]
    alone = replace(material_of(load_plan(), DAY), links=Links(items="./"))
    assert {page.ways[0].text for page in area_pages("w", area_folder(alone))} == {"Westshire"}
    one_of_many = replace(alone, links=Links(items="./", front="index.html"))
    assert {page.ways[0].text for page in area_pages("w", area_folder(one_of_many))} == {"All areas"}
