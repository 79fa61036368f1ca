"""``wsoa explain``: the page of a rule."""

from __future__ import annotations

from typing import Annotated

import typer

from wsoa.cli.shared import completion as complete
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.output import emit


def run(
    context: typer.Context,
    code: Annotated[
        str | None,
        typer.Argument(help="A code such as WSOA301, or its name.", autocompletion=complete.codes),
    ] = None,
) -> int:
    """Explain a finding: what it means, why it matters, how to fix it. Without a code, list them all."""
    environment: Environment = context.obj
    from wsoa.checks import pages

    if code is None:
        listed = [page for known in pages.codes() if (page := pages.page(known))]
        emit("".join(f"{p.code}  {p.severity:<8} {p.name}\n" for p in listed), None, environment)
        return 0
    page = pages.page(code)
    if page is None:
        close = pages.suggest(code)
        hint = f" Did you mean {close}?" if close else ""
        raise StopError(f"There is no rule called {code!r}.{hint} Run wsoa explain to list them all.")
    emit(page.text, None, environment)
    return 0
