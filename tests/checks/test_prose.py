"""Text that was cut, left over, or should not be public; and abbreviations."""

from __future__ import annotations

import pytest

from tests.checks.small import codes, found, load_split, plan_with
from wsoa.checks.check import check


def titled(title: str) -> str:
    return plan_with(f'- ref: "1.1.1"\n  title: {title}\n  leads: [head-of-inclusion]\n  due: 2020-12-31\n')


@pytest.mark.parametrize(
    "title",
    ['"Review plans #1 to #9"', "Review plans#1", "'Review # plans'", "Review plans\n  # oldest first"],
)
def test_a_hash_that_cuts_nothing_is_no_finding(title: str) -> None:
    assert found(titled(title)) == ()


def test_the_finding_quotes_what_is_lost() -> None:
    (finding,) = found(titled("Review plans #1 to #9"))
    assert finding.code == "WSOA013"
    assert "“#1 to #9”" in finding.message
    assert (finding.ref, finding.field) == ("1.1.1", "title")


def test_a_comment_after_a_date_or_a_list_is_just_a_comment() -> None:
    action = """
        - ref: "1.1.1" # printed 1.1
          title: Review plans
          leads: [head-of-inclusion] # both of them
          due: 2020-12 # or November
        """
    assert found(plan_with(action)) == ()


def test_text_in_a_list_and_in_a_workstream_file_can_be_cut_too() -> None:
    head, _, part = plan_with().partition("workstreams:\n  - ")
    part = part.replace("\n    ", "\n").replace("chairs:", "partners:\n  - Schools #2\nchairs:")
    findings = check(load_split(head, part))
    assert codes(findings) == ["013"]
    assert findings[0].place.file == "workstreams/1.yaml"


@pytest.mark.parametrize(
    "words", ["Review plans (tbc)", "TBA", "Date to be confirmed", "Review XX plans", "Review plans???"]
)
def test_words_of_a_draft_are_found(words: str) -> None:
    assert codes(found(titled(f'"{words}"'))) == ["410"]


@pytest.mark.parametrize(
    "words",
    [
        "Support parents who are not sure what to ask",
        "Agree a protocol to be reviewed each year",
        "Delete records older than the law allows",
        "Buy shirts in size XXL",
    ],
)
def test_ordinary_sentences_are_left_alone(words: str) -> None:
    assert "410" not in codes(found(titled(words)))


def test_to_be_confirmed_may_stand_beside_a_promised_date() -> None:
    kpi = """
        - ref: K1
          title: Waits
          aim: reduce
          unit: weeks
          baseline: {text: To be confirmed, promised: 2020-12}
          targets: [{by: 2021-12, value: 9}]
        """
    assert found(plan_with(kpis=kpi)) == ()
    assert codes(found(plan_with(kpis=kpi.replace(", promised: 2020-12", "")))) == ["410"]


def test_a_note_may_quote_what_the_document_left_in() -> None:
    note = plan_with(keys='note: The document has "not sure you need that" in print, and a date tbc.\n')
    assert found(note) == ()


@pytest.mark.parametrize(
    "address", ["jo.bloggs@nhs.net", "j.bloggs2@school.sch.uk", "mary-ann.o'neil@council.gov.uk"]
)
def test_an_address_of_two_names_looks_like_a_person(address: str) -> None:
    assert codes(found(plan_with(keys=f'note: "Ask {address}."\n'))) == ["411"]


@pytest.mark.parametrize(
    "address",
    ["send@council.gov.uk", "local.offer@council.gov.uk", "sen.team@nhs.net", "info@forum.org", "@council"],
)
def test_a_shared_mailbox_is_fine(address: str) -> None:
    assert found(plan_with(keys=f'note: "Ask {address}."\n')) == ()


@pytest.mark.parametrize(
    "title",
    [
        "Ask the NHS and every GP in the UK",
        "Phase II of the review",
        "Review plans with WS1",
        "Review with the Speech and Language Service (SALS), then ask SALS",
        "Send reminders to all SENs",
    ],
)
def test_what_everybody_knows_or_the_plan_explains_needs_no_glossary(title: str) -> None:
    assert found(titled(title) + "glossary: {SEN: Special educational needs}\n") == ()


def test_an_abbreviation_is_reported_once_with_the_number_of_its_uses() -> None:
    actions = "".join(
        f'- {{ref: "1.1.{n}", title: Meet the SLCN team, leads: [head-of-inclusion], due: 2020-12}}\n'
        for n in (1, 2, 3)
    )
    (finding,) = found(plan_with(actions))
    assert finding.message == "nothing says what SLCN stands for, here and in 2 more places"
    assert finding.ref == "1.1.1"
