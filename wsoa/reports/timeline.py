"""The plan as pictures of dates: what was due against what was finished, what drifted, and every promise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from wsoa.plan.words import say_day
from wsoa.reports.charts.burn_up import burn_up
from wsoa.reports.charts.chart import Chart, Instead
from wsoa.reports.charts.timeline import timelines
from wsoa.reports.charts.trend import trend
from wsoa.reports.material import Material
from wsoa.reports.statement_desk import desk, own_words
from wsoa.reports.statement_parts import Link, Words
from wsoa.reports.statement_top import head
from wsoa.reports.statement_view import Head


@dataclass(frozen=True, slots=True)
class TimelineView:
    """The dates of a plan, in the order they are looked at. ``contents`` names each picture of dates."""

    report: ClassVar = "timeline"

    page_title: str
    words: Words
    head: Head
    statement: str
    burn_up: Chart | Instead
    trend: Chart | Instead
    contents: tuple[Link, ...]
    timelines: tuple[Chart | Instead, ...]
    made: tuple[str, ...]


def timeline(material: Material) -> TimelineView:
    """Turn a plan into pictures of its dates. Nothing dated after the material's day is shown."""
    at = desk(material.assessment)
    drawn = timelines(at.assessment, "dates")
    return TimelineView(
        page_title=f"{at.plan.area}: timeline, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        statement=material.statement,
        burn_up=burn_up(at.assessment, "burn-up"),
        trend=trend(at.assessment, "trend", material.line),
        contents=tuple(Link(one.title, one.id) for one in drawn if isinstance(one, Chart)),
        timelines=drawn,
        made=material.provenance.sentences,
    )
