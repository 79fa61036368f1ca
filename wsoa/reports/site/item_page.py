"""The page of an action with its milestones, or of a KPI: what was promised, how it stands, its story."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.charts.chart import Chart, Instead
from wsoa.charts.expected import expected_dates
from wsoa.charts.kpi_chart import kpi_charts
from wsoa.charts.run_chart import run_charts
from wsoa.charts.timeline import MOST_ROWS, rows_of, timeline
from wsoa.plan.dates import When
from wsoa.plan.kpis import Baseline, Kpi, Reading
from wsoa.plan.models import Action, Promise
from wsoa.plan.walk import Item
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.head import head
from wsoa.reports.item_pages import relative
from wsoa.reports.kpis import kpi_view
from wsoa.reports.parts import EvidenceLine, Fact, Link, Moment
from wsoa.reports.plan_as_at import fact, own_words
from wsoa.reports.promise_facts import promise_facts
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.view import ItemView, MeasureBlock, PromiseBlock, ReadingRow
from wsoa.words.dates import machine_date, say_day
from wsoa.words.kpis import WITHHELD, Measured, measures_of, say_value
from wsoa.words.lists import capital, plural, sentence
from wsoa.words.sources import say_sources


def item_page(area: AreaFolder, item: Item) -> ItemView:
    """Make the page of an action or a KPI. Nothing dated after the context's day is shown."""
    at, page = area.at, area.page(item)
    noun = at.plan.labels.kpi if item.kind == "kpi" else at.plan.labels.action
    label = f"{capital(noun)} {item.ref}"
    parts = [i for i in area.items if i.path[:-2] == item.path]
    before, after = area.neighbours(item)
    return ItemView(
        page_title=f"{at.plan.area}, {label}: {item.title}, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        label=label,
        title=item.title,
        trail=area.trail(page, item),
        promise=_promise(area, item, page) if isinstance(item.thing, Action) else None,
        steps=tuple(_promise(area, part, page) for part in parts if part.kind == "milestone"),
        measure=_measure(area, item) if isinstance(item.thing, Kpi) else None,
        milestones=capital(plural(at.plan.labels.milestone)),
        charts=tuple(one for one in _charts(area, item) if isinstance(one, Chart)),
        story=area.past.of(item, parts),
        statement=area.places.in_statement(page, area.anchor(item)),
        alike=_alike(area, item, page),
        before=before,
        after=after,
        made=area.context.provenance.sentences,
    )


def _charts(area: AreaFolder, item: Item) -> Iterator[Chart | Instead]:
    """Draw the steps of an action, the dates that moved, and a KPI's figures where they are many."""
    assessment = area.at.assessment
    if isinstance(item.thing, Kpi):
        state = area.kpis[item.path]
        yield from (one for _, one in kpi_charts(assessment, state, "figures-drawn"))
        yield from run_charts(assessment._replace(kpis=(state,)), "figures-run")
        return
    own = tuple(area.at.within(item.path))
    if 1 < len(rows_of(own)) <= MOST_ROWS:
        yield timeline(assessment, "steps-drawn", own)
    if area.past.moved(item.path) or any(c.moves or any(u.forecast for u in c.updates) for c in own):
        yield expected_dates(assessment._replace(commitments=own), "dates-drawn", area.context.line)


def _alike(area: AreaFolder, item: Item, page: str) -> Span | None:
    """Return a link to everything that stands as an action does; None for a KPI, or an action of steps."""
    own = area.at.by_path.get(item.path)
    if own is None:
        return None
    return Span(
        f"Everything {own.standing.word.lower()}", relative(area.groups.standings[own.standing], page)
    )


def _promise(area: AreaFolder, item: Item, page: str) -> PromiseBlock:
    anchor = area.anchor(item)
    return PromiseBlock(area.rows[anchor], tuple(_facts(area, item, page)), area.changes.get(anchor, ()))


