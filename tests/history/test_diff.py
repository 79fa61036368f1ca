"""What two versions of a small plan differ by: each kind of change, and each notable thing, once."""

from __future__ import annotations

from datetime import date

import pytest

from tests.conftest_plans import HEAD, action_plan, plan_from
from wsoa.history.change import Change, Flag, Kind
from wsoa.history.diff import diff
from wsoa.history.fields import text_of
from wsoa.history.matching.wording import _Titles, words

DUE = "due: 2020-03-31"
FILLER = "updates: []"
"""A line that says nothing."""


def changes(old: str, new: str, on: date | None = None) -> tuple[Change, ...]:
    """Everything that differs between two plans given as text."""
    return diff(plan_from(old), plan_from(new), on).changes


def only(old: str, new: str, on: date | None = None) -> Change:
    """The one thing that differs."""
    found = changes(old, new, on)
    assert len(found) == 1, found
    return found[0]


def actions(*lines: str) -> str:
    """A plan with these actions under one outcome, and nothing else in it."""
    body = "".join(f"          - {line}\n" for line in lines)
    return f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    weaknesses: ["1"]
    outcomes:
      - ref: "1"
        title: Assessments on time
        actions:
{body}"""


def kpi(*lines: str) -> str:
    """A plan with one KPI that has these lines."""
    body = "".join(f"        {line}\n" for line in lines)
    return f"""{HEAD}workstreams:
  - ref: WS1
    title: Assessment
    kpis:
      - ref: K1
        title: Assessments done in twenty weeks
        aim: increase
        unit: percent
{body}"""


def test_a_plan_does_not_differ_from_itself() -> None:
    assert changes(action_plan(DUE), action_plan(DUE)) == ()


def test_a_later_date_with_no_record_says_how_far_it_moved() -> None:
    change = only(action_plan(DUE), action_plan("due: 2020-09-30"))
    assert (change.kind, change.ref, change.field) == (Kind.CHANGED, "1.1", "due")
    assert (text_of(change.old), text_of(change.new), change.days) == ("2020-03-31", "2020-09-30", 183)
    assert change.flags == {Flag.LATER, Flag.NOT_RECORDED}


def test_an_earlier_date_counts_days_backwards() -> None:
    change = only(action_plan(DUE), action_plan("due: 2020-03-01"))
    assert change.days == -30
    assert Flag.EARLIER in change.flags


def test_a_date_moved_with_a_record_carries_its_reason_and_who_agreed() -> None:
    record = (
        "changes: [{date: 2020-03-01, field: due, from: 2020-03-31, to: 2020-09-30, "
        "reason: Schools asked for more time, agreed_by: Improvement board}]"
    )
    change = only(action_plan(DUE), action_plan("due: 2020-09-30", record))
    assert change.flags == {Flag.LATER, Flag.RECORDED}
    assert (change.reason, change.agreed_by) == ("Schools asked for more time", "Improvement board")


def test_a_date_moved_after_it_had_passed_is_told_only_where_the_day_is_known() -> None:
    old, new = action_plan(DUE), action_plan("due: 2020-09-30")
    assert Flag.AFTER_DUE in only(old, new, date(2020, 4, 1)).flags
    assert Flag.AFTER_DUE not in only(old, new, date(2020, 3, 31)).flags
    assert Flag.AFTER_DUE not in only(old, new).flags


@pytest.mark.parametrize(
    ("old", "new", "flag"),
    [
        ("due: 2020-03", "due: 2020-03-31", Flag.MORE_PRECISE),
        ("due: 2020-03-31", "due: 2020-03", Flag.LESS_PRECISE),
        (FILLER, "due: 2020-03-31", Flag.DATE_GIVEN),
        ("due: 2020-03-31", FILLER, Flag.DATE_LOST),
        ("due: ongoing", "due: 2020-03-31", Flag.DATE_GIVEN),
    ],
)
def test_a_date_can_be_given_lost_or_said_more_or_less_precisely(old: str, new: str, flag: Flag) -> None:
    change = only(action_plan(old), action_plan(new))
    assert flag in change.flags
    assert not change.moved


def test_one_month_says_as_much_as_another_though_it_is_longer() -> None:
    assert only(action_plan("due: 2020-02"), action_plan("due: 2020-03")).flags == {
        Flag.LATER,
        Flag.NOT_RECORDED,
    }
    assert only(action_plan("due: 2020-Q1"), action_plan("due: 2019-Q3")).flags == {
        Flag.EARLIER,
        Flag.NOT_RECORDED,
    }


def test_a_day_later_is_later() -> None:
    change = only(action_plan("due: 2020-03-30"), action_plan("due: 2020-03-31"))
    assert (change.days, set(change.flags)) == (1, {Flag.LATER, Flag.NOT_RECORDED})


def test_a_lead_that_is_taken_out_leaves_nobody() -> None:
    change = only(action_plan("leads: [send-lead]"), action_plan(FILLER))
    assert change.flags == {Flag.LOST_LEAD}


def test_a_completion_that_is_taken_out_is_undone() -> None:
    change = only(action_plan("completed: 2020-01-31"), action_plan(FILLER))
    assert change.flags == {Flag.COMPLETION_UNDONE}


def test_an_update_is_added_and_the_old_ones_stay() -> None:
    first, second = "{date: 2020-01-31, text: Begun}", "{date: 2020-02-28, text: Half done}"
    change = only(action_plan(f"updates: [{first}]"), action_plan(f"updates: [{first}, {second}]"))
    assert (change.kind, change.field, change.flags) == (Kind.ADDED, "update", frozenset())


@pytest.mark.parametrize("after", ["[{date: 2020-01-31, text: Nearly done}]", "[]"])
def test_an_update_edited_or_taken_out_after_the_fact_is_told(after: str) -> None:
    before = "updates: [{date: 2020-01-31, text: Not begun}]"
    change = only(action_plan(before), action_plan(f"updates: {after}"))
    assert change.flags == {Flag.UPDATE_REWRITTEN}


@pytest.mark.parametrize(
    ("old", "new", "flag"),
    [
        ("baseline: {promised: 2019-12}", "baseline: {value: 58}", Flag.NUMBER_GIVEN),
        ("baseline: {promised: 2019-12}", "baseline: {promised: 2020-03}", Flag.LATER),
        ("targets: [{by: 2021, value: 90}]", "targets: [{by: 2021, value: 70}]", Flag.TARGET_LOOSENED),
        ("targets: [{by: 2021, value: 70}]", "targets: [{by: 2021, value: 90}]", Flag.TARGET_TIGHTENED),
    ],
)
def test_the_figures_of_a_kpi_are_given_promised_later_loosened_or_tightened(
    old: str, new: str, flag: Flag
) -> None:
    assert flag in only(kpi(old), kpi(new)).flags


def test_a_target_to_stay_near_is_neither_harder_nor_easier_when_it_changes() -> None:
    old = kpi("targets: [{by: 2021, value: 70}]").replace("increase", "near")
    assert only(old, old.replace("70", "90")).flags == frozenset()


def test_a_changed_threshold_is_told_as_what_it_is() -> None:
    change = only(action_plan(DUE), action_plan(DUE, head="rating_scheme: {preset: rag, behind_days: 90}\n"))
    assert (change.field, change.flags) == ("rating_scheme", frozenset({Flag.THRESHOLD}))


def test_an_open_action_that_is_gone_vanished_and_a_withdrawn_one_did_not() -> None:
    kept = '{ref: "1.1", title: Agree the pathway}'
    gone = '{ref: "1.2", title: Train every school'
    assert only(actions(kept, f"{gone}}}"), actions(kept)).flags == {Flag.VANISHED}
    withdrawn = f"{gone}, withdrawn: {{date: 2020-01-01, reason: Funded elsewhere}}}}"
    assert only(actions(kept, withdrawn), actions(kept)).flags == frozenset()


def test_a_ref_given_to_something_else_is_told_on_both_sides() -> None:
    old = actions('{ref: "1.1", title: Hire two educational psychologists}')
    new = actions('{ref: "1.1", title: Publish a newsletter every month}')
    added, removed = sorted(changes(old, new), key=lambda change: change.kind)
    assert (added.kind, removed.kind) == (Kind.ADDED, Kind.REMOVED)
    assert all(Flag.REF_RECYCLED in change.flags for change in (added, removed))


def test_the_same_ref_with_reworded_title_is_the_same_action() -> None:
    old = actions('{ref: "1.1", title: Agree the pathway with schools}')
    new = actions('{ref: "1.1", title: Agree the pathway for autism with all schools}')
    assert only(old, new).field == "title"


def test_an_action_that_keeps_its_reports_is_the_same_however_it_is_worded() -> None:
    report = "updates: [{date: 2020-01-31, text: Two posts are advertised}]"
    old = actions(f'{{ref: "1.1", title: Hire psychologists, {report}}}')
    new = actions(f'{{ref: "1.1", title: Fill every vacancy in the service, {report}}}')
    assert only(old, new).field == "title"


def test_the_same_ref_gives_way_where_another_action_is_clearly_nearer() -> None:
    old = actions('{ref: "1.1", title: Review guidance to schools on part-time timetables}')
    new = actions(
        '{ref: "1.1", title: Give schools a template to report part-time timetables}',
        '{ref: "1.2", title: Review the guidance to schools on part-time timetables}',
    )
    found = {change.kind: change for change in changes(old, new)}
    assert (found[Kind.RENUMBERED].old, found[Kind.RENUMBERED].new) == ("1.1", "1.2")
    assert found[Kind.ADDED].ref == "1.1"


def test_the_printed_ref_ties_what_was_numbered_anew() -> None:
    old = actions('{ref: "1.1", title: Agree the pathway}')
    new = actions('{ref: "A1", title: Agree and publish the new pathway, printed: {ref: "1.1"}}')
    assert {change.kind for change in changes(old, new)} == {Kind.RENUMBERED, Kind.CHANGED}


def test_a_renumbered_action_is_found_by_its_wording_and_its_date_is_compared() -> None:
    old = actions('{ref: "1.1", title: Agree the pathway with schools, due: 2020-03-31}')
    new = actions('{ref: "2.7", title: Agree the pathway with schools, due: 2020-06-30}')
    renumbered, due = changes(old, new)
    assert (renumbered.kind, due.was, due.days) == (Kind.RENUMBERED, "1.1", 91)


def test_an_action_split_into_lettered_parts_did_not_vanish() -> None:
    old = actions('{ref: "1.1", title: Review and strengthen psychological support}')
    new = actions(
        '{ref: "1.1a", title: Review psychological support}',
        '{ref: "1.1b", title: Strengthen psychological support}',
    )
    change = only(old, new)
    assert (change.kind, change.old, change.new) == (Kind.SPLIT, "1.1", ("1.1a", "1.1b"))


def test_letters_alone_split_nothing() -> None:
    old = actions('{ref: "1.1", title: Review how the working groups function}')
    new = actions(
        '{ref: "1.1a", title: Launch a survey of parents}', '{ref: "1.1b", title: Report what parents said}'
    )
    assert {change.kind for change in changes(old, new)} == {Kind.ADDED, Kind.REMOVED}


def test_an_action_split_under_new_refs_is_found_by_its_wording() -> None:
    old = actions('{ref: "1.1", title: Agree and publish the autism pathway}')
    new = actions(
        '{ref: "2.1", title: Agree the autism pathway}', '{ref: "2.2", title: Publish the autism pathway}'
    )
    assert (only(old, new).kind, only(old, new).new) == (Kind.SPLIT, ("2.1", "2.2"))


def test_two_actions_put_together_were_merged() -> None:
    old = actions(
        '{ref: "1.1", title: Agree the autism pathway}', '{ref: "1.2", title: Publish the autism pathway}'
    )
    new = actions('{ref: "3.1", title: Agree and publish the autism pathway}')
    change = only(old, new)
    assert (change.kind, change.old, change.new) == (Kind.MERGED, ("1.1", "1.2"), "3.1")


def test_milestones_are_tied_by_their_words_before_their_place() -> None:
    old = action_plan("milestones: [{title: Draft agreed, due: 2020-01}, {title: Signed off, due: 2020-03}]")
    new = action_plan(
        "milestones: [{title: Families asked}, {title: Draft agreed, due: 2020-01}, "
        "{title: Signed off, due: 2020-04}]"
    )
    found = {change.kind: change for change in changes(old, new)}
    assert set(found) == {Kind.ADDED, Kind.CHANGED}
    assert (found[Kind.CHANGED].ref, found[Kind.CHANGED].days) == ("1.1#3", 30)


def test_a_milestone_of_another_action_is_another_milestone() -> None:
    steps = "milestones: [{title: Draft agreed, due: 2020-01}]"
    old = actions(f'{{ref: "1.1", title: Hire psychologists, {steps}}}')
    new = actions(f'{{ref: "2.1", title: Publish a newsletter, {steps}}}')
    assert [change.kind for change in changes(old, new)] == [Kind.REMOVED, Kind.ADDED]


def test_people_posts_and_the_plan_itself_are_compared() -> None:
    old = action_plan("leads: [send-lead]")
    new = action_plan("leads: [health-lead]", head="accepted: 2020-01-01\n").replace(
        "SEND Lead", "SENCO Lead"
    )
    assert {change.field for change in changes(old, new)} == {"leads", "accepted", "roles.send-lead"}


def test_words_that_tell_apart_are_sought_among_the_titles_that_hold_them() -> None:
    titles = _Titles()
    for number in range(40):
        titles.add(words(f"Portal number {number} for schools"))
    assert titles.holding(words("schools 7")) == [words("Portal number 7 for schools")]
    assert len(titles.holding(words("portal"))) == 40
    assert titles.holding(words("portal of nobody")) == []
    assert titles.has(words("portal number 3 for schools"))
