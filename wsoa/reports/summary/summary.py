"""The summary for families: two pages on what was promised, what happened, what moved and what is next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wsoa.assess.assessment import Commitment
from wsoa.assess.kpis import KpiState
from wsoa.assess.rollup import NO_WEAKNESS, WHOLE_PLAN, By, RollUp, grouped
from wsoa.plan.models import Update
from wsoa.plan.ratings import Standing
from wsoa.plan.walk import Item
from wsoa.provenance.provenance import Provenance
from wsoa.reports.changes import changes, latest_reports
from wsoa.reports.context import ReportContext
from wsoa.reports.head import head, to_statement
from wsoa.reports.in_short import in_sentences, in_short, upcoming
from wsoa.reports.kpis import KpiView, kpi_views
from wsoa.reports.listing import left_out
from wsoa.reports.parts import Link
from wsoa.reports.plan_as_at import PlanAsAt, own_words, plan_as_at
from wsoa.reports.short_forms import explained
from wsoa.reports.summary.view import Late, LateRow, Measured, Moves, Point, Points, SummaryView
from wsoa.words.dates import say_day
from wsoa.words.items import NO_WORKSTREAM, full_title
from wsoa.words.lists import be, capital, either, have, listed, plural, sentence, small
from wsoa.words.nothing import NOTHING_AHEAD, no_kpi, not_tied
from wsoa.words.numbers import count, count_days
from wsoa.words.standings import COMMITMENT_MEANS, longest_wait, say_reported

_SHOWN_FINISHED = 4
_SHOWN_REPORTS = 7
_SHOWN_MOVES = 5
_SHOWN_NEXT = 3
_SHOWN_FIGURES = 2
_NO_ITEM = Link("")


def summary(context: ReportContext) -> SummaryView:
    """Turn a plan into its summary for families.

    Nothing dated after the context's day is shown. Lists are short and say what they leave out.
    """
    at = plan_as_at(context.assessment)
    view = _view(at, context.provenance, context.statement)
    return replace(view, short_forms=explained(view, at.plan.glossary))


def _view(at: PlanAsAt, provenance: Provenance, address: str) -> SummaryView:
    top = in_short(at)
    return SummaryView(
        page_title=f"{at.plan.area}: summary for families, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        statement=address,
        onward=to_statement(at, address),
        lead=in_sentences(at, no_moves=False),
        figures=top.figures,
        promised=_promised(at),
        finished=_finished(at),
        reports=_reports(at),
        moves=_moves(at),
        late=_late(at),
        upcoming=_upcoming(at),
        measured=_measured(at),
        made=provenance.sentences,
        short_forms=(),
    )


def _promised(at: PlanAsAt) -> tuple[str, ...]:
    number = len(at.assessment.own)
    what = f"{number:,}" if number else "none yet"
    return (
        *((at.plan.summary,) if at.plan.summary else ()),
        *((f"The vision: {sentence(at.plan.vision)}",) if at.plan.vision else ()),
        f"{COMMITMENT_MEANS} This plan has {what}.",
    )


def _finished(at: PlanAsAt) -> Points:
    done = [c for c in at.assessment.own if c.standing is Standing.COMPLETE]
    done.sort(key=lambda c: c.completed or date.min, reverse=True)
    return Points(
        intro="" if done else "Nothing is recorded as complete.",
        points=tuple(Point(c.title, at.name(c.item), at.finished(c)) for c in done[:_SHOWN_FINISHED]),
        more=left_out(len(done) - _SHOWN_FINISHED),
    )


def _reports(at: PlanAsAt) -> Points:
    """List the latest report on the whole plan and on each workstream; a date they share is said once."""
    first: dict[str, tuple[Item | None, Update]] = {}
    known = latest_reports(at)
    for item, update in known:
        workstream = item.workstream if item else None
        first.setdefault(workstream.ref if workstream else "", (item, update))
    points = [_report(at, item, update) for item, update in first.values()][:_SHOWN_REPORTS]
    intro = "" if points else say_reported(at.assessment.own)
    when = points[0].when if len({point.when for point in points}) == 1 else None
    if when and len(points) > 1:
        intro = f"All from {when.words}:"
        points = [replace(point, when=None) for point in points]
    return Points(intro, tuple(points), left_out(len(known) - len(points)))


def _report(at: PlanAsAt, item: Item | None, update: Update) -> Point:
    when, text = at.moment(update.date), sentence(update.text)
    if item is None or item.workstream is None:
        return Point(text, _NO_ITEM, when, NO_WORKSTREAM)
    if item.thing is item.workstream:
        return Point(text, _NO_ITEM, when, item.title)
    return Point(f"{sentence(full_title(item))} {text}", at.name(item), when, item.workstream.title)


def _moves(at: PlanAsAt) -> Moves:
    told = [line for line in changes(at).changes if line.moved or line.field == "withdrawn"]
    return Moves(
        none="" if any(line.moved for line in told) else at.no_moves,
        changes=tuple(told[:_SHOWN_MOVES]),
        more=left_out(len(told) - _SHOWN_MOVES),
    )


def _late(at: PlanAsAt) -> Late:
    """Group what is late by weakness; by workstream where the plan ties neither to the other."""
    labels, overdue = at.plan.labels, at.assessment.overdue
    if not overdue:
        return Late(("Nothing is past its date.",), "", ())
    tied = any(w.weaknesses for w in at.plan.workstreams)
    by: By = "weakness" if tied else "workstream"
    groups = [g for g in grouped(at.assessment, by) if g.overdue or g.key not in _LOOSE]
    says = ["Late means past its date and not complete."]
    if not tied and at.plan.weaknesses:
        says.append(f"{not_tied(labels)}; each line below is a {labels.workstream}.")
    if sum(g.overdue for g in groups) > len(overdue):
        says.append(f"A commitment that answers two {plural(labels.weakness)} counts under both.")
    loose = f"Not tied to one {labels.weakness}" if tied else NO_WORKSTREAM
    return Late(
        tuple(says),
        capital(labels.weakness if tied else labels.workstream),
        tuple(_row(group, loose) for group in groups),
    )


_LOOSE = frozenset({WHOLE_PLAN, NO_WEAKNESS})


def _row(group: RollUp, loose: str) -> LateRow:
    return LateRow(
        group=loose if group.key in _LOOSE else group.title,
        late=f"{group.overdue:,} of {group.total:,}" if group.total else "Nothing promised by a date",
        longest=count_days(group.worst_days_late) if group.overdue else "None",
    )


def _upcoming(at: PlanAsAt) -> Points:
    nearest, more = upcoming(at, _SHOWN_NEXT)
    return Points(
        intro="" if nearest else NOTHING_AHEAD,
        points=tuple(Point(one.title, one.ref, one.due) for one in nearest),
        more=more,
    )


def _measured(at: PlanAsAt) -> Measured:
    label, states = at.plan.labels.kpi, at.assessment.kpis
    if not states:
        return Measured(Points(no_kpi(at.plan.labels), (), ""), "")
    both = list(zip(states, kpi_views(at), strict=True))
    read = [pair for pair in both if pair[0].whole.latest]
    read.sort(key=lambda pair: pair[0].whole.latest_day or date.min, reverse=True)
    start = [pair for pair in both if pair[0].whole.baseline_state == "known"]
    shown = [_figure(at, *pair) for pair in (read or start)]
    known = sum(1 for state in states if state.baseline_state == "known")
    told = sum(1 for state in states if state.has_figure)
    later = f"{told:,} {have(told)} a later figure." if told else "No later figure has been reported."
    intro = (
        f"The plan has {count(len(states), label)} to show whether things get better. "
        f"{known:,} {have(known)} a starting figure. {later}"
    )
    figures = Points(intro, tuple(shown[:_SHOWN_FIGURES]), left_out(len(shown) - _SHOWN_FIGURES))
    return Measured(figures, _not_published(at.assessment.overdue))


def _figure(at: PlanAsAt, state: KpiState, view: KpiView) -> Point:
    """Say where a KPI is; where nothing was read, where it started and where it should go."""
    force = state.whole.in_force
    goal = f"; target {small(view.targets[state.whole.targets.index(force)])}" if force else ""
    words = small(view.latest) if state.whole.latest else f"started at {small(view.baseline)}{goal}"
    return Point(words, at.link(view.ref), about=view.title)


def _not_published(overdue: Sequence[Commitment]) -> str:
    """Count the figures promised and not there; ``overdue`` has the longest overdue first."""
    late = [c for c in overdue if c.kind in {"baseline", "target"}]
    if not late:
        return ""
    starts = sum(1 for c in late if c.kind == "baseline")
    counts = ((starts, "starting figure"), (len(late) - starts, "target"))
    numbers = listed([count(number, words) for number, words in counts if number])
    were = either(len(late), "was", "were")
    return f"{numbers} {were} promised by now and {be(len(late))} not yet published. {longest_wait(late)}"
