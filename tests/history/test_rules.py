"""Findings from history: each rule's page is its test, from versions held in memory."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pytest

from tests.checks.small import plan_with
from wsoa.checks import pages
from wsoa.checks.check import check
from wsoa.checks.silences import PAST
from wsoa.findings import Finding
from wsoa.history.repository.store import from_memory
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.rules import RULES, history_findings
from wsoa.history.timeline import timeline

CODES = [code for code, _, _ in RULES if code != "WSOA536"]
"""All but that the history is not known, which no version can show; the commands are tested for it."""
_DAY = re.compile(r"^# (\d{4}-\d{2}-\d{2})\n", re.MULTILINE)
BESIDE = {
    "WSOA522": {"WSOA521"},
    "WSOA526": {"WSOA525"},
}
"""What may come with a finding: a move without a record after the day is both."""


def blocks(code: str, title: str) -> list[tuple[str, str]]:
    page = pages.page(code)
    assert page is not None
    section = page.text.partition(f"## {title}\n")[2].partition("\n## ")[0]
    return re.findall(r"^```yaml ?(.*)\n((?:.*\n)*?)```$", section, re.MULTILINE)


def versions_of(info: str, example: str, extra: str = "") -> Iterator[Version]:
    parts = _DAY.split(example)[1:]
    given = []
    for number, (day, items) in enumerate(zip(parts[::2], parts[1::2], strict=True)):
        text = plan_with(kpis=items) if info.endswith("kpi") else plan_with(actions=items)
        when = date.fromisoformat(day)
        given.append(
            (Commit(f"{number:040x}", when, when, "Edit the plan"), {"plan.yaml": (text + extra).encode()})
        )
    return from_memory("exampleshire", given)


def findings_of(info: str, example: str, extra: str = "") -> tuple[Finding, ...]:
    held = list(versions_of(info, example, extra))
    newest = held[-1].loaded
    assert newest is not None
    assert newest.plan is not None, newest.findings
    past = history_findings(timeline(held), newest)
    return check(newest, past=past)


@pytest.mark.parametrize("code", CODES)
def test_the_bad_example_raises_the_code_of_its_page(code: str) -> None:
    [(info, bad)] = blocks(code, "Bad")
    found = findings_of(info, bad)
    assert {f.code for f in found} - BESIDE.get(code, set()) == {code}, found
    page = pages.page(code)
    assert page is not None
    assert {(f.name, f.severity) for f in found if f.code == code} == {(page.name, page.severity)}


@pytest.mark.parametrize("code", CODES)
def test_the_good_example_raises_nothing(code: str) -> None:
    [(info, good)] = blocks(code, "Good")
    assert findings_of(info, good) == ()


@pytest.mark.parametrize("code", CODES)
def test_the_silence_on_the_page_silences_it(code: str) -> None:
    [(info, bad)] = blocks(code, "Bad")
    [(_, silence)] = blocks(code, "How to silence")
    assert code not in {f.code for f in findings_of(info, bad, silence)}


def test_the_codes_of_history_are_set_aside_for_it() -> None:
    assert set(CODES) <= PAST


def test_a_silence_of_history_is_not_judged_where_history_was_not_looked_at() -> None:
    [(info, bad)] = blocks("WSOA521", "Bad")
    [(_, silence)] = blocks("WSOA521", "How to silence")
    newest = list(versions_of(info, bad, silence))[-1].loaded
    assert newest is not None
    assert check(newest) == ()


def test_a_reason_given_later_is_accepted_and_shown_as_late() -> None:
    [(info, bad)] = blocks("WSOA521", "Bad")
    late = (
        bad
        + bad.rpartition("# 2020-01-20\n")[2].join(["# 2020-02-03\n", ""])
        + (
            "  changes:\n    - {date: 2020-01-20, field: due, from: 2020-03-31, to: 2020-06-30,\n"
            "       reason: The team starts in April, agreed_by: Improvement board}\n"
        )
    )
    assert findings_of(info, late) == ()
