"""Results go to standard output or to a file, whole or not at all; messages go to standard error."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from wsoa.cli.context import Environment


def emit(text: str, output: Path | None, environment: Environment, *, commands: bool = False) -> None:
    """Print a result, or write it to a file in one step.

    ``commands`` is True where the text is meant for a CI runner to obey.

    Raises:
        OSError: the file cannot be written; what stood there before is untouched.
    """
    if output is not None and str(output) != "-":
        write_whole(output, text)
    elif commands:
        sys.stdout.write(text)
    else:
        with environment.quiet_log():
            sys.stdout.write(text)


def write_whole(file: Path, text: str) -> None:
    """Write a file so that a reader sees the old text or the new one and never a part.

    A link is followed; the mode of a file that was there is kept.
    """
    target = file.resolve()
    mode = target.stat().st_mode & 0o777 if target.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(prefix=".wsoa-", suffix=".tmp", dir=target.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
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


def tell(message: str) -> None:
    """Print a message for people, apart from the result."""
    sys.stderr.write(f"{message}\n")
