"""``wsoa list``: the commitments of a lead, a workstream or a standing."""

from __future__ import annotations

from typing import Annotated

import typer

from wsoa.cli.shared import completion as complete
from wsoa.cli.shared.context import Environment, StopError, load_plans
from wsoa.cli.shared.options import PLANS, Areas, AsOf, Colour, Output, Plans, UseColour, format_option
from wsoa.cli.shared.output import emit_report, report_broken
from wsoa.plan.ratings import Standing
from wsoa.render.registry import formats_of

STANDINGS = {standing.value.replace("_", "-"): standing for standing in Standing}


def _known(value: list[str] | None) -> list[str]:
    spelt = ["-".join(one.casefold().replace("_", " ").split()) for one in value or ()]
    for one in spelt:
        if one not in STANDINGS:
            raise typer.BadParameter(f"{one!r} is not one of {', '.join(map(repr, STANDINGS))}.")
    return spelt


def run(
    context: typer.Context,
    areas: Areas = None,
    lead: Annotated[
        list[str] | None,
        typer.Option(
            "--lead",
            metavar="ROLE",
            help="Led by a role: its id, its name or words in it; none for no lead.",
            autocompletion=complete.roles,
        ),
    ] = None,
    standing: Annotated[
        list[str] | None,
        typer.Option(
            "--standing",
            metavar=f"<{'|'.join(STANDINGS)}>",
            help="Standing so.",
            callback=_known,
            autocompletion=lambda: list(STANDINGS),
        ),
    ] = None,
    workstream: Annotated[
        list[str] | None,
        typer.Option("--workstream", metavar="REF", help="In a workstream."),
    ] = None,
    due_before: Annotated[
        str | None, typer.Option("--due-before", metavar="DATE", help="Its last day lies before this day.")
    ] = None,
    words: Annotated[str, typer.Option("--words", help="With these words in its ref or title.")] = "",
    only_open: Annotated[
        bool, typer.Option("--open", help="Leave out what is complete or withdrawn.")
    ] = False,
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(formats_of("list"))] = "table",
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """List commitments: everything that a service leads, a workstream holds, or that stands in some way.

    Options of the same name widen the list, options of different names narrow it.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    before = environment.day(due_before, "--due-before") if due_before else None
    loaded = load_plans(plans, areas or [])
    from wsoa.assess.assessment import assess
    from wsoa.reports.terminal.commitments import Asked, commitment_list

    asked = Asked(
        tuple(lead or ()), tuple(STANDINGS[one] for one in standing or ()), tuple(workstream or ()),
        before, words.strip(), only_open,
    )  # fmt: skip
    assessed = [(one.id, assess(one.plan, day)) for one in loaded if one.plan is not None]
    report = commitment_list(assessed, day, asked)
    for called, close in report.unknown:
        hint = f" Did you mean {' or '.join(close)}?" if close else ""
        raise StopError(f"No lead or workstream here is called {called!r}.{hint}")
    emit_report("list", output_format, report, output, environment, colour=color)
    return 1 if report_broken(loaded, environment, color) else 0
