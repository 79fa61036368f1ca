"""A plan in short: how many are late and silent, what moved, what comes next."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from wsoa.assess.assessment import Commitment
from wsoa.assess.rollup import open_due
from wsoa.charts.burn_up import burn_up
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.standing_bar import standing_bar
from wsoa.plan.ratings import Standing
from wsoa.reports.parts import Figure, Link, Moment
from wsoa.reports.plan_as_at import PlanAsAt
from wsoa.words.dates import say_day
from wsoa.words.items import title_of
from wsoa.words.lists import be, either, have, listed, sentence
from wsoa.words.nothing import MORE_NOT_KNOWN, NOTHING_AHEAD, NOTHING_PROMISED
from wsoa.words.numbers import count
from wsoa.words.standings import say_by_others, say_counts, say_unreported

_SHOWN_NEXT = 5


@dataclass(frozen=True, slots=True)
class Upcoming:
    """One thing due next."""

    due: Moment
    ref: Link
    title: str


@dataclass(frozen=True, slots=True)
class InShort:
    """What a reader learns in twenty seconds."""

    sentences: tuple[str, ...]
    bar: Chart | Instead
    figures: tuple[Figure, ...]
    upcoming: tuple[Upcoming, ...]
    more_upcoming: str
    summary: str
    by_workstream: Chart | Instead
    burn_up: Chart | Instead


def in_short(at: PlanAsAt) -> InShort:
    """Sum the plan up from its facts alone."""
    commitments = at.assessment.own
    nearest, more = upcoming(at, _SHOWN_NEXT)
    return InShort(
        sentences=in_sentences(at),
        bar=standing_bar(at.assessment, "standing"),
        figures=_figures(at) if commitments else (),
        upcoming=nearest,
        more_upcoming=more,
        summary=at.plan.summary or "",
        by_workstream=standing_bar(at.assessment, "by-workstream", "workstream"),
        burn_up=burn_up(at.assessment, "burn-up"),
    )


def in_sentences(at: PlanAsAt, *, no_moves: bool = True) -> tuple[str, ...]:
    """Say how the plan stands; ``no_moves`` says so too where no deadline moved."""
    others = sentence(say_by_others(at.assessment.by_others)) if at.assessment.by_others else ""
    if not at.assessment.own:
        return (NOTHING_PROMISED, others) if others else (NOTHING_PROMISED,)
    lines = [say_counts(at.assessment.own)]
    lines.append(say_unreported(len(at.assessment.unreported), len(at.assessment.overdue)))
    lines.append(_moved(at) if at.moved else at.no_moves if no_moves or at.gap else "")
    disagree = len(at.assessment.disagreements)
    if disagree:
        whose = either(disagree, "its owner", "their owners")
        number = count(disagree, "commitment")
        lines.append(f"{number} {be(disagree)} rated more favourably by {whose} than the dates allow.")
    lines += [_next(at), others]
    return tuple(line for line in lines if line)


def _moved(at: PlanAsAt) -> str:
    moved = at.moved
    unexplained = sum(c.unexplained for c in at.assessment.moved)
    line = f"{count(len(moved), 'deadline')} {have(len(moved))} moved"
    if unexplained:
        line += f"; {count(unexplained, 'move')} {have(unexplained)} no recorded reason"
    return f"{line}. {MORE_NOT_KNOWN[at.gap]}" if at.gap else f"{line}."


def _next(at: PlanAsAt) -> str:
    ahead = [c for c in _ahead(at) if not c.from_others]
    if not ahead:
        return NOTHING_AHEAD
    day = open_due(ahead[0])
    same = [c for c in ahead if open_due(c) == day]
    return f"Next: {count(len(same), 'commitment')} due by {say_day(day)}." if day else ""


def _ahead(at: PlanAsAt) -> list[Commitment]:
    dated = [
        (day, c) for c in at.assessment.commitments if (day := open_due(c)) is not None and day >= at.as_of
    ]
    return [c for _, c in sorted(dated, key=lambda pair: pair[0])]


def upcoming(at: PlanAsAt, shown: int) -> tuple[tuple[Upcoming, ...], str]:
    """Return what is due next, at most so many, and how many have a date after these."""
    ahead = _ahead(at)
    rest = len(ahead) - shown
    lines = tuple(_next_line(at, c) for c in ahead[:shown])
    return lines, f"{rest:,} more {have(rest)} a date after these." if rest > 0 else ""


def _next_line(at: PlanAsAt, commitment: Commitment) -> Upcoming:
    day = open_due(commitment)
    return Upcoming(
        due=Moment.of_day(day),
        ref=at.name(commitment.item),
        title=title_of(commitment),
    )


def _figures(at: PlanAsAt) -> tuple[Figure, ...]:
    standings = Counter(c.standing for c in at.assessment.own)
    return (
        Figure(f"{standings[Standing.COMPLETE]:,}", "complete", "complete"),
        Figure(f"{len(at.assessment.overdue):,}", "past their date", "overdue"),
        Figure(f"{len(at.assessment.unreported):,}", "of these unreported", "unreported"),
        Figure(f"{len(at.moved):,}", "moved", "moved"),
        Figure(f"{standings[Standing.UNKNOWN]:,}", "not known", "unknown"),
    )


def kinds(at: PlanAsAt) -> str:
    """Say what the commitments are: 148 actions, 10 milestones, 37 baselines to be set."""
    counts = Counter(c.kind for c in at.assessment.own)
    words = {
        "action": at.plan.labels.action,
        "milestone": at.plan.labels.milestone,
        "baseline": "baseline",
        "target": "target",
        "review": "review",
    }
    return listed([count(number, words[kind]) for kind, number in counts.items()])
