"""An area's front page: how it stands in short, what there is to read, and every action to be found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState
from wsoa.assess.over_time import Then, begun_on, quarter_ends
from wsoa.assess.over_time import standings_over_time as over_time
from wsoa.charts.sparkline import kpi_rows
from wsoa.charts.standings_over_time import standings_over_time
from wsoa.plan.walk import Item
from wsoa.reports.anchors import Span
from wsoa.reports.changes import latest_reports
from wsoa.reports.group_pages import EVERY, LEADS
from wsoa.reports.head import head
from wsoa.reports.in_short import in_short
from wsoa.reports.item_pages import relative
from wsoa.reports.kpis import kpi_view
from wsoa.reports.parts import Moment
from wsoa.reports.plan_as_at import PlanAsAt, own_words
from wsoa.reports.registry import Report
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.view import AreaView, Dated, Entry, Gathered, Group, Named, Onward
from wsoa.reports.vision import vision
from wsoa.words.dates import say_day
from wsoa.words.items import NO_WORKSTREAM, with_ref
from wsoa.words.lists import capital, have, plural, sentence
from wsoa.words.numbers import count
from wsoa.words.standings import by_standing

PAGE = "index.html"
_SHOWN_LATEST = 3
_SHOWN_MEASURED = 6
_SHOWN_QUARTERS = 5
NOTHING = "Nothing is promised here yet."


def area_page(area: AreaFolder, reports: Mapping[str, Report], formats: Sequence[Onward]) -> AreaView:
    """Make an area's front page; ``reports`` stand beside it, each under its name."""
    at = area.at
    short = in_short(at)
    return AreaView(
        page_title=f"{at.plan.area}: {at.plan.title}, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        in_short=short,
        vision=replace(vision(at), pledge=(), co_production=()),
        upcoming=tuple(Dated(one.due, area.span(PAGE, one.ref), one.title) for one in short.upcoming),
        latest=tuple(_latest(area)),
        measured=kpi_rows(at.assessment, "measured", _measured(at.assessment)[:_SHOWN_MEASURED]),
        all_measured=_all_measured(at),
        reports=tuple(
            Onward(Span(report.title, f"{name}.html"), report.line) for name, report in reports.items()
        ),
        formats=tuple(formats),
        finding=_finding(at.plan.labels.action),
        kpi_heading=capital(plural(at.plan.labels.kpi)),
        over_time=standings_over_time(_quarters(at), "over-time"),
        gathered=_gathered(area),
        groups=tuple(_group(area, index) for index in range(len(at.plan.workstreams))),
        made=area.context.provenance.sentences,
    )


def _measured(assessment: Assessment) -> list[KpiState]:
    """Return the KPIs with a figure reported, those furthest from what was meant first."""
    known = [state for state in assessment.kpis if state.has_figure]
    return sorted(known, key=lambda state: (state.whole.verdict != "short", state.whole.verdict != "to_go"))


def _all_measured(at: PlanAsAt) -> str:
    known, every = len(_measured(at.assessment)), len(at.assessment.kpis)
    return f"{known:,} of {count(every, at.plan.labels.kpi)} {have(known)} a figure."


def _finding(label: str) -> str:
    return f"Find {'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"


def _latest(area: AreaFolder) -> Iterator[Dated]:
    """Yield the newest reports, each with a link to what it is about."""
    at = area.at
    for item, update in latest_reports(at)[:_SHOWN_LATEST]:
        report = at.report(update)
        link = area.span(PAGE, at.name(item)) if item else Span(NO_WORKSTREAM, "statement.html")
        yield Dated(report.date, link, report.text)


def _quarters(at: PlanAsAt) -> tuple[Then, ...]:
    """Return how the plan stood at the last ends of quarters since it was made, and on the day."""
    return over_time(at.plan, quarter_ends(at.as_of, _SHOWN_QUARTERS, begun_on(at.plan)))


def _gathered(area: AreaFolder) -> Gathered:
    """Lead to the pages that gather commitments, with how many each has; of standings those that occur."""
    at = area.at
    standing, labels = Counter(c.standing for c in at.assessment.own), at.plan.labels
    held = Counter(c.workstream for c in at.assessment.own)
    workstreams = (
        Span(f"{with_ref(w.ref, w.title)}: {held[w.ref]:,}", area.groups.workstreams[w.ref])
        for w in at.plan.workstreams
    )
    standings = (
        Span(f"{one.word}: {standing[one]:,}", page)
        for one, page in area.groups.standings.items()
        if standing[one]
    )
    parts = (
        Named(f"By {labels.workstream}", tuple(workstreams)),
        Named("By standing", tuple(standings)),
    )
    return Gathered(
        every=Span(f"Every commitment: {len(at.assessment.own):,}", EVERY),
        leads=Span(f"Who leads what: {count(len(area.groups.leads), 'role')}", LEADS),
        parts=tuple(part for part in parts if part.links),
    )


def _group(area: AreaFolder, index: int) -> Group:
    at = area.at
    workstream = at.plan.workstreams[index]
    own = [item for item in area.items if item.path[:2] == ("workstreams", index)]
    actions = tuple(_action(area, item) for item in own if item.kind == "action")
    kpis = tuple(kpi_entry(area, item) for item in own if item.kind == "kpi")
    done = [c for c in at.within(("workstreams", index)) if c.kind in {"action", "milestone"}]
    counted = ((len(actions), at.plan.labels.action), (len(kpis), at.plan.labels.kpi))
    held = ", ".join(count(number, label) for number, label in counted if number)
    return Group(
        anchor=at.anchors.by_path["workstreams", index],
        label=f"{capital(at.plan.labels.workstream)} {workstream.ref}",
        page=area.groups.workstreams[workstream.ref],
        heading=workstream.title,
        counts=" ".join(sentence(part) for part in (held, by_standing(done)) if part) or NOTHING,
        actions=actions,
        kpis=kpis,
    )


def _action(area: AreaFolder, item: Item) -> Entry:
    anchor = area.anchor(item)
    row = area.rows[anchor]
    due = row.due.now if row.due else Moment(row.no_due)
    first, others = next(iter(row.leads), ""), len(row.leads) - 1
    lead = f"{first} and {count(others, 'other')}" if others > 0 else first
    return Entry(anchor, Span(item.ref, area.page(item)), item.title, row.tag, "", due, lead)


def kpi_entry(area: AreaFolder, item: Item, page: str = PAGE) -> Entry:
    """Return a KPI as an entry of a list on a page: its latest figure, and the link to its own page."""
    view = kpi_view(area.at, item.path, area.kpis[item.path])
    link = Span(item.ref, relative(area.page(item), page))
    return Entry(area.anchor(item), link, item.title, None, view.latest)
