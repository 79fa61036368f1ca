"""Who sees what: names and evidence stay where they belong, and no page contradicts another."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest_plans import action_plan, plan_from
from tests.render.small import AS_OF, load_plan, material_of
from wsoa.assess.assessment import Assessment, assess
from wsoa.audience.audience import Audience
from wsoa.audience.readers import Readers
from wsoa.audience.redaction import NOT_PUBLISHED, line_for, plan_for
from wsoa.files.load import LoadedPlan
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import Timeline, timeline
from wsoa.plan.models import Plan
from wsoa.provenance.provenance import provenance_of
from wsoa.render.html.page import page_html
from wsoa.reports.context import ReportContext
from wsoa.reports.registry import REPORTS, make

WIDEST_FIRST = list(Audience)


def page(loaded: LoadedPlan, audience: Audience, report: str = "statement", below: int = 0) -> str:
    provenance = provenance_of(loaded, AS_OF, "1.2.3", "abc1234")
    return page_html(make(report, ReportContext(loaded, provenance, readers=Readers(audience, below))))


@pytest.mark.parametrize(
    ("audience", "names", "evidence"),
    [(Audience.PUBLIC, False, False), (Audience.BOARD, True, False), (Audience.ADVISER, True, True)],
)
@pytest.mark.parametrize("report", REPORTS)
def test_each_audience_sees_what_it_may(
    audience: Audience, report: str, *, names: bool, evidence: bool
) -> None:
    text = page(load_plan(), audience, report)
    assert ("Complaints file" in text) <= evidence
    assert ("Ada Example" in text) <= names


def test_the_statement_names_people_and_evidence_to_those_who_may_see_them() -> None:
    told = {audience: page(load_plan(), audience) for audience in WIDEST_FIRST}
    assert ["Ada Example" in told[audience] for audience in WIDEST_FIRST] == [False, True, True]
    assert ["Complaints file" in told[audience] for audience in WIDEST_FIRST] == [False, False, True]


def test_evidence_that_is_kept_back_is_not_said_to_be_missing() -> None:
    assert NOT_PUBLISHED in page(load_plan(), Audience.PUBLIC)
    assert "not for publication" in page(load_plan(), Audience.ADVISER)


def test_a_page_is_for_the_public_unless_asked_otherwise() -> None:
    assert material_of(load_plan()).readers.audience is Audience.PUBLIC


def test_the_past_shows_no_more_than_the_plan() -> None:
    new = load_plan()
    assert new.plan is not None
    roles = {key: role.model_copy(update={"holder": None}) for key, role in new.plan.roles.items()}
    old = LoadedPlan(new.id, new.folder, new.plan.model_copy(update={"roles": roles}), new.sources, ())
    days = [date(2020, 1, 1), date(2020, 2, 1)]
    commits = [Commit(str(n), day, day, "Change") for n, day in enumerate(days)]
    line = timeline([Version(commits[0], old), Version(commits[1], new)])
    told = {audience: repr([e.changes for e in line_for(line, audience).events]) for audience in Audience}
    assert ["Ada Example" in told[audience] for audience in WIDEST_FIRST] == [False, True, True]


def facts(assessment: Assessment) -> list[tuple[object, ...]]:
    return [
        (c.ref, c.kind, c.due, c.standing, c.days_late, c.overdue, c.rating) for c in assessment.commitments
    ]


@pytest.mark.parametrize("area", ["cumbria", "lancashire", "peterborough", "small"])
@given(
    months=st.integers(0, 36),
    below=st.sampled_from([0, 5, 10, 1000]),
    pair=st.sampled_from([(a, b) for a in WIDEST_FIRST for b in WIDEST_FIRST if a != b]),
)
@settings(max_examples=12, deadline=None)
def test_a_wider_audience_is_told_nothing_that_contradicts_a_narrower_one(
    request: pytest.FixtureRequest, area: str, months: int, below: int, pair: tuple[Audience, Audience]
) -> None:
    loaded: LoadedPlan = load_plan() if area == "small" else request.getfixturevalue(area)
    assert loaded.plan is not None
    as_of = date(2019 + months // 12, months % 12 + 1, 28)
    wide, narrow = sorted(pair, key=WIDEST_FIRST.index)
    shown: Plan = Readers(wide, below).plan(loaded.plan)
    less, more = assess(shown, as_of), assess(plan_for(loaded.plan, narrow), as_of)
    assert facts(less) == facts(more)
    for fewer, all_of_it in zip(less.kpis, more.kpis, strict=True):
        assert fewer.baseline_state == all_of_it.baseline_state
        for told, whole in zip(fewer.measures, all_of_it.measures, strict=True):
            assert told.verdict in {whole.verdict, "withheld"}
            assert told.travel in {whole.travel, "unknown"}
            assert (told.latest is None) == (whole.latest is None)
            if told.latest is not None and whole.latest is not None:
                assert told.latest.value in {whole.latest.value, None}


# The past, version by version.


def story(*plans: Plan) -> Timeline:
    """Return the story of a plan that stood like this, month by month."""
    base = load_plan()
    versions = []
    for month, plan in enumerate(plans, 1):
        day = date(2020, month, 1)
        loaded = LoadedPlan(base.id, base.folder, plan, base.sources, ())
        versions.append(Version(Commit(str(month), day, day, "Change"), loaded))
    return timeline(versions)


def held(plan: Plan, holder: str | None) -> Plan:
    roles = {key: role.model_copy(update={"holder": holder}) for key, role in plan.roles.items()}
    return plan.model_copy(update={"roles": roles})


def names_in(plan: Plan | None) -> set[str | None]:
    assert plan is not None
    return {role.holder for role in plan.roles.values()}


def test_the_oldest_and_the_newest_version_name_nobody_to_the_public() -> None:
    plan = load_plan().plan
    assert plan is not None
    line = story(held(plan, "Ada Example"), held(plan, "Bo Example"))
    told = line_for(line, Audience.PUBLIC)
    assert (names_in(told.first), names_in(told.newest)) == ({None}, {None})
    board = line_for(line, Audience.BOARD)
    assert (names_in(board.first), names_in(board.newest)) == ({"Ada Example"}, {"Bo Example"})
    assert line_for(line, Audience.ADVISER) is line


def test_a_version_in_which_nothing_else_happened_is_left_out_and_the_first_one_stays() -> None:
    plan = load_plan().plan
    assert plan is not None
    renamed = held(plan, "Bo Example").model_copy(update={"title": "Another title"})
    line = story(held(plan, "Ada Example"), held(plan, "Bo Example"), renamed)
    assert [event.first for event in line.events] == [True, False, False]
    told = line_for(line, Audience.PUBLIC)
    assert [[change.field for change in event.changes] for event in told.events] == [[], ["title"]]
    assert told.events[0].first
    assert [len(event.changes) > 0 for event in line_for(line, Audience.BOARD).events] == [False, True, True]


def test_the_evidence_beside_an_update_is_left_out_of_the_past_for_all_but_advisers() -> None:
    """The plan itself shows what of it may be seen; of the update all else is told."""
    told, silent = (
        "updates: [{date: 2020-01-15, text: Half done%s}]",
        ", evidence: [{title: Complaints file}]",
    )
    before, after = (plan_from(action_plan(told % evidence)) for evidence in ("", silent))
    bare = plan_from(action_plan())
    (change,) = [c for e in line_for(story(bare, after), Audience.PUBLIC).events for c in e.changes]
    assert (change.ref, change.new.text, change.new.evidence) == ("1.1", "Half done", ())
    assert change.item.thing.title == "Agree the pathway"
    assert [e.changes for e in line_for(story(before, after), Audience.PUBLIC).events] == [()]
    (seen,) = [c for e in line_for(story(bare, after), Audience.ADVISER).events for c in e.changes]
    assert seen.new.evidence[0].title == "Complaints file"


def test_readers_see_plan_past_and_older_versions_alike() -> None:
    plan = load_plan().plan
    assert plan is not None
    old, new = held(plan, "Ada Example"), held(plan, "Bo Example")
    line, public = story(old, new), Readers()
    assert (public.audience, public.suppress_below) == (Audience.PUBLIC, 0)
    assert names_in(public.plan(new)) == names_in(public.older(old, new)) == {None}
    assert names_in(public.line(line).first) == {None}
    board = Readers(Audience.BOARD)
    assert names_in(board.older(old, new)) == {"Ada Example"}
    assert board.line(line).events[-1].changes


def test_what_names_nobody_is_told_in_full() -> None:
    plan = load_plan().plan
    assert plan is not None
    line = story(plan, plan.model_copy(update={"title": "Another title"}))
    ((change,),) = [event.changes for event in line_for(line, Audience.PUBLIC).events if event.changes]
    assert (change.field, change.old, change.new) == ("title", plan.title, "Another title")
