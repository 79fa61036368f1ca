"""What every command needs from outside: the day, the plans, the terminal. Read here, once."""

from __future__ import annotations

import re
import sys
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wsoa.errors import WsoaError
from wsoa.render.terminal.options import RenderOptions

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan

DEFAULT_WIDTH = 100
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
                return _day(name, text)
        epoch = self.variables.get("SOURCE_DATE_EPOCH", "")
        now = datetime.fromtimestamp(int(epoch), UTC) if epoch.isdecimal() else datetime.now(UTC)
        return _in_england(now)

    def width(self, stream: TextIO) -> int:
        """Return how many columns to fill: COLUMNS, the terminal's own, or 100 where there is none."""
        given = self.variables.get("COLUMNS", "")
        if given.isdecimal() and int(given) > 0:
            return int(given)
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


def _day(name: str, text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise StopError(f"{name} {text!r} is not a day; write it as 2020-03-31.") from None


def _in_england(now: datetime) -> date:
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return now.astimezone(ZoneInfo("Europe/London")).date()
    except ZoneInfoNotFoundError:
        return now.date()


def load_plans(plans: Path, areas: list[str]) -> list[LoadedPlan]:
    """Read the plans asked for, or all of them.

    Raises:
        StopError: there is no plan, or no area of that name.
    """
    from wsoa.files.load import NoPlansError, find, load

    try:
        folders = find(plans)
    except NoPlansError as error:
        raise StopError(
            f"{str(error)[0].upper()}{str(error)[1:]}. Name another folder with --plans."
        ) from None
    here = Path.cwd()
    return [load(folder, here) for folder in _chosen(folders, areas)]


def no_such_item(plan_id: str, ref: str, close: Collection[str]) -> StopError:
    """Return the error that says that a plan has nothing of that ref, and what is close to it."""
    hint = f" Did you mean {' or '.join(close)}?" if close else ""
    return StopError(f"The plan {plan_id} has nothing called {ref!r}.{hint}")


def _chosen(folders: list[Path], areas: list[str]) -> list[Path]:
    known = {folder.resolve().name.lower(): folder for folder in folders}
    chosen = []
    for area in areas or known:
        name = (Path(area).resolve().name if Path(area).is_dir() else area).lower()
        if name not in known:
            close = get_close_matches(name, known, n=1, cutoff=0.5)
            hint = f" Did you mean {close[0]}?" if close else ""
            raise StopError(f"There is no plan called {area!r}.{hint} The plans here are {', '.join(known)}.")
        chosen.append(known[name])
    return chosen
