"""Where the command starts. The version is printed before anything heavy is imported."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from wsoa import __version__

FOUND, USAGE, BROKEN, INTERRUPTED = 1, 2, 3, 130
"""Exit codes besides 0: findings, wrong usage or settings, could not finish, Ctrl-C."""


def main() -> int:
    """Run the command line and return its exit code; the only place where exceptions become sentences."""
    argv = sys.argv[1:]
    if argv in (["--version"], ["-V"]):
        sys.stdout.write(f"wsoa {__version__}\n")
        return 0
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
        sys.stderr.write(f"wsoa could not finish: {error.strerror or error}{_of(error)}.\n")
        return BROKEN
    except Exception as error:
        if os.environ.get("WSOA_DEBUG"):
            raise
        sys.stderr.write(
            f"wsoa could not finish: an error of its own ({type(error).__name__}: {error}).\n"
            "Set WSOA_DEBUG=1 to see where, and please report it with the command you ran (WSOA901).\n"
        )
        return BROKEN
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


def _of(error: OSError) -> str:
    return f" ({error.filename})" if error.filename else ""


if __name__ == "__main__":
    run_and_exit()
