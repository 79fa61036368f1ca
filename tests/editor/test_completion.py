"""What an editor offers where a role, a ref, a rating or a date is typed."""

from __future__ import annotations

from datetime import date

from tests.editor.conftest import HEAD, PART, Show
from wsoa.editor.completion import Offers, completions

TODAY = date(2026, 6, 30)


def offered(show: Show, line: str, head: str | None = None) -> Offers | None:
    """Type a line below the due date of action 1.1.1, in a plan that was in order before."""
    show()
    at = PART.index("due: 2026-03-31\n") + len("due: 2026-03-31\n")
    part = f"{PART[:at]}        {line}\n{PART[at:]}"
    plan, file = show(part, head)
    return completions(plan, file, at + 8 + len(line), TODAY)


def labels(show: Show, line: str, head: str | None = None) -> list[str]:
    found = offered(show, line, head)
    assert found is not None
    return [one.label for one in found.offers]


def test_a_role_is_found_by_its_id_its_name_and_its_holder(show: Show) -> None:
    for typed in ("", "head", "head of send", "SEND Head", "byron"):
        assert labels(show, f"depends_on: []\n        leads: [{typed}")[0] == "head-of-send"
    assert labels(show, "leads: [clinical") == ["health-lead"]
    found = offered(show, "leads: [clinical")
    assert found is not None
    assert found.typed == "clinical"
    assert found.offers[0].words == "Designated Clinical Officer, NHS Anyshire (vacant)"
    assert labels(show, "leads: [nobody") == []


def test_refs_come_with_their_titles_and_in_quotes(show: Show) -> None:
    found = offered(show, "depends_on: [")
    assert found is not None
    assert [one.label for one in found.offers] == [
        "WS1", "1.1", "1.1.1", "1.1.2", "1.1.2#1", "1.1.2b", "K1", "K1/north", "K1/south",
    ]  # fmt: skip
    assert found.offers[2].written == '"1.1.1"'
    assert found.offers[2].words == "action: Hire two plan writers"
    assert labels(show, 'depends_on: ["wording') == ["1.1.2b"]
    assert labels(show, "see: [")[:2] == ["1", "2"]


def test_a_list_of_weaknesses_takes_weaknesses_only(show: Show) -> None:
    show()
    at = PART.index('weaknesses: ["1"]')
    part = PART.replace('weaknesses: ["1"]', "weaknesses: [")
    plan, file = show(part)
    found = completions(plan, file, at + len("weaknesses: ["), TODAY)
    assert found is not None
    assert [one.label for one in found.offers] == ["1", "2"]


def test_rating_codes_are_those_of_the_plans_own_scheme(show: Show) -> None:
    line = "updates: [{date: 2026-05, rating: "
    assert labels(show, line) == ["C", "G", "U", "A", "R", "N", "?"]
    other = HEAD.replace("rating_scheme: rag", "rating_scheme: brag")
    assert labels(show, line, other) == ["B", "G", "A", "R", "?"]
    assert labels(show, line + "beh") == ["A"]


def test_a_date_is_typed_in_words_and_written_as_plans_need(show: Show) -> None:
    found = offered(show, "completed: 31st oct")
    assert found is not None
    assert [(one.label, one.written) for one in found.offers] == [
        ("31 October 2026", "2026-10-31"),
        ("31 October 2027", "2027-10-31"),
    ]
    assert labels(show, "start: autumn") == ["2026/27 autumn term, late after 18 December 2026"]


def test_resources_and_codes_of_findings_are_offered(show: Show) -> None:
    assert labels(show, "resource: ") == ["ER"]
    show()
    head = HEAD + "  - {code: "
    plan, _ = show(PART, head)
    found = completions(plan, plan.files[0], len(head), TODAY)
    assert found is not None
    assert "WSOA405" in [one.label for one in found.offers]


def test_the_head_may_be_broken_meanwhile(show: Show) -> None:
    assert sorted(labels(show, "leads: [", HEAD + "  - [")) == ["head-of-send", "health-lead"]


def test_words_are_left_to_people(show: Show) -> None:
    assert offered(show, "note: 31st oct") is None
    assert offered(show, "detail: ") is None
