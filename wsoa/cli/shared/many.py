"""One plan after another, in one process or several: read, looked at, let go. Only what is told stays."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from wsoa.cli.shared.context import Environment, PlanFolder
from wsoa.cli.shared.output import report_unread, tell
from wsoa.cli.shared.progress import progress
from wsoa.files.folder import name_of
from wsoa.publish.workers import Task, made_of_each, processes

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.reports.terminal.validation import PlanFindings

Made = TypeVar("Made")
Warn = Callable[[str], None]
Look = Callable[["LoadedPlan", Warn], Made | None]
"""What is done with one plan, in whichever process; it may tell what could not be looked at."""


class Looked(NamedTuple, Generic[Made]):
    """What became of one plan: what was made of it, what is to be told, and why it could not be read.

    ``made`` is None where nothing was, ``broken`` where it could be read.
    """

    made: Made | None
    told: tuple[str, ...]
    broken: PlanFindings | None


@dataclass(frozen=True, slots=True)
class AsWritten:
    """A version to look at a plan in, and the environment's variables, for git."""

    revision: str
    variables: Mapping[str, str]

    def of(self, loaded: LoadedPlan, warn: Warn) -> LoadedPlan | None:
        """Return a plan as it was written then; None, and say so, where it was not there yet."""
        from wsoa.publish.versions import as_written

        past = as_written(loaded, self.revision, self.variables)
        if past is None:
            warn(f"There was no plan {loaded.id} yet at {self.revision}.")
        return past


class Plans(NamedTuple, Generic[Made]):
    """What was made of each plan, in order, and those that could not be read."""

    made: tuple[Made, ...]
    broken: tuple[PlanFindings, ...]

    def report_broken(self, environment: Environment, colour: str) -> bool:
        """Print the errors of the plans that could not be read; True where there was one."""
        return report_unread(self.broken, environment, colour)


@dataclass(frozen=True, slots=True)
class _Reading(Generic[Made]):
    """The work of a worker: read a plan, in a version where one is named, look at it, and let it go."""

    look: Look[Made]
    written: AsWritten | None

    def __call__(self, folder: PlanFolder) -> Looked[Made]:
        from wsoa.reports.terminal.validation import unread

        told: list[str] = []
        loaded = folder.read()
        then = loaded if self.written is None else self.written.of(loaded, told.append)
        if then is None:
            return Looked(None, tuple(told), None)
        return Looked(self.look(then, told.append), tuple(told), unread(then))


def look_at_plans(
    folders: Sequence[PlanFolder],
    look: Look[Made],
    environment: Environment,
    jobs: int | None,
    written: AsWritten | None = None,
    into: Callable[[Made], None] | None = None,
) -> Plans[Made]:
    """Look at each plan, in so many processes, and print what is to be told of it; in any case in order.

    What was made is given to ``into`` as it comes, where there is such, and not kept.

    Raises:
        WsoaError: looking at one of them stopped with it.
        FailedError: looking at one of them failed.
    """
    tasks = [Task(name_of(one.folder), one) for one in folders]
    many = processes(jobs, cores(), len(tasks))
    with (
        made_of_each(_Reading(look, written), tasks, many) as each,
        progress("Reading plans", len(tasks)) as step,
    ):
        done = []
        for one in each:
            if into is not None and one.made is not None:
                into(one.made)
            done.append(one if into is None else one._replace(made=None))
            step()
    for one in done:
        for message in one.told:
            tell(message, environment)
    made = tuple(one.made for one in done if one.made is not None)
    return Plans(made, tuple(one.broken for one in done if one.broken is not None))


def cores() -> int:
    """Return how many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1
