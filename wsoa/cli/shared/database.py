"""``wsoa export --format parquet`` and ``sqlite``: the tables of every plan, written as the plans come."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from wsoa import __version__
from wsoa.cli.shared.context import Environment, PlanFolder
from wsoa.cli.shared.many import Plans, Warn, look_at_plans
from wsoa.cli.shared.output import tell_written
from wsoa.publish.versions import AskGit, repository
from wsoa.render.registry import FOLDERS

if TYPE_CHECKING:
    from wsoa.audience.readers import Readers
    from wsoa.files.load import LoadedPlan
    from wsoa.history.repository.versions import Commit
    from wsoa.publish.versions import Told
    from wsoa.render.data.stored import Stored
    from wsoa.reports.export.export import Exported, Table


@dataclass(frozen=True, slots=True)
class TablesOf:
    """How to make the tables of one plan: the day, its readers, how git is asked, and for which versions."""

    day: date
    readers: Readers
    git: AskGit
    versions: bool

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> tuple[Table, ...] | None:
        """Return the tables of a plan; None where it cannot be read.

        Raises:
            WsoaError: every version is wanted, and git cannot be asked.
        """
        from wsoa.assess.assessment import assess
        from wsoa.provenance.provenance import fingerprint
        from wsoa.reports.export.database import VersionTables, plan_tables
        from wsoa.reports.export.export import Exported

        told = self.git.of(loaded, warn)
        if told is None:
            return None
        plan = assess(self.readers.plan(told.plan), self.day, told.gap)
        exported = Exported(told.id, plan, fingerprint(loaded.sources), told.first_id)
        own = plan_tables(exported, __version__)
        if not self.versions:
            return own
        made = VersionTables(__version__)
        for commit, one in self._versions(told):
            made.add(commit, one)
        return (*own, *made.tables())

    def _versions(self, told: Told) -> Iterator[tuple[Commit, Exported]]:
        """Yield every version that was committed by the day and could be read, as its readers may see it."""
        from wsoa.assess.assessment import assess
        from wsoa.history.repository.store import from_git
        from wsoa.provenance.provenance import fingerprint
        from wsoa.reports.export.export import Exported

        now = self.readers.plan(told.plan)
        with repository(told.loaded.folder, self.git.variables) as opened:
            for version in from_git(opened, told.loaded.folder):
                commit, then = version.commit, version.loaded
                if commit is None or commit.committed > self.day or then is None or then.plan is None:
                    continue
                seen = assess(self.readers.older(then.plan, now), commit.committed, "unread")
                yield commit, Exported(told.id, seen, fingerprint(then.sources))


def write_database(
    chosen: str,
    output: Path,
    folders: Sequence[PlanFolder],
    tables_of: TablesOf,
    environment: Environment,
    jobs: int | None,
) -> Plans[tuple[Table, ...]]:
    """Write the tables of these plans to a file or a folder, all of it or nothing.

    Nothing is written where none of the plans can be read.

    Raises:
        WsoaError: looking at one of the plans stopped with it.
        OSError: the disk does not allow it; what stood there before is untouched.
    """
    from wsoa.files.write import Replacement, replace_all

    home = output if chosen in FOLDERS["export"] else output.absolute().parent
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".wsoa-", suffix=".tmp", dir=home) as waiting:
        stored = _Stored(chosen, Path(waiting))
        looked = look_at_plans(folders, tables_of, environment, jobs, into=stored.take)
        files = stored.close()
        single = chosen not in FOLDERS["export"]
        places = [(output if single else output / file.name, file) for file in files]
        replace_all([Replacement(place, None, file) for place, file in places])
    if places:
        tell_written(output, environment, () if single else [place.name for place, _ in places])
    return looked


class _Stored:
    """Tables in a folder, begun once there are some: what starts threads comes after the other processes."""

    def __init__(self, chosen: str, folder: Path) -> None:
        self._chosen, self._folder = chosen, folder
        self._made: Stored | None = None
        self._known: dict[str, Table] = {}

    def take(self, tables: Iterable[Table]) -> None:
        """Put the tables of a plan below those of the others."""
        from wsoa.render.registry import store

        if self._made is None:
            self._made = store("export", self._chosen, self._folder)
        self._made.add(tables)
        self._known.update((one.name, one._replace(rows=())) for one in tables)

    def close(self) -> tuple[Path, ...]:
        """Say what the columns mean, and return the files, which have reached the disk; none for no plan."""
        from wsoa.reports.export.database import columns_table

        if self._made is None:
            return ()
        self._made.add([columns_table([*self._known.values()])])
        files = self._made.close()
        for file in files:
            with file.open("rb+") as stream:
                os.fsync(stream.fileno())
        return files
