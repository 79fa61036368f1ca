"""A plan four times as long takes four times the work, counted in lines of code that are run."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from types import FrameType, ModuleType
from typing import Any

import pytest
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

import wsoa.history.attribution_report
import wsoa.history.timeline
import wsoa.reports.plan_as_at
import wsoa.reports.site.area_folder
import wsoa.reports.terminal.validation
from tests.checks.small import load_split
from tests.conftest_plans import HEAD, load_text
from wsoa.audience.audience import Audience
from wsoa.audience.readers import Readers
from wsoa.checks.check import check
from wsoa.files.load import LoadedPlan
from wsoa.history.attribution_report import bridge
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import Stories, timeline
from wsoa.plan.models import Plan
from wsoa.plan.walk import walk
from wsoa.provenance.seal import Links
from wsoa.publish.sources import HistoryRequest, PlanHistory, put_together
from wsoa.render.office.docx_page import page_docx
from wsoa.reports.context import ReportContext
from wsoa.reports.plan_as_at import plan_as_at
from wsoa.reports.registry import make
from wsoa.reports.site.area_folder import area_folder
from wsoa.reports.terminal.validation import plan_findings

DAY = date(2020, 6, 1)
FEW, TIMES = 8, 4
Work = Callable[[], object]
Trace = Callable[[FrameType, str, Any], Any]


def loaded(workstreams: int, due: str = "2020-03-31") -> LoadedPlan:
    """A plan of so many workstreams, each with two actions."""
    text = HEAD + "workstreams:\n"
    for number in range(workstreams):
        text += f"  - ref: W{number}\n    title: Part {number}\n    weaknesses: ['1']\n    outcomes:\n"
        text += f"      - ref: '{number}'\n        title: People notice {number}\n        actions:\n"
        for action in range(2):
            text += f"          - {{ref: {number}.{action}, title: Do {action} of {number}, due: {due}}}\n"
    return load_text(text)


def context(one: LoadedPlan) -> ReportContext:
    """What a page of a plan is made from, without a history."""
    wanted = HistoryRequest(DAY, Readers(Audience.PUBLIC))
    return put_together(one, wanted, Links(), PlanHistory())


def within(one: LoadedPlan) -> Work:
    """Look up what stands at or below each item."""

    def work() -> None:
        at = plan_as_at(context(one).assessment)
        for item in walk(at.plan):
            at.within(item.path)

    return work


def neighbours(one: LoadedPlan) -> Work:
    """Look up what stands before and after each action."""

    def work() -> None:
        area = area_folder(context(one))
        for item in area.items:
            if item.kind == "action":
                area.neighbours(item)

    return work


def ratings(one: LoadedPlan) -> Work:
    """Share out why the standings of each workstream changed."""
    old, new = plan_of(one), plan_of(later(one))
    return lambda: bridge(old, new, DAY, DAY)


def stories(one: LoadedPlan) -> Work:
    """Tell the story of each item."""
    first, second = (Commit(f"{n}" * 40, DAY, DAY, "Edit") for n in (1, 2))
    new = later(one)
    line = timeline([Version(first, one), Version(second, new)])

    def work() -> None:
        told = Stories(line)
        for item in walk(plan_of(new)):
            told.of(item)

    return work


def findings(one: LoadedPlan) -> Work:
    """Gather the lines that findings stand on, one in each file of a plan that has a file a workstream."""
    parts = (
        f"ref: W{number}\ntitle: {'Part ' * 30}\nweaknesses: ['1']\noutcomes: []\n"
        for number in range(len(plan_of(one).workstreams))
    )
    split = load_split(HEAD, *parts)
    found = [finding for finding in check(split) if finding.code == "WSOA109"]
    assert len(found) == len(split.sources.workstreams)
    return lambda: plan_findings(split, found)


def plan_of(one: LoadedPlan) -> Plan:
    assert one.plan is not None
    return one.plan


def later(one: LoadedPlan) -> LoadedPlan:
    """The same plan with every due date moved."""
    return loaded(len(plan_of(one).workstreams), "2020-09-30")


def lines_run(work: Work, module: ModuleType) -> int:
    """How many lines of a module are run, each time round a loop counted."""
    count = 0

    def of_a_line(_frame: FrameType, event: str, _given: object) -> Trace:
        nonlocal count
        count += event == "line"
        return of_a_line

    def of_a_call(frame: FrameType, _event: str, _given: object) -> Trace | None:
        return of_a_line if frame.f_code.co_filename == module.__file__ else None

    before = sys.gettrace()
    sys.settrace(of_a_call)
    try:
        work()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize(
    ("made", "module"),
    [
        (within, wsoa.reports.plan_as_at),
        (neighbours, wsoa.reports.site.area_folder),
        (ratings, wsoa.history.attribution_report),
        (stories, wsoa.history.timeline),
        (findings, wsoa.reports.terminal.validation),
    ],
)
def test_a_plan_four_times_as_long_takes_four_times_the_work(
    made: Callable[[LoadedPlan], Work], module: ModuleType
) -> None:
    few, many = made(loaded(FEW)), made(loaded(FEW * TIMES))
    assert lines_run(few, module) > FEW
    assert lines_run(many, module) < 1.1 * TIMES * lines_run(few, module)


def test_a_word_document_is_not_looked_through_for_each_paragraph(monkeypatch: pytest.MonkeyPatch) -> None:
    looked = 0
    look = BaseOxmlElement.first_child_found_in

    def counted(element: BaseOxmlElement, *tags: str) -> object:
        nonlocal looked
        looked += element.tag == qn("w:body")
        return look(element, *tags)

    monkeypatch.setattr(BaseOxmlElement, "first_child_found_in", counted)
    found = []
    for size in (FEW, FEW * TIMES):
        looked = 0
        page_docx(make("statement", context(loaded(size))))
        found.append(looked)
    assert found[0] == found[1]
