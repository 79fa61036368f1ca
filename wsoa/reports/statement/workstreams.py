"""Workstreams and outcomes with their actions, in plan order."""

from __future__ import annotations

from wsoa.plan.models import Outcome, Workstream
from wsoa.plan.walk import Path
from wsoa.reports.anchors import Span, prose, safe_address
from wsoa.reports.item_pages import impact_anchor, kpis_anchor
from wsoa.reports.parts import Fact, Link, Trail
from wsoa.reports.plan_as_at import PlanAsAt, fact, note, voices_of
from wsoa.reports.promises import action_rows
from wsoa.reports.statement.view import OutcomeView, WorkstreamView
from wsoa.words.lists import capital, either, plural, sentence
from wsoa.words.numbers import count
from wsoa.words.standings import counted_and_late


def workstreams(at: PlanAsAt) -> tuple[WorkstreamView, ...]:
    """Lay out every workstream in plan order."""
    return tuple(_workstream(at, w, ("workstreams", index)) for index, w in enumerate(at.plan.workstreams))


def _workstream(at: PlanAsAt, workstream: Workstream, path: Path) -> WorkstreamView:
    anchor = at.anchors.by_path[path]
    kpis = len(workstream.kpis)
    return WorkstreamView(
        anchor=anchor,
        label=capital(at.plan.labels.workstream),
        ref=workstream.ref,
        title=workstream.title,
        ambition=sentence(workstream.ambition) if workstream.ambition else "",
        counts=_promised(at, path),
        facts=_people(at, workstream),
        answers=_answers(at, workstream),
        impact_anchor=impact_anchor(anchor),
        impact=at.impact(workstream.impact),
        voices=voices_of(workstream.voices),
        reports=at.reports(workstream.updates),
        kpis=Link(count(kpis, at.plan.labels.kpi), kpis_anchor(anchor)) if kpis else None,
        outcomes=tuple(
            _outcome(at, o, (*path, "outcomes", index)) for index, o in enumerate(workstream.outcomes)
        ),
        note=prose(sentence(workstream.note)) if workstream.note else (),
    )


def _promised(at: PlanAsAt, path: Path) -> str:
    """Count what is to be done below a path; KPI promises are told with the KPIs."""
    done = [c for c in at.within(path) if c.kind in {"action", "milestone"}]
    labels = at.plan.labels
    actions = sum(1 for c in done if c.kind == "action")
    parts = [count(actions, labels.action)] if actions else []
    if len(done) > actions:
        parts.append(count(len(done) - actions, labels.milestone))
    return counted_and_late(" and ".join(parts), done)


def _people(at: PlanAsAt, workstream: Workstream) -> tuple[Fact, ...]:
    return (
        *at.people(either(len(workstream.chairs), "Chair", "Chairs"), workstream.chairs),
        *at.people(either(len(workstream.sponsors), "Sponsor", "Sponsors"), workstream.sponsors),
        *fact("Partners", ["; ".join(workstream.partners)] if workstream.partners else []),
        *_begins(at, workstream),
    )


def _begins(at: PlanAsAt, workstream: Workstream) -> tuple[Fact, ...]:
    """Say on which page of the document a workstream begins, linked to the document where it can be read."""
    if workstream.page is None:
        return ()
    address = safe_address(at.plan.document.url) if at.plan.document else ""
    return (Fact("In the document", ((Span(f"begins on page {workstream.page}", address),),)),)


def _answers(at: PlanAsAt, workstream: Workstream) -> Trail | None:
    paths: dict[str, Path] = {
        weakness.ref: ("weaknesses", index) for index, weakness in enumerate(at.plan.weaknesses)
    }
    refs = workstream.weaknesses
    if not refs:
        return None
    label = at.plan.labels.weakness if len(refs) == 1 else plural(at.plan.labels.weakness)
    links = tuple(Link(ref, at.anchors.by_path.get(paths[ref], "") if ref in paths else "") for ref in refs)
    return Trail(f"Answers {label}", links)


def _outcome(at: PlanAsAt, outcome: Outcome, path: Path) -> OutcomeView:
    officers = either(len(outcome.accountable), "Accountable officer", "Accountable officers")
    actions = tuple(action_rows(at, a, (*path, "actions", index)) for index, a in enumerate(outcome.actions))
    rows = [row for one in actions for row in (one.action, *one.milestones)]
    return OutcomeView(
        anchor=at.anchors.by_path[path],
        label=capital(at.plan.labels.outcome),
        ref=outcome.ref,
        title=outcome.title,
        counts=_promised(at, path),
        facts=(
            *at.people(officers, outcome.accountable),
            *fact("Due", [at.say(outcome.due)] if outcome.due else []),
        ),
        impact=at.impact(outcome.impact),
        reports=at.reports(outcome.updates),
        actions=actions,
        has_leads=any(thing.leads for a in outcome.actions for thing in (a, *a.milestones)),
        has_reports=any(row.reports or row.declared or row.disagreement for row in rows),
        remarks=(*at.printed(outcome.printed), *note(outcome.note)),
    )
