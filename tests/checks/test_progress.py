"""5xx: what was reported, and what was not, by 31 March 2020."""

from __future__ import annotations

from datetime import date

import pytest

from tests.checks.small import DAY, codes, found, plan_with


def action(more: str, ref: str = "1.1.1") -> str:
    return f'- {{ref: "{ref}", title: Review plans, leads: [head-of-inclusion], {more}}}\n'


def actions(count: int, more: str) -> str:
    return plan_with("".join(action(more, f"1.1.{n}") for n in range(1, count + 1)))


def test_nothing_of_progress_is_looked_at_without_a_day() -> None:
    assert found(plan_with(action("due: 2019-12-31"))) == ()


@pytest.mark.parametrize("day", [date(2019, 12, 31), date(2019, 1, 1)])
def test_nothing_is_overdue_up_to_its_last_day(day: date) -> None:
    assert found(plan_with(action("due: 2019-12")), day) == ()


def test_an_overdue_action_says_how_late_it_is_and_when_it_was_last_reported() -> None:
    updates = 'updates: [{date: 2019-12-10, text: "Begun"}]'
    (finding,) = found(plan_with(action(f"due: 2019-12-31, {updates}")), DAY)
    assert finding.message == (
        "action 1.1.1 was due by 31 December 2019 and is 91 days late; the last report is of 10 December 2019"
    )
    assert finding.ref == "1.1.1"


def test_ongoing_work_is_never_overdue() -> None:
    assert found(plan_with(action("due: ongoing")), DAY) == ()


def test_where_nothing_overdue_was_ever_reported_there_is_one_finding() -> None:
    assert codes(found(actions(4, "due: 2019-12-31"), DAY)) == ["504"] * 4
    (finding,) = found(actions(5, "due: 2019-12-31"), DAY)
    assert finding.message.endswith("since its date: 1.1.1, 1.1.2, 1.1.3, 1.1.4 and 1.1.5")


def test_a_report_since_the_date_is_stale_once_it_is_old_enough() -> None:
    updates = 'updates: [{date: 2019-11-10, text: "Half done"}]'
    text = plan_with(action(f"due: 2019-10-31, {updates}"))
    assert found(text, date(2020, 2, 10)) == ()
    assert codes(found(text, date(2020, 2, 11))) == ["505"]


def test_a_plan_says_itself_how_old_a_report_may_be() -> None:
    text = plan_with(
        action('due: 2020-12-31, updates: [{date: 2020-01-31, text: "Half done"}]'),
        keys="rating_scheme: {preset: rag, stale_days: 31}\n",
    )
    assert codes(found(text, DAY)) == ["505"]


def test_work_done_before_its_prerequisite_is_questioned() -> None:
    shown = "evidence: [{title: Minutes}]"
    first = action(f"due: 2020-06, completed: 2020-03-10, {shown}")
    second = action(f"due: 2020-06, completed: 2020-02-10, depends_on: ['1.1.1'], {shown}", "1.1.2")
    (finding,) = found(plan_with(first + second), DAY)
    assert finding.message == (
        "1.1.2 was finished by 10 February 2020, but 1.1.1, on which it depends, by 10 March 2020"
    )


def test_the_same_words_under_three_actions_on_one_date_are_copied() -> None:
    line = 'due: 2020-12-31, updates: [{date: 2020-03-10, text: "Work goes  well."}]'
    assert found(actions(2, line), DAY) == ()
    (finding,) = found(actions(3, line), DAY)
    assert (finding.code, finding.message) == (
        "WSOA506",
        "the same update stands under 1.1.1, 1.1.2 and 1.1.3",
    )


def test_an_expected_date_said_over_again_is_no_copy() -> None:
    told = 'text: "Now expected by December 2020.", forecast: 2020-12'
    line = f"due: 2020-12-31, updates: [{{date: 2020-03-10, {told}}}]"
    assert found(actions(3, line), DAY) == ()


def test_a_promised_target_is_reported_with_its_date() -> None:
    text = plan_with(
        kpis="- {ref: K1, title: Waits, aim: reduce, unit: weeks, targets: [{promised: 2019-12}]}"
    )
    (finding,) = found(text, DAY)
    assert finding.message == "the target of KPI K1 was promised by 31 December 2019 and is not yet published"
    assert finding.ref == "K1#target-1"


def test_looking_back_many_later_reports_are_one_finding() -> None:
    updates = "".join(f'    - {{date: 2020-{month:02}, text: "Month {month}"}}\n' for month in range(4, 10))
    text = plan_with(
        '- ref: "1.1.1"\n  title: Review\n  leads: [head-of-inclusion]\n  due: 2020-12-31\n  updates:\n'
        + updates
    )
    (finding,) = found(text, DAY)
    assert finding.message == "6 updates and completions are dated after 31 March 2020 and are not counted"
