"""Why a colour changed: one plain example for each cause, and causes that would hide behind each other."""

# ruff: noqa: E501 - a case reads best on one line
from __future__ import annotations

from datetime import date

from tests.conftest_plans import HEAD, action_plan, plan_from
from wsoa.history.attribution import ORDER, Cause
from wsoa.history.attribution_report import Bridge, Chain, bridge
from wsoa.plan.models import Plan
from wsoa.plan.ratings import Standing
from wsoa.reports.comparison.attribution import ratings_report

S = Standing
C = Cause

MARCH, JUNE = date(2020, 3, 31), date(2020, 6, 30)
REPORTED = "updates: [{date: 2020-03-20, text: Going well, rating: G}]"
TWICE = "updates: [{date: 2020-03-20, text: Going well, rating: G}, {date: 2020-06-20, text: Going well, rating: G}]"


def action(*lines: str, head: str = "") -> Plan:
    """A plan whose only action, 1.1, has these lines."""
    return plan_from(action_plan(*lines, head=head))


def only(old: Plan, new: Plan, old_day: date = MARCH, new_day: date = JUNE) -> Chain:
    """The one commitment of two versions."""
    (chain,) = bridge(old, new, old_day, new_day).chains
    return chain


def told(chain: Chain) -> list[tuple[Cause, Standing | None, Standing | None]]:
    """What each cause did to a commitment."""
    return [
        (s.cause, s.before.standing if s.before else None, s.after.standing if s.after else None)
        for s in chain.steps
    ]


# One cause at a time


def test_nothing_written_and_the_date_goes_by_is_the_passage_of_time() -> None:
    plan = action("due: 2020-05-31", REPORTED)
    assert told(only(plan, plan)) == [(C.TIME, S.ON_TRACK, S.UNREPORTED)]


def test_a_report_on_what_was_late_in_silence_is_progress_though_it_is_no_less_late() -> None:
    new = action("due: 2020-03-01", "updates: [{date: 2020-03-20, text: Half done}]")
    assert told(only(action("due: 2020-03-01"), new, MARCH, MARCH)) == [(C.PROGRESS, S.UNREPORTED, S.BEHIND)]


def test_a_threshold_changes_the_code_of_what_nobody_reported() -> None:
    eased = action("due: 2020-02-15", head="rating_scheme: {preset: rag, behind_days: 60}\n")
    (step,) = only(action("due: 2020-02-15"), eased, MARCH, MARCH).steps
    assert step.cause is C.RULES
    assert step.before
    assert step.after
    assert (step.before.verdict, step.after.verdict) == ((S.UNREPORTED, "R"), (S.UNREPORTED, "A"))


def test_silence_makes_a_report_go_stale_by_the_passage_of_time() -> None:
    plan = action("due: 2021-05-31", REPORTED)
    assert told(only(plan, plan)) == [(C.TIME, S.ON_TRACK, S.UNKNOWN)]


def test_finishing_is_progress() -> None:
    new = action("due: 2021-05-31", REPORTED, "completed: 2020-06-15")
    chain = only(action("due: 2021-05-31", REPORTED), new)
    assert told(chain)[-1] == (C.PROGRESS, S.UNKNOWN, S.COMPLETE)


def test_finishing_between_two_days_is_progress_even_where_both_versions_say_so() -> None:
    """The same file read for two days: what happened between them is not the passage of time."""
    plan = action("due: 2020-06-30", TWICE, "completed: 2020-06-25")
    assert told(only(plan, plan)) == [(C.TIME, S.ON_TRACK, S.UNKNOWN), (C.PROGRESS, S.UNKNOWN, S.COMPLETE)]


def test_a_published_rating_is_progress() -> None:
    new = action("due: 2020-12", "rating: {code: A, date: 2020-06-01}")
    assert told(only(action("due: 2020-12"), new)) == [(C.PROGRESS, S.UNKNOWN, S.BEHIND)]


