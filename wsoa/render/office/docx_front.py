"""The front of the Word document: title, in short, what changed, what inspectors found, contents."""

from __future__ import annotations

from wsoa.charts.chart import Chart, ChartTable, Instead
from wsoa.render.office.docx_lines import (
    BULLET,
    LOG,
    SMALL,
    facts,
    goto,
    heading,
    links,
    prose,
    remarks,
    report,
)
from wsoa.render.office.docx_parts import Grid, Para, Run, Writer, text
from wsoa.render.office.docx_styles import MARGIN, SHORT
from wsoa.reports.changes import ChangeLine, News
from wsoa.reports.parts import Figure
from wsoa.reports.statement.view import Contents, StatementView, WeaknessCard

_ACROSS = SHORT - 2 * MARGIN


def front(writer: Writer, view: StatementView) -> None:
    """Write everything before the workstreams."""
    _head(writer, view)
    _in_short(writer, view)
    _changes(writer, view)
    _weaknesses(writer, view)
    writer.add(heading("Contents", 1, "contents"))
    for line in view.contents:
        _contents(writer, line)


def _head(writer: Writer, view: StatementView) -> None:
    head = view.head
    writer.add(
        text(f"{head.area}: {head.kind}", "Overtitle"),
        heading(head.title, 0),
        Para((Run(f"As at {head.as_at.words}", "Strong"),), "Leadtext"),
        text(head.about),
        *facts(head.facts),
    )


def _in_short(writer: Writer, view: StatementView) -> None:
    short = view.in_short
    writer.add(heading("In short", 1, "in-short"), text(" ".join(short.sentences), "Leadtext"))
    if short.figures:
        _figures(writer, short.figures)
    if isinstance(short.bar, Chart):
        writer.add(text(f"{short.bar.title}."), text(short.bar.desc), text(short.bar.subtitle, SMALL))
        _facts(writer, short.bar.table)
    if short.upcoming:
        writer.add(heading("Due next", 2))
        for one in short.upcoming:
            writer.add(Para((Run(f"{one.due.words}: "), goto(one.ref), Run(f" {one.title}")), BULLET))
        writer.add(*([text(short.more_upcoming, SMALL)] if short.more_upcoming else []))
    if short.summary:
        writer.add(heading("What this plan is", 2), text(short.summary))
    _chart(writer, short.by_workstream)
    _chart(writer, short.burn_up)


def _chart(writer: Writer, chart: Chart | Instead) -> None:
    """Write a chart as its message and its table."""
    if isinstance(chart, Instead):
        return
    writer.add(heading(chart.title, 2), text(chart.subtitle, SMALL), text(chart.desc))
    _facts(writer, chart.table)


def _facts(writer: Writer, facts: ChartTable) -> None:
    first = _ACROSS * 2 / (len(facts.columns) + 1)
    widths = (first, *((_ACROSS - first) / (len(facts.columns) - 1) for _ in facts.columns[1:]))
    rows = [tuple((text(cell, "Tabletext"),) for cell in row) for row in facts.rows]
    writer.table(Grid(facts.caption, tuple(one.words for one in facts.columns), widths, rows))


def _figures(writer: Writer, figures: tuple[Figure, ...]) -> None:
    """Write the few figures as a table of one row."""
    width = _ACROSS / len(figures)
    row = tuple((text(figure.number, "Tablefigure"),) for figure in figures)
    names = tuple(f"{figure.label[:1].upper()}{figure.label[1:]}" for figure in figures)
    grid = Grid("Figures in short", names, (width,) * len(figures), (row,), row_headings=False)
    writer.table(grid)


def _changes(writer: Writer, view: StatementView) -> None:
    changes = view.changes
    writer.add(heading("What changed", 1, "changes"), *([text(changes.none)] if changes.none else []))
    for change in changes.changes:
        _change(writer, change)
    writer.add(heading("Latest reports", 2), *([text(changes.no_news)] if changes.no_news else []))
    for news in changes.news:
        _news(writer, news)
    writer.add(*([text(changes.more_news, SMALL)] if changes.more_news else []))


def _change(writer: Writer, change: ChangeLine) -> None:
    moved = f": was {change.old}, now {change.new}" if change.new else ""
    effect = f", {change.effect}" if change.effect else ""
    minute = (Run(" "), *prose(change.minute)) if change.minute else ()
    writer.add(
        Para((goto(change.ref), Run(f" {change.title}")), LOG),
        text(f"{change.field.capitalize()}{moved}{effect}. {change.reason}"),
        Para((Run(f"{change.date.words}. {change.agreed}"), *minute), SMALL),
    )


def _news(writer: Writer, news: News) -> None:
    writer.add(Para((goto(news.about), Run(f" {news.title}")), LOG), *report(news.report, "Normal"))


def _weaknesses(writer: Writer, view: StatementView) -> None:
    weaknesses = view.weaknesses
    if not weaknesses.cards:
        return
    writer.add(heading(weaknesses.heading, 1, "weaknesses"))
    writer.add(*([text(weaknesses.intro)] if weaknesses.intro else []))
    for card in weaknesses.cards:
        _weakness(writer, card)


def _weakness(writer: Writer, card: WeaknessCard) -> None:
    writer.add(heading(f"{card.ref}. {card.title}", 2, card.anchor))
    if card.answered_by:
        writer.add(Para((Run("Answered by "), *links(card.answered_by, "; "), Run("."))))
    if card.counts:
        writer.add(text(f"{card.counts} {card.delay}".strip()))
    if card.monitoring:
        writer.add(Para(prose(card.monitoring)))
    writer.add(*(text(line) for line in card.found))
    if card.notice:
        writer.add(Para((Run("What people should notice: "), *links(card.notice), Run("."))))
    writer.add(*remarks([card.note]))


def _contents(writer: Writer, line: Contents, style: str = "Contentsline") -> None:
    counts = (Run(f"  {line.counts}", "Muted"),) if line.counts else ()
    writer.add(Para((goto(line.link), *counts), style))
    for below in line.below:
        _contents(writer, below, "Contentsbelow")
