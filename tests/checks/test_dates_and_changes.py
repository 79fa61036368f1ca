"""2xx: dates that cannot be worked out, or do not fit each other."""

from __future__ import annotations

import pytest

from tests.checks.small import codes, found, plan_with
from tests.conftest_plans import action_plan, load_text
from wsoa.checks.check import check


def action(due: str, more: str = "", ref: str = "1.1.1") -> str:
    head = f'- ref: "{ref}"\n  title: Review plans\n  leads: [head-of-inclusion]\n'
    return head + (f"  due: {due}\n" if due else "") + more


def test_an_offset_is_fine_where_the_plan_has_a_start() -> None:
    assert found(plan_with(action("6 months"))) == ()


def test_every_offset_of_a_plan_without_a_start_is_reported_where_it_stands() -> None:
    text = plan_with(action("6 months") + action("2020-12", ref="1.1.2"), keys="start:\n")
    (finding,) = found(text)
    assert (finding.code, finding.ref, finding.field) == ("WSOA205", "1.1.1", "due")
    assert text.splitlines()[finding.place.line - 1].strip() == "due: 6 months"


@pytest.mark.parametrize("due", ["2020-12-31", "2029-09", "2020-02/..", "ongoing", "{every: quarter}"])
def test_ordinary_dates_lie_within_the_plan(due: str) -> None:
    assert found(plan_with(action(due))) == ()


@pytest.mark.parametrize("due", ["2119-12-31", "1919-12", "2010-01"])
def test_a_date_of_another_decade_is_questioned(due: str) -> None:
    assert codes(found(plan_with(action(due)))) == ["207"]


def test_a_promise_outside_the_life_of_the_plan_is_questioned_only_where_both_ends_are_known() -> None:
    late = action("2022-05-31")
    assert found(plan_with(late)) == ()
    assert codes(found(plan_with(late, keys="ends: 2021-04-18\n"))) == ["207"]
    early = action("2019-09-30")
    assert codes(found(plan_with(early, keys="ends: 2021-04-18\n"))) == ["207"]


def test_an_old_baseline_is_no_fault() -> None:
    kpi = "- {ref: K1, title: Exclusions, aim: reduce, unit: count, baseline: {value: 27, period: 2014/15}}"
    assert found(plan_with(kpis=kpi)) == ()


def test_an_undated_action_is_due_with_its_last_milestone() -> None:
    first = action("", "  milestones:\n    - {title: Half, due: 2020-06}\n    - {title: All, due: 2020-09}\n")
    before, after = "2020-08-31", "2020-09-30"
    waits = '  depends_on: ["1.1.1"]\n'
    assert codes(found(plan_with(first + action(before, waits, "1.1.2")))) == ["209"]
    assert found(plan_with(first + action(after, waits, "1.1.2"))) == ()


def test_a_withdrawn_prerequisite_holds_nothing_up() -> None:
    gone = action("2021-12-31", "  withdrawn: {date: 2020-01-31}\n")
    assert found(plan_with(gone + action("2020-06-30", '  depends_on: ["1.1.1"]\n', "1.1.2"))) == ()


def test_dates_in_messages_are_written_out() -> None:
    (finding,) = found(plan_with(action("2020-06", "  milestones:\n    - {title: All, due: 2020-09-15}\n")))
    assert finding.message == "milestone 1.1.1#1 is due by 15 September 2020, but its action by 30 June 2020"


def change(old: str, new: str) -> str:
    why = "reason: Posts vacant, agreed_by: Board"
    return f"    - {{date: 2020-03-12, field: due, from: {old}, to: {new}, {why}}}\n"


def test_two_changes_that_lead_from_one_to_the_next_are_in_order() -> None:
    records = "  changes:\n" + change("2020-06", "2020-09") + change("2020-09", "2020-12")
    assert found(plan_with(action("2020-12", records))) == ()


def test_a_gap_between_two_changes_is_reported() -> None:
    records = "  changes:\n" + change("2020-06", "2020-08") + change("2020-09", "2020-12")
    (finding,) = found(plan_with(action("2020-12", records)))
    assert finding.message == "this change starts from September 2020, but the last ended at August 2020"


def test_changes_of_other_fields_need_no_dates() -> None:
    records = "  changes:\n    - {date: 2020-03-12, field: title, from: Look at plans, to: Review plans}\n"
    assert found(plan_with(action("2020-12", records))) == ()


def test_a_recurring_date_may_stand_in_a_change() -> None:
    records = "  changes:\n" + change("every quarter from 2020-01", "2020-12")
    assert found(plan_with(action("2020-12", records))) == ()


def test_an_update_of_a_month_may_stand_before_one_of_a_day_in_it() -> None:
    updates = "  updates:\n    - {date: 2020-03, text: Begun.}\n    - {date: 2020-03-05, text: Half done.}\n"
    assert found(plan_with(action("2020-12", updates))) == ()


KPI = """\
    kpis:
      - ref: K1
        title: Plans in time
        aim: increase
        unit: percent
        baseline: {{promised: 2019-09}}
        targets: [{{by: 2019-12-31, value: 60}}, {{by: 2020-12-31, value: 70}}]
        changes:
          - {{date: 2019-02-01, field: {field}, from: {old}, to: {new}, reason: Why, agreed_by: Board}}
"""


def of_a_kpi(field: str, old: str, new: str) -> list[str]:
    """The codes found on a KPI with one change record."""
    text = action_plan("due: 2019-12-31") + KPI.format(field=field, old=old, new=new)
    return [one.code for one in check(load_text(text)) if one.code in {"WSOA210", "WSOA211"}]


@pytest.mark.parametrize(
    ("field", "old", "new", "wanted"),
    [
        ("baseline", "2019-06", "2019-09", []),
        ("baseline", "2019-06", "2019-09-30", []),
        ("baseline", "2019-06", "2019-10", ["WSOA211"]),
        ("baseline", "40", "45", []),
        ("baseline", "end of June 2019", "2019-09", ["WSOA210"]),
        ("target", "2018-12-31", "2019-12-31", []),
        ("target", "2018-12-31", "2021-12-31", ["WSOA211"]),
        ("target", "50", "60", []),
        ("target promised", "soon", "2019-09", ["WSOA210"]),
    ],
)
def test_records_of_a_kpi_are_held_to_its_dates(field: str, old: str, new: str, wanted: list[str]) -> None:
    assert of_a_kpi(field, old, new) == wanted


def test_records_of_a_review_and_of_the_plan_are_held_to_their_dates() -> None:
    record = "{date: 2019-02-01, field: %s, from: 2019-06-30, to: %s, reason: Why, agreed_by: Board}"
    review = "reviews:\n  - {ref: R1, title: Visit, due: 2019-09-30, changes: [%s]}\n"
    for to, wanted in (("2019-09", 0), ("2019-10", 1)):
        for head in (
            review % record % ("due", to),
            f"ends: 2019-09-30\nchanges: [{record % ('ends', to)}]\n",
        ):
            text = action_plan("due: 2019-08-31", head=head)
            assert [one.code for one in check(load_text(text))].count("WSOA211") == wanted
