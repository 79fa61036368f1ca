"""The page of an action with its milestones, or of a KPI: what was promised, how it stands, its story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from wsoa.charts.chart import Chart, Instead
from wsoa.charts.run_chart import run_charts
from wsoa.charts.timeline import MOST_ROWS, rows_of, timeline
from wsoa.charts.trend import trend
from wsoa.plan.dates import When
from wsoa.plan.kpis import Baseline, Kpi, Reading
from wsoa.plan.models import Action, Promise
from wsoa.plan.walk import Item
from wsoa.plan.words import say_day
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.parts import EvidenceLine, Fact, Link, Moment, Trail
from wsoa.reports.plan_as_at import fact, own_words
from wsoa.reports.promise_facts import promise_facts
from wsoa.reports.site.desk import SiteDesk
from wsoa.reports.site.names import relative
from wsoa.reports.site.view import ItemView, MeasureBlock, PromiseBlock, ReadingRow
from wsoa.reports.statement.in_short import head
from wsoa.reports.statement.kpis import NO_FIGURE, WITHHELD, Measured, measures_of
from wsoa.reports.statement.workstreams import within
from wsoa.words.phrases import capital, machine_date, plural, sentence

_FIGURES = "Figures"


def item_page(on: SiteDesk, item: Item) -> ItemView:
    """Make the page of an action or a KPI. Nothing dated after the context's day is shown."""
    at, page = on.at, on.page(item)
    noun = at.plan.labels.kpi if item.kind == "kpi" else at.plan.labels.action
    label = f"{capital(noun)} {item.ref}"
    parts = [i for i in on.items if i.path[:-2] == item.path]
    before, after = on.neighbours(item)
    return ItemView(
        page_title=f"{at.plan.area}, {label}: {item.title}, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        label=label,
        title=item.title,
        trail=on.trail(page, item),
        promise=_promise(on, item, page) if isinstance(item.thing, Action) else None,
        steps=tuple(_promise(on, part, page) for part in parts if part.kind == "milestone"),
        measure=_measure(on, item, item.thing) if isinstance(item.thing, Kpi) else None,
        milestones=capital(plural(at.plan.labels.milestone)),
        charts=tuple(one for one in _charts(on, item) if isinstance(one, Chart)),
        story=on.past.of(item, parts),
        statement=relative(f"statement.html#{on.anchor(item)}", page),
        before=before,
        after=after,
        made=on.context.provenance.sentences,
    )


def _charts(on: SiteDesk, item: Item) -> Iterator[Chart | Instead]:
    """Draw the steps of an action, the dates that moved, and a KPI's figures where they are many."""
    assessment = on.at.assessment
    if isinstance(item.thing, Kpi):
        own_kpi = tuple(state for state in assessment.kpis if state.kpi is item.thing)
        yield from run_charts(assessment._replace(kpis=own_kpi), "figures-drawn")
        return
    own = tuple(within(on.at, item.path))
    if 1 < len(rows_of(own)) <= MOST_ROWS:
        yield timeline(assessment, "steps-drawn", own)
    if on.past.moved(item.path) or any(c.moves or any(u.forecast for u in c.updates) for c in own):
        yield trend(assessment._replace(commitments=own), "dates-drawn", on.context.line)


def _promise(on: SiteDesk, item: Item, page: str) -> PromiseBlock:
    anchor = on.anchor(item)
    return PromiseBlock(on.rows[anchor], tuple(_facts(on, item, page)), on.changes.get(anchor, ()))


def _facts(on: SiteDesk, item: Item, page: str) -> Iterator[Fact]:
    """Say who does it, what it hangs together with, and what shows it, leaving out what is not recorded."""
    at, row, promise = on.at, on.rows[on.anchor(item)], item.thing
    if not isinstance(promise, Promise):
        return
    if item.kind == "action" or promise.leads:
        yield from fact(capital(_many(at.plan.labels.lead, row.leads)), row.leads)
    if item.kind == "action" and item.outcome is not None:
        yield from at.people(
            capital(_many("accountable officer", item.outcome.accountable)), item.outcome.accountable
        )
        yield from _answers(on, item, page)
    yield from fact("Starts", [at.say(promise.start)] if promise.start else [])
    yield from (_trail(on, trail, page) for trail in row.trails)
    yield from _needed(on, item, page)
    yield from fact("Resource", [row.resource] if row.resource else [])
    yield from fact("Signed off", [row.signed_off.removeprefix("Signed off ")] if row.signed_off else [])
    for label, lines in promise_facts(at.plan, promise, at.known, at.say):
        yield from fact(capital(label), lines)
    if row.evidence:
        yield Fact("Evidence", tuple(_evidence(line) for line in row.evidence))
    yield from fact("In the document", [f"page {promise.page}"] if promise.page is not None else [])


