"""Questions for scrutiny: what a plan's own facts give councillors reason to ask, neutral and answerable."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from wsoa.reports.context import ReportContext
from wsoa.reports.head import head, to_statement
from wsoa.reports.plan_as_at import own_words, plan_as_at
from wsoa.reports.questions import difference as questions_difference
from wsoa.reports.questions import figures as questions_figures
from wsoa.reports.questions import late as questions_late
from wsoa.reports.questions import moved as questions_moved
from wsoa.reports.questions.asked import Asked, Brief, Subject
from wsoa.reports.questions.view import Question, QuestionsView, Theme
from wsoa.reports.short_forms import explained
from wsoa.words.dates import say_day
from wsoa.words.lists import be
from wsoa.words.numbers import count
from wsoa.words.standings import COMMITMENT_MEANS

MOST = 12
"""The most questions that are asked of one plan; a meeting has time for a few."""
_MAKERS = (
    *questions_moved.MAKERS,
    *questions_late.MAKERS,
    *questions_figures.MAKERS,
    *questions_difference.MAKERS,
)


def questions(context: ReportContext) -> QuestionsView:
    """Turn a plan into questions. Nothing dated after the context's day is used; no question lacks facts."""
    at = plan_as_at(context.assessment)
    brief = Brief(context, at)
    asked = sorted(
        (one for maker in _MAKERS if (one := maker(brief)) is not None), key=lambda a: (-a.gravity, -a.number)
    )
    themes = _themes(asked[:MOST])
    address = context.statement
    view = QuestionsView(
        page_title=f"{at.plan.area}: questions for scrutiny, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        statement=address,
        onward=to_statement(at, address),
        lead=_lead(asked),
        themes=themes,
        made=context.provenance.sentences,
        short_forms=(),
    )
    return replace(view, short_forms=explained(view, at.plan.glossary))


def _lead(asked: Sequence[Asked]) -> tuple[str, ...]:
    if not asked:
        return ("Nothing in this plan gives reason to ask a question on this day.",)
    shown = min(len(asked), MOST)
    rest = len(asked) - shown
    lines = [f"{count(shown, 'question')}, drawn from the plan's own dates, reports and figures."]
    lines += ["Those that matter most to families come first."] if shown > 1 else []
    lines += [COMMITMENT_MEANS] if any(one.commitments for one in asked[:MOST]) else []
    lines += [f"{rest:,} of less weight {be(rest)} left out."] if rest else []
    return tuple(lines)


def _themes(asked: Sequence[Asked]) -> tuple[Theme, ...]:
    """Group questions by what they are about, in the order of the first of each, and number them."""
    groups: dict[Subject, list[Asked]] = {}
    for one in asked:
        groups.setdefault(one.subject, []).append(one)
    themes, number = [], 0
    for subject, group in groups.items():
        held = tuple(_question(one, number + place) for place, one in enumerate(group, 1))
        themes.append(Theme(f"theme-{subject.name.lower()}", subject.value, held))
        number += len(group)
    return tuple(themes)


def _question(one: Asked, number: int) -> Question:
    rest = one.named - len(one.items)
    return Question(
        anchor=f"question-{number}",
        number=number,
        asks=one.asks,
        because=one.because,
        items=one.items,
        more=f"And {rest:,} more." if rest > 0 else "",
        answer=one.answer,
    )
