"""One item laid out: what is known of it as labelled lines, its place in the file, and what stands below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.assess.kpis import KpiState
from wsoa.assess.standing import Ground, Grounds
from wsoa.history.moves.noted import SilentMove
from wsoa.plan.base import OpenPart
from wsoa.plan.dates import Deadline
from wsoa.plan.head import Review, Weakness
from wsoa.plan.models import Change, Outcome, Plan, Promise, Update, Workstream
from wsoa.plan.ratings import Standing
from wsoa.reports.promise_facts import own_facts, promise_facts
from wsoa.reports.terminal.blocks import SPACE, Block, Column, Facts, Heading, Paragraph, Table
from wsoa.reports.terminal.item import ItemReport
from wsoa.words.dates import long_day, say_text, say_when
from wsoa.words.kpis import Measured, say_aim, say_baseline, say_figures, say_latest, say_target
from wsoa.words.lists import small
from wsoa.words.nothing import moves_not_known
from wsoa.words.numbers import count, count_days
from wsoa.words.sources import SAME, say_sources
from wsoa.words.standings import say_disagreement, say_grounds, say_last_rated, say_standing, standing_word

Line = tuple[str, str]
_CLOSED = frozenset({Standing.COMPLETE, Standing.WITHDRAWN})
_DATES = frozenset({"due", "start"})
_BELOW = (Column(head="Ref"), Column(head="Title", fits="fold"), Column(head="Due"), Column(head="Standing"))


def layout(report: ItemReport, _limit: int) -> Iterator[Block]:
    """Lay out one item: what is known of it, where it is in the file, and what is below it."""
    item = report.item
    kind = "KPI" if item.kind == "kpi" else item.kind.capitalize()
    yield Heading(item.thing.area if isinstance(item.thing, Plan) else f"{kind} {item.ref}")
    yield from (Paragraph(item.title), SPACE)
    yield Facts([*lines(report), ("as at", long_day(report.as_of))])
    yield from (SPACE, Paragraph(f"{report.place.file}:{report.place.line}", quiet=True, whole=True))
    below = [c for c in report.commitments if c.ref != item.ref]
    if below:
        counts = [f"{n} {s.word.lower()}" for s in Standing if (n := report.whole.by_standing[s])]
        yield from (SPACE, Heading(f"{count(len(below), 'commitment')} in it: {', '.join(counts)}", 2))
        yield Table(_BELOW, [_row(c) for c in below], headed=False)


def _row(c: Commitment) -> tuple[str, str, date | None, str]:
    late = f"{count_days(c.days_late)} late" if c.overdue else small(standing_word(c))
    return c.ref, c.title, c.due.latest if c.due else None, late


def lines(report: ItemReport) -> Iterator[Line]:
    """Yield label and value, most important first. The label is empty where a line continues."""
    yield from _belongs(report)
    own = report.own
    if own is not None:
        yield from _commitment(own, report.plan)
        if told := moves_not_known(report.gap, own.moves):
            yield "moved", told
    thing = report.item.thing
    if isinstance(thing, Promise):
        yield from _promise(thing, report)
    elif isinstance(thing, Workstream):
        yield from _workstream(thing, report)
    elif isinstance(thing, Outcome):
        yield from _outcome(thing, report.plan)
    elif isinstance(thing, Review):
        yield from _review(thing, report)
    elif isinstance(thing, Weakness):
        yield from _weakness(thing, report)
    elif isinstance(thing, Plan):
        yield from _plan(thing, report)
    if report.kpi is not None:
        yield from _kpi(report.kpi, report.measured, report.plan)
    yield from _remarks(report)


def _belongs(report: ItemReport) -> Iterator[Line]:
    item, labels = report.item, report.plan.labels
    if item.workstream is not None and item.kind != "workstream":
        yield labels.workstream, f"{item.workstream.ref} {item.workstream.title}"
    if item.outcome is not None and item.kind != "outcome":
        yield labels.outcome, f"{item.outcome.ref} {item.outcome.title}"
    if item.kind == "milestone" and item.action is not None:
        yield labels.action, f"{item.action.ref} {item.action.title}"


def _commitment(c: Commitment, plan: Plan) -> Iterator[Line]:
    yield "standing", f"{say_standing(c)}: {say_grounds(c.grounds)}"
    if c.rating:
        yield "rating", f"{c.rating}, worked out by the plan's {plan.scheme.name} scheme"
    if c.disagreement:
        yield "declared", say_disagreement(c.disagreement)
    elif c.declared:
        yield "declared", f"{c.declared.code} {say_last_rated(c)}"
    yield "due", _due(c.due)
    if c.moves:
        yield "first due", _due(c.original_due)
    if c.days_late:
        original = f", {count_days(c.days_late_original)} from the date first promised" if c.moves else ""
        yield "late", count_days(c.days_late) + original
    if c.forecast:
        yield "forecast", long_day(c.forecast)


def _due(due: Deadline | None) -> str:
    if due is None:
        return "no date recorded"
    window = due.window
    text = long_day(window.latest) if window.latest else due.text
    if window.earliest and window.latest and window.earliest != window.latest:
        text = f"{long_day(window.earliest)} to {text}"
    return text + (f" (the document prints “{due.printed}”)" if due.printed else "")


def _promise(thing: Promise, report: ItemReport) -> Iterator[Line]:
    plan = report.plan
    yield from _many("lead", [_role(plan, role) for role in thing.leads] or ["no lead recorded"])
    if thing.detail:
        yield "detail", thing.detail
    if thing.resource:
        yield (
            "resource",
            f"{thing.resource}: {plan.resources.get(thing.resource, 'not explained in the plan')}",
        )
    for label, texts in promise_facts(plan, thing, report.knows, lambda when: say_when(when, plan.calendar)):
        yield from _many(label, texts)
    if thing.verified and report.knows(thing.verified.date):
        yield "signed off", f"{thing.verified.date.text}, by {thing.verified.by}"
    if thing.start:
        yield "starts", thing.start.text
    yield from _many("after", list(thing.depends_on))
    yield from _many("see", list(thing.see))
    for change in report.known(thing.changes):
        why = change.reason or "no reason recorded"
        who = f", agreed by {change.agreed_by}" if change.agreed_by else ""
        where = f", in version {change.version}" if isinstance(change, SilentMove) else ""
        old, new = (_side(side, change, plan) for side in (change.old, change.new))
        moved = f"{change.field} from {old} to {new}"
        yield "change", f"{say_when(change.date, plan.calendar)}{where}: {moved}: {why}{who}"
    shown = [e.title for e in thing.evidence if e.date is None or report.is_past(e.date)]
    yield from _many("evidence", shown)
    yield from _updates(thing.updates, report)
    own = report.own
    if own and own.last_report is None and not report.known(thing.updates) and own.standing not in _CLOSED:
        yield "update", say_grounds(Grounds(Ground.NOTHING_REPORTED))


def _side(text: str | None, change: Change, plan: Plan) -> str:
    if text is None:
        return "nothing"
    return say_text(text, plan.calendar) if change.field in _DATES else text


def _updates(updates: Sequence[Update], report: ItemReport) -> Iterator[Line]:
    told = report.known(updates)
    for update, said in zip(told, say_sources(update.source for update in told), strict=True):
        source = f" ({small(said) if said == SAME else update.source})" if said else ""
        done = f" ({update.percent} % done)" if update.percent is not None else ""
        yield "update", f"{say_when(update.date, report.plan.calendar)}: {update.text}{done}{source}"
        if update.blocker:
            yield "in the way", update.blocker
        if update.help_needed:
            yield "asked for", update.help_needed


def _workstream(thing: Workstream, report: ItemReport) -> Iterator[Line]:
    plan = report.plan
    yield from _many("chair", [_role(plan, role) for role in thing.chairs])
    yield from _many("sponsor", [_role(plan, role) for role in thing.sponsors])
    if thing.ambition:
        yield "ambition", thing.ambition
    titles = {w.ref: w.title for w in plan.weaknesses}
    yield from _many(plan.labels.weakness, [f"{ref} {titles.get(ref, '')}" for ref in thing.weaknesses])
    if thing.page is not None:
        yield "document", f"begins on page {thing.page}"
    yield from _updates(thing.updates, report)


def _outcome(thing: Outcome, plan: Plan) -> Iterator[Line]:
    roles = [_role(plan, role) for role in thing.accountable]
    yield from _many("accountable", roles or ["no accountable officer recorded"])
    yield from _many("impact", [impact.text for impact in thing.impact])


def _plan(thing: Plan, report: ItemReport) -> Iterator[Line]:
    yield from _many("body", list(thing.bodies))
    dates = {
        "submitted": thing.submitted,
        "accepted": thing.accepted,
        "starts": thing.start,
        "ends": thing.ends,
    }
    for label, when in dates.items():
        if when is not None:
            yield label, long_day(when.window(thing.calendar).latest) if not when.endless else when.text
    if thing.document is not None:
        yield "document", f"{thing.document.title} ({say_when(thing.document.date, thing.calendar)})"
    yield from _updates(thing.updates, report)


def _review(thing: Review, report: ItemReport) -> Iterator[Line]:
    if thing.by:
        yield "by", thing.by
    if not report.told(thing):
        return
    if thing.outcome:
        yield "outcome", thing.outcome
    yield from _many("found", [f"weakness {p.ref}: {p.progress} progress" for p in thing.weaknesses])


def _weakness(thing: Weakness, report: ItemReport) -> Iterator[Line]:
    groups = [f"{w.ref} {w.title}" for w in report.plan.workstreams if thing.ref in w.weaknesses]
    yield from _many("answered by", groups or ["no workstream named"])
    state = thing.monitoring
    if state is None:
        return
    released = state.state == "released" and report.knows(state.date)
    on = f" on {say_when(state.date, report.plan.calendar)}" if released and state.date else ""
    yield "monitoring", f"released{on}" if released else "still monitored"
    if released and state.evidence is not None:
        yield "evidence", state.evidence.title


def _kpi(state: KpiState, measures: Sequence[Measured], plan: Plan) -> Iterator[Line]:
    """Tell a KPI and its parts, in the words that pages have for them."""
    whole = measures[0]
    yield "aim", small(say_aim(whole))
    if state.kpi.owner:
        yield "owner", _role(plan, state.kpi.owner)
    for measured in measures:
        prefix = "" if measured is whole else f"{measured.measure.title}: "
        if measured.measure.baseline is not None or measured is whole:
            yield "baseline", prefix + small(say_baseline(measured))
        for target in measured.state.targets:
            yield "target", prefix + say_target(measured, target)
        if measured.state.latest is not None:
            yield "latest", prefix + small(say_latest(measured))
        for figure in say_figures(measured):
            yield "figure", prefix + figure


def _remarks(report: ItemReport) -> Iterator[Line]:
    thing = report.item.thing
    if isinstance(thing, OpenPart) and not isinstance(thing, Promise):
        for label, texts in own_facts(thing):
            yield from _many(label, texts)
    for field, printed in getattr(thing, "printed", {}).items():
        yield "printed", f"{field}: “{printed}”"
    note = getattr(thing, "note", None)
    if note and not (isinstance(thing, Review) and not report.told(thing)):
        yield "note", note


def _role(plan: Plan, role: str) -> str:
    known = plan.roles.get(role)
    if known is None:
        return role
    return f"{known.name} ({known.holder})" if known.holder else known.name


def _many(label: str, values: list[str]) -> Iterator[Line]:
    for index, value in enumerate(values):
        yield (label if index == 0 else "", value)
