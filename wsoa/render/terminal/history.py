"""The story of a plan or an item for the terminal."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.history.moves import Move
from wsoa.render.look import RenderOptions
from wsoa.reports.comparison.history import SHALLOW, HistoryReport
from wsoa.words.changes import Words
from wsoa.words.history_events import (
    change_words,
    drop_words,
    event_words,
    move_words,
    question,
    rating_words,
    step_words,
    where,
)
from wsoa.words.text import number, one_line


def history_text(report: HistoryReport, _look: RenderOptions) -> str:
    """Return the story, oldest version first; with only moves, the moved deadlines and what to ask."""
    lines = (
        list(_moves(report)) if report.only_moves else list(_item(report) if report.item else _plan(report))
    )
    if not report.line.complete:
        lines += ["", SHALLOW]
    return "\n".join(lines) + "\n"


def _moves(report: HistoryReport) -> Iterator[str]:
    words = Words.of_history(report.plan)
    yield f"{one_line(report.plan.area)}: {number(len(report.moved), 'deadline')} moved{report.known}"
    for move in report.moved:
        yield ""
        yield from _move(move, words)
    if report.dropped:
        yield ""
        yield f"{number(len(report.dropped), 'deadline')} made open-ended or taken away"
    for dropped in report.dropped:
        yield ""
        yield f"{one_line(dropped.item.ref)}  {one_line(dropped.item.title)}"
        yield f"    {one_line(drop_words(dropped, words))}"
    if report.gone:
        yield ""
        yield f"{number(len(report.gone), 'deadline')} moved, and then left the plan"
    for move in report.gone:
        yield ""
        yield from _move(move, words)


def _move(move: Move, words: Words) -> Iterator[str]:
    yield f"{one_line(move.item.ref)}  {one_line(move.item.title)}"
    yield f"  {one_line(move_words(move))}"
    for step in move.steps:
        yield f"    {one_line(step_words(step, words))}"
    if rated := rating_words(move):
        yield f"  {one_line(rated)}"
    yield f"  Ask: {one_line(question(move))}"


def _item(report: HistoryReport) -> Iterator[str]:
    item = report.item
    assert item is not None  # noqa: S101 - the caller looked
    words = Words.of_history(report.plan)
    yield f"{one_line(item.ref)}  {one_line(item.title)}"
    if not report.entries:
        yield "Nothing of it has changed since the first version that is here."
    for entry in report.entries:
        yield f"  {where(entry.commit)}: {one_line(change_words(entry.change, words))}"


def _plan(report: HistoryReport) -> Iterator[str]:
    words = Words.of_history(report.plan)
    yield f"{one_line(report.plan.area)}: {number(len(report.events), 'version')}"
    for event in report.events:
        yield ""
        subject = f"  {one_line(event.commit.subject)}" if event.commit else ""
        yield f"{where(event.commit)}: {event_words(event)}{subject}"
        for change in event.changes:
            yield f"  {one_line(change.item.ref)} {one_line(change_words(change, words))}"
