"""``wsoa upcoming``: what falls due, turns, or goes stale if nobody edits anything."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from wsoa.cli.shared.context import Environment, load_plans
from wsoa.cli.shared.options import PLANS, Areas, AsOf, Colour, Output, Plans, UseColour
from wsoa.cli.shared.output import emit
from wsoa.cli.shared.unreadable import report_broken
from wsoa.render.registry import INERT, render

LONGEST_LOOK = 3660


class Format(StrEnum):
    """How to print what comes."""

    TABLE = "table"
    PLAIN = "plain"
    JSON = "json"


def run(
    context: typer.Context,
    areas: Areas = None,
    days: Annotated[int, typer.Option("--days", min=1, max=LONGEST_LOOK, help="How far to look ahead.")] = 45,
    as_of: AsOf = None,
    output_format: Annotated[Format, typer.Option("--format", help="How to print it.")] = Format.TABLE,
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """List what falls due, turns, or goes stale in the days ahead if nobody edits anything."""
    environment: Environment = context.obj
    day = environment.day(as_of)
    loaded = load_plans(plans, areas or [])
    from wsoa.reports.terminal.upcoming import upcoming  # noqa: PLC0415 - help needs no arithmetic

    report = upcoming([(one.id, one.plan) for one in loaded if one.plan is not None], day, days)
    look = environment.look(color, to_file=output is not None)
    drawn = render("upcoming", output_format, report, look)
    emit(drawn, output, environment, inert=output_format in INERT)
    return 1 if report_broken(loaded, environment, color) else 0
