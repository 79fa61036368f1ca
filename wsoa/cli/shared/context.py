"""What every command needs from outside: the day, the plans, the terminal. Read here, once."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TextIO

from wsoa.errors import WsoaError
from wsoa.render.terminal.options import RenderOptions

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan

DEFAULT_WIDTH = 100
MOST_COLUMNS = 1_000
_COUNT = re.compile(r"[0-9]{1,15}", re.ASCII)
_RUNNERS = ("GITHUB_ACTIONS", "GITLAB_CI", "TF_BUILD")
# ::name:: at the start of a line; ##vso[ and the older ##[ anywhere in it; GitLab's folding marks.
_COMMAND = re.compile(r"^[^\S\n]*:(?=:)|#(?=#\w*\[)|section(?=_(?:start|end):)", re.MULTILINE)


class StopError(WsoaError):
    """The command cannot go on."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, taken once at the start."""

    variables: Mapping[str, str]

    @classmethod
    def read(cls, variables: Mapping[str, str]) -> Environment:
        """Keep a copy, so that nothing read later can differ."""
        return cls(dict(variables))

    def day(self, given: str | None, option: str = "--as-of") -> date:
        """Return the as-of day: the option, WSOA_AS_OF, SOURCE_DATE_EPOCH, or today in England.

        Raises:
            StopError: the day given is not a date.
        """
        for name, text in ((option, given), ("WSOA_AS_OF", self.variables.get("WSOA_AS_OF"))):
            if text:
                return _judged(name, text, _read_day(name, text))
        epoch = self.variables.get("SOURCE_DATE_EPOCH")
        if epoch:
            return _judged("SOURCE_DATE_EPOCH", epoch, _in_england(_moment(epoch)))
        return _in_england(datetime.now(UTC))

    def width(self, stream: TextIO) -> int:
        """Return how many columns to fill: COLUMNS, the terminal's own, or 100 where there is none."""
        given = self.variables.get("COLUMNS", "")
        if _COUNT.fullmatch(given) and int(given) > 0:
            return min(int(given), MOST_COLUMNS)
        if stream.isatty():
            from shutil import get_terminal_size

            return get_terminal_size().columns
        return DEFAULT_WIDTH

    def colour(self, choice: str, stream: TextIO) -> bool:
        """Decide on colour: the option, then NO_COLOR, then FORCE_COLOR, then whether it is a terminal."""
        if choice != "auto":
            return choice == "always"
        if self.variables.get("NO_COLOR") or self.variables.get("TERM") == "dumb":
            return False
        return self.variables.get("FORCE_COLOR", "") not in {"", "0"} or stream.isatty()

    def render_options(self, colour: str = "auto", limit: int = 5, *, to_file: bool = False) -> RenderOptions:
        """Return how to draw: a file gets no colour and a fixed width."""
        if to_file:
            return RenderOptions(DEFAULT_WIDTH, colour=False, limit=limit)
        return RenderOptions(self.width(sys.stdout), self.colour(colour, sys.stdout), limit)

    def quiet(self, text: str) -> str:
        """Return text so that the CI runner that prints it takes no line of it for a command.

        GitHub can be told to stop listening. GitLab and Azure cannot, so a space breaks what they look for.
        """
        if not self.on_github():
            return self.defused(text)
        from secrets import token_hex

        token = token_hex(16)
        return f"::stop-commands::{token}\n{text.removesuffix(chr(10))}\n::{token}::\n"

    def defused(self, text: str) -> str:
        """Return text with every command to a CI runner broken by a space, where there is a runner."""
        return _COMMAND.sub(r"\g<0> ", text) if any(map(self.variables.get, _RUNNERS)) else text

    def on_github(self) -> bool:
        """Tell whether a GitHub runner reads what is printed."""
        return bool(self.variables.get("GITHUB_ACTIONS"))


def _moment(epoch: str) -> datetime:
    """Return the moment that SOURCE_DATE_EPOCH gives: whole seconds since the start of 1970.

    Raises:
        StopError: it is no such number, or lies too far off.
    """
    if _COUNT.fullmatch(epoch):
        with suppress(ValueError, OverflowError, OSError):
            return datetime.fromtimestamp(int(epoch), UTC)
    raise StopError(f"SOURCE_DATE_EPOCH {epoch!r} is no number of seconds that leads to a day.")


