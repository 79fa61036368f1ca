"""``wsoa upcoming``: what falls due, turns, or goes stale if nobody edits anything."""

from __future__ import annotations

from typing import Annotated

import typer

from wsoa.cli.shared.context import Environment, load_plans
from wsoa.cli.shared.options import (
    PLANS,
    Areas,
    AsOf,
    Colour,
    NoHistory,
    Output,
    Plans,
    UseColour,
    format_option,
)
from wsoa.cli.shared.output import emit_report, report_broken, teller
from wsoa.render.registry import formats_of

LONGEST_LOOK = 3660


def run(
    context: typer.Context,
    areas: Areas = None,
    days: Annotated[int, typer.Option("--days", min=1, max=LONGEST_LOOK, help="How far to look ahead.")] = 45,
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(formats_of("upcoming"))] = "table",
    no_history: NoHistory = False,
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """List what falls due, turns, or goes stale in the days ahead if nobody edits anything."""
    environment: Environment = context.obj
    day = environment.day(as_of)
    loaded = load_plans(plans, areas or [])
    from wsoa.publish.versions import told_by_git
    from wsoa.reports.terminal.upcoming import upcoming

    told = told_by_git(loaded, environment.variables, teller(environment), look=not no_history)
    report = upcoming([(one.id, one.plan, one.gap) for one in told], day, days)
    emit_report("upcoming", output_format, report, output, environment, colour=color)
    return 1 if report_broken(loaded, environment, color) else 0
