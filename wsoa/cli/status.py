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
    from wsoa.assess.rollup import By
    from wsoa.files.load import LoadedPlan
    from wsoa.render.terminal.options import RenderOptions


class Grouping(StrEnum):
    """What a row of the table stands for."""

    WORKSTREAM = "workstream"
    OUTCOME = "outcome"
    LEAD = "lead"
    WEAKNESS = "weakness"


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
    used either. A deadline that moved without a record counts as moved: that is read from git.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    from wsoa.render.joined import joined
    from wsoa.reports.terminal.status import status

    options = environment.render_options(color, limit, to_file=output is not None)
    git = AskGit(environment.variables, look=not no_history, revision=known_at or "HEAD")
    look = _Look(day, by.value, fail_on, output_format, options, git)
    written = AsWritten(known_at, environment.variables) if known_at is not None else None
    looked = look_at_plans(plan_folders(plans, areas or []), look, environment, jobs, written)
    none = render("status", output_format, status([], day, by.value), options)
    text = joined(none, (one.text for one in looked.made if one is not None))
    emit(text, output, environment, inert=output_format in INERT)
    broken = looked.report_broken(environment, color)
    return 1 if broken or any(one.concerns for one in looked.made if one is not None) else 0


class _Told(NamedTuple):
    """What is told of one plan, and whether it has what the command is to fail on."""

    text: str
    concerns: bool


@dataclass(frozen=True, slots=True)
class _Look:
    """How to look at one plan: the day, the rows, what to fail on, and how to draw it; and how to ask git."""

    day: date
    by: By
    fail_on: Concerns
    output_format: str
    options: RenderOptions
    git: AskGit

    def __call__(self, loaded: LoadedPlan, warn: Warn) -> _Told | None:
        """Return what is told of a plan; None where it cannot be read."""
        from wsoa.assess.assessment import assess
        from wsoa.reports.terminal.status import status

        told = self.git.of(loaded, warn)
        if told is None:
            return None
        report = status([(told.id, assess(told.plan, self.day, told.gap))], self.day, self.by)
        text = render("status", self.output_format, report, self.options)
        return _Told(text, self.fail_on is not Concerns.NEVER and report.has(self.fail_on.value))