def test_a_new_expectation_is_a_forecast_and_the_report_that_brings_it_is_progress() -> None:
    new = action("due: 2020-07-31", "updates: [{date: 2020-06-20, text: Staff left, forecast: 2020-12}]")
    assert told(only(action("due: 2020-07-31"), new)) == [
        (C.PROGRESS, S.UNKNOWN, S.UNDERWAY),
        (C.FORECAST, S.UNDERWAY, S.OFF_TRACK),
    ]


def test_a_forecast_edited_in_an_old_report_is_a_forecast_only() -> None:
    old = action("due: 2020-07-31", "updates: [{date: 2020-03-20, text: x, forecast: 2020-12}]")
    new = action("due: 2020-07-31", "updates: [{date: 2020-03-20, text: x, forecast: 2020-07}]")
    assert told(only(old, new, MARCH, MARCH)) == [(C.FORECAST, S.OFF_TRACK, S.ON_TRACK)]


def test_a_later_deadline_is_a_moved_deadline() -> None:
    old, new = action("due: 2020-03-01", REPORTED), action("due: 2020-09-30", REPORTED)
    assert told(only(old, new, MARCH, MARCH)) == [(C.DEADLINE, S.BEHIND, S.ON_TRACK)]


def test_a_recorded_move_between_the_days_is_a_moved_deadline_in_both_versions() -> None:
    plan = action(
        "due: 2020-09-30",
        "changes: [{date: 2020-04-10, field: due, from: 2020-03-31, to: 2020-09-30, reason: Schools closed}]",
        TWICE,
    )
    assert told(only(plan, plan)) == [
        (C.TIME, S.ON_TRACK, S.UNREPORTED),
        (C.PROGRESS, S.UNREPORTED, S.OFF_TRACK),
        (C.DEADLINE, S.OFF_TRACK, S.ON_TRACK),
    ]


def test_withdrawing_is_scope() -> None:
    new = action("due: 2021-05-31", "withdrawn: {date: 2020-03-01, reason: Merged}")
    assert told(only(action("due: 2021-05-31"), new)) == [(C.SCOPE, S.UNKNOWN, S.WITHDRAWN)]


def test_adding_and_removing_are_scope() -> None:
    two = action_plan("due: 2020-05-31").replace(
        "          - ref:", '          - {ref: "9", title: Hear from parents, due: 2020-01}\n          - ref:'
    )
    one = action("due: 2020-05-31")
    added = bridge(one, plan_from(two), MARCH, MARCH)
    assert [told(c) for c in added.touched] == [[(C.SCOPE, None, S.UNREPORTED)]]
    removed = bridge(plan_from(two), one, MARCH, MARCH)
    assert [told(c) for c in removed.touched] == [[(C.SCOPE, S.UNREPORTED, None)]]
    assert removed.touched[0].new is None


def test_milestones_in_the_place_of_an_action_are_scope() -> None:
    steps = action("due: 2020-05-31", "milestones: [{title: First draft, due: 2020-02}]")
    found = bridge(action("due: 2020-05-31"), steps, MARCH, MARCH)
    assert {c.commitment.kind: c.causes for c in found.touched} == {
        "milestone": (C.SCOPE,),
        "action": (C.SCOPE,),
    }


def test_a_threshold_is_a_rule() -> None:
    lines = ("due: 2020-02-15", REPORTED)
    eased = action(*lines, head="rating_scheme: {preset: rag, behind_days: 60}\n")
    assert told(only(action(*lines), eased, MARCH, MARCH)) == [(C.RULES, S.OFF_TRACK, S.BEHIND)]


def test_how_long_a_report_counts_is_a_rule() -> None:
    lines = ("due: 2021-05-31", REPORTED)
    eased = action(*lines, head="rating_scheme: {preset: rag, stale_days: 400}\n")
    assert told(only(action(*lines), eased, JUNE, JUNE)) == [(C.RULES, S.UNKNOWN, S.ON_TRACK)]


