"""What reports of the tests are made from: a plan on its day, with a period for those that cover one."""

from __future__ import annotations

from datetime import date

from tests.render.pages import Page
from tests.render.small import load_plan, material_of, view_of
from wsoa.files.load import LoadedPlan
from wsoa.render.html.page import page_html
from wsoa.reports.context import Earlier, PageView, ReportContext
from wsoa.reports.registry import make

START = date(2020, 5, 31)


def context(loaded: LoadedPlan) -> ReportContext:
    """What a report on a plan is made from, at the end of November 2020."""
    made = material_of(loaded)
    return ReportContext(loaded, made.provenance, earlier=Earlier(START, made.plan))


def report_of(report: str, loaded: LoadedPlan | None = None) -> PageView:
    """A report on a plan, or on the small one."""
    return make(report, context(loaded or load_plan()))


def astray(page: Page, loaded: LoadedPlan) -> list[str]:
    """Links of a page that lead nowhere: not in the page, not into the statement of the same plan."""
    whole = Page(page_html(view_of(loaded)))
    ids = {"statement.html", *(f"statement.html#{one}" for one in whole.values("id"))}
    onward = [href for href in page.values("href") if not href.startswith(("#", "http"))]
    return page.dead_links + [href for href in onward if href not in ids]
