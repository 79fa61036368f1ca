"""``wsoa status``: how the plans stand on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from wsoa.cli.shared.context import Environment, plan_folders
from wsoa.cli.shared.many import AsWritten, Warn, look_at_plans
from wsoa.cli.shared.options import (
    PLANS,
    Areas,
    AsOf,
    Colour,
    Jobs,
    Limit,
    NoHistory,
    Output,
    Plans,
    UseColour,
    format_option,
)
from wsoa.cli.shared.output import emit
from wsoa.publish.versions import AskGit
from wsoa.render.registry import INERT, formats_of, render

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wsoa.assess.plan_line import PlanLine
    from wsoa.assess.rollup import By
    from wsoa.files.load import LoadedPlan
    from wsoa.render.terminal.options import RenderOptions


class Grouping(StrEnum):
    """What a row of the table stands for."""

    WORKSTREAM = "workstream"
    OUTCOME = "outcome"
    LEAD = "lead"
    WEAKNESS = "weakness"
    GROUP = "group"
    PLAN = "plan"


_ROWS: Mapping[Grouping, By] = {
    Grouping.WORKSTREAM: "workstream",
    Grouping.OUTCOME: "outcome",
    Grouping.LEAD: "lead",
    Grouping.WEAKNESS: "weakness",
    Grouping.GROUP: "group",
    Grouping.PLAN: "workstream",
}


class Concerns(StrEnum):
    """What makes the command fail."""

    NEVER = "never"
    DISAGREEMENT = "disagreement"
    UNREPORTED = "unreported"
    OFF_TRACK = "off-track"
    OVERDUE = "overdue"


def run(
    context: typer.Context,
    areas: Areas = None,
    by: Annotated[Grouping, typer.Option("--by", help="What each row counts.")] = Grouping.WORKSTREAM,
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(formats_of("status"))] = "table",
    known_at: Annotated[
        str | None, typer.Option("--known-at", metavar="REV", help="Use the plans as written at a version.")
    ] = None,
    limit: Limit = 5,
    fail_on: Annotated[
        Concerns, typer.Option("--fail-on", help="Exit 1 where there is any.")
    ] = Concerns.NEVER,
    no_history: NoHistory = False,
    plans: Plans = PLANS,
    jobs: Jobs = None,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Show how the plans stand: what is finished, late, moved or not known.

    Every figure is as at one day; nothing dated later is used. With --known-at, nothing written later is
    used either. A deadline that moved without a record counts as moved: that is read from git. With
    --by plan each plan is one row, and how they stood over the last year stands below.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    options = environment.render_options(color, limit, to_file=output is not None)
    git = AskGit(environment.variables, look=not no_history, revision=known_at)
    look = _Look(day, by, fail_on, output_format, options, git)
    written = AsWritten(known_at, environment.variables) if known_at is not None else None
    looked = look_at_plans(plan_folders(plans, areas or []), look, environment, jobs, written)
    text = _together(looked.made, look)
    emit(text, output, environment, inert=output_format in INERT)
    broken = looked.report_broken(environment, color)
    return 1 if broken or any(one.concerns for one in looked.made) else 0


class _PlanReport(NamedTuple):
    """What is told of one plan, as text or as a line, and whether it has what the command is to fail on."""

    text: str
    line: PlanLine | None
    concerns: bool


def _together(made: Sequence[_PlanReport], look: _Look) -> str:
    """Return the report of all plans from what was told of each."""
    if look.by is Grouping.PLAN:
        from wsoa.reports.terminal.portfolio import Portfolio

        lines = tuple(one.line for one in made if one.line is not None)
        return render("portfolio", look.output_format, Portfolio(look.day, lines), look.options)
    from wsoa.render.joined import joined
    from wsoa.reports.terminal.status import status

    none = render("status", look.output_format, status([], look.day, look.rows), look.options)
    return joined(none, (one.text for one in made))


@dataclass(frozen=True, slots=True)
class _Look:
    """How to look at one plan: the day, the rows, what to fail on, and how to draw it; and how to ask git."""

    day: date
    by: Grouping
    fail_on: Concerns
    output_format: str
    options: RenderOptions
    git: AskGit

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> _PlanReport | None:
        """Return what is told of a plan; None where it cannot be read."""
        from wsoa.assess.assessment import assess
        from wsoa.reports.terminal.status import status

        told = self.git.of(loaded, warn)
        if told is None:
            return None
        assessment = assess(told.plan, self.day, told.gap)
        report = status([(told.id, assessment)], self.day, self.rows)
        concerns = self.fail_on is not Concerns.NEVER and report.has(self.fail_on.value)
        if self.by is Grouping.PLAN:
            from wsoa.assess.plan_line import plan_line

            return _PlanReport("", plan_line(told.id, assessment), concerns)
        return _PlanReport(render("status", self.output_format, report, self.options), None, concerns)

    @property
    def rows(self) -> By:
        """What each row of a plan's own table counts."""
        return _ROWS[self.by]
