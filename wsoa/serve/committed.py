"""What git holds of a plan, read once a commit, and what stands in the folder beyond it."""

from __future__ import annotations

import shlex
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from wsoa.files.load import HEAD, LoadedPlan
from wsoa.files.sources import PARTS
from wsoa.history.repository.git import Repository
from wsoa.history.repository.store import Shelf, at_revision, followed_to, last_by
from wsoa.history.repository.versions import Commit, Version
from wsoa.history.timeline import Teller
from wsoa.provenance.provenance import fingerprint
from wsoa.publish.sources import PlanHistory
from wsoa.publish.versions import told_of
from wsoa.reports.comparison.diff import Line, PlanChanges, changes
from wsoa.reports.context import Earlier


class Committed(NamedTuple):
    """A plan as its repository holds it: its commits, its story, the last version, and an earlier one.

    ``loaded`` is None where the last commit holds no such plan. ``earlier`` starts the period of a board
    report. ``gap`` says that part of the history is missing, ``sparse`` that part of the folder is not
    checked out, so that it says nothing of what is not committed.
    """

    commits: tuple[Commit, ...]
    told: Teller
    loaded: LoadedPlan | None
    earlier: Earlier | None
    gap: str = ""
    sparse: bool = False


class Uncommitted(NamedTuple):
    """What stands in a plan's folder and in no commit.

    ``why`` says in a sentence why nothing can be told; empty where it can. ``files`` are those that differ,
    as people see them. ``changes`` tells what the plan says otherwise; None where one side cannot be read.
    """

    why: str = ""
    files: tuple[str, ...] = ()
    changes: PlanChanges | None = None

    @property
    def lines(self) -> tuple[Line, ...]:
        """Every change of what the plan says."""
        return self.changes.lines if self.changes else ()

    def of(self, ref: str) -> tuple[Line, ...]:
        """Return the changes of one item."""
        return tuple(line for line in self.lines if line.ref == ref)


def read_committed(folder: Path, variables: Mapping[str, str], since: date) -> Committed:
    """Read what git holds of a plan folder; ``since`` starts the period of a board report.

    Raises:
        GitError: there is no git, no repository, or git cannot answer.
    """
    shelf = Shelf()
    with Repository(folder, variables) as opened:
        commits = opened.commits()
        told = told_of(opened, folder, variables, "HEAD", shelf)
        last = at_revision(opened, commits[-1].id, folder, shelf=shelf) if commits else None
        older = last_by(opened, folder, commits, since)
        past = followed_to(opened, older, folder, shelf) if older else None
        sparse = bool(opened.not_checked_out())
        gap = "part" if opened.shallow or opened.lacking or sparse else ""
    earlier = Earlier(since, past.plan) if past is not None and past.plan is not None else None
    return Committed(commits, told, last, earlier, gap, sparse)


def history_of(now: LoadedPlan, held: Committed) -> PlanHistory:
    """Return the history of a plan as it stands now: what git holds, and then what it does not hold yet."""
    last = held.loaded
    same = last is not None and fingerprint(last.sources) == fingerprint(now.sources)
    commit = held.commits[-1].short if held.commits and same else None
    told = held.told
    if not held.sparse and (last is None or _texts(last) != _texts(now)):
        told = told.copy()
        told.take(Version(None, now))
    return PlanHistory(commit, told.line(gap=held.gap), held.earlier)


def uncommitted(now: LoadedPlan, held: Committed, day: date) -> Uncommitted:
    """Compare a plan with its last commit; ``day`` is the day on which the difference is looked at."""
    old = held.loaded
    then, here = _texts(old) if old else {}, _texts(now)
    names = [name for name in dict.fromkeys([*here, *then]) if here.get(name) != then.get(name)]
    files = tuple((now.folder / name).as_posix() for name in names)
    if not files:
        return Uncommitted()
    if now.plan is None or (old is not None and old.plan is None):
        return Uncommitted(files=files)
    compared = changes("the last commit", "now", day, [(now.id, old.plan if old else None, now.plan)])
    return Uncommitted(files=files, changes=compared.plans[0])


def _texts(loaded: LoadedPlan) -> dict[str, str]:
    """Return the text of each file by its name in the plan's folder, however the folder is shown."""
    parts = {f"{PARTS}/{one.file.rpartition('/')[2]}": one.text for one in loaded.sources.workstreams}
    texts = {HEAD: loaded.sources.head.text, **parts}
    # git may change line ends on the way into the folder
    return {name: text.replace("\r\n", "\n") for name, text in texts.items()}


def commands(folders: Sequence[Path]) -> tuple[str, ...]:
    """Return what to type to commit what stands in these folders and nothing else."""
    paths = " ".join(shlex.quote(folder.as_posix()) for folder in folders)
    return (f"git add -- {paths}", f'git commit -m "Say what changed" -- {paths}')
