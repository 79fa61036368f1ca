"""A small plan that is in order, and ways to put an example into it."""

from __future__ import annotations

import re
import textwrap
from datetime import date
from pathlib import Path

from wsoa.checks.check import check
from wsoa.files.load import LoadedPlan, assemble, read_text
from wsoa.files.sources import Source, Sources
from wsoa.findings import Finding

DAY = date(2020, 3, 31)
"""The day that examples of progress are seen on."""

SMALL = """\
format: 1
kind: wsoa
area: Exampleshire
title: Written statement of action
bodies: [Exampleshire County Council]
document: {title: Written statement of action, date: 2019-10-07}
start: 2019-10-18
rating_scheme: rag
roles:
  head-of-inclusion: {name: Head of Inclusion}
weaknesses:
  - {ref: "1", title: Families wait too long for a plan}
workstreams:
  - ref: WS1
    title: Plans on time
    chairs: [head-of-inclusion]
    weaknesses: ["1"]
    outcomes:
      - ref: "1.1"
        title: Families get a good plan on time
        accountable: [head-of-inclusion]
        impact: [{text: Families say that the plan came on time}]
        actions:
ACTIONS
    kpis:
KPIS
"""
ACTION = '- {ref: "1.1.9", title: Ask families how it went, leads: [head-of-inclusion], due: 2020-12-31}'
KPI = """\
- ref: K9
  title: Families who are content
  aim: increase
  unit: percent
  baseline: {value: 58, at: 2019-09}
  targets:
    - {by: 2020-09, value: 70}
"""
_TOP_LEVEL = re.compile(r"^(?=[a-z_]+:)", re.MULTILINE)


def plan_with(actions: str = ACTION, kpis: str = KPI, keys: str = "") -> str:
    """Return the small plan with these actions and KPIs, and these keys in place of its own."""
    text = SMALL.replace("ACTIONS", _indented(actions, 10)).replace("KPIS", _indented(kpis, 6))
    theirs = {_key(chunk) for chunk in _chunks(keys)}
    return "".join(chunk for chunk in _chunks(text) if _key(chunk) not in theirs) + keys


def plan_for(info: str, example: str) -> str:
    """Put a page's example where the word after ``yaml`` says."""
    example = textwrap.dedent(example)
    where = info.removeprefix("yaml").strip()
    if where == "whole":
        return example
    if where == "action":
        return plan_with(actions=example)
    if where == "kpi":
        return plan_with(kpis=example)
    assert not where, f"no example goes to {where}"
    first, separator, rest = example.partition("---\n")
    if separator:  # a second document or a directive has to keep its place in the file
        return f"{first}---\n{plan_with(keys=rest)}"
    return plan_with(keys=example)


def load_small(text: str | bytes) -> LoadedPlan:
    """Read one file as a whole plan, by the same road as a file on disk."""
    data = text if isinstance(text, bytes) else text.encode()
    source, findings = read_text(data, "plan.yaml")
    return assemble("exampleshire", Path("exampleshire"), Sources(source), findings)


def load_split(head: str, *parts: str) -> LoadedPlan:
    """Read a head and one file a workstream."""
    source, findings = read_text(head.encode(), "plan.yaml")
    others: list[Source] = []
    for number, part in enumerate(parts, 1):
        other, more = read_text(part.encode(), f"workstreams/{number}.yaml")
        others.append(other)
        findings += more
    return assemble("exampleshire", Path("exampleshire"), Sources(source, tuple(others)), findings)


def found(text: str | bytes, as_of: date | None = None) -> tuple[Finding, ...]:
    """Check the text of one plan."""
    return check(load_small(text), as_of=as_of)


def codes(findings: tuple[Finding, ...]) -> list[str]:
    """The codes found, in order of place, WSOA left out: 301 reads better than WSOA301."""
    return [finding.code.removeprefix("WSOA") for finding in findings]


def _indented(block: str, by: int) -> str:
    return textwrap.indent(textwrap.dedent(block).rstrip(), " " * by)


def _chunks(text: str) -> list[str]:
    return [chunk for chunk in _TOP_LEVEL.split(text) if chunk.strip()]


def _key(chunk: str) -> str:
    return chunk.partition(":")[0]
