"""A deadline that moves is told of, whatever is done to it: each way round, beside what must stay right."""

from __future__ import annotations

import pytest

from tests.history.past import HIRE, TRAIN, codes, dropped, gone, line_of, moved, plan, recorded
from wsoa.history.change import Flag
from wsoa.history.moves.moves import moves
from wsoa.history.timeline import story
from wsoa.plan.walk import walk
from wsoa.words.changes import Words
from wsoa.words.history_events import step_words

MARCH, JUNE, SEPTEMBER, DECEMBER = "2019-03-31", "2019-06-30", "2019-09-30", "2019-12-31"
ONCE = ("1.1", MARCH, JUNE, 91, 1)
TWICE = ("1.1", MARCH, SEPTEMBER, 183, 2)


def steps(*milestones: str) -> str:
    """An action with milestones that have no refs of their own."""
    return f'{{ref: "1.1", title: Hire two plan writers, milestones: [{", ".join(milestones)}]}}'


def milestone(title: str, due: str) -> str:
    """A milestone without a ref."""
    return f"{{title: {title}, due: {due}}}"


def record(old: str, new: str, reason: str = "reason: Schools asked", day: str = "2019-02-01") -> str:
    """A change record of a deadline."""
    return f"{{date: {day}, field: due, from: {old}, to: {new}, {reason}}}"


def hire(due: str, *records: str, more: str = "") -> str:
    """The action with change records."""
    kept = f", changes: [{', '.join(records)}]" if records else ""
    return f'{{ref: "1.1", title: Hire two plan writers, due: {due}{kept}{more}}}'


# 1. Positions


def test_a_milestone_keeps_its_move_when_one_is_put_in_above_it() -> None:
    first, second = milestone("Posts advertised", MARCH), milestone("Writers in post", JUNE)
    later = milestone("Writers in post", SEPTEMBER)
    above = milestone("Families asked", MARCH)
    told = moved(plan(steps(first, second)), plan(steps(first, later)), plan(steps(above, first, later)))
    assert told == [("1.1#3", JUNE, SEPTEMBER, 92, 1)]


def test_a_milestone_keeps_its_move_when_the_one_above_is_taken_out() -> None:
    first, second = milestone("Posts advertised", MARCH), milestone("Writers in post", JUNE)
    later = milestone("Writers in post", SEPTEMBER)
    assert moved(plan(steps(first, second)), plan(steps(first, later)), plan(steps(later))) == [
        ("1.1#1", JUNE, SEPTEMBER, 92, 1)
    ]


def test_a_milestone_put_in_above_others_moves_nothing() -> None:
    first, second = milestone("Posts advertised", MARCH), milestone("Writers in post", JUNE)
    assert moved(plan(steps(first, second)), plan(steps(milestone("Begin", MARCH), first, second))) == []


# 2. Out and back


@pytest.mark.parametrize("back", [JUNE, SEPTEMBER])
def test_what_left_the_plan_and_came_back_keeps_its_moves(back: str) -> None:
    other = TRAIN % MARCH
    told = moved(plan(HIRE % MARCH, other), plan(HIRE % JUNE, other), plan(other), plan(HIRE % back, other))
    assert told == [ONCE if back == JUNE else TWICE]


def test_a_whole_workstream_that_was_away_keeps_its_moves() -> None:
    empty = plan().replace('    outcomes:\n      - ref: "1"\n        title: Assessments on time\n', "")
    assert moved(plan(HIRE % MARCH), plan(HIRE % JUNE), empty, plan(HIRE % SEPTEMBER)) == [TWICE]


def test_what_comes_back_under_another_ref_is_known_by_its_words() -> None:
    back = '{ref: "4.7", title: Hire two plan writers, due: 2019-06-30}'
    assert moved(plan(HIRE % MARCH, TRAIN % MARCH), plan(TRAIN % MARCH), plan(back, TRAIN % MARCH)) == [
        ("4.7", MARCH, JUNE, 91, 1)
    ]


