"""4xx: who, by when, and how anybody will know."""

from __future__ import annotations

import pytest

from tests.checks.small import codes, found, plan_with

LED = "leads: [head-of-inclusion], "


def action(ref: str, more: str) -> str:
    return f'- {{ref: "{ref}", title: Review plans, {more}}}\n'


def test_a_plan_without_any_lead_has_one_finding_not_one_an_action() -> None:
    (finding,) = found(plan_with(action("1", "due: 2020-12") + action("2", "due: 2020-12")))
    assert finding.message == "none of the 2 actions of this plan has a lead"
    assert finding.ref == ""


def test_milestones_with_leads_of_their_own_make_up_for_an_action_without() -> None:
    steps = "milestones: [{title: Half, due: 2020-06, leads: [head-of-inclusion]}]"
    assert found(plan_with(action("1", steps) + action("2", LED + "due: 2020-12"))) == ()


def test_nobody_need_lead_what_was_withdrawn() -> None:
    gone = action("1", "withdrawn: {date: 2020-01-31}")
    assert found(plan_with(gone + action("2", LED + "due: 2020-12"))) == ()


def workstream_of(*outcomes: str) -> str:
    """A workstream with a sponsor and these outcomes."""
    listed = "".join(f"      - {{{outcome}}}\n" for outcome in outcomes)
    return f"""\
workstreams:
  - ref: WS1
    title: Plans on time
    weaknesses: ["1"]
    sponsors: [head-of-inclusion]
    outcomes:
{listed}"""


SAID = "impact: [{text: Families say so}]"
WORK = f"actions: [{action('1.2.1', LED + 'due: 2020-12').strip('- ').strip()}]"
FIRST = f'ref: "1.1", title: Better plans, {SAID}'
SECOND = f'ref: "1.2", title: Plans on time, {SAID}, {WORK}'


def test_an_outcome_without_an_officer_is_named_and_the_sponsor_mentioned() -> None:
    (finding,) = found(plan_with(keys=workstream_of(FIRST, SECOND + ", accountable: [head-of-inclusion]")))
    assert finding.message == "outcome 1.1 has no accountable officer; WS1 has a sponsor"


def test_where_no_outcome_has_an_officer_there_is_one_finding() -> None:
    (finding,) = found(plan_with(keys=workstream_of(FIRST, SECOND)))
    assert finding.message.startswith("none of the 2 outcomes of this plan has an accountable officer")


def test_a_milestone_needs_a_date_even_where_its_action_has_one() -> None:
    steps = LED + "due: 2020-12, milestones: [{title: Half}]"
    (finding,) = found(plan_with(action("1", steps)))
    assert (finding.code, finding.ref) == ("WSOA403", "1#1")


def test_where_no_workstream_names_a_weakness_there_is_one_finding() -> None:
    text = plan_with().replace('    weaknesses: ["1"]\n', "")
    (finding,) = found(text)
    assert finding.message == "no workstream says which weaknesses it answers; the plan has 1"


def test_a_workstream_without_actions_answers_no_weakness() -> None:
    more = 'weaknesses:\n  - {ref: "1", title: Plans are late}\n  - {ref: "2", title: Nobody asks}\n'
    empty = plan_with(keys=more) + ""
    text = empty.replace("workstreams:\n", 'workstreams:\n  - {ref: WS2, title: Voice, weaknesses: ["2"]}\n')
    assert [(f.code, f.ref) for f in found(text)] == [("WSOA404", "2")]


def kpi(aim: str, baseline: str, *targets: str, more: str = "") -> str:
    listed = "".join(f"    - {{{target}}}\n" for target in targets)
    start = f"- ref: K1\n  title: Waits\n  aim: {aim}\n  unit: weeks\n  baseline: {{{baseline}}}\n{more}"
    return plan_with(kpis=f"{start}  targets:\n{listed}")


@pytest.mark.parametrize(
    ("aim", "targets"),
    [
        ("increase", ("by: 2020-09, value: 20", "by: 2021-09, value: 25")),
        ("reduce", ("by: 2020-09, value: 18", "by: 2021-09, value: 12")),
        ("reduce", ("by: 2020-09, change: -2",)),
        ("increase", ("by: 2020-09, maintain: true", "by: 2021-09, value: 25")),
        ("maintain", ("by: 2020-09, value: 20",)),
        ("near", ("by: 2020-09, value: 5",)),
    ],
)
def test_targets_that_go_the_right_way_are_fine(aim: str, targets: tuple[str, ...]) -> None:
    assert found(kpi(aim, "value: 20, at: 2019-09", *targets)) == ()


@pytest.mark.parametrize(
    ("aim", "targets"),
    [
        ("increase", ("by: 2020-09, value: 19.9",)),
        ("reduce", ("by: 2020-09, value: 21",)),
        ("reduce", ("by: 2020-09, change: 2",)),
        ("increase", ("by: 2020-09, value: 30", "by: 2021-09, value: 25")),
        ("increase", ("by: 2020-09, maintain: true",)),
        ("reduce-variation", ("by: 2020-09, value: 22",)),
    ],
)
def test_a_target_that_goes_the_wrong_way_is_questioned(aim: str, targets: tuple[str, ...]) -> None:
    assert codes(found(kpi(aim, "value: 20, at: 2019-09", *targets))) == ["407"]


def test_targets_for_the_whole_are_held_against_each_part() -> None:
    text = plan_with(
        kpis="""
        - ref: K1
          title: Health checks
          aim: increase
          unit: percent
          targets:
            - {by: 2020-09, value: 52}
          parts:
            - {ref: north, title: the north, baseline: {value: 53}}
            - {ref: south, title: the south, baseline: {value: 50}}
        """
    )
    (finding,) = found(text)
    assert finding.message.endswith("is worse than the baseline of 53 for the north")


def test_a_way_towards_the_law_is_fine_if_it_arrives() -> None:
    law = "  statutory: 20\n"
    way = ("by: 2020-09, value: 30", "by: 2021-09, value: 20")
    assert found(kpi("reduce", "value: 40", *way, more=law)) == ()
    assert codes(found(kpi("reduce", "value: 40", way[0], more=law))) == ["408"]


def test_a_figure_in_one_part_is_enough() -> None:
    text = plan_with(
        kpis="""
        - ref: K1
          title: Waits
          aim: reduce
          unit: weeks
          parts: [{ref: north, title: North, baseline: {value: 9}}]
        """
    )
    assert found(text) == ()


@pytest.mark.parametrize("printed", ["30 November 2020", "Nov 2020", "30/11/2020", "30th of November 2020"])
def test_another_spelling_of_the_same_date_is_no_difference(printed: str) -> None:
    due = "2020-11" if printed == "Nov 2020" else "2020-11-30"
    assert found(plan_with(action("1", f'{LED} due: {due}, printed: {{due: "{printed}"}}'))) == ()


def test_a_difference_says_what_both_say_and_why() -> None:
    more = f'{LED} due: 2020-11-30, printed: {{due: "31 November 2020"}}, note: November has 30 days'
    (finding,) = found(plan_with(action("1", more)))
    assert finding.message == (
        "the document prints due “31 November 2020”; the plan reads 30 November 2020. November has 30 days"
    )
