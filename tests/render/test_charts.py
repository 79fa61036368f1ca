"""Charts as markup: accessible, inert, small, and the same colours in the drawing and in the style sheet."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from xml.etree.ElementTree import fromstring

import pytest
from markupsafe import Markup

from tests.render.hostile import HARMLESS, PAYLOAD, poisoned
from tests.render.pages import Page
from tests.render.small import AS_OF, load_plan, small_view
from tests.render.test_style import DARK, LIGHT, contrast
from wsoa.assess.assessment import Assessment, assess
from wsoa.charts.burn_up import burn_up
from wsoa.charts.chart import Chart, ChartTable, Column, Instead
from wsoa.charts.expected import expected_dates
from wsoa.charts.palette import PALETTE, STYLES
from wsoa.charts.sparkline import KpiRows, kpi_rows
from wsoa.charts.standing_bar import standing_bar
from wsoa.charts.timeline import timelines
from wsoa.files.load import LoadedPlan
from wsoa.plan.ratings import Standing
from wsoa.render.html.charts import svg_file
from wsoa.render.markdown.page import page_markdown
from wsoa.render.templates import environment, shipped

CSS = (shipped() / "charts" / "charts.css").read_text("utf-8")
SVG = "{http://www.w3.org/2000/svg}"
DRAWN = {"svg", "title", "desc", "g", "rect", "circle", "path", "text"}
TEXT, SHAPE = 4.5, 3.0


def small() -> Assessment:
    plan = load_plan().plan
    assert plan is not None
    return assess(plan, AS_OF)


def charts_of(assessment: Assessment) -> list[Chart]:
    made: list[Chart | Instead] = [
        standing_bar(assessment, "whole"), standing_bar(assessment, "parts", "workstream"),
        burn_up(assessment, "burn-up"), expected_dates(assessment, "expected"),
        *timelines(assessment, "timeline"),
    ]  # fmt: skip
    return [one for one in made if isinstance(one, Chart)]


SMALL = charts_of(small())


def html(call: str, **values: object) -> str:
    template = f'{{% import "charts/charts.html" as charts %}}{{{{ charts.{call} }}}}'
    return environment(None, {}).from_string(template).render(values)


def figure(chart: Chart | Instead) -> str:
    return html("figure(chart)", chart=chart)


def picture(chart: Chart) -> str:
    return html("svg(chart)", chart=chart)


@pytest.mark.parametrize("chart", SMALL, ids=lambda chart: chart.id)
def test_a_figure_is_one_named_picture_with_a_description_and_a_table(chart: Chart) -> None:
    page = Page(figure(chart))
    assert (page.unclosed, page.stray, page.repeated_ids) == ([], [], [])
    ids = set(page.values("id"))
    for name in ("aria-labelledby", "aria-describedby"):
        assert set(page.values(name)) <= ids
    assert page.values("role")[-2:] == ["img", "group"] if not chart.fluid else ["img"]
    assert all(one.startswith(chart.id) for one in ids)
    for words in (chart.title, chart.subtitle, chart.desc, chart.table.caption):
        assert " ".join(words.split()) in page.text
    assert page.elements.count("tr") == len(chart.table.rows) + 1


@pytest.mark.parametrize("chart", SMALL, ids=lambda chart: chart.id)
def test_only_its_name_and_description_are_read_out(chart: Chart) -> None:
    root = fromstring(svg_file(chart))  # noqa: S314 - our own output
    said = [child.tag.removeprefix(SVG) for child in root if child.get("aria-hidden") != "true"]
    assert said == ["title", "desc", "rect"]
    assert {element.tag.removeprefix(SVG) for element in root.iter()} <= DRAWN
    assert not [e for e in root.iter() if {"style", "href", "textLength", "onload"} & set(e.keys())]


def test_the_table_may_be_left_out_and_the_heading_fits_its_page() -> None:
    page = Page(html("figure(chart, level=4, table=False)", chart=SMALL[2]))
    assert "table" not in page.elements
    assert "h4" in page.elements


def test_where_nothing_is_drawn_there_is_a_sentence() -> None:
    assert (
        figure(Instead("x", "Nothing <yet>.")).strip()
        == '<p class="no-chart" id="x">Nothing &lt;yet&gt;.</p>'
    )


def test_a_picture_that_fits_any_screen_has_shares_and_no_scroll_box() -> None:
    bar = next(chart for chart in SMALL if chart.id == "parts")
    markup = picture(bar)
    assert "viewBox" not in markup
    assert 'width="100%"' in markup
    assert 'tabindex="0"' not in html("figure(chart, table=False)", chart=bar)
    assert 'viewBox="0 0 760 ' in svg_file(bar)


@pytest.mark.parametrize("bad", ["", "1a", "a b", 'a"', "a.b", "é"])
def test_an_id_that_cannot_be_one_is_refused(bad: str) -> None:
    with pytest.raises(ValueError, match="id"):
        Instead(bad, "Nothing yet.")


def test_pictures_are_small(cumbria: LoadedPlan, peterborough: LoadedPlan) -> None:
    assert cumbria.plan is not None
    assert peterborough.plan is not None
    for plan, day in ((cumbria.plan, date(2020, 11, 30)), (peterborough.plan, date(2020, 3, 31))):
        assessment = assess(plan, day)
        assert all(len(picture(chart).encode()) < 8_200 for chart in charts_of(assessment))
        bar = standing_bar(assessment, "b", "workstream")
        assert isinstance(bar, Chart)
        assert len(picture(bar).encode()) < 3_500


@pytest.fixture(scope="module")
def hostile() -> Assessment:
    return assess(poisoned(PAYLOAD), AS_OF)


def test_markup_in_a_plan_is_shown_and_does_nothing(hostile: Assessment) -> None:
    harmless = assess(poisoned(HARMLESS), AS_OF)
    for bad, good in zip(charts_of(hostile), charts_of(harmless), strict=True):
        page = Page(figure(bad))
        assert set(page.elements) == set(Page(figure(good)).elements)
        assert {name for _, name, _ in page.attributes} <= {
            name for _, name, _ in Page(figure(good)).attributes
        }
        assert (page.unclosed, page.stray) == ([], [])
        fromstring(svg_file(bad))  # noqa: S314 - our own output
    rows = kpi_rows(hostile, "k")
    assert "<script" not in html("kpis(rows)", rows=rows)


def test_control_and_direction_characters_never_reach_a_picture() -> None:
    words = "Fair\u202e plan\x00 \ufffe\u2066 for\u200b all\ud800"
    chart = charts_of(assess(poisoned(words), AS_OF))[1]
    assert not re.search("[\u202e\x00\ufffe\u2066\u200b\ud800]", svg_file(chart) + figure(chart))
    fromstring(svg_file(chart))  # noqa: S314 - our own output


def test_a_chart_in_markdown_is_its_message_its_description_and_its_table() -> None:
    text = page_markdown(small_view())
    start = text.index("### Most past their date: WG1 Assessment, 4 of 9\n\nCommitments by standing, by")
    table = [line.count("|") for line in text[start:].split("\n\n")[3].splitlines()]
    assert len(set(table)) == 1
    assert len(table) == 2 + 3


def test_a_kpi_has_its_words_beside_a_line_that_is_not_read_out() -> None:
    rows = kpi_rows(small(), "kpis")
    assert isinstance(rows, KpiRows)
    page = Page(html("kpis(rows)", rows=rows))
    assert "58% (provisional), target 70% by March 2021" in page.text
    assert page.values("aria-hidden").count("true") >= 1
    assert "title" not in page.elements
    assert "img" not in page.values("role")


def test_figures_in_a_table_stand_right_and_rows_are_named() -> None:
    facts = ChartTable("Counts", (Column("Part"), Column("All", number=True)), (("A & B", "7"),))
    made = html("facts(table, 'x')", table=facts)
    assert '<th scope="row">A &amp; B</th><td class="number">7</td>' in made
    assert isinstance(made, str | Markup)


def palettes() -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Return every variable of both style sheets, on a light screen and on a dark one."""
    light, dark = (
        dict(re.findall(r"--([a-z-]+):(#[0-9a-f]+)", block))
        for block in re.findall(r":root\{(.*?)\}", CSS, re.DOTALL)
    )
    return {**LIGHT, **light}, {**DARK, **dark}