def test_something_new_under_a_heading_that_anything_might_have_is_no_return() -> None:
    first, second = (
        f'{{ref: "{ref}", title: Training, due: {due}}}' for ref, due in (("3", MARCH), ("9", JUNE))
    )
    assert moved(plan(first, HIRE % MARCH), plan(HIRE % MARCH), plan(second, HIRE % MARCH)) == []


def test_what_is_back_no_longer_counts_as_vanished() -> None:
    assert "WSOA525" in codes(plan(HIRE % MARCH, TRAIN % MARCH), plan(TRAIN % MARCH))
    both = plan(HIRE % MARCH, TRAIN % MARCH)
    assert codes(both, plan(TRAIN % MARCH), both) == []


# 3. Through nothing


@pytest.mark.parametrize("between", ["", "due: ongoing", "due: 2019-04/.."])
def test_a_date_that_comes_back_later_has_moved_whatever_stood_between(between: str) -> None:
    nothing = f'{{ref: "1.1", title: Hire two plan writers{", " + between if between else ""}}}'
    assert moved(plan(HIRE % MARCH), plan(nothing), plan(HIRE % JUNE)) == [ONCE]


@pytest.mark.parametrize(("now", "flag"), [("", None), ("due: ongoing", Flag.MADE_OPEN)])
def test_a_date_made_open_ended_or_taken_away_is_told_and_found(now: str, flag: Flag | None) -> None:
    nothing = f'{{ref: "1.1", title: Hire two plan writers{", " + now if now else ""}}}'
    assert dropped(plan(HIRE % MARCH), plan(nothing)) == [("1.1", MARCH)]
    assert codes(plan(HIRE % MARCH), plan(nothing)) == ["WSOA530"]
    [change] = line_of(plan(HIRE % MARCH), plan(nothing)).events[-1].changes
    assert Flag.DATE_LOST in change.flags
    assert flag is None or flag in change.flags


def test_a_date_that_is_as_it_was_before_it_was_away_has_not_moved() -> None:
    nothing = '{ref: "1.1", title: Hire two plan writers}'
    assert moved(plan(HIRE % MARCH), plan(nothing), plan(HIRE % MARCH)) == []
    assert dropped(plan(HIRE % MARCH), plan(nothing), plan(HIRE % MARCH)) == []


def test_a_first_date_after_none_is_no_move() -> None:
    assert moved(plan('{ref: "1.1", title: Hire two plan writers}'), plan(HIRE % MARCH)) == []


# 4. By what it hangs on


def test_a_later_start_moves_what_counts_from_it() -> None:
    texts = [plan(HIRE % "6 months", head=f"start: {day}\n") for day in ("2019-01-31", "2019-04-30")]
    assert moved(*texts) == [("1.1", "2019-07-31", "2019-10-30", 91, 1)]
    assert "WSOA521" in codes(*texts)


def test_a_longer_term_moves_what_is_due_by_it() -> None:
    term = "terms:\n  2019/20 autumn term: {starts: 2019-09-01, ends: %s}\n"
    due = HIRE % "2019/20 autumn term"
    texts = [plan(due, head=term % end) for end in ("2019-12-20", "2020-02-28")]
    assert moved(*texts) == [("1.1", "2019-12-20", "2020-02-28", 70, 1)]


def test_another_kind_of_year_moves_what_is_due_by_one() -> None:
    texts = [plan(HIRE % "2019/20", head=f"year: {kind}\n") for kind in ("financial", "academic")]
    assert moved(*texts) == [("1.1", "2020-03-31", "2020-08-31", 153, 1)]


def test_one_record_of_the_plan_explains_every_date_that_its_start_moves() -> None:
    why = "from: 2019-01-31, to: 2019-04-30, reason: Accepted late"
    kept = f"changes: [{{date: 2019-02-01, field: start, {why}}}]\n"
    first = plan(HIRE % "6 months", head="start: 2019-01-31\n")
    assert recorded(first, plan(HIRE % "6 months", head=f"start: 2019-04-30\n{kept}")) == ["recorded"]


def test_the_same_day_spelt_otherwise_has_not_moved() -> None:
    assert moved(plan(HIRE % "2019-03"), plan(HIRE % MARCH)) == []


# 5. KPIs and reviews


