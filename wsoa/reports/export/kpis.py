"""The figures of KPIs for a table: a row for each baseline, target and reading of each measure."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wsoa.assess.kpis import BaselineState, KpiState, MeasureState, TargetNow, kpi_calendar
from wsoa.plan.dates import Calendar, When
from wsoa.plan.kpis import KpiPart, Measure, Reading
from wsoa.reports.export.export import Cell, Column, Exported

Row = tuple[Cell, ...]
KPI_COLUMNS = (
    Column("kpi", "string", "The ref of the KPI."),
    Column("ref", "string", "The ref of the measure: the KPI's own, or that of a part of it."),
    Column("workstream", "string", "The ref of its workstream."),
    Column("title", "string", "What is measured."),
    Column("aim", "string", "Which way is better."),
    Column("unit", "string", "What the figures count."),
    Column("figure", "string", "baseline, target or reading."),
    Column("date", "string", "The day, month or period the figure is for, as stated.", "Not stated"),
    Column("date_earliest", "date", "The first day of that date.", "No day"),
    Column("date_latest", "date", "The last day of that date.", "No day"),
    Column(
        "value",
        "number",
        "The figure; empty where there is none, or it is withheld or not set yet.",
        "No figure",
    ),
    Column("text", "string", "What the document says where it gives no figure.", "None"),
    Column(
        "state",
        "string",
        "known, promised, overdue; missing (baseline only); set, words (target only).",
        "Not applicable",
    ),
    Column("promised", "date", "The day by which a figure was promised.", "Not promised"),
    Column("provisional", "boolean", "True where the figure may still change.", "Not applicable"),
    Column(
        "projected", "boolean", "True where the figure is an estimate of what is to come.", "Not applicable"
    ),
    Column(
        "suppressed",
        "boolean",
        "True where the figure is withheld because the numbers are small.",
        "Not applicable",
    ),
    Column("source", "string", "Where the figure comes from."),
    Column("change", "number", "How much more or less than the baseline a target asks for.", "Not a change"),
    Column("maintain", "boolean", "True where a target is to stay at the baseline.", "Not applicable"),
)


def kpi_rows(exported: Exported) -> Iterator[Row]:
    """Yield the figures of a plan's KPIs, in plan order. A missing baseline has a row that says so."""
    plan, as_of = exported.plan, exported.assessment.as_of
    for state in exported.assessment.kpis:
        calendar = kpi_calendar(plan, state.kpi)
        things: tuple[Measure | KpiPart, ...] = (state.kpi, *state.kpi.parts)
        for measure, thing in zip(state.measures, things, strict=True):
            told = state.baseline_state if measure is state.whole else measure.baseline_state
            for figure in _figures(measure, thing, told, calendar, as_of):
                yield (*_named(state, measure), *figure)


def _named(state: KpiState, measure: MeasureState) -> Row:
    kpi = state.kpi
    return kpi.ref, measure.ref, state.workstream.ref, measure.title, kpi.aim, kpi.unit


def _figures(
    measure: MeasureState, thing: Measure, told: BaselineState, calendar: Calendar, as_of: date
) -> Iterator[Row]:
    yield _baseline(measure, told, calendar)
    for target in measure.targets:
        yield _target(target, calendar)
    for reading in thing.readings:
        latest = _days(reading.date or reading.period, calendar)[2]
        if latest is not None and latest <= as_of:
            yield _reading(reading, calendar)


def _baseline(measure: MeasureState, told: BaselineState, calendar: Calendar) -> Row:
    baseline = measure.baseline
    known = baseline if baseline is not None and measure.baseline_state == "known" else None
    return (
        "baseline",
        *_days(known.at or known.period if known else None, calendar),
        known.value if known and not known.suppressed else None,
        baseline.text if baseline else None,
        told,
        measure.baseline_promised,
        known.provisional if known else None,
        None,
        None,
        baseline.source if baseline else None,
        None,
        None,
    )


def _target(now: TargetNow, calendar: Calendar) -> Row:
    stated = now.target
    return (
        "target", *_days(stated.by, calendar), now.value, stated.text, now.state, now.promised,
        None, None, None, stated.source,
        stated.change if now.state == "set" else None,
        stated.maintain if now.state == "set" else None,
    )  # fmt: skip


def _reading(reading: Reading, calendar: Calendar) -> Row:
    return (
        "reading", *_days(reading.date or reading.period, calendar),
        None if reading.suppressed else reading.value,
        reading.text, None, None, reading.provisional, reading.projected, reading.suppressed, reading.source,
        None, None,
    )  # fmt: skip


def _days(when: When | None, calendar: Calendar) -> tuple[str | None, date | None, date | None]:
    if when is None:
        return None, None, None
    window = when.window(calendar)
    return when.text, window.earliest, window.latest
