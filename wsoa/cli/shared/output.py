"""Results go to standard output or to a file, whole or not at all; everything else to standard error."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from wsoa.cli.shared.context import Environment, StopError
from wsoa.render.registry import INERT, render
from wsoa.render.terminal.options import RenderOptions
from wsoa.words.text import visible

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.reports.terminal.validation import PlanFindings


def emit(
    text: str, output: Path | None, environment: Environment, *, commands: bool = False, inert: bool = False
) -> None:
    """Print a result, or write it to a file in one step.

    ``commands`` is True where the text is meant for a GitHub runner to obey, ``inert`` where its format
    leaves a runner nothing to obey: JSON and XML are then printed as they are, for other programs to read.
    What was written is said on standard error.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    if output is not None and str(output) != "-":
        write_whole(output, text)
        tell_written(output, environment)
    elif inert or (commands and environment.on_github()) or _is_file(sys.stdout):
        sys.stdout.write(text)
    else:
        sys.stdout.write(environment.quiet(text))


def emit_report(
    report: str,
    output_format: str,
    view: object,
    output: Path | None,
    environment: Environment,
    *,
    colour: str = "auto",
    limit: int = 5,
) -> None:
    """Draw a report in a format of the registry, and print it or write it to a file as :func:`emit` does.

    ``limit`` is how many items to name in each list.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    options = environment.render_options(colour, limit, to_file=output is not None)
    text = render(report, output_format, view, options)
    emit(text, output, environment, commands=output_format == "github", inert=output_format in INERT)


def _is_file(stream: TextIO) -> bool:
    """Tell whether a stream was turned into a file, which no runner reads."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def check_bytes(output_format: str, output: Path | None) -> None:
    """Make sure, before any work, that bytes can be made and go where no terminal shows them.

    Raises:
        StopError: no file is named, or the packages that the format needs are not installed.
    """
    if output is None or (str(output) == "-" and sys.stdout.isatty()):
        raise StopError(f"{output_format} is not text to read here: write it to a file with -o FILE.")
    check_packages(output_format)


def check_packages(output_format: str) -> None:
    """Make sure, before any work, that a format can be made.

    Raises:
        StopError: the packages that it needs are not installed.
    """
    from wsoa.render.extras import MissingExtraError, ready

    try:
        ready(output_format)
    except MissingExtraError as error:
        raise StopError(str(error)) from None


def emit_bytes(data: bytes, output: Path, environment: Environment) -> None:
    """Write a result that is not text to a file in one step, or to standard output for another program.

    What was written is said on standard error.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    if str(output) == "-":
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_whole(output, data)
        tell_written(output, environment)


def tell_written(output: Path, environment: Environment, names: Sequence[str] = ()) -> None:
    """Say what was written and how large it is: a file, or the files of these names in a folder.

    Nothing is said of a device or a pipe: somebody is reading it.
    """
    files = [output / name for name in names] or [output]
    if not all(file.is_file() for file in files):
        return
    from wsoa.words.numbers import count, say_size

    size = say_size(sum(file.stat().st_size for file in files))
    how_many = f"{count(len(names), 'file')}, " if names else ""
    tell(f"Wrote {output}: {how_many}{size}.", environment)


def write_whole(file: Path, content: str | bytes) -> None:
    """Write a file so that a reader sees the old text or the new one and never a part.

    A link is followed; the mode of a file that was there is kept. A device or a pipe is simply written to.
    """
    data = content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")
    if file.exists() and not file.is_file() and not file.is_dir():
        file.write_bytes(data)
        return
    from wsoa.files.write import replace_file

    replace_file(file, None, data)


def tell(message: str, environment: Environment) -> None:
    """Print a message for people, apart from the result."""
    sys.stderr.write(environment.defused(f"{visible(message)}\n"))


def teller(environment: Environment) -> Callable[[str], None]:
    """Return what prints messages for people, for those who work without a terminal."""
    return lambda message: tell(message, environment)


def report_broken(loaded: Iterable[LoadedPlan], environment: Environment, colour: str) -> bool:
    """Print the errors of every plan that could not be read; True where there was one."""
    from wsoa.reports.terminal.validation import unread

    return report_unread([found for one in loaded if (found := unread(one)) is not None], environment, colour)


def report_unread(broken: Sequence[PlanFindings], environment: Environment, colour: str) -> bool:
    """Print the errors of the plans that could not be read; True where there was one."""
    if not broken:
        return False
    from wsoa.reports.terminal.validation import Validation

    for one in broken:
        intro = f"The plan {one.id} cannot be read until its errors are fixed:\n\n"
        sys.stderr.write(environment.defused(intro))
    options = RenderOptions(environment.width(sys.stderr), environment.colour(colour, sys.stderr))
    text = render("findings", "text", Validation(None, tuple(broken)), options)
    sys.stderr.write(environment.defused(text))
    return True
