"""The same work for many things, in several processes where that is quicker; what is made comes in order.

Each worker is handed one thing at a time and hands back what it made, so no process holds more than it works
on. A worker whose program has ended ends too: its pipe is closed. Where one fails, the others are stopped and
the failure names the thing it was about. This module reads neither the clock nor the environment, and says
nothing to anybody.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, Any, Generic, NamedTuple, TypeVar

from wsoa.errors import WsoaError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Given = TypeVar("Given")
Made = TypeVar("Made")
FORKS = sys.platform.startswith("linux")
"""Whether a worker starts as a copy of this process, in milliseconds; else it is a new Python."""
LEAST = 4 if FORKS else 24
"""How many things each worker should have to do before another is worth its start."""
_OFTEN = 4
"""After how many things the collector looks for what they left."""
_CANNOT = 3


class FailedError(Exception):
    """The work on one thing failed for a reason that is a fault of ours; the message names the thing."""


class Task(NamedTuple, Generic[Given]):
    """One thing to work on, and what people call it."""

    name: str
    given: Given


def processes(wanted: int | None, cores: int, many: int) -> int:
    """Return how many processes to use for so many things: as wanted, else so that each has enough to do."""
    if wanted is not None:
        return max(1, min(wanted, many))
    return max(1, min(cores, many // LEAST))


@contextmanager
def made_of_each(
    work: Callable[[Given], Made], tasks: Sequence[Task[Given]], many: int
) -> Iterator[Iterator[Made]]:
    """Do the work for each task in so many processes; what is entered yields what was made, in order.

    With one process the work is done here, as it is asked for. ``work`` must be what can be given to
    another process: a function of a module, or a value with ``__call__``.

    Raises:
        WsoaError: the work on one thing stopped with it, or its process was ended from outside.
        OSError: the work on one thing could not read or write.
        FailedError: the work on one thing failed otherwise.
    """
    if many <= 1:
        yield _here(work, tasks)
        return
    crew = _Crew(work, many)
    try:
        yield crew.made(tasks)
    finally:
        crew.end()


def _here(work: Callable[[Given], Made], tasks: Sequence[Task[Given]]) -> Generator[Made]:
    for number, task in enumerate(tasks):
        yield _worth(task.name, _tried(work, task.given))
        if len(tasks) > LEAST:
            _let_go(number)


def _let_go(number: int) -> None:
    """Free what the work on a thing left that only the collector finds, such as a plan's circles.

    What stays after the first is what every other needs too. It is looked through no more.
    """
    if number % _OFTEN == 0:
        gc.collect()
    if number == 0:
        gc.freeze()


class _Stopped(NamedTuple):
    """What ended the work on one thing: a sentence with its code, an error of the system, or one of ours."""

    message: str
    code: int = 0
    system: tuple[Any, ...] = ()
    where: str = ""


def _tried(work: Callable[[Any], Any], given: object) -> object:
    try:
        return work(given)
    except WsoaError as stop:
        return _Stopped(str(stop), stop.code)
    except BrokenPipeError:
        raise
    except OSError as error:
        return _Stopped("", system=(error.errno, error.strerror or str(error), error.filename))
    except Exception as error:  # noqa: BLE001 - it is raised again where the thing it was about is known
        return _fault(error)


def _fault(error: Exception) -> _Stopped:
    import traceback

    return _Stopped(f"{type(error).__name__}: {error}", where="".join(traceback.format_exception(error)))


def _worth(name: str, made: Any) -> Any:  # noqa: ANN401 - whatever the work makes
    """Return what was made, or raise what stopped it."""
    if not isinstance(made, _Stopped):
        return made
    if made.system:
        raise OSError(*made.system)
    if made.where:
        error = FailedError(f"{name}: {made.message}")
        error.add_note(made.where)
        raise error
    raise WsoaError(made.message, made.code)


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection[Any, Any]


class _Crew(Generic[Given, Made]):
    """Processes that do the same work, each with a pipe of its own."""

    def __init__(self, work: Callable[[Given], Made], many: int) -> None:
        import multiprocessing
        import warnings

        context: Any = multiprocessing.get_context("fork" if FORKS else "spawn")
        self._workers: list[_Worker] = []
        gc.freeze()  # the workers share what is here until somebody writes to it, as the collector would
        for _ in range(many):
            ours, theirs = context.Pipe()
            # A copy of a process leaves its threads behind. None of ours holds a lock at this moment.
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", DeprecationWarning)
                held = [*(worker.pipe for worker in self._workers), ours] if FORKS else []
                process = context.Process(target=_serve, args=(theirs, work, held), daemon=True)
                process.start()
            theirs.close()
            self._workers.append(_Worker(process, ours))

    def made(self, tasks: Sequence[Task[Given]]) -> Generator[Made]:
        """Hand the tasks out and yield what comes back in their order."""
        from multiprocessing.connection import wait

        waiting = iter(enumerate(tasks))
        busy: dict[Any, tuple[int, _Worker]] = {}
        for worker in self._workers:
            self._hand_out(worker, waiting, busy)
        done: dict[int, Any] = {}
        for number, task in enumerate(tasks):
            while number not in done:
                for pipe in wait(list(busy)):
                    at, worker = busy.pop(pipe)
                    done[at] = self._received(worker, tasks[at].name)
                    self._hand_out(worker, waiting, busy)
            yield _worth(task.name, done.pop(number))

    @staticmethod
    def _hand_out(
        worker: _Worker, waiting: Iterator[tuple[int, Task[Given]]], busy: dict[Any, tuple[int, _Worker]]
    ) -> None:
        for number, task in waiting:
            try:
                worker.pipe.send(task.given)
            except BrokenPipeError:
                raise _ended(worker, task.name) from None
            busy[worker.pipe] = (number, worker)
            return

    @staticmethod
    def _received(worker: _Worker, name: str) -> object:
        try:
            return worker.pipe.recv()
        except (EOFError, ConnectionResetError):
            raise _ended(worker, name) from None

    def end(self) -> None:
        """End the workers, whatever they are at."""
        for worker in self._workers:
            worker.process.terminate()
            worker.pipe.close()
        for worker in self._workers:
            worker.process.join()


def _ended(worker: _Worker, name: str) -> WsoaError:
    worker.process.join()
    code = worker.process.exitcode or 0
    how = f"by signal {-code}" if code < 0 else f"with exit code {code}"
    return WsoaError(
        f"The process that worked on {name} was ended {how} before it was done. "
        "Where memory is short, --jobs 1 takes the least.",
        _CANNOT,
    )


def _serve(
    pipe: Connection[Any, Any], work: Callable[[Any], Any], inherited: Sequence[Connection[Any, Any]]
) -> None:
    """Work for another process until it hands out nothing more, or has ended.

    ``inherited`` are its ends of the pipes, which a copy of it holds too: until they are closed here, no pipe
    of its seems closed.
    """
    import signal

    for end in inherited:
        end.close()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is told, and ends us
    gc.disable()
    for number in count():
        try:
            given = pipe.recv()
        except (EOFError, OSError):
            return
        made = _tried(work, given)
        try:
            pipe.send(made)
        except OSError:
            return
        except Exception as error:  # noqa: BLE001 - what was made cannot be handed over
            pipe.send(_fault(error))
        del made, given
        _let_go(number)
