"""What only the board can settle, drawn from the facts of the period and worded as questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wsoa.assess.assessment import Commitment
from wsoa.history.change import Flag
from wsoa.reports.board.done import hindered, name_of_told
from wsoa.reports.board.figures import counted, late_promises
from wsoa.reports.board.moves import Move
from wsoa.reports.board.period import CLOSED, Period, expected
from wsoa.reports.board.view import Decision
from wsoa.reports.comparison.diff import PlanChanges
from wsoa.reports.parts import Link
from wsoa.words.items import work_noun
from wsoa.words.lists import be, either
from wsoa.words.numbers import count, count_days

_NAMED = 4


def decisions(
    period: Period, moves: Sequence[Move], gone: Sequence[Move], changes: PlanChanges
) -> tuple[Decision, ...]:
    """List what the facts ask the board to settle: help that is asked for first, then moved dates."""
    found = (
        _help(period),
        _moves(moves),
        _extensions(period),
        _vanished(changes),
        _withdrawals(gone),
        _ratings(period),
        _undated(period),
        _figures(period),
    )
    return tuple(decision for one in found for decision in one)


def _help(period: Period) -> Iterator[Decision]:
    asking = [one for one in hindered(period) if one.update.help_needed]
    if asking:
        because = f"{count(len(asking), 'report')} {either(len(asking), 'asks', 'ask')} for help"
        yield _decision("Can this help be given?", because, [name_of_told(period, one) for one in asking])


def _moves(moves: Sequence[Move]) -> Iterator[Decision]:
    loose = list(dict.fromkeys(move.line.ref for move in moves if not move.agreed))
    if loose:
        because = f"{count(len(loose), 'deadline')} moved with no agreement recorded"
        yield _decision("Are these new dates agreed?", because, loose)


def _extensions(period: Period) -> Iterator[Decision]:
    late = [
        c
        for c in period.at.assessment.commitments
        if (day := expected(c, period.end)) and c.due and c.due.latest and day > c.due.latest
    ]
    if late:
        whose = either(len(late), "is now expected after its date", "are now expected after their date")
        because = f"{count(len(late), 'commitment')} {whose}"
        yield _decision("Does the date stand, or is a new one agreed?", because, _refs(period, late))


def _vanished(changes: PlanChanges) -> Iterator[Decision]:
    gone = [Link(line.ref) for line in changes.lines if Flag.VANISHED in line.change.flags]
    if gone:
        because = f"{count(len(gone), 'item')} left the plan without being withdrawn"
        yield _decision("What became of these?", because, gone)


def _withdrawals(gone: Sequence[Move]) -> Iterator[Decision]:
    loose = [move.line.ref for move in gone if not move.agreed]
    if loose:
        was = either(len(loose), "was", "were")
        because = f"{count(len(loose), 'commitment')} {was} withdrawn with no agreement recorded"
        yield _decision("Is the withdrawal agreed?", because, loose)


def _ratings(period: Period) -> Iterator[Decision]:
    found = period.at.assessment.disagreements
    if found:
        are = be(len(found))
        because = f"{count(len(found), 'commitment')} {are} rated more favourably than the dates allow"
        yield _decision("Which rating stands?", because, _refs(period, found))


def _undated(period: Period) -> Iterator[Decision]:
    late = [
        c
        for c in period.at.assessment.overdue
        if c.kind in {"action", "milestone"} and c.standing not in CLOSED and not expected(c, period.end)
    ]
    if late:
        are, work = be(len(late)), work_noun(late, period.at.plan.labels)
        because = (
            f"{count(len(late), work)} {are} past {either(len(late), 'its', 'their')} date "
            f"with no expected date recorded, the longest by {count_days(late[0].days_late)}"
        )
        yield _decision("By when will these be finished?", because, _refs(period, late))


def _figures(period: Period) -> Iterator[Decision]:
    late = late_promises(period)
    if late:
        are = be(len(late))
        longest = f"the longest {count_days(late[0].days_late)} after the date promised"
        because = f"{counted(late)} {are} not published, {longest}"
        yield _decision("When will the promised figures be there?", because, _refs(period, late))


def _refs(period: Period, commitments: Sequence[Commitment]) -> list[Link]:
    return list(dict.fromkeys(period.at.name(c.item) for c in commitments))


def _decision(question: str, because: str, refs: Sequence[Link]) -> Decision:
    rest = len(refs) - _NAMED
    return Decision(question, because, tuple(refs[:_NAMED]), f"and {rest:,} more" if rest > 0 else "")