def kpi(*lines: str) -> str:
    """A plan with one KPI that has these keys."""
    keys = ", ".join(['ref: K1, title: "Plans in twenty weeks", aim: increase, unit: percent', *lines])
    return plan(HIRE % MARCH, kpi=f"{{{keys}}}")


def test_a_target_put_off_a_year_has_moved() -> None:
    texts = [kpi(f"targets: [{{by: {year}, value: 90}}]") for year in ("2020", "2021")]
    assert moved(*texts) == [("K1", "2020", "2021", 365, 1)]
    assert codes(*texts) == ["WSOA521"]


def test_a_ladder_of_targets_put_off_together_is_told_step_by_step() -> None:
    first = kpi("targets: [{by: 2020, value: 70}, {by: 2021, value: 80}]")
    assert moved(first, kpi("targets: [{by: 2021, value: 70}, {by: 2022, value: 80}]")) == [
        ("K1", "2020", "2021", 365, 1), ("K1", "2021", "2022", 365, 1),
    ]  # fmt: skip


def test_a_baseline_and_a_target_that_both_move_are_two_moves() -> None:
    first = kpi("baseline: {promised: 2019-06-30}", "targets: [{by: 2020, value: 90}]")
    second = kpi("baseline: {promised: 2019-09-30}", "targets: [{by: 2021, value: 90}]")
    assert sorted(move[1:] for move in moved(first, second)) == [
        (JUNE, SEPTEMBER, 92, 1), ("2020", "2021", 365, 1),
    ]  # fmt: skip


def test_a_kpi_can_carry_the_record_of_its_target() -> None:
    kept = "changes: [{date: 2019-02-01, field: target, from: 2020, to: 2021, reason: Data come yearly}]"
    first = kpi("targets: [{by: 2020, value: 90}]")
    assert recorded(first, kpi("targets: [{by: 2021, value: 90}]", kept)) == ["recorded"]
    eased = "changes: [{date: 2019-02-01, field: target, from: 90, to: 80, reason: Agreed with the board}]"
    assert codes(first, kpi("targets: [{by: 2020, value: 80}]", eased)) == []
    assert codes(first, kpi("targets: [{by: 2020, value: 80}]")) == ["WSOA528"]


def test_a_target_for_another_year_beside_the_old_one_moves_nothing() -> None:
    both = kpi("targets: [{by: 2020, value: 90}, {by: 2021, value: 95}]")
    assert moved(kpi("targets: [{by: 2020, value: 90}]"), both) == []


def test_a_review_that_is_put_off_has_moved_and_can_carry_its_record() -> None:
    visit = "{title: Monitoring visit, due: %s%s}"
    first = plan(HIRE % MARCH, reviews=visit % (MARCH, ""))
    assert moved(first, plan(HIRE % MARCH, reviews=visit % (JUNE, ""))) == [("R1", MARCH, JUNE, 91, 1)]
    kept = f", changes: [{record(MARCH, JUNE)}]"
    assert recorded(first, plan(HIRE % MARCH, reviews=visit % (JUNE, kept))) == ["recorded"]


# 7. Renumbering


def test_a_move_outlives_renumbering_again_and_again() -> None:
    def at(ref: str, due: str) -> str:
        return f'{{ref: "{ref}", title: Hire two plan writers, due: {due}}}'

    new = '{ref: "1.2", title: Ask families what helps, due: 2019-03-31}'
    told = moved(
        plan(at("1.2", MARCH)), plan(at("1.2", JUNE)), plan(new, at("1.3", JUNE)), plan(at("2.3", JUNE))
    )
    assert told == [("2.3", MARCH, JUNE, 91, 1)]


def test_two_refs_that_change_places_take_their_moves_with_them() -> None:
    swapped = (HIRE.replace("1.1", "1.2") % JUNE, TRAIN.replace("1.2", "1.1") % MARCH)
    assert moved(plan(HIRE % MARCH, TRAIN % MARCH), plan(HIRE % JUNE, TRAIN % MARCH), plan(*swapped)) == [
        ("1.2", MARCH, JUNE, 91, 1)
    ]


