"""``wsoa show``: one item or role, everything known about it, and where it is in the file."""

from __future__ import annotations

from typing import Annotated

import typer

from wsoa.cli.shared import completion as complete
from wsoa.cli.shared.context import Environment, load_plans, no_such_item
from wsoa.cli.shared.options import (
    PLANS,
    Area,
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


def run(
    context: typer.Context,
    area: Area,
    ref: Annotated[
        str,
        typer.Argument(
            help="The ref of any item: 1.2.3, WG2, “weakness 4”; or a role, by its id or name.",
            autocompletion=complete.refs_and_roles,
        ),
    ],
    as_of: AsOf = None,
    output_format: Annotated[str, format_option(formats_of("item"))] = "text",
    no_history: NoHistory = False,
    plans: Plans = PLANS,
    output: Output = None,
    color: UseColour = Colour.AUTO,
) -> int:
    """Show one item of a plan: its dates, people, standing, updates and place in the file.

    Of a role it shows all that it leads, chairs, owns or answers for. A deadline that moved without a record
    is told as moved: that is read from git.
    """
    environment: Environment = context.obj
    day = environment.day(as_of)
    loaded = load_plans(plans, [area])[0]
    if loaded.plan is None:
        report_broken([loaded], environment, color)
        return 1
    from wsoa.assess.assessment import assess
    from wsoa.plan.find import NoItemError
    from wsoa.publish.versions import AskGit
    from wsoa.reports.terminal.item import item

    (told,) = AskGit(environment.variables, look=not no_history).each([loaded], teller(environment))
    assessment = assess(told.plan, day, told.gap)
    try:
        report = item(loaded, assessment, ref)
    except NoItemError as error:
        from wsoa.reports.terminal.role import close_roles, role

        known = role(loaded, assessment, ref)
        if known is None:
            close = (*error.close, *close_roles(loaded.plan, ref))
            raise no_such_item(loaded.id, ref, close) from None
        emit_report("role", output_format, known, output, environment, colour=color)
        return 0
    emit_report("item", output_format, report, output, environment, colour=color)
    return 0