def test_another_scheme_is_a_rule_even_where_only_the_code_changes() -> None:
    lines = ("due: 2021-05-31", "start: 2020-12-01")
    chain = only(action(*lines), action(*lines, head="rating_scheme: brag\n"), MARCH, MARCH)
    (step,) = chain.steps
    assert step.cause is C.RULES
    assert step.before
    assert step.after
    assert (step.before.verdict, step.after.verdict) == ((S.NOT_STARTED, "N"), (S.NOT_STARTED, "R"))


def test_where_relative_dates_count_from_is_a_rule() -> None:
    plan = action("due: 3 months")
    later = plan_from(action_plan("due: 3 months").replace("start: 2019-10-18", "start: 2020-03-18"))
    assert told(only(plan, later, MARCH, MARCH)) == [(C.RULES, S.UNREPORTED, S.UNKNOWN)]


# Causes that would hide behind each other


def test_a_quiet_threshold_is_told_apart_from_progress() -> None:
    """The report changed too, but it is the threshold that changed the colour."""
    old = action("due: 2020-02-15", REPORTED)
    new = action("due: 2020-02-15", TWICE, head="rating_scheme: {preset: rag, behind_days: 180}\n")
    chain = only(old, new)
    assert told(chain) == [(C.RULES, S.OFF_TRACK, S.BEHIND)]
    assert [c.declared.code if c and c.declared else None for c in (chain.old, chain.new)] == ["G", "G"]


def test_a_colour_kept_by_moving_the_deadline_is_not_steady_progress() -> None:
    old = action("due: 2020-03-31", REPORTED)
    new = action("due: 2020-12-31", TWICE)
    chain = only(old, new)
    assert not chain.changed
    assert told(chain) == [
        (C.TIME, S.ON_TRACK, S.UNREPORTED),
        (C.PROGRESS, S.UNREPORTED, S.OFF_TRACK),
        (C.DEADLINE, S.OFF_TRACK, S.ON_TRACK),
    ]


def test_moved_and_eased_in_one_go_each_has_its_share() -> None:
    old = action("due: 2020-03-01", REPORTED)
    new = action("due: 2020-05-15", TWICE, head="rating_scheme: {preset: rag, behind_days: 60}\n")
    assert told(only(old, new)) == [
        (C.TIME, S.BEHIND, S.OFF_TRACK),
        (C.RULES, S.OFF_TRACK, S.BEHIND),
    ]
    late, moved = action("due: 2020-03-01", TWICE), action("due: 2020-06-15", TWICE)
    assert told(only(late, moved, JUNE, JUNE)) == [(C.DEADLINE, S.OFF_TRACK, S.BEHIND)]


def test_finished_late_is_progress_whatever_the_deadline_did() -> None:
    old = action("due: 2020-03-01")
    new = action("due: 2020-12-31", "completed: 2020-06-01")
    assert told(only(old, new))[-1] == (C.PROGRESS, S.UNREPORTED, S.COMPLETE)


# KPIs and reviews

KPI = """\
workstreams:
  - ref: WS1
    title: Assessment
    kpis:
      - ref: K1
        title: Plans in twenty weeks
        aim: increase
        unit: percent
        baseline: {{{baseline}}}
        targets: [{targets}]
reviews:
  - {{title: Monitoring visit, {review}}}
"""


def measured(baseline: str, targets: str = "", review: str = "due: 2020-12") -> Plan:
    """A plan of one KPI and one review."""
    return plan_from(HEAD + KPI.format(baseline=baseline, targets=targets, review=review))


def by_ref(found: Bridge) -> dict[str, tuple[Cause, ...]]:
    """The causes that changed each commitment."""
    return {chain.commitment.ref: chain.causes for chain in found.touched}


def test_a_baseline_set_is_progress_and_one_put_off_is_a_moved_deadline() -> None:
    promised = measured("promised: 2020-02")
    assert by_ref(
        bridge(promised, measured("promised: 2020-02, value: 41, set: 2020-06-01"), JUNE, JUNE)
    ) == {"K1#baseline": (C.PROGRESS,)}
    assert by_ref(bridge(promised, measured("promised: 2020-12"), JUNE, JUNE)) == {
        "K1#baseline": (C.DEADLINE,)
    }