def test_a_plan_numbered_anew_as_a_whole_has_moved_nothing() -> None:
    old = [
        f'{{ref: "1.{n}", title: Agree pathway number {w} with schools, due: {MARCH}}}' for n, w in _named()
    ]
    new = [
        f'{{ref: "7.{n}", title: Agree pathway number {w} with schools, due: {MARCH}}}' for n, w in _named()
    ]
    assert moved(plan(*old), plan(*new)) == []


def _named() -> list[tuple[int, str]]:
    return list(enumerate(("autism", "hearing", "sight", "speech", "dyslexia"), 1))


def test_a_ref_that_stands_twice_accuses_neither() -> None:
    both = plan(HIRE % MARCH, TRAIN.replace("1.2", "1.1") % JUNE)
    assert moved(both, plan(HIRE % MARCH, TRAIN.replace("1.2", "1.1") % SEPTEMBER)) == [
        ("1.1", JUNE, SEPTEMBER, 92, 1)
    ]


# 8. Kinds


def test_an_action_made_a_milestone_with_a_later_date_has_moved() -> None:
    parent = '{ref: "1.2", title: Train every school in the pathway, milestones: [%s]}'
    begun = milestone("Trainers found", MARCH)
    first = plan(HIRE % MARCH, parent % begun)
    step = milestone("Hire two plan writers", JUNE)
    assert moved(first, plan(parent % f"{begun}, {step}")) == [("1.2#2", MARCH, JUNE, 91, 1)]


def test_a_part_of_a_split_with_a_later_date_has_moved() -> None:
    whole = f'{{ref: "1.1", title: Review and strengthen psychological support, due: {MARCH}}}'
    parts = (
        f'{{ref: "1.1a", title: Review psychological support, due: {MARCH}}}',
        f'{{ref: "1.1b", title: Strengthen psychological support, due: {JUNE}}}',
    )
    assert moved(plan(whole), plan(*parts)) == [("1.1b", MARCH, JUNE, 91, 1)]


def test_a_split_whose_parts_keep_the_date_has_moved_nothing() -> None:
    whole = f'{{ref: "1.1", title: Review and strengthen psychological support, due: {MARCH}}}'
    parts = (
        f'{{ref: "1.1a", title: Review psychological support, due: {MARCH}}}',
        f'{{ref: "1.1b", title: Strengthen psychological support, due: {MARCH}}}',
    )
    assert moved(plan(whole), plan(*parts)) == []


# 9. Ties by wording


def test_another_step_of_one_subject_is_not_the_same_promise() -> None:
    first = f'{{ref: "4.1", title: "Parent portal: first try-out", due: {MARCH}}}'
    other = f'{{ref: "4.2", title: "Parent portal: wider trial", due: {SEPTEMBER}}}'
    assert moved(plan(first), plan(other)) == []


def test_a_wholly_new_title_under_the_same_ref_and_date_hides_no_move() -> None:
    new = f'{{ref: "1.1", title: Publish a newsletter every term, due: {JUNE}}}'
    assert moved(plan(HIRE % MARCH), plan(HIRE % JUNE), plan(new)) == [ONCE]
    assert "WSOA526" in codes(plan(HIRE % MARCH), plan(HIRE % JUNE), plan(new))


# 10. Records


def test_a_record_that_is_taken_out_later_explains_nothing_any_more() -> None:
    kept = plan(hire(JUNE, record(MARCH, JUNE)))
    assert recorded(plan(hire(MARCH)), kept) == ["recorded"]
    assert recorded(plan(hire(MARCH)), kept, plan(hire(JUNE))) == ["not recorded"]
    assert "WSOA534" in codes(plan(hire(MARCH)), kept, plan(hire(JUNE)))


@pytest.mark.parametrize(
    "wrong",
    [record("2019-05-31", JUNE), record(MARCH, "2019-07-31"), record(MARCH, JUNE, "agreed_by: Board")],
)
def test_a_record_from_or_to_another_date_or_without_a_reason_explains_nothing(wrong: str) -> None:
    assert recorded(plan(hire(MARCH)), plan(hire(JUNE, wrong))) == ["not recorded"]


