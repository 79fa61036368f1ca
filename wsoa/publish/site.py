"""A whole site from the plans: every page of every area, feeds, calendars and tables, in one folder.

Each area is made on its own, in whichever process, and put into a draft of the site; only what it is in short
is kept. So no process holds more than one plan. An area whose pages stand there and were made from the same
is not made again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

from wsoa import __version__
from wsoa.errors import WsoaError
from wsoa.files.folder import name_of
from wsoa.files.load import LoadedPlan
from wsoa.files.write import ABSENT
from wsoa.provenance.seal import FRONT, NO_SCRIPT, Links, Seal
from wsoa.publish.inputs import digest_of_plan, in_repository, installation
from wsoa.publish.page import own_page_style, where_charts
from wsoa.publish.site_files import Made, SiteFolder, Waiting, Written, draft, held, opened, put, write_site
from wsoa.publish.sources import HistoryRequest, gather, untold
from wsoa.publish.versions import first_id
from wsoa.publish.workers import Task, made_of_each
from wsoa.render.html.page import page_html
from wsoa.render.html.style import PageStyle, Way
from wsoa.render.registry import render
from wsoa.render.templates import TemplateFaultError
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.context import ReportContext, seal_of
from wsoa.reports.export.export import Exported, PlanFeed, calendar_export, feed_export, plan_feed
from wsoa.reports.export.tables import tables_export
from wsoa.reports.item_pages import area_folders, relative
from wsoa.reports.site.area_folder import AreaFolder, area_folder
from wsoa.reports.site.area_in_short import AreaInShort, area_in_short
from wsoa.reports.site.site import (
    ALL_AREAS,
    CALENDAR,
    FEED,
    STATUS,
    TABLES,
    SitePage,
    area_pages,
    feed_of,
    front_page,
    page_of,
    ways_from,
)
from wsoa.reports.terminal.status import status
from wsoa.reports.terminal.validation import PlanFindings, unread

_CANNOT = 3
ACROSS = ""
"""What the part of a site is called that is about all its areas; the others are called as their folders."""


class Unread(Protocol):
    """A plan to publish, not read yet. Another process may be given it."""

    @property
    def folder(self) -> Path:
        """Its folder."""

    def read(self) -> LoadedPlan:
        """Read it."""


class Published(NamedTuple):
    """A site that was written: its size, what became of its files, and the plans it lacks.

    ``files`` is None where none of the plans could be read, so that nothing was written.
    """

    areas: int
    pages: int
    files: Written | None
    broken: tuple[PlanFindings, ...]


def publish_site(
    plans: Sequence[Unread],
    wanted: HistoryRequest,
    page_style: PageStyle,
    folder: Path,
    *,
    variables: Mapping[str, str],
    warn: Callable[[str], None],
    many: int = 1,
    step: Callable[[], None] = lambda: None,
) -> Published:
    """Write a site of these plans, in so many processes; the same bytes whatever their number.

    The readable plans are published; the pages that an earlier run made of the others stay. ``variables``
    are those of the environment, ``warn`` is told what could not be looked at, and ``step`` is called as each
    area is made.

    Raises:
        WsoaError: the folder may not be written to, or a template cannot be used.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    if page_style.charts == "file":
        raise WsoaError("The charts of a site stand in its pages: leave --charts file out.")
    place = opened(folder)
    own = {one.folder.absolute(): one for one in plans}
    named = dict(zip(area_folders(name_of(one) for one in own), own.values(), strict=True))
    with draft(place) as waiting:
        making = _Making(
            wanted, page_style, own_page_style(page_style), variables, place.folder, waiting, tuple(named)
        )
        tasks = [
            Task(name, _Area(name, one, place.of(name), place.inputs.get(name, "")))
            for name, one in named.items()
        ]
        done = _made(making, _shared(tasks, many), many, step)
        for area in done:
            for message in area.told:
                warn(message)
        broken = tuple(one.broken for one in done if one.broken is not None)
        areas = [one for one in done if one.broken is None]
        if not areas:
            return Published(0, 0, None, broken)
        across = _across(making, place, done, tasks, many)
        files = {name: one for area in (*areas, across) for name, one in area.files.items()}
        inputs = {one.name: one.inputs for one in (*areas, across) if one.inputs}
        kept = tuple(one.name for one in done if one.broken is not None)
        written = write_site(place, waiting, Made(files, inputs, kept))
    pages = sum(name.endswith(".html") for name in files)
    return Published(len(areas), pages, written, broken)


