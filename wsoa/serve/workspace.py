"""The plans of one folder as they stand at this moment, read again only where a file changed."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import RLock

from wsoa.audience.readers import Readers
from wsoa.errors import WsoaError
from wsoa.files.load import LoadedPlan, NoPlansError, find, load
from wsoa.history.repository.git import Repository
from wsoa.history.timeline import UNREAD
from wsoa.provenance.seal import FRONT, Links
from wsoa.publish.page import own_page_style
from wsoa.publish.settings import page_style_of
from wsoa.publish.sources import HistoryRequest, PlanHistory, put_together
from wsoa.render.html.style import PageStyle
from wsoa.reports.anchors import Prose, Span
from wsoa.reports.item_pages import area_folders
from wsoa.reports.site.area_folder import AreaFolder, area_folder
from wsoa.reports.site.site import Site, SitePage
from wsoa.serve.committed import Committed, Uncommitted, history_of, read_committed, uncommitted

PERIOD = timedelta(days=92)
"""How far back a board report looks, as ``wsoa render --site`` has it."""
_SHOWN = 16


@dataclass(frozen=True, eq=False)
class Area:
    """One plan on a day: as it stands, what git holds of it, and its last version that could be read.

    ``place`` is its folder in the site. ``held`` is a sentence where git could not be asked. ``good`` is the
    plan itself where it can be read, and None where no version that could be read is known. An area ``alone``
    has no page across areas to lead to.
    """

    place: str
    now: LoadedPlan
    good: LoadedPlan | None
    held: Committed | str
    day: date
    readers: Readers
    alone: bool

    @property
    def broken(self) -> bool:
        """True where the plan cannot be read as it stands."""
        return self.now.plan is None

    @property
    def name(self) -> str:
        """The area's name; the plan's where none can be read."""
        return self.good.plan.area if self.good and self.good.plan else self.now.id

    @cached_property
    def desk(self) -> AreaFolder | None:
        """The last version that could be read, laid out for the pages of a site."""
        if self.good is None:
            return None
        past = PlanHistory(line=UNREAD) if isinstance(self.held, str) else history_of(self.good, self.held)
        wanted = HistoryRequest(self.day, self.readers, self.day - PERIOD, past=True)
        links = Links(items="./", front="" if self.alone else FRONT)
        return area_folder(put_together(self.good, wanted, links, past))

    @cached_property
    def uncommitted(self) -> Uncommitted:
        """What stands in the folder and in no commit."""
        return (
            Uncommitted(self.held)
            if isinstance(self.held, str)
            else uncommitted(self.now, self.held, self.day)
        )

    @cached_property
    def version(self) -> str:
        """What tells this state from any other: the texts, the findings, the commit and the day."""
        whole = sha256()
        for source in self.now.sources.files:
            text = source.text.encode("utf-8", "surrogatepass")
            whole.update(f"{source.file}\0{len(text)}\0".encode("utf-8", "surrogatepass"))
            whole.update(text)
        last = "" if isinstance(self.held, str) or not self.held.commits else self.held.commits[-1].id
        marks = (last, self.day.isoformat(), *(f"{f.code} {f.place}" for f in self.now.findings))
        whole.update("\0".join(marks).encode("utf-8", "surrogatepass"))
        return whole.hexdigest()[:_SHOWN]


@dataclass(frozen=True, eq=False)
class Snapshot:
    """Every plan of the folder at one moment.

    ``mark`` tells a council's own templates and theme from others. ``trouble`` says in a sentence why there
    is no plan.
    """

    day: date
    areas: Mapping[str, Area]
    style: PageStyle
    mark: str = ""
    trouble: str = ""

    @property
    def told(self) -> tuple[object, ...]:
        """What tells one snapshot from another; areas are the same objects where nothing changed."""
        return (self.day, self.style, self.mark, [*self.areas], [id(area) for area in self.areas.values()])

    def version(self, place: str = "") -> str:
        """Return the version of one area, or of all of them."""
        if place in self.areas:
            return f"{self.areas[place].version}{self.mark}"
        whole = "\0".join(
            [self.trouble, self.mark, *(f"{one}={area.version}" for one, area in self.areas.items())]
        )
        return sha256(whole.encode()).hexdigest()[:_SHOWN]

    def page(self, address: str) -> SitePage | None:
        """Return a page of the site by its address from the root."""
        return self._pages.get(address)

    @cached_property
    def site(self) -> Site:
        """The site of the plans that can be read."""
        desks = {place: area.desk for place, area in self.areas.items() if not area.broken}
        missing = tuple(_missing(area) for area in self.areas.values() if area.broken)
        return Site(self.day, {place: desk for place, desk in desks.items() if desk}, missing)

    @cached_property
    def _pages(self) -> Mapping[str, SitePage]:
        return {page.address: page for page in self.site.pages} if self.site.areas else {}

    @cached_property
    def last(self) -> Mapping[str, SitePage]:
        """The pages of the last versions that could be read, by address; none where no plan is broken."""
        desks = {place: area.desk for place, area in self.areas.items()}
        whole = Site(self.day, {place: desk for place, desk in desks.items() if desk})
        return {page.address: page for page in whole.pages} if whole.areas else {}


def _missing(area: Area) -> Prose:
    see = Span("see what is wrong", f"{area.place}/index.html")
    return (Span(f"The plan {area.now.id} cannot be read as it stands: "), see, Span("."))


class Workspace:
    """The folder of plans. Whoever looks gets a snapshot; nothing here writes."""

    def __init__(
        self,
        plans: Path,
        here: Path,
        variables: Mapping[str, str],
        *,
        today: Callable[[], date],
        readers: Readers,
    ) -> None:
        self.plans, self.here = plans, here
        self._variables, self._today, self._readers = variables, today, readers
        self._lock = RLock()
        self._texts: dict[Path, str] = {}
        self._loaded: dict[Path, LoadedPlan] = {}
        self._good: dict[Path, LoadedPlan] = {}
        self._held: dict[Path, tuple[tuple[str, date], Committed | str]] = {}
        self._snapshot: Snapshot | None = None

    def look(self) -> Snapshot:
        """Return the plans as they stand; the one from before where nothing changed."""
        with self._lock:
            day = self._today()
            try:
                style, folders = page_style_of(self.plans, None)._replace(script=True), find(self.plans)
            except WsoaError as stop:
                return Snapshot(day, {}, PageStyle(), trouble=str(stop))
            except NoPlansError as error:
                return Snapshot(day, {}, PageStyle(), trouble=f"{str(error)[:1].upper()}{str(error)[1:]}.")
            head = self._head()
            areas = {
                place: self._area(place, folder, head, day, alone=len(folders) == 1)
                for place, folder in zip(
                    area_folders(folder.resolve().name for folder in folders), folders, strict=True
                )
            }
            fresh = Snapshot(day, areas, style, own_page_style(style))
            before = self._snapshot
            if before is None or fresh.told != before.told:
                self._snapshot = fresh
            assert self._snapshot is not None  # noqa: S101 - set just now
            return self._snapshot

    def _area(self, place: str, folder: Path, head: str, day: date, *, alone: bool) -> Area:
        now, held = self._read(folder), self._git(folder, head, day)
        if now.plan is not None:
            self._good[folder] = now
        elif folder not in self._good and isinstance(held, Committed) and held.loaded and held.loaded.plan:
            self._good[folder] = held.loaded
        fresh = Area(place, now, self._good.get(folder), held, day, self._readers, alone)
        before = self._snapshot.areas.get(place) if self._snapshot else None
        same = before is not None and before.now is now and before.held is held and before.day == day
        return before if same and before is not None and before.alone is alone else fresh

    def _read(self, folder: Path) -> LoadedPlan:
        """Read a plan; the one from before where not a byte or name in its folder changed."""
        seen = _digest(folder)
        if self._texts.get(folder) != seen:
            self._loaded[folder] = load(folder, self.here)
            self._texts[folder] = seen
        return self._loaded[folder]

    def _head(self) -> str:
        try:
            with Repository(self.plans, self._variables) as opened:
                return opened.resolve("HEAD")
        except WsoaError as stop:
            return str(stop)

    def _git(self, folder: Path, head: str, day: date) -> Committed | str:
        known = self._held.get(folder)
        if known is None or known[0] != (head, day):
            try:
                held: Committed | str = read_committed(folder, self._variables, day - PERIOD)
            except WsoaError as stop:
                held = str(stop)
            known = self._held[folder] = ((head, day), held)
        return known[1]


def _digest(folder: Path) -> str:
    """Return what tells one state of a folder's files from another: every name, and what the plan's hold.

    Hidden files and folders do not count: they belong to editors and to git.
    """
    whole = sha256()
    for home, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in [*folders, *sorted(name for name in files if not name.startswith("."))]:
            path = Path(home, name)
            whole.update(f"\0{path}\0".encode("utf-8", "surrogatepass"))
            if path.suffix in {".yaml", ".yml"}:
                try:
                    whole.update(path.read_bytes())
                except OSError as error:
                    whole.update(str(error.errno).encode())
    return whole.hexdigest()