def _facts(area: AreaFolder, item: Item, page: str) -> Iterator[Fact]:
    """Say who does it, what it hangs together with, and what shows it, leaving out what is not recorded."""
    at, row, promise = area.at, area.rows[area.anchor(item)], item.thing
    if not isinstance(promise, Promise):
        return
    if item.kind == "action" or promise.leads:
        named = tuple((area.lead(page, role),) for role in promise.leads) or ((Span(row.leads[0]),),)
        yield Fact(capital(_many(at.plan.labels.lead, named)), named)
    if item.kind == "action" and item.outcome is not None:
        yield from at.people(
            capital(_many("accountable officer", item.outcome.accountable)), item.outcome.accountable
        )
        yield from _answers(area, item, page)
    yield from fact("Starts", [at.say(promise.start)] if promise.start else [])
    yield from (Fact(trail.label, (area.spans(page, trail.links),)) for trail in row.trails)
    yield from _needed(area, item, page)
    yield from fact("Resource", [row.resource] if row.resource else [])
    signed = at.signed_by(promise)
    yield from fact("Signed off", [signed] if signed else [])
    for label, lines in promise_facts(at.plan, promise, at.known, at.say):
        yield from fact(capital(label), lines)
    if row.evidence:
        yield Fact("Evidence", tuple(_evidence(line) for line in row.evidence))
    yield from fact("In the document", [f"page {promise.page}"] if promise.page is not None else [])


def _many(singular: str, things: Sequence[object]) -> str:
    return singular if len(things) == 1 else plural(singular)


def _answers(area: AreaFolder, item: Item, page: str) -> Iterator[Fact]:
    """Name the weaknesses that the action's outcome answers, or its workstream."""
    if item.action is not None and item.action.weaknesses:
        return  # told with what else the action holds
    refs = item.weaknesses
    label = capital(_many(area.at.plan.labels.weakness, refs))
    found = [
        area.span(page, Link(f"{one.ref} {one.title}", area.anchor(one)))
        for one in area.items
        if one.kind == "weakness" and one.ref in refs
    ]
    if found:
        yield Fact(label, tuple((span,) for span in found))


def _needed(area: AreaFolder, item: Item, page: str) -> Iterator[Fact]:
    """Name what cannot be finished before this is."""
    waiting = area.needed.get(item.ref, ())
    if waiting:
        yield Fact("Needed for", (area.spans(page, [area.at.name(one) for one in waiting]),))


def _evidence(line: EvidenceLine) -> Prose:
    detail = (Span(f" ({line.detail})"),) if line.detail else ()
    return (Span(line.title, line.url), *detail)


def _measure(area: AreaFolder, item: Item) -> MeasureBlock:
    """Lay out a KPI with every figure, newest first, in a table of their own."""
    state = area.kpis[item.path]
    rows = tuple(row for one in measures_of(area.at.assessment, state) for row in _figures(one))
    view = kpi_view(area.at, item.path, state, figures=False)
    return MeasureBlock(view, rows, any(row.part for row in rows))


def _figures(measured: Measured) -> Iterator[ReadingRow]:
    """Yield the figures of one measure that were known on the day, newest first, and then its baseline."""
    part = "" if measured.measure is measured.kpi else measured.measure.title
    readings = reversed(measured.measure.readings)
    shown = [reading for reading in readings if measured.known(reading.date or reading.period)]
    baseline = measured.measure.baseline if measured.state.baseline_state == "known" else None
    start = [baseline.source] if baseline is not None else []
    sources = say_sources([*(reading.source for reading in shown), *start])
    for reading, source in zip(shown, sources, strict=False):
        moment = _moment(measured, reading.date or reading.period)
        yield ReadingRow(moment, part, say_value(measured, reading), _remark(reading, source))
    if baseline is not None:
        figure = capital(WITHHELD) if baseline.value is None else measured.number(baseline.value)
        moment = _moment(measured, baseline.at or baseline.period)
        yield ReadingRow(moment, part, figure, _start(baseline, next(sources)))


def _moment(measured: Measured, when: When | None) -> Moment:
    return Moment(measured.say(when), machine_date(when)) if when else Moment("Date not recorded")


def _remark(reading: Reading, source: str) -> str:
    marks = (("Projected", reading.projected), ("Provisional", reading.provisional))
    return _joined(*(word for word, is_so in marks if is_so), reading.note, source)


def _start(baseline: Baseline, source: str) -> str:
    return _joined("Baseline", "Provisional" if baseline.provisional else "", source)


def _joined(*parts: str | None) -> str:
    return " ".join(sentence(part) for part in parts if part) or "None"