def test_a_promise_to_set_a_figure_that_is_dropped_is_scope() -> None:
    found = bridge(measured("promised: 2020-02"), measured("text: Not collected"), JUNE, JUNE)
    assert by_ref(found) == {"K1#baseline": (C.SCOPE,)}


def test_a_visit_that_is_no_longer_planned_is_scope() -> None:
    found = bridge(
        measured("value: 1", review="due: 2020-02"), measured("value: 1", review="kind: other"), JUNE, JUNE
    )
    assert by_ref(found) == {"R1": (C.SCOPE,)}


def test_what_the_same_file_dates_between_the_two_days_is_never_the_passage_of_time() -> None:
    plan = measured(
        "promised: 2020-12, value: 41, set: 2020-05-01",
        "{by: 2021, promised: 2020-12, value: 60, set: 2020-05-01}",
        "due: 2020-12, date: 2020-05-01",
    )
    assert by_ref(bridge(plan, plan, MARCH, JUNE)) == dict.fromkeys(
        ["K1#baseline", "K1#target-1", "R1"], (C.PROGRESS,)
    )
    withdrawn = action("due: 2021", "withdrawn: {date: 2020-05-01}")
    assert told(only(withdrawn, withdrawn)) == [(C.SCOPE, S.UNKNOWN, S.WITHDRAWN)]


def test_targets_are_paired_by_the_date_they_are_for() -> None:
    old = measured("value: 1", "{by: 2021, promised: 2020-02}")
    new = measured("value: 1", "{by: 2020, promised: 2020-12}, {by: 2021, promised: 2020-02}")
    assert by_ref(bridge(old, new, JUNE, JUNE)) == {"K1#target-1": (C.SCOPE,)}


def test_a_visit_that_took_place_is_progress_and_one_put_off_is_a_moved_deadline() -> None:
    planned = measured("value: 1", review="due: 2020-02")
    held = measured("value: 1", review="due: 2020-02, date: 2020-06-02")
    assert by_ref(bridge(planned, held, JUNE, JUNE)) == {"R1": (C.PROGRESS,)}
    off = measured("value: 1", review="due: 2020-12")
    assert by_ref(bridge(planned, off, JUNE, JUNE)) == {"R1": (C.DEADLINE,)}


# The whole plan and its workstreams


def test_a_bridge_shares_out_the_counts_and_says_what_turned_the_overall_rating() -> None:
    old, new = action("due: 2020-03-31", REPORTED), action("due: 2020-12-31", TWICE, "completed: 2020-06-25")
    found = bridge(old, new, MARCH, JUNE)
    for span in (found.whole, *found.workstreams):
        assert (span.before.worst, span.after.worst) == (S.ON_TRACK, S.COMPLETE)
        assert span.codes[0] == "G"
        assert span.codes[-1] == "C"
        assert span.turns == (C.TIME, C.PROGRESS)
        assert span.parts(S.UNREPORTED) == {**dict.fromkeys(ORDER, 0), C.TIME: 1, C.PROGRESS: -1}


TWO = """\
workstreams:
  - {{ref: WS1, title: Assessment, outcomes: [{{ref: "1", title: On time, actions: [{first}]}}]}}
  - {{ref: WS2, title: Governance, outcomes: [{{ref: "2", title: Boards, actions: [{second}]}}]}}
"""


def test_an_action_that_changes_workstream_is_scope_in_both_and_nothing_in_the_plan() -> None:
    late = '{ref: "1.1", title: Agree the pathway, due: 2020-02}'
    old, new = (
        plan_from(HEAD + TWO.format(**ends))
        for ends in ({"first": late, "second": ""}, {"first": "", "second": late})
    )
    found = bridge(old, new, JUNE, JUNE)
    assert not found.touched
    assert not any(found.whole.parts(S.UNREPORTED).values())
    assert [s.parts(S.UNREPORTED)[C.SCOPE] for s in found.workstreams] == [-1, 1]
    assert [s.turns for s in found.workstreams] == [(C.SCOPE,), (C.SCOPE,)]


