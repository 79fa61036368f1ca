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
from wsoa.plan.ratings import Standing
from wsoa.provenance.provenance import provenance_of
from wsoa.render.data.status_json import status_json
from wsoa.render.html.page import page_html
from wsoa.render.registry import render
from wsoa.reports.context import ReportContext
from wsoa.reports.export.export import Exported
from wsoa.reports.export.tables import tables_export
from wsoa.reports.registry import REPORTS, make
from wsoa.reports.site.site import site
from wsoa.reports.site.view import IndexView
from wsoa.reports.statement.view import StatementView
from wsoa.reports.terminal.status import status

AREAS = {"cumbria": (223, 3), "lancashire": (104, 0), "peterborough": (107, 0)}
"""The area's own commitments, and the reviews by others that have a date."""
DAYS = [date(2020, 11, 30), date(2023, 1, 31)]
_TOTALS = (
    re.compile(r"\b[Oo]f ([\d,]+) commitments?\b"),
    re.compile(r"This plan has ([\d,]+)"),
    re.compile(r"^[\d,]+ of ([\d,]+) finished; [\d,]+ (?:was|were) due"),
    re.compile(r"^[\d,]+ of ([\d,]+) complete; [\d,]+ past their date"),
)
"""How reports say the total: 211 of 223 commitments, This plan has 223, 100 of 223 finished."""
_MARKED = re.compile(r'data-count="(\w+)">(?:<span[^>]*>[^<]*</span>[^<]*?)?([\d,]+)<')
"""A count as a page marks it up: a figure at the top, or what a bar's key says of a standing."""
_SAID = {
    "complete": (
        re.compile(r"^Of [\d,]+ commitments, ([\d,]+|none) (?:is|are) complete"),
        re.compile(r"^([\d,]+) of [\d,]+ (?:finished; [\d,]+ w|complete; [\d,]+ past)"),
    ),
    "overdue": (
        re.compile(r"^Of [\d,]+ commitments, .*?, ([\d,]+|none) (?:is|are) past (?:its|their) date"),
        re.compile(r"^[\d,]+ of [\d,]+ complete; ([\d,]+) past their date"),
        re.compile(r"^Past their date in all: ([\d,]+);"),
        re.compile(r" and ([\d,]+|none) of [\d,]+ commitments (?:is|are) now past"),
        re.compile(r"^([\d,]+) (?:is|are) past (?:its|their) date, the longest by"),
    ),
    "unreported": (
        re.compile(r"^([\d,]+) of those past their date (?:is|are) unreported"),
        re.compile(r"^([\d,]+) commitments are unreported in all"),
    ),
    "unknown": (re.compile(r"^Of [\d,]+ commitments, .* and ([\d,]+|none) (?:is|are) not known"),),
    "moved": (re.compile(r"^([\d,]+) deadlines? ha(?:s|ve) moved"),),
}
"""The one vocabulary of counts: every sentence in which a page tells a count of the whole plan."""
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


def counts_of(assessment: Assessment) -> dict[str, int]:
    """Every count that pages tell of a whole plan, by the name they mark it with."""
    standings = {one.value: sum(1 for c in assessment.own if c.standing is one) for one in Standing}
    return {**standings, "overdue": len(assessment.overdue), "moved": len({c.ref for c in assessment.moved})}


def number(told: str) -> int:
    return 0 if told == "none" else int(told.replace(",", ""))


def told(view: object, page: str) -> list[tuple[str, int]]:
    """Every count of the whole plan that a page tells: marked up in its HTML, or said in a sentence."""
    marked = [(name, number(value)) for name, value in _MARKED.findall(page)]
    said = [
        (name, number(match[1]))
        for text in texts(view)
        for name, patterns in _SAID.items()
        for pattern in patterns
        for match in pattern.finditer(text)
    ]
    return marked + said


@pytest.mark.parametrize("day", [*DAYS, date(2019, 7, 31)], ids=str)
def test_every_page_tells_the_same_count_of_the_same_thing(area: LoadedPlan, day: date) -> None:
    right, context = counts_of(assessed(area, day)), context_of(area, day)
    front = site({area.id: context}, day)
    views = [make(name, context) for name in REPORTS]
    views += [page.make() for page in front.pages if page.address in {"index.html", f"{area.id}/index.html"}]
    seen: set[str] = set()
    for view in views:
        for name, found in told(view, page_html(view)):
            assert found == right[name], (view.report, name)
            seen.add(name)
    assert seen >= {"complete", "overdue", "unknown", "moved"}
    assert ("unreported" in seen) or not right["unreported"]


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_the_parts_of_a_plan_add_up_to_its_counts(area: LoadedPlan, day: date) -> None:
    """What the contents say of each workstream, and what the questions ask, come to the whole."""
    right, view = counts_of(assessed(area, day)), make("statement", context_of(area, day))
    assert isinstance(view, StatementView)
    held = [re.match(r"([\d,]+) commitments?(?:, ([\d,]+) past)?", one.counts) for one in view.contents]
    assert sum(int(one[1]) for one in held if one) == own_of(area) - sum(
        c.workstream is None for c in assessed(area, day).own
    )
    assert sum(int(one[2] or 0) for one in held if one) == right["overdue"]


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
