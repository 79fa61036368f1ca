"""The story of a plan or an item laid out, oldest version first."""

from __future__ import annotations

from collections.abc import Iterator

from wsoa.history.moves.moves import Move
from wsoa.plan.walk import Item
from wsoa.reports.comparison.history import SHALLOW, HistoryReport
from wsoa.reports.terminal.blocks import SPACE, Block, Heading, Line, Lines
from wsoa.words.changes import Words
from wsoa.words.history_events import (
    began_words,
    change_words,
    drop_words,
    event_words,
    move_words,
    question,
    rating_words,
    step_words,
    where,
)
from wsoa.words.numbers import count


def layout(report: HistoryReport, _limit: int) -> Iterator[Block]:
    """Lay out the story; with only moves, the moved deadlines and what to ask."""
    words = Words.of_history(report.plan)
    if report.only_moves:
        yield from _moves(report, words)
    elif report.item is not None:
        yield from _item(report, report.item, words)
    else:
        yield from _plan(report, words)
    if told := began_words(report.line.began, complete=report.line.complete):
        yield from (SPACE, Lines([Line(0, told)], prose=True))
    if not report.line.complete:
        yield from (SPACE, Lines([Line(0, SHALLOW)], prose=True))


def _moves(report: HistoryReport, words: Words) -> Iterator[Block]:
    yield Heading(f"{report.plan.area}: {_moved(report)}")
    for move in report.moved:
        yield from (SPACE, Lines(tuple(_move(move, words, report)), prose=True))
    if report.dropped:
        yield from (SPACE, Heading(f"{count(len(report.dropped), 'deadline')} made open-ended or taken away"))
    for dropped in report.dropped:
        said = drop_words(dropped, words, authors=report.authors)
        told = [Line(0, dropped.item.ref, dropped.item.title), Line(2, said)]
        yield from (SPACE, Lines(told, prose=True))
    if report.gone:
        yield from (SPACE, Heading(f"{count(len(report.gone), 'deadline')} moved and then left the plan"))
    for move in report.gone:
        yield from (SPACE, Lines(tuple(_move(move, words, report)), prose=True))


def _moved(report: HistoryReport) -> str:
    """Count the moves; none is said only of a history of which nothing is, or may be, missing."""
    if not report.moved and not report.line.complete:
        return "whether a deadline moved is not known"
    number = count(len(report.moved), "deadline") if report.moved or not report.known else "no deadline"
    return f"{number} moved{report.known}"


def _move(move: Move, words: Words, report: HistoryReport) -> Iterator[Line]:
    yield Line(0, move.item.ref, move.item.title)
    yield Line(1, move_words(move))
    yield from (Line(2, step_words(step, words, authors=report.authors)) for step in move.steps)
    if rated := rating_words(move):
        yield Line(1, rated)
    yield Line(1, f"Ask: {question(move, report.plan.scheme)}")


def _item(report: HistoryReport, item: Item, words: Words) -> Iterator[Block]:
    told = [
        Line(1, f"{where(one.commit, authors=report.authors)}: {change_words(one.change, words)}")
        for one in report.entries
    ]
    nothing = Line(0, "Nothing of it has changed since the first version that is here.")
    yield Lines([Line(0, item.ref, item.title), *(told or [nothing])], prose=True)


def _plan(report: HistoryReport, words: Words) -> Iterator[Block]:
    yield Heading(f"{report.plan.area}: {count(len(report.events), 'version')}")
    for event in report.events:
        subject = event.commit.subject if event.commit else ""
        changes = (Line(1, f"{change.item.ref} {change_words(change, words)}") for change in event.changes)
        told = f"{where(event.commit, authors=report.authors)}: {event_words(event)}"
        yield from (SPACE, Lines([Line(0, told, subject), *changes], prose=True))
