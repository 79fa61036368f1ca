"""The folder of one area on a site: what all its pages are made from, and where each of them stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from wsoa.assess.kpis import KpiState
from wsoa.plan.models import Action, Workstream
from wsoa.plan.roles import Duties, duties_of
from wsoa.plan.walk import Item, Path, promises, walk
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.changes import ChangeLine, changes
from wsoa.reports.context import ReportContext
from wsoa.reports.group_pages import GroupPages, group_pages
from wsoa.reports.item_pages import Places, places, relative
from wsoa.reports.parts import Link
from wsoa.reports.plan_as_at import PlanAsAt, plan_as_at
from wsoa.reports.promises import Row, action_rows
from wsoa.reports.site.item_story import Past
from wsoa.words.items import with_ref
from wsoa.words.lists import capital


@dataclass(frozen=True, slots=True)
class AreaFolder:
    """One area's plan, laid out for the pages in its folder. Rows and changes are found by anchor.

    ``kpis`` has how each KPI stood, ``needed`` what depends on each ref, ``duties`` what roles answer for.
    """

    context: ReportContext
    at: PlanAsAt
    places: Places
    past: Past
    items: tuple[Item, ...]
    rows: Mapping[str, Row]
    changes: Mapping[str, tuple[ChangeLine, ...]]
    kpis: Mapping[Path, KpiState]
    needed: Mapping[str, tuple[Item, ...]]
    duties: Mapping[str, Duties]
    groups: GroupPages
    beside: Mapping[Path, tuple[Item | None, Item | None]]
    """The item before and the item after, of the same kind and workstream, by an item's path."""

    def anchor(self, item: Item) -> str:
        """Return an item's anchor."""
        return self.at.anchors.by_path[item.path]

    def page(self, item: Item) -> str:
        """Return the address of an action's or KPI's own page, from the area's folder."""
        return self.places.pages[item.path]

    def neighbours(self, item: Item) -> tuple[Span | None, Span | None]:
        """Return links to the item before and the item after, of the same kind and workstream."""
        before, after = self.beside[item.path]
        seen = self.page(item)
        return (self._named(seen, before), self._named(seen, after))

    def _named(self, page: str, item: Item | None) -> Span | None:
        return self.span(page, Link(f"{item.ref} {item.title}", self.anchor(item))) if item else None

    def span(self, page: str, link: Link) -> Span:
        """Return a link as a page of the area writes it."""
        return self.places.seen_from(page, link.text, link.anchor)

    def spans(self, page: str, links: Iterable[Link]) -> Prose:
        """Return links with commas between them."""
        parts: list[Span] = []
        for link in links:
            parts += [Span(", "), self.span(page, link)] if parts else [self.span(page, link)]
        return tuple(parts)

    def lead(self, page: str, role: str) -> Span:
        """Return a role with a link to its page, as a page of the area writes it."""
        address = self.groups.leads.get(role, "")
        return Span(self.at.role(role), relative(address, page) if address else "")

    def workstream(self, page: str, workstream: Workstream) -> Span:
        """Return a workstream with a link to its page, as a page of the area writes it."""
        address = self.groups.workstreams[workstream.ref]
        return Span(with_ref(workstream.ref, workstream.title), relative(address, page))

    def trail(self, page: str, item: Item) -> tuple[Span, ...]:
        """Return the way down to an item: its workstream's page, and its outcome in the statement."""
        labels = self.at.plan.labels
        found = []
        if item.workstream is not None:
            own = self.workstream(page, item.workstream)
            found.append(Span(f"{capital(labels.workstream)} {own.text}", own.url))
        if item.outcome is not None:
            path = self._at("workstreams", item.path[1], "outcomes", item.path[3])
            words = f"{capital(labels.outcome)} {item.outcome.ref} {item.outcome.title}"
            found.append(self.span(page, Link(words, path)))
        return tuple(found)

    def _at(self, *path: str | int) -> str:
        return self.at.anchors.by_path[path]


def _beside(items: Iterable[Item]) -> Iterator[tuple[Path, tuple[Item | None, Item | None]]]:
    rows: dict[tuple[str, int], list[Item]] = {}
    for item in items:
        rows.setdefault((item.kind, id(item.workstream)), []).append(item)
    for row in rows.values():
        for before, item, after in zip([None, *row], row, [*row[1:], None], strict=False):
            yield item.path, (before, after)


def area_folder(context: ReportContext) -> AreaFolder:
    """Lay an area's plan out."""
    at = plan_as_at(context.assessment)
    duties = duties_of(at.plan)
    told: dict[str, list[ChangeLine]] = {}
    for change in changes(at).changes:
        told.setdefault(change.ref.anchor, []).append(change)
    return AreaFolder(
        context=context,
        at=at,
        places=places(at.plan, at.anchors),
        past=Past(at, context.line),
        items=tuple(walk(at.plan)),
        rows={row.anchor: row for row in _rows(at)},
        changes={anchor: tuple(lines) for anchor, lines in told.items()},
        kpis=dict(zip((i.path for i in walk(at.plan) if i.kind == "kpi"), at.assessment.kpis, strict=True)),
        needed=_needed(at),
        duties=duties,
        groups=group_pages(at.plan, duties),
        beside=dict(_beside(walk(at.plan))),
    )


def _rows(at: PlanAsAt) -> Iterable[Row]:
    for item in walk(at.plan):
        if isinstance(item.thing, Action):
            rows = action_rows(at, item.thing, item.path)
            yield from (rows.action, *rows.milestones)


def _needed(at: PlanAsAt) -> Mapping[str, tuple[Item, ...]]:
    """Return what depends on each ref."""
    found: dict[str, tuple[Item, ...]] = {}
    for item, promise in promises(at.plan):
        for ref in dict.fromkeys(promise.depends_on):
            found[ref] = (*found.get(ref, ()), item)
    return found
