"""Which pages a site has: its front, and for each area a front page, every report, and a page an item."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from functools import partial
from typing import NamedTuple

from wsoa.provenance.seal import FRONT
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.context import PageView, ReportContext
from wsoa.reports.group_pages import EVERY, LEADS
from wsoa.reports.item_pages import STATEMENT, relative
from wsoa.reports.registry import REPORTS, make
from wsoa.reports.site.area import area_page
from wsoa.reports.site.area_folder import AreaFolder, area_folder
from wsoa.reports.site.area_in_short import AreaInShort, area_in_short
from wsoa.reports.site.index import MOST_TOLD, index_page, names
from wsoa.reports.site.item_page import item_page
from wsoa.reports.site.lists import list_pages
from wsoa.reports.site.placed import placed
from wsoa.reports.site.statement_parts import statement_pages
from wsoa.reports.site.view import Onward

FEED = "changes.atom"
CALENDAR = "calendar.ics"
STATUS = "plan.json"
TABLES = "data"
ALL_AREAS = "All areas"


class SitePage(NamedTuple):
    """One page: its address from the site's root, what makes it, and the area it is about.

    ``ways`` are the links that lead about the site: their words, and addresses from the root.
    """

    address: str
    make: Callable[[], PageView]
    area: AreaFolder | None
    feed: str
    ways: tuple[Span, ...]


class Site(NamedTuple):
    """A site on a day: each area by its folder, and in words the plans that could not be read."""

    day: date
    areas: Mapping[str, AreaFolder]
    missing: tuple[Prose, ...] = ()

    @property
    def pages(self) -> tuple[SitePage, ...]:
        """Every page, the front last: it leads to all the others."""
        own = [page for folder, area in self.areas.items() for page in area_pages(folder, area)]
        return (*own, front_page(self._in_short, self.day, self.missing))

    @property
    def _in_short(self) -> Mapping[str, AreaInShort]:
        return {folder: area_in_short(folder, area) for folder, area in self.areas.items()}


def front_page(areas: Mapping[str, AreaInShort], day: date, missing: Sequence[Prose] = ()) -> SitePage:
    """Return the front of a site, which leads to all else. Only what areas are in short is needed for it."""
    feed = feed_of(areas)
    make = partial(index_page, areas, REPORTS, missing, day, feed)
    return SitePage(FRONT, make, None, feed, _ways_from_front(names(areas)))


def _ways_from_front(named: Mapping[str, str]) -> tuple[Span, ...]:
    """Lead to each area where they are few; a table leads to many. A single area is all there is."""
    ways = [Span(name, f"{folder}/{FRONT}") for folder, name in named.items()]
    if len(ways) == 1:
        return tuple(ways)
    return (Span(ALL_AREAS, FRONT), *(ways if len(ways) <= MOST_TOLD else ()))


def feed_of(areas: Mapping[str, AreaInShort]) -> str:
    """Return the address of the feed across areas; empty where the history of one of them was not read."""
    return FEED if all(area.has_feed for area in areas.values()) else ""


def site(materials: Mapping[str, ReportContext], day: date, missing: Sequence[Prose] = ()) -> Site:
    """Lay a site out; the materials are given by the folder of their area."""
    return Site(day, {folder: area_folder(context) for folder, context in materials.items()}, tuple(missing))


def page_of(address: str, context: ReportContext) -> SitePage | None:
    """Return one page of an area by its address from the site's root; None where there is none of it."""
    pages = area_pages(address.partition("/")[0], area_folder(context))
    return next((page for page in pages if page.address == address), None)


def area_pages(folder: str, area: AreaFolder) -> Iterator[SitePage]:
    """Yield every page of an area; ``folder`` is its folder in the site."""
    ways = (
        *((Span(ALL_AREAS, FRONT),) if area.context.links.front else ()),
        Span(area.at.plan.area, f"{folder}/{FRONT}"),
        *(Span(report.title, f"{folder}/{name}.html") for name, report in REPORTS.items()),
        Span("Every commitment", f"{folder}/{EVERY}"),
        Span("Who leads what", f"{folder}/{LEADS}"),
    )
    feed = f"{folder}/{FEED}" if area.context.line else ""

    def page(address: str, maker: Callable[[], PageView]) -> SitePage:
        return SitePage(f"{folder}/{address}", maker, area, feed, ways)

    for address, making in statement_pages(area):
        yield page(address, making)
    for name in REPORTS:
        if name != STATEMENT.removesuffix(".html"):
            yield page(f"{name}.html", partial(_report, area, name))
    for address, maker in list_pages(area):
        yield page(address, maker)
    for item in area.items:
        if item.path in area.places.pages:
            yield page(area.page(item), partial(item_page, area, item))
    yield page(FRONT, partial(area_page, area, REPORTS, formats(area)))


def _report(area: AreaFolder, name: str) -> PageView:
    """Make a report whose links lead into the parts of the statement."""
    return placed(make(name, area.context), f"{name}.html", area.places.statement)


def formats(area: AreaFolder) -> tuple[Onward, ...]:
    """Name what an area offers to other programs, as its front page lists it."""
    feed = (Onward(Span("Feed of changes", FEED), "For a feed reader: every version of the plan."),)
    return (
        Onward(Span("Calendar", CALENDAR), "For a calendar program: everything that is still due."),
        *(feed if area.context.line else ()),
        Onward(
            Span("Tables", f"{TABLES}/datapackage.json"),
            "For a spreadsheet: the facts as CSV, and what each column means.",
        ),
        Onward(Span("JSON", STATUS), "For a program: how everything stands."),
    )


def ways_from(page: SitePage) -> tuple[tuple[Span, bool], ...]:
    """Return a page's ways as it writes them, each with whether it is the page itself."""
    return tuple(
        (Span(way.text, relative(way.url, page.address)), way.url == page.address) for way in page.ways
    )
