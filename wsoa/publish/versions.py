"""Reading a plan's history: where git is, and what stood there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from wsoa.errors import WsoaError
from wsoa.files.folder import plain_name
from wsoa.history.repository.side_by_side import Repositories

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.history.moves.noted import InShort
    from wsoa.history.repository.git import Repository
    from wsoa.history.repository.store import Shelf
    from wsoa.history.timeline import Teller, Timeline
    from wsoa.plan.models import Plan


@contextmanager
def repository(folder: Path, variables: Mapping[str, str]) -> Iterator[Repository]:
    """Open the git repository that a plan folder is in; ``variables`` are those of the environment.

    Raises:
        GitError: there is no git, no repository, or git cannot answer.
    """
    from wsoa.history.repository.git import Repository

    with Repository(folder, variables) as opened:
        yield opened


def timeline_of(
    folder: Path, variables: Mapping[str, str], since: str | None = None, revision: str = "HEAD"
) -> Timeline:
    """Read the whole story of a plan folder: up to what stands in it now, or up to a revision.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.repository.store import from_git
    from wsoa.history.timeline import Teller

    with repository(folder, variables) as opened:
        now = folder if revision == "HEAD" else None
        if since is None:
            return line_of(told_of(opened, folder, variables, revision), opened, now)
        told = Teller()
        for version in from_git(opened, folder, revision, after=since):
            told.take(version)
        return line_of(told, opened, now)._replace(complete=False, gap="part")


def told_of(
    opened: Repository, folder: Path, variables: Mapping[str, str], revision: str, shelf: Shelf | None = None
) -> Teller:
    """Return the committed story of a plan, from the user's cache folder where an earlier run kept it.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.cache.kept import Kept, cache_folder
    from wsoa.history.cache.told import told_by_git

    return told_by_git(opened, folder, revision, Kept(cache_folder(variables)), shelf)


class Told(NamedTuple):
    """A plan that can be read, with every move that git tells of noted beside its records.

    ``gap`` is how much of its story could not be read, as :class:`wsoa.assess.assessment.Assessment` has it;
    ``first_id`` is the id that it had where its story begins, in whatever folder it stood then.
    """

    loaded: LoadedPlan
    plan: Plan
    gap: str
    first_id: str

    @property
    def id(self) -> str:
        """The plan's id."""
        return self.loaded.id


def first_id(loaded: LoadedPlan, began: str) -> str:
    """Return the id that a plan had in the folder where its story begins; the present one without such."""
    return plain_name(began.rpartition("/")[2]) or loaded.id


@dataclass(frozen=True, slots=True)
class AskGit:
    """How git is asked of plans: the environment's variables, whether to look, and up to which revision.

    Without a revision the story ends with what stands in the folder now. What is alike for plans side by
    side is asked once.
    """

    variables: Mapping[str, str]
    look: bool = True
    revision: str | None = None
    repositories: Repositories = field(default_factory=Repositories, compare=False)

    def of(self, loaded: LoadedPlan, warn: Callable[[str], None]) -> Told | None:
        """Return a plan as git tells of it, unread without a look; None where the plan cannot be read.

        ``warn`` is told in a sentence why a history could not be read, but for that of a folder that is in
        no repository.
        """
        if loaded.plan is None:
            return None
        if not self.look:
            return Told(loaded, loaded.plan, "unread", loaded.id)
        from wsoa.history.moves.noted import with_noted
        from wsoa.history.repository.git import NoRepositoryError

        try:
            short, gap = self._in_short(loaded)
        except NoRepositoryError:
            return Told(loaded, loaded.plan, "none", loaded.id)
        except WsoaError as stop:
            warn(f"{loaded.id}: the history was not looked at. {stop}")
            return Told(loaded, loaded.plan, "none", loaded.id)
        return Told(loaded, with_noted(loaded.plan, short.noted), gap, first_id(loaded, short.began))

    def _in_short(self, loaded: LoadedPlan) -> tuple[InShort, str]:
        """Return a plan's story in short, and how much of it is missing.

        What an earlier run worked out is taken from the user's cache folder, where the story is all here and
        ends with the same commit and the same texts.

        Raises:
            GitError: as :func:`repository`.
        """
        from wsoa.history.cache.kept import Kept, cache_folder
        from wsoa.history.moves.noted import InShort

        with self.repositories.opened(loaded.folder, self.variables) as opened:
            names = [opened.resolve(self.revision or "HEAD"), opened.prefix]
            names += [] if self.revision else [loaded.sources.digest]
            whole = not (opened.shallow or opened.grafted or opened.not_checked_out())
            kept = Kept(cache_folder(self.variables) if whole else None, "in-short")
            found = kept.take(*names)
            if isinstance(found, InShort):
                return found, ""
            from wsoa.history.moves.silent import in_short

            told = told_of(opened, loaded.folder, self.variables, self.revision or "HEAD")
            line = line_of(told, opened, None if self.revision else loaded.folder)
            short = in_short(line)
            if not line.gap:
                kept.put(short, *names)
            return short, line.gap

    def each(self, loaded: Iterable[LoadedPlan], warn: Callable[[str], None]) -> list[Told]:
        """Return the plans that can be read as git tells of them."""
        return [told for one in loaded if (told := self.of(one, warn)) is not None]


def line_of(told: Teller, opened: Repository, folder: Path | None) -> Timeline:
    """Return a story that knows whether all of it could be read.

    ``folder`` is where the plan stands now, to end with what is not committed yet; None to leave that out.
    A folder of which only a part is checked out says nothing of what is not committed.
    """
    from wsoa.history.repository.store import not_committed
    from wsoa.history.repository.versions import Version

    sparse = opened.not_checked_out()
    if folder is not None and not sparse:
        now = not_committed(opened, folder, Path.cwd())
        if now is not None:
            told.take(Version(None, now))
    line = told.line()
    lacks = opened.shallow or opened.lacking or sparse
    return line._replace(complete=False, gap="part") if lacks else line


def as_written(loaded: LoadedPlan, revision: str, variables: Mapping[str, str]) -> LoadedPlan | None:
    """Return a plan as it was written at a revision; None where there was none yet.

    Raises:
        GitError: as :func:`repository`.
    """
    from wsoa.history.repository.store import followed_to

    with repository(loaded.folder, variables) as opened:
        return followed_to(opened, revision, loaded.folder)