def test_one_record_explains_one_move() -> None:
    kept = record(MARCH, JUNE)
    there = [plan(hire(MARCH)), plan(hire(JUNE, kept)), plan(hire(MARCH, kept)), plan(hire(JUNE, kept))]
    assert recorded(*there) == ["recorded", "not recorded", "not recorded"]
    back = [kept, record(JUNE, MARCH), record(MARCH, JUNE, day="2019-03-01")]
    assert recorded(*there[:2], plan(hire(MARCH, *back[:2])), plan(hire(JUNE, *back))) == ["recorded"] * 3


def test_a_record_may_spell_the_month_for_its_last_day() -> None:
    assert recorded(plan(hire("2019-03")), plan(hire(JUNE, record(MARCH, "2019-06")))) == ["recorded"]


def test_two_records_in_one_version_explain_the_whole_way() -> None:
    both = (record(MARCH, JUNE), record(JUNE, SEPTEMBER))
    assert recorded(plan(hire(MARCH)), plan(hire(SEPTEMBER, *both))) == ["recorded"]


def test_a_reason_given_later_counts_as_late_and_tells_both_days() -> None:
    late = plan(hire(JUNE, record(MARCH, JUNE)))
    assert recorded(plan(hire(MARCH)), plan(hire(JUNE)), late) == ["recorded late"]


def test_what_moved_and_then_left_the_plan_is_told_apart() -> None:
    texts = (plan(HIRE % MARCH, TRAIN % MARCH), plan(HIRE % JUNE, TRAIN % MARCH), plan(TRAIN % MARCH))
    assert moved(*texts) == []
    assert gone(*texts) == [ONCE]


# What must stay right


def test_a_move_that_is_taken_back_is_two_moves() -> None:
    assert moved(plan(HIRE % MARCH), plan(HIRE % JUNE), plan(HIRE % MARCH)) == [("1.1", MARCH, MARCH, 0, 2)]


def test_clocks_that_run_backwards_change_nothing_of_the_order() -> None:
    days = ("2019-06-01", "2019-01-01", "2019-03-01")
    dues = (MARCH, JUNE, SEPTEMBER)
    assert moved(*((day, plan(HIRE % due)) for day, due in zip(days, dues, strict=True))) == [TWICE]


def test_three_broken_versions_in_a_row_are_stepped_over() -> None:
    broken = "title: [half a plan\n"
    assert moved(plan(HIRE % MARCH), broken, broken, broken, plan(HIRE % JUNE)) == [ONCE]


def test_a_plan_written_anew_in_another_order_has_moved_nothing() -> None:
    assert moved(plan(HIRE % MARCH, TRAIN % JUNE), plan(TRAIN % JUNE, HIRE % MARCH)) == []


def test_the_story_of_an_item_goes_back_before_it_was_split() -> None:
    whole = '{ref: "1.1", title: Review and strengthen psychological support, due: %s}'
    parts = (
        f'{{ref: "1.1a", title: Review psychological support, due: {JUNE}}}',
        f'{{ref: "1.1b", title: Strengthen psychological support, due: {JUNE}}}',
    )
    line = line_of(plan(whole % MARCH), plan(whole % JUNE), plan(*parts))
    assert line.newest is not None
    part = next(item for item in walk(line.newest) if item.ref == "1.1b")
    assert [entry.change.field or entry.change.kind for entry in story(line, part)] == ["due", "split"]


@pytest.mark.parametrize(("day", "backdated"), [("2019-02-01", False), ("2018-11-01", True)])
def test_a_record_dated_long_before_it_was_written_is_told(day: str, backdated: bool) -> None:  # noqa: FBT001 - a case
    line = line_of(plan(hire(MARCH)), plan(hire(JUNE, record(MARCH, JUNE, day=day))))
    [change] = line.events[-1].changes
    assert (Flag.BACKDATED in change.flags) is backdated
    [move] = moves(line)
    told = step_words(move.steps[0], Words.of_history(line.newest)) if line.newest else ""
    assert ("its record is dated 1 November 2018 and was written 10 February 2019" in told) is backdated
