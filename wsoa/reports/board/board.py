"""The board's report on a period: what asks for attention first, every figure tied to the statement."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.charts.expected import expected_dates
from wsoa.history.attribution import Cause
from wsoa.reports.board.decisions import decisions
from wsoa.reports.board.done import hindrances, reported
from wsoa.reports.board.figures import kpis, promises
from wsoa.reports.board.lists import (
    by_lead,
    disagreements,
    due_next,
    fell_overdue,
    finished,
    finished_list,
    overdue_list,
)
from wsoa.reports.board.moves import Move, deadlines, moved, withdrawn
from wsoa.reports.board.period import Period, period_of
from wsoa.reports.board.view import BoardView, BridgeRow, Decision, Moved, Why
from wsoa.reports.board.workstreams import standings
from wsoa.reports.comparison.attribution import HEADS, KEY, Story
from wsoa.reports.comparison.diff import Line, PlanChanges, changes
from wsoa.reports.context import ReportContext
from wsoa.reports.head import head
from wsoa.reports.listing import Entry, Listing, left_out, listing
from wsoa.reports.parts import Figure, Link, Moment
from wsoa.reports.plan_as_at import own_words
from wsoa.words.dates import say_day
from wsoa.words.items import title_of
from wsoa.words.lists import be, capital, either, listed, small
from wsoa.words.numbers import count, count_days, signed

_SHOWN_MOVES, _SHOWN_OTHERS = 8, 4
_TOLD_ELSEWHERE = frozenset({"moved", "ratings", "updates", "wording", "renumbered"})
_PLAIN = frozenset({Cause.TIME, Cause.PROGRESS})


def board(context: ReportContext) -> BoardView:
    """Turn a plan into the board's report on a period. Nothing dated after the context's day is shown."""
    period = period_of(context)
    at, moves, gone, text = period.at, moved(period), withdrawn(period), _text(period)
    asked = decisions(period, moves, gone, text)
    return BoardView(
        page_title=f"{at.plan.area}: board report, {_period(period)}",
        words=own_words(at),
        head=head(at),
        period=_period(period),
        statement=context.statement,
        lead=tuple(_lead(period, moves, gone, asked)),
        figures=_figures(period, moves),
        standings=standings(period),
        finished=finished_list(period),
        reported=reported(period),
        hindrances=hindrances(period),
        decisions=asked,
        moved=_moves(moves, gone),
        expected=expected_dates(at.assessment, "expected", context.line, period.start),
        overdue=overdue_list(period),
        leads=by_lead(period),
        disagreements=disagreements(period),
        upcoming=due_next(period),
        kpis=kpis(period),
        promises=promises(period),
        why=_why(period),
        other=_other(period, text),
        made=context.provenance.sentences,
    )


def _period(period: Period) -> str:
    return f"{say_day(period.start)} to {say_day(period.end)}"


def _lead(
    period: Period, moves: Sequence[Move], gone: Sequence[Move], asked: Sequence[Decision]
) -> Iterator[str]:
    done, fell = len(finished(period)), len(fell_overdue(period))
    happened = [
        f"{count(done, 'commitment')} {either(done, 'was', 'were')} finished"
        if done
        else "nothing was finished",
        f"{fell:,} fell overdue" if fell else "nothing more fell overdue",
        _moved(moves),
    ]
    if gone:
        happened.append(f"{len(gone):,} {either(len(gone), 'was', 'were')} withdrawn")
    yield f"In the {count_days(period.days)} since {say_day(period.start)}, {listed(happened)}."
    changed = sum(chain.changed for chain in period.why.bridge.chains)
    late = len(period.at.assessment.overdue)
    total = len(period.at.assessment.own)
    whose = either(late or 1, "is now past its date", "are now past their date")
    turned = f"{changed:,}" if changed else "Nothing"
    past = f"{late:,}" if late else "none"
    yield f"{turned} changed standing, and {past} of {count(total, 'commitment')} {whose}."
    if asked:
        yield f"{count(len(asked), 'question')} {be(len(asked))} put to the board."
    else:
        yield "Nothing on record asks for a decision."


def _moved(moves: Sequence[Move]) -> str:
    if not moves:
        return "no deadline moved"
    number, bare = deadlines(moves), deadlines([move for move in moves if not move.reasoned])
    whose = "" if bare == number else f"{bare:,} of them "
    return f"{count(number, 'deadline')} moved" + (f", {whose}with no reason recorded" if bare else "")


def _figures(period: Period, moves: Sequence[Move]) -> tuple[Figure, ...]:
    changed = sum(chain.changed for chain in period.why.bridge.chains)
    return (
        Figure(f"{len(finished(period)):,}", "finished"),
        Figure(f"{len(fell_overdue(period)):,}", "fell overdue"),
        Figure(f"{deadlines(moves):,}", "deadlines moved"),
        Figure(f"{changed:,}", "changed standing"),
    )


def _moves(moves: Sequence[Move], gone: Sequence[Move]) -> Moved:
    lines = [move.line for move in (*moves, *gone)]
    more = left_out(len(lines) - _SHOWN_MOVES)
    return Moved("" if moves else "No deadline moved.", tuple(lines[:_SHOWN_MOVES]), more)


def _why(period: Period) -> Why:
    report = period.why
    causes = [cause for cause in HEADS if any(line.parts[cause] for line in report.lines)]
    return Why(
        sentences=report.sentences,
        before=say_day(period.start),
        after=say_day(period.end),
        columns=tuple(HEADS[cause] for cause in causes),
        rows=tuple(
            BridgeRow(
                period.at.tag(line.standing),
                f"{line.before:,}",
                tuple(signed(line.parts[cause]) for cause in causes),
                f"{line.after:,}",
            )
            for line in report.lines
        ),
        key=KEY,
        overall=(report.whole.sentence, *report.rules),
        stories=listing(
            (),
            [
                _story(period, group.title, story)
                for group in report.groups
                if not _PLAIN.issuperset(group.causes)
                for story in group.stories
            ],
        ),
    )


def _story(period: Period, cause: str, story: Story) -> tuple[Moment, Entry]:
    commitment = story.chain.commitment
    says = ". ".join((story.ends, *story.steps)) + "."
    ref = period.at.link(commitment.item.ref)
    return Moment(capital(cause)), Entry(ref, title_of(commitment), f"{says} {story.declared}".strip())


def _text(period: Period) -> PlanChanges:
    pair = (period.context.loaded.id, period.written, period.context.plan)
    return changes("", "", None, [pair]).plans[0]


def _other(period: Period, text: PlanChanges) -> Listing:
    """List what else the plan's text says otherwise than at the start, and what is not known of that."""
    if period.same:
        unknown = f"No version of the plan from {say_day(period.start)} is on record."
        return Listing((f"{unknown} What was so then is told from its dated records.",))
    told = _TOLD_ELSEWHERE | ({"kpis"} if period.context.readers.suppress_below else frozenset())
    entries = [
        (Moment(section.title), Entry(_line_ref(period, line), line.title, capital(line.words)))
        for section in text.sections
        if section.key not in told
        for line in section.lines
    ]
    since = f"{period.since}:"
    return listing((since, small(text.headline)), entries, _SHOWN_OTHERS)


def _line_ref(period: Period, line: Line) -> Link:
    return period.at.link(line.ref) if line.change.item.kind != "plan" else Link("The plan")
