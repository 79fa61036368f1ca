"""``wsoa lsp``: findings, fixes and completion in an editor, as somebody types."""

from __future__ import annotations

import gc
import os
import sys
from contextlib import redirect_stdout
from typing import Annotated

import typer

from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import AsOf
from wsoa.cli.shared.output import tell


def run(
    context: typer.Context,
    progress: Annotated[bool, typer.Option("--progress", help="Also tell what depends on the date.")] = False,
    as_of: AsOf = None,
) -> int:
    """Serve an editor that speaks the Language Server Protocol, over standard input and output.

    Your editor starts it; docs/editors.md says how. Nothing is written: what changes, the editor changes.
    Exit codes: 0 when the editor said goodbye, 1 when it broke off.
    """
    environment: Environment = context.obj
    environment.day(as_of)
    try:
        from wsoa.editor.server import serve
    except ModuleNotFoundError as error:
        missing = (error.name or "pygls").partition(".")[0]
        raise StopError(f"lsp needs {missing}: pip install 'wsoa[lsp]'.") from None
    if sys.stdin.isatty():
        tell(
            "This is for an editor, which starts it by itself: see docs/editors.md. Ctrl-D ends it.",
            environment,
        )
    # One short run frees its memory by ending; this one may last for days.
    gc.freeze()
    gc.enable()
    # Whatever else is printed would stand between the messages.
    with os.fdopen(os.dup(sys.stdout.fileno()), "wb") as answers, redirect_stdout(sys.stderr):
        ended = serve(
            lambda: environment.day(as_of),
            environment.variables,
            sys.stdin.buffer,
            answers,
            progress=progress,
        )
    return 0 if ended else 1
