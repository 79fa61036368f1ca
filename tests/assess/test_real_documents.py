"""What the three documents say beside their tables of actions, against figures read from them by hand."""

from __future__ import annotations

from collections import Counter

from tests.assess.test_real_plans import on
from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState
from wsoa.files.load import LoadedPlan
from wsoa.plan.walk import walk


def state_of(assessment: Assessment, ref: str) -> KpiState:
    return next(state for state in assessment.kpis if state.kpi.ref == ref)


def test_what_is_counted_beside_actions_and_milestones(
    cumbria: LoadedPlan, peterborough: LoadedPlan, lancashire: LoadedPlan
) -> None:
    """Promised baselines, promised targets, and reviews, counted in the KPI tables and in the text."""
    for loaded, counts in (
        (cumbria, {"baseline": 37, "target": 28, "review": 3}),
        (peterborough, {"baseline": 1}),
        (lancashire, {"baseline": 6, "target": 4}),
    ):
        found = Counter(c.kind for c in on(loaded, "2020-11-30").commitments)
        assert {kind: n for kind, n in found.items() if kind not in {"action", "milestone"}} == counts


def test_what_inspectors_and_scrutiny_hold_is_never_cumbrias_delay(cumbria: LoadedPlan) -> None:
    after = on(cumbria, "2021-06-30")
    assert [c.ref for c in after.awaited] == ["R1", "R2", "R3"]
    assert not {"R1", "R2", "R3"} & {c.ref for c in after.overdue}
    assert [c.ref for c in on(cumbria, "2022-12-31").awaited] == ["R2", "R3"]


def test_cumbrias_provisional_results_count_from_the_day_of_the_document(cumbria: LoadedPlan) -> None:
    day_before, day = (on(cumbria, day) for day in ("2019-10-06", "2019-10-07"))
    results = [f"WG6.{number}" for number in range(8, 16)]
    assert [state_of(day_before, ref).whole.latest for ref in results] == [None] * 8
    travel = Counter(state_of(day, ref).whole.travel for ref in results)
    assert travel == {"worse": 5, "better": 3}


def test_one_promise_covers_the_four_parts_of_wg3_9(cumbria: LoadedPlan) -> None:
    assert {p.baseline_state for p in state_of(on(cumbria, "2019-12-31"), "WG3.9").parts} == {"promised"}
    assert {p.baseline_state for p in state_of(on(cumbria, "2020-01-01"), "WG3.9").parts} == {"overdue"}


def test_lancashires_targets_that_name_their_data_promise_no_day(lancashire: LoadedPlan) -> None:
    first = on(lancashire, "2019-04-30")
    for ref in ("1b(i)", "1b(ii)", "1d", "1e"):
        assert [target.state for target in state_of(first, ref).whole.targets] == ["words"]
    assert {c.ref for c in first.overdue} == {"1.5.1", "1.6.2"}


def test_destinations_in_lancashire_go_by_the_years_that_the_cells_print(lancashire: LoadedPlan) -> None:
    for ref, goals in (("4e", ["82", "83"]), ("4f", ["85", "86"])):
        whole = state_of(on(lancashire, "2019-04-30"), ref).whole
        assert [str(t.value) for t in whole.targets] == goals
        assert [str(t.latest) for t in whole.targets] == ["2018-08-31", "2019-08-31"]


def test_peterboroughs_measurable_promises_have_figures(peterborough: LoadedPlan) -> None:
    found = {
        state.kpi.ref: [
            str(state.whole.baseline.value) if state.whole.baseline and state.whole.baseline.value else None,
            *(str(t.value if t.value is not None else t.target.change) for t in state.whole.targets),
            *(str(t.latest) for t in state.whole.targets if t.latest),
        ]
        for state in on(peterborough, "2019-11-30").kpis
    }
    assert found == {
        "WS2-K1": [None, "80"],
        "WS2-K2": [None, "85"],
        "WS2-K3": [None, "90"],
        "WS2-K4": [None, "-30", "2021-07-31"],
        "WS3-K1": ["39", "50", "2021-04-30"],
        "WS3-K2": ["55", "75", "2021-04-30"],
    }


def test_what_the_documents_say_before_their_tables_is_recorded(
    cumbria: LoadedPlan, peterborough: LoadedPlan, lancashire: LoadedPlan
) -> None:
    assert cumbria.plan is not None
    assert peterborough.plan is not None
    assert lancashire.plan is not None
    assert (len(cumbria.plan.ambitions), len(cumbria.plan.co_production)) == (10, 5)
    assert cumbria.plan.inspection is not None
    # The letter's bullets. Strengths: 6 main findings, then 4 + 12 + 5 under its three questions; one of the
    # 12 repeats a main finding. Findings: 12, one of which is half a strength, then 6 + 20 + 4.
    strengths, findings = cumbria.plan.inspection.strengths, cumbria.plan.inspection.findings
    assert (len(strengths), len(findings)) == (6 + 4 + 11 + 5, 12 + 6 + 20 + 4)
    assert peterborough.plan.inspection is not None
    assert len(peterborough.plan.inspection.strengths) == 4
    assert peterborough.plan.pledge is not None
    assert all(loaded.plan.vision for loaded in (cumbria, peterborough, lancashire) if loaded.plan)


def test_every_report_and_every_figure_we_added_names_its_source(
    cumbria: LoadedPlan, peterborough: LoadedPlan, lancashire: LoadedPlan
) -> None:
    for loaded in (cumbria, peterborough, lancashire):
        assert loaded.plan is not None
        holders = [loaded.plan, *(item.thing for item in walk(loaded.plan))]
        updates = [update for holder in holders for update in getattr(holder, "updates", ())]
        assert all(update.source for update in updates)
        assert all(r.source for w in loaded.plan.workstreams for k in w.kpis for r in k.readings)
        assert all(review.source or review.date is None for review in loaded.plan.reviews)
    assert peterborough.plan is not None
    kpis = [k for w in peterborough.plan.workstreams for k in w.kpis]
    assert all(target.source for k in kpis for target in k.targets)
    assert all(k.baseline.source for k in kpis if k.baseline)
