"""The plan as pictures of dates: what was due against what was finished, what drifted, and every promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.charts.burn_up import burn_up
from wsoa.charts.chart import Chart, Instead
from wsoa.charts.expected import expected_dates
from wsoa.charts.timeline import timelines
from wsoa.reports.context import ReportContext
from wsoa.reports.head import head
from wsoa.reports.parts import Head, Link, Words
from wsoa.reports.plan_as_at import own_words, plan_as_at
from wsoa.words.dates import say_day


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The dates of a plan, in the order they are looked at. ``contents`` names each picture of dates."""

    report: ClassVar = "timeline"

    page_title: str
    words: Words
    head: Head
    statement: str
    burn_up: Chart | Instead
    expected: Chart | Instead
    contents: tuple[Link, ...]
    timelines: tuple[Chart | Instead, ...]
    made: tuple[str, ...]


def timeline(context: ReportContext) -> TimelineView:
    """Turn a plan into pictures of its dates. Nothing dated after the context's day is shown."""
    at = plan_as_at(context.assessment)
    drawn = timelines(at.assessment, "dates")
    return TimelineView(
        page_title=f"{at.plan.area}: timeline, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        statement=context.statement,
        burn_up=burn_up(at.assessment, "burn-up"),
        expected=expected_dates(at.assessment, "expected", context.line),
        contents=tuple(Link(one.title, one.id) for one in drawn if isinstance(one, Chart)),
        timelines=drawn,
        made=context.provenance.sentences,
    )
