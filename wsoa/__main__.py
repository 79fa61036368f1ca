"""Where the command starts. The version is printed before anything is imported that Python does not hold."""

from __future__ import annotations

import gc
import os
import sys

from wsoa import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import NoReturn

FOUND, USAGE, BROKEN, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0: findings, wrong usage or settings, could not finish, Ctrl-C."""


def main() -> int:
    """Run the command line and return its exit code; the only place where exceptions become sentences."""
    argv = sys.argv[1:]
    if "stdout" in _closed():
        return _broken("standard output is closed, so there is nowhere to answer.")
    if argv in (["--version"], ["-V"]):
        sys.stdout.write(f"wsoa {__version__}\n")
        return 0
    return _ran(argv)


def _ran(argv: list[str]) -> int:
    # One short run frees its memory by ending; walking the heap meanwhile took a tenth of it.
    gc.disable()
    from wsoa.cli.app import run

    try:
        code = run(argv, os.environ)
        sys.stdout.flush()
    except KeyboardInterrupt:
        sys.stderr.write("Stopped.\n")
        return INTERRUPTED
    except BrokenPipeError:
        # The reader of our output has gone; say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _broken(f"{why(error)}.")
    except Exception as error:
        if os.environ.get("WSOA_DEBUG"):
            raise
        return _broken(
            f"an error of its own ({type(error).__name__}: {error}).\n"
            "Set WSOA_DEBUG=1 to see where, and please report it with the command you ran (WSOA901)."
        )
    return code


def run_and_exit() -> NoReturn:
    """Run the command line and end the process at once: taking the heap apart first would help nobody."""
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        code = code or BROKEN
    os._exit(code)


def _broken(why: str) -> int:
    from contextlib import suppress

    from wsoa.words.text import visible

    with suppress(OSError):  # where messages cannot be written either, the exit code has to do
        sys.stderr.write(f"wsoa could not finish: {visible(why)}\n")
    return BROKEN


def _closed() -> list[str]:
    """Give streams that were closed before we began somewhere to lead to, and name them.

    Otherwise the next file that is opened takes the stream's number, and what is meant for people goes there.
    """
    closed = []
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        try:
            os.fstat(number)
        except OSError:
            handle = os.open(os.devnull, os.O_RDWR)
            if handle != number:
                os.dup2(handle, number)
                os.close(handle)
            setattr(
                sys, name, os.fdopen(number, "r" if number == 0 else "w", encoding="utf-8", closefd=False)
            )
            closed.append(name)
    return closed


def why(error: OSError) -> str:
    """Say what the system refused and of which file; of a folder that is not there, what to do."""
    from pathlib import Path

    of = f" ({error.filename})" if error.filename else ""
    folder = Path(error.filename).parent if isinstance(error.filename, str) else Path()
    if isinstance(error, FileNotFoundError) and not folder.is_dir():
        return f"there is no folder {folder} for {error.filename}: make it, or name one that is there"
    return f"{error.strerror or error}{of}"


if __name__ == "__main__":
    run_and_exit()
