"""What each plan adds to tables, a calendar, a feed or JSON, so that ``wsoa export`` can let the plan go."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from wsoa import __version__
from wsoa.cli.shared.many import Warn
from wsoa.publish.versions import AskGit, timeline_of

if TYPE_CHECKING:
    from wsoa.audience.readers import Readers
    from wsoa.files.load import LoadedPlan
    from wsoa.publish.versions import Told
    from wsoa.render.data.ics import Event
    from wsoa.reports.export.export import Exported, PlanFeed, TablesExport


class Part(NamedTuple):
    """What one plan adds to an export: its tables, its events, its versions, or its own document as text."""

    area: str
    tables: TablesExport | None = None
    events: Sequence[Event] = ()
    feed: PlanFeed | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class PartOf:
    """How to make a plan's part of an export: the format, the day, its readers, and how git is asked."""

    chosen: str
    day: date
    readers: Readers
    git: AskGit

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> Part | None:
        """Return the part of a plan; None where it cannot be read.

        Raises:
            WsoaError: a feed is wanted, and git cannot be asked.
        """
        if self.chosen == "atom":
            return self._feed(loaded, warn)
        told = self.git.of(loaded, warn)
        return self._part(told) if told is not None else None

    def _part(self, told: Told) -> Part:
        from wsoa.assess.assessment import assess
        from wsoa.provenance.provenance import fingerprint
        from wsoa.reports.export.export import Exported

        seen = assess(self.readers.plan(told.plan), self.day, told.gap)
        exported = Exported(told.id, seen, fingerprint(told.loaded.sources), told.first_id)
        area = exported.plan.area
        if self.chosen == "ics":
            from wsoa.render.data.ics import events
            from wsoa.reports.export.export import calendar_export

            return Part(area, events=events(calendar_export([exported], self.day, __version__)))
        if self.chosen == "json":
            return Part(area, text=_document([exported], self.day))
        from wsoa.reports.export.tables import tables_export

        return Part(area, tables_export([exported], self.day, __version__))

    def _feed(self, loaded: LoadedPlan, warn: Warn) -> Part | None:
        from wsoa.reports.comparison.history import SHALLOW
        from wsoa.reports.export.export import plan_feed

        if loaded.plan is None:
            return None
        line = self.readers.line(timeline_of(loaded.folder, self.git.variables))
        if not line.complete:
            warn(f"{loaded.id}: {SHALLOW}")
        if any(event.commit is None for event in line.events):
            warn(f"{loaded.id}: what is not committed yet is not in the feed.")
        return Part(loaded.plan.area, feed=plan_feed(loaded.id, loaded.plan, line, self.day))


def together(parts: Sequence[Part], day: date) -> TablesExport:
    """Return the tables of every plan."""
    from wsoa.reports.export.tables import tables_together

    return tables_together([one.tables for one in parts if one.tables is not None], day, __version__)


def drawn(chosen: str, parts: Sequence[Part], day: date) -> str:
    """Return a calendar, a feed or a document of every plan as text."""
    if chosen == "atom":
        from wsoa.render.registry import render
        from wsoa.reports.export.export import feed_export

        feeds = [one.feed for one in parts if one.feed is not None]
        return render("export", "atom", feed_export(feeds, day, __version__))
    if chosen == "ics":
        from wsoa.render.data.ics import calendar

        whole = (event for one in parts for event in one.events)
        return calendar([one.area for one in parts], whole, __version__)
    from wsoa.render.joined import joined

    return joined(_document((), day), (one.text for one in parts))


def _document(exported: Sequence[Exported], day: date) -> str:
    from wsoa.render.registry import render
    from wsoa.reports.terminal.status import status

    return render("export", "json", status([(one.id, one.assessment) for one in exported], day))
