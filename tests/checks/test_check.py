"""All rules together: silences, order, days, files, and the three plans that come with the tool."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.checks.small import DAY, codes, found, load_small, load_split, plan_with
from wsoa.checks.check import check
from wsoa.checks.registry import RULES
from wsoa.files.load import LoadedPlan
from wsoa.findings import Severity, in_order

CORPUS = Path(__file__).parent.parent / "corpus"
NO_LEADS = """\
- {ref: "1.1.1", title: Review plans, due: 2020-12}
- {ref: "1.1.2", title: Tell families, due: 2020-12}
- {ref: "1.1.3", title: Ask schools, due: 2020-12, leads: [head-of-inclusion]}
"""


def silence(code: str, more: str = "") -> str:
    return f"ignore:\n  - {{code: {code}, reason: The board knows{more}}}\n"


def test_a_silence_without_a_ref_covers_every_item() -> None:
    assert codes(found(plan_with(NO_LEADS))) == ["401", "401"]
    assert found(plan_with(NO_LEADS, keys=silence("WSOA401"))) == ()


def test_a_silence_with_a_ref_covers_that_item_only() -> None:
    (left,) = found(plan_with(NO_LEADS, keys=silence("WSOA401", ', ref: "1.1.1"')))
    assert left.ref == "1.1.2"


def test_a_silence_may_be_written_in_small_letters() -> None:
    assert found(plan_with(NO_LEADS, keys=silence("wsoa401"))) == ()


@pytest.mark.parametrize(
    "unused",
    [
        silence("WSOA402"),
        silence("WSOA999"),
        silence("WSOA413"),
        silence("WSOA201"),
        silence("WSOA401", ', ref: "9.9.9"'),
    ],
)
def test_a_silence_with_nothing_to_silence_is_a_finding(unused: str) -> None:
    assert codes(found(plan_with(keys=unused))) == ["413"]


def test_of_two_silences_for_one_finding_neither_is_unused() -> None:
    both = silence("WSOA401") + '  - {code: WSOA401, ref: "1.1.1", reason: The post is vacant}\n'
    assert found(plan_with(NO_LEADS, keys=both)) == ()


def test_a_silence_of_progress_is_not_judged_until_progress_is_looked_at() -> None:
    text = plan_with(keys=silence("WSOA504"))
    assert found(text) == ()
    assert codes(found(text, DAY)) == ["413"]


def test_what_keeps_dates_from_being_worked_out_cannot_be_silenced() -> None:
    actions = '- {ref: "1.1.1", title: Review, leads: [head-of-inclusion], due: 6 months}\n'
    text = plan_with(actions, keys="start:\n" + silence("WSOA205"))
    assert sorted(codes(found(text))) == ["205", "413"]


def test_an_expired_silence_goes_on_silencing_and_is_reported() -> None:
    text = plan_with(NO_LEADS, keys=silence("WSOA401", ", until: 2020-02"))
    assert found(text) == ()
    assert found(text, date(2020, 2, 29)) == ()
    (finding,) = found(text, date(2020, 3, 1))
    assert (finding.code, finding.message) == (
        "WSOA414",
        "the silence of WSOA401 was to be looked at again by 29 February 2020",
    )


@settings(max_examples=12)
@given(days=st.integers(min_value=-4000, max_value=4000))
def test_findings_of_structure_and_fitness_never_depend_on_the_day(cumbria: LoadedPlan, days: int) -> None:
    without = check(cumbria)
    with_day = check(cumbria, as_of=DAY + timedelta(days=days))
    assert tuple(f for f in with_day if not f.code.startswith("WSOA5")) == without


def test_rules_of_progress_and_only_they_have_codes_in_the_five_hundreds() -> None:
    for rule in RULES:
        assert (rule.kind == "progress") == rule.code.startswith("WSOA5"), rule.code


def test_a_broken_file_does_not_hide_what_is_wrong_in_another() -> None:
    head, _, part = plan_with().partition("workstreams:\n  - ")
    part = part.replace("\n    ", "\n")
    broken = "ref: WS2\ntitle: [Plans\n"
    findings = check(load_split(head, broken, part.replace("due: 2020-12-31", "due: 2020-12-32")))
    assert codes(findings) == ["001", "201"]
    assert {finding.place.file for finding in findings} == {"workstreams/1.yaml", "workstreams/2.yaml"}


def test_findings_point_into_the_file_of_their_workstream() -> None:
    head, _, part = plan_with(NO_LEADS).partition("workstreams:\n  - ")
    part = part.replace("\n    ", "\n")
    findings = check(load_split(head, part))
    lines = part.splitlines()
    assert [lines[f.place.line - 1].strip()[:14] for f in findings] == ['- {ref: "1.1.1', '- {ref: "1.1.2']


def test_findings_come_in_order_and_the_plan_is_left_as_it_was() -> None:
    loaded = load_small(plan_with(NO_LEADS + '- {ref: "1.1.3", title: TBC, leads: [nobody]}\n'))
    before = replace(loaded)
    findings = check(loaded, as_of=DAY)
    assert findings == in_order(findings)
    assert check(loaded, as_of=DAY) == findings
    assert loaded == before


@pytest.mark.parametrize("file", sorted(CORPUS.rglob("*.yaml")), ids=lambda f: f.name)
@pytest.mark.parametrize("day", [None, date.min, DAY, date.max])
def test_every_file_of_the_corpus_can_be_checked_on_any_day(file: Path, day: date | None) -> None:
    findings = found(file.read_bytes(), day)
    assert all(finding.message and finding.place.file == "plan.yaml" for finding in findings)


def test_a_plan_with_nothing_in_it_is_checked_too() -> None:
    empty = "format: 1\nkind: pap\narea: A\ntitle: T\nbodies: []\nroles: {}\nweaknesses: []\n"
    assert found(empty, DAY) == ()


@pytest.mark.parametrize("area", ["cumbria", "lancashire", "peterborough"])
def test_the_plans_that_come_with_the_tool_have_no_errors(area: str, request: pytest.FixtureRequest) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    findings = check(loaded, as_of=DAY)
    assert [f for f in findings if f.severity is Severity.ERROR] == []
    fingerprints = [f.fingerprint for f in findings]
    assert len(fingerprints) == len(set(fingerprints))


@pytest.mark.parametrize(
    ("code", "ref"),
    [
        ("WSOA412", "6.1.2a"),  # 31 November 2019
        ("WSOA412", "3.4.2b"),  # November to January 2019, which runs backwards
        ("WSOA412", "6.1.5-2"),  # the ref 6.1.5 twice
        ("WSOA412", "WG5.1"),  # rests on action 5.6.1, which the document does not have
        ("WSOA407", "WG6.9"),  # to increase, from 33.7 to 33.5
        ("WSOA407", "WG6.17"),  # to increase, with maintain as its target
    ],
)
def test_faults_of_cumbrias_document_that_a_reader_found_are_found(
    cumbria: LoadedPlan, code: str, ref: str
) -> None:
    assert (code, ref) in {(finding.code, finding.ref) for finding in check(cumbria)}
