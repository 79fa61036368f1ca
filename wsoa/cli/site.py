"""A whole site from the plans: every page of every area, feeds, calendars and tables, in one folder."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa import __version__
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import Colour
from wsoa.cli.shared.output import tell
from wsoa.cli.shared.unreadable import report_broken
from wsoa.provenance.seal import Links, Seal
from wsoa.publish.page import own_page_style, where_charts
from wsoa.publish.site_files import SiteFolder, Written, opened, write_site
from wsoa.publish.sources import HistoryRequest, gather
from wsoa.render.html.style import PageStyle, Way
from wsoa.render.registry import render
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.context import seal_of
from wsoa.reports.export.export import Exported, calendar_export, feed_export
from wsoa.reports.export.tables import tables_export
from wsoa.reports.item_pages import area_folders, relative
from wsoa.reports.site.site import (
    ALL_AREAS,
    CALENDAR,
    FEED,
    FRONT,
    STATUS,
    TABLES,
    Site,
    SitePage,
    page_of,
    site,
    ways_from,
)
from wsoa.reports.terminal.status import status
from wsoa.words.lists import listed
from wsoa.words.numbers import count

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from wsoa.files.load import LoadedPlan
    from wsoa.reports.context import ReportContext
    from wsoa.reports.site.area_folder import AreaFolder

_SHOWN_LEFT = 10


def publish(
    loaded: Sequence[LoadedPlan],
    wanted: HistoryRequest,
    page_style: PageStyle,
    folder: Path,
    environment: Environment,
) -> int:
    """Write a site of these plans, say on standard error what was done, and return the exit code.

    A plan that cannot be read is reported; the others are published, and its pages from an earlier run stay.

    Raises:
        StopError: the folder may not be written to, or a template cannot be used.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    if page_style.charts == "file":
        raise StopError("The charts of a site stand in its pages: leave --charts file out.")
    place = opened(folder)
    plans = {one.folder.resolve(): one for one in loaded}
    named = dict(zip(area_folders(one.id for one in plans.values()), plans.values(), strict=True))
    readable = {name: one for name, one in named.items() if one.plan is not None}
    kept = [name for name in named if name not in readable]
    code = 1 if report_broken(list(plans.values()), environment, Colour.AUTO) else 0
    if not readable:
        return code
    materials = {name: gather(one, wanted, Links(items="./"), environment) for name, one in readable.items()}
    whole = site(materials, wanted.day, [_missing(place, name, named[name]) for name in kept])
    with _progress() as step:
        files = dict(_files(whole, page_style, environment, step))
        done = write_site(place, files, kept)
    _report(folder, whole, done, environment)
    return code


def _missing(place: SiteFolder, name: str, loaded: LoadedPlan) -> Prose:
    """Say that a plan is not there, and lead to its older pages where there are any."""
    front = f"{name}/{FRONT}"
    older = Span("its pages are those of an earlier day", front)
    told = older if front in place.known else Span("it has no pages here")
    return (Span(f"The plan {loaded.id} could not be read when this page was made, so "), told, Span("."))


def _files(
    whole: Site, page_style: PageStyle, environment: Environment, step: Callable[[int, int], None]
) -> Iterator[tuple[str, bytes]]:
    """Yield every file of the site with its address."""
    pages = whole.pages
    mark = own_page_style(page_style)
    for done, page in enumerate(pages):
        step(done, len(pages))
        yield page.address, _page(page, whole.day, page_style, mark, environment).encode("utf-8", "replace")
    for folder, on in whole.areas.items():
        for name, text in _data(on, environment):
            yield f"{folder}/{name}", text.encode("utf-8", "replace")
    if whole.feed:
        yield whole.feed, _feed([*whole.areas.values()], environment).encode("utf-8", "replace")


def page_again(
    address: str, context: ReportContext, page_style: PageStyle, environment: Environment
) -> str | None:
    """Return a page of a site as it is made from an area's context; None where the site has no such page.

    Raises:
        StopError: a template cannot be used.
    """
    page = page_of(address, context)
    return _page(page, context.as_of, page_style, own_page_style(page_style), environment) if page else None


def _page(page: SitePage, day: date, page_style: PageStyle, mark: str, environment: Environment) -> str:
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
    dressed = page_style._replace(ways=ways, feed=feed, seal=told.written())
    try:
        return render("page", "html", view, environment.look(to_file=True)._replace(page_style=dressed))
    except TemplateFaultError as error:
        raise StopError(f"The page {page.address} cannot be rendered: {error}.") from None


def _data(on: AreaFolder, environment: Environment) -> Iterator[tuple[str, str]]:
    """Yield what an area's folder holds for other programs."""
    from wsoa.render.data.csv_tables import export_csv  # noqa: PLC0415 - not before the pages are made

    look, context = environment.look(to_file=True), on.context
    exported = Exported(context.loaded.id, context.assessment, context.provenance.plan_hash)
    yield CALENDAR, render("export", "ics", calendar_export([exported], context.as_of, __version__), look)
    yield STATUS, render("status", "json", status([(exported.id, exported.assessment)], context.as_of), look)
    for name, text in export_csv(tables_export([exported], context.as_of, __version__)).items():
        yield f"{TABLES}/{name}", text
    if context.line:
        yield FEED, _feed([on], environment)


def _feed(areas: Sequence[AreaFolder], environment: Environment) -> str:
    stories = [(on.context.loaded.id, on.context.plan, on.context.line) for on in areas]
    known = [(name, plan, line) for name, plan, line in stories if line is not None]
    feed = feed_export(known, areas[0].at.as_of, __version__)
    return render("export", "atom", feed, environment.look(to_file=True))


@contextmanager
def _progress() -> Iterator[Callable[[int, int], None]]:
    """Show how far the work is, on a terminal only."""
    if not sys.stderr.isatty():
        yield lambda _done, _total: None
        return
    from rich.console import Console  # noqa: PLC0415 - only a terminal is drawn on
    from rich.progress import Progress  # noqa: PLC0415

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("Making pages", total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _report(folder: Path, whole: Site, done: Written, environment: Environment) -> None:
    areas = listed([on.at.plan.area for on in whole.areas.values()])
    pages = count(len(whole.pages), "page")
    tell(
        f"{folder / FRONT}: {areas}, {pages}. {count(done.written, 'file')} written, "
        f"{done.unchanged:,} unchanged, {done.removed:,} removed.",
        environment,
    )
    if done.left:
        shown = ", ".join(done.left[:_SHOWN_LEFT])
        more = f" and {len(done.left) - _SHOWN_LEFT:,} more" if len(done.left) > _SHOWN_LEFT else ""
        tell(
            f"Left as found, because they were changed or put there by hand: {shown}{more}. "
            "Move them away to have them made again.",
            environment,
        )