def test_a_workstream_that_is_gone_keeps_its_place_in_the_bridge() -> None:
    gone = plan_from(HEAD + "workstreams: [{ref: WS2, title: Joint commissioning}]\n")
    found = bridge(action("due: 2020-02"), gone, JUNE, JUNE)
    assert [(s.key, s.parts(S.UNREPORTED)[C.SCOPE]) for s in found.workstreams] == [("WS2", 0), ("WS1", -1)]


def test_days_may_run_backwards() -> None:
    plan = action("due: 2020-05-31", REPORTED)
    assert told(only(plan, plan, JUNE, MARCH)) == [(C.TIME, S.UNREPORTED, S.ON_TRACK)]


# In words


def test_the_report_says_it_in_sentences() -> None:
    report = ratings_report(
        action("due: 2020-03-31", REPORTED), action("due: 2020-12-31", TWICE), MARCH, JUNE
    )
    assert report.sentences == (
        (
            "Between 31 March 2020 and 30 June 2020, off track stayed at 0: "
            "1 more from what was done or reported, 1 fewer from a moved deadline."
        ),
        "Unreported stayed at 0: 1 more by the passage of time, 1 fewer from what was done or reported.",
        "On track stayed at 1: 1 fewer by the passage of time, 1 more from a moved deadline.",
    )
    assert report.whole.sentence == (
        "Overall standing of the plan: on track (G, Green), before and after. "
        "It turned by the passage of time, then from what was done or reported, then from a moved deadline."
    )
    (group,) = report.groups
    (story,) = group.stories
    assert story.ends == "On track, as before"
    assert story.declared == "Declared rating: G before and after."
    assert story.steps == (
        (
            "By the passage of time: on track → unreported: due 31 March 2020, 91 days late; "
            "nothing reported since 20 March 2020"
        ),
        "From what was done or reported: unreported → off track: due 31 March 2020, 91 days late",
        (
            "From a moved deadline (31 March 2020, then 31 December 2020): off track → on track: "
            "rated G on 20 June 2020"
        ),
    )


def test_a_changed_rule_is_told_even_where_no_rating_changed_for_it() -> None:
    eased = action(
        "due: 2021", head="rating_scheme: {preset: rag, behind_days: 60, stale_days: 100}\nyear: academic\n"
    )
    report = ratings_report(action("due: 2021"), eased, MARCH, MARCH)
    assert report.rules == (
        "Behind is now up to 60 days late; it was 30 days.",
        "A report now counts for 100 days; it was 92 days.",
        "A year such as 2019/20 is now the academic year; it was the financial year.",
    )
    assert report.sentences == (
        "On 31 March 2020, between the two versions, no standing became more or less common.",
    )
    assert report.whole.sentence == "Overall standing of the plan: not known (?), before and after."


def test_moved_deadlines_are_told_before_the_passage_of_time() -> None:
    two = '          - {{ref: "9", title: Hear from parents, due: {}}}\n          - ref:'
    old = action_plan("due: 2020-05-31").replace("          - ref:", two.format("2020-04"))
    new = action_plan("due: 2020-05-31").replace("          - ref:", two.format("2021-04"))
    report = ratings_report(plan_from(old), plan_from(new), MARCH, JUNE)
    assert [group.title for group in report.groups] == [
        "By the passage of time, then from a moved deadline",
        "By the passage of time",
    ]


def test_one_cause_alone_is_told_in_one_line() -> None:
    report = ratings_report(action("due: 2020-03-01"), action("due: 2020-09-30"), MARCH, MARCH)
    (story,) = report.groups[0].stories
    assert story.ends == "Unreported → not known (1 March 2020, then 30 September 2020): nothing reported"
    assert story.steps == ()
