"""An action or a milestone as one row: who, by when, how it stands, and the last word on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import gravest, open_due
from wsoa.assess.standing import Ground
from wsoa.plan.base import Misread
from wsoa.plan.dates import Deadline, Precision
from wsoa.plan.models import Action, Milestone, Promise
from wsoa.plan.ratings import Standing
from wsoa.plan.spoken import canonical
from wsoa.plan.walk import Path
from wsoa.reports.anchors import Prose
from wsoa.reports.parts import DueLine, EvidenceLine, Moment, Report, Tag, Trail
from wsoa.reports.plan_as_at import PlanAsAt, note
from wsoa.reports.promise_facts import STATES, promise_facts
from wsoa.words.dates import say_day, say_due
from wsoa.words.lists import capital, plural, sentence
from wsoa.words.nothing import NO_DATE, NO_LEAD
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import by_standing, say_disagreement, say_grounds, say_last_rated, say_moved


@dataclass(frozen=True, slots=True)
class Row:
    """An action or a milestone as one row."""

    anchor: str
    kind: str
    ref: str
    title: str
    detail: str
    leads: tuple[str, ...]
    due: DueLine | None
    no_due: str
    tag: Tag | None
    timing: str
    moved: str
    declared: str
    disagreement: str
    trails: tuple[Trail, ...]
    resource: str
    signed_off: str
    reports: tuple[Report, ...]
    last_word: str
    evidence: tuple[EvidenceLine, ...]
    remarks: tuple[Prose, ...]
    facts: tuple[str, ...] = ()
    states: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ActionRows:
    """An action's own row and those of its milestones."""

    action: Row
    milestones: tuple[Row, ...]


def action_rows(at: PlanAsAt, action: Action, path: Path) -> ActionRows:
    """Lay out an action and its milestones; an action that has any is rated from them."""
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
        due=due_line(at, commitment),
        no_due=NO_DATE,
        tag=at.tag_of(commitment),
        timing=timing(commitment),
        moved=capital(say_moved(commitment.moves, commitment.moved_days)),
        declared=_declared(at, commitment),
        disagreement=sentence(say_disagreement(commitment.disagreement)) if commitment.disagreement else "",
        trails=_trails(at, promise),
        resource=_resource(at, promise),
        signed_off=_signed_off(at, promise),
        reports=reports,
        last_word=_last_word(commitment, promise, reported=bool(reports)),
        evidence=at.evidence(promise.evidence),
        remarks=(*_printed(at, promise.printed, commitment.due), *note(promise.note)),
        facts=_facts(at, promise),
        states=_facts(at, promise, states=True),
    )


def _leads(at: PlanAsAt, own: Sequence[str], commitment: Commitment | None) -> tuple[str, ...]:
    if own:
        return tuple(at.role(lead) for lead in own)
    return (f"As for the {at.plan.labels.action}",) if commitment and commitment.leads else (NO_LEAD,)


def due_line(at: PlanAsAt, commitment: Commitment) -> DueLine | None:
    """Say when a commitment is due, and when it was first where the date moved; None without a date."""
    if commitment.due is None:
        return None
    first = commitment.original_due if commitment.moves else None
    return DueLine(_moment(at, commitment.due), _moment(at, first) if first else None)


def _moment(at: PlanAsAt, due: Deadline) -> Moment:
    machine = due.text if due.window.precision in {Precision.DAY, Precision.MONTH} else ""
    return Moment(say_due(due, at.plan.calendar), machine)


def _signed_off(at: PlanAsAt, promise: Promise) -> str:
    by = at.signed_by(promise)
    return f"Signed off {by}" if by else ""


def timing(commitment: Commitment) -> str:
    """Say how late it is, or by when it is now expected; what was reported stands under the last word."""
    if commitment.overdue:
        return f"{count_days(commitment.days_late)} late"
    return capital(say_grounds(commitment.grounds)) if commitment.standing.is_late else ""


def _last_word(commitment: Commitment, promise: Promise, *, reported: bool) -> str:
    """Say what is known beyond the reports: that there are none, that they are old, that it is done."""
    if commitment.standing.is_late:
        return "Nothing reported" if commitment.last_report is None else ""
    given = commitment.declared
    rated = commitment.grounds.ground is Ground.RATED and given is not None
    quoted = rated and any((u.date, u.rating) == (given.given, given.code) for u in promise.updates if given)
    says_enough = reported and (quoted or commitment.standing in {Standing.ON_TRACK, Standing.UNDERWAY})
    return "" if says_enough else capital(say_grounds(commitment.grounds))


def _declared(at: PlanAsAt, commitment: Commitment) -> str:
    """Quote the owner's last rating, unless another line of the row quotes it already."""
    given = commitment.declared
    quoted = not commitment.standing.is_late and commitment.completed is None
    quoted = quoted or commitment.grounds.ground is Ground.RATED
    if given is None or commitment.disagrees or quoted:
        return ""
    return f"Last rated {at.code(given.code)} {say_last_rated(commitment)}"


def _trails(at: PlanAsAt, promise: Promise) -> tuple[Trail, ...]:
    links = [("Depends on", promise.depends_on), ("See also", promise.see)]
    if promise.withdrawn and promise.withdrawn.superseded_by and at.withdrawn(promise):
        links.append(("Replaced by", (promise.withdrawn.superseded_by,)))
    return tuple(Trail(label, tuple(at.link(ref) for ref in refs)) for label, refs in links if refs)


def _facts(at: PlanAsAt, promise: Promise, *, states: bool = False) -> tuple[str, ...]:
    """Say what else the plan holds of a promise, or how far it is: paused, or waiting to be signed off."""
    told = promise_facts(at.plan, promise, at.known, at.say)
    return tuple(
        f"{capital(label)} {'; '.join(lines)}" if states else f"{capital(label)}: {'; '.join(lines)}"
        for label, lines in told
        if (label in STATES) == states
    )


def _resource(at: PlanAsAt, promise: Promise) -> str:
    if promise.resource is None:
        return ""
    return at.plan.resources.get(promise.resource, promise.resource)


def _printed(at: PlanAsAt, printed: dict[str, str], due: Deadline | None) -> tuple[Prose, ...]:
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
    steps = at.within(path)
    worst = gravest(steps)
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
        tag=at.tag_of(worst) if worst else at.tag(Standing.WITHDRAWN),
        timing=f"{count(len(steps), at.plan.labels.milestone)}: {by_standing(steps)}",
        moved="",
        declared="",
        disagreement="",
        trails=_trails(at, action),
        resource=_resource(at, action),
        signed_off=_signed_off(at, action),
        reports=reports,
        last_word="" if reports else f"See its {plural(at.plan.labels.milestone)}, below",
        evidence=at.evidence(action.evidence),
        remarks=(*_printed(at, action.printed, None), *note(action.note)),
        facts=_facts(at, action),
        states=_facts(at, action, states=True),
    )


def _last_step(at: PlanAsAt, steps: Sequence[Commitment]) -> str:
    days = [day for c in steps if (day := open_due(c)) is not None]
    return (
        f"Last open {at.plan.labels.milestone}: {say_day(max(days))}"
        if days
        else f"No {at.plan.labels.milestone} open"
    )
