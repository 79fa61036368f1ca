"""``wsoa status``: how the plans stand on a day."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from wsoa.cli.shared.context import Environment, load_plans
from wsoa.cli.shared.options import PLANS, Areas, AsOf, Colour, Limit, Output, Plans, UseColour, format_option
from wsoa.cli.shared.output import emit_report, report_broken, tell
from wsoa.render.registry import formats_of

if TYPE_CHECKING:
    from wsoa.files.load import LoadedPlan


class Grouping(StrEnum):
    """What a row of the table stands for."""

    WORKSTREAM = "workstream"
    OUTCOME = "outcome"
    LEAD = "lead"
    WEAKNESS = "weakness"
    GROUP = "group"


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
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Show how the plans stand: what is finished, late, moved or not known.

    Every figure is as at one day; nothing dated later is used. With --known-at, nothing written later is
    used either.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    loaded = load_plans(plans, areas or [])
    if known_at is not None:
        loaded = _as_written(loaded, known_at, environment)
    from wsoa.assess.assessment import assess
    from wsoa.reports.terminal.status import status

    assessed = [(one.id, assess(one.plan, day)) for one in loaded if one.plan is not None]
    report = status(assessed, day, by.value)
    emit_report("status", output_format, report, output, environment, colour=color, limit=limit)
    broken = report_broken(loaded, environment, color)
    return 1 if broken or (fail_on.value != "never" and report.has(fail_on.value)) else 0


def _as_written(loaded: Sequence[LoadedPlan], revision: str, environment: Environment) -> list[LoadedPlan]:
    """Return the plans as they were written at a revision, and say which of them were not there yet."""
    from wsoa.publish.versions import as_written

    found = []
    for one in loaded:
        past = as_written(one, revision, environment.variables)
        if past is None:
            tell(f"There was no plan {one.id} yet at {revision}.", environment)
        else:
            found.append(past)
    return found