def _read_day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return _spoken_day(name, text)


def _spoken_day(name: str, text: str) -> date:
    """Read a day in everyday words, which hardly any run has to.

    Raises:
        StopError: it is no single day.
    """
    from wsoa.plan.base import Misread
    from wsoa.plan.spoken import canonical

    with suppress(Misread, ValueError):
        return date.fromisoformat(canonical(text) or "")
    raise StopError(f"{name} {text!r} is not a day; write it as 2020-03-31.")


def _judged(name: str, text: str, day: date) -> date:
    """Return a day that a plan can be judged on.

    Raises:
        StopError: it lies too far off.
    """
    from wsoa.plan.dates import FIRST_DAY, LAST_DAY

    if not FIRST_DAY <= day <= LAST_DAY:
        raise StopError(
            f"{name} {text!r} is no day to judge a plan on: the first is {FIRST_DAY}, the last {LAST_DAY}."
        )
    return day


def _in_england(now: datetime) -> date:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return now.astimezone(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        return now.date()


class PlanFolder(NamedTuple):
    """A plan that was asked for: its folder, and what a sparse checkout leaves out of it.

    ``committed`` is True in a bare repository, where the folder stands in git alone.
    """

    folder: Path
    missing: tuple[Path, ...]
    committed: bool = False

    def read(self) -> LoadedPlan:
        """Read the plan."""
        if self.committed:
            from wsoa.cli.shared.bare import committed_plan

            return committed_plan(self.folder)
        from wsoa.cli.shared.sparse import with_left_out
        from wsoa.files.load import load

        here = Path.cwd()
        return with_left_out(load(self.folder, here), self.missing, here)


def plan_folders(plans: Path, areas: list[str]) -> list[PlanFolder]:
    """Return the plans asked for, or all of them, without reading any.

    Raises:
        StopError: there is no plan, or no area of that name.
    """
    from wsoa.cli.shared.sparse import left_out
    from wsoa.files.load import NoPlansError, find

    missing = left_out(plans)
    try:
        folders = find(plans)
    except NoPlansError as error:
        if not missing:
            from wsoa.cli.shared.bare import committed_folders

            if committed := committed_folders(plans):
                return [PlanFolder(folder, (), committed=True) for folder in _chosen(committed, areas)]
            words = f"{str(error)[0].upper()}{str(error)[1:]}"
            raise StopError(f"{words}. Name another folder with --plans.") from None
        folders = []
    chosen = _chosen(sorted({*folders, *missing}), areas)
    return [PlanFolder(folder, missing.get(folder, ())) for folder in chosen]


def load_plans(plans: Path, areas: list[str]) -> list[LoadedPlan]:
    """Read the plans asked for, or all of them, and hold them all: for a command that needs them together.

    Raises:
        StopError: as :func:`plan_folders`.
    """
    return [one.read() for one in plan_folders(plans, areas)]


def no_such_item(plan_id: str, ref: str, close: Collection[str]) -> StopError:
    """Return the error that says that a plan has nothing of that ref, and what is close to it."""
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    return StopError(f"The plan {plan_id} has nothing called {ref!r}.{hint}")


def _chosen(folders: list[Path], areas: list[str]) -> list[Path]:
    from wsoa.files.folder import name_of

    if not areas:
        return folders
    known = {folder: name_of(folder) for folder in folders}
    return [_named(area, known) for area in areas]


def _named(area: str, known: Mapping[Path, str]) -> Path:
    """Return the folder of a plan by its name, in any case, or by a path that leads to it."""
    from wsoa.files.folder import name_of, plain_name

    name = name_of(Path(area)) if Path(area).is_dir() else plain_name(area)
    exact = [folder for folder, own in known.items() if own == name]
    found = exact or [folder for folder, own in known.items() if own.casefold() == name.casefold()]
    if len(found) == 1:
        return found[0]
    names = ", ".join(known.values())
    if found:
        raise StopError(f"{area!r} could be one of several plans: the names here are {names}.")
    from difflib import get_close_matches

    close = get_close_matches(name, known.values(), n=1, cutoff=0.5)
    hint = f" Did you mean {close[0]}?" if close else ""
    raise StopError(f"There is no plan called {area!r}.{hint} The plans here are {names}.")
