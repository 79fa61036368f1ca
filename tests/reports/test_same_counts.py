"""However a report tells how many commitments a plan has, it is the same number: the area's own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import get_args

import pytest

from tests.conftest_plans import HEAD, load_text
from wsoa.assess.assessment import Assessment, assess
from wsoa.assess.rollup import By, grouped
from wsoa.files.load import LoadedPlan
from wsoa.history.attribution_report import bridge
from wsoa.provenance.provenance import provenance_of
from wsoa.render.data.status_json import status_json
from wsoa.render.registry import render
from wsoa.reports.context import ReportContext
from wsoa.reports.export.export import Exported
from wsoa.reports.export.tables import tables_export
from wsoa.reports.registry import REPORTS, make
from wsoa.reports.site.site import site
from wsoa.reports.site.view import IndexView
from wsoa.reports.terminal.status import status

AREAS = {"cumbria": (223, 3), "lancashire": (104, 0), "peterborough": (107, 0)}
"""The area's own commitments, and the reviews by others that have a date."""
DAYS = [date(2020, 11, 30), date(2023, 1, 31)]
_TOTALS = (
    re.compile(r"\bof ([\d,]+) commitments?\b"),
    re.compile(r"This plan has ([\d,]+)"),
    re.compile(r"^[\d,]+ of ([\d,]+) finished; [\d,]+ (?:was|were) due"),
    re.compile(r"^[\d,]+ of ([\d,]+) complete; [\d,]+ past their date"),
)
"""How reports say the total: 211 of 223 commitments, This plan has 223, 100 of 223 finished."""
_COUNTED = re.compile(r"^([\d,]+) [Cc]ommitments: ")
"""How the front pages say it; in the statement a weakness says so of its own."""
_TELL_NONE = {"evidence", "scorecard", "questions"}
"""Reports that count only actions and milestones, KPIs, or what a question is about."""


@pytest.fixture(params=AREAS)
def area(request: pytest.FixtureRequest) -> LoadedPlan:
    loaded: LoadedPlan = request.getfixturevalue(request.param)
    return loaded


def texts(part: object) -> Iterator[str]:
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple | list):
        for one in part:
            yield from texts(one)
    elif isinstance(part, Mapping):
        yield from texts(tuple(part.values()))
    elif is_dataclass(part):
        for field in fields(part):
            yield from texts(getattr(part, field.name))


def totals(part: object, *more: re.Pattern[str]) -> list[int]:
    found = (match[1] for text in texts(part) for told in (*_TOTALS, *more) for match in told.finditer(text))
    return [int(number.replace(",", "")) for number in found]


def context_of(loaded: LoadedPlan, day: date) -> ReportContext:
    return ReportContext(loaded, provenance_of(loaded, day, "1.2.3", "abc1234"))


def assessed(loaded: LoadedPlan, day: date) -> Assessment:
    assert loaded.plan is not None
    return assess(loaded.plan, day)


def own_of(loaded: LoadedPlan) -> int:
    return AREAS[loaded.id][0]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_every_page_tells_the_same_number(area: LoadedPlan, day: date) -> None:
    for name in REPORTS:
        found = totals(make(name, context_of(area, day)))
        assert set(found) == (set() if name in _TELL_NONE else {own_of(area)}), name


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_front_pages_of_a_site_tell_it_too(area: LoadedPlan, day: date) -> None:
    whole = site({area.id: context_of(area, day)}, day)
    for address in ("index.html", f"{area.id}/index.html"):
        view = next(page for page in whole.pages if page.address == address).make()
        assert set(totals(view, _COUNTED)) == {own_of(area)}, address
    both = site({"one": context_of(area, day), "two": context_of(area, day)}, day).pages[-1].make()
    assert isinstance(both, IndexView)
    assert both.side_by_side is not None
    assert {row.commitments for row in both.side_by_side.rows} == {str(own_of(area))}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_status_tells_it_in_every_form_and_by_every_group(area: LoadedPlan, day: date) -> None:
    own, others = AREAS[area.id]
    now = assessed(area, day)
    report = status([(area.id, now)], day)
    (plan,) = report.plans
    assert plan.whole.total == own == sum(plan.by_kind.values()) == sum(plan.whole.by_standing.values())
    assert re.search(rf"\b{own} commitments: ", render("status", "markdown", report))
    counts = f'"commitments": {own},\n        "overdue": {len(now.overdue)},'
    assert counts in status_json(report)
    assert f'"reviews_by_others": {others},' in status_json(report)
    assert {row.key for row in grouped(now, "outcome")} & {"whole plan"} == set()
    for by in get_args(By):
        assert sum(group.total for group in grouped(now, by)) >= own
    assert sum(group.total for group in grouped(now, "workstream")) == own


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_why_colours_changed_and_the_tables_leave_the_same_ones_out(area: LoadedPlan, day: date) -> None:
    own, others = AREAS[area.id]
    assert area.plan is not None
    changed = bridge(area.plan, area.plan, date(2019, 12, 31), day)
    assert (changed.whole.before.total, changed.whole.after.total, len(changed.chains)) == (own, own, own)
    table = tables_export([Exported(area.id, assessed(area, day), "abc")], day, "1").tables[0]
    at = [column.name for column in table.columns].index("from_others")
    marks = [row[at] for row in table.rows]
    assert (marks.count(False), marks.count(True)) == (own, others)


@pytest.mark.parametrize(
    ("reviews", "says"),
    [
        ("", None),
        ("{title: Visit, kind: revisit, due: 2021-04}", "1 review by others, not held yet."),
        ("{title: Visit, kind: revisit, due: 2020-04, date: 2020-05}", "1 review by others, held."),
        (
            "{title: A, kind: revisit, due: 2020-04, date: 2020-05}, {title: B, kind: revisit, due: 2021-04}",
            "2 reviews by others, 1 not held yet.",
        ),
        ("{title: Stocktake, kind: stocktake, due: 2021-04}", None),
    ],
)
def test_reviews_by_others_are_told_apart(reviews: str, says: str | None) -> None:
    loaded = load_text(f"{HEAD}reviews: [{reviews}]\n")
    day = date(2020, 11, 30)
    headline = render("status", "markdown", status([("westshire", assessed(loaded, day))], day))
    page = tuple(texts(make("statement", context_of(loaded, day))))
    if says is None:
        assert "by others" not in headline
        assert not any("by others" in text for text in page)
    else:
        assert says in headline
        assert says in page


def test_a_board_is_told_of_a_visit_that_was_held_and_does_not_count_it(cumbria: LoadedPlan) -> None:
    page = tuple(texts(make("board", context_of(cumbria, date(2023, 1, 31)))))
    assert any(text.startswith("Held by others: Re-visit by Ofsted") for text in page)
    assert any("nothing was finished" in text for text in page)
