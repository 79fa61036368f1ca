"""``wsoa validate``: what is wrong in the plans, and with ``--progress`` what is late or unsaid."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from wsoa.cli.shared.context import Environment, StopError, plan_folders
from wsoa.cli.shared.findings import FindingsRequest
from wsoa.cli.shared.fix import fix_plans
from wsoa.cli.shared.many import look_at_plans
from wsoa.cli.shared.options import PLANS, Areas, AsOf, Colour, Jobs, Output, Plans, UseColour, format_option
from wsoa.cli.shared.output import emit_report, write_whole
from wsoa.findings import Severity
from wsoa.render.registry import formats_of, render

FORMATS = formats_of("findings")
Reports = Annotated[
    list[str] | None,
    typer.Option("--report", metavar="FORMAT=FILE", help="Write this format to this file too; repeatable."),
]


class Level(StrEnum):
    """The least grave finding that makes the command fail."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"
    NEVER = "never"


def run(
    context: typer.Context,
    areas: Areas = None,
    progress: Annotated[
        bool, typer.Option("--progress", help="Also check what depends on the date.")
    ] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="REV", help="Also check what changed since a version.")
    ] = None,
    new_since: Annotated[
        str | None, typer.Option("--new-since", metavar="REV", help="Only what a version did not have yet.")
    ] = None,
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(FORMATS, "How to print them.")] = "text",
    fail_on: Annotated[Level, typer.Option("--fail-on", help="Exit 1 from this severity up.")] = Level.ERROR,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Spell out what is for information too.")
    ] = False,
    reports: Reports = None,
    fix: Annotated[
        bool, typer.Option("--fix", help="First fix what can mean nothing else than one thing.")
    ] = False,
    unsafe: Annotated[
        bool, typer.Option("--unsafe", help="With --fix: also what is only very likely meant.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("-n", "--dry-run", help="With --fix: show the change, and write nothing.")
    ] = False,
    plans: Plans = PLANS,
    jobs: Jobs = None,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Check the plans: structure always, progress only when asked.

    Without --progress the result never depends on the day it is run. With --progress, --since or
    --new-since the plan's history in git is checked too. --fix writes files; review them with git diff.
    """
    environment: Environment = context.obj
    extra = _extra(reports or [], output)
    if fix:
        if dry_run and output_format != "text":
            raise StopError("--dry-run shows a diff; leave --format out.")
        fix_plans(plans, areas or [], environment, color, unsafe=unsafe, dry_run=dry_run)
    elif unsafe or dry_run:
        raise StopError(f"{'--unsafe' if unsafe else '--dry-run'} goes with --fix.")
    day = environment.day(as_of) if progress or as_of else None
    request = FindingsRequest(day, progress, since, new_since, environment.variables)
    looked = look_at_plans(plan_folders(plans, areas or []), request, environment, jobs)
    from wsoa.reports.terminal.validation import Validation

    report = Validation(day, looked.made, Severity.INFO if verbose else Severity.WARNING)
    for file, chosen in extra.items():
        write_whole(file, render("findings", chosen, report, environment.render_options(to_file=True)))
    emit_report("findings", output_format, report, output, environment, colour=color)
    return 1 if fail_on is not Level.NEVER and report.reaches(Severity(fail_on.value)) else 0


def _extra(reports: list[str], output: Path | None) -> dict[Path, str]:
    """Return the further files to write, each with its format.

    Raises:
        StopError: no such format, no file, or one file named twice.
    """
    extra: dict[Path, str] = {}
    for given in reports:
        chosen, _, name = given.partition("=")
        if chosen not in FORMATS:
            raise StopError(f"--report {given!r}: write FORMAT=FILE; the formats are {', '.join(FORMATS)}.")
        if not name:
            raise StopError(f"--report {given!r}: name a file, for example {chosen}=report.{chosen}.")
        if Path(name) in extra or Path(name) == output:
            raise StopError(f"--report {given!r}: that file is already to hold another report.")
        extra[Path(name)] = chosen
    return extra
