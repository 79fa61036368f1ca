"""The command line: one registry of commands, and the errors that become one sentence each."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import NamedTuple

import typer

from wsoa import __version__
from wsoa.cli.context import Environment, StopError


class Command(NamedTuple):
    """Where a command lives and the line that lists it; its function is called ``run``."""

    module: str
    line: str


COMMANDS: Mapping[str, Command] = {
    "status": Command("wsoa.cli.status", "How every plan stands: finished, late, moved, not known."),
    "show": Command("wsoa.cli.show", "Everything known about one item, and its place in the file."),
    "upcoming": Command("wsoa.cli.upcoming", "What falls due, turns or goes stale if nobody edits."),
    "diff": Command("wsoa.cli.diff", "What changed between two versions, moved deadlines first."),
    "history": Command("wsoa.cli.history", "The story of a plan or an item, version by version."),
    "validate": Command("wsoa.cli.validate", "What is wrong in the plans; and what is late or unsaid."),
    "explain": Command("wsoa.cli.explain", "What a finding means, and how to mend it."),
    "render": Command("wsoa.cli.render", "The statement or its summary, as a page or Markdown."),
    "verify": Command("wsoa.cli.verify", "Whether a published page is genuine."),
    "export": Command("wsoa.cli.export", "Tables, a calendar, a feed of changes, or JSON."),
    "schema": Command("wsoa.cli.schema", "The JSON Schema that editors use."),
}
"""Every command there is. Help, the README and the tests are read from here."""

_HELP = """Keep a local area's SEND action plan as text: check it, rate it, publish it.

\b
  wsoa status                        how every plan in plans/ stands today
  wsoa status cumbria --as-of 2020-03-31
  wsoa show cumbria 2.2.4a           one item, everything known about it
  wsoa validate --progress           what is wrong, late or unsaid
  wsoa render cumbria -o cumbria.html
"""


def build(names: list[str]) -> typer.Typer:
    """Return the application with some of the commands; the others are never imported."""
    app = typer.Typer(
        help=_HELP,
        add_completion=set(names) == set(COMMANDS),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_top)
    for name in names:
        app.command(name, short_help=COMMANDS[name].line)(import_module(COMMANDS[name].module).run)
    return app


def _top(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and stop.", is_eager=True),
) -> None:
    if version:
        typer.echo(f"wsoa {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(argv: list[str], environ: Mapping[str, str]) -> int:
    """Run one command line and return its exit code.

    Only the command that is named is imported, so that it alone is paid for.
    """
    completing = "_WSOA_COMPLETE" in environ
    wanted = [argv[0]] if argv and argv[0] in COMMANDS and not completing else list(COMMANDS)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        code = build(wanted)(
            argv, prog_name="wsoa", standalone_mode=completing, obj=Environment.read(environ)
        )
    except StopError as stop:
        sys.stderr.write(Environment.read(environ).defused(f"{stop}\n"))
        return stop.code
    except Exception as error:
        shown = getattr(error, "show", None)
        if shown is None:
            raise
        shown()
        return int(getattr(error, "exit_code", 2))
    return code if isinstance(code, int) else 0
