"""An area's front page: how it stands in short, what there is to read, and every action to be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState
from wsoa.charts.sparkline import kpi_rows
from wsoa.plan.walk import Item
from wsoa.reports.anchors import Span
from wsoa.reports.changes import latest_reports
from wsoa.reports.head import head
from wsoa.reports.in_short import in_short
from wsoa.reports.kpis import kpi_view
from wsoa.reports.plan_as_at import PlanAsAt, own_words
from wsoa.reports.registry import Report
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.view import AreaView, Dated, Entry, Group, Onward
from wsoa.words.dates import say_day
from wsoa.words.lists import capital, have, plural, sentence
from wsoa.words.numbers import count
from wsoa.words.standings import by_standing

PAGE = "index.html"
_SHOWN_LATEST = 3
_SHOWN_MEASURED = 6
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
        groups=tuple(_group(area, index) for index in range(len(at.plan.workstreams))),
        made=area.context.provenance.sentences,
    )


def _measured(assessment: Assessment) -> list[KpiState]:
    """Return the KPIs with a figure reported, those furthest from what was meant first."""
    known = [state for state in assessment.kpis if state.has_figure]
    return sorted(known, key=lambda state: state.whole.verdict != "short")


def _all_measured(at: PlanAsAt) -> str:
    known, every = len(_measured(at.assessment)), len(at.assessment.kpis)
    return f"{known:,} of {count(every, at.plan.labels.kpi)} {have(known)} a figure."


def _finding(label: str) -> str:
    return f"Find {'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"


def _latest(area: AreaFolder) -> Iterator[Dated]:
    """Yield the newest reports, each with a link to what it is about."""
    at = area.at
    for item, update in latest_reports(at)[:_SHOWN_LATEST]:
        (report,) = at.reports((update,))
        link = area.span(PAGE, at.name(item)) if item else Span("The whole plan", "statement.html")
        yield Dated(report.date, link, report.text)


def _group(area: AreaFolder, index: int) -> Group:
    at = area.at
    workstream = at.plan.workstreams[index]
    own = [item for item in area.items if item.path[:2] == ("workstreams", index)]
    actions = tuple(_action(area, item) for item in own if item.kind == "action")
    kpis = tuple(_kpi(area, item) for item in own if item.kind == "kpi")
    done = [c for c in at.within(("workstreams", index)) if c.kind in {"action", "milestone"}]
    counted = ((len(actions), at.plan.labels.action), (len(kpis), at.plan.labels.kpi))
    held = ", ".join(count(number, label) for number, label in counted if number)
    return Group(
        anchor=at.anchors.by_path["workstreams", index],
        label=f"{capital(at.plan.labels.workstream)} {workstream.ref}",
        heading=workstream.title,
        counts=" ".join(sentence(part) for part in (held, by_standing(done)) if part) or NOTHING,
        actions=actions,
        kpis=kpis,
    )


def _action(area: AreaFolder, item: Item) -> Entry:
    anchor = area.anchor(item)
    return Entry(anchor, Span(item.ref, area.page(item)), item.title, area.rows[anchor].tag, "")


def _kpi(area: AreaFolder, item: Item) -> Entry:
    anchor = area.anchor(item)
    view = kpi_view(area.at, item.path, area.kpis[item.path])
    return Entry(anchor, Span(item.ref, area.page(item)), item.title, None, view.latest)
