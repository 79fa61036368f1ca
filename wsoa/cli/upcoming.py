"""``wsoa upcoming``: what falls due, turns, or goes stale if nobody edits anything."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.context import Environment, plan_folders
from wsoa.cli.shared.many import Warn, look_at_plans
from wsoa.cli.shared.options import (
    PLANS,
    Areas,
    AsOf,
    Colour,
    Jobs,
    NoHistory,
    Output,
    Plans,
    UseColour,
    format_option,
)
from wsoa.cli.shared.output import emit_report
from wsoa.publish.versions import AskGit
from wsoa.render.registry import formats_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan
    from wsoa.reports.terminal.upcoming import Upcoming

LONGEST_LOOK = 3660


def run(
    context: typer.Context,
    areas: Areas = None,
    days: Annotated[int, typer.Option("--days", min=1, max=LONGEST_LOOK, help="How far to look ahead.")] = 45,
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(formats_of("upcoming"))] = "table",
    no_history: NoHistory = False,
    plans: Plans = PLANS,
    jobs: Jobs = None,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """List what falls due, turns, or goes stale in the days ahead if nobody edits anything."""
    environment: Environment = context.obj
    day = environment.day(as_of)
    from wsoa.reports.terminal.upcoming import UpcomingReport

    look = _Look(day, days, AskGit(environment.variables, look=not no_history))
    looked = look_at_plans(plan_folders(plans, areas or []), look, environment, jobs)
    report = UpcomingReport(day, days, looked.made)
    emit_report("upcoming", output_format, report, output, environment, colour=color)
    return 1 if looked.report_broken(environment, color) else 0


@dataclass(frozen=True, slots=True)
class _Look:
    """From which day to look ahead, and how many days; and how to ask git."""

    day: date
    days: int
    git: AskGit

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> Upcoming | None:
        """Return what comes in a plan; None where it cannot be read."""
        from wsoa.reports.terminal.upcoming import upcoming

        told = self.git.of(loaded, warn)
        return upcoming((told.id, told.plan, told.gap), self.day, self.days) if told is not None else None
