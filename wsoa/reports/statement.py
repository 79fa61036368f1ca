"""The published statement: the whole plan in the order a reader needs it, everything already in words."""

from __future__ import annotations

from collections.abc import Sequence

from wsoa.assess.assessment import Assessment
from wsoa.files.load import LoadedPlan
from wsoa.findings import Finding
from wsoa.plan.walk import Path
from wsoa.plan.words import say_day
from wsoa.reports.phrases import capital, count, plural
from wsoa.reports.provenance import Provenance, provenance_of
from wsoa.reports.statement_back import about, glossary, governance, key, reviews, weaknesses
from wsoa.reports.statement_changes import changes
from wsoa.reports.statement_desk import Desk, desk
from wsoa.reports.statement_kpis import kpi_section
from wsoa.reports.statement_parts import Link
from wsoa.reports.statement_top import head, in_short
from wsoa.reports.statement_view import Contents, StatementView, Words
from wsoa.reports.statement_work import within, workstreams

__all__ = ["Provenance", "StatementView", "provenance_of", "statement"]


def statement(
    assessment: Assessment, loaded: LoadedPlan, findings: Sequence[Finding], provenance: Provenance
) -> StatementView:
    """Turn an assessed plan into the published statement.

    ``findings`` are those of the checks; those of reading come with the loaded plan. Nothing dated after
    the assessment's day is shown.

    Raises:
        ValueError: the assessment, the provenance and the loaded plan are not of one plan and one day.
    """
    if assessment.as_of != provenance.as_of or loaded.id != provenance.plan_id:
        raise ValueError(f"{provenance.plan_id} at {provenance.as_of} is not what was assessed")
    at = desk(assessment)
    return StatementView(
        page_title=f"{at.plan.area}: {at.plan.title}, as at {say_day(at.as_of)}",
        words=_words(at),
        head=head(at),
        in_short=in_short(at),
        changes=changes(at),
        weaknesses=weaknesses(at),
        contents=_contents(at),
        workstreams=workstreams(at),
        kpis=kpi_section(at),
        reviews=reviews(at),
        governance=governance(at),
        glossary=glossary(at),
        key=key(at),
        about=about(at, _together(loaded, findings), provenance),
    )


def _together(loaded: LoadedPlan, findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Join the findings of reading and of the checks, each once."""
    return tuple(dict.fromkeys((*loaded.findings, *findings)))


def _words(at: Desk) -> Words:
    labels = at.plan.labels
    return Words(
        action=capital(labels.action),
        lead=capital(labels.lead),
        workstream=labels.workstream,
    )


def _contents(at: Desk) -> tuple[Contents, ...]:
    """List the sections, each workstream with its outcomes, and how much each holds."""
    plan = at.plan
    lines = [Contents(Link("In short", "in-short"), ""), Contents(Link("What changed", "changes"), "")]
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


def _workstream(at: Desk, index: int) -> Contents:
    workstream = at.plan.workstreams[index]
    path: Path = ("workstreams", index)
    outcomes = tuple(
        Contents(
            Link(f"{o.ref} {o.title}", at.anchors.by_path[*path, "outcomes", i]),
            _held(at, (*path, "outcomes", i), len(o.actions)),
        )
        for i, o in enumerate(workstream.outcomes)
    )
    actions = sum(len(o.actions) for o in workstream.outcomes)
    return Contents(
        Link(f"{workstream.ref} {workstream.title}", at.anchors.by_path[path]),
        _held(at, path, actions),
        outcomes,
    )


def _held(at: Desk, path: Path, actions: int) -> str:
    late = len({c.item.action.ref for c in within(at, path) if c.overdue and c.item.action is not None})
    return count(actions, at.plan.labels.action) + (
        f", {late:,} past {'its' if late == 1 else 'their'} date" if late else ""
    )
