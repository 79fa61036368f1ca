"""Results go to standard output or to a file, whole or not at all; messages go to standard error."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from pathlib import Path
from typing import TextIO

from wsoa.cli.context import Environment


def emit(
    text: str, output: Path | None, environment: Environment, *, commands: bool = False, inert: bool = False
) -> None:
    """Print a result, or write it to a file in one step.

    ``commands`` is True where the text is meant for a GitHub runner to obey, ``inert`` where its format
    leaves a runner nothing to obey: JSON and XML are then printed as they are, for other programs to read.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    if output is not None and str(output) != "-":
        write_whole(output, text)
    elif inert or (commands and environment.on_github()) or _is_file(sys.stdout):
        sys.stdout.write(text)
    else:
        sys.stdout.write(environment.quiet(text))


def _is_file(stream: TextIO) -> bool:
    """Tell whether a stream was turned into a file, which no runner reads."""
    try:
        return stat.S_ISREG(os.fstat(stream.fileno()).st_mode)
    except (OSError, ValueError):
        return False


def write_whole(file: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one and never a part.

    A link is followed; the mode of a file that was there is kept.
    """
    target = file.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    try:
        handle, name = tempfile.mkstemp(prefix=".wsoa-", suffix=".tmp", dir=target.parent)
    except OSError as error:
        raise OSError(error.errno, error.strerror, str(file)) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", errors="replace", newline="\n") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def tell(message: str, environment: Environment) -> None:
    """Print a message for people, apart from the result."""
    sys.stderr.write(environment.defused(f"{message}\n"))
