"""Evidence for a review: for each weakness what was done, what shows it, what came of it, what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from wsoa.assess.assessment import Commitment
from wsoa.plan.head import Review, Weakness
from wsoa.reports.anchors import Prose, prose
from wsoa.reports.context import ReportContext
from wsoa.reports.evidence.strand import is_finished, is_signed, kpis_of, strand, work_of
from wsoa.reports.evidence.view import EvidenceView, Section, SumRow
from wsoa.reports.head import head
from wsoa.reports.inspection import inspected
from wsoa.reports.parts import Figure, Link
from wsoa.reports.plan_as_at import PlanAsAt, own_words, plan_as_at
from wsoa.reports.weaknesses import Judged, judgements, monitoring
from wsoa.words.dates import say_day
from wsoa.words.lists import be, capital, either, have, plural, sentence
from wsoa.words.nothing import not_answered, not_tied
from wsoa.words.numbers import count

_AHEAD = timedelta(weeks=2)
"""Reviewers ask for the evidence this long before they meet."""


def evidence(context: ReportContext) -> EvidenceView:
    """Gather a plan's evidence for a review. Nothing dated after the context's day is shown."""
    at = plan_as_at(context.assessment)
    plan = at.plan
    tied = any(w.weaknesses for w in plan.workstreams)
    sections = _by_weakness(at) if tied else [_alone(at, i) for i in range(len(plan.workstreams))]
    label = plan.labels.weakness if tied else plan.labels.workstream
    return EvidenceView(
        page_title=f"{plan.area}: evidence for review, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        statement=context.statement,
        lead=tuple(_lead(at)),
        figures=_figures(at),
        heading=capital(label),
        overview=tuple(row for row, _ in sections),
        inspected=inspected(at),
        untied="" if tied else sentence(not_tied(plan.labels)),
        found=() if tied else tuple(f"{w.ref}. {w.title}" for w in plan.weaknesses),
        sections=tuple(section for _, section in sections),
        made=context.provenance.sentences,
    )


Told = tuple[SumRow, Section]


def _by_weakness(at: PlanAsAt) -> list[Told]:
    """Tell each workstream under the first weakness it answers, then those that answer none."""
    told: dict[int, Link] = {}
    found = [_weakness(at, index, told) for index in range(len(at.plan.weaknesses))]
    left = [i for i in range(len(at.plan.workstreams)) if i not in told]
    return [*found, *(_alone(at, index) for index in left)]


def _weakness(at: PlanAsAt, index: int, told: dict[int, Link]) -> Told:
    weakness = at.plan.weaknesses[index]
    here = Link(f"{weakness.ref}. {weakness.title}", at.anchors.by_path["weaknesses", index])
    own = [i for i, w in enumerate(at.plan.workstreams) if weakness.ref in w.weaknesses]
    fresh = [i for i in own if i not in told]
    elsewhere = tuple(_see(at, i, told[i]) for i in own if i in told)
    told.update(dict.fromkeys(fresh, here))
    section = Section(
        anchor=here.anchor,
        heading=here.text,
        lines=tuple(_lines(at, weakness, own)),
        elsewhere=elsewhere,
        strands=tuple(strand(at, i, named=True) for i in fresh),
    )
    return _row(at, here, own, tuple(judgements(at, weakness))), section


def _see(at: PlanAsAt, index: int, there: Link) -> Link:
    workstream = at.plan.workstreams[index]
    return Link(f"{workstream.ref} {workstream.title}", there.anchor)


def _lines(at: PlanAsAt, weakness: Weakness, own: Sequence[int]) -> Iterator[Prose]:
    yield monitoring(at, weakness)
    for line in [one.line for one in judgements(at, weakness)] or ["No review has judged it yet."]:
        yield prose(line)
    if not own:
        yield prose(not_answered(at.plan.labels))
    if weakness.note:
        yield prose(sentence(weakness.note))


def _alone(at: PlanAsAt, index: int) -> Told:
    workstream = at.plan.workstreams[index]
    here = Link(f"{workstream.ref} {workstream.title}", f"strand-{index + 1}")
    section = Section(here.anchor, here.text, (), (), (strand(at, index, named=False),))
    return _row(at, here, [index], ()), section


def _row(at: PlanAsAt, here: Link, own: Sequence[int], found: Sequence[Judged]) -> SumRow:
    work = [c for index in own for c in work_of(at, ("workstreams", index))]
    states = [s for index in own for s in kpis_of(at, at.plan.workstreams[index])]
    done = [c for c in work if is_finished(c)]
    return SumRow(
        section=here,
        finished=f"{len(done):,} of {len(work):,}",
        shown=f"{sum(1 for c in work if at.evidence_for(c.item.thing)):,}",
        measured=f"{sum(1 for s in states if s.has_figure):,} of {len(states):,}",
        judged=found[-1].found if found else "Not yet",
    )


def _all_work(at: PlanAsAt) -> list[Commitment]:
    return [c for i in range(len(at.plan.workstreams)) for c in work_of(at, ("workstreams", i))]


def _lead(at: PlanAsAt) -> Iterator[str]:
    work = _all_work(at)
    done = [c for c in work if is_finished(c)]
    proved = sum(1 for c in done if at.evidence_for(c.item.thing))
    is_ = be(len(done))
    yield f"{len(done) or 'None'} of {len(work):,} actions and milestones {is_} finished."
    if done:
        yield _proved(proved, len(done))
    states = at.assessment.kpis
    read = sum(1 for state in states if state.has_figure)
    label = at.plan.labels.kpi
    if states:
        has = have(read or 1)
        yield f"{read or 'None'} of {count(len(states), label)} {has} a figure since the start."
    else:
        yield f"No {label} is recorded in this plan, so impact cannot be read from figures."
    yield _next(at)


def _proved(proved: int, done: int) -> str:
    if proved == done:
        return either(done, "Evidence of it is recorded.", "Evidence of every one is recorded.")
    return f"Evidence is recorded of {proved or 'none'} of {done:,}."


def _next(at: PlanAsAt) -> str:
    ahead = [(day, review) for review in at.plan.reviews if (day := _day(at, review)) and day >= at.as_of]
    if not ahead:
        return "No date for the next review is recorded."
    day, review = min(ahead, key=lambda pair: pair[0])
    return f"Next: {review.title}, {say_day(day)}. Two weeks before it is {say_day(day - _AHEAD)}."


def _day(at: PlanAsAt, review: Review) -> date | None:
    held = review.date is not None and at.known(review.date)
    return None if held or review.due is None else review.due.window(at.plan.calendar).latest


def _figures(at: PlanAsAt) -> tuple[Figure, ...]:
    work, measures = _all_work(at), plural(at.plan.labels.kpi)
    return (
        Figure(f"{sum(1 for c in work if is_finished(c)):,}", "finished"),
        Figure(f"{sum(1 for c in work if at.evidence_for(c.item.thing)):,}", "with evidence"),
        Figure(f"{sum(1 for c in work if is_signed(at, c)):,}", "signed off"),
        Figure(f"{sum(1 for s in at.assessment.kpis if s.has_figure):,}", f"{measures} with a figure"),
    )
