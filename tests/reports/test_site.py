"""Which pages a site has, what they are called, and what an action's own page tells."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.render.small import PLAN, load_plan
from wsoa.files.load import LoadedPlan
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import timeline
from wsoa.plan.ratings import Standing
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.context import ReportContext
from wsoa.reports.item_pages import area_folders, file_names, relative
from wsoa.reports.parts import Fact
from wsoa.reports.registry import REPORTS
from wsoa.reports.site.site import Site, SitePage, site, ways_from
from wsoa.reports.site.view import AreaView, IndexView, ItemView
from wsoa.reports.statement.view import StatementPart

AS_OF = date(2020, 11, 30)


def material_of(
    loaded: LoadedPlan, as_of: date = AS_OF, versions: tuple[tuple[str, str], ...] = ()
) -> ReportContext:
    """Gather what a site is made from; the versions are days and texts."""
    commits = [
        (
            Commit(f"{n:x}" * 40, date.fromisoformat(day), date.fromisoformat(day), "Edit"),
            {"plan.yaml": text.encode()},
        )
        for n, (day, text) in enumerate(versions, 1)
    ]
    line = timeline(from_memory("westshire", commits)) if commits else None
    return ReportContext(loaded, provenance_of(loaded, as_of, "1.2.3"), past=line)


def small_site() -> Site:
    """Lay out the site of the small plan."""
    return site_of(load_plan())


def site_of(loaded: LoadedPlan, as_of: date = AS_OF, versions: tuple[tuple[str, str], ...] = ()) -> Site:
    return site({"westshire": material_of(loaded, as_of, versions)}, as_of)


def page_at(whole: Site, address: str) -> SitePage:
    return next(page for page in whole.pages if page.address == address)


def item_at(whole: Site, address: str) -> ItemView:
    view = page_at(whole, f"westshire/{address}").make()
    assert isinstance(view, ItemView)
    return view


def told(facts: tuple[Fact, ...]) -> dict[str, str]:
    return {f.label: "; ".join("".join(span.text for span in line) for line in f.lines) for f in facts}


def test_refs_that_look_alike_have_pages_of_their_own() -> None:
    assert file_names(["1.1", "1.10", "1a", "1A", "1b(i)"]) == ["1.1", "1.10", "1a", "1A~2", "1b(i)"]


def test_no_page_has_a_name_that_means_something_to_a_file_system_or_an_address() -> None:
    assert file_names(["4.4/6", "4.4#6", "CON", "nul.1", "com1", "con1"]) == [
        *("4.4~-6", "4.4~.6", "~CON", "~nul.1", "~com1", "con1")
    ]


@pytest.mark.parametrize(
    ("plan_id", "folder"),
    [
        ("cumbria", "cumbria"),
        ("Westmorland & Furness", "westmorland-furness"),
        ("..", "area"),
        ("../up", "up"),
        ("data", "data~2"),
        ("Kernow\u202e", "kernow"),
        ("", "area"),
    ],
)
def test_the_folder_of_an_area_is_safe_whatever_the_plan_is_called(plan_id: str, folder: str) -> None:
    assert area_folders([plan_id]) == [folder]


def test_two_areas_never_share_a_folder() -> None:
    assert area_folders(["St Helens", "st-helens", "ST.HELENS"]) == [
        "st-helens",
        "st-helens~2",
        "st-helens~3",
    ]


@pytest.mark.parametrize(
    ("address", "page", "written"),
    [
        ("statement.html#a", "statement.html", "#a"),
        ("statement.html#a", "actions/1.1.html", "../statement.html#a"),
        ("actions/1.2.html", "actions/1.1.html", "1.2.html"),
        ("cumbria/index.html", "index.html", "cumbria/index.html"),
        ("index.html", "cumbria/kpis/K1.html", "../../index.html"),
    ],
)
def test_links_are_written_as_seen_from_the_page(address: str, page: str, written: str) -> None:
    assert relative(address, page) == written


def test_every_report_action_and_kpi_has_one_page() -> None:
    addresses = [page.address for page in small_site().pages]
    assert len(addresses) == len(set(addresses))
    assert set(addresses) == {
        *("index.html", "westshire/index.html", "westshire/kpis/K1.html", "westshire/kpis/K2.html"),
        *(f"westshire/actions/{ref}.html" for ref in ("1.1.1", "1.1.2", "1.1.3", "1.1.4", "1.2.1")),
        *(f"westshire/{report}.html" for report in REPORTS),
        *(f"westshire/{name}.html" for name in ("statement-whole", "statement/WG1", "statement/WG2")),
        *(
            f"westshire/{name}.html"
            for name in ("commitments", "leads", "workstreams/WG1", "workstreams/WG2")
        ),
        *(f"westshire/leads/{name}.html" for name in ("send-lead", "health-lead", "~none")),
        *(f"westshire/standings/{one.value.replace('_', '-')}.html" for one in Standing),
    }


def test_the_ways_of_a_page_mark_the_page_itself() -> None:
    here = [
        [way.text for way, is_here in ways_from(page) if is_here]
        for page in (page_at(small_site(), name) for name in ("index.html", "westshire/summary.html"))
    ]
    assert here == [[], ["Summary for families"]]


def test_an_action_names_its_lead_what_it_depends_on_and_what_waits_for_it() -> None:
    whole = small_site()
    first, second = (item_at(whole, f"actions/{ref}.html") for ref in ("1.1.1", "1.1.2"))
    assert first.promise is not None
    assert second.promise is not None
    assert told(first.promise.facts)["Needed for"] == "1.1.2"
    assert told(second.promise.facts)["Depends on"] == "1.1.1"
    assert told(first.promise.facts)["Action leads"] == "SEND Lead, Westshire Council; Health Lead (vacant)"
    assert told(first.promise.facts)["Area of concern"] == "1 Assessments take too long"


def test_an_action_tells_every_recorded_move_of_its_date() -> None:
    view = item_at(small_site(), "actions/1.1.1.html")
    assert view.promise is not None
    assert [(c.old, c.new) for c in view.promise.changes] == [
        ("30 June 2020", "31 December 2020"),
        ("31 December 2019", "30 June 2020"),
    ]
    assert view.promise.changes[0].reason == "No reason recorded."


def test_the_neighbours_of_an_action_are_those_of_its_workstream() -> None:
    view = item_at(small_site(), "actions/1.2.1.html")
    assert view.before is not None
    assert view.before.text == "1.1.4 Hold a summer fair"
    assert view.before.url == "1.1.4.html"
    assert view.after is None
    assert view.statement == "../statement/WG1.html#action-1.2.1"


def test_an_action_with_milestones_tells_each_of_them() -> None:
    view = item_at(small_site(), "actions/1.2.1.html")
    assert [step.row.title for step in view.steps] == [
        *("Write the letters", "Try them with parents", "Send them to all")
    ]


def test_a_kpi_lists_every_figure_known_on_the_day_and_where_it_started() -> None:
    view = item_at(small_site(), "kpis/K1.html")
    assert view.measure is not None
    rows = [(row.when.words, row.figure, row.remark) for row in view.measure.readings]
    assert rows == [
        ("30 September 2020", "58%", "Provisional."),
        ("30 June 2020", "52%", "Source: Quarterly return."),
        ("September 2019", "41%", "Baseline."),
    ]


def test_figures_in_a_row_from_one_source_name_it_once() -> None:
    text = PLAN.replace("value: 58, provisional: true}", "value: 58, source: Quarterly return}").replace(
        "value: 52, source: Quarterly return}", "value: 52, source: Quarterly return, note: Late}"
    )
    view = item_at(site_of(load_plan(text)), "kpis/K1.html")
    assert view.measure is not None
    assert [row.remark for row in view.measure.readings] == [
        "Source: Quarterly return.",
        "Late. Source as above.",
        "Baseline.",
    ]


def test_a_part_of_the_statement_says_where_its_reports_come_from_where_they_do_not(
    cumbria: LoadedPlan,
) -> None:
    page = page_at(site_of(cumbria), "westshire/statement/WG1.html").make()
    assert isinstance(page, StatementPart)
    (said,) = page.part.source
    assert said.text.startswith("Every report of progress on this page comes from: ")
    assert page.part.after is not None
    assert (page.part.before, page.part.after.page) == (None, "WG2.html")


def test_a_figure_of_a_later_day_is_not_shown() -> None:
    loaded = load_plan()
    view = item_at(site_of(loaded, date(2020, 7, 1)), "kpis/K1.html")
    assert view.measure is not None
    assert [row.figure for row in view.measure.readings] == ["52%", "41%"]


def versions() -> tuple[tuple[str, str], ...]:
    now = PLAN
    before = now.replace("title: Publish waiting times", "title: Publish the waits").replace(
        "due: 2020-03\n", "due: 2020-01\n"
    )
    return (("2019-11-01", before), ("2020-06-01", now))


def test_the_versions_of_a_plan_tell_what_changed_about_an_action_and_when() -> None:
    view = item_at(site_of(load_plan(), versions=versions()), "actions/1.1.3.html")
    lines = {(line.when.words, line.words) for line in view.story.lines}
    assert ("1 June 2020", "Title: Publish the waits → Publish waiting times.") in lines
    moved = next(words for _, words in lines if words.startswith("Date: "))
    assert moved.startswith("Date: January 2020 → March 2020 (60 days later")
    assert "no reason recorded" in moved
    assert (
        view.story.remark
        == "It was in the plan’s first version, 111111111 of 1 November 2019: due January 2020."
    )


def test_versions_after_the_day_are_not_told() -> None:
    view = item_at(site_of(load_plan(), date(2020, 5, 31), versions()), "actions/1.1.3.html")
    assert view.story.lines == ()
    assert view.story.remark.endswith("Nothing about it has changed since.")


def test_a_day_before_the_first_version_says_that_there_is_none() -> None:
    view = item_at(site_of(load_plan(), date(2019, 10, 31), versions()), "actions/1.1.3.html")
    assert view.story.lines == ()
    assert view.story.remark.startswith(
        "No version of the plan's files from 31 October 2019 or earlier is kept"
    )


def test_an_action_that_came_later_says_when_it_was_added() -> None:
    now = PLAN
    start, end = now.index('          - ref: "1.1.3"'), now.index('          - ref: "1.1.4"')
    without = now[:start] + now[end:]
    view = item_at(
        site_of(load_plan(), versions=(("2019-11-01", without), ("2020-06-01", now))), "actions/1.1.3.html"
    )
    assert [line.words for line in view.story.lines] == ["Added to the plan: due March 2020."]
    assert view.story.remark == ""


def test_where_no_history_was_read_the_page_says_so() -> None:
    view = item_at(small_site(), "actions/1.1.3.html")
    assert view.story.remark == "The versions of the plan were not at hand when this page was made."


def test_the_front_of_an_area_leads_to_every_action_and_kpi() -> None:
    whole = small_site()
    view = page_at(whole, "westshire/index.html").make()
    assert isinstance(view, AreaView)
    links = [entry.link.url for group in view.groups for entry in (*group.actions, *group.kpis)]
    own = [page.address.removeprefix("westshire/") for page in whole.pages]
    assert sorted(links) == sorted(name for name in own if name.startswith(("actions/", "kpis/")))
    assert [one.link.url for one in view.reports] == [f"{name}.html" for name in REPORTS]


def test_areas_are_compared_only_where_there_are_several() -> None:
    loaded = load_plan()
    one = page_at(small_site(), "index.html").make()
    context = material_of(loaded)
    both = site({"a": context, "b": context}, AS_OF).pages[-1].make()
    assert isinstance(one, IndexView)
    assert isinstance(both, IndexView)
    assert one.side_by_side is None
    assert both.side_by_side is not None
    first, second = both.side_by_side.rows
    assert first == replace(second, area=first.area)


def test_the_steps_of_an_action_and_a_date_that_moved_are_drawn() -> None:
    whole = small_site()
    assert [one.id for one in item_at(whole, "actions/1.2.1.html").charts] == ["steps-drawn"]
    assert [one.id for one in item_at(whole, "actions/1.1.1.html").charts] == ["dates-drawn"]
    assert item_at(whole, "actions/1.1.3.html").charts == ()


def test_many_figures_of_a_kpi_are_drawn_with_their_median() -> None:
    figures = "".join(
        f"          - {{date: 2019-{month:02}-28, value: {40 + month}}}\n" for month in range(1, 13)
    )
    text = PLAN.replace("        readings:\n", f"        readings:\n{figures}", 1)
    view = item_at(site_of(load_plan(text)), "kpis/K1.html")
    assert view.measure is not None
    assert len(view.measure.readings) == 15
    drawn, run = view.charts
    assert drawn.title.endswith("target 70% by March 2021")
    assert "the median" in run.subtitle


def test_two_figures_of_a_kpi_are_drawn_on_its_page() -> None:
    (chart,) = item_at(small_site(), "kpis/K1.html").charts
    assert chart.title == "58% on 30 September 2020; target 70% by March 2021"


def test_a_workstream_without_actions_says_that_nothing_is_promised_there() -> None:
    view = page_at(small_site(), "westshire/index.html").make()
    assert isinstance(view, AreaView)
    assert [group.counts for group in view.groups][1] == "Nothing is promised here yet."


def test_two_plans_of_one_area_are_told_apart() -> None:
    context = material_of(load_plan())
    view = site({"old": context, "new": context}, AS_OF).pages[-1].make()
    assert isinstance(view, IndexView)
    assert [card.name for card in view.areas] == ["Westshire (old)", "Westshire (new)"]
    assert view.head.title == "2 action plans"
    assert view.head.area == "Westshire"


def test_a_plan_that_promises_nothing_yet_has_its_pages_too() -> None:
    text = PLAN[: PLAN.index("workstreams:")]
    whole = site_of(load_plan(f"{text}workstreams: [{{ref: WG1, title: Assessment}}]\n"))
    view = page_at(whole, "index.html").make()
    assert isinstance(view, IndexView)
    assert view.areas[0].sentences == ("This plan holds nothing yet that is promised by a date.",)


def test_part_of_a_history_is_never_taken_for_the_whole() -> None:
    context = material_of(load_plan(), versions=versions())
    assert context.past is not None
    partly = replace(context, past=context.past._replace(complete=False))
    told = item_at(site({"westshire": partly}, AS_OF), "actions/1.1.3.html").story.remark
    assert told.startswith("It was in the oldest version at hand, 111111111 of 1 November 2019")
    assert told.endswith("What happened before it is not known.")
