"""``wsoa explain``: the page of a rule."""

from __future__ import annotations

from typing import Annotated

import typer

from wsoa.cli.shared import completion as complete
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import Colour, Output, UseColour, format_option
from wsoa.cli.shared.output import emit_report
from wsoa.render.registry import formats_of


def run(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(help="A code such as WSOA301, or its name.", autocompletion=complete.codes),
    ] = None,
    output_format: Annotated[str, format_option(formats_of("rule"))] = "text",
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Explain a finding: what it means, why it matters, how to fix it. Without a code, list them all."""
    environment: Environment = context.obj
    from wsoa.checks import pages

    if code is None:
        listed = [page for known in pages.codes() if (page := pages.page(known))]
        emit_report("rules", output_format, listed, output, environment, colour=color)
        return 0
    page = pages.page(code)
    if page is None:
        close = pages.suggest(code)
        hint = f" Did you mean {close}?" if close else ""
        raise StopError(f"There is no rule called {code!r}.{hint} Run wsoa explain to list them all.")
    emit_report("rule", output_format, page, output, environment, colour=color)
    return 0
