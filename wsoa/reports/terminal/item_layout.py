"""One item laid out: what is known of it as labelled lines, its place in the file, and what stands below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from wsoa.assess.assessment import Commitment
from wsoa.assess.kpis import KpiState, MeasureState, TargetNow
from wsoa.assess.standing import Ground, Grounds
from wsoa.history.moves.noted import SilentMove
from wsoa.plan.base import OpenPart
from wsoa.plan.dates import Deadline
from wsoa.plan.head import Review, Weakness
from wsoa.plan.kpis import Baseline, Unit
from wsoa.plan.models import Change, Outcome, Plan, Promise, Update, Workstream
from wsoa.plan.ratings import Standing
from wsoa.reports.promise_facts import own_facts, promise_facts
from wsoa.reports.terminal.blocks import SPACE, Block, Column, Facts, Heading, Paragraph, Table
from wsoa.reports.terminal.item import ItemReport
from wsoa.words.dates import long_day, say_text, say_when
from wsoa.words.lists import small
from wsoa.words.nothing import moves_not_known
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import say_disagreement, say_grounds, say_last_rated, say_standing, standing_word

Line = tuple[str, str]
_CLOSED = frozenset({Standing.COMPLETE, Standing.WITHDRAWN})
_DATES = frozenset({"due", "start"})
_WITHHELD = "withheld, because the numbers are small"
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
        yield from _kpi(report.kpi, report.plan)
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
    for update in report.known(updates):
        source = f" ({update.source})" if update.source else ""
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


def _kpi(state: KpiState, plan: Plan) -> Iterator[Line]:
    kpi = state.kpi
    yield "aim", f"{kpi.aim}, in {kpi.unit}"
    if kpi.owner:
        yield "owner", _role(plan, kpi.owner)
    for measure in state.measures:
        prefix = "" if measure is state.whole else f"{measure.title}: "
        if measure.baseline is not None or measure is state.whole:
            yield "baseline", prefix + baseline_words(measure.baseline, measure)
        for target in measure.targets:
            yield "target", prefix + target_words(target, kpi.unit)
        if measure.latest is not None:
            yield "latest", f"{prefix}{_latest(measure)} ({long_day(measure.latest_day)})"


def _latest(measure: MeasureState) -> str:
    latest = measure.latest
    if latest is None or latest.value is None:
        return (
            _WITHHELD if latest is not None and latest.suppressed else (latest and latest.text) or "no figure"
        )
    return f"{latest.value}"


def baseline_words(baseline: Baseline | None, measure: MeasureState) -> str:
    """Say what the baseline is, or that it is promised, owed or missing."""
    if baseline is None:
        return "none given"
    if measure.baseline_state == "known":
        when = baseline.period or baseline.at
        value = _WITHHELD if baseline.suppressed else baseline.value
        return f"{value} ({when.text})" if when else f"{value}"
    if measure.baseline_state == "missing":
        return baseline.text or "none given"
    owed = "promised for" if measure.baseline_state == "promised" else "not published; it was promised for"
    return f"{owed} {long_day(measure.baseline_promised)}"


def target_words(now: TargetNow, unit: Unit) -> str:
    """Say what the target is and by when, or that it is promised or owed; a change before what it makes."""
    stated = now.target
    by = stated.by.text if stated.by else ""
    if now.state == "set":
        until = f" by {by}" if by else ""
        if stated.value is not None:
            return f"{stated.value}{until}"
        asked = _change_words(stated.change, unit) if stated.change is not None else "maintain the baseline"
        return asked + until + (f", which is {now.value}" if now.value is not None else "")
    if now.state == "words":
        return (stated.text or "no words") + (f" ({by})" if by else "")
    owed = "to be set by" if now.state == "promised" else "not published; it was to be set by"
    return (f"{by}: " if by else "") + f"{owed} {long_day(now.promised)}"


def _change_words(change: Decimal, unit: Unit) -> str:
    if change >= 0:
        return f"{change} more than the baseline"
    return f"{-change} {'fewer' if unit == 'count' else 'less'} than the baseline"


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