def full(colour: str) -> str:
    return colour if len(colour) > 4 else "#" + "".join(digit * 2 for digit in colour[1:])


def test_the_drawing_and_the_style_sheets_have_the_same_colours() -> None:
    light, dark = palettes()
    assert {name: (full(light[name]), full(dark[name])) for name in PALETTE} == dict(PALETTE)


@pytest.mark.parametrize("style", STYLES)
def test_the_style_sheet_says_of_each_mark_what_the_drawing_says(style: str) -> None:
    rules = re.findall(r"^([^{}@\n]*)\{([^{}]*)\}$", CSS.partition("@media (forced")[0], re.MULTILINE)
    said: dict[str, str] = {}
    for selectors, body in rules:
        if f".c-{style}" in selectors.split(","):
            said |= re.findall(r"(fill|stroke):var\(--([a-z-]+)\)", body)
    drawn = {
        name: value for name, value in STYLES[style].items() if name in {"fill", "stroke"} and value != "none"
    }
    assert said == drawn


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("style", STYLES)
def test_every_mark_stands_out(style: str, shade: int) -> None:
    told, page = STYLES[style], PALETTE["page"][shade]
    if style == "mask":
        return  # it is there not to be seen: it keeps lines out of words
    edge = told["stroke"] if "stroke" in told else told["fill"]
    least = SHAPE if "stroke" in told or style in {"post", "track", "now"} else TEXT
    assert contrast(PALETTE[edge][shade], page) >= least


@pytest.mark.parametrize("shade", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("standing", [*(s.value for s in Standing), "undated"])
def test_a_letter_can_be_read_in_its_square_and_the_square_seen_against_its_edge(
    standing: str, shade: int
) -> None:
    ground = PALETTE[STYLES[standing]["fill"]][shade]
    assert contrast(PALETTE[STYLES["letter"]["fill"]][shade], ground) >= TEXT
    assert contrast(PALETTE[STYLES[standing]["stroke"]][shade], ground) >= SHAPE


def test_dark_colours_stay_off_paper_and_nothing_is_fetched() -> None:
    assert (
        CSS.count("prefers-color-scheme") == CSS.count("@media screen and (prefers-color-scheme:dark)") == 1
    )
    assert not re.search(r"animation|transition|@import|@font-face|url\(", CSS)


def test_every_kind_of_mark_has_a_colour_of_the_system_where_colours_are_forced() -> None:
    forced = CSS[CSS.index("@media (forced") : CSS.index("@media print")]
    assert [style for style in STYLES if f".c-{style}" not in forced] == []
