"""Refs with slips, and leads in the spellings that documents use."""

from __future__ import annotations

import pytest

from wsoa.imports.cells import refs
from wsoa.imports.cells.people import People
from wsoa.imports.ledger import Kind, Ledger


@pytest.mark.parametrize(
    ("text", "printed", "rest"),
    [
        ("1.1.1 Produce an assessment", "1.1.1", "Produce an assessment"),
        ("1.1.1. Produce", "1.1.1", "Produce"),
        ("4.5.1Identify partners", "4.5.1", "Identify partners"),
        ("2.2.4a Rapidly address", "2.2.4a", "Rapidly address"),
        ("WG3.12 Percentage", "WG3.12", "Percentage"),
        ("PRIORITY AREA 1.2 Develop", "1.2", "Develop"),
        ("3. Publish it", "3", "Publish it"),
    ],
)
def test_a_ref_before_the_text_is_found(text: str, printed: str, rest: str) -> None:
    assert refs.leading(text) == (printed, rest)


@pytest.mark.parametrize("text", ["80 further places", "Year 9 reviews", "2020 survey", "a) Review"])
def test_a_figure_that_starts_a_text_is_no_ref(text: str) -> None:
    assert refs.leading(text) is None


def test_a_full_stop_missing_from_a_ref_is_settled_by_the_ref_before() -> None:
    assert refs.leading("4.4 6 Sense check", before="4.4.5") == ("4.4 6", "Sense check")
    assert refs.leading("4.4 6 week pilot", before="4.3.9") == ("4.4", "6 week pilot")


@pytest.mark.parametrize(
    ("printed", "ref"),
    [("4.4 6", "4.4.6"), ("6.2.", "6.2"), ("1b (i)", "1b(i)"), ("2.2.4 a)", "2.2.4a"), ("WG 3.1", "WG3.1"),
     ("Action 1.1", "1.1"), ("1,1,2", "1.1.2"), ("(3)", "3"), ("???", "")],
)  # fmt: skip
def test_a_ref_is_made_into_one_that_a_plan_can_hold(printed: str, ref: str) -> None:
    assert refs.clean(printed) == ref


@pytest.mark.parametrize(
    ("printed", "copied"), [("1.1.", True), ("1)", True), ("1b(i)", True), ("4.4 6", False)]
)
def test_a_sign_that_ends_a_ref_is_no_repair(*, printed: str, copied: bool) -> None:
    assert refs.is_copied(printed, refs.clean(printed)) is copied


def _names(text: str) -> tuple[list[str], Ledger]:
    ledger = Ledger()
    people = People(ledger)
    return [people.roles[role].name for role in people.read(text, "line 1", "1.1")], ledger


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Head of SEND; Parent Forum Chair", ["Head of SEND", "Parent Forum Chair"]),
        ("Director of Public Health, CCC\nAD Strategic Commissioning, CCC",
         ["Director of Public Health, CCC", "AD Strategic Commissioning, CCC"]),
        ("Educational Psychologist/ SEND Health Lead", ["Educational Psychologist", "SEND Health Lead"]),
        ("NTW NHS Trust\nLSC NHS Trust", ["NTW NHS Trust", "LSC NHS Trust"]),
    ],
)  # fmt: skip
def test_several_leads_are_parted_at_clear_separators_and_that_is_said(text: str, names: list[str]) -> None:
    found, ledger = _names(text)
    assert found == names
    assert ledger.entries[0].kind is Kind.GUESS


@pytest.mark.parametrize(
    "text",
    [
        "Senior Manager,\nInclusion, CCC",
        "Chair of the Parent/Carer Reference Group",
        "Head of SEND\nCumbria County Council",
        "SEND Partnership\nEngagement Lead",
        "AD Education, Service Manager Inclusion",
    ],
)
def test_one_lead_stays_whole(text: str) -> None:
    assert _names(text)[0] == [" ".join(text.split())]


@pytest.mark.parametrize(
    "text",
    ["AD Education, Service Manager Inclusion", "LA Systems Lead LA Inclusion Manager", "SENCO/parents"],
)
def test_a_cell_that_may_name_several_is_doubted(text: str) -> None:
    assert [entry.made for entry in _names(text)[1].entries] == ["kept as one role; it may name several"]


def test_a_post_with_its_employer_below_is_no_doubt() -> None:
    assert _names("Head of SEND\nCumbria County Council")[1].entries == []


def test_nobody_is_no_role() -> None:
    found, ledger = _names("tbc")
    assert found == []
    assert ledger.entries[0].kind is Kind.NOT_READ


def test_one_role_in_two_spellings_is_one_role() -> None:
    people = People(Ledger())
    first = people.read("Senior Manager Inclusion, CCC", "line 1", "1.1")
    assert people.read("Senior Manager, Inclusion CCC", "line 2", "1.2") == first
    assert people.roles[first[0]].also == ["Senior Manager, Inclusion CCC"]


def test_roles_spelt_almost_alike_are_kept_apart_and_listed() -> None:
    ledger = Ledger()
    people = People(ledger)
    for place, name in enumerate(["LA Inclusion Service Manager", "LA Inclusion Service Managers"]):
        people.read(name, f"line {place}", "1.1")
    people.note_likenesses()
    assert len(people.roles) == 2
    assert "kept apart from “LA Inclusion Service Manager”" in ledger.entries[-1].made


@pytest.mark.parametrize(
    ("printed", "names"),
    [
        (
            "Senior Manager, Inclusion, CCC Designated Clinical Officer, NHS",
            ["Senior Manager, Inclusion, CCC", "Designated Clinical Officer, NHS"],
        ),
        ("Head of SEND, Anyshire Council Service Manager, Inclusion", 2),
        ("Anyshire County Council Service Manager", 1),
        ("Team Manager, Anyshire NHS Trust North", 1),
    ],
)
def test_posts_that_a_narrow_column_ran_together_are_parted_where_an_employer_ends_the_first(
    printed: str, names: list[str] | int
) -> None:
    ledger = Ledger()
    people = People(ledger)
    found = [people.roles[role].name for role in people.read(printed, "line 1", "1.1")]
    assert found == names or len(found) == names
    if len(found) > 1:
        assert "2 roles: " in ledger.entries[0].made
