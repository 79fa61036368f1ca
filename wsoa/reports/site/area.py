"""An area's front page: how it stands in short, what there is to read, and every action to be found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from wsoa.assess.assessment import Assessment
from wsoa.assess.kpis import KpiState
from wsoa.charts.sparkline import kpi_rows
from wsoa.plan.walk import Item
from wsoa.plan.words import say_day
from wsoa.reports.anchors import Span
from wsoa.reports.plan_as_at import PlanAsAt, by_standing, own_words
from wsoa.reports.registry import Report
from wsoa.reports.site.desk import SiteDesk
from wsoa.reports.site.view import AreaView, Dated, Entry, Group, Onward
from wsoa.reports.statement.changes import latest_reports
from wsoa.reports.statement.in_short import head, in_short
from wsoa.reports.statement.workstreams import within
from wsoa.words.phrases import capital, count, plural, sentence

PAGE = "index.html"
_SHOWN_LATEST = 3
_SHOWN_MEASURED = 6
NOTHING = "Nothing is promised here yet."


def area_page(on: SiteDesk, reports: Mapping[str, Report], formats: Sequence[Onward]) -> AreaView:
    """Make an area's front page; ``reports`` stand beside it, each under its name."""
    at = on.at
    short = in_short(at)
    return AreaView(
        page_title=f"{at.plan.area}: {at.plan.title}, as at {say_day(at.as_of)}",
        words=own_words(at),
        head=head(at),
        in_short=short,
        upcoming=tuple(Dated(one.due, on.span(PAGE, one.ref), one.title) for one in short.upcoming),
        latest=tuple(_latest(on)),
        measured=kpi_rows(at.assessment, "measured", _measured(at.assessment)[:_SHOWN_MEASURED]),
        all_measured=_all_measured(at),
        reports=tuple(
            Onward(Span(report.title, f"{name}.html"), report.line) for name, report in reports.items()
        ),
        formats=tuple(formats),
        finding=_finding(at.plan.labels.action),
        kpi_heading=capital(plural(at.plan.labels.kpi)),
        groups=tuple(_group(on, index) for index in range(len(at.plan.workstreams))),
        made=on.context.provenance.sentences,
    )


def _measured(assessment: Assessment) -> list[KpiState]:
    """Return the KPIs with a figure reported, those furthest from what was meant first."""
    known = [state for state in assessment.kpis if any(m.latest for m in state.measures)]
    return sorted(known, key=lambda state: state.whole.verdict != "short")


def _all_measured(at: PlanAsAt) -> str:
    known, every = len(_measured(at.assessment)), len(at.assessment.kpis)
    return f"{known:,} of {count(every, at.plan.labels.kpi)} {'has' if known == 1 else 'have'} a figure."


def _finding(label: str) -> str:
    return f"Find {'an' if label[:1].lower() in 'aeiou' else 'a'} {label}"


def _latest(on: SiteDesk) -> Iterator[Dated]:
    """Yield the newest reports, each with a link to what it is about."""
    at = on.at
    for item, update in latest_reports(at)[:_SHOWN_LATEST]:
        (report,) = at.reports((update,))
        link = on.span(PAGE, at.name(item)) if item else Span("The whole plan", "statement.html")
        yield Dated(report.date, link, report.text)


def _group(on: SiteDesk, index: int) -> Group:
    at = on.at
    workstream = at.plan.workstreams[index]
    own = [item for item in on.items if item.path[:2] == ("workstreams", index)]
    actions = tuple(_action(on, item) for item in own if item.kind == "action")
    kpis = tuple(_kpi(on, item) for item in own if item.kind == "kpi")
    done = [c for c in within(at, ("workstreams", index)) if c.kind in {"action", "milestone"}]
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


def _action(on: SiteDesk, item: Item) -> Entry:
    anchor = on.anchor(item)
    return Entry(anchor, Span(item.ref, on.page(item)), item.title, on.rows[anchor].tag, "")


def _kpi(on: SiteDesk, item: Item) -> Entry:
    anchor = on.anchor(item)
    latest = next((f.lines[0] for f in on.kpis[anchor].facts if f.label == "Latest"), ())
    words = "".join(span.text for span in latest)
    return Entry(anchor, Span(item.ref, on.page(item)), item.title, None, words)
