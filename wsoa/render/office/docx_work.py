"""The body of the Word document, on its side: workstreams with their actions in tables, and the KPIs."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.render.office.docx_lines import (
    evidence,
    facts,
    grouped,
    heading,
    links,
    prose,
    remarks,
    report,
    reports,
    trail,
)
from wsoa.render.office.docx_parts import Cell, Grid, Para, Run, Writer, text
from wsoa.render.office.docx_styles import tag_style
from wsoa.reports.kpis import KpiGroup, KpiView, PartRow
from wsoa.reports.parts import DueLine, Fact, Words
from wsoa.reports.promises import Row
from wsoa.reports.statement.view import OutcomeView, StatementView, WorkstreamView

_TEXT, _NOTE, _REF = "Tabletext", "Tablenote", "Tableref"
_LED = (18.0, 78.0, 42.0, 31.0, 34.0, 56.0)
_UNLED = (20.0, 100.0, 33.0, 40.0, 66.0)
_KPIS = (24.0, 85.0, 60.0, 42.0, 48.0)
_COLUMNS = 3
"""How many facts of a KPI have columns of their own: where it is, its baseline, its targets."""


def work(writer: Writer, view: StatementView) -> None:
    """Write the workstreams and the KPIs."""
    for workstream in view.workstreams:
        _workstream(writer, workstream, view.words)
    writer.add(heading(view.kpis.heading, 1, "kpis"), text(view.kpis.intro))
    for group in view.kpis.groups:
        _kpis(writer, group)


def _workstream(writer: Writer, w: WorkstreamView, words: Words) -> None:
    writer.add(heading(f"{w.label} {w.ref}: {w.title}", 1, w.anchor))
    writer.add(*([text(w.ambition, "Leadtext")] if w.ambition else []))
    writer.add(*([text(w.counts)] if w.counts else []))
    if w.answers:
        writer.add(Para((Run(f"{w.answers.label} "), *links(w.answers.links), Run("."))))
    if w.kpis:
        writer.add(Para((Run("How it is measured: "), *links((w.kpis,)), Run("."))))
    writer.add(*facts(w.facts))
    if w.impact:
        writer.add(heading("What people should notice", 2, w.impact_anchor), *grouped(w.impact, 3))
    if w.voices:
        writer.add(heading("Who will show the difference", 2), *grouped(w.voices, 3))
    writer.add(*reports(w.reports, f"Reports on the {words.workstream}", 2), *remarks([w.note]))
    for outcome in w.outcomes:
        _outcome(writer, outcome, words)


def _outcome(writer: Writer, outcome: OutcomeView, words: Words) -> None:
    writer.add(heading(f"{outcome.label} {outcome.ref}: {outcome.title}", 2, outcome.anchor))
    top = (*([text(outcome.counts)] if outcome.counts else []), *facts(outcome.facts))
    writer.add(*(line._replace(keep=True) for line in top))
    if outcome.impact:
        writer.add(heading("What people should notice", 3))
        for group in outcome.impact:
            writer.add(*([text(f"{group.heading}:")] if group.heading else []))
            writer.add(*(text(line, "ListBullet") for line in group.lines))
    writer.add(*reports(outcome.reports, "Reports", 3), *remarks(outcome.remarks))
    if outcome.actions:
        writer.table(_actions(outcome, words))


def _actions(outcome: OutcomeView, words: Words) -> Grid:
    led = outcome.has_leads
    names = ("Ref", words.action, *((words.lead,) if led else ()), "Due", "Standing", "Last word")
    rows = [_row(row, led=led) for rows in outcome.actions for row in (rows.action, *rows.milestones)]
    return Grid(f"{outcome.ref} {outcome.title}", names, _LED if led else _UNLED, rows)


def _row(row: Row, *, led: bool) -> tuple[Cell, ...]:
    ref = Para((Run(row.ref),), _TEXT if row.kind == "milestone" else _REF, row.anchor)
    leads = (tuple(text(lead, _TEXT) for lead in row.leads),) if led else ()
    return (
        (ref,),
        tuple(_promise(row)),
        *leads,
        _due(row.due, row),
        tuple(_standing(row)),
        tuple(_last(row)),
    )


def _promise(row: Row) -> Iterator[Para]:
    yield text(row.title, _TEXT)
    yield from (text(line, _NOTE) for line in (row.detail, row.resource) if line)
    yield from (trail(one, _NOTE) for one in row.trails)
    if row.evidence:
        yield Para(evidence(row.evidence), _NOTE)
    yield from remarks(row.remarks, _NOTE)


def _due(due: DueLine | None, row: Row) -> Cell:
    if due is None:
        return (text(row.no_due, _TEXT),)
    first = (text(f"first promised {due.first.words}", _NOTE),) if due.first else ()
    return (text(due.now.words, _TEXT), *first)


def _standing(row: Row) -> Iterator[Para]:
    if row.tag:
        yield Para((Run(row.tag.word, tag_style(row.tag.key)),), _TEXT)
    yield from (text(line, _TEXT) for line in (row.timing, row.moved, row.signed_off) if line)
    if row.tag and row.tag.rating:
        yield text(row.tag.rating, _NOTE)


def _last(row: Row) -> Iterator[Para]:
    found = [part for one in row.reports for part in report(one, _TEXT)]
    found += [text(row.last_word, _TEXT)] if row.last_word else []
    if row.disagreement:
        found.append(Para((Run("Ratings disagree: ", "Strong"), Run(row.disagreement)), _TEXT))
    found += [text(row.declared, _TEXT)] if row.declared else []
    yield from found or [text(NOTHING_MORE, _TEXT)]


NOTHING_MORE = "Nothing more to say"


def _kpis(writer: Writer, group: KpiGroup) -> None:
    names = ("Ref", "What is measured", "Latest", "Baseline", "Targets")
    rows = [row for kpi in group.kpis for row in (_kpi(kpi), *(_part(kpi, part) for part in kpi.parts))]
    writer.add(heading(group.heading, 2, group.anchor))
    writer.table(Grid(group.heading, names, _KPIS, rows))


def _kpi(kpi: KpiView) -> tuple[Cell, ...]:
    told = [
        text(kpi.title, _TEXT),
        text(kpi.aim, _NOTE),
        *(line for fact in kpi.facts[_COLUMNS:] for line in _more(fact)),
        *remarks(kpi.remarks, _NOTE),
    ]
    columns = tuple(tuple(Para(prose(line), _TEXT) for line in fact.lines) for fact in kpi.facts[:_COLUMNS])
    return ((Para((Run(kpi.ref),), _REF, kpi.anchor),), tuple(told), *columns)


def _more(fact: Fact) -> Iterator[Para]:
    for place, line in enumerate(fact.lines):
        label = (Run(f"{fact.label}: "),) if not place else ()
        yield Para((*label, *prose(line)), _NOTE)


def _part(kpi: KpiView, part: PartRow) -> tuple[Cell, ...]:
    elsewhere = (text(f"Elsewhere: {part.elsewhere}", _NOTE),) if kpi.parts_elsewhere else ()
    return (
        (text(f"{kpi.ref}, part", _TEXT),),
        (text(part.title, _TEXT), *elsewhere),
        (text(part.latest, _TEXT),),
        (text(part.baseline, _TEXT),),
        (text(part.targets, _TEXT),),
    )
