"""The command line: one registry of commands, and the errors that become one sentence each."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from contextlib import redirect_stderr
from importlib import import_module
from io import StringIO, TextIOWrapper
from typing import NamedTuple, TextIO

import typer

from wsoa import __version__
from wsoa.cli.shared.context import Environment
from wsoa.errors import WsoaError
from wsoa.words.text import visible


class Command(NamedTuple):
    """Where a command lives and the line that lists it.

    Its function is called ``run``; a command with commands of its own has them in ``group``.
    """

    module: str
    line: str


COMMANDS: Mapping[str, Command] = {
    "status": Command("wsoa.cli.status", "How every plan stands: finished, late, moved, not known."),
    "list": Command("wsoa.cli.list_", "The commitments of a lead, a workstream or a standing."),
    "show": Command("wsoa.cli.show", "Everything known about one item or role, and its place in the file."),
    "upcoming": Command("wsoa.cli.upcoming", "What falls due, turns or goes stale if nobody edits."),
    "diff": Command("wsoa.cli.diff", "What changed between two versions, moved deadlines first."),
    "history": Command("wsoa.cli.history", "The story of a plan or an item, version by version."),
    "validate": Command("wsoa.cli.validate", "What is wrong, late or unsaid; --fix fixes what it can."),
    "explain": Command("wsoa.cli.explain", "What a finding means, and how to fix it."),
    "render": Command("wsoa.cli.render", "Pages: a report, or every report as a site."),
    "serve": Command("wsoa.cli.serve", "The plans in a browser, with forms to report in."),
    "verify": Command("wsoa.cli.verify", "Whether a published page is genuine."),
    "export": Command("wsoa.cli.export", "Workbook, Word, tables, a calendar, a feed, or JSON."),
    "update": Command("wsoa.cli.update", "Report on one item; only its own lines change."),
    "record": Command("wsoa.cli.record", "A KPI's figure, or a whole data return of them."),
    "return": Command("wsoa.cli.return_", "The monthly round: forms for leads, and what they say."),
    "format": Command("wsoa.cli.format", "Plan files laid out the same way; no word changes."),
    "demo": Command("wsoa.cli.demo", "A made-up county, to try every command on."),
    "new": Command("wsoa.cli.new", "Start a plan: a folder that teaches the format."),
    "import": Command("wsoa.cli.import_", "A plan in Word, Excel or text becomes a draft plan."),
    "lsp": Command("wsoa.cli.lsp", "Findings, fixes and completion in an editor, as you type."),
    "schema": Command("wsoa.cli.schema", "The JSON Schema that editors use."),
}
"""Every command there is. Help, the README and the tests are read from here."""

NO_CACHE = "--no-cache"
_HELP = """Keep a local area's SEND action plan as text: check it, rate it, publish it.

\b
  wsoa status                        how every plan in plans/ stands today
  wsoa status cumbria --as-of 2020-03-31
  wsoa show cumbria 2.2.4a           one item, everything known about it
  wsoa validate --progress           what is wrong, late or unsaid
  wsoa render --site public          every report of every area, as pages
  wsoa update cumbria 2.2.4a --note "Two of three leaflets are out"
"""


def build(names: list[str], listed: Iterable[str] = ()) -> typer.Typer:
    """Return the application with some of the commands; the others are never imported.

    Those only ``listed`` have a name and a line, for a shell that completes the name of a command.
    """
    app = typer.Typer(
        help=_HELP,
        add_completion={*names, *listed} == set(COMMANDS),
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback(invoke_without_command=True)(_top)
    for name in names:
        _add(app, name)
    for name in listed:
        app.command(name, help=COMMANDS[name].line)(_listed)
    return app


def _add(app: typer.Typer, name: str) -> None:
    """Add a command: its function ``run``, or the commands below it, which are its ``group``."""
    module = import_module(COMMANDS[name].module)
    if hasattr(module, "group"):
        app.add_typer(module.group, name=name, short_help=COMMANDS[name].line)
    else:
        app.command(name, short_help=COMMANDS[name].line)(module.run)


def _listed() -> None:
    """Stand for a command whose name is all that is wanted."""


def _top(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", "-V", help="Print the version and stop.", is_eager=True),
    no_cache: bool = typer.Option(
        False, NO_CACHE, help="Read the whole history again, with any command; keep nothing of it for later."
    ),
) -> None:
    del no_cache  # it may stand after the command too, and was taken out of the words before
    if version:
        typer.echo(f"wsoa {__version__}")
        raise typer.Exit
    if context.invoked_subcommand is None:
        typer.echo(context.get_help())


def run(argv: list[str], environ: Mapping[str, str]) -> int:
    """Run one command line and return its exit code.

    Only the command that is named is imported, so that it alone is paid for.
    """
    argv, environ = _without_cache(argv, environ)
    wanted = [argv[0]] if argv and argv[0] in COMMANDS else list(COMMANDS)
    for stream in (sys.stdout, sys.stderr):
        _settle(stream)
    if "_WSOA_COMPLETE" in environ:
        return _complete(environ)
    try:
        code = build(wanted)(argv, prog_name="wsoa", standalone_mode=False, obj=Environment.read(environ))
    except WsoaError as stop:
        sys.stderr.write(Environment.read(environ).defused(f"{visible(str(stop))}\n"))
        return stop.code
    except Exception as error:
        shown = getattr(error, "show", None)
        if shown is None:
            raise
        shown()
        return int(getattr(error, "exit_code", 2))
    return code if isinstance(code, int) else 0


def _without_cache(argv: list[str], environ: Mapping[str, str]) -> tuple[list[str], Mapping[str, str]]:
    """Take the option for every command out of the words, wherever it stands before a ``--``."""
    end = argv.index("--") if "--" in argv else len(argv)
    if NO_CACHE not in argv[:end]:
        return argv, environ
    words = [word for word in argv[:end] if word != NO_CACHE]
    return [*words, *argv[end:]], {**environ, "WSOA_CACHE": "off"}


def _settle(stream: TextIO) -> None:
    """Make a stream take every character; on Windows, other programs get UTF-8 with plain line ends."""
    if not isinstance(stream, TextIOWrapper):
        return
    if sys.platform == "win32" and not stream.isatty():
        stream.reconfigure(encoding="utf-8", errors="replace", newline="\n")
    else:
        stream.reconfigure(errors="replace")


def _complete(environ: Mapping[str, str]) -> int:
    """Answer a shell's Tab key. Whatever goes wrong, nothing is said over the line that is being typed."""
    from wsoa.cli.shared.completion import named_command

    name = named_command(environ, COMMANDS)
    wanted = [name] if name else []
    try:
        with redirect_stderr(StringIO()):
            build(wanted, [other for other in COMMANDS if other not in wanted])([], prog_name="wsoa")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 0
    except Exception:  # noqa: BLE001 - a Tab key has nobody to tell
        return 0
    return 0
