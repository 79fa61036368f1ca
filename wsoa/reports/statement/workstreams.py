"""Workstreams, outcomes, actions and milestones: dates, standing and the last word on each."""

from __future__ import annotations

from collections.abc import Sequence

from wsoa.assess.assessment import Commitment
from wsoa.assess.commitments import Due
from wsoa.assess.rollup import open_due
from wsoa.plan.base import Misread
from wsoa.plan.models import Action, Milestone, Outcome, Promise, Voices, Workstream
from wsoa.plan.ratings import Standing
from wsoa.plan.spoken import canonical
from wsoa.plan.walk import Path
from wsoa.plan.words import count_days, say_day
from wsoa.reports.anchors import Prose, prose
from wsoa.reports.parts import DueLine, Fact, Link, Moment, Titled, Trail
from wsoa.reports.plan_as_at import PlanAsAt, by_standing, counted, fact, note
from wsoa.reports.statement.changes import NO_DATE
from wsoa.reports.statement.view import ActionRows, OutcomeView, Row, WorkstreamView
from wsoa.words.phrases import capital, count, plural, say_due, sentence

NO_LEAD = "No lead recorded"


def workstreams(at: PlanAsAt) -> tuple[WorkstreamView, ...]:
    """Lay out every workstream in plan order."""
    return tuple(_workstream(at, w, ("workstreams", index)) for index, w in enumerate(at.plan.workstreams))


def within(at: PlanAsAt, path: Path) -> list[Commitment]:
    """Return the commitments at or below a path."""
    return [c for c in at.assessment.commitments if c.path[: len(path)] == path]


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
        impact_anchor=f"impact-{anchor}",
        impact=at.impact(workstream.impact),
        voices=voices_of(workstream.voices),
        reports=at.reports(workstream.updates),
        kpis=Link(count(kpis, at.plan.labels.kpi), f"kpis-{anchor}") if kpis else None,
        outcomes=tuple(
            _outcome(at, o, (*path, "outcomes", index)) for index, o in enumerate(workstream.outcomes)
        ),
        note=prose(sentence(workstream.note)) if workstream.note else (),
    )


def _promised(at: PlanAsAt, path: Path) -> str:
    """Count what is to be done below a path; KPI promises are told with the KPIs."""
    done = [c for c in within(at, path) if c.kind in {"action", "milestone"}]
    labels = at.plan.labels
    actions = sum(1 for c in done if c.kind == "action")
    parts = [count(actions, labels.action)] if actions else []
    if len(done) > actions:
        parts.append(count(len(done) - actions, labels.milestone))
    return counted(" and ".join(parts), done)


def _people(at: PlanAsAt, workstream: Workstream) -> tuple[Fact, ...]:
    return (
        *at.people("Chair" if len(workstream.chairs) == 1 else "Chairs", workstream.chairs),
        *at.people("Sponsor" if len(workstream.sponsors) == 1 else "Sponsors", workstream.sponsors),
        *fact("Partners", ["; ".join(workstream.partners)] if workstream.partners else []),
    )


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


def voices_of(voices: Voices | None) -> tuple[Titled, ...]:
    """Group what people will say to show the difference by who they are."""
    if voices is None:
        return ()
    groups = (
        ("Children and young people", voices.young_people),
        ("Parents and carers", voices.parents),
        ("Professionals", voices.professionals),
        ("Audits and outside reviews", voices.audits),
    )
    return tuple(
        Titled(heading, tuple(sentence(line) for line in lines)) for heading, lines in groups if lines
    )


def _outcome(at: PlanAsAt, outcome: Outcome, path: Path) -> OutcomeView:
    officers = "Accountable officer" if len(outcome.accountable) == 1 else "Accountable officers"
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
        actions=tuple(_action(at, a, (*path, "actions", index)) for index, a in enumerate(outcome.actions)),
        has_leads=any(thing.leads for a in outcome.actions for thing in (a, *a.milestones)),
        remarks=(*_printed(at, outcome.printed, None), *note(outcome.note)),
    )


def _action(at: PlanAsAt, action: Action, path: Path) -> ActionRows:
    milestones = tuple(_milestone(at, m, (*path, "milestones", i)) for i, m in enumerate(action.milestones))
    commitment = at.by_path.get(path)
    if commitment is not None:
        row = _row(at, action, path, commitment, action.ref)
    else:
        row = _whole(at, action, path)
    return ActionRows(row, milestones)


def _milestone(at: PlanAsAt, milestone: Milestone, path: Path) -> Row:
    place = capital(f"{at.plan.labels.milestone} {int(path[-1]) + 1}")
    return _row(at, milestone, path, at.by_path[path], milestone.ref or place)


def _row(at: PlanAsAt, promise: Promise, path: Path, commitment: Commitment, ref: str) -> Row:
    reports = at.reports(promise.updates)
    return Row(
        anchor=at.anchors.by_path[path],
        kind=commitment.kind,
        ref=ref,
        title=promise.title,
        detail=sentence(promise.detail) if promise.detail else "",
        leads=_leads(at, promise.leads, commitment),
        due=_due(at, commitment),
        no_due=NO_DATE,
        tag=at.tag(commitment.standing),
        timing=_timing(commitment),
        moved=_moved(commitment),
        declared=_declared(at, commitment),
        disagreement=sentence(commitment.disagreement) if commitment.disagreement else "",
        trails=_trails(at, promise),
        resource=_resource(at, promise),
        signed_off=signed_off(at, promise),
        reports=reports,
        last_word=_last_word(commitment, reported=bool(reports)),
        evidence=at.evidence(promise.evidence),
        remarks=(*_printed(at, promise.printed, commitment.due), *note(promise.note)),
    )


