"""A whole site from the plans: every page of every area, feeds, calendars and tables, in one folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wsoa import __version__
from wsoa.errors import WsoaError
from wsoa.files.load import LoadedPlan
from wsoa.provenance.seal import FRONT, Links, Seal
from wsoa.publish.page import own_page_style, where_charts
from wsoa.publish.site_files import SiteFolder, Written, opened, write_site
from wsoa.publish.sources import HistoryRequest, gather
from wsoa.publish.versions import first_id
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle, Way
from wsoa.render.registry import render
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.context import ReportContext, seal_of
from wsoa.reports.export.export import Exported, calendar_export, feed_export
from wsoa.reports.export.tables import tables_export
from wsoa.reports.item_pages import area_folders, relative
from wsoa.reports.site.area_folder import AreaFolder
from wsoa.reports.site.site import (
    ALL_AREAS,
    CALENDAR,
    FEED,
    STATUS,
    TABLES,
    Site,
    SitePage,
    page_of,
    site,
    ways_from,
)
from wsoa.reports.terminal.status import status


class Published(NamedTuple):
    """A site that was written, and what became of its files."""

    site: Site
    files: Written


def publish_site(
    loaded: Sequence[LoadedPlan],
    wanted: HistoryRequest,
    page_style: PageStyle,
    folder: Path,
    *,
    variables: Mapping[str, str],
    warn: Callable[[str], None],
    step: Callable[[int, int], None] = lambda _done, _total: None,
) -> Published | None:
    """Write a site of these plans; None, and nothing written, where none of them can be read.

    The readable plans are published; the pages that an earlier run made of the others stay. ``variables``
    are those of the environment, ``warn`` is told what could not be looked at, and ``step`` how many pages
    of how many are made.

    Raises:
        WsoaError: the folder may not be written to, or a template cannot be used.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    if page_style.charts == "file":
        raise WsoaError("The charts of a site stand in its pages: leave --charts file out.")
    place = opened(folder)
    plans = {one.folder.absolute(): one for one in loaded}
    named = dict(zip(area_folders(one.id for one in plans.values()), plans.values(), strict=True))
    readable = {name: one for name, one in named.items() if one.plan is not None}
    kept = [name for name in named if name not in readable]
    if not readable:
        return None
    links = Links(items="./", front=FRONT if len(named) > 1 else "")
    contexts = {name: gather(one, wanted, links, variables, warn) for name, one in readable.items()}
    whole = site(contexts, wanted.day, [_missing(place, name, named[name]) for name in kept])
    files = dict(_files(whole, page_style, step))
    return Published(whole, write_site(place, files, kept))


def _missing(place: SiteFolder, name: str, loaded: LoadedPlan) -> Prose:
    """Say that a plan is not there, and lead to its older pages where there are any."""
    front = f"{name}/{FRONT}"
    older = Span("its pages are those of an earlier day", front)
    told = older if front in place.known else Span("it has no pages here")
    return (Span(f"The plan {loaded.id} could not be read when this page was made, so "), told, Span("."))


def _files(
    whole: Site, page_style: PageStyle, step: Callable[[int, int], None]
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site with its address."""
    pages = whole.pages
    mark = own_page_style(page_style)
    for done, page in enumerate(pages):
        step(done, len(pages))
        yield page.address, _page(page, whole.day, page_style, mark).encode("utf-8", "replace")
    for folder, on in whole.areas.items():
        for name, text in _data(on):
            yield f"{folder}/{name}", text.encode("utf-8", "replace")
    if whole.feed:
        yield whole.feed, _feed([*whole.areas.values()]).encode("utf-8", "replace")


def page_again(address: str, context: ReportContext, page_style: PageStyle) -> str | None:
    """Return a page of a site as it is made from an area's context; None where the site has no such page.

    Raises:
        WsoaError: a template cannot be used.
    """
    page = page_of(address, context)
    return _page(page, context.as_of, page_style, own_page_style(page_style)) if page else None


def _page(page: SitePage, day: date, page_style: PageStyle, mark: str) -> str:
    ways = tuple(Way(way.text, way.url, here) for way, here in ways_from(page))
    feed = relative(page.feed, page.address) if page.feed else ""
    view = page.make()
    seal = (
        seal_of(page.area.context, view.report, "html", page_style=mark, page=page.address)
        if page.area
        else Seal(
            __version__, __version__, ALL_AREAS, "", "", day.isoformat(), view.report, "html", page=FRONT
        )
    )
    told = seal._replace(charts=where_charts(page_style))
    sealed = page_style._replace(ways=ways, feed=feed, seal=told.written())
    try:
        return page_html(view, sealed)
    except TemplateFaultError as error:
        raise WsoaError(f"The page {page.address} cannot be rendered: {error}.") from None


def _data(on: AreaFolder) -> Iterator[tuple[str, str]]:
    """Yield what an area's folder holds for other programs."""
    from wsoa.render.data.csv_tables import export_csv

    context = on.context
    began_as = first_id(context.loaded, context.past)
    exported = Exported(context.loaded.id, context.assessment, context.provenance.plan_hash, began_as)
    yield CALENDAR, render("export", "ics", calendar_export([exported], context.as_of, __version__))
    yield STATUS, render("status", "json", status([(exported.id, exported.assessment)], context.as_of))
    for name, text in export_csv(tables_export([exported], context.as_of, __version__)).items():
        yield f"{TABLES}/{name}", text
    if context.line:
        yield FEED, _feed([on])


def _feed(areas: Sequence[AreaFolder]) -> str:
    stories = [(on.context.loaded.id, on.context.plan, on.context.line) for on in areas]
    known = [(name, plan, line) for name, plan, line in stories if line is not None]
    return render("export", "atom", feed_export(known, areas[0].at.as_of, __version__))


def site_page(page: SitePage, day: date, page_style: PageStyle) -> str:
    """Return one page of a site as it is published.

    Raises:
        WsoaError: a template cannot be used.
    """
    return _page(page, day, page_style, own_page_style(page_style))


def area_data(on: AreaFolder) -> dict[str, str]:
    """Return what an area's folder holds for other programs, by address from that folder."""
    return dict(_data(on))
