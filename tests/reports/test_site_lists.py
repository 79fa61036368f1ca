"""The pages of a site that gather commitments: by lead, by workstream, by standing, and all of them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tests.checks.small import plan_with
from tests.conftest_plans import load_text
from tests.render.small import load_plan
from tests.reports.test_site import material_of, page_at, site_of, small_site, told
from wsoa.assess.assessment import assess
from wsoa.files.load import LoadedPlan
from wsoa.plan.ratings import Standing
from wsoa.provenance.seal import Links
from wsoa.reports.board.board import board
from wsoa.reports.scorecard.scorecard import scorecard
from wsoa.reports.site.list_view import LeadsView, ListView
from wsoa.reports.site.site import Site
from wsoa.reports.site.view import AreaView, ItemView


def list_at(whole: Site, address: str) -> ListView:
    view = page_at(whole, f"westshire/{address}").make()
    assert isinstance(view, ListView)
    return view


def refs(view: ListView) -> list[str]:
    return [row.link.text for row in view.rows]


def test_every_commitment_of_the_area_is_on_one_page_earliest_first() -> None:
    whole = small_site()
    view = list_at(whole, "commitments.html")
    plan = load_plan().plan
    assert plan is not None
    own = assess(plan, date(2020, 11, 30)).own
    assert len(view.rows) == len(own)
    assert view.sentences[0].startswith(f"{len(own)} commitments: ")
    assert refs(view)[:3] == ["1.1.2", "K2", "1.1.3"]
    assert view.rows[0].link.url == "actions/1.1.2.html"
    assert view.rows[0].workstream.url == "workstreams/WG1.html"
    assert [span.url for span in view.rows[0].leads] == ["leads/send-lead.html"]


def test_a_lead_has_a_page_with_all_that_it_leads_chairs_answers_for_and_owns() -> None:
    view = list_at(small_site(), "leads/send-lead.html")
    assert (view.label, view.title) == ("Action lead", "SEND Lead, Westshire Council")
    assert {"1.1.1", "1.1.2"} <= set(refs(view))
    assert told(view.facts) == {
        "Chairs the working group": "WG1 Assessment",
        "Accountable for the priority area": "1.1 Plans are finished in twenty weeks",
    }
    assert [entry.link.url for entry in view.kpis] == ["../kpis/K1.html"]
    assert view.rows[0].link.url == "../actions/1.1.2.html"
    assert view.lead == "Action lead"
    shared = next(row for row in view.rows if row.link.text == "1.1.1")
    assert [span.url for span in shared.leads] == ["send-lead.html", "health-lead.html"]


def test_the_public_never_reads_who_holds_a_post() -> None:
    whole = small_site()
    for address in ("leads/send-lead.html", "workstreams/WG1.html", "leads.html"):
        assert "Ada" not in str(page_at(whole, f"westshire/{address}").make())


def test_what_nobody_leads_has_a_page_only_where_there_is_any() -> None:
    assert "1.1.4" in refs(list_at(small_site(), "leads/~none.html"))
    led = load_text(plan_with('- {ref: "1", title: Do, due: 2020-01, leads: [a]}\n', kpis=""))
    assert not [page for page in site_of(led).pages if page.address.endswith("~none.html")]


def test_a_workstream_has_a_page_with_its_people_its_commitments_and_its_kpis() -> None:
    view = list_at(small_site(), "workstreams/WG1.html")
    facts = told(view.facts)
    assert (facts["Chair"], facts["Sponsor"]) == ("SEND Lead, Westshire Council", "Health Lead (vacant)")
    assert facts["Area of concern"] == "1 Assessments take too long"
    assert view.workstream == ""
    assert "../kpis/K1.html" in [entry.link.url for entry in view.kpis]


def test_every_standing_has_a_page_also_where_nothing_stands_so() -> None:
    whole = small_site()
    plan = load_plan().plan
    assert plan is not None
    own = assess(plan, date(2020, 11, 30)).own
    for standing in Standing:
        view = list_at(whole, f"standings/{standing.value.replace('_', '-')}.html")
        assert len(view.rows) == sum(c.standing is standing for c in own)
        assert {row.tag.key for row in view.rows} <= {standing.value}
        assert bool(view.rows) or view.sentences[0] == "No commitment belongs here on this day."


@pytest.mark.parametrize("area", ["cumbria", "lancashire", "peterborough"])
def test_the_pages_by_standing_and_by_workstream_share_the_plan_out(
    request: pytest.FixtureRequest, area: str
) -> None:
    whole = site_of(request.getfixturevalue(area))
    every = len(list_at(whole, "commitments.html").rows)
    lists = [
        page.make()
        for page in whole.pages
        if page.address.startswith(("westshire/standings/", "westshire/workstreams/"))
    ]
    assert sum(len(view.rows) for view in lists if isinstance(view, ListView)) == 2 * every


def test_the_leads_of_a_plan_stand_in_one_table_with_what_is_late() -> None:
    view = page_at(small_site(), "westshire/leads.html").make()
    assert isinstance(view, LeadsView)
    line = next(row for row in view.rows if row.link.url == "leads/send-lead.html")
    page = list_at(small_site(), "leads/send-lead.html")
    late = [row for row in page.rows if row.timing.endswith("late")]
    assert (line.commitments, line.overdue) == (str(len(page.rows)), str(len(late)))
    assert view.sentences[0] == "2 roles lead or answer for something in this plan."


def test_pages_of_items_lead_to_their_lead_workstream_and_standing() -> None:
    view = page_at(small_site(), "westshire/actions/1.1.1.html").make()
    assert isinstance(view, ItemView)
    assert view.trail[0].url == "../workstreams/WG1.html"
    assert view.promise is not None
    leads = next(fact for fact in view.promise.facts if fact.label == "Action leads")
    assert [line[0].url for line in leads.lines] == ["../leads/send-lead.html", "../leads/health-lead.html"]
    assert view.alike is not None
    assert view.alike.url.startswith("../standings/")


def test_the_front_of_an_area_leads_to_every_list_with_how_many_it_has() -> None:
    view = page_at(small_site(), "westshire/index.html").make()
    assert isinstance(view, AreaView)
    links = {span.url: span.text for part in view.gathered.parts for span in part.links}
    assert links["workstreams/WG1.html"].startswith("WG1 Assessment: ")
    assert view.gathered.leads.text == "Who leads what: 2 roles"
    every = len(list_at(small_site(), "commitments.html").rows)
    assert (view.gathered.every.text, view.gathered.every.url) == (
        f"Every commitment: {every}",
        "commitments.html",
    )
    number = len(list_at(small_site(), "standings/off-track.html").rows)
    assert links.get("standings/off-track.html", "Off track: 0") == f"Off track: {number}"
    assert "standings/underway.html" not in links


def test_the_board_reads_of_every_lead_and_on_a_site_each_leads_to_its_page(cumbria: LoadedPlan) -> None:
    context = material_of(cumbria)
    alone = board(context)
    everyone = (*alone.leads.rows, *alone.leads.others)
    assert len(everyone) > 8
    assert {row.lead.url for row in everyone} == {""}
    linked = board(replace(context, links=Links(items="./")))
    assert "leads/ceo-people-first.html" in {
        row.lead.url for row in (*linked.leads.rows, *linked.leads.others)
    }


def test_a_group_of_the_scorecard_leads_to_its_workstream_on_a_site_alone(cumbria: LoadedPlan) -> None:
    context = material_of(cumbria)
    assert {group.page for group in scorecard(context).groups} == {""}
    linked = scorecard(replace(context, links=Links(items="./")))
    assert linked.groups[0].page == "workstreams/WG1.html"
