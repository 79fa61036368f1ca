"""``wsoa lsp``: findings, fixes and completion in an editor, as somebody types."""

from __future__ import annotations

import gc
import sys
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
    """
    environment: Environment = context.obj
    environment.day(as_of)
    try:
        from wsoa.editor.server import serve  # noqa: PLC0415 - no other command needs it
    except ImportError as error:
        raise StopError(f"lsp needs {error.name or 'pygls'}: pip install 'wsoa[lsp]'.") from None
    if sys.stdin.isatty():
        tell(
            "This is for an editor, which starts it by itself: see docs/editors.md. Ctrl-D ends it.",
            environment,
        )
    # One short run frees its memory by ending; this one may last for days.
    gc.freeze()
    gc.enable()
    serve(lambda: environment.day(as_of), environment.variables, progress=progress)
    return 0
