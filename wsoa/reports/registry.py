"""The one registry of reports that are published as pages: who makes each, and what it is for."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from wsoa.reports.context import PageView, ReportContext


class Report(NamedTuple):
    """A report: its maker, a function ``(context) -> view``; its name for readers; the line that lists it.

    ``past`` is True where it is fuller with the plan's history, ``period`` where it covers a period.
    """

    maker: str
    title: str
    line: str
    past: bool = False
    period: bool = False


REPORTS: Mapping[str, Report] = {
    "statement": Report(
        "wsoa.reports.statement.statement:statement",
        "Statement",
        "The whole plan and how it stands.",
        past=True,
    ),
    "summary": Report(
        "wsoa.reports.summary.summary:summary", "Summary for families", "Two pages for families.", past=True
    ),
    "board": Report(
        "wsoa.reports.board.board:board", "Board report", "What changed in a period.", past=True, period=True
    ),
    "evidence": Report(
        "wsoa.reports.evidence.evidence:evidence",
        "Evidence for a review",
        "What shows each step.",
        past=True,
    ),
    "questions": Report(
        "wsoa.reports.questions.questions:questions",
        "Questions for scrutiny",
        "What councillors may ask.",
        past=True,
    ),
    "scorecard": Report(
        "wsoa.reports.scorecard.scorecard:scorecard",
        "Scorecard",
        "Each KPI, how close, which way.",
        past=True,
    ),
    "timeline": Report("wsoa.reports.timeline:timeline", "Timeline", "Every date, in pictures.", past=True),
}
"""Every report there is. The command line, the site and the tests are read from here."""


def make(name: str, context: ReportContext) -> PageView:
    """Make a report; its name comes from :data:`REPORTS`."""
    module, _, function = REPORTS[name].maker.partition(":")
    view: PageView = getattr(import_module(module), function)(context)
    return view
