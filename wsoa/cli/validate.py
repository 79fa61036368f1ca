"""``wsoa validate``: what is wrong in the plans, and with ``--progress`` what is late or unsaid."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from wsoa.cli.context import Environment, load_plans
from wsoa.cli.options import PLANS, Areas, AsOf, Colour, Output, Plans, UseColour
from wsoa.cli.output import emit
from wsoa.findings import Severity
from wsoa.render.registry import render


class Format(StrEnum):
    """How to print the findings."""

    TEXT = "text"
    JSON = "json"
    GITHUB = "github"


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
    as_of: AsOf = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.TEXT,
    fail_on: Annotated[Level, typer.Option("--fail-on", help="Exit 1 from this severity up.")] = Level.ERROR,
    verbose: Annotated[
        bool, typer.Option("--verbose", "-v", help="Spell out what is for information too.")
    ] = False,
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Check the plans: structure always, progress only when asked.

    Without --progress the result never depends on the day it is run.
    """
    environment: Environment = context.obj
    day = environment.day(as_of) if progress or as_of else None
    loaded = load_plans(plans, areas or [])
    from wsoa.checks.check import check  # noqa: PLC0415 - help needs no rules
    from wsoa.reports.validation import validation  # noqa: PLC0415

    found = {one.id: check(one, as_of=day) for one in loaded}
    report = validation(loaded, found, day, Severity.INFO if verbose else Severity.WARNING)
    look = environment.look(color, to_file=output is not None)
    emit(
        render("findings", output_format, report, look),
        output,
        environment,
        commands=output_format is Format.GITHUB,
    )
    return 1 if fail_on is not Level.NEVER and report.reaches(Severity(fail_on.value)) else 0
