"""The scorecard: where each KPI is, how close, which way; and what is not there, told as a result."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.small import plan_with
from tests.conftest_plans import load_text
from tests.render.small import AS_OF, load_plan, material_of, view_of
from wsoa.files.load import LoadedPlan
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import timeline
from wsoa.provenance.provenance import provenance_of
from wsoa.reports.context import ReportContext
from wsoa.reports.scorecard.scorecard import scorecard
from wsoa.reports.scorecard.view import KpiCard, ScorecardView
from wsoa.words.kpi_progress import Reach

DAYS = {"cumbria": date(2020, 11, 30), "peterborough": date(2020, 3, 31), "lancashire": date(2019, 12, 31)}
DAY = date(2020, 3, 31)
START = "baseline: {value: 41, at: 2019-09}"
GOAL = "targets: [{by: 2021-03, value: 70}]"


def kpi(*lines: str, aim: str = "increase", unit: str = "percent") -> str:
    body = "".join(f"  {line}\n" for line in lines)
    return plan_with(kpis=f"- ref: K1\n  title: Plans on time\n  aim: {aim}\n  unit: {unit}\n{body}")


def measured(text: str, as_of: date = DAY) -> KpiCard:
    """The one KPI of a plan on its scorecard."""
    view = scorecard(material_of(load_text(text), as_of))
    ((one,),) = [group.kpis for group in view.groups]
    return one


def reached(*lines: str, aim: str = "increase", unit: str = "percent", as_of: date = DAY) -> Reach:
    return measured(kpi(*lines, aim=aim, unit=unit), as_of).reach


def small(as_of: date = AS_OF) -> ScorecardView:
    return scorecard(material_of(load_plan(), as_of))


def readings(*pairs: tuple[str, str]) -> str:
    return "readings: [" + ", ".join(f"{{date: {day}, value: {value}}}" for day, value in pairs) + "]"


def test_a_kpi_says_first_where_it_is_where_it_should_be_and_where_it_was() -> None:
    found = reached(START, GOAL, readings(("2020-02-29", "58")))
    assert found.now == "58% on 29 February 2020, target 70% by March 2021, up from 41% in September 2019."
    assert found.verdict == "Not at target yet"
    assert found.notes == (
        "12 of 29 points to go by March 2021.",
        "Moving the right way since September 2019.",
    )


def test_the_figure_before_the_latest_is_what_it_is_compared_with() -> None:
    found = measured(kpi(START, GOAL, readings(("2019-12-31", "60"), ("2020-02-29", "58"))))
    assert found.reach.now.endswith("down from 60% on 31 December 2019.")
    assert "Moving the wrong way since 31 December 2019." in found.reach.notes
    assert found.facts[0].label == "Baseline"


@pytest.mark.parametrize(
    ("value", "verdict", "close"),
    [
        ("70", "At target", "Exactly there."),
        ("75", "At target", "5 points beyond it."),
        ("69", "Not at target yet", "1 of 29 points to go by March 2021."),
        (
            "35",
            "Not at target yet",
            "35 points to go by March 2021: further away than the baseline was (29 points).",
        ),
        ("41", "Not at target yet", "29 points to go by March 2021."),
    ],
)
def test_how_close_a_figure_is_is_said_as_a_distance(value: str, verdict: str, close: str) -> None:
    found = reached(START, GOAL, readings(("2020-02-29", value)))
    assert (found.verdict, found.notes[0]) == (verdict, close)


@pytest.mark.parametrize(
    ("as_of", "verdict"), [("2021-03-31", "Not at target yet"), ("2021-04-01", "Short of target")]
)
def test_a_figure_is_short_of_its_target_only_once_the_targets_day_is_past(as_of: str, verdict: str) -> None:
    found = reached(START, GOAL, readings(("2021-02-28", "58")), as_of=date.fromisoformat(as_of))
    left = "to go by March 2021." if verdict.startswith("Not") else "short."
    assert (found.verdict, found.notes[0]) == (verdict, f"12 of 29 points {left}")


@pytest.mark.parametrize(
    ("unit", "close"), [("weeks", "4 of 10 weeks"), ("money", "£4 of £10"), ("count", "4 of 10")]
)
def test_a_distance_has_its_unit(unit: str, close: str) -> None:
    lines = ("baseline: {value: 20, at: 2019-09}", "targets: [{by: 2021-03, value: 10}]")
    found = reached(*lines, readings(("2020-02-29", "14")), aim="reduce", unit=unit)
    assert found.notes[0] == f"{close} to go by March 2021."


def test_figures_are_listed_in_the_order_of_their_dates_however_they_are_written() -> None:
    found = measured(
        kpi(START, GOAL, readings(("2020-02-29", "58"), ("2019-12-31", "60"), ("2020-01-31", "59")))
    )
    told = next(fact for fact in found.facts if fact.label == "Figures")
    assert [line[0].text.partition(" ")[0] for line in told.lines] == ["60%", "59%", "58%"]


def test_a_figure_to_stay_near_is_away_from_its_target_not_on_its_way() -> None:
    lines = (START, GOAL, "tolerance: 2")
    assert reached(*lines, readings(("2020-02-29", "75")), aim="near").notes[0] == "5 points away."
    assert reached(*lines, readings(("2020-02-29", "71")), aim="near").notes[0] == (
        "1 point away, which counts as reaching it."
    )


def test_the_level_of_the_law_stands_beside_the_target() -> None:
    lines = (START, GOAL, "statutory: 100")
    assert reached(*lines, readings(("2020-02-29", "58"))).notes[-1] == (
        "42 points short of the 100% that the law requires."
    )
    assert reached(*lines, readings(("2020-02-29", "100"))).notes[-1] == (
        "At or beyond the 100% that the law requires."
    )


def test_no_data_is_a_result_with_what_is_known() -> None:
    found = reached(START, GOAL)
    assert (found.now, found.verdict) == ("", "No figure since the baseline")
    assert found.notes == ("Baseline 41% in September 2019.", "Target 70% by March 2021.")


def test_a_baseline_promised_and_not_published_is_said() -> None:
    found = reached("baseline: {promised: 2019-12}", "targets: [{by: 2021-03, promised: 2020-01}]")
    assert found.notes == (
        "Baseline promised for December 2019, not yet published.",
        "Target by March 2021: to be set by January 2020, not yet published.",
    )


def test_a_target_whose_date_has_passed_since_the_last_figure_is_said() -> None:
    found = reached(START, "targets: [{by: 2020-01, value: 70}]", readings(("2019-12-31", "58")))
    assert found.notes[-1] == "The date of that target has passed since."


def test_marks_of_a_figure_are_kept() -> None:
    found = reached(
        START, GOAL, "readings: [{date: 2020-02-29, value: 58, provisional: true, projected: true}]"
    )
    assert found.now.startswith("58% on 29 February 2020 (projected, provisional), target")


def test_a_figure_told_in_words_is_not_called_missing() -> None:
    found = reached(START, GOAL, "readings: [{date: 2020-02-29, text: Most were on time}]")
    assert found.verdict == "Told in words"
    assert found.now.startswith("Most were on time on 29 February 2020")


def test_each_part_of_a_kpi_is_told_on_its_own() -> None:
    one = measured(
        kpi(GOAL, "parts:", "  - {ref: n, title: North, baseline: {value: 30}}", "  - {ref: s, title: South}")
    )
    assert one.reach.notes == ("Target 70% by March 2021.",)
    assert [(part.title, part.reach.verdict, part.reach.notes) for part in one.parts] == [
        ("North", "No figure since the baseline", ("Baseline 30%.",)),
        ("South", "No figure yet", ()),
    ]


@pytest.mark.parametrize(("south", "at_target"), [("value: 72", "1"), ("suppressed: true", "0")])
def test_a_kpi_with_a_withheld_part_is_not_called_at_target(south: str, at_target: str) -> None:
    parts = (
        "parts:",
        f"  - {{ref: n, title: North, {GOAL}, readings: [{{date: 2020-02-29, value: 75}}]}}",
        f"  - {{ref: s, title: South, {GOAL}, readings: [{{date: 2020-02-29, {south}}}]}}",
    )
    view = scorecard(material_of(load_text(kpi(*parts)), DAY))
    assert [figure.number for figure in view.figures if figure.label == "at target"] == [at_target]


def test_the_top_counts_what_kpis_have() -> None:
    view = small()
    assert [(figure.number, figure.label) for figure in view.figures] == [
        ("1", "have a baseline"),
        ("1", "have a target"),
        ("1", "have a figure"),
        ("0", "at target"),
        ("0", "moving the wrong way"),
    ]
    assert view.lead[1] == "1 has a baseline promised by now and not yet published."
    assert [(row.group.text, row.numbers) for row in view.counts.rows] == [
        ("WG1 Assessment", ("2", "1", "1", "1", "0", "0"))
    ]


def test_the_figures_that_move_the_wrong_way_come_first(cumbria: LoadedPlan) -> None:
    rows = scorecard(material_of(cumbria, DAYS["cumbria"])).glance.rows
    directions = [row.travel for row in rows]
    assert directions == ["Moving the wrong way"] * 5 + ["Moving the right way"] * 3
    assert rows[0].link.text == "WG6.11"


@pytest.mark.parametrize("area", DAYS)
def test_every_kpi_is_there_under_the_anchor_it_has_in_the_statement(
    area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    groups = scorecard(material_of(loaded, DAYS[area])).groups
    told = view_of(loaded, DAYS[area]).kpis.groups
    assert [(g.anchor, [k.anchor for k in g.kpis]) for g in groups] == [
        (g.anchor, [k.anchor for k in g.kpis]) for g in told
    ]
    assert all(k.statement == f"statement.html#{k.anchor}" for g in groups for k in g.kpis)


def test_a_plan_without_kpis_says_so() -> None:
    view = scorecard(material_of(load_text(plan_with(kpis="")), DAY))
    assert view.lead == ("This plan records no KPI.",)
    assert (view.groups, view.figures) == ((), ())


def test_nothing_dated_after_the_day_is_used() -> None:
    (first, _) = small(date(2020, 7, 31)).groups[0].kpis
    assert first.reach.now.startswith("52% on 30 June 2020")


def past(*texts: tuple[str, str]) -> KpiCard:
    """The KPI of the newest version, its scorecard made with the history."""
    given = [
        (
            Commit(f"{n:040x}", date.fromisoformat(day), date.fromisoformat(day), "Edit"),
            {"plan.yaml": text.encode()},
        )
        for n, (day, text) in enumerate(texts)
    ]
    held = list(from_memory("westshire", given))
    newest = held[-1].loaded
    assert newest is not None
    context = ReportContext(newest, provenance_of(newest, DAY, "1"), past=timeline(held))
    ((one,),) = [group.kpis for group in scorecard(context).groups]
    return one


def test_a_target_made_easier_and_a_figure_restated_are_remarked_on() -> None:
    one = past(
        ("2020-01-10", kpi(START, GOAL, readings(("2019-12-31", "58")))),
        ("2020-02-10", kpi(START, GOAL.replace("70", "60"), readings(("2019-12-31", "52")))),
    )
    target, figure = ["".join(span.text for span in remark) for remark in one.remarks]
    version = "version 000000000 of 10 February 2020"
    assert target == f"Target for March 2021: 70% → 60% (easier to reach). Changed in {version}."
    assert figure == f"The figure 58% was changed or taken out in {version}."


def test_a_first_figure_is_news_and_not_a_restatement() -> None:
    one = past(
        ("2020-01-10", kpi("baseline: {promised: 2020-01}", GOAL)),
        ("2020-02-10", kpi("baseline: {value: 41, promised: 2020-01}", GOAL)),
    )
    assert one.remarks == ()