class _Area(NamedTuple):
    """An area to make: what an earlier run wrote of it and made it from; ``pages`` False is only in short.

    Where there are more processes than areas, each area is made in ``parts``: ``part`` makes one page in so
    many.
    """

    name: str
    plan: Unread
    known: Mapping[str, str]
    inputs: str
    pages: bool = True
    part: int = 0
    parts: int = 1


class _Done(NamedTuple):
    """What became of an area, or a part of it. ``short`` and ``feed`` are None where nothing was made again.

    ``version`` says which text and commit of the plan were read.
    """

    name: str
    files: Mapping[str, Waiting] = {}
    inputs: str = ""
    short: AreaInShort | None = None
    feed: PlanFeed | None = None
    broken: PlanFindings | None = None
    told: tuple[str, ...] = ()
    version: str = ""


@dataclass(frozen=True, slots=True)
class _Making:
    """How areas are made, and where they are put; the work of one process."""

    wanted: HistoryRequest
    page_style: PageStyle
    mark: str
    variables: Mapping[str, str]
    site: Path
    draft: Path
    areas: tuple[str, ...]

    def __call__(self, area: _Area) -> _Done:
        """Make one area, unless its pages stand there and were made from the same."""
        told: list[str] = []
        inputs = self._inputs(area) if area.pages else ""
        if inputs and inputs == area.inputs and (files := self.standing(area.known)):
            untold(area.plan.folder, self.wanted, self.variables, told.append)
            return _Done(area.name, files=files, inputs=inputs, told=tuple(told))
        loaded = area.plan.read()
        if loaded.plan is None:
            return _Done(area.name, broken=unread(loaded))
        links = Links(items="./", front=FRONT if len(self.areas) > 1 else "")
        context = gather(loaded, self.wanted, links, self.variables, told.append)
        on = area_folder(context)
        made = {name: self.put(name, text) for name, text in self._files(area, on)} if area.pages else {}
        sure = not context.gap or not in_repository(loaded.folder)
        return _Done(
            area.name,
            made,
            inputs if sure and inputs == self._inputs(area) else "",
            area_in_short(area.name, on),
            _plan_feed(on),
            told=tuple(told),
            version=f"{context.provenance.plan_hash} {context.provenance.commit}",
        )

    def _inputs(self, area: _Area) -> str:
        request = (self.wanted, self.page_style, self.mark, self.areas, area.name)
        return digest_of_plan(area.plan.folder, request, self.variables)

    def standing(self, known: Mapping[str, str]) -> Mapping[str, Waiting]:
        """Return the files of an area as they stand; nothing where one of them is missing."""
        files = {name: Waiting(was, held(self.site, name)) for name, was in known.items()}
        return files if all(one.held != ABSENT for one in files.values()) else {}

    def _files(self, area: _Area, on: AreaFolder) -> Iterator[tuple[str, str]]:
        """Yield every file of a part of an area with its address."""
        for page in islice(area_pages(area.name, on), area.part, None, area.parts):
            yield page.address, _page(page, self.wanted.day, self.page_style, self.mark)
        for name, text in _data(on) if area.part == 0 else ():
            yield f"{area.name}/{name}", text

    def put(self, name: str, text: str) -> Waiting:
        """Put a file into the draft of the site."""
        return put(self.site, self.draft, name, text.encode("utf-8", "replace"))


def _made(
    making: _Making, tasks: Sequence[Task[_Area]], many: int, step: Callable[[], None] = lambda: None
) -> list[_Done]:
    installation()  # looked at once, before it is shared
    done: list[_Done] = []
    with made_of_each(making, tasks, min(many, len(tasks))) as each:
        for one, task in zip(each, tasks, strict=True):
            if task.given.part:
                done[-1] = _joined(done[-1], one)
            else:
                done.append(one)
                step()
    return done


