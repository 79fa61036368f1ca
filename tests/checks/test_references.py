"""3xx: refs, roles and codes that lead nowhere."""

from __future__ import annotations

import pytest

from tests.checks.small import codes, found, plan_with
from wsoa.findings import Severity


def action(ref: str, more: str = "") -> str:
    extra = f", {more}" if more else ""
    return f'- {{ref: "{ref}", title: Review plans, leads: [head-of-inclusion], due: 2020-12-31{extra}}}\n'


def test_the_second_of_two_equal_refs_is_reported_with_the_place_of_the_first() -> None:
    (finding,) = found(plan_with(action("1.1.1") + action("1.1.1")))
    assert finding.ref == "1.1.1"
    assert finding.field == "ref"
    assert [place.line for place in finding.related] == [finding.place.line - 1]
    assert "the action “Review plans”" in finding.message


def test_an_action_and_its_outcome_cannot_share_a_ref() -> None:
    assert codes(found(plan_with(action("1.1")))) == ["301"]


def test_a_duplicate_action_is_one_finding_however_many_milestones_it_has() -> None:
    steps = "milestones: [{title: Half, due: 2020-06}, {title: All, due: 2020-12}]"
    assert codes(found(plan_with(action("1.1.1", steps) + action("1.1.1", steps)))) == ["301"]


def test_a_weakness_may_have_the_number_of_an_action() -> None:
    assert found(plan_with(action("1"))) == ()


def test_parts_of_two_kpis_may_share_a_ref_but_not_parts_of_one() -> None:
    kpi = """
        - ref: {ref}
          title: Health checks
          aim: increase
          unit: percent
          baseline: {{promised: 2020-12}}
          parts:
            - {{ref: north, title: North}}
            - {{ref: {second}, title: South}}
        """
    fine = kpi.format(ref="K1", second="south") + kpi.format(ref="K2", second="south")
    assert found(plan_with(kpis=fine)) == ()
    (finding,) = found(plan_with(kpis=kpi.format(ref="K1", second="north")))
    assert (finding.code, finding.ref) == ("WSOA301", "K1/north")


@pytest.mark.parametrize(
    ("place", "text"),
    [
        ("a chair", plan_with().replace("chairs: [head-of-inclusion]", "chairs: [nobody]")),
        ("a sponsor", plan_with().replace("chairs: [head-of-inclusion]", "sponsors: [nobody]")),
        ("an officer", plan_with().replace("accountable: [head-of-inclusion]", "accountable: [nobody]")),
        ("a KPI's owner", plan_with().replace("  aim: increase", "  aim: increase\n        owner: nobody")),
        ("a board's chair", plan_with(keys="governance:\n  - {title: Board, chair: nobody}\n")),
        ("a reporter", plan_with(action("1.1.1", "updates: [{date: 2020-01, text: Begun, by: nobody}]"))),
        (
            "a second lead",
            plan_with().replace("leads: [head-of-inclusion]", "leads: [head-of-inclusion, nobody]"),
        ),
    ],
)
def test_a_role_is_looked_up_wherever_it_is_named(place: str, text: str) -> None:
    assert codes(found(text)) == ["302"], place


def test_a_misspelt_role_gets_the_one_that_was_meant() -> None:
    (finding,) = found(plan_with().replace("leads: [head-of-inclusion]", "leads: [head-of-inclusoin]"))
    assert finding.help.startswith("did you mean head-of-inclusion?")


def test_a_role_that_only_a_board_names_in_words_is_used() -> None:
    roles = "roles:\n  head-of-inclusion: {name: Head of Inclusion}\n  chair: {name: Independent Chair}\n"
    assert codes(found(plan_with(keys=roles))) == ["309"]
    board = "governance:\n  - {title: Board, members: [Independent Chair]}\n"
    assert found(plan_with(keys=roles + board)) == ()


def test_a_review_names_weaknesses_too() -> None:
    review = 'reviews:\n  - {title: Re-visit, weaknesses: [{ref: "7", progress: sufficient}]}\n'
    assert codes(found(plan_with(keys=review))) == ["303"]


@pytest.mark.parametrize("ref", ["WS1", "1.1", "1", "K9", "R1", "CSC IP: 5.1.6"])
def test_see_may_point_to_anything_in_the_plan_or_to_another_plan(ref: str) -> None:
    review = "reviews:\n  - {title: Re-visit}\n"
    assert found(plan_with(action("1.1.1", f'see: ["{ref}"]'), keys=review)) == ()


def test_a_pointer_that_leads_nowhere_weighs_less_than_a_dependency() -> None:
    (pointer,) = found(plan_with(action("1.1.1", 'see: ["5.6.1"]')))
    (dependency,) = found(plan_with(action("1.1.1", 'depends_on: ["5.6.1"]')))
    assert (pointer.code, pointer.severity) == ("WSOA304", Severity.WARNING)
    assert (dependency.code, dependency.severity) == ("WSOA304", Severity.ERROR)


def test_what_takes_the_place_of_a_withdrawn_action_must_be_there() -> None:
    gone = "withdrawn: {date: 2020-01-31, reason: Merged, superseded_by: 9.9.9}"
    assert codes(found(plan_with(action("1.1.1", gone) + action("1.1.2")))) == ["304"]


def test_a_ring_is_told_once_and_in_order() -> None:
    ring = action("a", "depends_on: [b]") + action("b", "depends_on: [c]") + action("c", "depends_on: [a]")
    (finding,) = found(plan_with(ring))
    assert finding.message == "these wait for each other: a → b → c → a"
    assert len(finding.related) == 2


def test_an_action_that_waits_for_itself_is_a_ring() -> None:
    (finding,) = found(plan_with(action("a", "depends_on: [a]")))
    assert finding.message == "these wait for each other: a → a"


def test_two_ways_to_the_same_action_are_no_ring() -> None:
    diamond = (
        action("a", "depends_on: [b, c]")
        + action("b", "depends_on: [d]")
        + action("c", "depends_on: [d]")
        + action("d")
    )
    assert found(plan_with(diamond)) == ()


def test_a_long_chain_of_dependencies_is_followed_to_its_end() -> None:
    chain = "".join(action(f"a{n}", f"depends_on: [a{n + 1}]") for n in range(2000)) + action("a2000")
    assert found(plan_with(chain)) == ()


def test_a_rating_code_counts_in_capitals_or_not() -> None:
    assert found(plan_with(action("1.1.1", "rating: {code: g, date: 2020-01}"))) == ()


def test_a_rating_inside_an_update_is_looked_up() -> None:
    updates = "updates: [{date: 2020-01, text: Begun, rating: purple}]"
    (finding,) = found(plan_with(action("1.1.1", updates)))
    assert (finding.code, finding.field) == ("WSOA307", "updates.0.rating")
