"""What was restated: baselines, targets and figures of KPIs that a later version of the plan changed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from wsoa.history.change import Change, Flag, Kind
from wsoa.history.repository.versions import Commit
from wsoa.history.timeline import Timeline, until
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.words.changes import Words
from wsoa.words.dates import say_day
from wsoa.words.lists import capital
from wsoa.words.numbers import say_number


def restated(at: PlanAsAt, line: Timeline | None) -> Mapping[str, tuple[Prose, ...]]:
    """Return remarks on what was restated up to the day, by the ref of the KPI, oldest first."""
    found: dict[str, list[Prose]] = {}
    kpis = {kpi.ref: kpi for workstream in at.plan.workstreams for kpi in workstream.kpis}
    words = Words(at.plan, at.plan)
    for commit, change in _changes(at, line):
        ref = change.item.ref.partition("/")[0]
        whole = change._replace(item=change.item._replace(kpi=kpis.get(ref)))
        found.setdefault(ref, []).append((Span(_sentence(words, commit, whole)),))
    return {ref: tuple(remarks) for ref, remarks in found.items()}


def _changes(at: PlanAsAt, line: Timeline | None) -> Iterator[tuple[Commit | None, Change]]:
    for event in until(line, at.as_of).events if line else ():
        for change in event.changes:
            if change.item.kind in {"kpi", "part"} and _restates(change):
                yield event.commit, change


def _restates(change: Change) -> bool:
    """True where something already stated was changed or taken out; a figure where none was is news."""
    if change.field == "reading":
        return change.kind is Kind.REMOVED
    stated = change.field == "baseline" or change.field.startswith("target")
    return stated and change.old is not None and Flag.NUMBER_GIVEN not in change.flags


def _sentence(words: Words, commit: Commit | None, change: Change) -> str:
    version = (
        f"version {commit.short} of {say_day(commit.committed)}"
        if commit
        else "the version not committed yet"
    )
    if change.field == "reading":
        return f"The figure{_figure(change)} was changed or taken out in {version}."
    return f"{capital(words.of(change))}. Changed in {version}."


def _figure(change: Change) -> str:
    value = change.old.value
    unit = change.item.kpi.unit if change.item.kpi else None
    if value is None:
        return ""
    return f" {say_number(value, unit) if unit else value}"
