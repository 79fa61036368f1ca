"""What a page is made from, gathered at the edge: the plan, its history in git, the version it is."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from wsoa import __version__
from wsoa.cli.context import Environment, StopError
from wsoa.cli.output import tell
from wsoa.cli.past import repository, timeline_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.history.timeline import Timeline
    from wsoa.reports.material import Earlier, Links, Material


@dataclass(frozen=True, slots=True)
class Wanted:
    """What was asked for on the command line, the same for every page of one run.

    ``since`` starts the period of a report that covers one; ``past`` is True where history is wanted.
    """

    day: date
    since: date | None = None
    commit: str | None = None
    past: bool = False


def gather(loaded: LoadedPlan, wanted: Wanted, links: Links, environment: Environment) -> Material:
    """Return everything a page of a plan may be made from.

    Raises:
        StopError: a page may not link to the address given for the statement.
    """
    from wsoa.reports.material import Material, linkable  # noqa: PLC0415 - help needs no pages
    from wsoa.reports.provenance import provenance_of  # noqa: PLC0415

    if not linkable(links.statement):
        raise StopError(f"--statement {links.statement!r} is not an address a page may link to.")
    return Material(
        loaded,
        provenance_of(loaded, wanted.day, __version__, wanted.commit),
        past=_line(loaded, environment) if wanted.past else None,
        earlier=_earlier(loaded, wanted.since, environment) if wanted.since else None,
        links=links,
    )


def _line(loaded: LoadedPlan, environment: Environment) -> Timeline | None:
    """Read the plan's story from git; where there is none, say so and go on without."""
    try:
        return timeline_of(loaded.folder, environment)
    except StopError as stop:
        tell(f"{loaded.id}: the history was not looked at. {stop}", environment)
        return None


def _earlier(loaded: LoadedPlan, since: date, environment: Environment) -> Earlier:
    """Return the plan as it was written on a day, or as it is now where git does not reach back so far."""
    from wsoa.history.store import at_revision  # noqa: PLC0415 - only a period looks back
    from wsoa.reports.material import Earlier  # noqa: PLC0415

    assert loaded.plan is not None  # noqa: S101 - broken plans were reported before
    try:
        with repository(loaded.folder, environment) as opened:
            commits = [one for one in opened.commits() if one.committed <= since]
            past = at_revision(opened, commits[-1].id, loaded.folder) if commits else None
    except StopError:
        past = None
    return Earlier(since, past.plan if past is not None and past.plan is not None else loaded.plan)
