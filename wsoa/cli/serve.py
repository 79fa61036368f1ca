"""``wsoa serve``: the site of the plans in this folder, in a browser, with forms that write to them."""

from __future__ import annotations

import gc
import secrets
from pathlib import Path
from typing import Annotated

import typer

from wsoa.audience.audience import Audience
from wsoa.cli.shared.context import Environment, StopError
from wsoa.cli.shared.options import PLANS, AsOf, Plans
from wsoa.cli.shared.output import tell

_EXTRA = "wsoa serve needs Starlette, uvicorn and watchfiles: pip install 'wsoa[serve]'."
_ANYWHERE = frozenset({"0.0.0.0", "::", ""})  # noqa: S104 - named to be told apart
_PORT = 8018


def run(
    context: typer.Context,
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, metavar="N", help="0 for any free port.")
    ] = _PORT,
    host: Annotated[
        str, typer.Option("--host", metavar="ADDRESS", help="Where to listen. Default: this machine alone.")
    ] = "127.0.0.1",
    known_as: Annotated[
        list[str] | None,
        typer.Option("--known-as", metavar="NAME", help="A name that browsers may call it by; repeat it."),
    ] = None,
    read_only: Annotated[
        bool, typer.Option("--read-only", help="No forms; nothing is ever written.")
    ] = False,
    audience: Annotated[
        Audience, typer.Option("--audience", help="Whose pages: what they name grows from public to adviser.")
    ] = Audience.PUBLIC,
    as_of: AsOf = None,
    plans: Plans = PLANS,
) -> int:
    """Serve the site of the plans here, made page by page, new as soon as a file is saved.

    A page of an action or KPI has a form: what it says is shown as a change to the file, and written
    when you agree. Nothing is committed. It listens to this machine alone unless --host says otherwise;
    there is no password, so whoever can reach another address can read and write. Stop it with Ctrl-C.
    """
    environment: Environment = context.obj
    environment.day(as_of)
    if host in _ANYWHERE and not known_as:
        raise StopError("An address for all networks needs --known-as NAME: the name that browsers will use.")
    try:
        from wsoa.serve.app import Terms, application
        from wsoa.serve.server import LOOPBACK, listening
        from wsoa.serve.server import run as serve
        from wsoa.serve.workspace import Workspace
    except ImportError:
        raise StopError(_EXTRA) from None
    from wsoa.audience.readers import Readers

    workspace = Workspace(
        plans, Path.cwd(), environment.variables,
        today=lambda: environment.day(as_of), readers=Readers(audience),
    )  # fmt: skip
    trouble = workspace.look().trouble
    if trouble:
        raise StopError(f"{trouble} Name another folder with --plans." if "no plan" in trouble else trouble)
    names = {*(known_as or []), host, *(LOOPBACK if host in LOOPBACK else ())}
    served = application(workspace, Terms(names, secrets.token_urlsafe(32), read_only))
    with listening(host, port) as opened:
        shown = f"[{host}]" if ":" in host else host
        tell(
            f"http://{shown}:{opened.getsockname()[1]}/ shows the plans in {plans}. Stop it with Ctrl-C.",
            environment,
        )
        # a server lives long: what one command leaves lying must be gathered here
        gc.enable()
        serve(served.app, opened, served.leave)
    return 0