def _many(singular: str, things: Sequence[str]) -> str:
    return singular if len(things) == 1 else plural(singular)


def _answers(on: SiteDesk, item: Item, page: str) -> Iterator[Fact]:
    """Name the weaknesses that the action's workstream answers."""
    refs = item.workstream.weaknesses if item.workstream else ()
    label = capital(_many(on.at.plan.labels.weakness, refs))
    found = [
        on.span(page, Link(f"{one.ref} {one.title}", on.anchor(one)))
        for one in on.items
        if one.kind == "weakness" and one.ref in refs
    ]
    if found:
        yield Fact(label, tuple((span,) for span in found))


def _trail(on: SiteDesk, trail: Trail, page: str) -> Fact:
    return Fact(trail.label, (on.spans(page, trail.links),))


def _needed(on: SiteDesk, item: Item, page: str) -> Iterator[Fact]:
    """Name what cannot be finished before this is."""
    waiting = on.needed.get(item.ref, ())
    if waiting:
        yield Fact("Needed for", (on.spans(page, [on.at.name(one) for one in waiting]),))


def _evidence(line: EvidenceLine) -> Prose:
    detail = (Span(f" ({line.detail})"),) if line.detail else ()
    return (Span(line.title, line.url), *detail)


def _measure(on: SiteDesk, item: Item, kpi: Kpi) -> MeasureBlock:
    """Lay out a KPI with every figure, newest first; the figures leave the list of facts for a table."""
    view = on.kpis[on.anchor(item)]
    state = next(one for one in on.at.assessment.kpis if one.kpi is kpi)
    rows = tuple(row for measured in measures_of(on.at, state) for row in _figures(measured))
    facts = tuple(one for one in view.facts if one.label != _FIGURES)
    return MeasureBlock(replace(view, facts=facts), rows, any(row.part for row in rows))


def _figures(measured: Measured) -> Iterator[ReadingRow]:
    """Yield the figures of one measure that were known on the day, newest first, and then its baseline."""
    part = "" if measured.measure is measured.kpi else measured.measure.title
    for reading in reversed(measured.measure.readings):
        when = reading.date or reading.period
        if measured.known(when):
            yield ReadingRow(_moment(measured, when), part, _figure(measured, reading), _remark(reading))
    baseline = measured.measure.baseline
    if baseline is not None and measured.state.baseline_state == "known":
        when = baseline.at or baseline.period
        figure = capital(WITHHELD) if baseline.value is None else measured.number(baseline.value)
        yield ReadingRow(_moment(measured, when), part, figure, _start(baseline))


def _moment(measured: Measured, when: When | None) -> Moment:
    return Moment(measured.say(when), machine_date(when)) if when else Moment("Date not recorded")


def _figure(measured: Measured, reading: Reading) -> str:
    if reading.suppressed:
        return capital(WITHHELD)
    return measured.number(reading.value) if reading.value is not None else reading.text or NO_FIGURE


def _remark(reading: Reading) -> str:
    marks = (("Projected", reading.projected), ("Provisional", reading.provisional))
    source = f"Source: {reading.source}" if reading.source else ""
    return _joined(*(word for word, is_so in marks if is_so), reading.note, source)


def _start(baseline: Baseline) -> str:
    source = f"Source: {baseline.source}" if baseline.source else ""
    return _joined("Baseline", "Provisional" if baseline.provisional else "", source)


def _joined(*parts: str | None) -> str:
    return " ".join(sentence(part) for part in parts if part) or "None"
