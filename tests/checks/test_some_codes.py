"""Findings of some codes are those among all findings, and no other rule runs for them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest

from tests.checks.small import DAY, load_small, load_split, plan_for, plan_with
from tests.checks.test_check import CORPUS, NO_LEADS, silence
from tests.checks.test_pages import RUNNABLE, example
from wsoa.assess import assessment
from wsoa.assess.assessment import Assessment
from wsoa.authoring.refusal import RefusedError
from wsoa.authoring.verify import new_findings
from wsoa.checks import check as checking
from wsoa.checks.check import check
from wsoa.checks.registry import BY_CODE, RULES
from wsoa.checks.rule import Hit, Rule, View
from wsoa.checks.silences import UNUSED
from wsoa.files.editing.draft import Draft
from wsoa.files.load import LoadedPlan
from wsoa.files.sources import Sources
from wsoa.findings import Finding, Severity
from wsoa.plan.models import Plan

SILENCED = plan_with(NO_LEADS, keys=silence("WSOA401", ', ref: "1.1.1", until: 2020-02'))
EVERY = sorted({*BY_CODE, "WSOA201", "WSOA413", "WSOA414"})


def without_the_rest(loaded: LoadedPlan, day: date | None, codes: set[str]) -> list[Finding]:
    return [finding for finding in check(loaded, as_of=day) if finding.code in codes]


@pytest.mark.parametrize("area", ["lancashire", "peterborough"])
def test_each_code_alone_finds_in_a_real_plan_what_it_finds_among_all(
    area: str, request: pytest.FixtureRequest
) -> None:
    loaded: LoadedPlan = request.getfixturevalue(area)
    every = check(loaded, as_of=DAY)
    for code in EVERY:
        assert list(check(loaded, as_of=DAY, codes={code})) == [f for f in every if f.code == code], code


@pytest.mark.parametrize("day", [None, DAY])
@pytest.mark.parametrize(
    "text", [SILENCED, plan_with(NO_LEADS, keys=silence("WSOA504")), plan_with(keys=silence("WSOA402"))]
)
def test_silences_are_heeded_and_judged_as_among_all(text: str, day: date | None) -> None:
    loaded = load_small(text)
    for codes in ({"WSOA401"}, {"WSOA413"}, {"WSOA414"}, {"WSOA401", "WSOA413", "WSOA414"}, set[str]()):
        assert list(check(loaded, as_of=day, codes=codes)) == without_the_rest(loaded, day, codes), codes


def test_what_was_found_while_reading_is_found_by_its_codes_too() -> None:
    for file in sorted(CORPUS.rglob("*.yaml")):
        loaded = load_small(file.read_bytes())
        codes = {finding.code for finding in check(loaded, as_of=DAY)} | {"WSOA409"}
        for some in (codes, set(sorted(codes)[:1]), set(sorted(codes)[-1:])):
            assert list(check(loaded, as_of=DAY, codes=some)) == without_the_rest(loaded, DAY, some), file


def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count which rules run from now on, and how often a plan is assessed."""
    ran: Counter[str] = Counter()

    def counting(rule: Rule) -> Rule:
        def look(view: View) -> Iterator[Hit]:
            ran[rule.code] += 1
            return rule.function(view)

        return Rule(rule.code, rule.name, rule.severity, rule.kind, look)

    def assess(plan: Plan, day: date) -> Assessment:
        ran["assess"] += 1
        return assessment.assess(plan, day)

    monkeypatch.setattr(checking, "RULES", tuple(map(counting, RULES)))
    monkeypatch.setattr(checking, "assess", assess)
    return ran


def test_only_the_rules_of_the_codes_run(monkeypatch: pytest.MonkeyPatch) -> None:
    ran = counted(monkeypatch)
    check(load_small(SILENCED), as_of=DAY, codes={"WSOA401", "WSOA302", "WSOA414"})
    assert ran == {"WSOA401": 1, "WSOA302": 1}
    ran.clear()
    check(load_small(SILENCED), as_of=DAY, codes={UNUSED[0]})
    assert ran == {**dict.fromkeys(BY_CODE, 1), "assess": 1}


def test_where_things_stand_is_not_worked_out_for_a_file_in_order() -> None:
    head, _, part = plan_with().partition("workstreams:\n  - ")
    loaded = load_split(head, part.replace("\n    ", "\n"))
    asked: list[str] = []

    def positions() -> None:
        asked.append("asked")

    files = [replace(file, read=positions) for file in loaded.sources.files]
    sources = Sources(files[0], tuple(files[1:]))
    assert check(replace(loaded, sources=sources), as_of=date(2020, 1, 1)) == ()
    assert asked == []


def the_plain_way(made: Draft, refs: set[str]) -> tuple[Finding, ...] | str:
    """What an edit brings, worked out from every finding before and after it."""
    known = Counter(finding.fingerprint for finding in check(made.before, as_of=DAY))
    fresh = []
    for finding in check(made.after, as_of=DAY):
        if known[finding.fingerprint] > 0:
            known[finding.fingerprint] -= 1
        elif finding.ref in refs or not finding.code.startswith("WSOA5"):
            fresh.append(finding)
    return next((f.message for f in fresh if f.severity is Severity.ERROR), tuple(fresh))


def by_new_findings(made: Draft, refs: set[str]) -> tuple[Finding, ...] | str:
    try:
        return new_findings(made, DAY, refs)
    except RefusedError as refused:
        return str(refused)


@pytest.mark.parametrize("code", RUNNABLE)
def test_an_edit_brings_the_same_findings_as_by_every_rule_on_both_sides(code: str) -> None:
    """From each page's good example to its bad one and back, silenced or not, as the plan of one edit."""
    good, bad = (load_small(plan_for(*example(code, title))) for title in ("Good", "Bad"))
    silenced = load_small(SILENCED)
    refs = {finding.ref for finding in check(bad, as_of=DAY)}
    for before, after in ((good, bad), (bad, good), (bad, bad), (silenced, bad), (bad, silenced)):
        made = Draft(before, after, "", ())
        for some in (refs, set[str]()):
            plain, told = the_plain_way(made, some), by_new_findings(made, some)
            if isinstance(plain, str):
                assert told == f"This would break the plan: {plain}. Nothing was written."
            else:
                assert told == plain


def test_an_edit_looks_at_the_old_plan_only_for_what_is_in_the_new_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tidy, untidy = load_small(plan_with()), load_small(plan_with(NO_LEADS))
    ran = counted(monkeypatch)
    new_findings(Draft(tidy, tidy, "", ()), DAY, {"1.1.9"})
    assert {*ran.values()} == {1}
    ran.clear()
    new_findings(Draft(tidy, untidy, "", ()), DAY, {"1.1.9"})
    assert [code for code, times in ran.items() if times > 1] == ["WSOA401"]
