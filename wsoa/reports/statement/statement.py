"""The published statement: the whole plan in the order a reader needs it, everything already in words."""

from __future__ import annotations

from dataclasses import replace

from wsoa.plan.walk import Path
from wsoa.reports.changes import changes, source_of_all
from wsoa.reports.context import ReportContext
from wsoa.reports.head import head
from wsoa.reports.in_short import in_short
from wsoa.reports.inspection import inspected
from wsoa.reports.item_pages import own_pages
from wsoa.reports.kpis import kpi_section
from wsoa.reports.parts import Link
from wsoa.reports.plan_as_at import PlanAsAt, own_words, plan_as_at
from wsoa.reports.statement.back_matter import about, glossary, governance, key, reviews, weaknesses
from wsoa.reports.statement.view import Contents, StatementView
from wsoa.reports.statement.workstreams import workstreams
from wsoa.reports.vision import vision
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, either, plural
from wsoa.words.numbers import count


def statement(context: ReportContext) -> StatementView:
    """Turn a plan into the published statement. Nothing dated after the context's day is shown."""
    at = plan_as_at(context.assessment)
    at = replace(at, one_source=source_of_all(at))
    return StatementView(
        page_title=f"{at.plan.area}: {at.plan.title}, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        in_short=in_short(at),
        vision=vision(at),
        changes=changes(at),
        inspected=inspected(at),
        weaknesses=weaknesses(at),
        contents=_contents(at),
        workstreams=workstreams(at),
        kpis=kpi_section(at),
        reviews=reviews(at),
        governance=governance(at),
        glossary=glossary(at),
        key=key(at),
        about=about(at, context.findings, context.provenance),
        pages=own_pages(at.plan, at.anchors) if context.links.items else {},
    )


def _contents(at: PlanAsAt) -> tuple[Contents, ...]:
    """List the sections, each workstream with its outcomes, and how much each holds."""
    plan = at.plan
    lines = [Contents(Link("In short", "in-short"), "")]
    if vision(at).told:
        lines.append(Contents(Link("What the area wants", "vision"), ""))
    lines.append(Contents(Link("What changed", "changes"), ""))
    if inspected(at).told:
        lines.append(Contents(Link("What the inspection found", "inspected"), ""))
    if plan.weaknesses:
        heading = capital(plural(plan.labels.weakness))
        lines.append(Contents(Link(heading, "weaknesses"), f"{len(plan.weaknesses):,}"))
    lines += [_workstream(at, index) for index in range(len(plan.workstreams))]
    kpis = len(at.assessment.kpis)
    lines.append(Contents(Link("How we will know", "kpis"), count(kpis, plan.labels.kpi)))
    lines.append(Contents(Link("Inspection and reviews", "reviews"), ""))
    if plan.governance:
        lines.append(Contents(Link("Who answers for the plan", "governance"), ""))
    if plan.glossary:
        lines.append(Contents(Link("Glossary", "glossary"), ""))
    return (
        *lines,
        Contents(Link("Key to the ratings", "key"), ""),
        Contents(Link("How this page was made", "about"), ""),
    )


def _workstream(at: PlanAsAt, index: int) -> Contents:
    workstream = at.plan.workstreams[index]
    path: Path = ("workstreams", index)
    outcomes = tuple(
        Contents(
            Link(f"{o.ref} {o.title}", at.anchors.by_path[*path, "outcomes", i]),
            _held(at, (*path, "outcomes", i)),
        )
        for i, o in enumerate(workstream.outcomes)
    )
    return Contents(
        Link(f"{workstream.ref} {workstream.title}", at.anchors.by_path[path]),
        _held(at, path),
        outcomes,
    )


def _held(at: PlanAsAt, path: Path) -> str:
    own = [c for c in at.within(path) if not c.from_others]
    late = sum(1 for c in own if c.overdue)
    said = count(len(own), "commitment")
    return said + (f", {late:,} past {either(late, 'its', 'their')} date" if late else "")