def _shared(tasks: Sequence[Task[_Area]], many: int) -> list[Task[_Area]]:
    """Part the areas so that there is something to do for each process, those of one area in a row."""
    parts = max(1, many // len(tasks)) if tasks else 1
    return [
        Task(name, area._replace(part=part, parts=parts)) for name, area in tasks for part in range(parts)
    ]


def _joined(first: _Done, other: _Done) -> _Done:
    """Put two parts of an area together.

    Raises:
        WsoaError: they are not of the same version.
    """
    same = first.version == other.version and (first.broken is None) == (other.broken is None)
    if not same:
        raise WsoaError(
            f"The plan {first.name} was changed while its pages were made, so nothing was written: "
            "run it again.",
            _CANNOT,
        )
    inputs = first.inputs if first.inputs == other.inputs else ""
    return first._replace(files={**first.files, **other.files}, inputs=inputs)


def _across(
    making: _Making, place: SiteFolder, done: Sequence[_Done], tasks: Sequence[Task[_Area]], many: int
) -> _Done:
    """Make what is about all the areas, unless it stands there and none of them was made again."""
    inputs = _inputs_across(done)
    known = {name: was for name, was in place.known.items() if "/" not in name}
    same = inputs and inputs == place.inputs.get(ACROSS) and not any(one.short for one in done)
    if same and (files := making.standing(known)):
        return _Done(ACROSS, files=files, inputs=inputs)
    again = {one.name for one in done if one.broken is None and one.short is None}
    rest = [Task(name, one._replace(pages=False)) for name, one in tasks if name in again]
    short = {one.name: one for one in (*done, *_made(making, rest, many)) if one.short is not None}
    areas = [short[one.name] for one in done if one.name in short]
    cards = {one.name: one.short for one in areas if one.short is not None}
    missing = [_missing(place, one.name, one.broken.id) for one in done if one.broken is not None]
    day = making.wanted.day
    front = front_page(cards, day, missing)
    files = {front.address: making.put(front.address, _page(front, day, making.page_style, making.mark))}
    if feed := feed_of(cards):
        feeds = [one.feed for one in areas if one.feed is not None]
        files[feed] = making.put(feed, _feed(feeds, day))
    return _Done(ACROSS, files=files, inputs=inputs)


def _inputs_across(done: Sequence[_Done]) -> str:
    """Return the digest of what all the areas were made from; empty where one of them has none."""
    parts = [(one.name, one.inputs) for one in done]
    return sha256(repr(parts).encode()).hexdigest() if all(inputs for _, inputs in parts) else ""


def _missing(place: SiteFolder, name: str, plan_id: str) -> Prose:
    """Say that a plan is not there, and lead to its older pages where there are any."""
    front = f"{name}/{FRONT}"
    older = Span("its pages are those of an earlier day", front)
    told = older if front in place.known else Span("it has no pages here")
    return (Span(f"The plan {plan_id} could not be read when this page was made, so "), told, Span("."))


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
    told = seal._replace(charts=where_charts(page_style), script="" if page_style.script else NO_SCRIPT)
    sealed = page_style._replace(ways=ways, feed=feed, seal=told.written())
    try:
        return page_html(view, sealed)
    except TemplateFaultError as error:
        raise WsoaError(f"The page {page.address} cannot be rendered: {error}.") from None


def _data(on: AreaFolder) -> Iterator[tuple[str, str]]:
    """Yield what an area's folder holds for other programs."""
    from wsoa.render.data.csv_tables import export_csv

    context = on.context
    began_as = first_id(context.loaded, context.past.began.folder if context.past else "")
    exported = Exported(context.loaded.id, context.assessment, context.provenance.plan_hash, began_as)
    yield CALENDAR, render("export", "ics", calendar_export([exported], context.as_of, __version__))
    yield STATUS, render("status", "json", status([(exported.id, exported.assessment)], context.as_of))
    for name, text in export_csv(tables_export([exported], context.as_of, __version__)).items():
        yield f"{TABLES}/{name}", text
    if (told := _plan_feed(on)) is not None:
        yield FEED, _feed([told], on.at.as_of)


def _plan_feed(on: AreaFolder) -> PlanFeed | None:
    context = on.context
    line = context.line
    return plan_feed(context.loaded.id, context.plan, line, on.at.as_of) if line is not None else None


def _feed(feeds: Sequence[PlanFeed], day: date) -> str:
    return render("export", "atom", feed_export(feeds, day, __version__))


def site_page(page: SitePage, day: date, page_style: PageStyle) -> str:
    """Return one page of a site as it is published.

    Raises:
        WsoaError: a template cannot be used.
    """
    return _page(page, day, page_style, own_page_style(page_style))


def area_data(on: AreaFolder) -> dict[str, str]:
    """Return what an area's folder holds for other programs, by address from that folder."""
    return dict(_data(on))
