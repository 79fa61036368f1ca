"""The lists of a board report: what fell overdue, who has it, what was finished, what falls due next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta

from wsoa.assess.assessment import Commitment
from wsoa.assess.outlook import outlook
from wsoa.assess.rollup import NO_LEAD, By, RollUp, grouped, open_due
from wsoa.plan.ratings import Standing
from wsoa.reports.anchors import Span
from wsoa.reports.board.period import CLOSED, QUARTER, Period
from wsoa.reports.board.view import ByLead, LeadRow
from wsoa.reports.group_pages import group_pages_of
from wsoa.reports.listing import Entry, Line, Listing, listing
from wsoa.reports.parts import Link, Moment
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.words.dates import say_day
from wsoa.words.items import title_of, work_noun
from wsoa.words.lists import be, capital, either, listed, sentence
from wsoa.words.nothing import NO_DAY
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import say_by_others, say_disagreement, standing_word

_SHOWN_LEADS = 6
_NO_ITEM = Link("")


def finished(period: Period) -> list[Commitment]:
    """Return what became complete in the period, newest first."""
    done = period.came(lambda c: c.standing is Standing.COMPLETE)
    return sorted(done, key=lambda c: c.completed or period.start, reverse=True)


def fell_overdue(period: Period) -> list[Commitment]:
    """Return what fell overdue in the period, longest overdue first."""
    return sorted(period.came(lambda c: c.overdue), key=lambda c: -c.days_late)


def finished_list(period: Period) -> Listing:
    """List what became complete, with how late it was and what shows it."""
    done, held = finished(period), tuple(_held(period))
    if not done:
        return Listing(("Nothing was recorded as finished.", *held))
    return listing((*_proved(period, done), *held), [_done(period, c) for c in done])


def _held(period: Period) -> Iterator[str]:
    """Say which reviews others held in the period; they are nothing that the area finished."""
    for review in period.at.assessment.by_others:
        if review.completed is not None and period.holds(review.completed):
            yield f"Held by others: {review.title}, {say_day(review.completed)}."


def _proved(period: Period, done: Sequence[Commitment]) -> Iterator[str]:
    """Say of how much there is no evidence; a figure published needs none."""
    work = [c for c in done if _is_work(c)]
    bare = sum(1 for c in work if not period.at.evidence_for(c.item.thing))
    if bare == len(work) > 1:
        yield f"No evidence is recorded of any of {len(work):,}."
    elif bare:
        yield f"No evidence is recorded of {bare:,} of {len(work):,}."


def _done(period: Period, commitment: Commitment) -> Line:
    when = period.at.finished(commitment) or Moment(NO_DAY)
    due = commitment.due.latest if commitment.due and not commitment.due.endless else None
    timing = "" if due is None or commitment.completed is None else "On time."
    if commitment.days_late:
        timing = f"{capital(count_days(commitment.days_late))} late."
    if commitment.completed is not None and commitment.completed <= period.start:
        timing += " Recorded in this period."
    shown = period.at.evidence_for(commitment.item.thing)
    return when, Entry(_ref(period, commitment), title_of(commitment), timing.strip(), shown)


def overdue_list(period: Period) -> Listing:
    """List what fell overdue in the period."""
    fell = fell_overdue(period)
    late = period.at.assessment.overdue
    at_start = sum(1 for c in period.why.bridge.old.commitments if c.overdue)
    now = f"Past their date in all: {len(late):,}; at the start of the period: {at_start:,}."
    if not fell:
        return Listing(("Nothing more fell overdue.", now))
    return listing((now,), [_late(period, c) for c in fell])


def _late(period: Period, commitment: Commitment) -> Line:
    due = commitment.due.latest if commitment.due else None
    dated = f", due {say_day(due)}" if due else ""
    expected = f" Expected by {say_day(commitment.forecast)}." if commitment.forecast else ""
    says = f"{leads_of(period.at, commitment)}{expected}".strip()
    mark = Moment(f"{count_days(commitment.days_late)} late{dated}")
    return mark, Entry(_ref(period, commitment), title_of(commitment), says)


def leads_of(at: PlanAsAt, commitment: Commitment) -> str:
    """Name who leads a commitment: the first by post, the others by number; empty in a plan without leads."""
    if not commitment.leads:
        return sentence(NO_LEAD) if _has_leads(at) else ""
    first, others = at.role(commitment.leads[0]), len(commitment.leads) - 1
    return sentence(f"{first} and {count(others, 'other')}" if others else first)


def _has_leads(at: PlanAsAt) -> bool:
    return any(c.leads for c in at.assessment.own)


def by_lead(period: Period) -> ByLead:
    """Share out by lead what is past its date, and what nothing was reported on in the period."""
    at = period.at
    by: By = "lead" if _has_leads(at) else "workstream"
    label = at.plan.labels.lead if by == "lead" else at.plan.labels.workstream
    asked = [c for c in at.assessment.own if _asked(c)]
    silent = [c for c in asked if not period.holds(c.last_report)]
    doing = at.assessment._replace(commitments=tuple(c for c in at.assessment.own if _is_work(c)))
    rows = [(group, _of(silent, group.key)) for group in grouped(doing, by)]
    rows = [(group, quiet) for group, quiet in rows if group.overdue or quiet]
    rows.sort(key=lambda row: (-row[0].overdue, -row[0].worst_days_late, -len(row[1]), row[0].title))
    return ByLead(
        by=label,
        sentences=tuple(_silence(period, len(silent), len(asked), work_noun(asked, at.plan.labels))),
        heading=capital(label),
        rows=tuple(_lead(period, group, quiet) for group, quiet in rows[:_SHOWN_LEADS]),
        more=_more(label, [group for group, _ in rows[_SHOWN_LEADS:]]),
        others=tuple(_lead(period, group, quiet) for group, quiet in rows[_SHOWN_LEADS:]),
    )


def _lead(period: Period, group: RollUp, quiet: Sequence[Commitment]) -> LeadRow:
    late = _of([c for c in period.at.assessment.overdue if _is_work(c)], group.key)
    pages = group_pages_of(period.context)
    page = pages.leads.get(group.key) or pages.workstreams.get(group.key, "")
    return LeadRow(
        lead=Span(group.title if group.key in period.at.plan.roles else _group_name(group), page),
        late=f"{group.overdue:,}",
        longest=count_days(group.worst_days_late) if late else "None",
        oldest=_ref(period, late[0]) if late else Link("None"),
        silent=f"{len(quiet):,}",
    )


def _more(label: str, groups: Sequence[RollUp]) -> str:
    if not groups:
        return ""
    late = sum(group.overdue for group in groups)
    return f"{count(len(groups), f'more {label}')}, with {late:,} past their date."


def _group_name(group: RollUp) -> str:
    return capital(group.key if group.key == group.title else f"{group.key} {group.title}")


def _of(commitments: Sequence[Commitment], key: str) -> list[Commitment]:
    """Keep what a lead, or a workstream, has."""
    return [c for c in commitments if key in (c.leads or (NO_LEAD, c.workstream))]


def _is_work(commitment: Commitment) -> bool:
    """True for what somebody is to do; promised figures are told with the measures."""
    return commitment.kind in {"action", "milestone"}


def _asked(commitment: Commitment) -> bool:
    """True where a report can be looked for: open, and not waiting for its start to come."""
    if not _is_work(commitment) or commitment.standing in CLOSED:
        return False
    return commitment.standing is not Standing.NOT_STARTED or commitment.last_report is not None


def _silence(period: Period, silent: int, asked: int, noun: str) -> list[str]:
    if not asked:
        return ["Nothing is open."]
    what = count(asked, f"open {noun}")
    said = f"{silent:,} of {what} had no report of {either(asked, 'its own', 'their own')} in the period."
    if asked == 1:
        said = f"The {what} had {'no' if silent else 'a'} report of its own in the period."
    elif silent in {0, asked}:
        said = f"{'None' if silent else 'Every one'} of {what} had a report of its own in the period."
    whole = [w.ref for w in period.at.plan.workstreams if any(period.dated(u.date) for u in w.updates)]
    label = period.at.plan.labels.workstream
    told = [f"Reports on a whole {label} came from {listed(whole)}."] if whole else []
    shared = any(len(c.leads) > 1 for c in period.at.assessment.overdue if _is_work(c))
    return [said, *told, *(["What has two leads counts under both."] if shared else [])]


def disagreements(period: Period) -> Listing:
    """List what its owner rates more favourably than the facts."""
    found = period.at.assessment.disagreements
    if not found:
        return Listing(("No rating is more favourable than its dates allow.",))
    new = len(period.came(lambda c: c.disagrees))
    intro = (
        ()
        if new == len(found)
        else (f"{new or 'None'} of {len(found):,} {be(new or 1)} new in this period.",)
    )
    entries = [
        (
            Moment(standing_word(c)),
            Entry(_ref(period, c), title_of(c), sentence(say_disagreement(c.disagreement))),
        )
        for c in found
    ]
    return listing(intro, entries)


def due_next(period: Period) -> Listing:
    """List what falls due in as many days as the period has, and what turns if nobody reports."""
    ahead = min(timedelta(period.days), QUARTER)
    last = period.end + ahead
    dated = [(day, c) for c in period.at.assessment.commitments if (day := open_due(c)) is not None]
    due = sorted(((day, c) for day, c in dated if period.end <= day <= last), key=lambda pair: pair[0])
    if not due:
        return Listing((f"Nothing falls due by {say_day(last)}.", *_turns(period, ahead.days)))
    entries = [(Moment.of_day(day), _ahead(period, c)) for day, c in due]
    own = sum(1 for _, c in due if not c.from_others)
    intro = f"{count(own, 'commitment')} {either(own, 'falls', 'fall')} due by {say_day(last)}."
    if own < len(due):
        intro += f" {sentence(say_by_others([c for _, c in due if c.from_others]))}"
    return listing((intro, *_turns(period, ahead.days)), entries)


def _ahead(period: Period, commitment: Commitment) -> Entry:
    who = f" {leads_of(period.at, commitment)}" if commitment.kind != "review" else ""
    return Entry(_ref(period, commitment), title_of(commitment), f"{standing_word(commitment)}.{who}")


def _turns(period: Period, days: int) -> list[str]:
    events = outlook(period.at.plan, period.end, days)
    silent = {e.promise.path for e in events if e.kind == "turns" and e.after is Standing.UNREPORTED}
    bad = {e.promise.path for e in events if e.kind == "turns" and e.after.is_late} - silent
    stale = {e.promise.path for e in events if e.kind == "stale"} - bad - silent
    told = [
        f"{len(paths):,} {words}"
        for paths, words in (
            (bad, "will turn behind or off track"),
            (silent, "will turn unreported"),
            (stale, "will be not known"),
        )
        if paths
    ]
    return [f"If nothing more is recorded by then, {listed(told)}."] if told else []


def _ref(period: Period, commitment: Commitment) -> Link:
    return period.at.name(commitment.item)
