"""The statement of a site: what is about the whole plan, a page for each workstream, and all on one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial

from wsoa.reports.anchors import Prose, Span
from wsoa.reports.item_pages import STATEMENT, WHOLE, relative
from wsoa.reports.kpis import KpiGroup
from wsoa.reports.parts import Link
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.placed import placed
from wsoa.reports.statement.statement import statement
from wsoa.reports.statement.view import Contents, Part, StatementPart, StatementView
from wsoa.words.numbers import count

_Whole = Callable[[], StatementView]
_KPIS, _KEY = "kpis", "key"
_TO_PRINT = " is there to print or search."


def statement_pages(area: AreaFolder) -> Iterator[tuple[str, Callable[[], StatementView | StatementPart]]]:
    """Yield the address of each page of the statement from the area's folder, and what makes it.

    A plan of one workstream has its statement on one page.
    """
    whole = cache(partial(statement, area.context))
    if not area.places.parts:
        yield STATEMENT, whole
        return
    yield STATEMENT, partial(_front, area, whole)
    yield WHOLE, partial(_on_one_page, whole)
    for index, page in area.places.parts.items():
        yield page, partial(_part, area, whole, index)


def _front(area: AreaFolder, whole: _Whole) -> StatementView:
    """Make the page about the whole plan: all of the statement but its workstreams and their KPIs."""
    view = whole()
    parts = f"It has {len(view.workstreams):,} parts, one for each {area.at.plan.labels.workstream}. "
    says = (Span(parts), Span("The whole statement on one page", WHOLE), Span(_TO_PRINT))
    groups = tuple(
        Contents(Link(group.heading, group.anchor), count(len(group.kpis), area.at.plan.labels.kpi))
        for group in view.kpis.groups
    )
    made = replace(
        view,
        part=Part("Statement", (), says),
        contents=tuple(
            replace(line, below=groups) if line.link.anchor == _KPIS else line for line in view.contents
        ),
        workstreams=(),
        kpis=replace(view.kpis, groups=(), elsewhere=tuple(group.link for group in groups)),
    )
    return placed(made, STATEMENT, area.places.statement)


def _on_one_page(whole: _Whole) -> StatementView:
    says = (Span("This is the whole statement. It is "), Span("in parts", STATEMENT), Span(" too."))
    return replace(whole(), part=Part("Full statement", (), says))


def _part(area: AreaFolder, whole: _Whole, index: int) -> StatementPart:
    """Make the page of a workstream and its KPIs, as they stand in the whole statement."""
    view, page, where = whole(), area.places.parts[index], area.places.statement
    own, number = view.workstreams[index], len(view.workstreams)
    links = [Link(f"{w.ref} {w.title}", w.anchor) for w in view.workstreams]
    groups = tuple(group for group in view.kpis.groups if where[group.anchor] == page)
    made = StatementPart(
        page_title=f"{view.head.area}: {links[index].text}, as at {view.head.as_at.words}",
        words=view.words,
        head=view.head,
        contents=tuple(_parts_and_kpis(area, view, index, groups)),
        workstreams=(own,),
        kpis=replace(view.kpis, intro="", groups=groups) if groups else None,
        about=view.about,
        pages={anchor: relative(address, page) for anchor, address in view.pages.items()},
        part=Part(
            f"Statement, part {index + 1} of {number}",
            (Span("Statement", relative(STATEMENT, page)),),
            _ways_out(page),
            links[index - 1] if index else None,
            links[index + 1] if index + 1 < number else None,
            view.changes.source,
        ),
    )
    return placed(made, page, where)


def _parts_and_kpis(
    area: AreaFolder, view: StatementView, index: int, groups: Sequence[KpiGroup]
) -> Iterator[Contents]:
    """List every part, this one with what is in it, and the KPIs that stand on its page."""
    anchors = [workstream.anchor for workstream in view.workstreams]
    for line in view.contents:
        if line.link.anchor in anchors:
            yield line if line.link.anchor == anchors[index] else replace(line, below=())
    for group in groups:
        yield Contents(Link(view.kpis.heading, _KPIS), count(len(group.kpis), area.at.plan.labels.kpi))


def _ways_out(page: str) -> Prose:
    """Lead from a part to what belongs to all of them."""
    front = relative(STATEMENT, page)
    return (
        Span("The statement", front),
        Span(" has what is about the whole plan, with the "),
        Span("key to the ratings", f"{front}#{_KEY}"),
        Span(". The "),
        Span("whole statement on one page", relative(WHOLE, page)),
        Span(_TO_PRINT),
    )
