"""What a page is made from, gathered at the edge: the plan, its history in git, the version it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa import __version__
from wsoa.errors import WsoaError
from wsoa.files.folder import name_of
from wsoa.publish.versions import line_of, repository, told_of

if TYPE_CHECKING:
    from wsoa.audience.readers import Readers
    from wsoa.files.load import LoadedPlan
    from wsoa.history.repository.git import Repository
    from wsoa.history.repository.store import Shelf
    from wsoa.history.timeline import Timeline
    from wsoa.provenance.seal import Links
    from wsoa.reports.context import Earlier, ReportContext


@dataclass(frozen=True, slots=True)
class HistoryRequest:
    """What was asked for on the command line, the same for every page of one run.

    ``since`` starts the period of a report that covers one; ``past`` is True where history is wanted;
    ``commit`` is the version to name, None to find it.
    """

    day: date
    readers: Readers
    since: date | None = None
    commit: str | None = None
    past: bool = False


@dataclass(frozen=True, slots=True)
class PlanHistory:
    """What git says of a plan: the version that holds it as it is now, its story, and how it was before."""

    commit: str | None = None
    line: Timeline | None = None
    earlier: Earlier | None = None

    @property
    def gap(self) -> str:
        """How much of the history was wanted and could not be read: part, none, or empty."""
        return self.line.gap if self.line else ""


def gather(
    loaded: LoadedPlan,
    wanted: HistoryRequest,
    links: Links,
    variables: Mapping[str, str],
    warn: Callable[[str], None],
) -> ReportContext:
    """Return everything a page of a plan may be made from.

    ``variables`` are those of the environment; ``warn`` is told in a sentence what could not be looked at.

    Raises:
        WsoaError: a page may not link to the address given for the statement.
    """
    return put_together(loaded, wanted, links, past_of(loaded, wanted, variables, warn))


def put_together(
    loaded: LoadedPlan, wanted: HistoryRequest, links: Links, past: PlanHistory
) -> ReportContext:
    """Return what a page is made from, once the past is known.

    Raises:
        WsoaError: a page may not link to the address given for the statement.
    """
    from wsoa.provenance.provenance import provenance_of
    from wsoa.reports.context import Earlier, ReportContext, linkable

    assert loaded.plan is not None  # noqa: S101 - broken plans were reported before
    if not linkable(links.statement):
        raise WsoaError(f"--statement {links.statement!r} is not an address a page may link to.")
    now = Earlier(wanted.since, loaded.plan) if wanted.since else None
    return ReportContext(
        loaded,
        provenance_of(loaded, wanted.day, __version__, wanted.commit or past.commit, past.gap),
        past=past.line,
        earlier=past.earlier or now,
        links=links,
        readers=wanted.readers,
    )


def past_of(
    loaded: LoadedPlan,
    wanted: HistoryRequest,
    variables: Mapping[str, str],
    warn: Callable[[str], None],
    revision: str = "HEAD",
) -> PlanHistory:
    """Return what git says of a plan; where it cannot be asked, say so if history was wanted, and go on."""
    try:
        with repository(loaded.folder, variables) as opened:
            return _asked(opened, loaded, wanted, revision, variables)
    except WsoaError as stop:
        if wanted.past:
            warn(_not_looked_at(loaded.folder, stop))
        from wsoa.history.timeline import UNREAD

        return PlanHistory(line=UNREAD if wanted.past else None)


def untold(
    folder: Path, wanted: HistoryRequest, variables: Mapping[str, str], warn: Callable[[str], None]
) -> None:
    """Say what :func:`past_of` would say of a folder whose history is not read because nothing changed."""
    if not wanted.past:
        return
    try:
        with repository(folder, variables):
            pass
    except WsoaError as stop:
        warn(_not_looked_at(folder, stop))


def _not_looked_at(folder: Path, stop: WsoaError) -> str:
    return f"{name_of(folder)}: the history was not looked at. {stop}"


def _asked(
    opened: Repository,
    loaded: LoadedPlan,
    wanted: HistoryRequest,
    revision: str,
    variables: Mapping[str, str],
) -> PlanHistory:
    from wsoa.history.repository.store import Shelf, last_by

    commits = opened.commits(revision)
    line, shelf = None, Shelf()
    if wanted.past:
        told = told_of(opened, loaded.folder, variables, revision, shelf)
        line = line_of(told, opened, loaded.folder if revision == "HEAD" else None)
    asked = wanted.commit is None and bool(commits)
    kept = asked and _holds(opened, commits[-1].id, loaded)
    older = last_by(opened, loaded.folder, commits, wanted.since, revision) if wanted.since else None
    return PlanHistory(
        commit=commits[-1].short if kept else None,
        line=line,
        earlier=_earlier(opened, older, loaded, wanted, shelf) if older else None,
    )


def _holds(opened: Repository, commit: str, loaded: LoadedPlan) -> bool:
    """Tell whether a commit holds a plan's texts as they were read."""
    from wsoa.history.repository.store import texts_at
    from wsoa.provenance.provenance import fingerprint

    texts = texts_at(opened, commit)
    return texts is not None and fingerprint(texts) == fingerprint(loaded.sources)


def _earlier(
    opened: Repository, commit: str, loaded: LoadedPlan, wanted: HistoryRequest, shelf: Shelf
) -> Earlier | None:
    """Return the plan as it was written at the start of the period; None where it could not be read then."""
    from wsoa.history.repository.store import followed_to
    from wsoa.reports.context import Earlier

    past = followed_to(opened, commit, loaded.folder, shelf)
    if past is None or past.plan is None or wanted.since is None:
        return None
    return Earlier(wanted.since, past.plan)