def _leads(at: PlanAsAt, own: Sequence[str], commitment: Commitment | None) -> tuple[str, ...]:
    if own:
        return tuple(at.role(lead) for lead in own)
    return (f"As for the {at.plan.labels.action}",) if commitment and commitment.leads else (NO_LEAD,)


def _due(at: PlanAsAt, commitment: Commitment) -> DueLine | None:
    if commitment.due is None:
        return None
    first = commitment.original_due if commitment.moves else None
    return DueLine(_moment(at, commitment.due), _moment(at, first) if first else None)


def _moved(commitment: Commitment) -> str:
    """Say how often and how far the deadline moved; empty where it did not."""
    if not commitment.moves:
        return ""
    times = {1: "once", 2: "twice"}.get(commitment.moves, f"{commitment.moves} times")
    days = commitment.moved_days
    return f"Moved {times}" + (
        f", {count_days(abs(days))} {'later' if days > 0 else 'earlier'}" if days else ""
    )


def _moment(at: PlanAsAt, due: Due) -> Moment:
    machine = due.text if due.window.precision.value in {"day", "month"} else ""
    return Moment(say_due(due, at.plan.calendar), machine)


def _timing(commitment: Commitment) -> str:
    """Say how late it is, or by when it is now expected; what was reported stands under the last word."""
    if commitment.overdue:
        return f"{count_days(commitment.days_late)} late"
    late = commitment.standing in {Standing.BEHIND, Standing.OFF_TRACK}
    return capital(commitment.reason) if late else ""


def _last_word(commitment: Commitment, *, reported: bool) -> str:
    """Say what is known beyond the reports: that there are none, that they are old, that it is done."""
    if commitment.standing in {Standing.BEHIND, Standing.OFF_TRACK}:
        return "Nothing reported" if commitment.last_report is None else ""
    says_enough = reported and commitment.standing in {Standing.ON_TRACK, Standing.UNDERWAY}
    return "" if says_enough else capital(commitment.reason)


def _declared(at: PlanAsAt, commitment: Commitment) -> str:
    """Quote the owner's last rating, unless another line of the row quotes it already."""
    given = commitment.declared
    quoted = commitment.standing not in {Standing.BEHIND, Standing.OFF_TRACK} and commitment.completed is None
    if given is None or commitment.disagrees or quoted:
        return ""
    when = f", {say_day(given.date)}" if given.date else ""
    return f"Published rating: {at.code(given.code)}{when}"


def _trails(at: PlanAsAt, promise: Promise) -> tuple[Trail, ...]:
    links = [("Depends on", promise.depends_on), ("See also", promise.see)]
    if promise.withdrawn and promise.withdrawn.superseded_by and at.withdrawn(promise):
        links.append(("Replaced by", (promise.withdrawn.superseded_by,)))
    return tuple(Trail(label, tuple(at.link(ref) for ref in refs)) for label, refs in links if refs)


def _resource(at: PlanAsAt, promise: Promise) -> str:
    if promise.resource is None:
        return ""
    return at.plan.resources.get(promise.resource, promise.resource)


def signed_off(at: PlanAsAt, promise: Promise) -> str:
    """Say who signed it off and when; empty where nobody had by the day."""
    verified = promise.verified
    if verified is None or not at.known(verified.date):
        return ""
    by = at.role(verified.by) if verified.by in at.plan.roles else verified.by
    return f"Signed off by {by}, {at.say(verified.date)}"


def _printed(at: PlanAsAt, printed: dict[str, str], due: Due | None) -> tuple[Prose, ...]:
    """Say what the document prints; a date only where it is not simply spelt in another way."""
    return at.printed(
        {
            key: text
            for key, text in printed.items()
            if key != "due" or due is None or _canonical(text) != due.text
        }
    )


def _canonical(text: str) -> str | None:
    try:
        return canonical(text)
    except Misread:
        return None


def _whole(at: PlanAsAt, action: Action, path: Path) -> Row:
    """Return the row of an action that is rated from its milestones."""
    steps = within(at, path)
    worst = max(
        (c.standing for c in steps if c.standing is not Standing.WITHDRAWN),
        key=lambda s: s.severity,
        default=Standing.WITHDRAWN,
    )
    reports = at.reports(action.updates)
    return Row(
        anchor=at.anchors.by_path[path],
        kind="action",
        ref=action.ref,
        title=action.title,
        detail=sentence(action.detail) if action.detail else "",
        leads=_leads(at, action.leads, None),
        due=DueLine(at.moment(action.due), None) if action.due else None,
        no_due=_last_step(at, steps),
        tag=at.tag(worst),
        timing=_steps(at, steps),
        moved="",
        declared="",
        disagreement="",
        trails=_trails(at, action),
        resource=_resource(at, action),
        signed_off=signed_off(at, action),
        reports=reports,
        last_word="" if reports else f"See its {plural(at.plan.labels.milestone)}, below",
        evidence=at.evidence(action.evidence),
        remarks=(*_printed(at, action.printed, None), *note(action.note)),
    )


def _steps(at: PlanAsAt, steps: Sequence[Commitment]) -> str:
    return f"{count(len(steps), at.plan.labels.milestone)}: {by_standing(steps)}"


def _last_step(at: PlanAsAt, steps: Sequence[Commitment]) -> str:
    days = [day for c in steps if (day := open_due(c)) is not None]
    return (
        f"Last open {at.plan.labels.milestone}: {say_day(max(days))}"
        if days
        else f"No {at.plan.labels.milestone} open"
    )
